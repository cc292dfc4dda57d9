package duiqi.io;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Holds the encoding of a file, which its byte order mark, its declaration or its bytes show. Immutable.
 *
 * @param charset the encoding, without a mark of its own
 * @param markSize bytes of the byte order mark, 0 without one
 * @param problem problem of the declared encoding; empty if there is none
 */
public record Encoding(Charset charset, int markSize, Optional<String> problem) {
    /** The byte order mark as a character. */
    public static final String MARK = "\uFEFF";

    /** Minimum plausibility of correct text, with room for names and rare signs in ten characters. */
    private static final double MIN_PLAUSIBILITY = 0.7;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5-HKSCS");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Encodings with marks (Unicode Standard, section 23.8); longer marks precede their prefixes. */
    private static final List<Charset> MARKED = List.of(
            StandardCharsets.UTF_8,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            GB18030);

    /** Number of bytes searched for a declaration; browsers search 1024, but some pages need more. */
    private static final int PROLOGUE = 1 << 14;

    private static final Pattern DECLARED = Pattern.compile(
            "<meta\\b[^>]*?\\bcharset\\s*=\\s*[\"']?\\s*([\\w.:-]+)|<\\?xml\\b[^>]*?\\bencoding\\s*=\\s*[\"']([^\"']*)[\"']",
            Pattern.CASE_INSENSITIVE);

