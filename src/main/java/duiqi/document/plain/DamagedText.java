package duiqi.document.plain;

import duiqi.text.FormatException;
import duiqi.text.Line;
import duiqi.text.LineStarts;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds a text with its damaged places: invalid bytes, zeros, lost characters, and text that was decoded in a wrong
 * encoding. It repairs a place if the result is certain. U+FFFD stays at any other place. Not thread-safe.
 */
final class DamagedText {
    /** Maximum share of damaged lines; a text with more is in another encoding, or it is not worth reading. */
    private static final double MAX_SHARE = 0.02;

    /** Minimum number of lines of a text with one damaged line. */
    private static final int MIN_LINES = 10;

    /** Minimum number of characters for each damaged place of a text with a few long lines. */
    private static final int CHARACTERS_PER_PLACE = 5000;

    /** Matches U+FFFD in or next to a word; a text about encodings shows it between marks or spaces. */
    private static final Pattern LOST_CHARACTER =
            Pattern.compile("(?<=[\\p{L}\\p{N}])\uFFFD+|\uFFFD+(?=[\\p{L}\\p{N}])");

    private static final Pattern ZEROS = Pattern.compile("\0+");
    private static final Pattern NOT_BLANK = Pattern.compile("(?m)^.*[^\\s\\x00].*$");
    private static final Pattern WITH_SPECIAL = Pattern.compile("(?m)^.*[^\\x00-\\x7F].*$");

    /**
     * Describes a damaged place.
     *
     * @param start offset of its first character in the decoded text
     * @param end offset after its last character
     * @param text the text to read instead
     * @param problem clause that states the problem
     * @param kind whether the text is repaired
     */
    private record Place(int start, int end, String text, String problem, ReadProblem.Kind kind) {}

    private final String name;
    private final Charset charset;
    private final StringBuilder decoded = new StringBuilder();
    private final List<Place> places = new ArrayList<>();
    private boolean isValid;

    private DamagedText(String name, Charset charset) {
        this.name = name;
        this.charset = charset;
    }

