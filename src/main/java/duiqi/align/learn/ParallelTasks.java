package duiqi.align.learn;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Work on a long row of things, cut into stretches that threads do side by side, each with tools of its own. What comes out
 * must not depend on where the cuts are, so that it is the same on any number of processors.
 */
public final class ParallelTasks {
    private ParallelTasks() {}

    /** Does the things from {@code from} to {@code end - 1}. */
    public interface Work<T> {
        T of(int from, int end);
    }

    /**
     * Returns the results of all stretches in order.
     *
     * @param size how many things there are
     * @param shortest fewer things than this are not worth a thread of their own
     */
    public static <T> List<T> stretches(int size, int shortest, Work<T> work) {
        int count = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), size / shortest));
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(k -> work.of(cut(size, k, count), cut(size, k + 1, count)))
                .toList();
    }

    /**
     * Returns the results of two works, in order, done side by side.
     *
     * @param size how many things each looks at
     * @param shortest fewer things than this are not worth a thread
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
