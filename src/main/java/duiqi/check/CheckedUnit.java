package duiqi.check;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit that is checked: Chinese and its English rendering. Immutable.
 *
 * @param id its id in its file
 * @param source the Chinese
 * @param target the English; empty text when it is not translated
 * @param properties what its file says of it, by property name
 * @param notes its notes
 */
public record CheckedUnit(
        String id, Passage source, Passage target, SortedMap<String, String> properties, List<String> notes) {
    public CheckedUnit {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        notes = List.copyOf(notes);
    }

    /** A unit without properties and notes. */
    public static CheckedUnit of(String id, Passage source, Passage target) {
        return new CheckedUnit(id, source, target, new TreeMap<>(Map.of()), List.of());
    }

    /** The text of the Chinese. */
    public String chinese() {
        return source.text();
    }

    /** The text of the English. */
    public String english() {
        return target.text();
    }

    /** A side. */
    public Passage passage(TextSpan.Side side) {
        return side == TextSpan.Side.SOURCE ? source : target;
    }

    /** The text of a span. */
    public String text(TextSpan span) {
        return passage(span.side()).text().substring(span.start(), span.end());
    }
}
