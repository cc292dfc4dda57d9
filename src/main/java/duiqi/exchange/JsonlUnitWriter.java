package duiqi.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.text.Language;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes units as JSON lines ({@link JsonlFormat}). Not thread-safe. */
final class JsonlUnitWriter implements UnitWriter {
    private final Writer out;
    private final WriterSettings options;
    private int count;

    JsonlUnitWriter(OutputStream out, WriterSettings options) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.options = options;
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (Sides sides : Sides.of(unit, options, true)) {
            out.write(LoneSurrogates.without(json(sides).toString(), options.omissions()) + "\n");
            count++;
        }
    }

    private ObjectNode json(Sides sides) {
        Tu unit = sides.unit();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Map<String, String> rest = new LinkedHashMap<>(unit.attributes());
        move(rest, Tu.ID, json, "id");
        json.put("source", sides.source().text());
        sides.target().ifPresent(target -> json.put("target", target.text()));
        json.put("sourceLanguage", language(sides.source(), options.source()));
        sides.target().ifPresent(target -> json.put("targetLanguage", language(target, options.target())));
        moveDate(rest, Tu.CREATED, json, "created");
        boolean isChanged = moveDate(rest, Tu.CHANGED, json, "changed");
        // Only one name can be told by the rule that reads it; two stay among the attributes.
        if (rest.containsKey(UnitFacts.CREATOR) && rest.containsKey(UnitFacts.CHANGER)) {
            json.put("author", rest.get(UnitFacts.CHANGER));
        } else if (!move(rest, JsonlReader.author(isChanged), json, "author")) {
            unit.author().ifPresent(author -> json.put("author", author));
        }
        annotations(json, "notes", "properties", unit.annotations());
        side(json, "source", sides.source());
        sides.target().ifPresent(target -> side(json, "target", target));
        attributes(json, "attributes", rest);
        return json;
    }

    private static boolean move(Map<String, String> rest, String name, ObjectNode json, String field) {
        Optional<String> value = Optional.ofNullable(rest.remove(name));
        value.ifPresent(text -> json.put(field, text));
        return value.isPresent();
    }

    /** A date that is none, or would come back otherwise, stays an attribute. */
    private static boolean moveDate(Map<String, String> rest, String name, ObjectNode json, String field) {
        String date = rest.getOrDefault(name, "");
        Optional<String> iso =
                UnitDates.iso(date).filter(text -> UnitDates.tmx(text).equals(date));
        iso.ifPresent(text -> {
            json.put(field, text);
            rest.remove(name);
        });
        return iso.isPresent();
    }

    private static String language(Tuv side, Language column) {
        return side.language().or(() -> Pairs.language(side)).orElse(column).tag();
    }

    private void side(ObjectNode json, String name, Tuv side) {
        if (!side.content().isPlain()) {
            json.set(name + "Content", ContentJson.of(side.content()));
        }
        List<Annotation> annotations = side.annotations().stream()
                .filter(annotation -> !annotation.type().equals(UnitXml.LANGUAGE))
                .toList();
        annotations(json, name + "Notes", name + "Properties", annotations);
        Map<String, String> rest = new LinkedHashMap<>(side.attributes());
        rest.remove("xml:lang");
        rest.remove("lang");
        attributes(json, name + "Attributes", rest);
    }

    private void annotations(ObjectNode json, String notes, String properties, List<Annotation> annotations) {
        UnitFacts.countAttributes(annotations, options.omissions());
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        annotations.stream().filter(Annotation::isNote).forEach(note -> texts.add(note.text()));
        if (!texts.isEmpty()) {
            json.set(notes, texts);
        }
        ObjectNode values = PropertyJson.of(annotations);
        if (!values.isEmpty()) {
            json.set(properties, values);
        }
    }

    private static void attributes(ObjectNode json, String name, Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            json.set(name, ContentJson.attributes(attributes));
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
