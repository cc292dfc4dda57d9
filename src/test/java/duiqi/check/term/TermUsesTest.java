package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckSettings;
import duiqi.check.Severity;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TermUsesTest {
    private static final Location ROW = new Location("g.csv", 1, 1);

    private final TermCheck check = new TermCheck(
            new Glossary(Stream.of("repository", "storehouse", "depot")
                    .map(english -> new TermEntry("仓库", "仓库", english, TermStatus.ADMITTED, ROW))
                    .toList()),
            CheckSettings.defaults(Path.of("")),
            Lexicon.standard(),
            new ChineseTokenizer(Lexicon.standard()),
            new EnglishWords());

    private void check(String file, int line, String target) {
        check.check(Units.unit(file, line, "打开仓库。", target));
    }

    @Test
    void allowsAnotherTranslationInEachDocument() {
        check("a.po", 1, "Open the repository.");
        check("b.po", 1, "Open the storehouse.");
        assertThat(check.finish()).isEmpty();
    }

    @Test
    void givesOneNoteForEachTermOfDocument() {
        List.of(4, 1, 2).forEach(line -> check("a.po", line, "Open the repository."));
        check("a.po", 5, "Open the depot.");
        check("a.po", 3, "Open the storehouse.");
        check("b.po", 1, "Open the repository.");
        assertThat(check.finish()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.NOTE);
            assertThat(found.message())
                    .isEqualTo("仓库 is translated as \"storehouse\" here, but as \"repository\" at a.po:2:10"
                            + " and in 2 more places; 1 more place differs");
        });
    }
}
