package duiqi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the data written for duiqi itself: the starter glossary, the development gold and the sample articles. It
 * reads the files without duiqi's readers, so that an error in a reader cannot hide an error in the data. The working
 * directory must be the root of the repository.
 */
class ProjectDataTest {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CSV_FIELD = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",]*)),");

    @Nested
    class StarterGlossary {
        private static final Path FILE = Path.of("glossary", "basic-research.csv");
        private static final List<String> HEADER =
                List.of("concept", "zh", "en", "status", "type", "pos", "domain", "exceptions", "note");
        private static final Set<String> STATUSES = Set.of("preferred", "admitted", "deprecated", "forbidden");
        private static final Set<String> ALLOWED = Set.of("preferred", "admitted");

        @Test
        void isUnixTextWithoutByteOrderMark() throws IOException {
            assertThat(Files.readString(FILE, UTF_8))
                    .doesNotContain("\r", "\uFEFF")
                    .endsWith("\n");
        }

        @Test
        void hasHeaderAndFieldForEachColumn() throws IOException {
            List<List<String>> rows = csv(Files.readString(FILE, UTF_8));
            assertThat(rows.get(0)).isEqualTo(HEADER);
            assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(HEADER));
        }

        @Test
        void isLargeEnoughToStartWith() throws IOException {
            assertThat(byConcept()).hasSizeGreaterThanOrEqualTo(100);
            assertThat(renderings()).hasSizeGreaterThanOrEqualTo(140);
        }

        @Test
        void fillsRequiredColumns() throws IOException {
            assertThat(renderings())
                    .allSatisfy(row -> assertThat(row.subList(0, HEADER.indexOf("exceptions")))
                            .noneMatch(String::isBlank))
                    .allSatisfy(row -> assertThat(row).allMatch(field -> field.equals(field.strip())));
        }

        @Test
        void usesOnlyKnownStatuses() throws IOException {
            assertThat(renderings()).extracting(row -> field(row, "status")).isSubsetOf(STATUSES);
        }

        @Test
        void writesChineseInHanCharactersAndEnglishInLatinLetters() throws IOException {
            assertThat(renderings())
                    .allSatisfy(row -> assertThat(field(row, "zh")).matches("[\\p{IsHan}0-9《》]+"))
                    .allSatisfy(row -> assertThat(field(row, "zh")).containsPattern(HAN))
                    .allSatisfy(row -> assertThat(field(row, "en"))
                            .containsPattern("[A-Za-z]")
                            .doesNotContainPattern(HAN));
        }

        @Test
        void prefersExactlyOneTranslationOfEachConcept() throws IOException {
            assertThat(byConcept())
                    .allSatisfy((concept, rows) -> assertThat(rows)
                            .filteredOn(row -> field(row, "status").equals("preferred"))
                            .hasSize(1));
        }

        @Test
        void givesEachTranslationOfConceptOneStatus() throws IOException {
            assertThat(byConcept())
                    .allSatisfy((concept, rows) -> assertThat(rows)
                            .extracting(row ->
                                    field(row, "zh") + " = " + field(row, "en").toLowerCase(Locale.ROOT))
                            .doesNotHaveDuplicates());
        }

        @Test
        void neverAllowsAndForbidsTheSameTranslation() throws IOException {
            assertThat(byConcept())
                    .allSatisfy((concept, rows) ->
                            assertThat(english(rows, true)).noneMatch(english(rows, false)::contains));
        }

        @Test
        void exceptionsContainTheTerm() throws IOException {
            assertThat(renderings())
                    .allSatisfy(row -> assertThat(exceptions(row))
                            .allSatisfy(exception -> assertThat(exception)
                                    .contains(field(row, "zh"))
                                    .isNotEqualTo(field(row, "zh"))));
        }

        private List<List<String>> renderings() throws IOException {
            List<List<String>> rows = csv(Files.readString(FILE, UTF_8));
            return rows.subList(1, rows.size());
        }

        private Map<String, List<List<String>>> byConcept() throws IOException {
            return renderings().stream().collect(groupingBy(row -> field(row, "concept")));
        }

        private List<String> english(List<List<String>> rows, boolean allowed) {
            return rows.stream()
                    .filter(row -> ALLOWED.contains(field(row, "status")) == allowed)
                    .map(row -> field(row, "en").toLowerCase(Locale.ROOT))
                    .toList();
        }

        private List<String> exceptions(List<String> row) {
            String joined = field(row, "exceptions");
            return joined.isEmpty() ? List.of() : List.of(joined.split("\\|", -1));
        }

        private static String field(List<String> row, String column) {
            return row.get(HEADER.indexOf(column));
        }
    }

    @Nested
    class DevelopmentGold {
        private static final Path FOLDER = Path.of("src", "test", "resources", "gold");
        private static final Pattern BEAD = Pattern.compile("\\[(\\d+(?:,\\d+)*)?]:\\[(\\d+(?:,\\d+)*)?]");

        static List<String> names() throws IOException {
            return namesIn(FOLDER, ".gold");
        }

        @Test
        void hasAtLeastSixTexts() throws IOException {
            assertThat(names()).hasSizeGreaterThanOrEqualTo(6);
        }

        @ParameterizedTest
        @MethodSource("names")
        void coversEverySentenceOnceAndInOrder(String name) throws IOException {
            List<String> beads = lines(name + ".gold");
            assertThat(beads).allSatisfy(bead -> assertThat(bead).matches(BEAD).isNotEqualTo("[]:[]"));
            assertThat(indices(beads, 1)).isEqualTo(upTo(lines(name + ".zh").size()));
            assertThat(indices(beads, 2)).isEqualTo(upTo(lines(name + ".en").size()));
        }

        @ParameterizedTest
        @MethodSource("names")
        void hasASentenceOfTheRightLanguageOnEachLine(String name) throws IOException {
            assertThat(lines(name + ".zh"))
                    .hasSizeBetween(25, 50)
                    .allSatisfy(line -> assertThat(line).containsPattern(HAN));
            assertThat(lines(name + ".en"))
                    .hasSizeBetween(25, 50)
                    .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContainPattern(HAN));
        }

        private List<String> lines(String file) throws IOException {
            return Files.readAllLines(FOLDER.resolve(file), UTF_8);
        }

        private List<Integer> indices(List<String> beads, int side) {
            return beads.stream()
                    .map(BEAD::matcher)
                    .filter(Matcher::matches)
                    .flatMap(bead -> Stream.ofNullable(bead.group(side)))
                    .flatMap(group -> Stream.of(group.split(",")))
                    .map(Integer::valueOf)
                    .toList();
        }

        private List<Integer> upTo(int size) {
            return IntStream.range(0, size).boxed().toList();
        }
    }

    @Nested
    class SampleArticles {
        private static final Path FOLDER = Path.of("tm", "samples");

        static List<String> names() throws IOException {
            return Stream.concat(
                            namesIn(FOLDER, ".zh.txt").stream().map(name -> name + ".%s.txt"),
                            namesIn(FOLDER, ".zh.md").stream().map(name -> name + ".%s.md"))
                    .toList();
        }

        @Test
        void hasFourArticlesInBothLanguages() throws IOException {
            List<String> expected = names().stream()
                    .flatMap(name -> Stream.of("zh", "en").map(name::formatted))
                    .sorted()
                    .toList();
            try (Stream<Path> files = Files.list(FOLDER)) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .filter(file -> file.endsWith(".txt") || file.endsWith(".md"))
                                .sorted())
                        .hasSize(8)
                        .isEqualTo(expected);
            }
        }

        /** Fails on bytes that are not UTF-8. */
        @ParameterizedTest
        @MethodSource("names")
        void isInTheLanguageOfItsName(String name) throws IOException {
            assertThat(Files.readString(FOLDER.resolve(name.formatted("zh")), UTF_8))
                    .containsPattern("\\p{IsHan}{10}");
            assertThat(Files.readString(FOLDER.resolve(name.formatted("en")), UTF_8))
                    .containsPattern("[a-z]+ [a-z]+ [a-z]+")
                    .doesNotContainPattern(HAN);
        }
    }

    private static List<String> namesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Parses rows of a comma-separated text by the grammar of RFC 4180, section 2, with LF as line end and no line end
     * inside a field. A line outside the grammar fails the test.
     */
    private static List<List<String>> csv(String text) {
        return text.lines().map(ProjectDataTest::csvRow).toList();
    }

    private static List<String> csvRow(String line) {
        String ended = line + ",";
        Matcher matcher = CSV_FIELD.matcher(ended);
        List<String> fields = new ArrayList<>();
        int end = 0;
        while (matcher.find()) {
            String quoted = matcher.group(1);
            fields.add(quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\""));
            end = matcher.end();
        }
        assertThat(end).as("end of the last well-formed field of: %s", line).isEqualTo(ended.length());
        return fields;
    }
}
