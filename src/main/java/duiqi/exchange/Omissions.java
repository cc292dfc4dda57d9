package duiqi.exchange;

import duiqi.io.XmlEscape;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a format could not hold, by kind, so that nothing is left out silently. Not thread-safe. */
public final class Omissions {
    /** The replacement character of Unicode, for a character that was lost. */
    private static final int REPLACEMENT = 0xFFFD;

    private final SortedMap<String, Integer> counts = new TreeMap<>();

    /**
     * Counts one thing left out.
     *
     * @param what its kind in the plural, for example {@code notes} or {@code inline codes}
     */
    public void add(String what) {
        add(what, 1);
    }

    /** Counts several of a kind, or none. */
    public void add(String what, long times) {
        if (times > 0) {
            counts.merge(what, Math.toIntExact(times), Integer::sum);
        }
    }

    /** Returns how often each kind was left out. */
    public SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Returns what escapes texts for an XML file, and counts here the characters that XML forbids. */
    public XmlEscape xml(Charset charset) {
        return new XmlEscape(charset, count -> add("characters that XML cannot hold", count));
    }

    /** Returns a text with U+FFFD for surrogates without a partner, which no encoding holds and each of which is counted. */
    public String withoutLoneSurrogates(String text) {
        if (text.codePoints().noneMatch(Omissions::isSurrogate)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSurrogate(c)) {
                add("halves of characters");
            }
            whole.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c);
        });
        return whole.toString();
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /**
     * Returns a text without lone surrogates and without U+0000, which are counted. Programs take a text with U+0000 for UTF-16
     * or for no text.
     */
    public String plainText(String text) {
        String whole = withoutLoneSurrogates(text);
        add(
                "characters that no text file holds",
                whole.chars().filter(c -> c == 0).count());
        return whole.replace("\0", "");
    }
}
