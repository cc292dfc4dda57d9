package duiqi.check;

import duiqi.exchange.Content;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a unit to check: a text and its translation, from Chinese into English or from English into Chinese. Unlike a
 * {@link duiqi.text.TranslationUnit}, it has the locations and inline tags that checks need. Immutable.
 *
 * @param id id of the unit in its file
 * @param direction languages of the source and the target
 * @param source the source
 * @param target the translation; empty text if the unit is not translated
 * @param properties properties of the unit in its file, by name
 * @param notes notes of the unit
 */
public record CheckedUnit(
        String id,
        Direction direction,
        Passage source,
        Passage target,
        SortedMap<String, String> properties,
        List<String> notes) {
    /** Compares units by the start of the target, then by id. */
    public static final Comparator<CheckedUnit> BY_PLACE =
            Comparator.comparing((CheckedUnit unit) -> unit.location(0)).thenComparing(CheckedUnit::id);

    public CheckedUnit {
        if (!direction.isIntoChinese() && !direction.isIntoEnglish()) {
            throw new IllegalArgumentException("checks need Chinese and English, not " + direction);
        }
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        notes = List.copyOf(notes);
    }

    /** Returns a unit without properties and notes. */
    public static CheckedUnit of(String id, Direction direction, Passage source, Passage target) {
        return new CheckedUnit(id, direction, source, target, new TreeMap<>(Map.of()), List.of());
    }

    /** Returns the unit with its texts only, and one location for all characters. It needs little memory. */
    public CheckedUnit plain() {
        Location place = location(0);
        return of(id, direction, Passage.of(source.text(), place), Passage.of(target.text(), place));
    }

    /** Returns whether the unit is translated from English into Chinese. */
    public boolean isIntoChinese() {
        return direction.isIntoChinese();
    }

    /** Returns the text of the Chinese side, source or target. */
    public String chinese() {
        return (isIntoChinese() ? target : source).text();
    }

    /** Returns the text of the English side, source or target. */
    public String english() {
        return (isIntoChinese() ? source : target).text();
    }

    /** Returns the language of a side for messages: {@code Chinese} or {@code English}. */
    public String language(TextSpan.Side side) {
        return (side == TextSpan.Side.SOURCE ? direction.source() : direction.target()).displayName();
    }

    /**
     * Returns the location of a character of the target.
     *
     * @param index index of the character in UTF-16 units
     */
    public Location location(int index) {
        return target.place().at(index);
    }

    public Passage passage(TextSpan.Side side) {
        return side == TextSpan.Side.SOURCE ? source : target;
    }

    /** Returns the text of a span. */
    public String text(TextSpan span) {
        return passage(span.side()).text().substring(span.start(), span.end());
    }

    /**
     * Holds one side of a unit. Immutable.
     *
     * @param text text without inline tags, as a reader sees it
     * @param content text with its inline tags; without them it equals {@code text}, unless that is a branch of an ICU
     *     message
     * @param place locations of the characters in the file
     */
    public record Passage(String text, Content content, Location.Finder place) {
        public Passage {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(place, "place");
        }

        /** Returns text without inline tags in which all characters have the same location. */
        public static Passage of(String text, Location location) {
            return new Passage(text, Content.of(text), offset -> location);
        }
    }
}
