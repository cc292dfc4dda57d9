package duiqi.exchange;

import duiqi.io.XmlEscape;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by kind the data that a format cannot hold, so that duiqi omits nothing silently. Not thread-safe. */
public final class Omissions {
    /** Unicode replacement character, written for a lost character. */
    private static final int REPLACEMENT = 0xFFFD;

    private final SortedMap<String, Integer> counts = new TreeMap<>();

    /**
     * Counts one omission.
     *
     * @param what kind of the omitted data in the plural, for example {@code notes} or {@code inline tags}
     */
    public void add(String what) {
        add(what, 1);
    }

    /** Counts several omissions of a kind. The number may be 0. */
    public void add(String what, long times) {
        if (times > 0) {
            counts.merge(what, Math.toIntExact(times), Integer::sum);
        }
    }

    /** Returns the number of omissions of each kind. */
    public SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Returns an escaper for XML files. It counts the characters that XML forbids in these omissions. */
    public XmlEscape xml(Charset charset) {
        return new XmlEscape(charset, count -> add("characters that XML forbids", count));
    }

    /** Returns a text with U+FFFD for each unpaired surrogate, which no encoding can represent, and counts them. */
    public String withoutLoneSurrogates(String text) {
        if (text.codePoints().noneMatch(Omissions::isSurrogate)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSurrogate(c)) {
                add("unpaired surrogates");
            }
            whole.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c);
        });
        return whole.toString();
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /**
     * Returns a text without unpaired surrogates and without U+0000, and counts both. Programs read a text with U+0000
     * as UTF-16 or as a binary file.
     */
    public String plainText(String text) {
        String whole = withoutLoneSurrogates(text);
        add("NUL characters", whole.chars().filter(c -> c == 0).count());
        return whole.replace("\0", "");
    }
}
