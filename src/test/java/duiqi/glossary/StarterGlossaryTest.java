package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that the glossaries of the project are consistent, since every check uses all of them. Needs the root of the
 * repository as working directory.
 */
class StarterGlossaryTest {
    private static final List<Glossary> FILES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("glossary"))) {
            for (Path file : files.sorted().toList()) {
                FILES.add(Glossary.read(file));
            }
        }
    }

    private static List<TermEntry> entries() {
        return Glossary.of(FILES).entries();
    }

    private static List<Glossary.Concept> concepts() {
        return Glossary.of(FILES).concepts();
    }

    @Test
    void hasThreeHundredConceptsOfSeveralFields() {
        assertThat(concepts()).hasSizeGreaterThanOrEqualTo(300);
        assertThat(FILES).hasSizeGreaterThanOrEqualTo(5);
        assertThat(FILES.stream().map(file -> file.concepts().size())).allMatch(size -> size >= 20);
        assertThat(SampleGlossaries.shown(Glossary.of(FILES)))
                .contains("颠覆性技术 = disruptive technology (preferred)", "颠覆性技术 = subversive technology (forbidden)");
    }

    @Test
    void hasEachConceptAndTermOnce() {
        assertThat(FILES.stream().flatMap(file -> file.concepts().stream()).map(Glossary.Concept::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]+(?:-[a-z0-9]+)*"));
        assertThat(concepts().stream().flatMap(concept -> concept.chinese().stream()))
                .doesNotHaveDuplicates();
        assertThat(concepts())
                .allMatch(concept -> concept.renderings(TermStatus.PREFERRED).size() == 1);
    }

    @Test
    void isValid() {
        List<String> problems = new ArrayList<>();
        new GlossaryValidation((location, rule, isNote, problem) -> problems.add(isNote ? "" : location + problem))
                .check(Glossary.of(FILES));
        assertThat(problems).containsOnly("");
    }

    @Test
    void explainsForbiddenTranslations() {
        assertThat(entries())
                .filteredOn(entry -> entry.status() == TermStatus.FORBIDDEN)
                .isNotEmpty()
                .allMatch(entry -> !entry.details().note().isEmpty());
    }

    @Test
    void hasNoInvisibleCharacters() {
        assertThat(entries())
                .allSatisfy(entry -> assertThat(entry.chinese()
                                + entry.english()
                                + entry.details().note()
                                + entry.details().exceptions())
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
    }
}
