package duiqi.exchange.po;

import duiqi.exchange.MessageSuggestions;
import duiqi.exchange.Suggestions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.po.PoFormat.PoText;
import duiqi.io.Edits;
import duiqi.io.Encoding;
import duiqi.io.LosslessText;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fills the empty translations of a PO file with suggestions. Keeps everything else byte by byte: comments, order, line
 * ends and wrapping, the encoding, invalid entries.
 *
 * <p>A suggestion is final if a person made it for the same text and it has the same placeholders. duiqi marks an entry
 * with any other suggestion as fuzzy, so that gettext does not use it before a review. A comment then holds the score
 * and the origin. duiqi fills all plural forms of an entry or none. It does not write the previous text ({@code #|}).
 * Handles one file.
 */
final class PoFilling {
    private final PoFile file;
    private final ReadProblem.Listener listener;
    private final MessageSuggestions suggestions;
    private final Edits edits;
    private final String lineEnd;
    private int exact;
    private int fuzzy;
    private int present;
    private int missing;

    /**
     * Creates a filling.
     *
     * @param listener receives suggestions that the encoding cannot hold, and may reject the file
     * @param suggestions provides a translation for each untranslated text, given the texts before and after it
     */
    PoFilling(PoFile file, ReadProblem.Listener listener, Suggestions suggestions) {
        this.file = file;
        this.listener = listener;
        this.suggestions = new MessageSuggestions(suggestions);
        this.edits = new Edits(file.text());
        this.lineEnd = file.text().contains("\r\n") ? "\r\n" : "\n";
    }

    /**
     * Writes the filled file.
     *
     * @param out stream that receives it; flushed, not closed
     * @return number of filled entries by kind
     * @throws FormatException if the file is a template without an encoding
     */
    Suggestions.Filling fill(OutputStream out) throws IOException {
        if (file.isTemplate()) {
            throw new FormatException(
                    file.name(),
                    "is a template without an encoding",
                    "create a PO file from it with msginit, or replace charset=CHARSET with charset=UTF-8");
        }
        List<PoEntry> entries =
                file.texts().stream().filter(entry -> !entry.isObsolete()).toList();
        for (int i = 0; i < entries.size(); i++) {
            PoEntry entry = entries.get(i);
            Map<Integer, Suggestion> found = new TreeMap<>();
            boolean isComplete = true;
            for (int form = 0; form < entry.translations().size(); form++) {
                if (isEmpty(entry, form)) {
                    Optional<Suggestion> one = suggestion(entry, form, id(entries, i - 1), id(entries, i + 1));
                    isComplete &= one.isPresent() && isEncodable(entry, form, one.get());
                    found.put(form, one.orElse(new Suggestion("", 0, "", true)));
                }
            }
            if (found.isEmpty()) {
                present++;
            } else if (isComplete) {
                fill(entry, found);
            } else {
                missing++;
            }
        }
        out.write(LosslessText.encode(edits.apply(), Encoding.superset(file.charset())));
        out.flush();
        return new Suggestions.Filling(exact, fuzzy, 0, present, missing, 0, 0);
    }

    private static Optional<String> id(List<PoEntry> entries, int index) {
        return index < 0 || index == entries.size()
                ? Optional.empty()
                : Optional.of(entries.get(index).id());
    }

    private static boolean isEmpty(PoEntry entry, int form) {
        return entry.translations().get(form).located().text().isEmpty();
    }

    /** Returns the suggestion for a plural form: of the plural, or of the singular for the first form. */
    private Optional<Suggestion> suggestion(PoEntry entry, int form, Optional<String> before, Optional<String> after) {
        boolean isPlural = form > 0 || entry.translations().size() == 1;
        Optional<Suggestion> found =
                entry.plural().filter(text -> isPlural).flatMap(text -> suggestions.of(text, before, after));
        return found.isPresent() || form > 0 ? found : suggestions.of(entry.id(), before, after);
    }

    private boolean isEncodable(PoEntry entry, int form, Suggestion one) throws FormatException {
        if (file.charset().newEncoder().canEncode(one.target())) {
            return true;
        }
        listener.found(new ReadProblem(
                entry.translations().get(form).located().locate(file.name(), 0),
                "",
                "suggested translation has characters that " + file.charset().name() + " cannot encode",
                ReadProblem.Kind.LOST));
        return false;
    }

    private void fill(PoEntry entry, Map<Integer, Suggestion> found) {
        boolean isFinal = !entry.isFuzzy();
        for (Map.Entry<Integer, Suggestion> one : found.entrySet()) {
            PoEntry.Text empty = entry.translations().get(one.getKey());
            edits.replace(
                    empty.start(), empty.end(), PoText.lines("", one.getValue().target(), lineEnd));
            String plural = entry.plural().orElse(entry.id());
            boolean isSingular = one.getKey() == 0 && entry.translations().size() > 1;
            isFinal &= MessageSuggestions.isFinal(one.getValue(), plural, isSingular ? entry.id() : plural);
        }
        if (isFinal) {
            exact++;
            return;
        }
        fuzzy++;
        Suggestion weakest = found.values().stream()
                .min(Comparator.comparingInt(Suggestion::percentage))
                .orElseThrow();
        String note = "# " + MessageSuggestions.note(weakest);
        boolean isEncodable = file.charset().newEncoder().canEncode(note);
        edits.insert(entry.noteEnd(), (isEncodable ? note : note.replaceAll("[^ -~]", "?")) + lineEnd);
        if (entry.flagStart().isEmpty()) {
            edits.insert(entry.commentEnd(), "#, fuzzy" + lineEnd);
        } else if (!entry.isFuzzy()) {
            edits.insert(entry.flagStart().get(), " fuzzy,");
        }
    }
}
