package duiqi.glossary;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** Returns the form that checks compare: without case, hyphens, quotation marks and commas. */
    private static String folded(String english) {
        return english.toLowerCase(Locale.ROOT)
                .replace('-', ' ')
                .replaceAll("[“”\",]", "")
                .replaceAll("\\b(?:the|an?) ", "");
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
        assertThat(entries().stream().map(entry -> entry.chinese() + " = " + folded(entry.english())))
                .doesNotHaveDuplicates();
    }

    /** Tests also that no wrong translation is inside a preferred one, since it would be reported with it. */
    @Test
    void prefersOneTranslationAndNeverAllowsWhatItForbids() {
        assertThat(concepts()).allSatisfy(concept -> {
            List<String> preferred = concept.renderings(TermStatus.PREFERRED);
            assertThat(preferred).as(concept.id()).hasSize(1);
            concept.entries().stream()
                    .filter(entry -> !entry.status().isAllowed())
                    .forEach(entry -> {
                        assertThat(concept.allowed())
                                .extracting(StarterGlossaryTest::folded)
                                .doesNotContain(folded(entry.english()));
                        assertThat(entry.status() == TermStatus.FORBIDDEN
                                        && folded(preferred.get(0)).contains(folded(entry.english())))
                                .as(entry.english())
                                .isFalse();
                    });
        });
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
    void hasExceptionsThatAreLongerThanTheirTermAndNoTermsThemselves() {
        Set<String> terms = entries().stream().map(TermEntry::chinese).collect(toSet());
        assertThat(entries())
                .anyMatch(entry -> !entry.details().exceptions().isEmpty())
                .allSatisfy(entry -> assertThat(entry.details().exceptions())
                        .allMatch(exception -> exception.contains(entry.chinese())
                                && !exception.equals(entry.chinese())
                                && !terms.contains(exception)));
        assertThat(concepts())
                .as("all rows of a term have the same exceptions")
                .allMatch(concept -> concept.entries().stream()
                                .map(entry ->
                                        List.of(entry.chinese(), entry.details().exceptions()))
                                .distinct()
                                .count()
                        == concept.chinese().size());
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
