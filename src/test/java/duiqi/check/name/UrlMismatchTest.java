package duiqi.check.name;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Units;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlMismatchTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://......", "https://...!", "http://www....", "https://doi.org/......", "ftp://)))"})
    void skipsAddressWithoutName(String address) {
        assertThat(new UrlMismatch()
                        .check(Units.unit("a.tmx", 1, "网址以 " + address + " 开头。", "It begins with " + address + ".")))
                .isEmpty();
    }
}
