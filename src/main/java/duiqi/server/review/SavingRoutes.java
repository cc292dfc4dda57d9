package duiqi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.review.MemoryConflictException;
import duiqi.review.ReviewedMemory;
import duiqi.server.AccessPolicy;
import duiqi.server.Json;
import duiqi.server.ReviewTools;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Writes the memory of a document. */
public final class SavingRoutes {
    private final OpenDocuments shelf;
    private final ReviewTools tools;

    public SavingRoutes(OpenDocuments shelf, ReviewTools tools) {
        this.shelf = shelf;
        this.tools = tools;
    }

    public void addTo(RoutesConfig routes) {
        routes.post("/api/documents/{id}/save", this::save);
    }

    private void save(Context request) throws IOException {
        ReviewDocument document = shelf.named(request);
        JsonNode body = Json.body(request, AccessPolicy.BODY_LIMIT);
        try {
            ReviewedMemory.Saved saved = document.save(body.path("merge").asBoolean(false), tools);
            document.news().tell();
            Json.answer(request, json -> {
                json.writeStartObject();
                json.writeStringField("memory", document.entry().memory().toString());
                json.writeNumberField("added", saved.added());
                json.writeNumberField("kept", saved.kept());
                json.writeNumberField("removed", saved.removed());
                json.writeNumberField("theirs", saved.theirs());
                json.writeNumberField("both", saved.both());
                json.writeNumberField("lostCodes", saved.lostCodes());
                json.writeFieldName("document");
                ReviewDocumentJson.of(document, tools).writeTo(json);
                json.writeEndObject();
            });
        } catch (MemoryConflictException conflict) {
            tell(request, conflict);
        }
    }

    private static void tell(Context request, MemoryConflictException refused) throws IOException {
        MemoryConflictException.Conflict conflict = refused.conflict();
        request.status(409);
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeStringField("problem", String.valueOf(refused.getMessage()));
            json.writeStringField("remedy", refused.remedy());
            json.writeStringField("conflict", "memory");
            json.writeNumberField("added", conflict.added());
            json.writeNumberField("removed", conflict.removed());
            json.writeNumberField("changed", conflict.changed());
            json.writeArrayFieldStart("examples");
            for (MemoryConflictException.Conflict.Example example : conflict.examples()) {
                json.writeStartObject();
                json.writeStringField("what", example.what());
                json.writeStringField("source", example.source());
                json.writeStringField("target", example.target());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
