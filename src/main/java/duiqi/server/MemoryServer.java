package duiqi.server;

import duiqi.check.CheckSettings;
import duiqi.memory.LiveMemory;
import duiqi.server.http.LocalServer;
import duiqi.server.http.RequestGuard;
import duiqi.server.http.RequestLimiter;
import duiqi.server.http.Route;
import duiqi.server.memory.ApertiumRoutes;
import duiqi.server.memory.MemoryRoutes;
import duiqi.server.memory.SearchRoutes;
import duiqi.server.memory.TermRoutes;
import duiqi.server.memory.TmserverRoutes;
import duiqi.text.ResourceLines;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Serves the memories and glossaries of a project to other programs: as JSON under {@code /api/v1}, which
 * {@code openapi.json} describes, with the protocol of the Translate Toolkit under {@code /tmserver}, with that of
 * Apertium, and as a page for people at {@code /search}. Reloads changed files about once
 * per second. Thread-safe.
 */
public final class MemoryServer implements Closeable {
    private static final String DESCRIPTION = "/api/v1/openapi.json";

    /** Maximum size of a request body in bytes. */
    private static final int BODY_LIMIT = 4 << 20;

    /** Paths whose responses can be long. Look-ups do not wait for permits of these requests. */
    private static final Set<String> LONG = Set.of("/api/v1/concordance", SearchRoutes.START, SearchRoutes.SEARCH);

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
        LocalServer server = LocalServer.start(
                place,
                access(token, LocalServer.isLocal(place)),
                config -> routes(project).forEach(route -> route.addTo(config)),
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
     * Returns the access rules. Clients of tmserver and Apertium, and web look-ups, cannot send a header, so they may
     * read without a token if the server is only reachable from this machine.
     */
    private static RequestGuard.AccessPolicy access(Optional<AccessToken> token, boolean isLocal) {
        return new RequestGuard.AccessPolicy(
                token,
                true,
                isLocal ? Set.of(DESCRIPTION, SearchRoutes.START, SearchRoutes.SEARCH) : Set.of(DESCRIPTION),
                isLocal ? Set.of("/tmserver/", ApertiumRoutes.TRANSLATE, ApertiumRoutes.PAIRS) : Set.of(),
                true,
                BODY_LIMIT);
    }

    static List<Route> routes(Project project) {
        RequestLimiter reads = new RequestLimiter();
        RequestLimiter lists = new RequestLimiter();
        RequestLimiter writes = new RequestLimiter();
        return Stream.of(
                        List.of(new Route(HandlerType.GET, DESCRIPTION, MemoryServer::describe)),
                        new MemoryRoutes(project).all(),
                        new TermRoutes(project.terms(), project.settings()).all(),
                        new TmserverRoutes(project.memory(), project.clock()).all(),
                        new ApertiumRoutes(project.memory()).all(),
                        new SearchRoutes(project.memory(), project.terms()).all())
                .flatMap(List::stream)
                .map(route -> {
                    RequestLimiter limiter = LONG.contains(route.path()) ? lists : reads;
                    boolean isReading = HandlerType.GET.equals(route.method());
                    return new Route(
                            route.method(), route.path(), (isReading ? limiter : writes).limit(route.handler()));
                })
                .toList();
    }

    private static void describe(Context request) {
        byte[] description =
                ResourceLines.text(MemoryServer.class, "openapi.json").getBytes(StandardCharsets.UTF_8);
        request.contentType("application/json; charset=utf-8")
                .header("Content-Length", Integer.toString(description.length))
                .result(description);
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
