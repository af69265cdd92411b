"""What JSON Schema has no words for: how Schemathesis makes valid values of the formats in the services' documents."""

import json
from datetime import date, timedelta

import schemathesis
from hypothesis import strategies as st

SIMPLE = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)

# An address has ASCII alone, and a host name with a dot.
schemathesis.openapi.format("email", st.builds("{}@{}.example".format, SIMPLE, SIMPLE))

# A day that is over everywhere.
schemathesis.openapi.format("date", st.dates(max_value=date.today() - timedelta(days=2)).map(str))

# A string that holds JSON.
schemathesis.openapi.format(
    "json", st.recursive(st.none() | st.booleans() | st.integers() | SIMPLE, st.lists, max_leaves=5).map(json.dumps)
)


# A password of a valid length is nobody's favourite. Not a format, for then every other string would count as invalid.
@schemathesis.hook
def before_call(context, case, kwargs):
    if isinstance(case.body, dict):
        for name in ("password", "new_password"):
            if isinstance(case.body.get(name), str) and 6 <= len(case.body[name]) <= 128:
                case.body = {**case.body, name: ("the fuzzer's own " + case.body[name])[:128]}
