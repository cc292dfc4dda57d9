package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.HardBoundaries.Gate;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundariesTest {
    private static final Text CHINESE = text("x.zh", Language.CHINESE, "# 第一章", "甲。|乙。", "# 第二章 雨", "丙。|丁。|戊。");
    private static final Text ENGLISH =
            text("x.en", Language.ENGLISH, "# Chapter One", "A. |B. |Bb.", "# II. Rain", "C.|D.");

    @TempDir
    private Path folder;

    /** Returns a text with one paragraph a line, {@code |} between sentences, and {@code #} before headings. */
    private static Text text(String name, Language language, String... paragraphs) {
        List<Segment> segments = new ArrayList<>();
        for (int p = 0; p < paragraphs.length; p++) {
            boolean heading = paragraphs[p].startsWith("# ");
            int column = 1;
            for (String sentence : paragraphs[p].replaceFirst("# ", "").split("\\|")) {
                Kind kind = heading ? Kind.HEADING : Kind.TEXT;
                segments.add(new Segment(sentence.strip(), new Location(name, 2 * p + 1, column++), p, kind));
            }
        }
        return new Text(name, language, segments);
    }

    @Test
    void pairsParagraphsOneToOne() throws IOException {
        assertThat(Boundaries.PARAGRAPHS.between(CHINESE, ENGLISH).points())
                .containsExactly(new Gate(1, 1), new Gate(3, 4), new Gate(4, 5));
        assertThatThrownBy(() -> Boundaries.PARAGRAPHS.between(
                        CHINESE, text("y.en", Language.ENGLISH, "# Chapter One", "A.|B.")))
                .hasMessageStartingWith(
                        "x.zh + y.en: the numbers of paragraphs differ: 4 Chinese, 2 English; split or join");
    }

    @Test
    void pairsHeadingsInOrderWhenTheirNumberIsEqual() throws IOException {
        assertThat(Boundaries.HEADINGS.between(CHINESE, ENGLISH).points())
                .containsExactly(new Gate(0, 0), new Gate(3, 4));
        Text named = text("y.en", Language.ENGLISH, "# Sun", "A.|B.", "# Rain", "C.");
        assertThat(Boundaries.HEADINGS.between(CHINESE, named).points())
                .containsExactly(new Gate(0, 0), new Gate(3, 3));
    }

    @Test
    void pairsNumberedHeadingsWhenTheCountsDiffer() throws IOException {
        Text more = text("y.en", Language.ENGLISH, "# A Book", "By me.", "# Chapter 1", "A.|B.", "# Chapter 2", "C.");
        assertThat(Boundaries.HEADINGS.between(CHINESE, more).points()).containsExactly(new Gate(0, 2), new Gate(3, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              # Chapter 1/A./# Chapter 3/C. | x.zh + y.en: the headings do not correspond (2 Chinese, 2 English): "第二章 雨" (x.zh:5:1) does not match "Chapter 3" (y.en:5:1); correct the headings, or use --anchors FILE instead of --boundaries
              # Chapter 1/A. | (2 Chinese, 1 English): "第二章 雨" (x.zh:5:1) has no counterpart
              # Sun/A./# Rain/B./# Snow/C. | (2 Chinese, 3 English): they have no numbers
              A./B. | y.en: has no headings
            """)
    void reportsHeadingsThatDoNotCorrespond(String english, String problem) {
        Text other = text("y.en", Language.ENGLISH, english.split("/"));
        assertThatThrownBy(() -> Boundaries.HEADINGS.between(CHINESE, other)).hasMessageContaining(problem);
    }

    private HardBoundaries anchors(String lines) throws IOException {
        return AnchorFile.read(Files.writeString(folder.resolve("a.txt"), lines), CHINESE, ENGLISH);
    }

    @Test
    void readsAnchorsAsPairsOfLines() throws IOException {
        assertThat(anchors("\uFEFF# by hand\n\n3\t3\n  5 7 # rain\r\n").points())
                .containsExactly(new Gate(1, 1), new Gate(3, 5));
        assertThat(anchors("").points()).isEmpty();
        assertThatThrownBy(() -> AnchorFile.read(folder.resolve("none.txt"), CHINESE, ENGLISH))
                .hasMessageContaining("none.txt: does not exist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              3 3/3 to 3 | :2:1: "3 to 3" is not a pair of line numbers; write two line numbers
              5 5/3 7 | :2:1: is not after the previous anchor
              5 5/5 5 | :2:1: is not after the previous anchor
              4 5 | :1:1: no sentence begins on line 4 of x.zh; use line 3 or 5
              3 99 | :1:1: line 99 is after the last sentence of x.en, which begins on line 7;
            """)
    void reportsLineOfWrongAnchor(String lines, String problem) {
        assertThatThrownBy(() -> anchors(lines.replace('/', '\n') + "\n"))
                .hasMessageStartingWith(folder.resolve("a.txt") + problem);
    }

    @Test
    void mergesBoundariesThatDoNotContradictEachOther() throws IOException {
        HardBoundaries headings = Boundaries.HEADINGS.between(CHINESE, ENGLISH);
        assertThat(anchors("5\t5\n").and(headings).orElseThrow().points())
                .containsExactly(new Gate(0, 0), new Gate(3, 4));
        assertThat(anchors("5\t3\n").and(headings)).isEmpty();
    }
}
