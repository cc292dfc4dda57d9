package duiqi.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait for something to happen to a document. No thread waits with them. Safe for threads. */
final class ChangeNotifier {
    private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

    /** Something has happened. */
    void tell() {
        List<CompletableFuture<Boolean>> woken;
        synchronized (waiting) {
            woken = List.copyOf(waiting);
            waiting.clear();
        }
        woken.forEach(one -> one.complete(true));
    }

    /** Is done at the next {@link #tell}, or when the time is over. */
    CompletableFuture<Boolean> next(Duration patience) {
        CompletableFuture<Boolean> one = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.removeIf(CompletableFuture::isDone);
            waiting.add(one);
        }
        return one.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
