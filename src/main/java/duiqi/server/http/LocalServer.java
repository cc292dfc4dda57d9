package duiqi.server.http;

import duiqi.review.Operation.RejectedException;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the review page or the memory service over HTTP, with the protection that both need: see
 * {@link RequestGuard}. Responds to errors with JSON that contains no internal details. Thread-safe.
 */
public final class LocalServer implements Closeable {
    /** Requests wait for permits on these threads. Clients that hang or read slowly occupy no thread. */
    private static final int THREADS = 256;

    /** Connections that the system holds until duiqi accepts them. Otherwise clients try again only after a second. */
    private static final int BACKLOG = 1024;

    /** Pause after a connection could not be accepted */
    private static final int ACCEPT_PAUSE_MS = 20;

    /** Longer than a long poll, which must not look like an idle client. */
    private static final Duration IDLE = Duration.ofSeconds(40);

    /** A text of 5,000 Chinese characters has 45,000 bytes in a URL. */
    private static final int HEADER_BYTES = 64 << 10;

    private final Javalin javalin;
    private final RequestGuard.AllowedHosts hosts;

    private LocalServer(Javalin javalin, RequestGuard.AllowedHosts hosts) {
        this.javalin = javalin;
        this.hosts = hosts;
    }

    /**
     * Starts the server.
     *
     * @param routes adds the routes
     * @param faults receives internal errors of duiqi, on threads of the server
     * @throws FormatException if the port is in use, or if the host is not an address of this machine
     * @throws IllegalArgumentException if other machines could access the server without a token
     */
    public static LocalServer start(
            ServerPlace place,
            RequestGuard.AccessPolicy policy,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults)
            throws IOException {
        return start(place, policy, Connections.Limits.ofThisMachine(), routes, faults);
    }

    static LocalServer start(
            ServerPlace place,
            RequestGuard.AccessPolicy policy,
            Connections.Limits limits,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults)
            throws IOException {
        RequestGuard.AllowedHosts hosts = RequestGuard.AllowedHosts.of(place);
        if (!hosts.isLoopback() && policy.token().isEmpty()) {
            throw new IllegalArgumentException("--host " + place.host()
                    + ": other machines could read and write; require a token, or omit --host");
        }
        try {
            return listen(place, hosts, new Clients(policy, limits), routes, faults);
        } catch (RuntimeException failure) {
            if (!place.mayDiffer() || !RequestGuard.AllowedHosts.isTaken(failure)) {
                throw hosts.explain(failure);
            }
        }
        try {
            return listen(new ServerPlace(place.host(), 0), hosts, new Clients(policy, limits), routes, faults);
        } catch (RuntimeException failure) {
            throw hosts.explain(failure);
        }
    }

    private static LocalServer listen(
            ServerPlace place,
            RequestGuard.AllowedHosts hosts,
            Clients clients,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults) {
        RequestGuard.AccessPolicy policy = clients.policy();
        RequestGuard guard = new RequestGuard(policy);
        Javalin javalin = Javalin.create(config -> {
            listen(config, place, clients);
            if (policy.hasTextsInPaths()) {
                acceptAnyPath(config);
            }
            config.http.prefer405over404 = true;
            config.router.treatMultipleSlashesAsSingleSlash = policy.hasTextsInPaths();
            config.http.maxRequestSize = policy.bodyLimit();
            config.http.asyncTimeout = IDLE.toMillis();
            config.routes.before(guard);
            config.routes.beforeMatched(guard::requireAccess);
            answerErrors(config.routes, policy, faults);
            routes.accept(config.routes);
        });
        answerHead(javalin.unsafe.internalRouter);
        try {
            javalin.start();
        } catch (RuntimeException failure) {
            javalin.stop();
            throw failure;
        }
        guard.open(hosts.names(javalin.port()));
        return new LocalServer(javalin, hosts);
    }

