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
 * The record of what matters to security: who came and went, what was refused, what operators did. One line an event in the log
 * category {@code audit}, so that it can be kept apart and longer; keys say who and from where:
 * {@code event=login_failed user=7 from="203.0.113.9"}.
 *
 * <p>Accounts appear by id, never by e-mail address; an address that belongs to no account appears as a keyed hash that its caller
 * makes. Passwords, tokens and whatever else a client sent do not appear at all, except for the method and the first two parts of the
 * path, in letters alone, so that nobody forges a line. {@code from} is the address that the gateway saw, see docs/decisions/0013.
 */
@Singleton
public class Audit {
    /** What happened. */
    public enum Event {
        REGISTERED,
        LOGGED_IN,
        LOGIN_FAILED,
        LOGIN_THROTTLED,
        LOGGED_OUT,
        PASSWORD_CHANGED,
        ACCOUNT_DELETED,
        /** The password that was asked for once more was wrong. */
        CONFIRMATION_FAILED,
        CONFIRMATION_THROTTLED,
        /** Somebody was not let through: 401 or 403. */
        DENIED
    }

    private static final Logger LOG = Logger.getLogger("audit");
    private static final String RECORDED = "audit.recorded";
    private static final String NOBODY = "-";
    private static final Pattern ADDRESSES = Pattern.compile("[0-9A-Fa-f:., \\[\\]]{1,200}");
    private static final Pattern AREA = Pattern.compile("((?:/[a-z][a-z-]{0,30}){1,2})(?:[/?].*)?");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final CurrentVertxRequest current;

    Audit(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Something that a known account did, or that was done in its name. */
    public void user(Event event, long id) {
        LOG.infof("event=%s user=%d from=\"%s\"", name(event), id, from());
        markRecorded();
    }

    /** Something that was tried in the name of an account that there is none of; {@code account} is its keyed hash. */
    public void stranger(Event event, String account) {
        LOG.infof("event=%s account=%s from=\"%s\"", name(event), account, from());
        markRecorded();
    }

    /** A request that was refused with 401 or 403, unless something was recorded of it already. */
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
                matching(METHOD, original(http, "X-Forwarded-Method", http.method().name())),
                area(original(http, "X-Forwarded-Uri", http.path())),
                matching(ID, http.getHeader(Caller.USER_ID)),
                from());
    }

    /** The value of the original request, which forward-auth passes on in a header. */
    private static String original(HttpServerRequest http, String header, String own) {
        var forwarded = http.getHeader(header);
        return forwarded == null ? own : forwarded;
    }

    static String area(String path) {
        var parts = AREA.matcher(path);
        return parts.matches() ? parts.group(1) : NOBODY;
    }

    private static String matching(Pattern form, String text) {
        return text != null && form.matcher(text).matches() ? text : NOBODY;
    }

    private String from() {
        var request = request();
        if (request == null) {
            return NOBODY;
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
