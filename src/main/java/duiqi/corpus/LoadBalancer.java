package duiqi.corpus;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Deals work out to tasks so that none has much more than another: the longest first, to whoever has the least (Graham 1969). */
final class LoadBalancer {
    private LoadBalancer() {}

    /** A piece of work. */
    record Work(String key, long size) implements Serializable {}

    private record Task(int number, long load) {}

    /**
     * For each piece of work the number of its task, from 0.
     *
     * @param tasks how many tasks there are, at least one
     */
    static Map<String, Integer> of(List<Work> all, int tasks) {
        PriorityQueue<Task> least =
                new PriorityQueue<>(Comparator.comparingLong(Task::load).thenComparingInt(Task::number));
        for (int number = 0; number < tasks; number++) {
            least.add(new Task(number, 0));
        }
        Map<String, Integer> dealt = new HashMap<>();
        List<Work> longestFirst = all.stream()
                .sorted(Comparator.comparingLong(Work::size).reversed().thenComparing(Work::key))
                .toList();
        for (Work work : longestFirst) {
            Task task = least.remove();
            dealt.put(work.key(), task.number());
            least.add(new Task(task.number(), task.load() + work.size()));
        }
        return dealt;
    }
}
