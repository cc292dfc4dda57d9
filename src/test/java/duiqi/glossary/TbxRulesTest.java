package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TbxRulesTest {
    @ParameterizedTest
    @CsvSource({
        "a, b, ",
        "deprecatedTerm-admn-sts, forbidden, lacks a value of administrativeStatus: forbidden",
        ">noun<, >phrase<, lacks a value of partOfSpeech: phrase",
        "style=\"dca\", style=\"dct\", lacks the style",
        "id=\"cas\", id=\"water gate\", lacks an own id: water gate",
        "id=\"cas\", id=\"c1\", lacks an own id: c1",
        "type=\"termType\", type=\"sort\", <termSec> has ",
    })
    void findsViolations(String right, String wrong, @Nullable String breach) throws Exception {
        String text = SampleGlossaries.golden("garden.tbx");
        String changed = breach == null ? text : text.replace(right, wrong);
        List<String> breaches = TbxRules.breaches(changed.getBytes(StandardCharsets.UTF_8));
        assertThat(breaches.stream().anyMatch(found -> found.contains(breach == null ? "" : breach)))
                .as(breaches.toString())
                .isEqualTo(breach != null);
    }
}