    /** Decodes bytes from an offset on. */
    static DamagedText of(String name, byte[] bytes, int offset, Charset charset) {
        DamagedText text = new DamagedText(name, charset);
        TextDecoder.StrictDecoding whole = TextDecoder.StrictDecoding.of(bytes, offset, charset);
        text.isValid = whole.succeeded();
        if (whole.succeeded()) {
            text.decoded.append(whole.text());
            return text;
        }
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            text.addLeniently(bytes, offset, bytes.length);
            return text;
        }
        int start = offset;
        for (int i = offset; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
                text.addLine(bytes, start, i);
                start = i + 1;
                if (i < bytes.length) {
                    text.decoded.append((char) bytes[i]);
                }
            }
        }
        return text;
    }

    private void addLine(byte[] bytes, int start, int end) {
        byte[] line = Arrays.copyOfRange(bytes, start, end);
        TextDecoder.StrictDecoding strict = TextDecoder.StrictDecoding.of(line, 0, charset);
        TextDecoder.StrictDecoding utf8 = TextDecoder.StrictDecoding.of(line, 0, StandardCharsets.UTF_8);
        if (strict.succeeded()) {
            decoded.append(strict.text());
        } else if (charset.equals(StandardCharsets.UTF_8)) {
            addPieces(bytes, start, end);
        } else if (utf8.succeeded()) {
            addRepaired(utf8.text(), "UTF-8");
        } else {
            addLeniently(bytes, start, end);
        }
    }

    private void addRepaired(String text, String encoding) {
        add(text, "the text is in " + encoding, ReadProblem.Kind.REPAIRED);
    }

    private void add(String text, String problem, ReadProblem.Kind kind) {
        places.add(new Place(decoded.length(), decoded.length() + text.length(), text, problem, kind));
        decoded.append(text);
    }

    /** Adds bytes with U+FFFD for the invalid ones. The first of them is the damaged place. */
    private void addLeniently(byte[] bytes, int start, int end) {
        TextDecoder.StrictDecoding valid =
                TextDecoder.StrictDecoding.of(Arrays.copyOfRange(bytes, start, end), 0, charset);
        decoded.append(valid.text());
        int fault = start + Math.max(0, valid.fault());
        String rest = new String(bytes, fault, end - fault, charset);
        add(rest, problem(bytes[fault], valid.truncated() && end == bytes.length), ReadProblem.Kind.LOST);
    }

    private String problem(byte invalid, boolean isTruncated) {
        return isTruncated
                ? "the last character is incomplete in " + charset.name()
                : String.format(Locale.ROOT, "the byte 0x%02X is not valid in %s", invalid, charset.name());
    }

    /** Adds a damaged line of UTF-8. A phrase in it may be in GB18030, and a letter in windows-1252. */
    private void addPieces(byte[] bytes, int start, int end) {
        List<Piece> pieces = Piece.of(bytes, start, end);
        boolean isChinese = Piece.areChinese(pieces);
        boolean isWestern = pieces.stream().noneMatch(piece -> piece.isValid() && piece.hasHan());
        for (int k = 0; k < pieces.size(); k++) {
            Piece piece = pieces.get(k);
            if (piece.isValid()) {
                decoded.append(piece.text());
            } else if (isChinese) {
                addRepaired(piece.chinese().orElseThrow(), "GB18030");
            } else if (isWestern && piece.isWesternBetween(pieces, k)) {
                addRepaired(piece.western(), "windows-1252");
            } else {
                boolean isLast = piece.end() == bytes.length && k + 1 == pieces.size();
                boolean isCut =
                        TextDecoder.StrictDecoding.of(piece.raw(), 0, charset).truncated();
                add(piece.text(), problem(bytes[piece.start()], isLast && isCut), ReadProblem.Kind.LOST);
            }
        }
    }

    /**
     * Holds a part of a line: valid UTF-8, or bytes that are not.
     *
     * @param raw the bytes
     * @param start index of the first byte in the file
     * @param text the text in UTF-8, with U+FFFD for invalid bytes
     */
    private record Piece(byte[] raw, int start, String text) {
        private static final Charset GB18030 = Charset.forName("GB18030");
        private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

        /** Minimum number of characters that prove a phrase in GB18030. */
        private static final int MIN_CHINESE = 2;

        /** Last frequent letter of windows-1252; the bytes after it are rather byte order marks and garbage. */
        private static final char LAST_WESTERN = 'ü';

        private static final String WESTERN_MARKS = "‘’“”–—…";

        static List<Piece> of(byte[] bytes, int start, int end) {
            List<Piece> pieces = new ArrayList<>();
            int from = start;
            while (from < end) {
                int to = from;
                boolean isInvalid = bytes[from] < 0 && longCharacter(bytes, from, end) == 0;
                while (to < end && isInvalid == (bytes[to] < 0 && longCharacter(bytes, to, end) == 0)) {
                    to += Math.max(1, longCharacter(bytes, to, end));
                }
                byte[] raw = Arrays.copyOfRange(bytes, from, to);
                pieces.add(new Piece(raw, from, new String(raw, StandardCharsets.UTF_8)));
                from = to;
            }
            return pieces;
        }

        /** Returns the length of a character of three or four bytes; 0 if there is none at the index. */
        private static int longCharacter(byte[] bytes, int index, int end) {
            int lead = bytes[index] & 0xFF;
            int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 0;
            if (length == 0 || index + length > end) {
                return 0;
            }
            byte[] raw = Arrays.copyOfRange(bytes, index, index + length);
            return TextDecoder.StrictDecoding.of(raw, 0, StandardCharsets.UTF_8).succeeded() ? length : 0;
        }

        int end() {
            return start + raw.length;
        }

        boolean isValid() {
            return TextDecoder.StrictDecoding.of(raw, 0, StandardCharsets.UTF_8).succeeded();
        }

        boolean hasHan() {
            return text.codePoints().anyMatch(Character::isIdeographic);
        }

        static boolean areChinese(List<Piece> pieces) {
            List<Optional<String>> invalid = pieces.stream()
                    .filter(piece -> !piece.isValid())
                    .map(Piece::chinese)
                    .toList();
            return invalid.stream().allMatch(Optional::isPresent)
                    && invalid.stream()
                                    .flatMap(Optional::stream)
                                    .mapToInt(String::length)
                                    .sum()
                            >= MIN_CHINESE;
        }

        /** Returns the text in GB18030 if all its characters are common. */
        Optional<String> chinese() {
            TextDecoder.StrictDecoding decoding = TextDecoder.StrictDecoding.of(raw, 0, GB18030);
            boolean isCommon =
                    decoding.succeeded() && EncodingGuess.CharacterPlausibility.SIMPLIFIED.of(decoding.text()) == 1;
            return isCommon ? Optional.of(decoding.text()) : Optional.empty();
        }

        String western() {
            return new String(raw, WINDOWS_1252);
        }

        /** Returns whether the piece consists of marks, after a letter of a word or without one. */
        boolean isWesternBetween(List<Piece> pieces, int index) {
            String before = index == 0 ? "" : pieces.get(index - 1).text();
            String after =
                    index + 1 == pieces.size() ? "" : pieces.get(index + 1).text();
            boolean isInWord = (!before.isEmpty() && Character.isLetterOrDigit(before.charAt(before.length() - 1)))
                    || (!after.isEmpty() && Character.isLetterOrDigit(after.charAt(0)));
            char c = western().charAt(0);
            boolean isLetter = Character.isLetter(c) && c <= LAST_WESTERN;
            return (isInWord || !isLetter)
                    && western().chars().skip(isLetter ? 1 : 0).allMatch(mark -> WESTERN_MARKS.indexOf(mark) >= 0);
        }
    }

    /** Adds zeros. A line that consists of zeros becomes empty. */
    void findZeros() {
        Matcher zeros = ZEROS.matcher(decoded);
        while (zeros.find()) {
            boolean isLine = (zeros.start() == 0 || isLineEnd(decoded.charAt(zeros.start() - 1)))
                    && (zeros.end() == decoded.length() || isLineEnd(decoded.charAt(zeros.end())));
            places.add(new Place(
                    zeros.start(), zeros.end(), isLine ? "" : "\uFFFD", "has a NUL character", ReadProblem.Kind.LOST));
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** Adds the traces of an earlier wrong conversion. */
    void findConversions() {
        int start = 0;
        List<Line> rest = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (Line line : Line.of(decoded.toString())) {
            StringBuilder repaired = new StringBuilder(line.text());
            List<WrongConversion.Place> undone = WrongConversion.undone(line.text());
            for (int k = undone.size() - 1; k >= 0; k--) {
                WrongConversion.Place place = undone.get(k);
                repaired.replace(place.start(), place.end(), place.text());
                places.add(new Place(
                        start + place.start(),
                        start + place.end(),
                        place.text(),
                        "the text was decoded in a wrong encoding",
                        place.isLost() ? ReadProblem.Kind.LOST : ReadProblem.Kind.REPAIRED));
            }
            rest.add(new Line(line.number(), repaired.toString()));
            starts.add(start);
            start += line.text().length();
            boolean isPair =
                    start + 1 < decoded.length() && decoded.charAt(start) == '\r' && decoded.charAt(start + 1) == '\n';
            start += isPair ? 2 : 1;
        }
        for (Line line : WrongConversion.damaged(rest)) {
            int at = starts.get(line.number() - 1);
            places.add(new Place(
                    at, at, "", "the line was decoded in a wrong encoding and saved as UTF-8", ReadProblem.Kind.LOST));
        }
        BitSet known = new BitSet();
        places.forEach(place -> known.set(place.start(), place.end()));
        Matcher lost = LOST_CHARACTER.matcher(decoded);
        while (lost.find()) {
            if (!known.get(lost.start())) {
                places.add(new Place(
                        lost.start(),
                        lost.end(),
                        lost.group(),
                        "has U+FFFD, which replaces a character lost in an earlier conversion",
                        ReadProblem.Kind.LOST));
            }
        }
    }

    /** Returns the characters before repairs. */
    String decoded() {
        return decoded.toString();
    }

    /** Returns the text with its repairs. */
    String text() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Place place : inOrder()) {
            if (place.start() >= from) {
                text.append(decoded, from, place.start()).append(place.text());
                from = place.end();
            }
        }
        return text.append(decoded, from, decoded.length()).toString();
    }

    private List<Place> inOrder() {
        return places.stream().sorted(Comparator.comparingInt(Place::start)).toList();
    }

    /** Returns the damaged places in order. */
    List<ReadProblem> damage() {
        if (places.isEmpty()) {
            return List.of();
        }
        LineStarts positions =
                new LineStarts(decoded.toString().replace('\u2028', '\n').replace('\u2029', '\n'));
        return inOrder().stream()
                .map(place -> new ReadProblem(
                        new Location(name, positions.line(place.start()), positions.column(place.start())),
                        "",
                        place.problem(),
                        place.kind()))
                .toList();
    }

    /**
     * Accepts a text whose damage is small: at most 2 lines of 100, one of ten lines, or one place in 5,000 characters.
     *
     * @param isGiven true if the user gives the encoding, so that up to half of the lines with characters outside ASCII
     *     may be damaged
     * @param remedy the remedy for invalid bytes; empty for that of a detected encoding
     * @throws FormatException if there is more damage
     */
    void requireSmallDamage(boolean isGiven, Optional<String> remedy) throws FormatException {
        List<ReadProblem> lost = damage().stream()
                .filter(problem -> problem.kind() == ReadProblem.Kind.LOST)
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        Set<Integer> lines =
                lost.stream().map(problem -> problem.location().line()).collect(Collectors.toSet());
        long all = NOT_BLANK.matcher(decoded).results().count();
        long special = WITH_SPECIAL.matcher(decoded).results().count();
        boolean isAcceptable = 2L * lines.size() <= special;
        boolean isSmall = lines.size() <= MAX_SHARE * all
                || (lines.size() == 1 && all >= MIN_LINES)
                || (long) lost.size() * CHARACTERS_PER_PLACE <= decoded.length();
        if (isSmall || (isGiven && isAcceptable)) {
            return;
        }
        String count = lines.size() == 1 ? "" : ", and " + lines.size() + " of " + all + " lines are damaged";
        String accept = "--encoding " + charset.name() + " to accept the text";
        String usual = isValid
                ? "convert the original file again, or use " + accept
                : isAcceptable
                        ? "give another encoding with --encoding NAME, or use " + accept
                        : "give another encoding with --encoding NAME, or save the file as UTF-8";
        throw new FormatException(lost.get(0).location(), lost.get(0).problem() + count, remedy.orElse(usual));
    }
}