    /** Answers HEAD like GET, without the body. By default the router answers 200 to every HEAD. */
    private static void answerHead(InternalRouter router) {
        for (ParsedEndpoint known : List.copyOf(router.allHttpHandlers())) {
            Endpoint endpoint = known.endpoint;
            if (HandlerType.GET.equals(endpoint.method)) {
                router.addHttpEndpoint(new Endpoint(HandlerType.HEAD, endpoint.path, endpoint.handler));
            }
        }
    }

    /** Holds the rules for clients. */
    private record Clients(RequestGuard.AccessPolicy policy, Connections.Limits limits) {}

    private static void listen(JavalinConfig config, ServerPlace place, Clients clients) {
        Connections connections = new Connections(clients.limits());
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("duiqi-server");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(LocalServer::bound);
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new PatientConnector(server, http, connections);
            connector.setHost(place.host());
            connector.setPort(place.port());
            connector.setAcceptQueueSize(BACKLOG);
            connector.setIdleTimeout(IDLE.toMillis());
            connector.addEventListener(connections);
            return connector;
        });
        config.jetty.modifyServer(server -> {
            server.setHandler(new PatientHandler(connections, clients.policy().bodyLimit()));
            server.setErrorHandler(new QuietErrors());
            server.setStopTimeout(0);
        });
    }

    /** Accepts paths that contain any text, including slashes and dots, escaped or not. No path refers to a file. */
    private static void acceptAnyPath(JavalinConfig config) {
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    private static void bound(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
    }

    private static void answerErrors(
            RoutesConfig routes, RequestGuard.AccessPolicy policy, Consumer<Throwable> faults) {
        routes.exception(HttpResponseException.class, (refused, request) -> {
            if (refused instanceof MethodNotAllowedResponse wrong) {
                request.header("Allow", String.join(", ", wrong.getDetails().values()));
            }
            answer(policy, request, refused.getStatus(), Problem.of(refused));
        });
        routes.exception(
                RejectedException.class,
                (refused, request) -> answer(
                        policy,
                        request,
                        refused.reason() == RejectedException.Reason.IMPOSSIBLE ? 422 : 409,
                        Problem.of(refused)));
        routes.exception(FormatException.class, (fault, request) -> answer(policy, request, 422, Problem.of(fault)));
        routes.exception(Exception.class, (fault, request) -> {
            faults.accept(fault);
            answer(policy, request, 500, new Problem("internal error", "see the terminal in which duiqi runs"));
        });
    }

    private static void answer(RequestGuard.AccessPolicy policy, Context request, int status, Problem problem) {
        if (status == 404 && isPage(request)) {
            request.status(status).contentType("text/plain; charset=utf-8").result(problem.text());
            return;
        }
        Object value = policy.protocol(request)
                .map(protocol -> protocol.errors().of(status, problem))
                .orElse(problem);
        try {
            Json.answer(request.status(status), value);
        } catch (IOException impossibleInMemory) {
            request.status(status);
        }
    }

    /** Returns whether a browser asks for a page, and not a program or the page itself for data. */
    private static boolean isPage(Context request) {
        return !request.path().matches("/+api(?:/.*)?")
                && RequestGuard.sent(request, "Accept")
                        .filter(types -> types.contains("text/html"))
                        .isPresent();
    }

    /** Runs a task on a server thread after the response was sent or failed. The task must not stop that thread. */
    public static void afterAnswer(Context request, Runnable work) {
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(request.req()), failure -> work.run());
    }

    public int port() {
        return javalin.port();
    }

    /** Returns the URL of the server without a token. */
    public String address() {
        return "http://" + hosts.shown() + ":" + port() + "/";
    }

    /** Stops the server and aborts open requests. */
    @Override
    public void close() {
        javalin.stop();
    }

    /**
     * Responds to requests that reach no route, for example invalid HTTP. The JSON response contains no part of the
     * request.
     */
    private static final class QuietErrors implements Request.Handler {
        private static final byte[] BODY = "{\"problem\":\"the request is invalid\",\"remedy\":\"check the request\"}"
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

    /** Accepts connections even if the system has no file descriptors left. Checks the times of its clients. */
    private static final class PatientConnector extends ServerConnector {
        private final Connections connections;

        PatientConnector(Server server, HttpConfiguration http, Connections connections) {
            super(server, 1, 1, new HttpConnectionFactory(http));
            this.connections = connections;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            closeLate();
        }

        private void closeLate() {
            connections.closeLate();
            if (isRunning() || isStarting()) {
                getScheduler()
                        .schedule(
                                this::closeLate, connections.limits().interval().toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        protected boolean handleAcceptFailure(Throwable failure) {
            if (!isRunning() || failure instanceof ClosedChannelException) {
                return false;
            }
            connections.closeOldest();
            try {
                Thread.sleep(ACCEPT_PAUSE_MS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
            return true;
        }
    }

    /**
     * Describes a route of a server.
     *
     * @param method the HTTP method, for example GET
     * @param path the path with parameters in braces, as in OpenAPI; the parameters {@code {text}} and {@code {file}}
     *     after the last slash may contain slashes
     * @param handler handles the requests
     * @param protocol the protocol of another service; empty for that of duiqi
     */
    public record Route(HandlerType method, String path, Handler handler, Optional<ClientProtocol> protocol) {
        /** Creates a route of duiqi's own protocol. */
        public Route(HandlerType method, String path, Handler handler) {
            this(method, path, handler, Optional.empty());
        }

        /** Returns the path in the syntax of Javalin. {@code <text>} matches slashes. */
        public String pattern() {
            return path.replace("{text}", "<text>").replace("{file}", "<file>");
        }
    }

    /**
     * Limits the number of requests processed at the same time, in the order of their arrival. Searches need processor
     * time and memory. Hundreds of simultaneous searches would take longer than sequential ones and could exceed the
     * memory. Waiting for a client does not count. Rejects requests if too many wait. Thread-safe.
     */
    public static final class RequestLimiter {
        /** Requests that may wait. Each occupies a thread of the server. */
        private static final int WAITING = 64;

        private final Semaphore free;
        private final boolean isForReading;

        /**
         * Creates a limiter.
         *
         * @param most maximum number of simultaneous requests
         * @param isForReading true to limit requests that only read, false to limit the others, which may wait for locks
         *     of memories
         */
        public RequestLimiter(int most, boolean isForReading) {
            free = new Semaphore(most, true);
            this.isForReading = isForReading;
        }

        /** Returns a limiter that keeps all processors busy even if some requests wait for the disk. */
        public static RequestLimiter ofThisMachine(boolean isForReading) {
            return new RequestLimiter(2 * Runtime.getRuntime().availableProcessors(), isForReading);
        }

        /** Returns a route that waits for a permit. Returns routes of the other kind unchanged. */
        public Route limit(Route route) {
            return HandlerType.GET.equals(route.method()) == isForReading
                    ? new Route(route.method(), route.path(), limit(route.handler()), route.protocol())
                    : route;
        }

        /** Returns a handler that waits for a permit. */
        public Handler limit(Handler handler) {
            return request -> {
                if (free.getQueueLength() >= WAITING) {
                    throw Problem.busy(request);
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

    /**
     * Describes the protocol of another service, which its clients expect on a path of this server. These clients send the
     * token as a parameter, because they cannot send it in a header. They expect errors in the form of their service.
     *
     * @param tokenName name of the parameter that carries the token
     * @param token returns the token of a request; empty if the request has none
     * @param errors converts errors to the form of the service
     */
    public record ClientProtocol(String tokenName, Function<Context, Optional<String>> token, ErrorForm errors) {
        /** Creates a protocol whose clients send the token as a query parameter. */
        public ClientProtocol(String tokenName, ErrorForm errors) {
            this(tokenName, request -> Optional.ofNullable(request.queryParam(tokenName)), errors);
        }

        /** Converts an error to the form of a service. */
        @FunctionalInterface
        public interface ErrorForm {
            /** Returns the JSON value of an error. */
            Object of(int status, Problem problem);
        }
    }
}
