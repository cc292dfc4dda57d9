package duiqi.document;

import duiqi.text.FormatException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * Distinguishes addresses of the public internet from those of this machine, private networks and multicast groups,
 * which a document or a redirect must not reach. Stateless.
 *
 * <p>Source: the IANA Special-Purpose Address Registries for IPv4 and IPv6 (RFC 6890), entries that are not globally
 * reachable, and the documentation of cloud services. For IPv6, only addresses in global unicast, {@code 2000::/3}, can be public.
 */
final class PublicAddresses {
    private static final List<Block> SPECIAL_4 = Stream.of(
                    "0.0.0.0/8", // this network; 0.0.0.0 reaches this machine
                    "10.0.0.0/8",
                    "100.64.0.0/10", // shared by the customers of a provider
                    "127.0.0.0/8",
                    "168.63.129.16/32", // services of Azure for its virtual machines, with a public address
                    "169.254.0.0/16", // link-local; cloud services publish credentials there
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3" // multicast, reserved, broadcast
                    )
            .map(Block::of)
            .toList();

    private static final Block GLOBAL_6 = Block.of("2000::/3");

    private static final List<Block> SPECIAL_6 = Stream.of(
                    "2001::/23", // protocol assignments, including Teredo, which contains an IPv4 address
                    "2001:db8::/32",
                    "2002::/16", // 6to4, which contains an IPv4 address
                    "3fff::/20")
            .map(Block::of)
            .toList();

    /** Represents IPv4 addresses in networks with IPv6 only (RFC 6052). */
    private static final Block TRANSLATED = Block.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return SPECIAL_4.stream().noneMatch(block -> block.contains(address));
        }
        if (TRANSLATED.contains(address)) {
            byte[] bytes = address.getAddress();
            return isPublic(address(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length)));
        }
        return GLOBAL_6.contains(address)
                && SPECIAL_6.stream().noneMatch(block -> block.contains(address))
                && isPublicIsatap(address.getAddress());
    }

    /** Returns false for an ISATAP address (RFC 5214) that contains an IPv4 address which is not public. */
    private static boolean isPublicIsatap(byte[] bytes) {
        boolean isIsatap = (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
        return !isIsatap || isPublic(address(Arrays.copyOfRange(bytes, 12, 16)));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("an IP address cannot have " + bytes.length + " bytes", impossible);
        }
    }

    /** Represents a block of addresses with the same leading bits. */
    private record Block(byte[] start, int bits) {
        /** Parses a block in the notation of RFC 4632 and RFC 4291. */
        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] start = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(start, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException("not an address block: " + text, impossible);
            }
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xFF << (8 - bits % 8) & 0xFF;
            return Arrays.equals(bytes, 0, whole, start, 0, whole)
                    && (bits % 8 == 0 || (bytes[whole] & mask) == (start[whole] & mask));
        }
    }

    /**
     * Sends no request for a numeric address that is not allowed, and none for localhost, to a proxy. duiqi connects to
     * these hosts itself, and {@link GuardedSockets} then checks the address. Thread-safe.
     */
    static final class GuardedProxies extends ProxySelector {
        private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

        /** Hosts that programs read as a number, decimal, octal or hexadecimal, or as this machine (WHATWG URL, 3.5) */
        private static final Pattern DIRECT =
                Pattern.compile("(?:.*\\.)?(?:0x[0-9a-f]*|[0-9]+|localhost)\\.?|.*:.*", Pattern.CASE_INSENSITIVE);

        private final Optional<ProxySelector> proxies;
        private final Predicate<InetAddress> allowed;

        GuardedProxies(Predicate<InetAddress> allowed) {
            this.proxies = Optional.ofNullable(ProxySelector.getDefault());
            this.allowed = allowed;
        }

        @Override
        public List<Proxy> select(URI address) {
            String host = String.valueOf(address.getHost());
            return DIRECT.matcher(host).matches() && !isAllowed(host)
                    ? List.of(Proxy.NO_PROXY)
                    : proxies.map(known -> known.select(address)).orElse(List.of(Proxy.NO_PROXY));
        }

        private boolean isAllowed(String host) {
            try {
                return (IPV4.matcher(host).matches() || host.contains(":"))
                        && allowed.test(InetAddress.getByName(host));
            } catch (UnknownHostException invalid) {
                return false;
            }
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            proxies.ifPresent(known -> known.connectFailed(address, proxy, failure));
        }
    }

    /**
     * Creates sockets that connect only to allowed addresses. The check uses the address of the connection itself, so
     * that redirects, alternative notations and changing DNS answers cannot bypass it. With a proxy, it checks the
     * address of the proxy. Thread-safe.
     */
    static final class GuardedSockets extends SocketFactory {
        private final String document;
        private final Predicate<InetAddress> allowed;

        /**
         * Creates a factory.
         *
         * @param document requested address, for messages
         * @param allowed returns true for addresses that may be reached
         */
        GuardedSockets(String document, Predicate<InetAddress> allowed) {
            this.document = document;
            this.allowed = allowed;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    requireAllowed(endpoint);
                    super.connect(endpoint, timeout);
                }
            };
        }

        private void requireAllowed(SocketAddress endpoint) throws FormatException {
            if (!(endpoint instanceof InetSocketAddress internet)
                    || internet.getAddress() == null
                    || !allowed.test(internet.getAddress())) {
                throw new FormatException(
                        document,
                        "leads to " + format(endpoint) + ", an address of this machine or of a private network",
                        "use --allow-private-addresses to allow it");
            }
        }

        private static String format(SocketAddress endpoint) {
            return endpoint instanceof InetSocketAddress internet && internet.getAddress() != null
                    ? internet.getAddress().getHostAddress()
                    : endpoint.toString();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw connected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw connected();
        }

        private static UnsupportedOperationException connected() {
            return new UnsupportedOperationException("OkHttp connects its sockets itself");
        }
    }
}
