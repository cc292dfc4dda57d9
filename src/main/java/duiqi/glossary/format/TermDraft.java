package duiqi.glossary.format;

import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.io.PathGlob;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects the texts of an entry while a file is read, and validates them. Not thread-safe. */
public final class TermDraft {
    /** Maximum length in UTF-16 units. The longest titles of laws and plans have a few hundred units. */
    static final int MAX_TERM_LENGTH = 500;

    /** Maximum length of a text in messages, in code points. */
    private static final int MAX_SHOWN_LENGTH = 60;

    private static final Pattern SPACE = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");

    private final Map<TermColumn, String> texts = new EnumMap<>(TermColumn.class);
    private final Map<TermColumn, Location> places = new EnumMap<>(TermColumn.class);
    private final Location location;

    public TermDraft(Location location) {
        this.location = location;
    }

    /** Sets a text unless it is blank, and its location. */
    TermDraft put(TermColumn column, String text, Location place) {
        places.put(column, place);
        if (!text.isBlank()) {
            texts.put(column, text.strip());
        }
        return this;
    }

    /** Sets a text with the location of the entry, unless it is blank. */
    public TermDraft put(TermColumn column, String text) {
        return text.isBlank() ? this : put(column, text, location);
    }

    /**
     * Returns the entry.
     *
     * @throws FormatException if a text is invalid
     */
    public TermEntry entry() throws FormatException {
        for (Map.Entry<TermColumn, String> text : texts.entrySet()) {
            if (SourceFile.hasInvalidBytes(text.getValue())) {
                throw new FormatException(
                        place(text.getKey()),
                        "has bytes that are invalid in the encoding of the file",
                        "save the file in UTF-8 and check this location");
            }
        }
        TermStatus status = status(TermColumn.STATUS, TermStatus.PREFERRED);
        TermStatus chineseStatus = status(TermColumn.CHINESE_STATUS, status);
        boolean isKept = status == TermStatus.DO_NOT_TRANSLATE || chineseStatus == TermStatus.DO_NOT_TRANSLATE;
        if (isKept) {
            keep();
        }
        String chinese = term(TermColumn.CHINESE, TermColumn.ENGLISH, status);
        String english = term(TermColumn.ENGLISH, TermColumn.CHINESE, status);
        if (!isKept) {
            RenderingForm.requireSound(english, place(TermColumn.ENGLISH));
        }
        return new TermEntry(
                texts.getOrDefault(TermColumn.CONCEPT, chinese.isEmpty() ? english : chinese),
                chinese,
                english,
                status,
                chineseStatus,
                new TermEntry.Details(
                        text(TermColumn.TYPE),
                        text(TermColumn.POS),
                        text(TermColumn.DOMAIN),
                        list(TermColumn.EXCEPTIONS),
                        new TermEntry.Limits(
                                isSet(TermColumn.CASE_SENSITIVE, "yes", "no"),
                                isSet(TermColumn.LEVEL, "note", "warning"),
                                list(TermColumn.CONTEXT),
                                files()),
                        text(TermColumn.NOTE)),
                location);
    }

    /** Gives both sides the text of a term that is not to be translated. */
    private void keep() throws FormatException {
        String chinese = text(TermColumn.CHINESE);
        String english = text(TermColumn.ENGLISH);
        if (!chinese.isEmpty() && !english.isEmpty() && !chinese.equals(english)) {
            throw new FormatException(
                    place(TermColumn.ENGLISH),
                    "\"" + shown(english) + "\" is " + TermStatus.DO_NOT_TRANSLATE + " but differs from \""
                            + shown(chinese) + "\"",
                    "leave one of the two empty, or change the status");
        }
        put(TermColumn.CHINESE, english, place(TermColumn.CHINESE));
        put(TermColumn.ENGLISH, chinese, place(TermColumn.ENGLISH));
    }

    private String text(TermColumn column) {
        return texts.getOrDefault(column, "");
    }

    private Location place(TermColumn column) {
        return places.getOrDefault(column, location);
    }

    /** Returns a term; empty if the row bans the term of the other column. */
    private String term(TermColumn column, TermColumn other, TermStatus status) throws FormatException {
        String term = SPACE.matcher(text(column)).replaceAll(" ").strip();
        if (term.isEmpty() && !status.isAllowed() && !text(other).isBlank()) {
            return "";
        }
        if (term.isEmpty()) {
            throw new FormatException(
                    place(column), "column " + column.title() + " is empty", "fill it in, or remove the line");
        }
        requireShort(column, term);
        return term;
    }

    private void requireShort(TermColumn column, String term) throws FormatException {
        if (term.length() > MAX_TERM_LENGTH) {
            throw new FormatException(
                    place(column),
                    "column " + column.title() + " has " + term.length() + " characters",
                    "use at most " + MAX_TERM_LENGTH + ", and put explanations into the note");
        }
    }

    private TermStatus status(TermColumn column, TermStatus ifMissing) throws FormatException {
        String name = text(column);
        List<String> known =
                Stream.of(TermStatus.values()).map(TermStatus::toString).toList();
        if (name.isEmpty()) {
            return ifMissing;
        }
        return TermStatus.named(name)
                .orElseThrow(() -> new FormatException(
                        place(column), "\"" + shown(name) + "\" is not a status", NearestName.remedy(name, known)));
    }

    private List<String> list(TermColumn column) throws FormatException {
        List<String> items = new ArrayList<>();
        for (String one : text(column).split("\\|", -1)) {
            String item = SPACE.matcher(one).replaceAll(" ").strip();
            requireShort(column, item);
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }

    private List<String> files() throws FormatException {
        List<String> files = list(TermColumn.FILES);
        for (String file : files) {
            try {
                PathGlob.of(file);
            } catch (IllegalArgumentException e) {
                throw new FormatException(
                        place(TermColumn.FILES).toString(),
                        "the pattern \"" + shown(file) + "\" " + e.getMessage(),
                        "write a path from the folder of the project, for example docs/**/*.po",
                        e);
            }
        }
        return files;
    }

    /** Returns whether a column has the first value, in any words for yes; false if it has the second or none. */
    private boolean isSet(TermColumn column, String on, String off) throws FormatException {
        String value = text(column).toLowerCase(Locale.ROOT);
        Optional<String> known = TermNames.flag(column.title(), value)
                .map(Map.Entry::getValue)
                .map(set -> set.isEmpty() ? off : set)
                .or(() -> Optional.of(value).filter(List.of("", on, off)::contains));
        return known.orElseThrow(() -> new FormatException(
                        place(column),
                        "\"" + shown(value) + "\" is not a value of " + column.title(),
                        NearestName.remedy(value, List.of(on, off))))
                .equals(on);
    }

    /** Returns the beginning of a text of any length, for messages. */
    public static String shown(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN_LENGTH)) + "\u2026";
    }
}
