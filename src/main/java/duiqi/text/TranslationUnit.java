package duiqi.text;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A translation unit holds a source text and its translation, as a translation memory does. Immutable.
 *
 * @param id identifier without white space, unique in a memory and the same on every run
 * @param source the source text
 * @param target its translation
 * @param properties metadata of the pair, by property name
 * @param created time when the unit was created; empty if unknown
 */
public record TranslationUnit(
        String id, Variant source, Variant target, SortedMap<String, String> properties, Optional<Instant> created) {

    /**
     * Holds one language of a unit.
     *
     * @param language its language
     * @param text its plain text
     * @param properties metadata of this side only, by property name
     */
    public record Variant(Language language, String text, SortedMap<String, String> properties) {
        public Variant {
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(text, "text");
            properties = sorted(properties);
        }

        public Variant(Language language, String text) {
            this(language, text, Collections.emptySortedMap());
        }
    }

    public TranslationUnit {
        if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "the id of a unit must not be empty or contain white space: \"" + id + "\"");
        }
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(created, "created");
        properties = sorted(properties);
    }

    private static SortedMap<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
