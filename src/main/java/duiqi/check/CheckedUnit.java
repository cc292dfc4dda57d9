package duiqi.check;

import duiqi.exchange.Content;
import duiqi.text.Location;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit that is checked: Chinese and its English rendering. A {@link duiqi.text.TranslationUnit} has neither the places in a file nor
 * the inline codes that checks need. Immutable.
 *
 * @param id its id in its file
 * @param source the Chinese
 * @param target the English; empty text when it is not translated
 * @param properties what its file says of it, by property name
 * @param notes its notes
 */
public record CheckedUnit(
        String id, Passage source, Passage target, SortedMap<String, String> properties, List<String> notes) {
    /** By the beginning of the English, then by id. */
    public static final Comparator<CheckedUnit> BY_PLACE =
            Comparator.comparing((CheckedUnit unit) -> unit.location(0)).thenComparing(CheckedUnit::id);

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

    /** Returns where a character of the English stands, by its index in UTF-16 units. */
    public Location location(int index) {
        return target.place().at(index);
    }

    /** A side. */
    public Passage passage(TextSpan.Side side) {
        return side == TextSpan.Side.SOURCE ? source : target;
    }

    /** The text of a span. */
    public String text(TextSpan span) {
        return passage(span.side()).text().substring(span.start(), span.end());
    }

    /**
     * One side of a unit that is checked. Immutable.
     *
     * @param text its text without inline codes, as a reader sees it
     * @param content the same with its inline codes; their text is that of {@code text}
     * @param place where its characters stand in its file
     */
    public record Passage(String text, Content content, Location.Finder place) {
        public Passage {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(place, "place");
        }

        /** Text without codes, all of it at one place. */
        public static Passage of(String text, Location location) {
            return new Passage(text, Content.of(text), offset -> location);
        }
    }
}
