package duiqi.check.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubledWordTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              高水平科技自立自强》 | High-Level Science and Technology Self-reliance and Self-reliance” | error | Self-reliance and Self-reliance/自立自强
              实现自立自强。 | Achieve self-reliance and self-reliance. | error | self-reliance and self-reliance/自立自强
              他们有狗。 | They have dogs and dogs. | warning | dogs and dogs
              要深化体制改革。 | We must deepen reform of the system and reform of the systems. | warning | reform of the system and reform of the systems
            """)
    void showsTheCompound(String chinese, String english, String severity, String words) {
        Lexicon lexicon = Lexicon.standard();
        DoubledWord check =
                new DoubledWord(new Glossary(List.of()), lexicon, new ChineseTokenizer(lexicon), new EnglishWords());
        assertThat(Units.findings(check, Units.of(chinese, english)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).hasToString(severity);
                    assertThat(finding.spans()).map(finding.unit()::text).startsWith(words.split("/"));
                });
    }
}
