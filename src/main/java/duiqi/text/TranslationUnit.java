package duiqi.text;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A source text and its rendering, as a translation memory keeps them: the shape of a pair from the aligner to a memory. Immutable.
 *
 * @param id identifier without white space, unique in a memory and the same on every run
 * @param source the original
 * @param target its rendering
 * @param properties what is known of the pair, by property name
 * @param created when the unit was first made; empty when not known
 */
public record TranslationUnit(
        String id, Variant source, Variant target, SortedMap<String, String> properties, Optional<Instant> created) {

    /**
     * One language's side of a unit.
     *
     * @param language its language
     * @param text its plain text
     * @param properties what is known of this side alone, by property name
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
            throw new IllegalArgumentException("the id of a unit has no white space: \"" + id + "\"");
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
