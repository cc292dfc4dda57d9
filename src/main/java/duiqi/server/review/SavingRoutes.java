package duiqi.server.review;

import duiqi.align.AlignmentFormat;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxWriter;
import duiqi.report.ReportFormat;
import duiqi.review.MemoryConflicts;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewText;
import duiqi.review.RowFindings;
import duiqi.server.ReviewServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.text.Direction;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Handles requests that save the memory of a document or export its alignment or findings. Thread-safe.
 *
 * @param documents the documents
 * @param tools settings and resources of all documents
 * @param terms finds findings
 */
public record SavingRoutes(OpenDocuments documents, ReviewServer.ReviewTools tools, ReviewTerms terms) {
    private static final String FINDINGS = "findings";

    /** Maximum number of conflicts in a response. */
    private static final int MAX_CONFLICTS = 200;

    public void addTo(RoutesConfig routes) {
        routes.post("/api/documents/{id}/save", this::save);
        routes.get("/api/documents/{id}/conflicts", Json.handler(this::conflicts));
        routes.get("/api/documents/{id}/export", this::export);
    }

    private void save(Context request) throws IOException, RejectedException {
        ReviewDocument document = documents.find(request);
        long number = document.save(merging(Fields.ofBody(request)), tools);
        Json.answer(request.status(202), Json.object("number", number, "document", DocumentJson.of(document, tools)));
    }

    /** Returns how to merge: {@code merge} allows to merge, and {@code choices} and {@code rest} decide the conflicts. */
    private static MemoryConflicts.Merging merging(Fields body) {
        if (!body.has("merge") || !body.flag("merge")) {
            return MemoryConflicts.Merging.NONE;
        }
        if (!body.has("hash")) {
            return MemoryConflicts.Merging.ALL;
        }
        Map<String, MemoryConflicts.Choice> choices = new HashMap<>();
        body.textsById("choices").forEach((id, choice) -> choices.put(id, choice(choice)));
        return new MemoryConflicts.Merging(
                true,
                Optional.of(body.text("hash")),
                choices,
                choice(body.optional("rest").orElse("both")));
    }

    private static MemoryConflicts.Choice choice(String choice) {
        return switch (choice) {
            case "mine" -> MemoryConflicts.Choice.MINE;
            case "theirs" -> MemoryConflicts.Choice.THEIRS;
            case "both" -> MemoryConflicts.Choice.BOTH;
            default -> throw Problem.malformed("a choice is unknown", "send mine, theirs or both");
        };
    }

    /** Answers with a part of the units that the review and another program changed, as the last save found them. */
    private Object conflicts(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        Direction direction = document.review().origin().direction();
        return DocumentJson.part(
                request,
                document.saving().conflicts(),
                MAX_CONFLICTS,
                "conflicts",
                conflict -> Json.object(
                        "id", conflict.id(),
                        "before", MemoryConflicts.Texts.of(conflict.before(), direction),
                        "mine", conflict.mine().flatMap(unit -> MemoryConflicts.Texts.of(unit, direction)),
                        "theirs", conflict.theirs().flatMap(unit -> MemoryConflicts.Texts.of(unit, direction))));
    }

    /**
     * Exports an alignment in a format of {@code duiqi align}, or its findings. Two files are sent as a ZIP archive.
     */
    private void export(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        // The names of documents in folders contain the folder. The file name is the last part.
        String name = document.entry().name().replaceFirst("^.*/", "");
        String asked = String.valueOf(request.queryParam("to"));
        if (asked.equals(FINDINGS)) {
            download(request, name + "-findings.csv", findings(document.review()));
            return;
        }
        List<AlignmentFormat> formats = formats();
        AlignmentFormat format = formats.stream()
                .filter(one -> one.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(
                        "the format is unknown",
                        "use " + FINDINGS + " or one of "
                                + formats.stream().map(AlignmentFormat::name).collect(Collectors.joining(", "))));
        Review review = document.review();
        ParallelText text = new ReviewText(review.state()).text();
        List<ByteArrayOutputStream> files = new ArrayList<>();
        format.extensions().forEach(extension -> files.add(new ByteArrayOutputStream()));
        format.writer().write(text, text.alignment().beads(), List.<OutputStream>copyOf(files));
        if (files.size() == 1) {
            download(request, name + format.extensions().get(0), files.get(0).toByteArray());
        } else {
            download(request, name + ".zip", archive(name, format, files));
        }
    }

    private List<AlignmentFormat> formats() {
        return AlignmentFormat.all((text, beads, outputs) -> {
            Instant now = tools.clock().instant();
            new TmxWriter(tools.program())
                    .write(
                            text.source().language(),
                            text.target().language(),
                            now,
                            BeadUnits.of(text, beads, now).iterator(),
                            outputs.get(0));
        });
    }

    /** Returns the findings as a table for translators. Its column {@code unit} contains the numbers of the rows. */
    private byte[] findings(Review review) throws IOException {
        Map<String, Integer> rows = new HashMap<>();
        review.state().beads().forEach(bead -> rows.put(bead.id(), rows.size() + 1));
        List<RowFindings.BeadFinding> found = terms.known().findings().found(review.state());
        StringWriter table = new StringWriter();
        ReportFormat.writeAnswers(
                found.stream().map(RowFindings.BeadFinding::finding).toList(),
                index ->
                        String.valueOf(rows.getOrDefault(found.get(index).bead().id(), 0)),
                table);
        return table.toString().getBytes(StandardCharsets.UTF_8);
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
