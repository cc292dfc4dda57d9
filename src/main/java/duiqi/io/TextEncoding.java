package duiqi.io;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Detects the encoding of a table or plain text, which does not declare it. Immutable.
 *
 * <p>The first rule that applies decides:
 * <ol>
 * <li>the byte order mark
 * <li>UTF-16 if zero bytes occur at the beginning, and almost all at even or almost all at odd offsets
 * <li>UTF-8 if the whole file is valid UTF-8
 * <li>GB18030 if the whole file is valid GB18030 and nearly all characters are in the part for simplified Chinese
 * <li>UTF-8 if there are few invalid bytes
 * </ol>
 * Any other file is rejected, because its text might look correct and be wrong.
 *
 * @param charset the encoding, without a mark of its own
 * @param markSize bytes of the byte order mark, 0 without one
 */
public record TextEncoding(Charset charset, int markSize) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String REMEDY = "save it as UTF-8";
    /** Maximum number of zeros in a row. */
    private static final int MAX_ZEROS = 1 << 16;

    private static final int BUFFER = 1 << 16;

    /** Minimum number of non-ASCII characters for each invalid UTF-8 sequence. */
    private static final int MIN_VALID = 10;

    /** Minimum share of non-ASCII characters from GB 2312 in a GB18030 file. */
    private static final double COMMON_SHARE = 0.9;

    /**
     * Detects the encoding of a file by reading the whole file.
     *
     * @throws FormatException if no encoding fits; with line and column if the file is almost valid
     */
    public static TextEncoding of(Path file) throws IOException {
        InputFile.require(file);
        if (InputFile.isSpecial(file)) {
            // The standard input can be read only once.
            throw InputFile.special(file);
        }
        byte[] start;
        try (InputStream in = InputFile.open(file)) {
            start = in.readNBytes(BUFFER);
        }
        TextEncoding marked = marked(start);
        if (marked.charset.equals(StandardCharsets.UTF_16LE) || marked.charset.equals(StandardCharsets.UTF_16BE)) {
            Optional<Location> fault = marked.fault(file);
            if (fault.isPresent()) {
                throw new FormatException(fault.get(), "is not valid UTF-16", REMEDY);
            }
            return marked;
        }
        Optional<Location> fault = marked.fault(file);
        if (fault.isEmpty()) {
            return marked;
        }
        TextEncoding chinese = new TextEncoding(GB18030, 0);
        if (marked.markSize == 0
                && isCommonChinese(start)
                && chinese.fault(file).isEmpty()) {
            return chinese;
        }
        if (isMostlyValid(start)) {
            return marked;
        }
        throw new FormatException(fault.get(), "is not valid UTF-8, UTF-16 or GB18030", REMEDY);
    }

    /** Returns whether a file is UTF-8 with few invalid sequences. An invalid sequence damages only its own line. */
    private static boolean isMostlyValid(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        long beyond = text.codePoints().filter(c -> c >= 0x80).count();
        long faults = text.codePoints().filter(c -> c == 0xFFFD).count();
        return beyond > 0 && faults * MIN_VALID <= beyond;
    }

    /** Returns the likely encoding of a file that begins with these bytes: UTF-8 unless a mark or zero bytes show UTF-16. */
    static TextEncoding ofStart(byte[] start) {
        return marked(start);
    }

    private static TextEncoding marked(byte[] start) {
        int first = start.length > 0 ? start[0] & 0xFF : -1;
        int second = start.length > 1 ? start[1] & 0xFF : -1;
        if (first == 0xEF && second == 0xBB && start.length > 2 && (start[2] & 0xFF) == 0xBF) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (first == 0xFE && second == 0xFF) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        if (first == 0xFF && second == 0xFE) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        return new TextEncoding(wide(start).orElse(StandardCharsets.UTF_8), 0);
    }

    /** Detects UTF-16 without a mark by the zero bytes of line feeds, digits and Latin letters. */
    private static Optional<Charset> wide(byte[] start) {
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                zeros[i % 2]++;
            }
        }
        // Texts in one-byte units have no zero bytes. In UTF-16 almost all of them are at even or at odd offsets.
        int most = Math.max(zeros[0], zeros[1]);
        if (most * 100 < start.length || most < 10 * Math.min(zeros[0], zeros[1])) {
            return Optional.empty();
        }
        return Optional.of(zeros[0] > zeros[1] ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE)
                .filter(charset -> most > 0);
    }

    /**
     * Returns whether double-byte characters are in the range of GB 2312: first byte A1 to F7, second byte from A1 on
     * (GB 2312-80). GBK fills the rest with rare characters; misread Big5, Shift JIS and Western texts fall there.
     */
    private static boolean isCommonChinese(byte[] start) {
        int common = 0;
        int rare = 0;
        int i = 0;
        while (i + 1 < start.length) {
            int first = start[i] & 0xFF;
            int second = start[i + 1] & 0xFF;
            boolean isDouble = first >= 0x80;
            if (isDouble && first >= 0xA1 && first <= 0xF7 && second >= 0xA1 && second <= 0xFE) {
                common++;
            } else if (isDouble) {
                rare++;
            }
            i += isDouble ? 2 : 1;
        }
        return common >= COMMON_SHARE * (common + rare);
    }

    /** Returns the location of the first bytes that are invalid in the encoding; empty if there are none. */
    private Optional<Location> fault(Path file) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        int line = 1;
        int column = 1;
        int zeros = 0;
        try (InputStream in = InputFile.open(file)) {
            in.skipNBytes(markSize);
            boolean isEnd = false;
            while (true) {
                CoderResult result = decoder.decode(bytes.flip(), chars, isEnd);
                bytes.compact();
                chars.flip();
                while (chars.hasRemaining()) {
                    char c = chars.get();
                    zeros = c == 0 ? zeros + 1 : 0;
                    if (c == '\n') {
                        line++;
                        column = 1;
                    } else if (!Character.isLowSurrogate(c)) {
                        column++;
                    }
                }
                chars.clear();
                // A file with a hole may seem to have terabytes of zeros.
                if (result.isError() || zeros > MAX_ZEROS) {
                    return Optional.of(new Location(file.toString(), line, column));
                }
                if (isEnd && result.isUnderflow()) {
                    return Optional.empty();
                }
                if (result.isUnderflow()) {
                    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                    isEnd = count < 0;
                    bytes.position(bytes.position() + Math.max(0, count));
                }
            }
        }
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(XmlEncoding.INVALID_BYTES));
    }

    /** Returns whether a text has {@link XmlEncoding#INVALID_BYTES}, which replaces invalid bytes. */
    public static boolean hasInvalidBytes(String text) {
        int first = text.indexOf(XmlEncoding.INVALID_BYTES);
        return first >= 0 && text.codePoints().anyMatch(c -> c == XmlEncoding.INVALID_BYTES);
    }

    /** Opens a file as text without its mark; {@link XmlEncoding#INVALID_BYTES} replaces invalid bytes. */
    public static Reader open(Path file) throws IOException {
        TextEncoding encoding = of(file);
        InputStream in = new BufferedInputStream(InputFile.open(file), BUFFER);
        try {
            in.skipNBytes(encoding.markSize);
            return new InputStreamReader(in, encoding.decoder());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads the lines of a plain text whose encoding {@link TextEncoding} detects. A line ends with LF or CR LF; other
     * line breaks of Unicode are part of the text. Not thread-safe.
     */
    public static final class Lines implements Closeable {
        /**
         * Maximum length of a line in UTF-16 units; longer lines would fill the heap, and sentences have some hundred.
         */
        private static final int MAX_LENGTH = 1 << 26;

        private final String name;
        private final BufferedReader reader;
        private int number;

        public Lines(Path file) throws IOException {
            this.name = file.toString();
            this.reader = new BufferedReader(TextEncoding.open(file), 1 << 16);
        }

        /** Returns the next line without its end; empty after the last line. */
        public Optional<String> next() throws IOException {
            int c = reader.read();
            if (c < 0) {
                return Optional.empty();
            }
            number++;
            StringBuilder line = new StringBuilder();
            for (; c >= 0 && c != '\n'; c = reader.read()) {
                if (line.length() == MAX_LENGTH) {
                    throw new FormatException(
                            location(1),
                            "line has more than " + MAX_LENGTH + " characters",
                            "split it into shorter lines");
                }
                line.append((char) c);
            }
            if (c == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
            }
            return Optional.of(line.toString());
        }

        /** Returns the number of lines read so far. */
        public int number() {
            return number;
        }

        /** Returns a location in the last line read, or in line 1 before the first line is read. */
        public Location location(int column) {
            return new Location(name, Math.max(1, number), Math.max(1, column));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /**
     * Reads a small UTF-8 text file that a person wrote, without its byte order mark.
     *
     * @param remedy remedy in the message if the file is not UTF-8
     * @throws FormatException if the path is a folder, or the file is not UTF-8
     */
    public static String readUtf8(Path file, String remedy) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(InputFile.bytes(file)))
                    .toString();
            return text.startsWith(XmlEncoding.MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not UTF-8 text", remedy, e);
        }
    }
}
