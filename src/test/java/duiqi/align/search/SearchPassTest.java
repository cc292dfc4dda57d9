package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.AlignmentWeights;
import duiqi.align.Segments;
import duiqi.align.evidence.Band;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.Scorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SearchPassTest {
    /** Compares a search without pruning over the whole grid with the sum over the whole lattice. */
    @Test
    void prunesOnlyEdgesWithoutProbability() {
        List<String> chinese = List.of("今天下雨。", "我们不去公园。", "明天再去吧。");
        List<String> english = List.of("It is raining today.", "We will not go to the park.", "Let us go tomorrow.");
        PreparedPair prepared = Segments.prepared(chinese, english);
        AlignmentWeights.Weights weights = AlignmentWeights.standard().lexical().search();
        PairScores scores = prepared.scores();
        Scorer scorer = new Scorer(Evidence.search(prepared.texts(), scores), weights);
        Lattice whole = new SearchPass.BandSearch(
                        prepared.band(), PreparedPair.Constraints.NONE, scores, scorer, 1e-300)
                .search();
        Lattice pruned = new SearchPass.BandSearch(prepared.band(), PreparedPair.Constraints.NONE, scores, scorer, 1e-4)
                .search();
        double all = whole.computePosteriors();
        double kept = pruned.computePosteriors();
        assertThat(pruned.edges()).hasSizeLessThan(whole.edges().size());
        assertThat(kept).isLessThanOrEqualTo(all).isCloseTo(all, within(0.01));
        for (Lattice.Edge edge : whole.edges()) {
            boolean found = pruned.edges().stream()
                    .anyMatch(e -> e.i == edge.i && e.n == edge.n && e.j == edge.j && e.m == edge.m);
            // The sum from the end lacks pruned edges, so the posterior of an edge is a little too low.
            assertThat(found ? 0 : edge.posterior).isLessThan(2e-4);
        }
    }

    /** Aligns one sentence with many equal ones, so no single position is probable. */
    @Test
    void keepsAPathIfNoEdgeIsProbable() {
        List<String> english = Collections.nCopies(200, "The cat sleeps.");
        PreparedPair prepared = Segments.prepared(List.of("下雨了。"), english);
        PairScores scores = prepared.scores();
        Scorer scorer = new Scorer(Evidence.search(prepared.texts(), scores), AlignmentWeights.initial());
        Lattice lattice = new SearchPass.BandSearch(
                        prepared.band(), PreparedPair.Constraints.NONE, scores, scorer, 0.02)
                .search();
        assertThat(lattice.best(edge -> edge.score).stream()
                        .mapToInt(edge -> edge.m)
                        .sum())
                .isEqualTo(200);
    }

    @Property(tries = 200)
    void makesARisingBandAroundAnyAnchors(
            @ForAll @IntRange(min = 1, max = 120) int chinese,
            @ForAll @IntRange(min = 1, max = 120) int english,
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 119) Integer> places) {
        List<Band.Point> anchors = new ArrayList<>();
        int j = 0;
        for (int i : places.stream().sorted().distinct().toList()) {
            if (i < chinese && j < english) {
                anchors.add(new Band.Point(i, j, 5));
            }
            j += 1 + i % 7;
        }
        Band band = Band.around(anchors, chinese, english, 3);
        assertThat(band.contains(0, 0)).isTrue();
        assertThat(band.contains(chinese, english)).isTrue();
        for (Band.Point anchor : anchors) {
            assertThat(band.contains(anchor.chinese(), anchor.english())).isTrue();
        }
    }

    /** Checks that the band of a text without anchors, for example of one repeated sentence, is not the whole grid. */
    @Test
    void limitsTheBandWithoutAnchors() {
        for (int size : new int[] {2_000, 20_000, 200_000}) {
            Band band = Band.around(List.of(), size, size, 10);
            long points = 0;
            for (int i = 0; i <= size; i++) {
                points += band.high()[i] - band.low()[i] + 1;
            }
            assertThat(points).isLessThan(200_000 + 50L * size);
        }
    }

    @Test
    void rejectsABandWithGaps() {
        assertThatThrownBy(() -> new Band(new int[] {0, 3}, new int[] {1, 4})).hasMessageContaining("position 1");
    }
}