    /** Returns the encoding that the byte order mark of a file shows. */
    public static Optional<Encoding> marked(byte[] start) {
        for (Charset charset : MARKED) {
            byte[] mark = MARK.getBytes(charset);
            if (start.length >= mark.length && Arrays.equals(start, 0, mark.length, mark, 0, mark.length)) {
                return Optional.of(new Encoding(charset, mark.length, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** Returns the encoding that a page or an XML file declares as text, as it is written. */
    public static Optional<String> declared(byte[] bytes) {
        Matcher matcher =
                DECLARED.matcher(new String(bytes, 0, Math.min(bytes.length, PROLOGUE), StandardCharsets.ISO_8859_1));
        return matcher.find()
                ? Optional.ofNullable(matcher.group(1)).or(() -> Optional.of(matcher.group(2)))
                : Optional.empty();
    }

    /**
     * Detects the encoding of an XML file: by its byte order mark, else as UTF-16 if its characters have two bytes, else
     * by its declaration, else UTF-8 (XML 1.0, appendix F). A valid encoding precedes one in which some bytes are invalid.
     *
     * @param name name of the file
     * @param in stream at the beginning of the file; its position does not change
     * @throws FormatException if the file is empty, or its text is not in the declared encoding
     */
    static Encoding ofXml(String name, BufferedInputStream in) throws IOException {
        in.mark(PROLOGUE);
        byte[] start = in.readNBytes(PROLOGUE);
        in.reset();
        if (start.length == 0) {
            throw new FormatException(name, "is empty", "delete it or use another file");
        }
        Optional<Encoding> wide = marked(start)
                .or(() -> detect(start)
                        .filter(charset -> charset.name().startsWith("UTF-16"))
                        .map(charset -> new Encoding(charset, 0, Optional.empty())));
        if (wide.isPresent()) {
            return wide.get();
        }
        Optional<String> label = declared(start);
        Charset claim = label.isPresent() ? charset(name, label.get()) : StandardCharsets.UTF_8;
        // The declaration itself was read as ASCII, so the encoding cannot have units of two bytes.
        boolean isWide = claim.name().startsWith("UTF-16") || claim.name().startsWith("UTF-32");
        for (int perFault : new int[] {Integer.MAX_VALUE, 2}) {
            if (!isWide && hasFewFaults(start, superset(claim), perFault)) {
                return new Encoding(claim, 0, Optional.empty());
            }
            if (hasFewFaults(start, StandardCharsets.UTF_8, perFault)) {
                return new Encoding(StandardCharsets.UTF_8, 0, Optional.of(contradiction(label, claim)));
            }
        }
        String guess = detect(start)
                .map(other -> "change its first line to <?xml version=\"1.0\" encoding=\"" + other.name() + "\"?>, or ")
                .orElse("");
        throw new FormatException(name, contradiction(label, claim), guess + "save it as UTF-8");
    }

    private static String contradiction(Optional<String> label, Charset claim) {
        return label.isPresent()
                ? "is not in " + claim.name() + ", the encoding that it declares"
                : "declares no encoding and is not valid UTF-8";
    }

    private static Charset charset(String name, String declared) throws FormatException {
        try {
            return Charset.forName(declared);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FormatException(
                    name, "declares the unknown encoding \"" + declared + "\"", "save it as UTF-8", e);
        }
    }

    /**
     * Returns GB18030 for GB2312 and GBK, because files that declare these often contain characters of the later
     * standard, which includes them (WHATWG Encoding Standard). Returns any other charset unchanged.
     */
    public static Charset superset(Charset charset) {
        return Set.of("GB2312", "GBK").contains(charset.name().toUpperCase(Locale.ROOT)) ? GB18030 : charset;
    }

    /**
     * Returns the charset of a label of a page or server, as the WHATWG Encoding Standard, section 4.2, does: GB 2312 and
     * GBK mean GB 18030, and Latin-1 means windows-1252. Empty if Java does not know it.
     */
    public static Optional<Charset> labelled(String label) {
        try {
            return Optional.of(
                    switch (label.strip().toLowerCase(Locale.ROOT)) {
                        case "gb_2312-80", "x-gbk", "euc-cn" -> GB18030;
                        case "big5", "x-x-big5" -> BIG5;
                        case "iso-8859-1", "latin1", "us-ascii", "ascii" -> WINDOWS_1252;
                        default -> superset(Charset.forName(label.strip()));
                    });
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Rejects a file whose encoding can be decoded but not encoded. */
    public void requireWritable(String name) throws FormatException {
        if (!charset.canEncode()) {
            throw new FormatException(
                    name,
                    "is in " + charset.name() + ", which duiqi can read but not write",
                    "convert it to UTF-8 with duiqi tm convert " + name + " -o FILE.tmx");
        }
    }

    /** Decodes a file without its mark. {@link #writer} restores bytes that are invalid in the encoding. */
    Reader reader(InputStream in) throws IOException {
        in.skipNBytes(markSize);
        return LosslessText.reader(in, superset(charset));
    }

    /** Returns a writer of a file in this encoding, with the mark if it has one. Text from the file keeps its bytes. */
    public Writer writer(OutputStream out) throws IOException {
        Writer writer = LosslessText.writer(out, superset(charset));
        if (markSize > 0) {
            writer.write(MARK);
        }
        return writer;
    }

    /** Returns whether all bytes are valid in an encoding, except for a character that is cut at their end. */
    public static boolean isValid(byte[] bytes, Charset charset) {
        return hasFewFaults(bytes, charset, Integer.MAX_VALUE);
    }

    /** Returns whether there are enough characters outside ASCII for each invalid sequence. */
    static boolean hasFewFaults(byte[] bytes, Charset charset, int perFault) {
        Sample sample = new Sample(bytes, charset);
        return sample.faults * perFault <= sample.faults + sample.beyond;
    }

    /**
     * Detects the encoding of Chinese or English text. Each encoding gets a score from the text that it gives. UTF-8 has
     * a grammar that text in other encodings does not match by chance. In UTF-16, GB18030 and Big5, correct text consists
     * of common characters. Other text that is mostly ASCII is windows-1252.
     *
     * <p>For short texts this is more accurate than ICU, which needs about 60 characters: with 10 characters, GB18030
     * .997 against .005, Big5 .997 against .197, UTF-16 1.000 against .330. ICU alone knows the other languages: it vetoes
     * Japanese, Korean and Russian, whose bytes also give common Chinese characters.
     *
     * @return empty if no encoding is close; the bytes may have faults in the encoding
     */
    public static Optional<Charset> detect(byte[] bytes) {
        Optional<Charset> best = Optional.empty();
        double most = 0;
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                GB18030,
                BIG5,
                WINDOWS_1252)) {
            double score = new Sample(bytes, charset).score();
            if (score == Sample.CERTAIN) {
                return Optional.of(charset);
            }
            if (score > most) {
                most = score;
                best = Optional.of(charset);
            }
        }
        boolean isForeign = best.filter(List.of(GB18030, BIG5)::contains).isPresent() && isForeign(bytes);
        return isForeign ? Optional.empty() : best.map(charset -> charset.equals(BIG5) ? big5(bytes) : charset);
    }

    /** Returns Big5, or its superset if the bytes need it. */
    private static Charset big5(byte[] bytes) {
        Charset usual = Charset.forName("Big5");
        return isValid(bytes, BIG5) && !isValid(bytes, usual) ? BIG5 : usual;
    }

    private static boolean isForeign(byte[] bytes) {
        long high = IntStream.range(0, bytes.length).filter(i -> bytes[i] < 0).count();
        // Marks alone, in text that is mostly ASCII, show no language.
        CharsetMatch match = high < Math.max(Sample.MIN_FOREIGN, bytes.length / 2)
                ? null
                : new CharsetDetector().setText(bytes).detect();
        return match != null
                && Set.of("EUC-JP", "EUC-KR", "Shift_JIS", "KOI8-R", "windows-1251")
                        .contains(match.getName());
    }

    /** Returns the share of common Chinese characters and marks among the characters outside ASCII; 0 if there are none. */
    public static double commonShare(String text) {
        return Sample.share(text, Common.ALL);
    }

    /** Returns whether a character is common in Chinese text. */
    public static boolean isCommon(int character) {
        return Common.ALL.get(character);
    }

    /** Returns the share of ASCII and common Chinese characters in a text; swapped bytes of UTF-16 reach about 0.3. */
    private static double plausibility(String text) {
        return text.chars().filter(c -> c < 0x7F || isCommon(c)).count() / (double) Math.max(1, text.length());
    }

    public static boolean isControl(int c) {
        return c < ' ' && (c < '\t' || c > '\r') && c != 0x1A && c != 0x1B;
    }

    /** Returns how often two characters outside ASCII are adjacent. */
    private static long pairs(String text) {
        return IntStream.range(1, text.length())
                .filter(i -> text.charAt(i - 1) >= 0x80 && text.charAt(i) >= 0x80)
                .count();
    }

    /** Scores the text that bytes give in an encoding. */
    private static final class Sample {
        static final double CERTAIN = 3;

        /** Minimum number of bytes outside ASCII from which ICU is reliable. */
        static final int MIN_FOREIGN = 200;

        /** Replaces invalid bytes: a lone low surrogate, which no decoder produces otherwise. */
        private static final char FAULT = '\uDC00';

        /** Maximum number of control characters for each byte. In text without NUL, one is always tolerated. */
        private static final double MAX_CONTROLS = 0.02;

        private final Charset charset;
        private final int size;
        private final String text;
        private final long faults;
        private final long beyond;
        private final boolean isCut;

        Sample(byte[] bytes, Charset charset) {
            this.charset = charset;
            this.size = bytes.length;
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(String.valueOf(FAULT))
                    .decode(in, decoded, false);
            this.isCut = in.hasRemaining();
            this.text = decoded.flip().toString();
            this.faults = text.codePoints().filter(c -> c == FAULT).count();
            this.beyond = text.codePoints().filter(c -> c >= 0x80).count() - faults;
        }

        /** Returns a score that is comparable between the encodings of the same bytes; 0 if it is not the encoding. */
        double score() {
            double most = Math.max(text.indexOf('\0') < 0 ? 1 : 0, MAX_CONTROLS * size);
            if (text.chars().filter(Encoding::isControl).count() > most) {
                return 0;
            }
            if (charset.equals(StandardCharsets.UTF_8)) {
                return unicode();
            }
            if (charset.name().startsWith("UTF-16")) {
                double share = plausibility(text);
                return faults == 0 && share >= MIN_PLAUSIBILITY ? 1 + share : 0;
            }
            if (charset.equals(WINDOWS_1252)) {
                boolean isMostlyAscii = text.length() >= 4 * (beyond + faults);
                return !isMostlyAscii ? 0 : faults > 0 ? 0.16 : pairs(text) == 0 ? 1.5 : 0.549;
            }
            // A correct reading of ordinary text reaches 0.95, the wrong Chinese encoding 0.4, English 0.1.
            double share = share(text, charset.equals(GB18030) ? Common.SIMPLIFIED : Common.TRADITIONAL);
            return share < 0.5 ? 0 : faults == 0 ? share : share - 0.35;
        }

        private double unicode() {
            if (faults == 0 && (beyond > 0 || !isCut)) {
                return text.indexOf('\0') >= 0 ? 1.6 : isCoincidence() ? 0.89 : CERTAIN;
            }
            boolean hasLong = text.codePoints().anyMatch(c -> c >= 0x800 && c != FAULT);
            return beyond > 0 && beyond >= 4 * faults
                    ? 0.899
                    : hasLong && text.length() >= 4 * (beyond + faults) ? 0.2 : 0;
        }

        /**
         * Returns whether UTF-8 text may be in another encoding by coincidence, as a few words in GBK are. Their characters
         * are adjacent, of several alphabets, and neither Chinese nor western.
         */
        private boolean isCoincidence() {
            long strange = text.chars()
                    .filter(c -> c > 0xFF && c < 0x800)
                    .filter(c -> (c < 'Α' || c > 'ω') && (c < 'А' || c > 'я'))
                    .count();
            return beyond > 2 && 2 * strange > beyond && 2 * pairs(text) >= beyond;
        }

        static double share(String text, BitSet common) {
            long all = text.chars().filter(c -> c >= 0x80).count();
            return all == 0
                    ? 0
                    : text.chars().filter(c -> c >= 0x80 && common.get(c)).count() / (double) all;
        }
    }

    /**
     * Common characters: the national encodings are ordered by frequency, so their first levels serve as lists. GB
     * 2312-80, rows 16 to 55, and Big5, A440 to C67E, each cover more than 99 % of running text; the other rows are
     * marks and full-width forms. Loaded for text that is not in UTF-8.
     */
    private static final class Common {
        private static final BitSet SIMPLIFIED = characters(GB18030, 0xA1, 0xA3, 0xB0, 0xD7);
        private static final BitSet TRADITIONAL = characters(BIG5, 0xA1, 0xA3, 0xA4, 0xC6);
        private static final BitSet ALL = BitSet.valueOf(SIMPLIFIED.toLongArray());

        static {
            ALL.or(TRADITIONAL);
        }

        /** Returns the characters of two bytes in two ranges of first bytes. */
        private static BitSet characters(Charset charset, int first, int last, int otherFirst, int otherLast) {
            BitSet found = new BitSet();
            IntStream.concat(IntStream.rangeClosed(first, last), IntStream.rangeClosed(otherFirst, otherLast))
                    .forEach(lead -> IntStream.rangeClosed(charset.equals(GB18030) ? 0xA1 : 0x40, 0xFE)
                            .mapToObj(trail -> new String(new byte[] {(byte) lead, (byte) trail}, charset))
                            .filter(pair -> pair.length() == 1 && pair.charAt(0) != '\uFFFD')
                            .forEach(pair -> found.set(pair.charAt(0))));
            return found;
        }
    }
}
