package duiqi.glossary.format;

import duiqi.glossary.TermEntry;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the fields of an entry by their names in tables and JSON, in the order of written tables. */
public enum TermColumn {
    CONCEPT("concept"),
    CHINESE("zh"),
    ENGLISH("en"),
    STATUS("status"),
    CHINESE_STATUS("zh-status"),
    TYPE("type"),
    POS("pos"),
    DOMAIN("domain"),
    EXCEPTIONS("exceptions"),
    CONTEXT("context"),
    LEVEL("level"),
    CASE_SENSITIVE("case-sensitive"),
    FILES("files"),
    NOTE("note");

    /** Separator of several values in one cell. */
    static final String BETWEEN_ITEMS = "|";

    /** Columns with several values. */
    static final Set<TermColumn> LISTS = Set.of(EXCEPTIONS, CONTEXT, FILES);

    /** Columns that say where an entry counts. Most formats of other tools have none of them. */
    static final Set<TermColumn> LIMITS = EnumSet.of(EXCEPTIONS, CONTEXT, LEVEL, CASE_SENSITIVE, FILES);

    /** Columns that a table has only if a row needs them. */
    static final Set<TermColumn> RARE = EnumSet.of(CHINESE_STATUS, CONTEXT, LEVEL, CASE_SENSITIVE, FILES);

    private final String title;

    TermColumn(String title) {
        this.title = title;
    }

    /** Returns all titles. */
    static List<String> titles() {
        return Stream.of(values()).map(TermColumn::title).toList();
    }

    public String title() {
        return title;
    }

    /**
     * Returns the column with this title in any case; a language code, for example {@code zh-CN} or {@code en_GB},
     * counts as its language.
     */
    static Optional<TermColumn> named(String name) {
        String plain = plain(name);
        return titled(plain)
                .or(() -> plain.matches("(zh|en)[-_][a-z-_]+") ? titled(plain.substring(0, 2)) : Optional.empty());
    }

    /** Returns the column with this title, or with a usual title in Chinese or English. */
    static Optional<TermColumn> inAnyLanguage(String name) {
        return named(name).or(() -> TermNames.field(name));
    }

    private static Optional<TermColumn> titled(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equals(title))
                .findFirst();
    }

    /** Returns the text of an entry in this column; empty for a usual value, as a Chinese status that equals the other one. */
    public String of(TermEntry entry) {
        return switch (this) {
            case CONCEPT -> entry.concept();
            case CHINESE -> entry.chinese();
            case ENGLISH -> entry.english();
            case STATUS -> entry.status().toString();
            case CHINESE_STATUS ->
                entry.chineseStatus() == entry.status()
                        ? ""
                        : entry.chineseStatus().toString();
            default -> of(entry.details());
        };
    }

    private String of(TermEntry.Details details) {
        return switch (this) {
            case TYPE -> details.type();
            case POS -> details.partOfSpeech();
            case DOMAIN -> details.domain();
            case EXCEPTIONS -> String.join(BETWEEN_ITEMS, details.exceptions());
            case CONTEXT -> String.join(BETWEEN_ITEMS, details.limits().context());
            case LEVEL -> details.limits().isAmbiguous() ? "note" : "";
            case CASE_SENSITIVE -> details.limits().isCaseSensitive() ? "yes" : "";
            case FILES -> String.join(BETWEEN_ITEMS, details.limits().files());
            default -> details.note();
        };
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
