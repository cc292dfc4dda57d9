package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.HardBoundaries.Gate;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.Scorer;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.SearchPass;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HardBoundariesTest {
    private static final List<String> CHINESE = List.of("下雨了。", "我们去公园。", "他在2016年来了。", "猫在屋里睡觉。", "“你好！”", "");
    private static final List<String> ENGLISH =
            List.of("It rained.", "We went to the park.", "He came in 2016.", "The cat sleeps.", "“Hello!”", "");

    private final Aligner aligner = new Aligner();

    private static List<String> sentences(List<String> all, List<Integer> numbers) {
        return numbers.stream().map(all::get).toList();
    }

    /** Returns as many gates as both lists have positions, from 0 to the size of the texts. */
    private static HardBoundaries gates(List<Integer> left, int chineseSize, List<Integer> right, int englishSize) {
        List<Integer> chinese = places(left, chineseSize);
        List<Integer> english = places(right, englishSize);
        List<Gate> points = new ArrayList<>();
        for (int k = 0; k < Math.min(chinese.size(), english.size()); k++) {
            points.add(new Gate(chinese.get(k), english.get(k)));
        }
        return new HardBoundaries(points.stream().distinct().toList());
    }

    private static List<Integer> places(List<Integer> places, int size) {
        return places.stream().map(place -> place % (size + 1)).sorted().toList();
    }

    /** Returns the points of the grid between the beads of an alignment. */
    private static List<Gate> edges(Alignment alignment) {
        List<Gate> edges = new ArrayList<>(List.of(new Gate(0, 0)));
        int i = 0;
        int j = 0;
        for (Bead bead : alignment.beads()) {
            i += bead.source().size();
            j += bead.target().size();
            edges.add(new Gate(i, j));
        }
        return edges;
    }

    @Test
    void keepsOnlyGatesThatFit() {
        HardBoundaries given = new HardBoundaries(List.of(new Gate(2, 3), new Gate(5, 5)));
        HardBoundaries others = new HardBoundaries(List.of(
                new Gate(1, 1), new Gate(2, 3), new Gate(2, 4), new Gate(3, 6), new Gate(5, 7), new Gate(9, 9)));
        assertThat(given.withFitting(others).points())
                .containsExactly(
                        new Gate(1, 1), new Gate(2, 3), new Gate(2, 4), new Gate(5, 5), new Gate(5, 7), new Gate(9, 9));
        assertThat(HardBoundaries.NONE.withFitting(others)).isEqualTo(others);
    }

    @Property(tries = 150)
    void crossesNoGate(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 5) Integer> left,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 5) Integer> right,
            @ForAll @Size(max = 5) List<@IntRange(max = 40) Integer> leftPlaces,
            @ForAll @Size(max = 5) List<@IntRange(max = 40) Integer> rightPlaces) {
        HardBoundaries gates = gates(leftPlaces, left.size(), rightPlaces, right.size());
        TextPair pair = new TextPair(
                Segments.chinese(sentences(CHINESE, left)), Segments.english(sentences(ENGLISH, right)), gates);
        assertThat(edges(aligner.align(pair).text().alignment())).containsAll(gates.points());
    }

    /** Checks that the band includes a gate far from the anchors. */
    @Test
    void respectsAGateFarFromAllAnchors() {
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (int k = 0; k < 120; k++) {
            chinese.add("第" + (100 + k) + "号房间很安静。");
            english.add("Room " + (100 + k) + " was quiet.");
        }
        HardBoundaries gates = new HardBoundaries(List.of(new Gate(10, 100)));
        TextPair pair = new TextPair(Segments.chinese(chinese), Segments.english(english), gates);
        Alignment alignment = aligner.align(pair).text().alignment();
        assertThat(edges(alignment)).contains(new Gate(10, 100));
    }

    /** Checks that unpaired sentences before a gate stay before it, also on the side whose row contains the gate. */
    @Test
    void allowsUnpairedSentencesOnBothSidesOfAGate() {
        PreparedPair prepared = PreparedPair.of(
                Lexicon.standard(),
                Segments.of(List.of("水。", "火。")),
                Segments.of(List.of("Water.", "Zzz.", "Brr.", "Fire.")),
                KnownTranslations.NONE,
                new PreparedPair.Constraints(Bead.Shapes.standard(), new HardBoundaries(List.of(new Gate(1, 2)))),
                CorpusTables.EMPTY);
        PairScores scores = prepared.scores();
        Scorer scorer = new Scorer(Evidence.search(prepared.texts(), scores), AlignmentWeights.initial());
        assertThat(new SearchPass.BandSearch(prepared.band(), prepared.constraints(), scores, scorer, 1e-300)
                        .search()
                        .edges())
                .anyMatch(edge -> edge.n == 0 && edge.i == 1 && edge.j == 1)
                .anyMatch(edge -> edge.n == 0 && edge.i == 1 && edge.j == 2)
                .noneMatch(edge -> edge.j < 2 && edge.j + edge.m > 2)
                .noneMatch(edge -> edge.i == 1 && edge.n > 0 && edge.j < 2)
                .noneMatch(edge -> edge.i == 0 && edge.n > 0 && edge.j + edge.m > 2);
    }

    @Test
    void rejectsGatesThatDecreaseOrAreOutsideTheTexts() {
        assertThatThrownBy(() -> new HardBoundaries(List.of(new Gate(2, 1), new Gate(3, 0))))
                .hasMessageContaining("gates must increase on both sides");
        assertThatThrownBy(() -> new TextPair(
                        Segments.chinese(List.of("水。")),
                        Segments.english(List.of("Water.")),
                        new HardBoundaries(List.of(new Gate(1, 2)))))
                .hasMessageContaining("outside texts with 1 and 1 segments");
    }
}
