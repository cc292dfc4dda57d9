package duiqi.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A {@code <prop>} or {@code <note>} of a memory, a unit or a side. Immutable.
 *
 * @param element {@code prop} or {@code note}
 * @param attributes its attributes in the order of the file, names in lower case
 * @param text what it says
 */
public record Annotation(String element, Map<String, String> attributes, String text) {
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

    /** Returns an unmodifiable copy in the same order, so that what is written back looks as it did. */
    public static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Returns a {@code <prop>}. */
    public static Annotation property(String type, String value) {
        return new Annotation(PROPERTY, Map.of(TYPE, type), value);
    }

    /** Properties by type. */
    static List<Annotation> properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> property(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns a {@code <note>}. */
    public static Annotation note(String text) {
        return new Annotation(NOTE, Map.of(), text);
    }

    public boolean isProperty() {
        return element.equals(PROPERTY);
    }

    public boolean isNote() {
        return element.equals(NOTE);
    }

    /** Returns the type of a property; empty for a note, and for a property that has none. */
    public String type() {
        return isProperty() ? attributes.getOrDefault(TYPE, "") : "";
    }

    /** Returns the value of the first property of a type. */
    public static Optional<String> find(Iterable<Annotation> annotations, String type) {
        for (Annotation annotation : annotations) {
            if (annotation.isProperty() && annotation.type().equals(type)) {
                return Optional.of(annotation.text);
            }
        }
        return Optional.empty();
    }

    /** Returns the plain text of the neighbour of a segment, which memoQ keeps as an element with codes and XTM as plain text. */
    public static String contextText(String value) {
        Matcher segment = SEGMENT.matcher(value);
        return segment.matches()
                ? StringEscapeUtils.unescapeXml(CODE.matcher(segment.group(1)).replaceAll(""))
                : value;
    }
}
