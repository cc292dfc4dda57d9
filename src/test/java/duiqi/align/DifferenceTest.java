package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    private static List<Bead> beads(String ids) {
        return Arrays.stream(ids.split(" ")).map(DifferenceTest::bead).toList();
    }

    private static Bead bead(String ids) {
        String[] sides = ids.split(":");
        return new Bead(segments(sides[0]), segments(sides[1]), 1);
    }

    private static List<Integer> segments(String side) {
        return Stream.of(side.substring(1, side.length() - 1).split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [0]:[0,1] [1]:[2]   | [0]:[0] [1]:[1,2]    | boundary
                    [0,1]:[0,1]         | [0]:[0] [1]:[1]      | joined in gold
                    [0]:[0] [1]:[1]     | [0,1]:[0,1]          | joined in test
                    [0]:[0] []:[1]      | [0]:[0,1]            | unpaired
                    [0]:[0]             | [0]:[] []:[0]        | unpaired
                    [0]:[0,2] [1]:[1]   | [0]:[0] [1]:[1,2]    | crossing
                    [0]:[1] [1]:[0]     | [0]:[0] [1]:[1]      | crossing
                    """)
    void classifiesDifferences(String gold, String test, String kind) {
        List<GoldPairs.Difference> differences = GoldPairs.Difference.between(beads(gold.strip()), beads(test.strip()));
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).toLine())
                .isEqualTo(kind.strip() + ": gold " + gold.strip() + " | test " + test.strip());
    }

    @Test
    void separatesDifferencesWithoutCommonSegments() {
        List<GoldPairs.Difference> differences = GoldPairs.Difference.between(
                beads("[0]:[0] [1]:[1,2] [2]:[3] [3]:[4] [4,5]:[5,6]"),
                beads("[0]:[0] [1]:[1] [2]:[2,3] [3]:[4] [4]:[5] [5]:[6]"));
        assertThat(differences)
                .extracting(GoldPairs.Difference::kind)
                .containsExactly(GoldPairs.Difference.Kind.BOUNDARY, GoldPairs.Difference.Kind.JOINED_IN_GOLD);
        assertThat(differences.get(1).toJson("x"))
                .isEqualTo("{\"document\":\"x\",\"difference\":\"joined in gold\","
                        + "\"gold\":[{\"source\":[4,5],\"target\":[5,6]}],"
                        + "\"test\":[{\"source\":[4],\"target\":[5]},{\"source\":[5],\"target\":[6]}]}");
    }

    /** Returns a monotone alignment of steps with the given sizes. */
    private static List<Bead> steps(List<Integer> sizes) {
        List<Bead> beads = new ArrayList<>();
        int i = 0;
        int j = 0;
        for (int size : sizes) {
            int n = size / 3;
            int m = Math.max(size % 3, n == 0 ? 1 : 0);
            beads.add(new Bead(Aligner.range(i, n), Aligner.range(j, m), 1));
            i += n;
            j += m;
        }
        return beads;
    }

    @Property(tries = 300)
    void putsEveryDifferentBeadIntoOneDifference(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 8) Integer> one,
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 8) Integer> other) {
        List<Bead> gold = steps(one);
        List<Bead> test = steps(other);
        List<GoldPairs.Difference> differences = GoldPairs.Difference.between(gold, test);
        assertThat(differences.stream().flatMap(place -> place.gold().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        gold.stream().filter(bead -> !test.contains(bead)).toList());
        assertThat(differences.stream().flatMap(place -> place.test().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        test.stream().filter(bead -> !gold.contains(bead)).toList());
        assertThat(differences)
                .extracting(GoldPairs.Difference::kind)
                .doesNotContain(GoldPairs.Difference.Kind.CROSSING);
    }
}
