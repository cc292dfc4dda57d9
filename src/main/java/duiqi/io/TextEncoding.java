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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The encoding of a table or plain text, which does not say it itself: by its byte order mark; else UTF-8 where the
 * whole file is sound UTF-8; else UTF-16 where every other byte of its beginning is zero; else GB18030 where the whole file is
 * sound GB18030 and, but for single characters, in the part of it that simplified Chinese is written in; else UTF-8 where
 * the faults are few. A file that is none of these is refused, since what would be read of it may look like text and be none.
 * Immutable.
 *
 * @param charset the encoding, without a mark of its own
 * @param markSize bytes of the byte order mark, 0 without one
 */
public record TextEncoding(Charset charset, int markSize) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String REMEDY = "save it in UTF-8 and use that file";
    private static final int BUFFER = 1 << 16;

    /** For one fault in UTF-8 there must be as many characters beyond ASCII. */
    private static final int MIN_SOUND = 10;

    /** The share of the characters beyond ASCII that must be of GB 2312 where the file is taken for GB18030. */
    private static final double COMMON_SHARE = 0.9;

    /**
     * Finds out the encoding of a file, for which it is read to its end.
     *
     * @throws FormatException if it is in none of the encodings; in line and column where it is nearly one
     */
    public static TextEncoding of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe can be read only once, and a device may have no end.
            throw new FormatException(file.toString(), "is a pipe or a device", "write what it holds into a file");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(BUFFER);
        }
        TextEncoding marked = marked(start);
        if (marked.charset.equals(StandardCharsets.UTF_16LE) || marked.charset.equals(StandardCharsets.UTF_16BE)) {
            Optional<Location> fault = marked.fault(file);
            if (fault.isPresent()) {
                throw new FormatException(fault.get(), "is not sound UTF-16", REMEDY);
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
        if (isMostlySound(start)) {
            return marked;
        }
        throw new FormatException(
                fault.get(), "has bytes that are no UTF-8, and is neither in UTF-16 nor in GB18030", REMEDY);
    }

    /** Returns whether a file is UTF-8 with single faults, which are damage of the lines they are in. */
    private static boolean isMostlySound(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        long beyond = text.codePoints().filter(c -> c >= 0x80).count();
        long faults = text.codePoints().filter(c -> c == 0xFFFD).count();
        return beyond > 0 && faults * MIN_SOUND <= beyond;
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

    /** UTF-16 without a mark, by the zero bytes of line feeds, digits and Latin letters. */
    private static Optional<Charset> wide(byte[] start) {
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                zeros[i % 2]++;
            }
        }
        // Texts in one-byte units have no zero bytes; in UTF-16 they stand on one side, but for rare characters.
        int most = Math.max(zeros[0], zeros[1]);
        if (most * 100 < start.length || most < 10 * Math.min(zeros[0], zeros[1])) {
            return Optional.empty();
        }
        return Optional.of(zeros[0] > zeros[1] ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE)
                .filter(charset -> most > 0);
    }

    /**
     * Returns whether double-byte characters lie where GB 2312 has them: first byte A1 to F7, second from A1 on (GB 2312-80; GBK
     * fills the rest with rare characters, among which mistaken Big5, Shift JIS and Western texts fall).
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

    /** Returns where the first bytes stand that the encoding does not allow; empty when there are none. */
    private Optional<Location> fault(Path file) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        int line = 1;
        int column = 1;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(markSize);
            boolean isEnd = false;
            while (true) {
                CoderResult result = decoder.decode(bytes.flip(), chars, isEnd);
                bytes.compact();
                chars.flip();
                while (chars.hasRemaining()) {
                    char c = chars.get();
                    if (c == '\n') {
                        line++;
                        column = 1;
                    } else if (!Character.isLowSurrogate(c)) {
                        column++;
                    }
                }
                chars.clear();
                if (result.isError()) {
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
                .replaceWith(String.valueOf(XmlEncoding.NO_TEXT));
    }

    /** Returns whether a text that was read has {@link XmlEncoding#NO_TEXT} in place of bytes that the encoding does not allow. */
    public static boolean hasFault(String text) {
        int first = text.indexOf(XmlEncoding.NO_TEXT);
        return first >= 0 && text.codePoints().anyMatch(c -> c == XmlEncoding.NO_TEXT);
    }

    /** Opens a file as text without its mark; {@link XmlEncoding#NO_TEXT} stands for bytes that are no text. */
    public static Reader open(Path file) throws IOException {
        TextEncoding encoding = of(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.skipNBytes(encoding.markSize);
            return new InputStreamReader(in, encoding.decoder());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * The lines of a plain text in an encoding that {@link TextEncoding} finds out. A line ends with a line feed or with carriage
     * return and line feed; other line breaks of Unicode are text. Not thread-safe.
     */
    public static final class Lines implements Closeable {
        /** Lines longer than this, in UTF-16 units, would take all memory; sentences have some hundred. */
        private static final int MAX_LENGTH = 1 << 26;

        private final String name;
        private final BufferedReader reader;
        private int number;

        public Lines(Path file) throws IOException {
            this.name = file.toString();
            this.reader = new BufferedReader(TextEncoding.open(file), 1 << 16);
        }

        /** Returns the next line without its end; empty behind the last. */
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
                            location(1), "a line has more than " + MAX_LENGTH + " characters", "use a file of lines");
                }
                line.append((char) c);
            }
            if (c == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
            }
            return Optional.of(line.toString());
        }

        /** Returns how many lines were read so far. */
        public int number() {
            return number;
        }

        /** Returns a place in the last line read, or at the beginning of the file. */
        public Location location(int column) {
            return new Location(name, Math.max(1, number), Math.max(1, column));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /**
     * Reads the whole of a small text file that a person wrote in UTF-8, without its byte order mark.
     *
     * @param remedy what to do where it is not in UTF-8
     * @throws FormatException if it is a folder, or not in UTF-8
     */
    public static String readUtf8(Path file, String remedy) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder", "name the file in it");
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith(XmlEncoding.MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not a text file in UTF-8", remedy, e);
        }
    }
}
