package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.HardBoundaries;
import duiqi.align.Segments;
import duiqi.align.evidence.Band;
import duiqi.align.learn.Translations;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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
        assertThat(certain.low()[20]).isEqualTo(14);
        assertThat(certain.high()[20]).isEqualTo(26);
        List<Lattice.Edge> probable = new ArrayList<>(path);
        probable.add(new Lattice.Edge(20, 0, 20, 2, 0));
        probable.add(new Lattice.Edge(20, 1, 22, 1, 0));
        probable.add(new Lattice.Edge(21, 2, 23, 0, 0));
        probable.add(new Lattice.Edge(25, 0, 25, 14, 0));
        probable.add(new Lattice.Edge(25, 1, 39, 1, 0));
        probable.add(new Lattice.Edge(26, 14, 40, 0, 0));
        Band uncertain = prepared.learn(path, probable).band();
        assertThat(uncertain.high()[21]).isEqualTo(28);
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
}
