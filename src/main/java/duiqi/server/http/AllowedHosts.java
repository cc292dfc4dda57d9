package duiqi.server.http;

import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Computes the allowed host names of a server. Other host names that resolve to this machine are not allowed.
 * Immutable.
 *
 * @param place the place that the user chose
 * @param address the address of its host
 */
record AllowedHosts(ServerPlace place, InetAddress address) {
    private static final int HTTP_PORT = 80;
    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

    /**
     * Returns the allowed host names for a server address.
     *
     * @throws FormatException if the host does not exist
     */
    static AllowedHosts of(ServerPlace place) throws FormatException {
        try {
            return new AllowedHosts(place, InetAddress.getByName(place.host()));
        } catch (UnknownHostException unknown) {
            throw new FormatException(
                    "--host " + place.host(), "the host does not exist", "omit it for 127.0.0.1", unknown);
        }
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /**
     * Returns whether the Host header names this server. A server for other machines accepts all numeric addresses: DNS
     * cannot redirect them.
     */
    boolean isOwn(String header, int port) {
        String host = header.toLowerCase(Locale.ROOT);
        String name = host.endsWith(":" + port) ? host.substring(0, host.lastIndexOf(':')) : host;
        if (name.equals(host) && port != HTTP_PORT) {
            return false;
        }
        return Set.of("127.0.0.1", "localhost", "[::1]").contains(name)
                || name.equals(bracketed(place.host()).toLowerCase(Locale.ROOT))
                || name.equals(bracketed(address.getHostAddress().replaceFirst("%.*", "")))
                || (address.isAnyLocalAddress() && NUMERIC.matcher(name).matches());
    }

    String shown() {
        return address.isAnyLocalAddress() ? "127.0.0.1" : bracketed(place.host());
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Returns the error message for a server that cannot start. */
    FormatException explain(RuntimeException failure) {
        String reason = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(BindException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .findFirst()
                .orElse(failure.toString());
        if (reason.contains("in use")) {
            return new FormatException(
                    "--port " + place.port(),
                    "port " + place.port() + " is already in use",
                    "choose another with --port; --port 0 uses a free port",
                    failure);
        }
        return new FormatException(
                "--host " + place.host() + " --port " + place.port(),
                "cannot listen there: " + reason,
                "choose an address of this machine and a port above 1023",
                failure);
    }
}
