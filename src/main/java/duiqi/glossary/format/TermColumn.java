package duiqi.glossary.format;

import duiqi.glossary.TermEntry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
    NOTE("note");

    /** Separator of the exceptions in one cell. */
    static final String BETWEEN_EXCEPTIONS = "|";

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

    private static Optional<TermColumn> titled(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equals(title))
                .findFirst();
    }

    /** Returns the text of an entry in this column; empty for a Chinese status that equals the other one. */
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
            case TYPE -> entry.details().type();
            case POS -> entry.details().partOfSpeech();
            case DOMAIN -> entry.details().domain();
            case EXCEPTIONS -> String.join(BETWEEN_EXCEPTIONS, entry.details().exceptions());
            case NOTE -> entry.details().note();
        };
    }

    /** Returns the remedy for an unknown name: the most similar known name, or all of them. */
    static String advice(String name, List<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String plain = plain(name);
        return known.stream()
                .min(Comparator.comparingInt((String one) -> distance.apply(one, plain)))
                .filter(nearest -> distance.apply(nearest, plain) <= Math.max(1, plain.length() / 3))
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("use one of " + String.join(", ", known));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
