package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ExpectedCountsTest {
    private static List<List<Long>> sorted(ExpectedCounts counts) {
        List<List<Long>> all = new ArrayList<>();
        counts.forEach((chinese, stem, to, from) -> all.add(List.of((long) chinese, (long) stem, to, from)));
        return all;
    }

    @Property(tries = 200)
    void addsTheSameInAnyOrderAndParts(
            @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> pairs,
            @ForAll @FloatRange(max = 10) float count,
            @ForAll @IntRange(min = 1, max = 5) int parts) {
        ExpectedCounts inOrder = new ExpectedCounts();
        Map<Integer, Integer> times = new HashMap<>();
        List<ExpectedCounts> split = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            split.add(new ExpectedCounts());
        }
        for (int k = 0; k < pairs.size(); k++) {
            int pair = pairs.get(k);
            inOrder.add(pair / 7, pair % 7, count, 1);
            int back = pairs.get(pairs.size() - 1 - k);
            split.get(k % parts).add(back / 7, back % 7, count, 1);
            times.merge(pair, 1, Integer::sum);
        }
        ExpectedCounts sum = new ExpectedCounts();
        split.forEach(sum::add);
        assertThat(sorted(sum)).isEqualTo(sorted(inOrder));
        assertThat(sum.size()).isEqualTo(times.size());
        sum.forEach((chinese, stem, to, from) ->
                assertThat(from).isEqualTo((long) (times.getOrDefault(chinese * 7 + stem, 0) * ExpectedCounts.UNIT)));
    }

    @Property
    void readsPackedLongsAsWritten(@ForAll List<@LongRange Long> numbers) {
        ExpectedCounts.PackedLongs packed = new ExpectedCounts.PackedLongs(1);
        numbers.forEach(packed::add);
        ExpectedCounts.PackedLongs read = new ExpectedCounts.PackedLongs(packed.toBytes());
        assertThat(numbers).allSatisfy(number -> assertThat(read.next()).isEqualTo(number));
    }
}
