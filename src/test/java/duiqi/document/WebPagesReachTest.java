package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that untrusted addresses cannot reach this machine. The server listens on all its addresses, so that only the
 * guard prevents a request.
 */
class WebPagesReachTest {
    private static final WebPages.Limits LIMITS = new WebPages.Limits(Duration.ofSeconds(5), 20_000);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("0.0.0.0"), 0);
        server.enqueue(new MockResponse.Builder().body("secret").build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "LOCALHOST.",
                "0.0.0.0",
                "0",
                "2130706433",
                "0x7f000001",
                "127.1",
                "0177.0.0.1",
                "127.0.0.1.",
                "127。0。0。1",
                "１２７.0.0.1",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "user:password@127.0.0.1",
                "[::1%25lo]",
                "[fe80::1%25eth0]",
                "0x7f.0.0.1",
                "0177.1",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::1]",
                "localhost.localdomain",
                "①②⑦.0.0.1",
                "127.0.0.1..",
                "%31%32%37.0.0.1"
            })
    void rejectsThisMachineInAnyNotation(String host) {
        WebPages pages = new WebPages("duiqi/test", false);
        String address = "http://" + host + ":" + server.getPort() + "/";
        assertThatThrownBy(() -> pages.fetch(address))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(address + ": ");
        assertThat(server.getRequestCount()).isZero();
    }

    /** Rejects addresses at which cloud services provide credentials. Only their own DNS servers know some of the names. */
    @ParameterizedTest
    @CsvSource({
        "metadata.google.internal, 169.254.169.254",
        "METADATA.google.internal., 169.254.169.254",
        "metadata。google。internal, 169.254.169.254",
        "ｍetadata.google.internal, fd20:ce::254",
        "instance-data.ec2.internal, fd00:ec2::254",
        "metadata.azure.example, 168.63.129.16",
        "metadata.tencentyun.com, 169.254.0.23",
        "metadata.alibaba.example, 100.100.100.200",
        "metadata.oracle.example, 192.0.0.192",
        "tasks.example, ::ffff:169.254.170.2"
    })
    void rejectsNamesOfMetadataServices(String host, String address) {
        WebPages pages = new WebPages("duiqi/test", LIMITS, PublicAddresses::isPublic, name -> {
            assertThat(name).doesNotContain("。", "ｍ");
            return List.of(InetAddress.getByName(address));
        });
        assertThatThrownBy(() -> pages.fetch("http://" + host + "/latest/meta-data/"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("an address of this machine or of a private network");
    }

    /** A proxy would connect to private addresses that this machine cannot reach itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://168.63.129.16/",
                "http://2852039166/",
                "http://0251.0376.0251.0376/",
                "http://0xa9fea9fe/",
                "http://[::ffff:10.0.0.1]/",
                "http://localhost:9/",
                "http://a.localhost:9/",
                "https://127.0.0.1:9/"
            })
    void sendsNoPrivateAddressToProxy(String address) throws IOException {
        WebPages pages = throughProxy(server);
        assertThatThrownBy(() -> pages.fetch(address)).isInstanceOf(FormatException.class);
        assertThat(server.getRequestCount()).isZero();
        assertThat(pages.fetch("http://a.example/b.txt").bytes()).isNotEmpty();
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void sendsNoRedirectToPrivateAddressToProxy() throws IOException {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start(InetAddress.getByName("0.0.0.0"), 0);
            proxy.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "http://169.254.169.254/latest/meta-data/")
                    .build());
            proxy.enqueue(new MockResponse.Builder().body("secret").build());
            WebPages pages = throughProxy(proxy);
            assertThatThrownBy(() -> pages.fetch("http://a.example/"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(" leads to 169.254.169.254, ");
            assertThat(proxy.getRequestCount()).isOne();
        }
    }

    /** Returns a fetcher that uses a proxy at 127.0.0.2, as if this address were public. */
    private static WebPages throughProxy(MockWebServer proxy) {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.2", proxy.getPort())));
        try {
            Predicate<InetAddress> allowed = any -> PublicAddresses.isPublic(any) || any.equals(address(127, 0, 0, 2));
            return new WebPages("duiqi/test", LIMITS, allowed, Dns.SYSTEM);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void reportsAddressAndRemedy() {
        WebPages pages = new WebPages("duiqi/test", false);
        String address = "http://localhost:" + server.getPort() + "/a";
        assertThatThrownBy(() -> pages.fetch(address))
                .isInstanceOf(FormatException.class)
                .hasMessage(address + ": leads to 127.0.0.1, an address of this machine or of a private network; "
                        + "use --allow-private-addresses to allow it");
    }

    @Test
    void reachesThisMachineIfAllowed() throws IOException {
        WebPages pages = new WebPages("duiqi/test", true);
        assertThat(pages.fetch("http://127.0.0.1:" + server.getPort() + "/a.txt")
                        .bytes())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%s/",
                "http://[::ffff:127.0.0.2]:%s/",
                "//127.0.0.2:%s/",
                "http://inside.example:%s/"
            })
    void rejectsRedirectToPrivateAddress(String location) throws Exception {
        try (MockWebServer outside = new MockWebServer()) {
            outside.start();
            outside.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", location.replace("%s", String.valueOf(server.getPort())))
                    .build());
            WebPages pages = onlyTheFirstIsPublic(name -> List.of(address(127, 0, 0, 2)));
            assertThatThrownBy(() -> pages.fetch("http://127.0.0.1:" + outside.getPort() + "/"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(" leads to 127.0.0.2, ");
            assertThat(outside.getRequestCount()).isOne();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "jar:file:/a.jar!/b",
                "data:text/html,a",
                "javascript:a"
            })
    void rejectsRedirectToOtherScheme(String location) throws Exception {
        try (MockWebServer outside = new MockWebServer()) {
            outside.start();
            outside.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", location)
                    .body("moved")
                    .build());
            WebPages pages = onlyTheFirstIsPublic(Dns.SYSTEM);
            assertThatThrownBy(() -> pages.fetch("http://127.0.0.1:" + outside.getPort() + "/"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("http://[^ ]+: the server returned HTTP 302; .*");
        }
    }

    /**
     * The name has a public address at the first lookup and a private one at the lookup for the connection (DNS
     * rebinding).
     */
    @Test
    void rejectsHostThatLaterResolvesToPrivateAddress() throws Exception {
        try (MockWebServer outside = new MockWebServer()) {
            outside.start();
            outside.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "http://rebound.example:" + server.getPort() + "/")
                    .build());
            Queue<InetAddress> answers = new ArrayDeque<>(List.of(address(127, 0, 0, 1), address(127, 0, 0, 2)));
            WebPages pages = onlyTheFirstIsPublic(name -> List.of(answers.remove()));
            assertThatThrownBy(() -> pages.fetch("http://rebound.example:" + outside.getPort() + "/"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(" leads to 127.0.0.2, ");
            assertThat(answers).isEmpty();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    /** Returns a fetcher that accepts 127.0.0.1 as a public address, because tests have no internet access. */
    private static WebPages onlyTheFirstIsPublic(Dns names) {
        Predicate<InetAddress> allowed = address(127, 0, 0, 1)::equals;
        return new WebPages("duiqi/test", LIMITS, allowed, names);
    }

    private static InetAddress address(int... bytes) {
        byte[] address = {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]};
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
