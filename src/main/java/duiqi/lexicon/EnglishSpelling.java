package duiqi.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holds the forms of English words in lower case, from SCOWL, and finds forms that are similar to a misspelled word. The
 * distance is that of optimal string alignment (G. Navarro, A Guided Tour to Approximate String Matching, ACM Computing
 * Surveys 2001, section 2.2). Immutable and thread-safe.
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
        /** Starts of the lines with forms that are not rare. */
        static final int[] LINES = starts(Standard.SPELLING.lines);

        private static int[] starts(byte[] lines) {
            return IntStream.range(0, lines.length)
                    .filter(i -> i == 0 || lines[i - 1] == '\n')
                    .filter(start -> {
                        int end = start;
                        while (lines[end] != '\n') {
                            end++;
                        }
                        return lines[end - 1] != '-';
                    })
                    .toArray();
        }
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
        List<String> similar = new ArrayList<>();
        // A row holds the distances of the beginning of a form from all beginnings of the word. A form that begins like
        // the last one needs no new rows for this beginning; if it is too different already, the form is skipped.
        int[][] rows = new int[word.length() + errors + 2][word.length() + 1];
        Arrays.setAll(rows[0], j -> j);
        int last = 0;
        int length = 0;
        boolean isTooDifferent = false;
        for (int start : Common.LINES) {
            int same = 0;
            while (same < length && lines[start + same] == lines[last + same]) {
                same++;
            }
            if (isTooDifferent && same == length) {
                continue;
            }
            isTooDifferent = false;
            last = start;
            for (length = same; lines[start + length] >= 'a' && !isTooDifferent; length++) {
                isTooDifferent = row(rows, start, length + 1, word) > errors;
            }
            if (!isTooDifferent && rows[length][word.length()] <= errors) {
                similar.add(new String(lines, start, length, StandardCharsets.US_ASCII));
            }
        }
        return similar;
    }

    /** Computes the row of the beginning of a form, and returns its least distance. */
    private int row(int[][] rows, int start, int length, String word) {
        int[] row = rows[length];
        int[] above = rows[length - 1];
        byte letter = lines[start + length - 1];
        row[0] = length;
        int least = length;
        for (int j = 1; j < row.length; j++) {
            int replaced = above[j - 1] + (word.charAt(j - 1) == letter ? 0 : 1);
            row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            if (length > 1
                    && j > 1
                    && word.charAt(j - 2) == letter
                    && word.charAt(j - 1) == lines[start + length - 2]) {
                row[j] = Math.min(row[j], rows[length - 2][j - 2] + 1);
            }
            least = Math.min(least, row[j]);
        }
        return least;
    }
}
