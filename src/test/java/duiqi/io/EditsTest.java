package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EditsTest {
    @Test
    void setsAttributesButNotInValues() {
        assertThat(Edits.withAttributes("<a b=\"x state='y' \" state = 'z' c='1' />", Map.of("state", "new", "c", "")))
                .isEqualTo("<a b=\"x state='y' \" state = \"new\" />");
        assertThat(Edits.withAttributes("<a>", Map.of("state", "new"))).isEqualTo("<a state=\"new\">");
        assertThat(Edits.withAttributes("<TU TUID='1'>", Map.of("tuid", "2"))).isEqualTo("<TU TUID=\"2\">");
    }
}
