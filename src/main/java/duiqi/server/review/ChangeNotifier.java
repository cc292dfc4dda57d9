package duiqi.server.review;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Completes long polls when a document changes. No thread waits for them. Thread-safe. */
final class ChangeNotifier {
    private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

    /** Completes all waiting polls. */
    void tell() {
        List<CompletableFuture<Boolean>> woken;
        synchronized (waiting) {
            woken = List.copyOf(waiting);
            waiting.clear();
        }
        woken.forEach(one -> one.complete(true));
    }

    /** Returns a future that completes at the next call of {@link #tell} or after the timeout. */
    CompletableFuture<Boolean> next(Duration patience) {
        CompletableFuture<Boolean> one = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.removeIf(CompletableFuture::isDone);
            waiting.add(one);
        }
        return one.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
