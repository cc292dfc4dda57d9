package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks the data written for duiqi itself: the starter glossary, the development gold and the sample articles. It
 * reads the files without duiqi's readers, so that an error in a reader cannot hide an error in the data.
 */
class ProjectDataTest {
    private static final Path GLOSSARY = Path.of("glossary/basic-research.csv");
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final Path SAMPLES = Path.of("tm/samples");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CSV_FIELD = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",]*)),");
    private static final Pattern BEAD = Pattern.compile("\\[([\\d,]*)]:\\[([\\d,]*)]");

    /** Holds a line of the glossary: all columns but the last two are required. */
    private record Rendering(List<String> fields) {
        String chinese() {
            return fields.get(1);
        }

        String english() {
            return fields.get(2).toLowerCase(Locale.ROOT);
        }

        boolean hasStatus(String pattern) {
            return fields.get(3).matches(pattern);
        }

        List<String> exceptions() {
            return Stream.of(fields.get(7).split("\\|"))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }

    /** Parses the grammar of RFC 4180, section 2, with LF as line end and no line end inside a field. */
    private static Rendering rendering(String line) {
        Matcher field = CSV_FIELD.matcher(line + ",");
        List<String> fields = new ArrayList<>();
        int end = 0;
        while (field.find()) {
            fields.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
            end = field.end();
        }
        assertThat(end).as("end of the last well-formed field of: %s", line).isEqualTo(line.length() + 1);
        assertThat(fields).as(line).hasSize(9);
        return new Rendering(fields);
    }

    @Test
    void glossaryIsWellFormed() throws IOException {
        String text = Files.readString(GLOSSARY);
        assertThat(text)
                .startsWith("concept,zh,en,status,type,pos,domain,exceptions,note\n")
                .doesNotContain("\r")
                .endsWith("\n");
        assertThat(text.lines().skip(1).map(ProjectDataTest::rendering))
                .hasSizeGreaterThanOrEqualTo(140)
                .allSatisfy(row -> {
                    assertThat(row.fields().subList(0, 7)).noneMatch(String::isBlank);
                    assertThat(row.fields()).allMatch(field -> field.equals(field.strip()));
                    assertThat(row.hasStatus("preferred|admitted|deprecated|forbidden"))
                            .isTrue();
                    assertThat(row.chinese()).matches("[\\p{IsHan}0-9《》]+").containsPattern(HAN);
                    assertThat(row.english()).containsPattern("[a-z]").doesNotContainPattern(HAN);
                    assertThat(row.exceptions())
                            .allMatch(
                                    exception -> exception.contains(row.chinese()) && !exception.equals(row.chinese()));
                });
    }

    @Test
    void glossaryPrefersOneTranslationOfEachConcept() throws IOException {
        Map<String, List<Rendering>> concepts = Files.readString(GLOSSARY)
                .lines()
                .skip(1)
                .map(ProjectDataTest::rendering)
                .collect(Collectors.groupingBy(row -> row.fields().get(0)));
        assertThat(concepts).hasSizeGreaterThanOrEqualTo(100).allSatisfy((concept, rows) -> {
            assertThat(rows.stream().filter(row -> row.hasStatus("preferred"))).hasSize(1);
            assertThat(rows.stream().map(row -> row.chinese() + " = " + row.english()))
                    .doesNotHaveDuplicates();
            Map<Boolean, List<String>> english = rows.stream()
                    .collect(Collectors.partitioningBy(
                            row -> row.hasStatus("preferred|admitted"),
                            Collectors.mapping(Rendering::english, Collectors.toList())));
            assertThat(english.getOrDefault(true, List.of()))
                    .noneMatch(english.getOrDefault(false, List.of())::contains);
        });
    }

    @Test
    void goldCoversEverySentenceOnceAndInOrder() throws IOException {
        List<Path> gold = Sources.files(GOLD, ".gold");
        assertThat(gold).hasSizeGreaterThanOrEqualTo(6);
        for (Path file : gold) {
            List<String> beads = Files.readAllLines(file);
            assertThat(beads)
                    .as(file.toString())
                    .allMatch(bead -> bead.matches(BEAD.pattern()))
                    .doesNotContain("[]:[]");
            for (int side = 1; side <= 2; side++) {
                List<String> lines =
                        Files.readAllLines(Path.of(file.toString().replace(".gold", side == 1 ? ".zh" : ".en")));
                boolean isChinese = side == 1;
                assertThat(lines)
                        .as(file.toString())
                        .hasSizeBetween(25, 50)
                        .allMatch(line -> !line.isBlank() && HAN.matcher(line).find() == isChinese);
                String column = "$" + side;
                assertThat(beads.stream()
                                .flatMap(bead -> Stream.of(bead.replaceFirst(BEAD.pattern(), column)
                                        .split(",")))
                                .filter(number -> !number.isEmpty()))
                        .as(file.toString())
                        .isEqualTo(IntStream.range(0, lines.size())
                                .mapToObj(Integer::toString)
                                .toList());
            }
        }
    }

    /** Fails on bytes that are not UTF-8. */
    @Test
    void samplesAreFourArticlesInBothLanguages() throws IOException {
        List<Path> articles = Sources.files(SAMPLES, "").stream()
                .filter(file -> file.toString().matches(".*\\.(zh|en)\\.(txt|md)"))
                .toList();
        assertThat(articles).hasSize(8).allSatisfy(article -> {
            String name = article.toString();
            assertThat(articles)
                    .contains(Path.of(
                            name.contains(".zh.") ? name.replace(".zh.", ".en.") : name.replace(".en.", ".zh.")));
            assertThat(Files.readString(article))
                    .matches(text -> HAN.matcher(text).find() == name.contains(".zh."))
                    .containsPattern(name.contains(".zh.") ? "\\p{IsHan}{10}" : "[a-z]+ [a-z]+ [a-z]+");
        });
    }
}
