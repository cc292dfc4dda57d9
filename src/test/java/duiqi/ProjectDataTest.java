package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks the data written for duiqi itself: the starter glossary and the development gold. It reads the gold without
 * duiqi's readers, so that an error in a reader cannot hide an error in the data.
 */
class ProjectDataTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern BEAD = Pattern.compile("\\[([\\d,]*)]:\\[([\\d,]*)]");

    @Test
    void glossaryIsValid() {
        FakeConsole console = new FakeConsole();
        assertThat(console.run("glossary", "validate", "glossary"))
                .as(console.out() + console.err())
                .isZero();
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
}
