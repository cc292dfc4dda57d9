package duiqi.server;

import duiqi.check.CheckSettings;
import duiqi.memory.LiveMemory;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.RequestGuard;
import duiqi.server.memory.MemoryRoutes;
import duiqi.server.memory.TermRoutes;
import duiqi.server.memory.TmserverRoutes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Serves the memories and glossaries of a project to programs: as JSON under {@code /api/v1}, which {@code openapi.json} there
 * describes, and in the form of the Translate Toolkit under {@code /tmserver}. Takes up files that change about once a second. Safe
 * for threads.
 */
public final class MemoryServer implements Closeable {
    private static final String DESCRIPTION = "/api/v1/openapi.json";
    private static final String TMSERVER = "/tmserver/";

    private final LocalServer server;
    private final LiveMemory memory;
    private final ScheduledExecutorService watch;

    /**
     * The parts of a project that are served.
     *
     * @param memory is not closed by the server
     * @param settings how pairs are checked
     * @param version of this program
     */
    public record Project(LiveMemory memory, ProjectTerms terms, CheckSettings settings, String version, Clock clock) {}

    private MemoryServer(LocalServer server, LiveMemory memory) {
        this.server = server;
        this.memory = memory;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "duiqi-memories");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to serve.
     *
     * @param token the token that clients must send; empty when anybody on this machine may read and write
     * @param faults is told of errors that are the program's own
     * @throws duiqi.text.FormatException if the port is taken, or the host is none of this machine
     * @throws IllegalArgumentException if others could reach it without a token
     */
    public static MemoryServer start(
            ServerPlace place, Optional<AccessToken> token, Project project, Consumer<Throwable> faults)
            throws IOException {
        List<LocalServer.Route> routes = routes(project);
        LocalServer server = LocalServer.start(
                place,
                new RequestGuard.AccessPolicy(
                        token, true, Set.of(DESCRIPTION), openToRead(place), true, Json.BODY_LIMIT),
                config -> routes.forEach(
                        route -> config.addHttpHandler(route.method(), route.pattern(), route.handler())),
                faults);
        MemoryServer memoryServer = new MemoryServer(server, project.memory());
        Future<?> unused = memoryServer.watch.scheduleWithFixedDelay(
                () -> {
                    try {
                        project.memory().refresh();
                    } catch (StackOverflowError | OutOfMemoryError fault) {
                        // It would be the last time otherwise, and nobody would know.
                        faults.accept(fault);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
        return memoryServer;
    }

    /** Returns the paths that are read without a token: clients of tmserver know none, so they may read on this machine alone. */
    private static Set<String> openToRead(ServerPlace place) throws IOException {
        return RequestGuard.AllowedHosts.of(place).isLoopback() ? Set.of(TMSERVER) : Set.of();
    }

    /** Returns all routes. */
    static List<LocalServer.Route> routes(Project project) {
        MemoryRoutes memories = new MemoryRoutes(project.memory(), project.terms(), project.version(), project.clock());
        RequestLimiter turns = RequestLimiter.ofThisMachine();
        LocalServer.Route description = new LocalServer.Route(HandlerType.GET, DESCRIPTION, MemoryServer::describe);
        return Stream.of(
                        Stream.of(description),
                        memories.all().stream(),
                        new TermRoutes(project.terms(), project.settings()).all().stream(),
                        new TmserverRoutes(project.memory(), memories).all().stream())
                .flatMap(all -> all)
                .map(turns::taking)
                .toList();
    }

    private static void describe(Context request) throws IOException {
        try (InputStream in = MemoryServer.class.getResourceAsStream("openapi.json")) {
            byte[] description = Objects.requireNonNull(in, "openapi.json").readAllBytes();
            request.contentType("application/json; charset=utf-8")
                    .header("Content-Length", Integer.toString(description.length))
                    .result(description);
        }
    }

    /** Returns the address, with a slash at its end. */
    public String address() {
        return server.address();
    }

    /** Stops to listen and to look at files. All additions are on disk already. */
    @Override
    public void close() {
        server.close();
        watch.shutdown();
        try {
            if (!watch.awaitTermination(1, TimeUnit.MINUTES)) {
                watch.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the state of the memories. */
    public LiveMemory.Standing standing() {
        return memory.standing();
    }

    /**
     * Limits how many requests are worked on at once, in the order in which they came. Searching takes processors and memory: hundreds
     * of searches at once would take longer than one after the other, and more memory than there is. Waiting for a client does not
     * count: an answer is sent after the turn, and requests with a body take no turns. Safe for threads.
     */
    static final class RequestLimiter {
        private final Semaphore free;

        /**
         * Makes a limiter.
         *
         * @param most requests at once
         */
        RequestLimiter(int most) {
            free = new Semaphore(most, true);
        }

        /** Returns a limiter that keeps all processors busy when some requests wait for the disk. */
        static RequestLimiter ofThisMachine() {
            return new RequestLimiter(2 * Runtime.getRuntime().availableProcessors());
        }

        /** Returns the same route; one that only reads waits for its turn. */
        LocalServer.Route taking(LocalServer.Route route) {
            return HandlerType.GET.equals(route.method())
                    ? new LocalServer.Route(route.method(), route.path(), taking(route.handler()))
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
}
