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
    }

    @Test
    void usesConceptIdsInLowerCaseWithHyphens() {
        assertThat(concepts().stream().map(Glossary.Concept::id))
                .allMatch(id -> id.matches("[a-z0-9]+(?:-[a-z0-9]+)*"));
    }

    @Test
    void hasEachConceptInOneFile() {
        assertThat(FILES.stream().flatMap(file -> file.concepts().stream()).map(Glossary.Concept::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void hasEachChineseTermInOneConcept() {
        assertThat(concepts().stream().flatMap(concept -> concept.chinese().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void prefersOneRenderingOfEachConcept() {
        assertThat(concepts().stream()
                        .filter(concept ->
                                concept.renderings(TermStatus.PREFERRED).size() != 1)
                        .map(Glossary.Concept::id))
                .isEmpty();
    }

    @Test
    void givesEachTranslationOneStatus() {
        assertThat(entries().stream().map(entry -> entry.chinese() + " = " + folded(entry.english())))
                .doesNotHaveDuplicates();
    }

    @Test
    void neverAllowsWhatItForbids() {
        assertThat(concepts().stream()
                        .flatMap(concept -> notAllowed(concept)
                                .filter(entry -> concept.allowed().stream()
                                        .map(StarterGlossaryTest::folded)
                                        .anyMatch(folded(entry.english())::equals))))
                .isEmpty();
    }

    /** Tests that no wrong translation is inside a preferred one, since it would be reported with it. */
    @Test
    void forbidsNothingInsideAPreferredRendering() {
        assertThat(concepts().stream()
                        .flatMap(concept -> notAllowed(concept)
                                .filter(entry -> entry.status() == TermStatus.FORBIDDEN)
                                .filter(entry -> concept.renderings(TermStatus.PREFERRED).stream()
                                        .anyMatch(right -> folded(right).contains(folded(entry.english()))))))
                .isEmpty();
    }

    @Test
    void explainsForbiddenTranslations() {
        assertThat(entries()).extracting(TermEntry::status).contains(TermStatus.FORBIDDEN);
        assertThat(entries().stream()
                        .filter(entry -> entry.status() == TermStatus.FORBIDDEN)
                        .filter(entry -> entry.details().note().isEmpty()))
                .isEmpty();
    }

    @Test
    void hasExceptionsThatAreLongerThanTheirTermAndNoTermsThemselves() {
        Set<String> terms = entries().stream().map(TermEntry::chinese).collect(toSet());
        assertThat(entries().stream().flatMap(entry -> entry.details().exceptions().stream()))
                .isNotEmpty();
        assertThat(entries().stream()
                        .flatMap(entry -> entry.details().exceptions().stream()
                                .filter(exception -> !exception.contains(entry.chinese())
                                        || exception.equals(entry.chinese())
                                        || terms.contains(exception))))
                .isEmpty();
    }

    @Test
    void givesAllRowsOfATermTheSameExceptions() {
        assertThat(concepts().stream()
                        .filter(concept -> concept.entries().stream()
                                        .map(entry -> List.of(
                                                entry.chinese(), entry.details().exceptions()))
                                        .distinct()
                                        .count()
                                != concept.chinese().size())
                        .map(Glossary.Concept::id))
                .isEmpty();
    }

    @Test
    void hasNoInvisibleCharacters() {
        assertThat(entries().stream()
                        .flatMap(entry -> Stream.concat(
                                Stream.of(
                                        entry.chinese(),
                                        entry.english(),
                                        entry.details().note()),
                                entry.details().exceptions().stream()))
                        .filter(text -> text.codePoints().anyMatch(StarterGlossaryTest::isNotSeen)))
                .isEmpty();
    }

    private static Stream<TermEntry> notAllowed(Glossary.Concept concept) {
        return concept.entries().stream().filter(entry -> !entry.status().isAllowed());
    }

    private static boolean isNotSeen(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }
}
