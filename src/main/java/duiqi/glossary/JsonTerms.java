package duiqi.glossary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import duiqi.exchange.TextEncoding;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads glossaries in JSON ({@link JsonForm}). A term that is wrong is left out alone. Not thread-safe. */
final class JsonTerms {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String FORM =
            "write [{\"concept\": \"...\", \"terms\": [{\"zh\": \"...\", \"en\": \"...\", \"status\": \"preferred\"}]}]";

    private static final List<String> OF_CONCEPT = List.of(TermColumn.CONCEPT.title(), JsonForm.TERMS);

    private final Path file;
    private final FaultListener listener;
    private final List<TermEntry> entries = new ArrayList<>();

    JsonTerms(Path file, FaultListener listener) {
        this.file = file;
        this.listener = listener;
    }

    List<TermEntry> read() throws IOException {
        try (JsonParser json = JSON.createParser(TextEncoding.open(file))) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new FormatException(place(json.currentTokenLocation()), "is no array of concepts", FORM);
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (isObject(json, "a concept")) {
                    readConcept(json);
                }
            }
        } catch (JsonProcessingException e) {
            Location place = place(e.getLocation() == null ? JsonLocation.NA : e.getLocation());
            listener.found(new FormatException(
                    place.toString(),
                    "is not sound JSON: "
                            + String.valueOf(e.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    "mend it; what is behind it is not read",
                    e));
        }
        return entries;
    }

    private void readConcept(JsonParser json) throws IOException {
        List<TermDraft> drafts = new ArrayList<>();
        String concept = "";
        Location place = place(json.currentTokenLocation());
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            Location placeOfName = place(json.currentTokenLocation());
            json.nextToken();
            if (name.equals(JsonForm.TERMS) && json.currentToken() == JsonToken.START_ARRAY) {
                readTerms(json, drafts);
            } else if (name.equals(TermColumn.CONCEPT.title())
                    && json.currentToken().isScalarValue()) {
                concept = json.getText();
                place = place(json.currentTokenLocation());
            } else {
                unknown(json, placeOfName, name, "concept", OF_CONCEPT);
            }
        }
        for (TermDraft draft : drafts) {
            try {
                entries.add(draft.put(TermColumn.CONCEPT, concept, place).entry());
            } catch (FormatException fault) {
                listener.found(fault);
            }
        }
    }

    private void readTerms(JsonParser json, List<TermDraft> drafts) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (isObject(json, "a term")) {
                drafts.add(draft(json));
            }
        }
    }

    private TermDraft draft(JsonParser json) throws IOException {
        TermDraft draft = new TermDraft(place(json.currentTokenLocation()));
        List<String> known = TermColumn.titles().stream()
                .filter(title -> !title.equals(TermColumn.CONCEPT.title()))
                .toList();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            Location placeOfName = place(json.currentTokenLocation());
            json.nextToken();
            Location place = place(json.currentTokenLocation());
            Optional<TermColumn> column = TermColumn.named(name).filter(one -> one != TermColumn.CONCEPT);
            if (column.isPresent() && json.currentToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (column.isPresent() && json.currentToken().isScalarValue()) {
                draft.put(column.get(), json.getText(), place);
            } else if (column.equals(Optional.of(TermColumn.EXCEPTIONS))
                    && json.currentToken() == JsonToken.START_ARRAY) {
                draft.put(column.get(), exceptions(json), place);
            } else {
                unknown(json, placeOfName, name, "term", known);
            }
        }
        return draft;
    }

    private String exceptions(JsonParser json) throws IOException {
        List<String> exceptions = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken().isScalarValue()) {
                exceptions.add(json.getText());
            } else {
                unknown(json, place(json.currentTokenLocation()), TermColumn.EXCEPTIONS.title(), "term", List.of());
            }
        }
        return String.join(TermColumn.BETWEEN_EXCEPTIONS, exceptions);
    }

    private boolean isObject(JsonParser json, String what) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        listener.found(new FormatException(
                place(json.currentTokenLocation()), "is no object where " + what + " should be", FORM));
        json.skipChildren();
        return false;
    }

    private void unknown(JsonParser json, Location place, String name, String owner, List<String> known)
            throws IOException {
        boolean isKnown = known.isEmpty() || known.contains(name);
        listener.found(new FormatException(
                place,
                "\"" + TermDraft.shown(name) + "\" "
                        + (isKnown ? "has a value of the wrong kind" : "is no member of a " + owner),
                isKnown ? FORM : TermColumn.advice(name, known)));
        json.skipChildren();
    }

    private Location place(JsonLocation location) {
        return new Location(file.toString(), Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
