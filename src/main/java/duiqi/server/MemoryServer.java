package duiqi.server;

import duiqi.check.CheckSettings;
import duiqi.memory.LiveMemory;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.LocalServer.RequestLimiter;
import duiqi.server.http.RequestGuard;
import duiqi.server.memory.LibreTranslateRoutes;
import duiqi.server.memory.MemoryRoutes;
import duiqi.server.memory.SearchRoutes;
import duiqi.server.memory.TermRoutes;
import duiqi.server.memory.TmserverRoutes;
import duiqi.server.memory.TranslationRoutes;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Serves the memories and glossaries of a project to other programs: as JSON under {@code /api/v1}, which
 * {@code openapi.json} describes, with the protocol of the Translate Toolkit under {@code /tmserver}, with those of
 * Apertium, MyMemory and LibreTranslate, and as a page for people at {@code /search}. Reloads changed files about once
 * per second. Thread-safe.
 */
public final class MemoryServer implements Closeable {
    private static final String DESCRIPTION = "/api/v1/openapi.json";
    private static final String TMSERVER = "GET /tmserver/";

    private final LocalServer server;
    private final LiveMemory memory;
    private final ScheduledExecutorService watch;

    /**
     * Holds the served parts of a project.
     *
     * @param memory the memories; the server does not close them
     * @param terms the glossaries
     * @param settings settings of the checks
     * @param version version of duiqi
     * @param clock clock for the dates of new units
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
     * Starts the server.
     *
     * @param token the token that clients must send; empty if everyone on this machine may read and write
     * @param faults receives internal errors of duiqi
     * @throws duiqi.text.FormatException if the port is in use, or if the host is not an address of this machine
     * @throws IllegalArgumentException if other machines could access the server without a token
     */
    public static MemoryServer start(
            ServerPlace place, Optional<AccessToken> token, Project project, Consumer<Throwable> faults)
            throws IOException {
        List<LocalServer.Route> routes = routes(project);
        LocalServer server = LocalServer.start(
                place,
                access(token, RequestGuard.AllowedHosts.of(place).isLoopback(), routes),
                config -> routes.forEach(
                        route -> config.addHttpHandler(route.method(), route.pattern(), route.handler())),
                faults);
        MemoryServer memoryServer = new MemoryServer(server, project.memory());
        Future<?> unused = memoryServer.watch.scheduleWithFixedDelay(
                () -> {
                    try {
                        project.memory().refresh();
                    } catch (StackOverflowError | OutOfMemoryError fault) {
                        // An uncaught error would end the schedule silently.
                        faults.accept(fault);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
        return memoryServer;
    }

    /**
     * Returns the access rules. Clients of tmserver and web look-ups cannot send a header, so they may read without a
     * token if the server is only reachable from this machine. The same applies to the protocols of other services, which
     * only read.
     */
    private static RequestGuard.AccessPolicy access(
            Optional<AccessToken> token, boolean isLocal, List<LocalServer.Route> routes) {
        Map<String, LocalServer.ClientProtocol> protocols = new TreeMap<>();
        routes.forEach(route ->
                route.protocol().ifPresent(protocol -> protocols.put(route.method() + " " + route.path(), protocol)));
        Set<String> openToRead = new TreeSet<>(protocols.keySet());
        openToRead.add(TMSERVER);
        return new RequestGuard.AccessPolicy(
                token,
                true,
                isLocal ? Set.of(DESCRIPTION, SearchRoutes.START, SearchRoutes.SEARCH) : Set.of(DESCRIPTION),
                isLocal ? openToRead : Set.of(),
                protocols,
                true,
                Json.BODY_LIMIT);
    }

    static List<LocalServer.Route> routes(Project project) {
        MemoryRoutes memories = new MemoryRoutes(project.memory(), project.terms(), project.version(), project.clock());
        RequestLimiter limiter = RequestLimiter.ofThisMachine(true);
        RequestLimiter lists = RequestLimiter.ofThisMachine(true);
        RequestLimiter writes = RequestLimiter.ofThisMachine(false);
        LocalServer.Route description = new LocalServer.Route(HandlerType.GET, DESCRIPTION, MemoryServer::describe);
        return Stream.of(
                        Stream.of(description),
                        memories.all().stream(),
                        new TermRoutes(project.terms(), project.settings()).all().stream(),
                        new TmserverRoutes(project.memory(), memories).all().stream(),
                        new TranslationRoutes(project.memory()).all().stream(),
                        new LibreTranslateRoutes(project.memory(), limiter::limit).all().stream(),
                        new SearchRoutes(project.memory(), project.terms()).all().stream())
                .flatMap(all -> all)
                .map(route -> isLong(route) ? lists.limit(route) : limiter.limit(route))
                .map(writes::limit)
                .toList();
    }

    /** Returns whether the responses can be long. Look-ups do not wait for permits of these requests. */
    private static boolean isLong(LocalServer.Route route) {
        return Set.of("/api/v1/concordance", SearchRoutes.START, SearchRoutes.SEARCH)
                .contains(route.path());
    }

    private static void describe(Context request) throws IOException {
        try (InputStream in = MemoryServer.class.getResourceAsStream("openapi.json")) {
            byte[] description = Objects.requireNonNull(in, "openapi.json").readAllBytes();
            request.contentType("application/json; charset=utf-8")
                    .header("Content-Length", Integer.toString(description.length))
                    .result(description);
        }
    }

    /** Returns the URL of the server. It ends with a slash. */
    public String address() {
        return server.address();
    }

    /** Stops the server and the watching of files. All additions are already on disk. */
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

    public LiveMemory.Standing standing() {
        return memory.standing();
    }
}
