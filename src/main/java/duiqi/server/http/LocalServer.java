package duiqi.server.http;

import duiqi.review.RejectedException;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server on this machine, with what both of the program's need to be safe: see {@link RequestGuard}. Errors are answered as JSON, without
 * anything of the program's inside. Safe for threads.
 */
public final class LocalServer implements Closeable {
    private static final int CONNECTIONS = 256;

    /** More threads than connections: each connection may keep one waiting for a client that hangs or reads slowly. */
    private static final int THREADS = CONNECTIONS + 8;

    /** Longer than a long poll waits, since that must not look like a client that is gone. */
    private static final Duration IDLE = Duration.ofSeconds(40);

    private static final int HEADER_BYTES = 16 << 10;

    private final Javalin javalin;
    private final RequestGuard.AllowedHosts hosts;

    private LocalServer(Javalin javalin, RequestGuard.AllowedHosts hosts) {
        this.javalin = javalin;
        this.hosts = hosts;
    }

    /**
     * Starts to listen.
     *
     * @param routes adds the routes
     * @param faults is told of errors that are the program's own; runs on threads of the server
     * @throws FormatException if the port is taken, or the host is none of this machine
     * @throws IllegalArgumentException if others could reach it without a token
     */
    public static LocalServer start(
            ServerPlace place,
            RequestGuard.AccessPolicy admission,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults)
            throws IOException {
        RequestGuard.AllowedHosts hosts = RequestGuard.AllowedHosts.of(place);
        if (!hosts.isLoopback() && admission.token().isEmpty()) {
            throw new IllegalArgumentException(
                    "--host " + place.host() + ": others could read and write; require a token, or leave --host out");
        }
        try {
            return listen(place, hosts, admission, routes, faults);
        } catch (RuntimeException failure) {
            if (!place.mayDiffer() || !RequestGuard.AllowedHosts.isTaken(failure)) {
                throw hosts.explain(failure);
            }
        }
        try {
            return listen(new ServerPlace(place.host(), 0), hosts, admission, routes, faults);
        } catch (RuntimeException failure) {
            throw hosts.explain(failure);
        }
    }

    private static LocalServer listen(
            ServerPlace place,
            RequestGuard.AllowedHosts hosts,
            RequestGuard.AccessPolicy admission,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults) {
        RequestGuard gate = new RequestGuard(admission);
        Javalin javalin = Javalin.create(config -> {
            listen(config, place);
            if (admission.hasTextsInPaths()) {
                takeAnyPath(config);
            }
            config.http.prefer405over404 = true;
            config.http.maxRequestSize = admission.bodyLimit();
            config.http.asyncTimeout = IDLE.toMillis();
            config.routes.before(gate);
            answerErrors(config.routes, faults);
            routes.accept(config.routes);
        });
        try {
            javalin.start();
        } catch (RuntimeException failure) {
            javalin.stop();
            throw failure;
        }
        gate.open(hosts.names(javalin.port()));
        return new LocalServer(javalin, hosts);
    }

    private static void listen(JavalinConfig config, ServerPlace place) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("duiqi-server");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(LocalServer::bound);
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost(place.host());
            connector.setPort(place.port());
            connector.setIdleTimeout(IDLE.toMillis());
            return connector;
        });
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
            server.setErrorHandler(new QuietErrors());
            server.setStopTimeout(0);
        });
    }

    /** Takes paths with texts in them: slashes, dots and all else, escaped or not. No path names a file. */
    private static void takeAnyPath(JavalinConfig config) {
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    private static void bound(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
    }

    private static void answerErrors(RoutesConfig routes, Consumer<Throwable> faults) {
        routes.exception(
                HttpResponseException.class,
                (refused, request) -> tell(request, refused.getStatus(), Problem.of(refused)));
        routes.exception(
                RejectedException.class,
                (refused, request) -> tell(
                        request,
                        refused.reason() == RejectedException.Reason.IMPOSSIBLE ? 422 : 409,
                        Problem.of(refused)));
        routes.exception(FormatException.class, (fault, request) -> tell(request, 422, Problem.of(fault)));
        routes.exception(Exception.class, (fault, request) -> {
            faults.accept(fault);
            tell(request, 500, new Problem("this did not work", "see what duiqi says in its terminal"));
        });
    }

    private static void tell(Context request, int status, Problem problem) {
        try {
            Json.answer(request, status, problem);
        } catch (IOException impossibleInMemory) {
            request.status(status);
        }
    }

    /** Runs work when the answer to a request is out, or cannot get out, on a thread of the server, which the work must not end. */
    public static void afterAnswer(Context request, Runnable work) {
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(request.req()), failure -> work.run());
    }

    public int port() {
        return javalin.port();
    }

    /** Returns the address to open, without a token. */
    public String address() {
        return "http://" + hosts.shown() + ":" + port() + "/";
    }

    /** Stops to listen, and ends the open requests. */
    @Override
    public void close() {
        javalin.stop();
    }

    /** Answers requests that reach no route, such as one that is no HTTP: in JSON, and without repeating a word of it. */
    private static final class QuietErrors implements Request.Handler {
        private static final byte[] BODY =
                "{\"problem\":\"the request makes no sense\",\"remedy\":\"look at it again\"}"
                        .getBytes(StandardCharsets.UTF_8);

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.write(true, ByteBuffer.wrap(BODY), callback);
            return true;
        }
    }

    /**
     * A route of a server.
     *
     * @param method such as GET
     * @param path with what varies in braces, as OpenAPI writes it; behind the last slash, it may have slashes itself where it is
     *     {@code {text}}
     * @param handler answers
     */
    public record Route(HandlerType method, String path, Handler handler) {
        /** Returns the path as Javalin writes it: {@code <text>} takes slashes as well. */
        public String pattern() {
            return path.replace("{text}", "<text>");
        }
    }
}
