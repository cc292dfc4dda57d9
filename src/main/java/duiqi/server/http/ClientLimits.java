package duiqi.server.http;

import duiqi.server.ServerPlace;
import io.javalin.config.JavalinConfig;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Limits what clients can do, so that slow or hostile ones leave the server to the others. A thread begins to work on a
 * request when its body has arrived, and does not wait until the client has read the response. Immutable.
 *
 * @param bodyLimit maximum size of a request body in bytes
 * @param isAllowed whether a request has the token; the body of another one is not read
 */
record ClientLimits(ServerPlace place, int bodyLimit, Predicate<Request> isAllowed) {
    /** Longer than a long poll, which must not look like an idle client. */
    static final Duration IDLE = Duration.ofSeconds(40);

    /** Requests wait for permits on these threads. */
    private static final int THREADS = 128;

    /** Connections that the system holds until duiqi accepts them. Otherwise clients try again only after a second. */
    private static final int BACKLOG = 1024;

    /** A text of 5,000 Chinese characters has 45,000 bytes in a URL. */
    private static final int HEADER_BYTES = 64 << 10;

    /** Minimum speed of a body in bytes per second. Only attackers are slower. */
    private static final int READ_RATE = 128;

    void applyTo(JavalinConfig config) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("duiqi-server");
        threads.setDaemon(true);
        config.http.asyncTimeout = IDLE.toMillis();
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.setRequestHeaderSize(HEADER_BYTES);
        });
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(server -> {
            server.setHandler(handler());
            server.setStopTimeout(0);
        });
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(place.host());
        connector.setPort(place.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    private Handler handler() {
        EagerContentHandler bodies = new EagerContentHandler(
                new WholeResponses(), new RetainedContentLoaderFactory(Long.MAX_VALUE, 0, false));
        bodies.include(isAllowed);
        SizeLimitHandler sizes = new SizeLimitHandler(bodyLimit, -1);
        sizes.setHandler(new MinimumDataRateHandler(bodies, READ_RATE, 0));
        return sizes;
    }

    /** Sends responses when their handlers have ended, so that no handler waits for a client that reads slowly. */
    private static final class WholeResponses extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Collected bytes = new Collected();
            Response whole = new Response.Wrapper(request, response) {
                @Override
                public void write(boolean last, ByteBuffer content, Callback written) {
                    if (content != null) {
                        bytes.writeBytes(BufferUtil.toArray(content));
                        content.position(content.limit());
                    }
                    written.succeeded();
                }
            };
            return super.handle(
                    request,
                    whole,
                    Callback.from(() -> response.write(true, bytes.whole(), callback), callback::failed));
        }

        private static final class Collected extends ByteArrayOutputStream {
            /** Returns the bytes without a copy. Hundreds of responses may wait for slow clients. */
            ByteBuffer whole() {
                return ByteBuffer.wrap(buf, 0, count);
            }
        }
    }
}
