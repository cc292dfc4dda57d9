package duiqi.align.learn;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Splits a sequence of items into stretches that threads process in parallel, each with its own tools. Results must not
 * depend on the split, so that they are the same on any number of processors.
 */
public final class ParallelTasks {
    private ParallelTasks() {}

    /** Runs the work for the items from {@code from} to {@code end - 1}. */
    public interface Work<T> {
        T of(int from, int end);
    }

    /**
     * Returns the results of all stretches in order.
     *
     * @param size number of items
     * @param shortest smallest number of items for a separate thread
     */
    public static <T> List<T> stretches(int size, int shortest, Work<T> work) {
        int count = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), size / shortest));
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(k -> work.of(cut(size, k, count), cut(size, k + 1, count)))
                .toList();
    }

    /**
     * Runs two tasks in parallel and returns their results in order.
     *
     * @param size number of items of each task
     * @param shortest smallest number of items for a separate thread
     */
    static <T> List<T> both(int size, int shortest, Supplier<T> one, Supplier<T> other) {
        if (size < shortest) {
            return List.of(one.get(), other.get());
        }
        CompletableFuture<T> aside = CompletableFuture.supplyAsync(one);
        T second = other.get();
        return List.of(aside.join(), second);
    }

    private static int cut(int size, int k, int count) {
        return (int) ((long) size * k / count);
    }
}
