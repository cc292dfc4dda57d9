package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EditDistanceTest {
    /** Compares random sequences, and similar ones, with the plain table. */
    @Property(tries = 1000)
    void equalsPlainTable(
            @ForAll @IntRange(max = 200) int m,
            @ForAll @IntRange(max = 200) int n,
            @ForAll @IntRange(min = 1, max = 30) int alphabet,
            @ForAll long seed) {
        Random random = new Random(seed);
        compare(draw(random, m, alphabet), draw(random, n, alphabet));
        int[] one = draw(random, 4 * m, 500);
        compare(one, BruteForce.edited(one, n / 5, random));
    }

    /** Without the common ends, the table has a million million cells. */
    @Test
    @Timeout(60)
    void comparesLongSequencesThatDifferInTheMiddle() {
        int[] one = draw(new Random(1), 1_000_000, 1000);
        int[] other = one.clone();
        other[500_000] = 1000;
        assertThat(new EditDistance(one).to(other, other.length, 300_000)).isEqualTo(1);
        assertThat(new EditDistance(one).to(other, other.length, 0)).isPositive();
        assertThat(new EditDistance(one).to(one, one.length, 0)).isZero();
    }

    /** Compares the exact distance, and the results with bounds around it. */
    private static void compare(int[] one, int[] other) {
        int expected = BruteForce.distance(one, other);
        EditDistance distance = new EditDistance(one);
        assertThat(distance.to(other, other.length, Integer.MAX_VALUE)).isEqualTo(expected);
        for (int most : new int[] {0, expected / 2, expected - 1, expected, expected + 1}) {
            int bounded = distance.to(other, other.length, Math.max(0, most));
            if (expected <= Math.max(0, most)) {
                assertThat(bounded).isEqualTo(expected);
            } else {
                assertThat(bounded).isGreaterThan(Math.max(0, most));
            }
        }
    }

    private static int[] draw(Random random, int size, int alphabet) {
        return IntStream.range(0, size).map(i -> random.nextInt(alphabet)).toArray();
    }

    @Test
    void readsOnlyGivenNumberOfTokens() {
        assertThat(new EditDistance(new int[] {1, 2}).to(new int[] {1, 2, 3, 4}, 2, 9))
                .isZero();
        assertThat(new EditDistance(new int[] {-1, 5, -1}).to(new int[] {0, 5, 0}, 3, 9))
                .as("unknown tokens equal nothing")
                .isEqualTo(2);
    }

    @Property(tries = 1000)
    void signaturesGiveLowerBoundOfDistance(
            @ForAll @IntRange(max = 300) int m, @ForAll @IntRange(max = 60) int edits, @ForAll long seed) {
        Random random = new Random(seed);
        int[] one = draw(random, m, 400);
        int[] other = BruteForce.edited(one, edits, random);
        int width = Signature.width(other.length);
        ByteBuffer there = ByteBuffer.allocate(width * Long.BYTES);
        there.asLongBuffer().put(Signature.of(other, width).words());
        assertThat(Signature.of(one, width).distanceAtLeast(there, 0, other.length))
                .isLessThanOrEqualTo(BruteForce.distance(one, other));
    }
}
