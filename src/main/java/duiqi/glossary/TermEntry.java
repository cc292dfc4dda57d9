package duiqi.glossary;

import duiqi.lexicon.Han;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Represents a row of a glossary: a Chinese term and an English term with the same meaning. Each is a translation of the
 * other. A deprecated or forbidden row may have only one of them: it bans the word in every translation. A row that is not
 * to be translated has the same text on both sides; one of them may be given. Immutable.
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
    private static final Pattern SEPARATOR = Pattern.compile("[;\uFF1B]| / ");

    public TermEntry {
        concept = concept.strip();
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(chineseStatus, "chineseStatus");
        boolean isKept = status == TermStatus.DO_NOT_TRANSLATE || chineseStatus == TermStatus.DO_NOT_TRANSLATE;
        status = isKept ? TermStatus.DO_NOT_TRANSLATE : status;
        chineseStatus = isKept ? status : chineseStatus;
        String onlyChinese = chinese.strip();
        chinese = isKept && onlyChinese.isEmpty() ? english.strip() : onlyChinese;
        english = isKept && english.isBlank() ? chinese : english.strip();
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(location, "location");
        boolean isAlone = chinese.isEmpty() != english.isEmpty();
        if (concept.isEmpty()
                || (chinese.isEmpty() && english.isEmpty())
                || (isAlone && status.isAllowed())
                || (isKept && !chinese.equals(english))) {
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

    /**
     * Returns the pairs of single terms in this row, the Chinese first: a row may have the terms in reverse, and several
     * terms with semicolons between. All pairs but the first are admitted.
     */
    Stream<TermEntry> pairs() {
        boolean isReversed = Han.count(english) > 0 && Han.count(chinese) == 0;
        if (status == TermStatus.DO_NOT_TRANSLATE || !(isReversed || isList(chinese) || isList(english))) {
            return Stream.of(this);
        }
        List<TermEntry> pairs = new ArrayList<>();
        for (String one : terms(isReversed ? english : chinese)) {
            for (String other : terms(isReversed ? chinese : english)) {
                boolean isFirst = pairs.isEmpty() || status != TermStatus.PREFERRED;
                TermStatus own = isFirst ? status : TermStatus.ADMITTED;
                pairs.add(new TermEntry(concept, one, other, own, isFirst ? chineseStatus : own, details, location));
            }
        }
        return pairs.stream();
    }

    private static boolean isList(String terms) {
        return terms(terms).size() > 1;
    }

    private static List<String> terms(String terms) {
        return RenderingForm.isExpression(terms)
                ? List.of(terms)
                : Stream.of(SEPARATOR.split(terms))
                        .filter(term -> !term.isBlank())
                        .toList();
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
     * @param limits where the entry counts
     * @param note note on the entry; may be empty
     */
    public record Details(
            String type, String partOfSpeech, String domain, List<String> exceptions, Limits limits, String note)
            implements Serializable {
        /** Has no data. */
        public static final Details NONE = new Details("", "", "", List.of(), "");

        public Details {
            exceptions = List.copyOf(exceptions);
            Objects.requireNonNull(limits, "limits");
        }

        /** Creates data of an entry that counts everywhere. */
        public Details(String type, String partOfSpeech, String domain, List<String> exceptions, String note) {
            this(type, partOfSpeech, domain, exceptions, Limits.NONE, note);
        }

        /** Returns the same data with other limits. */
        public Details with(Limits other) {
            return new Details(type, partOfSpeech, domain, exceptions, other, note);
        }
    }

    /**
     * Says where an entry counts. Immutable.
     *
     * @param isCaseSensitive true if the texts have its terms only in the case of the glossary
     * @param isAmbiguous true if its owner expects other translations too, so that a missing one is only a note
     * @param context words; the source must have one of them. Only words in its language count. None for all sources
     * @param files glob patterns for the files with the translations; none for all files
     */
    public record Limits(boolean isCaseSensitive, boolean isAmbiguous, List<String> context, List<String> files)
            implements Serializable {
        /** Has no limits. */
        public static final Limits NONE = new Limits(false, false, List.of(), List.of());

        public Limits {
            context = List.copyOf(context);
            files = List.copyOf(files);
        }
    }

    /** Lists the statuses of translations in a glossary, after ISO 30042 and ISO 704. */
    public enum TermStatus {
        /** The translation to use. */
        PREFERRED,
        /** A translation that is also correct. */
        ADMITTED,
        /** A name or command that stays as it is in every language. */
        DO_NOT_TRANSLATE,
        /** A former translation that should not be used any more. */
        DEPRECATED,
        /** A wrong translation. */
        FORBIDDEN;

        /** Returns whether translators may use the translation. */
        public boolean isAllowed() {
            return this != DEPRECATED && this != FORBIDDEN;
        }

        /** Returns the status with this name in any case; empty if there is none. */
        public static Optional<TermStatus> named(String name) {
            return Stream.of(values())
                    .filter(status -> status.toString()
                            .equals(name.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]", "-")))
                    .findFirst();
        }

        /** Returns the name as in files: lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
