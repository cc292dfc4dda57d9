package duiqi.server;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where work is done that no request waits for: checking by one thread, aligning by another, so that neither holds up the other, and
 * answers to those who wait for news by a third. Safe for threads.
 */
public final class Background implements Closeable {
    private final ScheduledExecutorService checking = thread("duiqi-check");
    private final ScheduledExecutorService aligning = thread("duiqi-align");
    private final ScheduledExecutorService answering = thread("duiqi-answer");

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void check(Duration after, Runnable work) {
        Future<?> unused = checking.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void align(Runnable work) {
        aligning.execute(work);
    }

    public void answer(Runnable work) {
        answering.execute(work);
    }

    @Override
    public void close() {
        checking.shutdownNow();
        aligning.shutdownNow();
        answering.shutdownNow();
    }
}
