package duiqi.document.plain;

import duiqi.io.LosslessText;
import duiqi.text.FormatException;
import duiqi.text.Line;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a text with its damaged places: invalid bytes, zeros, lost characters, and text that was decoded in a wrong
 * encoding. It repairs a place if the result is certain. U+FFFD replaces other invalid bytes. Not thread-safe.
 */
final class DamagedText {
    /** Maximum share of damaged lines; a text with more is in another encoding, or it is not worth reading. */
    private static final double MAX_SHARE = 0.02;

    private static final int MIN_LINES = 10;

    /** Minimum number of characters for each damaged line of a text with a few long lines. */
    private static final int CHARACTERS_PER_LINE = 5000;

    /** Matches the invalid bytes of {@link LosslessText}. */
    private static final Pattern INVALID = Pattern.compile("[\uDC00-\uDCFF]+");

    /** Matches U+FFFD in or next to a word; a text about encodings shows it between marks or spaces. */
    private static final Pattern LOST_CHARACTER =
            Pattern.compile("(?<=[\\p{L}\\p{N}])\uFFFD+|\uFFFD+(?=[\\p{L}\\p{N}])");

    private static final Pattern ZEROS = Pattern.compile("\0+");
    private static final Pattern SPECIAL = Pattern.compile("[^\\x01-\\x7F]");

    private final String name;
    private final Charset charset;
    private final StringBuilder text = new StringBuilder();
    private final List<ReadProblem> damage = new ArrayList<>();
    private int lostLines;
    private int faults;
    private int lines;
    private int specialLines;

    private DamagedText(String name, Charset charset) {
        this.name = name;
        this.charset = charset;
    }

    /**
     * Decodes bytes.
     *
     * @param isDetected true if the encoding was detected, so that traces of a wrong conversion are damage
     */
    static DamagedText of(String name, byte[] bytes, Charset charset, boolean isDetected) {
        DamagedText damaged = new DamagedText(name, charset);
        String decoded = LosslessText.decode(bytes, charset);
        int end = 0;
        for (Line line : Line.of(decoded)) {
            damaged.text.append(damaged.read(line, isDetected));
            int next = end + line.text().length();
            end = Math.min(decoded.length(), next + (decoded.startsWith("\r\n", next) ? 2 : 1));
            damaged.text.append(decoded, next, end);
        }
        return damaged;
    }

    private String read(Line line, boolean isDetected) {
        lines += line.isBlank() ? 0 : 1;
        if (!SPECIAL.matcher(line.text()).find()) {
            return line.text();
        }
        specialLines++;
        int before = damage.size();
        String read = zeros(line, invalidBytes(line));
        if (isDetected && damage.size() == before) {
            read = WrongConversion.undone(
                    line.text(), (start, kind) -> add(line, start, "the text was decoded in a wrong encoding", kind));
            Matcher lost = LOST_CHARACTER.matcher(line.text());
            while (damage.size() == before && lost.find()) {
                String problem = "has U+FFFD, which replaces a character lost in an earlier conversion";
                add(line, lost.start(), problem, ReadProblem.Kind.LOST);
            }
        }
        boolean isLost = damage.subList(before, damage.size()).stream()
                .anyMatch(problem -> problem.kind() == ReadProblem.Kind.LOST);
        lostLines += isLost ? 1 : 0;
        return read;
    }

    /** Returns a line without invalid bytes. */
    private String invalidBytes(Line line) {
        Matcher invalid = INVALID.matcher(line.text());
        while (invalid.find()) {
            int value = line.text().charAt(invalid.start()) & 0xFF;
            String problem = String.format(Locale.ROOT, "the byte 0x%02X is not valid in %s", value, charset.name());
            add(line, invalid.start(), problem, ReadProblem.Kind.LOST);
            faults++;
        }
        return invalid.replaceAll("\uFFFD");
    }

    private String zeros(Line line, String read) {
        Matcher zeros = ZEROS.matcher(read);
        while (zeros.find()) {
            add(line, Math.min(zeros.start(), line.text().length()), "has a NUL character", ReadProblem.Kind.LOST);
        }
        return read.replace("\0", "").isEmpty() ? "" : zeros.replaceAll("\uFFFD");
    }

    private void add(Line line, int index, String problem, ReadProblem.Kind kind) {
        damage.add(new ReadProblem(new Location(name, line.number(), line.column(index)), "", problem, kind));
    }

    String text() {
        return text.toString();
    }

    /** Returns the number of places with invalid bytes. */
    int faults() {
        return faults;
    }

    /** Returns the damaged places in order. */
    List<ReadProblem> damage() {
        return damage;
    }

    /**
     * Accepts a text whose damage is small: at most 2 lines of 100, one of ten lines, or one in 5,000 characters.
     *
     * @param isGiven true if the user gives the encoding, so that up to half of the lines with characters outside ASCII
     *     may be damaged
     * @param remedy the remedy for invalid bytes; empty for that of a detected encoding
     * @throws FormatException if there is more damage
     */
    void requireSmallDamage(boolean isGiven, Optional<String> remedy) throws FormatException {
        double most = Math.max(lines * MAX_SHARE, (double) text.length() / CHARACTERS_PER_LINE);
        boolean isAcceptable = 2 * lostLines <= specialLines;
        if (lostLines <= most || (lostLines == 1 && lines >= MIN_LINES) || (isGiven && isAcceptable)) {
            return;
        }
        ReadProblem first = damage.stream()
                .filter(problem -> problem.kind() == ReadProblem.Kind.LOST)
                .findFirst()
                .orElseThrow();
        String count = lostLines == 1 ? "" : ", and " + lostLines + " of " + lines + " lines are damaged";
        String accept = "--encoding " + charset.name() + " to accept the text";
        String usual = faults == 0
                ? "convert the original file again, or use " + accept
                : isAcceptable
                        ? "give another encoding with --encoding NAME, or use " + accept
                        : "give another encoding with --encoding NAME, or save the file as UTF-8";
        throw new FormatException(first.location(), first.problem() + count, remedy.orElse(usual));
    }
}
