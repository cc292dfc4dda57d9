package duiqi.exchange;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Represents a {@code <prop>} or {@code <note>} of a file, a unit or a variant. Immutable.
 *
 * @param element {@code prop} or {@code note}
 * @param attributes attributes in file order, names in lower case
 * @param text text of the element
 */
public record Annotation(String element, Map<String, String> attributes, String text) implements Serializable {
    public static final String PROPERTY = "prop";
    public static final String NOTE = "note";
    private static final String TYPE = "type";
    private static final Pattern SEGMENT = Pattern.compile("(?s)\\s*<seg>(.*)</seg>\\s*");
    private static final Pattern CODE = Pattern.compile("(?s)<(bpt|ept|ph|it|ut)\\b[^>]*>.*?</\\1>|<[^>]*>");

    public Annotation {
        if (!element.equals(PROPERTY) && !element.equals(NOTE)) {
            throw new IllegalArgumentException("an annotation is a prop or a note, not \"" + element + "\"");
        }
        attributes = ordered(attributes);
    }

    /** Returns an unmodifiable copy that keeps the order, so that a writer reproduces the order of the file. */
    public static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    public static Annotation property(String type, String value) {
        return new Annotation(PROPERTY, Map.of(TYPE, type), value);
    }

    /** Returns a {@code <prop>} for each property, from type to value. */
    static List<Annotation> properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> property(entry.getKey(), entry.getValue()))
                .toList();
    }

    public static Annotation note(String text) {
        return new Annotation(NOTE, Map.of(), text);
    }

    public boolean isProperty() {
        return element.equals(PROPERTY);
    }

    public boolean isNote() {
        return element.equals(NOTE);
    }

    /** Returns the type of a property; empty for a note and for a property without a type. */
    public String type() {
        return isProperty() ? attributes.getOrDefault(TYPE, "") : "";
    }

    /** Returns the value of the first property with a type. */
    public static Optional<String> find(Iterable<Annotation> annotations, String type) {
        for (Annotation annotation : annotations) {
            if (annotation.isProperty() && annotation.type().equals(type)) {
                return Optional.of(annotation.text);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the plain text of a context segment. memoQ stores it as an element with inline tags, XTM as plain text.
     */
    public static String contextText(String value) {
        Matcher segment = SEGMENT.matcher(value);
        return segment.matches()
                ? StringEscapeUtils.unescapeXml(CODE.matcher(segment.group(1)).replaceAll(""))
                : value;
    }
}
