package org.civildiy.auth.throttle;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The network that a password attempt comes from: an IPv4 address, or the /64 prefix of an IPv6 address, because a client of IPv6 has a
 * whole /64 to choose addresses from.
 *
 * @param network the address or the prefix, never logged and never stored in plain
 */
public record Source(String network) {
    /** The source of requests whose address is not known. They are counted as one source. */
    static final Source UNKNOWN = new Source("unknown");

    private static final int PREFIX_BYTES = 8;

    /**
     * The source in {@code X-Forwarded-For}, to which the gateway appended the address that it was called from.
     *
     * @param trustedProxies the operator's proxies before the gateway. Each has appended an address as well; what is before them was
     *     written by the client
     */
    static Source forwarded(String addresses, int trustedProxies) {
        var entries = addresses.split(",", -1);
        return of(entries[Math.max(0, entries.length - 1 - trustedProxies)].strip());
    }

    /** The source of an address in text form; no name is looked up. */
    static Source of(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet4Address ipv4 -> new Source(ipv4.getHostAddress());
                case Inet6Address ipv6 ->
                    new Source(HexFormat.of().formatHex(Arrays.copyOf(ipv6.getAddress(), PREFIX_BYTES)) + "/64");
                default -> UNKNOWN;
            };
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    @Override
    public String toString() {
        return "Source[...]";
    }
}
