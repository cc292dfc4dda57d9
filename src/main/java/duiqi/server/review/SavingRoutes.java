package duiqi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.align.AlignmentFormat;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxWriter;
import duiqi.review.Review;
import duiqi.review.ReviewText;
import duiqi.review.ReviewedMemory;
import duiqi.server.ReviewTools;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Handles requests that save the memory of a document or export its alignment. */
public final class SavingRoutes {
    private final OpenDocuments documents;
    private final ReviewTools tools;
    private final List<AlignmentFormat> formats;

    public SavingRoutes(OpenDocuments documents, ReviewTools tools) {
        this.documents = documents;
        this.tools = tools;
        TmxWriter tmx = new TmxWriter(tools.program());
        formats = AlignmentFormat.all((text, beads, outputs) -> {
            Instant now = tools.clock().instant();
            tmx.write(
                    text.source().language(),
                    text.target().language(),
                    now,
                    BeadUnits.of(text, beads, now).iterator(),
                    outputs.get(0));
        });
    }

    public void addTo(RoutesConfig routes) {
        routes.post("/api/documents/{id}/save", this::save);
        routes.get("/api/documents/{id}/export", this::export);
    }

    private void save(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        JsonNode body = Json.body(request);
        try {
            ReviewedMemory.Saved saved = document.save(body.path("merge").asBoolean(false), tools);
            document.news().tell();
            Json.answer(
                    request,
                    Json.object(
                            "memory", document.entry().memory().toString(),
                            "added", saved.added(),
                            "kept", saved.kept(),
                            "removed", saved.removed(),
                            "theirs", saved.theirs(),
                            "both", saved.both(),
                            "lostCodes", saved.lostCodes(),
                            "document", DocumentRoutes.DocumentJson.of(document, tools)));
        } catch (ReviewedMemory.MemoryConflictException conflict) {
            reject(request, conflict);
        }
    }

    private static void reject(Context request, ReviewedMemory.MemoryConflictException refused) throws IOException {
        ReviewedMemory.MemoryConflictException.Conflict conflict = refused.conflict();
        Json.answer(
                request.status(409),
                Json.object(
                        "problem", String.valueOf(refused.getMessage()),
                        "remedy", refused.remedy(),
                        "conflict", "memory",
                        "added", conflict.added(),
                        "removed", conflict.removed(),
                        "changed", conflict.changed(),
                        "examples", conflict.examples()));
    }

    /** Exports an alignment in a format of {@code duiqi align}. Two files are sent as a ZIP archive. */
    private void export(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        String asked = String.valueOf(request.queryParam("to"));
        AlignmentFormat format = formats.stream()
                .filter(one -> one.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(
                        "the format is unknown",
                        "use one of "
                                + formats.stream().map(AlignmentFormat::name).collect(Collectors.joining(", "))));
        Review review = document.review();
        ParallelText text = ReviewText.of(review.origin(), review.state());
        List<ByteArrayOutputStream> files = new ArrayList<>();
        format.extensions().forEach(extension -> files.add(new ByteArrayOutputStream()));
        format.writer().write(text, text.alignment().beads(), List.<OutputStream>copyOf(files));
        // The names of documents in folders contain the folder. The file name is the last part.
        String name = document.entry().name().replaceFirst("^.*/", "");
        if (files.size() == 1) {
            download(request, name + format.extensions().get(0), files.get(0).toByteArray());
        } else {
            download(request, name + ".zip", archive(name, format, files));
        }
    }

    private byte[] archive(String name, AlignmentFormat format, List<ByteArrayOutputStream> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int k = 0; k < files.size(); k++) {
                ZipEntry entry = new ZipEntry(name + format.extensions().get(k));
                entry.setTime(tools.clock().millis());
                zip.putNextEntry(entry);
                files.get(k).writeTo(zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Responds with a download. The file name is sent encoded (RFC 5987) for Chinese names, and as ASCII for old
     * clients.
     */
    private static void download(Context request, String name, byte[] bytes) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        request.contentType("application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded)
                .result(bytes);
    }
}
