package duiqi.glossary;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Values of data categories in TBX: the picklists of the Min and Basic modules (ISO 30042:2019 and the module definitions of the
 * TBX council), and those of 2008 and of termbases in use where they are read.
 */
final class TbxCategories {
    /** What a term without a type of its own is in TBX, which knows no plain term. */
    private static final String FULL_FORM = "fullForm";

    private static final String TERM = "term";

    private static final Set<String> PARTS_OF_SPEECH = Set.of("noun", "verb", "adjective", "adverb", "other");
    private static final Set<String> TYPES = Set.of("acronym", "abbreviation", "shortForm", "variant", "phrase");

    private TbxCategories() {}

    /** The value of {@code administrativeStatus}; forbidden terms are the deprecated ones that have a {@link TbxNote}. */
    static String status(TermStatus status) {
        return switch (status) {
            case PREFERRED -> "preferredTerm-admn-sts";
            case ADMITTED -> "admittedTerm-admn-sts";
            case DEPRECATED, FORBIDDEN -> "deprecatedTerm-admn-sts";
        };
    }

    /**
     * What a value of {@code administrativeStatus} or {@code normativeAuthorization} says, as a status of ours; what is no value
     * of either comes back as it is.
     */
    static String read(String value) {
        String plain = value.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("-admn-sts$", "")
                .replaceFirst("term$", "");
        return switch (plain) {
            case "preferred", "standardized", "legal", "regulated" -> TermStatus.PREFERRED.toString();
            case "admitted" -> TermStatus.ADMITTED.toString();
            case "deprecated", "superseded", "obsolete", "notrecommended" -> TermStatus.DEPRECATED.toString();
            default ->
                plain.isEmpty()
                        ? ""
                        : TermStatus.named(plain).map(TermStatus::toString).orElse(value);
        };
    }

    /** The value of {@code partOfSpeech}; empty when TBX has none. */
    static Optional<String> partOfSpeech(String partOfSpeech) {
        return Optional.of(partOfSpeech).filter(PARTS_OF_SPEECH::contains);
    }

    /** The value of {@code termType}; empty when TBX has none. */
    static Optional<String> type(String type) {
        return type.equals(TERM) ? Optional.of(FULL_FORM) : Optional.of(type).filter(TYPES::contains);
    }

    /** The type of an entry that a value of {@code termType} stands for. */
    static String readType(String value) {
        return value.equals(FULL_FORM) ? TERM : value;
    }
}
