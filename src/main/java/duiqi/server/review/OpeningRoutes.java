package duiqi.server.review;

import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.RequestLimiter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receives files from the page, makes documents of them, and opens documents in the background. A file arrives in parts,
 * so that each request stays within the limits of the server, and each part goes to disk immediately. The page names a
 * file by the number of its upload; its name is only a label. Thread-safe.
 */
public final class OpeningRoutes implements Closeable {
    private static final String OPENING = "/api/documents/{id}/opening";

    /** Time in which most reviews with a log are open, so that the page needs no second request. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    /** Number of rows in the response for an open review. */
    private static final int FIRST_ROWS = 400;

    private final OpenDocuments documents;
    private final ReviewEntry.Uploads uploads;
    private final Background background;
    private final ReviewServer.ReviewTools tools;
    private final Duration patience;
    private final Map<String, Upload> received = new LinkedHashMap<>();
    private int last;

    /**
     * Creates the routes.
     *
     * @param patience duration of a long poll
     */
    public OpeningRoutes(
            OpenDocuments documents,
            ReviewEntry.Uploads uploads,
            Background background,
            ReviewServer.ReviewTools tools,
            Duration patience) {
        this.documents = documents;
        this.uploads = uploads;
        this.background = background;
        this.tools = tools;
        this.patience = patience;
    }

    private static final class Upload {
        private final Path file;
        private final long bytes;
        private long arrived;
        private boolean isEnded;
        private Optional<ReviewEntry.Stored> stored = Optional.empty();

        Upload(Path file, long bytes) {
            this.file = file;
            this.bytes = bytes;
        }
    }

    public void addTo(RoutesConfig routes) {
        // Reading a document needs processor time and memory.
        RequestLimiter readings = new RequestLimiter();
        routes.post("/api/uploads", this::begin);
        routes.post("/api/uploads/{upload}", readings.limit(Json.handler(this::receive)));
        routes.post("/api/documents", this::make);
        routes.post(OPENING, request -> {
            ReviewDocument document = documents.find(request);
            Fields.ofBody(request);
            Opening opening = document.open();
            background.answer(
                    request.status(202),
                    Background.Kind.ANSWER,
                    opening.settled(MOMENT),
                    () -> Json.answer(request, progress(request, document, opening.progress(), 0)));
        });
        routes.get(OPENING, this::follow);
    }

    private synchronized void begin(Context request) throws IOException {
        Fields body = Fields.ofBody(request);
        long bytes = body.number("bytes");
        Path file = uploads.create(body.text("name"), bytes);
        last++;
        received.put(String.valueOf(last), new Upload(file, bytes));
        Json.answer(request.status(201), Json.object("upload", String.valueOf(last)));
    }

    private void drop(Upload upload) throws IOException {
        if (!upload.isEnded) {
            upload.isEnded = true;
            uploads.discard(upload.file);
        }
    }

    private Upload find(String id) {
        if (!received.containsKey(id)) {
            throw Problem.refusal(404, "the upload does not exist", "choose the file again");
        }
        return received.get(id);
    }

    private synchronized Object receive(Context request) throws IOException {
        Upload upload = find(request.pathParam("upload"));
        Fields.requireType(request, "application/octet-stream", "the request is not a part of a file");
        byte[] part = Fields.bytes(request);
        boolean fits =
                Fields.ofUrl(request).number("at") == upload.arrived && upload.arrived + part.length <= upload.bytes;
        if (upload.isEnded || !fits) {
            drop(upload);
            throw Problem.refusal(409, "the parts of the upload do not fit together", "choose the file again");
        }
        Files.write(upload.file, part, StandardOpenOption.APPEND);
        upload.arrived += part.length;
        if (upload.arrived == upload.bytes) {
            upload.isEnded = true;
            upload.stored = Optional.of(uploads.store(upload.file));
        }
        return Json.object(
                "arrived", upload.arrived,
                "languages", upload.stored.map(ReviewEntry.Stored::languages),
                "whole", upload.stored.map(ReviewEntry.Stored::isWhole));
    }

    private synchronized void make(Context request) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String id : Fields.ofBody(request).texts("uploads")) {
            files.add(find(id).stored
                    .orElseThrow(() -> Problem.refusal(409, "the upload is incomplete", "wait until it is complete"))
                    .file());
        }
        if (files.isEmpty() || files.size() > 2) {
            throw Problem.malformed("uploads does not name one or two files", "send one or two uploads");
        }
        ReviewDocument document = documents.add(uploads.entry(files));
        document.open();
        Json.answer(request.status(201), Json.object("document", document.id()));
    }

    /** Responds with the progress of an opening when it differs from the one that the page has seen. */
    private void follow(Context request) {
        ReviewDocument document = documents.find(request);
        long seen = Fields.ofUrl(request).optionalNumber("seen").orElse(0L);
        Opening opening = document.open();
        background.poll(
                request,
                opening.changes(),
                patience,
                () -> opening.progress().number() != seen,
                () -> Json.answer(request, progress(request, document, opening.progress(), seen)));
    }

    /**
     * Returns the progress of an opening; at its end, the document and its first rows.
     *
     * @param seen number of the progress that the page has; it has the draft if that is not older
     */
    private Map<String, Object> progress(Context request, ReviewDocument document, Opening.Progress progress, long seen)
            throws IOException {
        Map<String, Object> json = Json.object(
                "name", document.entry().name(),
                "number", progress.number(),
                "phase", progress.phase(),
                "done", progress.done(),
                "total", progress.total(),
                "failure", progress.problem(),
                "draft", progress.draft().filter(draft -> draft.number() > seen).map(OpeningRoutes::draft));
        if (progress.phase() == Opening.Phase.OPEN) {
            json.put("document", DocumentJson.of(document, tools));
            json.put("first", DocumentJson.rows(request, document.review(), FIRST_ROWS));
        }
        return json;
    }

    private static Map<String, Object> draft(Opening.Draft draft) {
        Map<String, Object> json = DocumentJson.origin(draft.beginning().origin());
        json.put(
                "rows", draft.beginning().rows().stream().map(DocumentJson::row).toList());
        return json;
    }

    /** Deletes incomplete uploads. */
    @Override
    public synchronized void close() throws IOException {
        for (Upload left : received.values()) {
            drop(left);
        }
        received.clear();
    }
}
