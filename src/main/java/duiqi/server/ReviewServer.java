package duiqi.server;

import duiqi.align.Aligner;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.lexicon.Lexicon;
import duiqi.review.ReviewState;
import duiqi.server.http.Fields;
import duiqi.server.http.LocalServer;
import duiqi.server.http.Problem;
import duiqi.server.http.RequestGuard;
import duiqi.server.review.Background;
import duiqi.server.review.DocumentRoutes;
import duiqi.server.review.OpenDocuments;
import duiqi.server.review.OpeningRoutes;
import duiqi.server.review.PairRoutes;
import duiqi.server.review.ReviewDocument;
import duiqi.server.review.ReviewTerms;
import duiqi.server.review.SavingRoutes;
import duiqi.text.FormatException;
import io.javalin.http.Context;
import java.io.Closeable;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Serves the review page for one or more documents until a client stops it. Thread-safe. */
public final class ReviewServer implements Closeable {
    /** Duration of a long poll. Proxies and browsers time out after 30 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /**
     * Maximum size of a request body in bytes. An edit of 50,000 sentences of 80 Chinese characters in one request needs
     * almost as many.
     */
    private static final int BODY_LIMIT = 16 << 20;

    private final OpenDocuments documents;
    private final Background background;
    private final OpeningRoutes openings;
    private final LocalServer server;
    private final AccessToken token;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ReviewServer(
            ServerPlace place,
            AccessToken token,
            ReviewEntry.Project project,
            ReviewTools tools,
            Consumer<Throwable> faults,
            Duration patience)
            throws IOException {
        ReviewTerms terms = new ReviewTerms(tools, faults);
        this.token = token;
        background = new Background(faults);
        documents = new OpenDocuments(project.entries(), background, terms::findings);
        openings = new OpeningRoutes(documents, project.uploads(), background, tools, patience);
        RequestGuard.AccessPolicy policy = new RequestGuard.AccessPolicy(
                Optional.of(token), false, Set.of(PageFiles.PAGE), Set.of(PageFiles.ASSETS), false, BODY_LIMIT);
        try {
            server = LocalServer.start(
                    place,
                    policy,
                    routes -> {
                        new PageFiles().addTo(routes);
                        new DocumentRoutes(documents, background, tools, patience, project.areChosen()).addTo(routes);
                        openings.addTo(routes);
                        new PairRoutes(documents, background, tools, terms).addTo(routes);
                        new SavingRoutes(documents, tools, terms).addTo(routes);
                        routes.post("/api/stop", request -> {
                            Fields.ofBody(request);
                            request.status(204);
                            LocalServer.afterAnswer(request, stopped::countDown);
                        });
                    },
                    faults);
        } catch (IOException | RuntimeException failure) {
            background.close();
            throw failure;
        }
    }

    /**
     * Starts the server. Opens a document at its first request.
     *
     * @param token the token that clients must send
     * @param faults receives internal errors of duiqi, on other threads
     * @throws FormatException if the port is in use, or if the host is not an address of this machine
     */
    public static ReviewServer start(
            ServerPlace place,
            AccessToken token,
            ReviewEntry.Project project,
            ReviewTools tools,
            Consumer<Throwable> faults)
            throws IOException {
        return new ReviewServer(place, token, project, tools, faults, PATIENCE);
    }

    /**
     * Begins to open all documents, and waits until they are open or the beginnings of their long texts are read, so
     * that most errors are reported immediately.
     */
    public void readAll() throws IOException {
        for (ReviewDocument document : documents.all()) {
            document.open().awaitReading();
        }
    }

    /**
     * Describes the state of an opened document.
     *
     * @param name name on the page
     * @param memory path of the memory
     * @param log path of the log
     * @param isWritten true if the memory contains the review
     * @param steps number of steps since the review began
     * @param unsaved number of steps that the memory does not contain
     */
    public record Closing(String name, Path memory, Path log, boolean isWritten, long steps, long unsaved) {}

    /** Returns the state of each opened document. */
    public List<Closing> opened() {
        List<Closing> opened = new ArrayList<>();
        for (ReviewDocument document : documents.all()) {
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

    /** Waits until running saves have ended. */
    public void awaitSaves() {
        documents.all().forEach(ReviewDocument::awaitSave);
    }

    /** Returns the URL of the page. The token follows the #, so that it reaches no server and no log. */
    public String address() {
        return server.address() + "#token=" + token.text();
    }

    /** Waits until a client stops the server. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops the server and closes all reviews. All confirmed steps are on disk. */
    @Override
    public void close() throws IOException {
        stopped.countDown();
        try {
            // Documents are closed first, because this waits for running steps and saves. Stopping the server would
            // interrupt them.
            documents.close();
        } finally {
            server.close();
            background.close();
            openings.close();
        }
    }

    /**
     * Holds the settings and resources that all documents under review share. Immutable.
     *
     * @param program version of duiqi
     * @param user name for the confirmations of the user who started duiqi; empty if unknown
     * @param clock clock for the dates of steps and units
     * @param glossaries glossary files and folders with glossaries
     * @param termFile the glossary that receives new terms
     * @param settings settings of the checks
     * @param baseline known findings, which are not reported
     * @param lexicon lexicon for the checks
     * @param aligner aligner for the surroundings of a pair
     */
    public record ReviewTools(
            String program,
            Optional<String> user,
            Clock clock,
            List<Path> glossaries,
            Path termFile,
            CheckSettings settings,
            Baseline baseline,
            Lexicon lexicon,
            Aligner aligner) {
        /** Request header with the name of the user of a page, encoded like a part of a URL. */
        private static final String NAME = "X-Duiqi-Name";

        public ReviewTools {
            glossaries = List.copyOf(glossaries);
        }

        /** Returns who sends a request, and the current time. A page without a name has that of the user of duiqi. */
        public Signature signature(Context request) {
            Optional<String> sent = RequestGuard.sent(request, NAME).map(ReviewTools::decoded);
            Signature own = new Signature(sent, Optional.of(clock.instant()));
            return own.name().isPresent() ? own : new Signature(user, own.time());
        }

        private static String decoded(String name) {
            try {
                return URLDecoder.decode(name, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException wrong) {
                throw Problem.malformed(
                        NAME + " is not percent-encoded", "encode the name in UTF-8 like a part of a URL");
            }
        }
    }
}
