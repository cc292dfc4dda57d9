package duiqi.check.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubledWordTest {
    /** A term may be forbidden or preferred. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              科技自立自强=self-reliance and self-improvement=forbidden/科技自立自强=sci-tech self-reliance and strength=preferred | 高水平科技自立自强》 | High-Level Science and Technology Self-reliance and Self-reliance” | error | Self-reliance and Self-reliance/自立自强 | Self-reliance and strength
              自立自强=self-reliance and self-strengthening=preferred | 实现自立自强。 | Achieve self-reliance and self-reliance. | error | self-reliance and self-reliance/自立自强 | self-reliance and self-strengthening
               | 他们有狗。 | They have dogs and dogs. | warning | dogs and dogs |
               | 要深化体制改革。 | We must deepen reform of the system and reform of the systems. | warning | reform of the system and reform of the systems |
            """)
    void showsTheCompoundAndSuggestsWhatTheGlossaryAllows(
            @Nullable String terms,
            String chinese,
            String english,
            String severity,
            String words,
            @Nullable String suggestion) {
        List<TermEntry> entries = Stream.of(terms == null ? new String[0] : terms.split("/"))
                .map(term -> term.split("="))
                .map(term -> new TermEntry(
                        term[0],
                        term[0],
                        term[1],
                        TermStatus.named(term[2]).orElseThrow(),
                        new Location("g.csv", 1, 1)))
                .toList();
        Lexicon lexicon = Lexicon.standard();
        DoubledWord check =
                new DoubledWord(new Glossary(entries), lexicon, new ChineseTokenizer(lexicon), new EnglishWords());
        assertThat(Units.findings(check, Units.of(chinese, english)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).hasToString(severity);
                    assertThat(finding.spans()).map(finding.unit()::text).startsWith(words.split("/"));
                    assertThat(finding.suggestions()).isEqualTo(suggestion == null ? List.of() : List.of(suggestion));
                });
    }
}
