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
import org.junit.jupiter.api.AutoClose;
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

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("0.0.0.0"), 0);
        server.enqueue(new MockResponse.Builder().body("secret").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1 localhost LOCALHOST. 0.0.0.0 0 127.1 localhost.localdomain 127.0.0.1. 127.0.0.1..",
                "2130706433 0x7f000001 0177.0.0.1 0x7f.0.0.1 0177.1 127。0。0。1 １２７.0.0.1 ①②⑦.0.0.1 %31%32%37.0.0.1",
                "[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [64:ff9b::127.0.0.1]",
                "[2002:7f00:1::1] [::1%25lo] [fe80::1%25eth0] user:password@127.0.0.1"
            })
    void rejectsThisMachineInAnyNotation(String hosts) {
        WebPages pages = new WebPages("duiqi/test", false);
        for (String host : hosts.split(" ")) {
            String address = "http://" + host + ":" + server.getPort() + "/";
            assertThatThrownBy(() -> pages.fetch(address))
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(address + ": ");
        }
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
            proxy.enqueue(redirect("http://169.254.169.254/latest/meta-data/"));
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
    void reachesThisMachineOnlyIfAllowed() throws IOException {
        String address = "http://localhost:" + server.getPort() + "/a.txt";
        WebPages pages = new WebPages("duiqi/test", false);
        assertThatThrownBy(() -> pages.fetch(address))
                .isInstanceOf(FormatException.class)
                .hasMessage(address + ": leads to 127.0.0.1, an address of this machine or of a private network; "
                        + "save the page, and give the file");
        assertThat(new WebPages("duiqi/test", true).fetch(address).bytes()).isNotEmpty();
    }

    /**
     * Each line is where a public server redirects to, and the problem. The name rebound.example has a public address at
     * the first lookup and a private one at the lookup for the connection (DNS rebinding).
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.2:%s/ | leads to 127.0.0.2,
            http://[::ffff:127.0.0.2]:%s/ | leads to 127.0.0.2,
            //127.0.0.2:%s/ | leads to 127.0.0.2,
            http://inside.example:%s/ | leads to 127.0.0.2,
            http://rebound.example:%s/ | leads to 127.0.0.2,
            file:///etc/passwd | the server returned HTTP 302;
            ftp://127.0.0.1/ | the server returned HTTP 302;
            jar:file:/a.jar!/b | the server returned HTTP 302;
            data:text/html,a | the server returned HTTP 302;
            javascript:a | the server returned HTTP 302;
            """)
    void rejectsRedirect(String location, String problem) throws Exception {
        try (MockWebServer outside = new MockWebServer()) {
            outside.start();
            outside.enqueue(redirect(location.replace("%s", String.valueOf(server.getPort()))));
            Queue<InetAddress> answers = new ArrayDeque<>(List.of(address(127, 0, 0, 1), address(127, 0, 0, 2)));
            // Tests have no internet access, so that 127.0.0.1 is the public address.
            WebPages pages = new WebPages(
                    "duiqi/test",
                    LIMITS,
                    address(127, 0, 0, 1)::equals,
                    name -> List.of(name.startsWith("rebound") ? answers.remove() : address(127, 0, 0, 2)));
            String host = location.contains("rebound") ? "rebound.example" : "127.0.0.1";
            assertThatThrownBy(() -> pages.fetch("http://" + host + ":" + outside.getPort() + "/"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(problem);
            assertThat(outside.getRequestCount()).isOne();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    private static MockResponse redirect(String location) {
        return new MockResponse.Builder()
                .code(302)
                .addHeader("Location", location)
                .body("moved")
                .build();
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
