package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that numbers are evidence, but that contradicting words outweigh them. */
class NumbersTest {
    private final Aligner aligner = new Aligner();

    private List<String> align(List<String> chinese, List<String> english) {
        return Segments.links(Segments.aligned(aligner, chinese, english));
    }

    private static List<String> oneToOne(int size) {
        return IntStream.range(0, size).mapToObj(k -> "[" + k + "]:[" + k + "]").toList();
    }

    /** Aligns headings that each have the same number as another heading on the other side. */
    @Test
    void doesNotPairABookWithAChapterOfTheSameNumber() {
        assertThat(align(List.of("第一册", "第二册", "第一章", "第二章"), List.of("Book 1", "Book 2", "Chapter 1", "Chapter 2")))
                .isEqualTo(oneToOne(4));
        List<String> skipped = align(
                List.of("第一章", "下雨了，他没有出门。", "第二章", "医生来了。"),
                List.of("Book 1", "Chapter 1", "It rained, and he did not go out.", "Chapter 2", "The doctor came."));
        assertThat(skipped).contains("[1]:[2]", "[3]:[4]").anyMatch(bead -> bead.matches("\\[0].*1]"));
    }

    @Test
    void prefersWordsToANumberInTheNextSentence() {
        List<String> chinese = List.of("2016年，农民在山上种了苹果树。", "那一年医院里来了一位年轻的医生。", "老师和学生在河边读书。", "1998年，工人修好了城里的桥。");
        List<String> english = List.of(
                "Farmers planted apple trees on the mountain that year.",
                "In 2016 a young doctor came to the hospital.",
                "In 1998 the teacher and her students read books by the river.",
                "Workers repaired the bridge in the city.");
        assertThat(align(chinese, english)).isEqualTo(oneToOne(4));
    }

    @Test
    void alignsRepeatedListsOfYears() {
        String[] chineseWords = "苹果 医生 老师 桥 河 农民 报纸 学生 医院 城市".split(" ");
        String[] englishWords =
                "apples doctors teachers bridges rivers farmers newspapers students hospitals cities".split(" ");
        List<String> chinese = IntStream.range(0, 40)
                .mapToObj(k -> (1990 + k * 7 % 5) + "年：" + chineseWords[k % 10] + (20 + k % 4) + "个。")
                .toList();
        List<String> english = IntStream.range(0, 40)
                .mapToObj(k -> (1990 + k * 7 % 5) + ": " + (20 + k % 4) + " " + englishWords[k % 10] + ".")
                .toList();
        assertThat(align(chinese, english)).isEqualTo(oneToOne(40));
        List<String> without = Stream.concat(
                        english.stream().limit(13), english.stream().skip(14))
                .toList();
        List<String> beads = align(chinese, without);
        // The annotators' habits decide if the omitted sentence stays unpaired or joins its neighbour. All other beads
        // are certain.
        assertThat(beads).contains("[0]:[0]", "[11]:[11]", "[14]:[13]", "[39]:[38]");
    }
}
