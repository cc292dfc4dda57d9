package duiqi.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Holds the forms of English words in lower case, from SCOWL. Immutable and thread-safe. */
public final class EnglishSpelling {
    private static final String RESOURCE = "english-spelling.txt";

    /** Sorted lines in ASCII: a form, then a space and the code of its kind if it is not common. */
    private final byte[] lines;

    private EnglishSpelling(byte[] lines) {
        this.lines = lines;
    }

    /** Loads on first use. */
    private static final class Standard {
        static final EnglishSpelling SPELLING = load();
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

    /** Returns whether the list has a form. */
    public boolean has(String form) {
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
                return true;
            }
            low = order > 0 ? end + 1 : low;
            high = order > 0 ? high : start;
        }
        return false;
    }

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
}
