package duiqi.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of a PO file. Immutable.
 *
 * @param line where its first keyword stands
 * @param translator lines of comments by translators, {@code # }
 * @param extracted lines of comments taken from the program, {@code #.}
 * @param references lines with places in the program, {@code #:}
 * @param flags words such as {@code fuzzy}, {@code c-format}
 * @param previous what {@code #|} says the entry was before, from keyword to text
 * @param context {@code msgctxt}; empty when there is none
 * @param id {@code msgid}
 * @param plural {@code msgid_plural}; empty when there is none
 * @param renderings {@code msgstr}, or with a plural every {@code msgstr[n]}
 * @param isObsolete whether the program does not have it any more
 */
record PoEntry(
        int line,
        List<String> translator,
        List<String> extracted,
        List<String> references,
        List<String> flags,
        Map<String, String> previous,
        Optional<String> context,
        String id,
        Optional<String> plural,
        List<String> renderings,
        boolean isObsolete) {
    static final String FUZZY = "fuzzy";

    PoEntry {
        translator = List.copyOf(translator);
        extracted = List.copyOf(extracted);
        references = List.copyOf(references);
        flags = List.copyOf(flags);
        previous = OrderedProperties.copy(previous);
        renderings = List.copyOf(renderings);
    }

    /** Whether it is no entry but says what holds for the file. */
    boolean isHeader() {
        return id.isEmpty() && context.isEmpty() && !isObsolete;
    }

    boolean isFuzzy() {
        return flags.contains(FUZZY);
    }

    /** What a header says, from name to value. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : renderings.get(0).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
