package duiqi.server;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.concurrent.Semaphore;

/**
 * Lets few requests be worked on at once, in the order in which they came. Searching takes processors and memory, so that hundreds
 * together would take longer than one after the other, and more memory than there is. Who waits for a client is not counted: answers
 * are sent when the turn is over, and requests with a body do not take turns. Safe for threads.
 */
final class RequestLimiter {
    private final Semaphore free;

    /**
     * Prepares.
     *
     * @param most requests at once
     */
    RequestLimiter(int most) {
        free = new Semaphore(most, true);
    }

    /** As many as keep all processors busy when some wait for the disk. */
    static RequestLimiter ofThisMachine() {
        return new RequestLimiter(2 * Runtime.getRuntime().availableProcessors());
    }

    /** The same route with its turn to be waited for, if it only reads. */
    Route taking(Route route) {
        return HandlerType.GET.equals(route.method())
                ? new Route(route.method(), route.path(), taking(route.handler()))
                : route;
    }

    private Handler taking(Handler handler) {
        return request -> {
            free.acquire();
            try {
                handler.handle(request);
            } finally {
                free.release();
            }
        };
    }
}
