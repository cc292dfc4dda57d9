package duiqi.document;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Distinguishes addresses of the public internet from those of this machine, private networks and multicast groups,
 * which a document or a redirect must not reach. Stateless.
 *
 * <p>Source: the IANA Special-Purpose Address Registries for IPv4 and IPv6 (RFC 6890), entries that are not globally
 * reachable, and the documentation of cloud services. For IPv6, only addresses in global unicast, {@code 2000::/3}, can be public.
 */
final class PublicAddresses {
    private static final List<Block> SPECIAL = Stream.of(
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
                    "224.0.0.0/3", // multicast, reserved, broadcast
                    "2001::/23", // protocol assignments, including Teredo, which contains an IPv4 address
                    "2001:db8::/32",
                    "2002::/16", // 6to4, which contains an IPv4 address
                    "3fff::/20")
            .map(Block::of)
            .toList();

    private static final Block GLOBAL_6 = Block.of("2000::/3");

    /** Represents IPv4 addresses in networks with IPv6 only (RFC 6052). */
    private static final Block TRANSLATED = Block.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return TRANSLATED.contains(bytes)
                ? isPublic(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length))
                : isPublic(bytes);
    }

    private static boolean isPublic(byte[] address) {
        return (address.length == 4 || GLOBAL_6.contains(address))
                && SPECIAL.stream().noneMatch(block -> block.contains(address));
    }

    /** Represents a block of addresses that have the same leading bits, in the notation of RFC 4632 and RFC 4291. */
    private record Block(int length, int bits, BigInteger prefix) {
        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                byte[] start = InetAddress.getByName(parts[0]).getAddress();
                int bits = Integer.parseInt(parts[1]);
                return new Block(start.length, bits, prefix(start, bits));
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException("not an address block: " + text, impossible);
            }
        }

        boolean contains(byte[] address) {
            return address.length == length && prefix(address, bits).equals(prefix);
        }

        private static BigInteger prefix(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(8 * address.length - bits);
        }
    }

    /**
     * Returns a listener that throws a {@link SecurityException} with the address before a connection to an address that
     * is not allowed. Redirects, alternative notations and changing DNS answers cannot bypass it. With a proxy, it checks
     * the address of the proxy.
     */
    static EventListener guard(Predicate<InetAddress> allowed) {
        return new EventListener() {
            @Override
            public void connectStart(Call call, InetSocketAddress endpoint, Proxy proxy) {
                InetAddress address = endpoint.getAddress();
                if (address == null || !allowed.test(address)) {
                    throw new SecurityException(address == null ? endpoint.toString() : address.getHostAddress());
                }
            }
        };
    }

    /**
     * Uses the proxies of the system for names only. A proxy would reach numeric addresses and localhost in its own
     * network, unchecked; duiqi connects to these hosts itself. Thread-safe.
     */
    static final class NameProxies extends ProxySelector {
        /** Hosts that programs read as a number, decimal, octal or hexadecimal, or as this machine (WHATWG URL, 3.5) */
        private static final Pattern DIRECT =
                Pattern.compile("(?:.*\\.)?(?:0x[0-9a-f]*|[0-9]+|localhost)\\.?|.*:.*", Pattern.CASE_INSENSITIVE);

        private final ProxySelector proxies = ProxySelector.getDefault();

        @Override
        public List<Proxy> select(URI address) {
            return DIRECT.matcher(String.valueOf(address.getHost())).matches()
                    ? List.of(Proxy.NO_PROXY)
                    : proxies.select(address);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            proxies.connectFailed(address, proxy, failure);
        }
    }
}
