package duiqi.server;

import duiqi.review.ReviewState;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.RequestGuard;
import duiqi.server.review.DocumentRoutes;
import duiqi.server.review.FindingRoutes;
import duiqi.server.review.OpenDocuments;
import duiqi.server.review.ReviewDocument;
import duiqi.server.review.SavingRoutes;
import duiqi.text.FormatException;
import io.javalin.config.RoutesConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Serves the review page over some documents until it is told to stop. Safe for threads. */
public final class ReviewServer implements Closeable {
    /** The time that a request for news waits; proxies and browsers give up after half a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final LocalServer server;
    private final OpenDocuments shelf;
    private final OpenDocuments.Background background;
    private final AccessToken token;
    private final CountDownLatch stopped;

    private ReviewServer(
            LocalServer server,
            OpenDocuments shelf,
            OpenDocuments.Background background,
            AccessToken token,
            CountDownLatch stopped) {
        this.server = server;
        this.shelf = shelf;
        this.background = background;
        this.token = token;
        this.stopped = stopped;
    }

    /**
     * Begins to serve. Documents are opened when they are first asked for.
     *
     * @param faults is told of errors that are the program's own; runs on other threads
     * @throws FormatException if the port is taken, or the host is none of this machine
     */
    public static ReviewServer start(
            ServerPlace place, List<ReviewEntry> entries, ReviewTools tools, Consumer<Throwable> faults)
            throws IOException {
        return start(place, entries, tools, faults, PATIENCE);
    }

    static ReviewServer start(
            ServerPlace place,
            List<ReviewEntry> entries,
            ReviewTools tools,
            Consumer<Throwable> faults,
            Duration patience)
            throws IOException {
        AccessToken token = AccessToken.random();
        PageFiles page = PageFiles.read();
        OpenDocuments.Background background = new OpenDocuments.Background();
        FindingRoutes.ReviewTerms terms = new FindingRoutes.ReviewTerms(tools, faults);
        OpenDocuments shelf = new OpenDocuments(entries, background, terms::findings, faults);
        CountDownLatch stopped = new CountDownLatch(1);
        RequestGuard.AccessPolicy admission =
                new RequestGuard.AccessPolicy(Optional.of(token), false, page.paths(), Json.BODY_LIMIT);
        try {
            LocalServer server = LocalServer.start(
                    place,
                    admission,
                    routes -> {
                        page.addTo(routes);
                        new DocumentRoutes(shelf, background, tools, patience).addTo(routes);
                        new FindingRoutes(shelf, terms).addTo(routes);
                        new SavingRoutes(shelf, tools).addTo(routes);
                        routes.post("/api/stop", request -> {
                            Json.body(request);
                            request.status(204);
                            LocalServer.afterAnswer(request, stopped::countDown);
                        });
                    },
                    faults);
            return new ReviewServer(server, shelf, background, token, stopped);
        } catch (IOException | RuntimeException failure) {
            background.close();
            throw failure;
        }
    }

    /** Opens all documents, so that one that cannot be opened is told at once. */
    public void openAll() throws IOException {
        for (ReviewDocument document : shelf.all()) {
            document.review();
        }
    }

    /**
     * The state of a document that was opened.
     *
     * @param isWritten whether there is a memory of it
     * @param steps that were made since it was begun
     * @param unsaved those of them that the memory does not have
     */
    public record Closing(String name, Path memory, Path log, boolean isWritten, long steps, long unsaved) {}

    /** Returns the state of each document that was opened. */
    public List<Closing> opened() {
        List<Closing> opened = new ArrayList<>();
        for (ReviewDocument document : shelf.all()) {
            document.opened().ifPresent(review -> {
                ReviewState.Status status = review.status();
                opened.add(new Closing(
                        document.entry().name(),
                        document.entry().memory(),
                        document.entry().log(),
                        review.isWritten(),
                        status.version(),
                        status.unsaved()));
            });
        }
        return opened;
    }

    /** Returns the address to open, with the token behind #, where no server and no log sees it. */
    public String address() {
        return server.address() + "#token=" + token.text();
    }

    /** Waits until a client asks the server to stop. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Ends the server and closes all reviews. Every answered step is on disk. */
    @Override
    public void close() throws IOException {
        stopped.countDown();
        try {
            // First, since it waits for steps and writes at hand, which an end of the server would interrupt.
            shelf.close();
        } finally {
            server.close();
            background.close();
        }
    }

    /** Holds the files of the page. Reads all at the start: no path of a client is ever looked up. Immutable. */
    static final class PageFiles {
        private static final String INDEX = "index.html";
        private static final Map<String, String> TYPES = Map.of(
                "html", "text/html; charset=utf-8",
                "css", "text/css; charset=utf-8",
                "js", "text/javascript; charset=utf-8",
                "svg", "image/svg+xml",
                "png", "image/png",
                "ico", "image/x-icon");

        private final Map<String, byte[]> files;

        private PageFiles(Map<String, byte[]> files) {
            this.files = files;
        }

        static PageFiles read() throws IOException {
            URL folder = Objects.requireNonNull(PageFiles.class.getResource("page/" + INDEX), "page");
            try {
                URI address = folder.toURI();
                if (!address.getScheme().equals("jar")) {
                    return read(Path.of(address).resolveSibling(""));
                }
                try (FileSystem jar = FileSystems.newFileSystem(address, Map.of())) {
                    String inside = address.toString().replaceFirst("^[^!]*!", "");
                    return read(jar.getPath(inside).resolveSibling(""));
                }
            } catch (URISyntaxException impossible) {
                throw new IOException(impossible);
            }
        }

        private static PageFiles read(Path folder) throws IOException {
            Map<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> paths = Files.list(folder)) {
                for (Path file : paths.toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (TYPES.containsKey(extension(name))) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            }
            return new PageFiles(files);
        }

        private static String extension(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /** Returns the paths of the files, which need no token. */
        Set<String> paths() {
            return files.keySet().stream().map(PageFiles::path).collect(Collectors.toSet());
        }

        private static String path(String name) {
            return name.equals(INDEX) ? "/" : "/assets/" + name;
        }

        void addTo(RoutesConfig routes) {
            files.forEach((name, bytes) -> {
                String type = Objects.requireNonNull(TYPES.get(extension(name)), "type");
                routes.get(path(name), request -> request.contentType(type).result(bytes));
            });
        }
    }
}
