package duiqi.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * A finding that is known, or the same several times. Immutable.
 *
 * @param file where it was found, from the folder of the baseline on; it need not be found there again
 * @param rule the id of the rule
 * @param term what the finding is about; may be empty
 * @param text stands for the texts of the unit: the first 64 bits of the SHA-256 of the Chinese, a zero byte, and the English, in hex
 * @param source how the Chinese begins, for the reader
 * @param target how the English begins, likewise
 * @param count how often
 */
public record BaselineEntry(String file, String rule, String term, String text, String source, String target, int count)
        implements Comparable<BaselineEntry> {
    private static final int HASH_BYTES = 8;
    private static final int EXCERPT = 40;

    private static final Comparator<BaselineEntry> ORDER = Comparator.comparing(BaselineEntry::file)
            .thenComparing(BaselineEntry::rule)
            .thenComparing(BaselineEntry::term)
            .thenComparing(BaselineEntry::source)
            .thenComparing(BaselineEntry::text);

    /** What a finding is known again by. The place is not in it, so that texts may move. */
    record Key(String rule, String term, String text) {}

    public BaselineEntry {
        if (count < 1) {
            throw new IllegalArgumentException("a finding is known once or more, not " + count);
        }
    }

    static BaselineEntry of(Finding finding, String file) {
        CheckedUnit unit = finding.unit();
        return new BaselineEntry(
                file,
                finding.rule().id(),
                finding.term(),
                hash(unit),
                excerpt(unit.chinese()),
                excerpt(unit.english()),
                1);
    }

    static Key key(Finding finding) {
        return new Key(finding.rule().id(), finding.term(), hash(finding.unit()));
    }

    Key key() {
        return new Key(rule, term, text);
    }

    /** The same so many times. */
    BaselineEntry times(int other) {
        return new BaselineEntry(file, rule, term, text, source, target, other);
    }

    private static String hash(CheckedUnit unit) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((unit.chinese() + '\0' + unit.english()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    @Override
    public int compareTo(BaselineEntry other) {
        return ORDER.compare(this, other);
    }
}
