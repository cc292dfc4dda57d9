package duiqi.server.http;

import duiqi.server.ServerPlace;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Limits what clients can do, so that slow or hostile ones leave the server to the others. A thread begins to work on a
 * request when its body has arrived. Immutable.
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

    /** A page of this size has its length in its head; larger responses are sent in chunks. */
    private static final int WHOLE_BYTES = 256 << 10;

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
            http.setOutputBufferSize(WHOLE_BYTES);
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
        EagerContentHandler bodies =
                new EagerContentHandler(new RetainedContentLoaderFactory(Long.MAX_VALUE, 0, false));
        bodies.include(isAllowed);
        SizeLimitHandler sizes = new SizeLimitHandler(bodyLimit, -1);
        sizes.setHandler(new MinimumDataRateHandler(bodies, READ_RATE, 0));
        return sizes;
    }
}
