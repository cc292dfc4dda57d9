package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KeyNumbersTest {
    @Property(tries = 200)
    void numbersKeysAsAMap(@ForAll @Size(max = 300) List<@IntRange(max = 200) Integer> values) {
        KeyNumbers numbers = new KeyNumbers();
        Map<UnitKey, Integer> expected = new HashMap<>();
        for (int value : values) {
            // Equal low bits collide in the table.
            UnitKey key = new UnitKey(value, value % 7);
            assertThat(numbers.find(key)).isEqualTo(expected.getOrDefault(key, -1));
            expected.putIfAbsent(key, expected.size());
            assertThat(numbers.of(key)).isEqualTo(expected.get(key));
            assertThat(numbers.size()).isEqualTo(expected.size());
        }
        expected.forEach((key, number) -> assertThat(numbers.find(key)).isEqualTo(number));
    }

    @Property(tries = 200)
    void queuesKeepTheOrder(@ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> steps) {
        KeyNumbers.Queues queues = new KeyNumbers.Queues();
        Map<Integer, Deque<Integer>> expected = new HashMap<>();
        for (int number = 0; number < steps.size(); number++) {
            int key = steps.get(number) / 2;
            Deque<Integer> queue = expected.computeIfAbsent(key, k -> new ArrayDeque<>());
            if (steps.get(number) % 2 == 0) {
                queues.add(key, number);
                queue.add(number);
            } else {
                assertThat(queues.poll(key)).isEqualTo(queue.isEmpty() ? -1 : queue.remove());
            }
        }
    }
}
