package duiqi.exchange.po;

import duiqi.text.Located;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Represents an entry of a PO file with its places. Immutable.
 *
 * @param comments lines before the keywords, by the characters that begin them: {@code #}, {@code #.}, {@code #:} and
 *     {@code #,}
 * @param texts texts by keyword: {@code msgctxt}, {@code msgid}, {@code msgid_plural}, {@code msgstr},
 *     {@code msgstr[n]}
 * @param previous texts before the last change, {@code #|}, by keyword
 * @param isObsolete true if the program no longer uses the entry
 * @param noteEnd offset in the file after the comments of translators
 * @param commentEnd offset after all comments
 * @param flagStart offset after the {@code #,} of the first line of flags; empty if there is none
 */
record PoEntry(
        Map<String, List<String>> comments,
        Map<String, Text> texts,
        Map<String, Text> previous,
        boolean isObsolete,
        int noteEnd,
        int commentEnd,
        Optional<Integer> flagStart) {
    static final String FUZZY = "fuzzy";

    /**
     * Holds a text of an entry.
     *
     * @param located text with the locations of its characters
     * @param start offset in the file of its first quotation mark
     * @param end offset after its last quotation mark
     */
    record Text(Located located, int start, int end) {}

    /** Returns a text; empty if the entry does not have the keyword. */
    Optional<String> text(String keyword) {
        return Optional.ofNullable(texts.get(keyword)).map(text -> text.located.text());
    }

    /** Returns a text that every entry has, or every entry with a plural. */
    Located located(String keyword) {
        return Objects.requireNonNull(texts.get(keyword)).located;
    }

    String id() {
        return located("msgid").text();
    }

    Optional<String> plural() {
        return text("msgid_plural");
    }

    /** Returns {@code msgstr}, or every {@code msgstr[n]} of an entry with a plural. */
    List<Text> translations() {
        return Stream.concat(
                        Stream.of("msgstr"), IntStream.range(0, texts.size()).mapToObj(form -> "msgstr[" + form + "]"))
                .flatMap(keyword -> Stream.ofNullable(texts.get(keyword)))
                .toList();
    }

    List<String> comments(String mark) {
        return comments.getOrDefault(mark, List.of());
    }

    boolean isHeader() {
        return id().isEmpty() && !texts.containsKey("msgctxt") && !isObsolete;
    }

    /** Returns the flags, for example {@code fuzzy} and {@code c-format}. */
    List<String> flags() {
        return Stream.of("#,", "#=")
                .flatMap(mark -> comments(mark).stream())
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    boolean isFuzzy() {
        return flags().contains(FUZZY);
    }

    /** Returns the fields of a header, from name to value. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : translations().get(0).located.text().split("\n")) {
            String[] field = line.split(":", 2);
            if (field.length == 2 && !field[0].isEmpty()) {
                fields.put(field[0].strip(), field[1].strip());
            }
        }
        return fields;
    }
}
