package duiqi.server;

import duiqi.text.FormatException;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The host and port where a server listens. Immutable.
 *
 * @param host name or address to bind to
 * @param port 0 for one that the system chooses
 * @param mayDiffer whether the system is to choose another port when this one is taken
 */
public record ServerPlace(String host, int port, boolean mayDiffer) {
    private static final int LAST_PORT = 65_535;

    /** This machine alone, at a port that the system chooses. */
    public static final ServerPlace LOCAL = new ServerPlace("127.0.0.1", 0);

    /** Makes a place with this port and no other. */
    public ServerPlace(String host, int port) {
        this(host, port, false);
    }

    public ServerPlace {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a host has a name; leave it out for 127.0.0.1");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("a port lies between 0 and " + LAST_PORT + ", not at " + port);
        }
    }

    /** Knows the names that a server may be called by. A name that others point at this machine is none of them. Immutable. */
    static final class AllowedHosts {
        private static final int HTTP_PORT = 80;

        private final ServerPlace place;
        private final InetAddress address;

        private AllowedHosts(ServerPlace place, InetAddress address) {
            this.place = place;
            this.address = address;
        }

        /** @throws FormatException if there is no such host */
        static AllowedHosts of(ServerPlace place) throws FormatException {
            try {
                return new AllowedHosts(place, InetAddress.getByName(place.host()));
            } catch (UnknownHostException unknown) {
                throw new FormatException(
                        "--host " + place.host(), "there is no such host", "leave it out for 127.0.0.1", unknown);
            }
        }

        boolean isLoopback() {
            return address.isLoopbackAddress();
        }

        /** Returns the values of the Host header, in lower case. */
        Set<String> names(int port) {
            Set<String> names = new TreeSet<>(List.of("127.0.0.1", "localhost", "[::1]", bracketed(place.host())));
            names.add(literal(address));
            if (address.isAnyLocalAddress()) {
                // Addresses in figures cannot be made to point elsewhere.
                names.addAll(addresses());
            }
            Set<String> withPort = new TreeSet<>();
            for (String name : names) {
                withPort.add(name.toLowerCase(Locale.ROOT) + ":" + port);
                if (port == HTTP_PORT) {
                    withPort.add(name.toLowerCase(Locale.ROOT));
                }
            }
            return Set.copyOf(withPort);
        }

        /** Returns the host in the address that is shown. */
        String shown() {
            return address.isAnyLocalAddress() ? "127.0.0.1" : bracketed(place.host());
        }

        private static Set<String> addresses() {
            Set<String> all = new TreeSet<>();
            try {
                for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                    Collections.list(network.getInetAddresses()).forEach(address -> all.add(literal(address)));
                }
            } catch (IOException unknown) {
                return Set.of();
            }
            return all;
        }

        private static String literal(InetAddress address) {
            String figures = address.getHostAddress();
            return address instanceof Inet6Address ? "[" + figures.replaceFirst("%.*", "") + "]" : figures;
        }

        private static String bracketed(String host) {
            return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        }

        /** Returns whether a server could not listen because another does. */
        static boolean isTaken(RuntimeException failure) {
            return refusal(failure)
                    .filter(message -> !message.contains("assign") && !message.contains("denied"))
                    .isPresent();
        }

        /** Explains in the user's terms why a server could not listen there. */
        FormatException explain(RuntimeException failure) {
            if (isTaken(failure)) {
                return new FormatException(
                        "--port " + place.port(),
                        "port " + place.port() + " is taken",
                        "choose another with --port; --port 0 takes any that is free",
                        failure);
            }
            if (refusal(failure).filter(message -> message.contains("assign")).isPresent()) {
                return new FormatException(
                        "--host " + place.host(),
                        "is no address of this machine",
                        "leave it out for 127.0.0.1",
                        failure);
            }
            return new FormatException(
                    "--port " + place.port(),
                    "the server cannot listen there",
                    "choose a port above 1023; --port 0 takes any that is free",
                    failure);
        }

        private static Optional<String> refusal(RuntimeException failure) {
            return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                    .filter(BindException.class::isInstance)
                    .map(cause -> String.valueOf(cause.getMessage()))
                    .findFirst();
        }
    }
}
