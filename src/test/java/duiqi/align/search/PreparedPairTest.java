package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.HardBoundaries;
import duiqi.align.Segments;
import duiqi.align.evidence.Band;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.Scorer;
import duiqi.align.learn.Translations;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PreparedPairTest {
    private static List<Band.Point> anchors(PreparedPair prepared) {
        Translations.Tables tables = prepared.translations().tables();
        return new PreparedPair.Anchors(
                        prepared.pair(),
                        HardBoundaries.NONE,
                        tables,
                        PreparedPair.SentenceLengthRatio.ofWhole(prepared.pair()))
                .find();
    }

    @Test
    void findsIncreasingAnchorsThatAreNearlyAllRightAndABandThatCoversEveryBead() throws IOException {
        int right = 0;
        int all = 0;
        for (GoldText text : GoldText.in(Path.of("src/test/resources/gold"))) {
            PreparedPair prepared = PreparedPair.of(
                    Lexicon.standard(),
                    text.chinese().segments(),
                    text.english().segments());
            List<Band.Point> anchors = anchors(prepared);
            assertThat(anchors).extracting(Band.Point::chinese).isSorted().doesNotHaveDuplicates();
            assertThat(anchors).extracting(Band.Point::english).isSorted().doesNotHaveDuplicates();
            int i = 0;
            int j = 0;
            for (Bead bead : text.beads()) {
                i += bead.source().size();
                j += bead.target().size();
                assertThat(prepared.band().contains(i, j))
                        .as(text.name() + " " + bead)
                        .isTrue();
                right += (int) anchors.stream()
                        .filter(anchor -> bead.source().contains(anchor.chinese())
                                && bead.target().contains(anchor.english()))
                        .count();
            }
            all += anchors.size();
        }
        assertThat(all).isGreaterThan(60);
        assertThat((double) right / all).isGreaterThan(0.97);
        assertThat(anchors(Segments.prepared(List.of("水", "火"), List.of("Zzz.", "Brr."))))
                .isEmpty();
    }

    @Test
    void searchesAgainNearTheProbableBeads() {
        List<String> same = Collections.nCopies(40, "。");
        PreparedPair prepared = Segments.prepared(same, same);
        List<Lattice.Edge> path = IntStream.range(0, 40)
                .mapToObj(k -> new Lattice.Edge(k, 1, k, 1, 0))
                .toList();
        Band certain = prepared.learn(path, path).band();
        assertThat(certain.low()[20]).isEqualTo(17);
        assertThat(certain.high()[20]).isEqualTo(23);
        List<Lattice.Edge> probable = new ArrayList<>(path);
        probable.add(new Lattice.Edge(20, 0, 20, 2, 0));
        probable.add(new Lattice.Edge(20, 1, 22, 1, 0));
        probable.add(new Lattice.Edge(21, 2, 23, 0, 0));
        probable.add(new Lattice.Edge(25, 0, 25, 14, 0));
        probable.add(new Lattice.Edge(25, 1, 39, 1, 0));
        probable.add(new Lattice.Edge(26, 14, 40, 0, 0));
        Band uncertain = prepared.learn(path, probable).band();
        assertThat(uncertain.high()[21]).isEqualTo(25);
        // A second search never goes far from the path of the first.
        assertThat(uncertain.high()[26]).isEqualTo(35);
    }

    @Test
    void rescoresBeadsThatAreOnNoPath() {
        List<String> same = Collections.nCopies(40, "。");
        PreparedPair prepared = Segments.prepared(same, same);
        List<Lattice.Edge> edges = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(k -> new Lattice.Edge(k, 1, k, 1, 0))
                .toList());
        edges.add(new Lattice.Edge(20, 1, 24, 2, 0));
        Band band = prepared.narrowed(edges).band();
        assertThat(band.high()[21]).isGreaterThanOrEqualTo(26);
        assertThat(band.low()[20]).isLessThanOrEqualTo(20);
    }

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
