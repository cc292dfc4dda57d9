package duiqi.io;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Holds a text file and its encoding, and reads its text. Immutable.
 *
 * @param path the file
 * @param encoding its encoding
 */
public record SourceFile(Path path, Encoding encoding) {
    private static final int BUFFER = 1 << 16;

    /** Maximum number of bytes that show the encoding. */
    private static final int SAMPLE = 1 << 20;

    /** Minimum number of characters outside ASCII for each invalid sequence, which damages only its own row. */
    private static final int CHARACTERS_PER_FAULT = 10;

    /**
     * Opens a table or another text that does not declare its encoding.
     *
     * @throws FormatException if no encoding fits
     */
    public static SourceFile of(Path path) throws IOException {
        InputFile.require(path);
        if (InputFile.isSpecial(path)) {
            // The standard input can be read only once.
            throw InputFile.special(path);
        }
        byte[] sample = sample(path);
        Optional<Encoding> marked = Encoding.marked(sample);
        if (marked.isPresent()) {
            return new SourceFile(path, marked.get());
        }
        // A file with holes may have a terabyte of zeros, which are characters of UTF-8.
        boolean isText = sample.length < 2 || sample[0] != 0 || sample[1] != 0;
        Charset charset = Encoding.detect(sample)
                .filter(found -> Encoding.hasFewFaults(sample, found, CHARACTERS_PER_FAULT))
                .or(() -> Optional.of(StandardCharsets.UTF_8).filter(utf8 -> Encoding.isValid(sample, utf8)))
                .filter(found -> isText)
                .orElseThrow(() -> new FormatException(
                        fault(path, sample),
                        "is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252",
                        "save it as UTF-8"));
        return new SourceFile(path, new Encoding(charset, 0, Optional.empty()));
    }

    /** Returns the location of the first byte that is invalid in UTF-8. */
    private static Location fault(Path path, byte[] sample) {
        String text = LosslessText.decode(sample, StandardCharsets.UTF_8);
        int index = 0;
        while (index < text.length() && !LosslessText.isInvalid(text, index)) {
            index++;
        }
        return new Location(path.toString(), 1, 1).after(text, 0, index);
    }

    /** Opens an XML file, which may declare its encoding. */
    public static SourceFile ofXml(Path path) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(InputFile.open(path), BUFFER)) {
            return new SourceFile(path, Encoding.ofXml(path.toString(), in));
        }
    }

    /** Returns the beginning of a file, and the later blocks that are not ASCII, which show the encoding. */
    private static byte[] sample(Path path) throws IOException {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        try (InputStream in = InputFile.open(path)) {
            byte[] block = in.readNBytes(BUFFER);
            sample.write(block);
            for (int i = 0; block.length == BUFFER && sample.size() < SAMPLE && i < 1000; i++) {
                block = in.readNBytes(BUFFER);
                for (byte b : block) {
                    if (b < 0) {
                        sample.write(block);
                        break;
                    }
                }
            }
        }
        return sample.toByteArray();
    }

    /** Opens the text without its mark. Invalid bytes are as {@link #hasInvalidBytes} finds them. */
    public Reader open() throws IOException {
        InputStream in = new BufferedInputStream(InputFile.open(path), BUFFER);
        try {
            return encoding.reader(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Returns the whole text without its mark. */
    public String text() throws IOException {
        StringWriter text = new StringWriter();
        try (Reader in = open()) {
            in.transferTo(text);
        }
        return text.toString();
    }

    /** Returns whether a text of a file contains bytes that are invalid in its encoding. */
    public static boolean hasInvalidBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            // Few characters are surrogates.
            if (Character.isLowSurrogate(text.charAt(i)) && LosslessText.isInvalid(text, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads the lines of a plain text whose encoding {@link SourceFile} detects. A line ends with LF or CR LF; other
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
            this.reader = new BufferedReader(SourceFile.of(file).open(), 1 << 16);
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
     * Reads a small text file that a person wrote, without its byte order mark.
     *
     * @param remedy remedy in the message if bytes are invalid in the encoding of the file
     */
    public static String read(Path path, String remedy) throws IOException {
        SourceFile file = of(path);
        String text = file.text();
        if (hasInvalidBytes(text)) {
            String encoding = file.encoding.charset().name();
            throw new FormatException(path.toString(), "has bytes that are invalid in " + encoding, remedy);
        }
        return text;
    }
}
