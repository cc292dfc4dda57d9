package duiqi.server;

import com.fasterxml.jackson.core.JsonGenerator;
import duiqi.index.Concordance;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.Span;
import duiqi.index.UnitSide;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.memory.UnitCodes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes units as the service tells them. */
final class UnitJson {
    private UnitJson() {}

    /** A match, with how good it is. */
    static void match(JsonGenerator json, TranslationMemory.Found found) throws IOException {
        Match match = found.match();
        json.writeStartObject();
        json.writeNumberField("score", match.score());
        json.writeNumberField("percentage", match.percentage());
        json.writeNumberField("penalty", match.penalty());
        json.writeStringField(
                "kind", match.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        unit(json, found.file(), match.unit());
        json.writeEndObject();
    }

    /** A unit with words, with where they stand. */
    static void hit(JsonGenerator json, TranslationMemory.Hit found) throws IOException {
        Concordance.Hit hit = found.hit();
        json.writeStartObject();
        unit(json, found.file(), hit.unit());
        spans(json, "sourceSpans", hit.spans(UnitSide.SOURCE));
        spans(json, "targetSpans", hit.spans(UnitSide.TARGET));
        json.writeEndObject();
    }

    private static void unit(JsonGenerator json, MemoryFile file, IndexedUnit unit) throws IOException {
        json.writeStringField("source", unit.source());
        json.writeStringField("target", unit.target());
        json.writeStringField("sourceLanguage", unit.sourceLanguage().tag());
        json.writeStringField("targetLanguage", unit.targetLanguage().tag());
        json.writeStringField("memory", file.name());
        json.writeNumberField("line", unit.line());
        json.writeStringField("id", unit.id());
        json.writeBooleanField("aligned", unit.origin().aligned());
        json.writeBooleanField("machine", unit.origin().machine());
        json.writeBooleanField("unrevised", unit.origin().unrevised());
        if (unit.origin().author().isPresent()) {
            json.writeStringField("author", unit.origin().author().get());
        }
        if (unit.created().isPresent()) {
            json.writeStringField("created", unit.created().get().toString());
        }
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : UnitCodes.properties(unit).entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
    }

    private static void spans(JsonGenerator json, String name, List<Span> spans) throws IOException {
        json.writeArrayFieldStart(name);
        for (Span span : spans) {
            json.writeStartObject();
            json.writeNumberField("start", span.start());
            json.writeNumberField("end", span.end());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
