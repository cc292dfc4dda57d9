package duiqi.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IntsRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.FiniteStringsIterator;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;

/**
 * Holds the forms of English words in lower case, from SCOWL, and finds forms that are similar to a misspelled word. The
 * search intersects the Levenshtein automaton of the word with an automaton of the common forms (K. U. Schulz, S. Mihov,
 * Fast String Correction with Levenshtein-Automata, IJDAR 2002), as Lucene implements it. Immutable and thread-safe.
 */
public final class EnglishSpelling {
    private static final String RESOURCE = "english-spelling.txt";

    /** Sorted lines in ASCII: a form, then a space and the code of its kind if it is not common. */
    private final byte[] lines;

    /** Lists the kinds of forms. */
    public enum Kind {
        /** Common in all varieties of English. */
        COMMON,
        /** Common in American spelling only. */
        AMERICAN,
        /** Common in British spelling only. */
        BRITISH,
        /** Rare, so never a correction of another word. */
        RARE
    }

    private EnglishSpelling(byte[] lines) {
        this.lines = lines;
    }

    /** Loads on first use. */
    private static final class Standard {
        static final EnglishSpelling SPELLING = load();
    }

    /** Loads on first use, since only misspelled words need it. */
    private static final class Common {
        static final Automaton FORMS =
                Automata.makeStringUnion(new String(Standard.SPELLING.lines, StandardCharsets.US_ASCII)
                        .lines()
                        .filter(line -> !line.endsWith("-"))
                        .map(line -> new BytesRef(line.split(" ", 2)[0]))
                        .toList());
    }

    /** Returns the forms of the word list. */
    public static EnglishSpelling standard() {
        return Standard.SPELLING;
    }

    private static EnglishSpelling load() {
        try (InputStream stream =
                Objects.requireNonNull(EnglishSpelling.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new EnglishSpelling(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the kind of a form; empty if the list does not have it. */
    public Optional<Kind> kind(String form) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = (low + high) >>> 1;
            while (start > low && lines[start - 1] != '\n') {
                start--;
            }
            int end = start;
            while (lines[end] != '\n') {
                end++;
            }
            int order = compare(form, start);
            if (order == 0) {
                return Optional.of(kind(start + form.length()));
            }
            low = order > 0 ? end + 1 : low;
            high = order > 0 ? high : start;
        }
        return Optional.empty();
    }

    /** Compares a form with that of a line. */
    private int compare(String form, int line) {
        for (int i = 0; i < form.length(); i++) {
            int order = form.charAt(i) - lines[line + i];
            if (order != 0) {
                // The end of the form on the line comes before all letters.
                return lines[line + i] < 'a' ? 1 : order;
            }
        }
        return lines[line + form.length()] < 'a' ? 0 : -1;
    }

    private Kind kind(int end) {
        if (lines[end] == '\n') {
            return Kind.COMMON;
        }
        return switch (lines[end + 1]) {
            case 'A' -> Kind.AMERICAN;
            case 'B' -> Kind.BRITISH;
            default -> Kind.RARE;
        };
    }

    /** Returns whether the list has a form. */
    public boolean has(String form) {
        return kind(form).isPresent();
    }

    /**
     * Returns the common forms that differ from a word by at most a number of inserted, deleted, replaced or exchanged
     * letters.
     *
     * @param word a word in lower case
     * @param errors 1 or 2
     */
    public List<String> similar(String word, int errors) {
        Automaton near = new LevenshteinAutomata(word, true).toAutomaton(errors);
        FiniteStringsIterator strings = new FiniteStringsIterator(Operations.intersection(near, Common.FORMS));
        List<String> similar = new ArrayList<>();
        for (IntsRef string = strings.next(); string != null; string = strings.next()) {
            similar.add(new String(string.ints, string.offset, string.length));
        }
        return similar;
    }
}
