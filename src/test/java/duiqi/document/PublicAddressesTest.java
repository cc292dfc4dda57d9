package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressesTest {
    /** Each line is a network, addresses in it that are not public, and public addresses beside it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            this host          | 0.0.0.0 0.255.255.255 127.0.0.1 127.255.255.254 ::1 :: | 126.255.255.255 128.0.0.1
            private            | 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 | 9.255.255.255 11.0.0.0 172.15.255.255
            private            | 192.168.0.1 fc00::1 fd12:3456::1 fec0::1 | 172.32.0.0 192.167.255.255 192.169.0.0 1.1.1.1
            carriers           | 100.64.0.1 100.127.255.255 | 100.63.255.255 100.128.0.0
            link-local         | 169.254.169.254 fe80::1 fe80::1%1 febf::1 fe80::a9fe:a9fe%1 | 169.253.255.255
            Azure              | 168.63.129.16 ::ffff:168.63.129.16 ::a83f:8110 | 168.63.129.15 168.63.129.17
            Amazon, Google     | 169.254.170.2 fd00:ec2::254 fd20:ce::254 | 2606:4700::1111
            Alibaba, Oracle    | 100.100.100.200 192.0.0.192 | 2a00:1450::1
            documentation      | 192.0.2.1 198.51.100.7 203.0.113.7 2001:db8::1 3fff::1 | 192.0.1.1 3ffe::1
            benchmarks, relays | 198.18.0.1 198.19.255.255 192.88.99.1 5f00::1 100::1 | 198.17.255.255 198.20.0.0
            multicast and more | 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 ff02::1 ff0e::1 | 223.255.255.255
            unassigned         | 8000::1 e000::1 2001::7f00:1 | 2001:200::1 2001:4860:4860::8888
            IPv4 in IPv6       | ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::1.1.1.1 | ::ffff:1.1.1.1
            IPv4 in IPv6       | ::ffff:0:127.0.0.1 ::ffff:169.254.169.254 64:ff9b:1::1 64:ff9b:1::8.8.8.8 | 64:ff9b::1.1.1.1
            NAT64              | 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::168.63.129.16 | 1.1.1.1
            Teredo             | 2001:0:a83f:8110::1 2001:0:4136:e378:8000:63bf:5601:5601 | 1.1.1.1
            6to4               | 2002:7f00:1::1 2002:a83f:8110::1 2002:a9fe:a9fe::1 | 1.1.1.1
            numbers            | 2130706433 127.1 10.1 2822734096 168.4161808 | 16843009
            """)
    void distinguishesPublicAddresses(String network, String inside, String outside) throws IOException {
        for (String address : inside.split(" ")) {
            assertThat(PublicAddresses.isPublic(InetAddress.getByName(address)))
                    .as("%s: %s", network, address)
                    .isFalse();
        }
        for (String address : outside.split(" ")) {
            assertThat(PublicAddresses.isPublic(InetAddress.getByName(address)))
                    .as("%s: %s", network, address)
                    .isTrue();
        }
    }
}
