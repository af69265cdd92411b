package org.civildiy.defaults.audit;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.civildiy.defaults.identity.Caller;

/**
 * The audit log of logins, logouts, refused requests and other security-relevant actions. Each event is one line in the log category
 * {@code audit}, so that audit lines can be stored separately and for longer than other logs. An example:
 * {@code event=login_failed user=7 from="203.0.113.9"}.
 *
 * <p>An account is logged by its id, never by its e-mail address. An e-mail address without an account is logged as a keyed hash, which
 * the caller of this class computes. Of a refused request, only the method and the first two segments of the path are logged, and only if
 * they consist of letters and hyphens, so that no client can forge a line. {@code from} is the client's IP address as the gateway reports
 * it, see docs/decisions/0013.
 */
@Singleton
public class Audit {
    /** The types of events. */
    public enum Event {
        REGISTERED,
        LOGGED_IN,
        LOGIN_FAILED,
        LOGIN_THROTTLED,
        LOGGED_OUT,
        PASSWORD_CHANGED,
        ACCOUNT_DELETED,
        /** A signed-in user confirmed a change with a wrong password. */
        CONFIRMATION_FAILED,
        CONFIRMATION_THROTTLED,
        /** A request was refused with 401 or 403. */
        DENIED
    }

    private static final Logger LOG = Logger.getLogger("audit");
    private static final String RECORDED = "audit.recorded";

    /** The value that is logged in place of a missing or unexpected value. */
    private static final String UNKNOWN = "-";

    private static final Pattern ADDRESSES = Pattern.compile("[0-9A-Fa-f:., \\[\\]]{1,200}");
    private static final Pattern AREA = Pattern.compile("((?:/[a-z][a-z-]{0,30}){1,2})(?:[/?].*)?");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final CurrentVertxRequest current;

    Audit(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Records an event of an account. */
    public void user(Event event, long id) {
        LOG.infof("event=%s user=%d from=\"%s\"", name(event), id, from());
        markRecorded();
    }

    /** Records an event of an e-mail address without an account. {@code account} is the keyed hash of the address. */
    public void stranger(Event event, String account) {
        LOG.infof("event=%s account=%s from=\"%s\"", name(event), account, from());
        markRecorded();
    }

    /** Records a response with 401 or 403, unless an event was already recorded for the request. */
    void denied(int status) {
        var request = request();
        if (request == null || request.get(RECORDED) != null) {
            return;
        }
        var http = request.request();
        LOG.infof(
                "event=%s status=%d method=%s path=%s user=%s from=\"%s\"",
                name(Event.DENIED),
                status,
                matching(
                        METHOD,
                        original(http, "X-Forwarded-Method", http.method().name())),
                area(original(http, "X-Forwarded-Uri", http.path())),
                matching(ID, http.getHeader(Caller.USER_ID)),
                from());
    }

    /** The value of the client's original request, which forward-auth passes on in a header. Without that header: {@code own}. */
    private static String original(HttpServerRequest http, String header, String own) {
        var forwarded = http.getHeader(header);
        return forwarded == null ? own : forwarded;
    }

    /** The first two segments of a path. */
    static String area(String path) {
        var parts = AREA.matcher(path);
        return parts.matches() ? parts.group(1) : UNKNOWN;
    }

    private static String matching(Pattern pattern, String text) {
        return text != null && pattern.matcher(text).matches() ? text : UNKNOWN;
    }

    /** The IP address of the client, as the gateway reports it. Without the gateway, the address of the peer. */
    private String from() {
        var request = request();
        if (request == null) {
            return UNKNOWN;
        }
        var seen = request.request().getHeader("X-Forwarded-For");
        var peer = request.request().remoteAddress();
        return matching(ADDRESSES, seen == null && peer != null ? peer.hostAddress() : seen);
    }

    private void markRecorded() {
        var request = request();
        if (request != null) {
            request.put(RECORDED, true);
        }
    }

    private RoutingContext request() {
        return Arc.container().requestContext().isActive() ? current.getCurrent() : null;
    }

    private static String name(Event event) {
        return event.name().toLowerCase(Locale.ROOT);
    }
}
