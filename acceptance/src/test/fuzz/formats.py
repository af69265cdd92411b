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

# Nobody's favourite.
schemathesis.openapi.format("password", SIMPLE.map("a password of the fuzzer, {}".format))
