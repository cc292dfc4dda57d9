package duiqi.server;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/**
 * How much a body may bring and how long it may take. Each request has a thread while its body is read, and there are few of them: who
 * sends byte by byte would keep one for hours. Immutable.
 *
 * @param bytes as many as are read at most, whatever length the client tells
 * @param grace time in which any body may come as it likes; after it those are cut that came too slowly on the whole
 */
record BodyLimits(int bytes, Duration grace) {
    /** Longer than any network keeps a body up whose client is still there. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Bytes a second; slower is nobody who does not do it on purpose. */
    private static final long MIN_RATE = 128;

    private static final int CHUNK = 8 << 10;

    BodyLimits(int bytes) {
        this(bytes, GRACE);
    }

    /** The whole body. */
    byte[] read(Context request) {
        long start = NanoTime.now();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = request.bodyInputStream()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                read.write(chunk, 0, count);
                if (read.size() > bytes) {
                    throw RequestGuard.tooLarge(request, bytes);
                }
                if (isTooSlow(read.size(), Duration.ofNanos(NanoTime.since(start)))) {
                    request.header("Connection", "close");
                    throw Problem.refusal(408, "the request comes too slowly", "send it again, all at once");
                }
            }
        } catch (IOException gone) {
            // The client has hung up, or is silent for so long that it is taken for gone: no fault of the program.
            request.header("Connection", "close");
            throw Problem.refusal(400, "the request ends in the middle", "send it again, all of it");
        }
        return read.toByteArray();
    }

    private boolean isTooSlow(long count, Duration taken) {
        return taken.compareTo(grace) > 0 && count < MIN_RATE * taken.toSeconds();
    }
}
