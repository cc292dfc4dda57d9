package duiqi.glossary;

import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Represents a row of a glossary: a Chinese term and an English term with the same meaning. Each is a translation of the
 * other. A deprecated or forbidden row may have only one of them: it bans the word in every translation. Immutable.
 *
 * @param concept id of the concept, never empty; entries with the same id are terms and translations of one concept. If
 *     the file gives none, it is the Chinese term
 * @param chinese the term, without leading and trailing white space; empty in a row that bans an English word
 * @param english the English term, without leading and trailing white space; empty in a row that bans a Chinese word
 * @param status status of the English as a translation of the Chinese
 * @param chineseStatus status of the Chinese as a translation of the English; formats with one status for both have the
 *     same value here
 * @param details further data
 * @param location location of the entry in its file
 */
public record TermEntry(
        String concept,
        String chinese,
        String english,
        TermStatus status,
        TermStatus chineseStatus,
        Details details,
        Location location)
        implements Serializable {
    public TermEntry {
        concept = concept.strip();
        chinese = chinese.strip();
        english = english.strip();
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(chineseStatus, "chineseStatus");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(location, "location");
        boolean isAlone = chinese.isEmpty() != english.isEmpty();
        if (concept.isEmpty() || (chinese.isEmpty() && english.isEmpty()) || (isAlone && status.isAllowed())) {
            throw new IllegalArgumentException("a term needs a concept, Chinese and English: \"" + concept + "\", \""
                    + chinese + "\", \"" + english + "\"");
        }
    }

    /** Creates an entry with one status for both terms. */
    public TermEntry(
            String concept, String chinese, String english, TermStatus status, Details details, Location location) {
        this(concept, chinese, english, status, status, details, location);
    }

    /** Creates an entry with one status for both terms and without further data. */
    public TermEntry(String concept, String chinese, String english, TermStatus status, Location location) {
        this(concept, chinese, english, status, Details.NONE, location);
    }

    /** Returns whether the row bans a word in every translation of any source. */
    public boolean isBan() {
        return chinese.isEmpty() || english.isEmpty();
    }

    /** Returns the term in the source language of a direction. */
    public String source(Direction direction) {
        return direction.isIntoChinese() ? english : chinese;
    }

    /** Returns the term in the target language of a direction. */
    public String target(Direction direction) {
        return direction.isIntoChinese() ? chinese : english;
    }

    /**
     * Holds further data of an entry. Immutable.
     *
     * @param type kind of term, for example {@code term}, {@code acronym} or {@code name}; may be empty
     * @param partOfSpeech for example {@code noun}; may be empty
     * @param domain subject field; may be empty
     * @param exceptions longer Chinese or English strings that contain the term with another meaning
     * @param note note on the entry; may be empty
     */
    public record Details(String type, String partOfSpeech, String domain, List<String> exceptions, String note)
            implements Serializable {
        /** Has no data. */
        public static final Details NONE = new Details("", "", "", List.of(), "");

        public Details {
            exceptions = List.copyOf(exceptions);
        }
    }

    /** Lists the statuses of translations in a glossary, after ISO 30042 and ISO 704. */
    public enum TermStatus {
        /** The translation to use. */
        PREFERRED,
        /** A translation that is also correct. */
        ADMITTED,
        /** A former translation that should not be used any more. */
        DEPRECATED,
        /** A wrong translation. */
        FORBIDDEN;

        /** Returns whether translators may use the translation. */
        public boolean isAllowed() {
            return this == PREFERRED || this == ADMITTED;
        }

        /** Returns the status with this name in any case; empty if there is none. */
        public static Optional<TermStatus> named(String name) {
            return Stream.of(values())
                    .filter(status -> status.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        /** Returns the name as in files: lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
