package duiqi.server.http;

import io.javalin.http.Handler;
import java.util.concurrent.Semaphore;

/**
 * Limits the number of requests processed at the same time, in the order of their arrival. Searches need processor
 * time and memory. Hundreds of simultaneous searches would take longer than sequential ones and could exceed the
 * memory. Waiting for a client does not count. Rejects requests if too many wait. Thread-safe.
 */
public final class RequestLimiter {
    /** Requests that may wait. Each occupies a thread of the server. */
    private static final int WAITING = 64;

    /** Keeps all processors busy even if some requests wait for the disk. */
    static final int MOST = 2 * Runtime.getRuntime().availableProcessors();

    private final Semaphore free = new Semaphore(MOST, true);

    /** Returns a handler that waits for a permit. */
    public Handler limit(Handler handler) {
        return request -> {
            if (free.getQueueLength() >= WAITING) {
                throw Problem.refusal(503, "the server is busy", "try again in a second");
            }
            free.acquire();
            try {
                handler.handle(request);
            } finally {
                free.release();
            }
        };
    }
}
