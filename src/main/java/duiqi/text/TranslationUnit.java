package duiqi.text;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Names the properties of an aligned unit. In TMX they are the types of {@code <prop>} elements. Names that no other
     * tool defines begin with {@code x-}, as Trados requires.
     *
     * <table>
     * <caption>Properties of a unit</caption>
     * <tr><th>belongs to</th><th>name</th><th>value</th><th>example</th></tr>
     * <tr><td>unit</td><td>{@code aligned}</td><td>{@code yes}: made by an aligner, not by a translator; name used by
     * memoQ</td><td>yes</td></tr>
     * <tr><td>unit</td><td>{@code x-bead}</td><td>number of source and of target segments in the pair</td><td>1-2</td></tr>
     * <tr><td>unit</td><td>{@code x-probability}</td><td>probability that the pair is correct, 0 to 1, two
     * decimals</td><td>0.97</td></tr>
     * <tr><td>unit</td><td>{@code x-quality}</td><td>probability that the pair in a corpus is a correct and complete
     * translation in good language, 0 to 1, two decimals</td><td>0.93</td></tr>
     * <tr><td>unit</td><td>{@code x-source-file}</td><td>name of the source document without
     * folder</td><td>a.zh.txt</td></tr>
     * <tr><td>unit</td><td>{@code x-source-position}</td><td>line:column of the beginning of the
     * source</td><td>12:5</td></tr>
     * <tr><td>unit</td><td>{@code x-target-file}</td><td>name of the target document without
     * folder</td><td>a.en.txt</td></tr>
     * <tr><td>unit</td><td>{@code x-target-position}</td><td>line:column of the beginning of the
     * target</td><td>14:1</td></tr>
     * <tr><td>unit</td><td>{@code x-document}</td><td>id of its document in a corpus</td><td>news-0042</td></tr>
     * <tr><td>unit</td><td>{@code x-source-sentences}</td><td>numbers of its source sentences in a corpus document, from
     * 0</td><td>11,12</td></tr>
     * <tr><td>unit</td><td>{@code x-target-sentences}</td><td>numbers of its target sentences in a corpus document, from
     * 0</td><td>13</td></tr>
     * <tr><td>unit</td><td>{@code x-reviewed}</td><td>{@code yes}: a reviewer confirmed the pair; it is no longer
     * {@code aligned}</td><td>yes</td></tr>
     * <tr><td>unit</td><td>{@code x-edited}</td><td>{@code yes}: a reviewer changed a text, so it differs from the
     * document</td><td>yes</td></tr>
     * <tr><td>unit</td><td>{@code x-marked}</td><td>{@code yes}: a reviewer marked the unit for later</td><td>yes</td></tr>
     * <tr><td>unit</td><td>{@code x-note-hash}</td><td>identifies the note of the reviewer: the first 64 bits of its
     * SHA-256 hash</td><td>9f86d081884c7d65</td></tr>
     * <tr><td>unit</td><td>{@code max-length}</td><td>maximum length of the target in characters, or with {@code byte} or
     * {@code pixel} in these units; name of the flag of Weblate</td><td>60</td></tr>
     * <tr><td>source side</td><td>{@code x-context-pre}</td><td>the previous source segment, plain text; name used by XTM
     * and memoQ</td><td></td></tr>
     * <tr><td>source side</td><td>{@code x-context-post}</td><td>the next source segment, plain text; name used by XTM and
     * memoQ</td><td></td></tr>
     * </table>
     */
    public static final class UnitProperties {
        public static final String ALIGNED = "aligned";
        public static final String BEAD = "x-bead";
        public static final String PROBABILITY = "x-probability";
        public static final String QUALITY = "x-quality";
        public static final String SOURCE_FILE = "x-source-file";
        public static final String SOURCE_POSITION = "x-source-position";
        public static final String TARGET_FILE = "x-target-file";
        public static final String TARGET_POSITION = "x-target-position";
        public static final String DOCUMENT = "x-document";
        public static final String SOURCE_SENTENCES = "x-source-sentences";
        public static final String TARGET_SENTENCES = "x-target-sentences";
        public static final String REVIEWED = "x-reviewed";
        public static final String EDITED = "x-edited";
        public static final String MARKED = "x-marked";
        public static final String NOTE_HASH = "x-note-hash";
        public static final String MAX_LENGTH = "max-length";
        public static final String CONTEXT_BEFORE = "x-context-pre";
        public static final String CONTEXT_AFTER = "x-context-post";

        /** Value of flag properties. */
        public static final String YES = "yes";

        /** Unit properties that alignment sets. Aligning the documents again replaces them. */
        public static final Set<String> OF_UNIT =
                Set.of(ALIGNED, BEAD, PROBABILITY, SOURCE_FILE, SOURCE_POSITION, TARGET_FILE, TARGET_POSITION);

        /** Properties that a review sets. Alignment does not change them. */
        public static final Set<String> OF_REVIEW = Set.of(REVIEWED, EDITED, MARKED, NOTE_HASH);

        /** Properties of the source side that alignment sets. */
        public static final Set<String> OF_SOURCE = Set.of(CONTEXT_BEFORE, CONTEXT_AFTER);

        private UnitProperties() {}
    }
}
