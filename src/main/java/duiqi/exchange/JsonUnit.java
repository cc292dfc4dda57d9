package duiqi.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes a unit of an object of JSON lines ({@link JsonlFormat}). Good for one unit. */
final class JsonUnit {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    /** How align names what {@link UnitProperties} names otherwise. */
    private static final Map<String, String> OF_ALIGN =
            Map.of("type", UnitProperties.BEAD, "probability", UnitProperties.PROBABILITY);

    private final ObjectNode json;
    private final Direction direction;
    private final List<Annotation> annotations = new ArrayList<>();
    private String problem = "";

    /** Whether a side is a list of sentences, as only aligning makes it. */
    private boolean isAligned;

    /**
     * @param direction languages of the sides where the object does not say
     */
    JsonUnit(ObjectNode json, Direction direction) {
        this.json = json;
        this.direction = direction;
    }

    /** What is wrong, as a clause, when there is no unit. */
    String problem() {
        return problem;
    }

    /** The unit; empty when the object has no texts, or something else for them. */
    Optional<Tu> read() {
        List<Tuv> sides = new ArrayList<>();
        side(SOURCE, direction.first()).ifPresent(sides::add);
        side(TARGET, direction.second()).ifPresent(sides::add);
        if (sides.isEmpty() && problem.isEmpty()) {
            problem = "an object has no text in source or target";
        }
        Optional<Map<String, String>> more = ContentJson.attributes(json.path("attributes"));
        if (more.isEmpty()) {
            problem = "the attributes of an object are no texts";
        }
        if (!problem.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        take("id").ifPresent(id -> attributes.put(Tu.ID, id));
        take("created").ifPresent(date -> attributes.put(Tu.CREATED, UnitDates.tmx(date)));
        take("changed").ifPresent(date -> attributes.put(Tu.CHANGED, UnitDates.tmx(date)));
        Optional<String> author = take("author");
        boolean isNamed =
                more.get().containsKey(UnitFacts.CREATOR) || more.get().containsKey(UnitFacts.CHANGER);
        author.filter(name -> !isNamed)
                .ifPresent(name -> attributes.put(JsonlReader.author(attributes.containsKey(Tu.CHANGED)), name));
        attributes.putAll(more.get());
        json.remove("attributes");
        annotate();
        return Optional.of(new Tu(attributes, annotations, sides));
    }

    /** Takes a text or number out of the object; anything else stays and becomes a property. */
    private Optional<String> take(String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual() && !value.isNumber()) {
            return Optional.empty();
        }
        json.remove(field);
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    private void annotate() {
        List<Annotation> own = taken("properties", "notes");
        if (isAligned) {
            annotations.add(Sides.ALIGNED);
        }
        List<Annotation> others = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getValue().isNull()) {
                String name = OF_ALIGN.getOrDefault(field.getKey(), field.getKey());
                PropertyJson.addTo(others, name, field.getValue());
            }
        }
        annotations.addAll(own.stream().filter(Annotation::isProperty).toList());
        annotations.addAll(others);
        annotations.addAll(own.stream().filter(Annotation::isNote).toList());
    }

    /** Takes properties and notes out of the object; what has another form stays. */
    private List<Annotation> taken(String properties, String notes) {
        List<Annotation> taken = new ArrayList<>();
        if (json.path(properties) instanceof ObjectNode values) {
            taken.addAll(PropertyJson.read(values));
            json.remove(properties);
        }
        JsonNode texts = json.path(notes);
        if (texts.isTextual()) {
            taken.add(Annotation.note(texts.textValue()));
            json.remove(notes);
        } else if (texts instanceof ArrayNode list && areTexts(list)) {
            list.forEach(text -> taken.add(Annotation.note(text.textValue())));
            json.remove(notes);
        }
        return taken;
    }

    private static boolean areTexts(ArrayNode list) {
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private Optional<Tuv> side(String name, Language language) {
        String code = json.path(name + "Language").asText("");
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("xml:lang", code.isEmpty() ? language.tag() : code);
        Optional<Map<String, String>> more = ContentJson.attributes(json.path(name + "Attributes"));
        Optional<Content> content =
                content(name, new LanguageCode(code).language().orElse(language));
        if (more.isEmpty()) {
            problem = "the attributes of " + name + " are no texts";
        }
        if (!problem.isEmpty()) {
            return Optional.empty();
        }
        List.of("", "Language", "Content").forEach(field -> json.remove(name + field));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        more.get().forEach(attributes::putIfAbsent);
        List<Annotation> own = taken(name + "Properties", name + "Notes");
        json.remove(name + "Attributes");
        return Optional.of(new Tuv(attributes, own, content.get()));
    }

    /** What a side holds; empty when it is empty or missing, or when there is a problem. */
    private Optional<Content> content(String name, Language language) {
        if (json.has(name + "Content")) {
            Optional<Content> content = ContentJson.read(json.path(name + "Content"));
            if (content.isEmpty()) {
                problem = name + "Content is no list of texts and codes";
            }
            return content;
        }
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ArrayNode sentences && areTexts(sentences)) {
            isAligned = true;
            return Optional.of(joined(sentences, language))
                    .filter(text -> !text.isEmpty())
                    .map(Content::of);
        }
        if (!value.isTextual()) {
            problem = name + " is neither a text nor a list of texts";
        }
        return Optional.of(value.asText("")).filter(text -> !text.isEmpty()).map(Content::of);
    }

    private static String joined(ArrayNode sentences, Language language) {
        List<Segment> segments = new ArrayList<>();
        Location nowhere = new Location("", 1, 1);
        sentences.forEach(sentence -> segments.add(new Segment(sentence.textValue(), nowhere, 0, Paragraph.Kind.TEXT)));
        return new Text("", language, segments)
                .join(IntStream.range(0, segments.size()).boxed().toList());
    }
}
