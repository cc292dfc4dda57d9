package duiqi.exchange.po;

import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the entries of a PO file with their lines and skips invalid entries. Not thread-safe. */
final class PoEntries implements Closeable {
    private final String name;
    private final PoBlocks blocks;
    private final ReadProblem.Listener listener;
    private boolean hasEntry;

    /**
     * Holds a block of a PO file.
     *
     * @param lines lines of the block
     * @param entry parsed entry; empty for blocks of comments and for invalid entries
     */
    record Block(List<PoLine> lines, Optional<PoEntry> entry) {
        Block {
            lines = List.copyOf(lines);
        }
    }

    PoEntries(Path file, ReadProblem.Listener listener) throws IOException {
        this.name = file.toString();
        this.blocks = new PoBlocks(file);
        this.listener = listener;
    }

    PoBlocks blocks() {
        return blocks;
    }

    /**
     * Reads the next block; empty after the last one.
     *
     * @throws FormatException if the file has no entry
     */
    Optional<Block> next() throws IOException {
        Optional<List<PoLine>> lines = blocks.next();
        if (lines.isEmpty()) {
            if (!hasEntry) {
                throw new FormatException(
                        name, "is not a PO file: it has no entry", "use a file with msgid and msgstr");
            }
            return Optional.empty();
        }
        try {
            Optional<PoEntry> entry = PoEntry.PoParser.parse(name, lines.get());
            hasEntry |= entry.isPresent();
            return Optional.of(new Block(lines.get(), entry));
        } catch (FormatException e) {
            boolean isEntry = lines.get().stream().anyMatch(line -> line.kind() == PoLine.Kind.ID);
            if (!hasEntry && !isEntry) {
                throw e;
            }
            hasEntry = true;
            report(e);
            return Optional.of(new Block(lines.get(), Optional.empty()));
        }
    }

    /** Reports the problem of an exception, whose message begins with its location. */
    private void report(FormatException e) throws FormatException {
        String[] place =
                String.valueOf(e.getMessage()).substring(name.length() + 1).split(":", 3);
        Location location = new Location(name, Integer.parseInt(place[0]), Integer.parseInt(place[1]));
        String problem = place[2].substring(1, place[2].lastIndexOf("; "));
        listener.found(new ReadProblem(location, "", "entry is invalid: " + problem, ReadProblem.Kind.LOST));
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }

    /**
     * Represents a line of a PO file. Immutable.
     *
     * @param raw bytes of the line including the line end
     * @param text text of the line without the line end
     * @param number line number, from 1
     * @param isSound true if the bytes are valid in the encoding of the file
     */
    @SuppressWarnings("ArrayRecordComponent")
    record PoLine(byte[] raw, String text, int number, boolean isSound) {
        /** Classifies lines by their first word, which determines where entries begin and end. */
        enum Kind {
            BLANK,
            COMMENT,
            CONTEXT,
            ID,
            TRANSLATION,
            OTHER
        }

        /** Returns the line without leading white space and without the {@code #~} of an obsolete entry. */
        String content() {
            String plain = text.stripLeading();
            return plain.startsWith("#~") && !plain.startsWith("#~|")
                    ? plain.substring(2).stripLeading()
                    : plain;
        }

        Kind kind() {
            String content = content();
            if (content.isEmpty()) {
                return text.isBlank() ? Kind.BLANK : Kind.COMMENT;
            }
            if (content.startsWith("#")) {
                return Kind.COMMENT;
            }
            if (content.startsWith("msgctxt")) {
                return Kind.CONTEXT;
            }
            if (content.startsWith("msgstr")) {
                return Kind.TRANSLATION;
            }
            return content.startsWith("msgid") && !content.startsWith("msgid_") ? Kind.ID : Kind.OTHER;
        }

        /** Returns the line end; {@code \n} for a last line without one. */
        String lineEnd() {
            return raw.length > 1 && raw[raw.length - 1] == '\n' && raw[raw.length - 2] == '\r' ? "\r\n" : "\n";
        }
    }

    /**
     * Splits a PO file into blocks. A block is an entry with the preceding comments and blank lines. The lines of all
     * blocks together are the whole file, byte by byte. Not thread-safe.
     *
     * <p>The first word of a line decides where a block ends. Therefore a damaged entry does not affect other entries.
     */
    static final class PoBlocks implements Closeable {
        private static final int PROLOGUE_BYTES = 1 << 16;
        private static final int MAX_LENGTH = 1 << 26;
        private static final Pattern DECLARED = Pattern.compile("charset=([A-Za-z0-9_.:+-]+)");

        private final Path file;
        private final BufferedInputStream in;
        private final Charset charset;

        /**
         * Encoding for reading. Files that declare GB2312 or GBK often contain characters of GB18030, a superset of
         * both.
         */
        private final Charset reading;

        private Optional<PoEntries.PoLine> ahead;
        private int number;
        private boolean isTemplate;

        PoBlocks(Path file) throws IOException {
            if (Files.isDirectory(file)) {
                throw new FormatException(file.toString(), "is a folder, not a file", "use a file in it");
            }
            this.file = file;
            this.in = new BufferedInputStream(InputFile.open(file), PROLOGUE_BYTES);
            try {
                this.charset = declared();
                boolean isSubset =
                        List.of("GB2312", "GBK").contains(charset.name().toUpperCase(Locale.ROOT));
                this.reading = isSubset ? Charset.forName("GB18030") : charset;
                this.ahead = readLine();
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }

        private Charset declared() throws IOException {
            in.mark(PROLOGUE_BYTES);
            byte[] start = in.readNBytes(PROLOGUE_BYTES);
            in.reset();
            if (start.length > 1 && (start[0] & start[1] & 0xFE) == 0xFE) {
                throw new FormatException(
                        file.toString(), "is in UTF-16, which PO does not support", "save it as UTF-8");
            }
            Matcher matcher = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
            // A template contains the word CHARSET, which the translator replaces.
            boolean isDeclared = matcher.find();
            isTemplate = isDeclared && matcher.group(1).equals("CHARSET");
            if (!isDeclared || isTemplate) {
                return StandardCharsets.UTF_8;
            }
            try {
                return Charset.forName(matcher.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new FormatException(
                        file.toString(),
                        "declares the unknown encoding \"" + matcher.group(1) + "\"",
                        "save it as UTF-8 and write charset=UTF-8 in its header",
                        e);
            }
        }

        /** Returns whether the file is a template without an encoding. */
        boolean isTemplate() {
            return isTemplate;
        }

        /** Returns the encoding that the file declares. */
        Charset encoding() {
            return charset;
        }

        private Optional<PoEntries.PoLine> readLine() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
            for (int c = in.read(); c >= 0; c = in.read()) {
                bytes.write(c);
                // In every encoding of PO files, this byte is a line feed and never part of another character.
                if (c == '\n') {
                    break;
                }
                if (bytes.size() == MAX_LENGTH) {
                    throw new FormatException(
                            new Location(file.toString(), number + 1, 1),
                            "line has more than " + MAX_LENGTH + " bytes",
                            "use a PO file");
                }
            }
            if (bytes.size() == 0) {
                return Optional.empty();
            }
            number++;
            byte[] raw = bytes.toByteArray();
            int from = number == 1 && hasMark(raw) ? 3 : 0;
            int end = raw.length;
            while (end > from && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
                end--;
            }
            return Optional.of(line(raw, Arrays.copyOfRange(raw, from, end)));
        }

        private static boolean hasMark(byte[] raw) {
            return raw.length >= 3 && (raw[0] & 0xFF) == 0xEF && (raw[1] & 0xFF) == 0xBB && (raw[2] & 0xFF) == 0xBF;
        }

        private PoEntries.PoLine line(byte[] raw, byte[] content) {
            try {
                String text =
                        reading.newDecoder().decode(ByteBuffer.wrap(content)).toString();
                return new PoEntries.PoLine(raw, text, number, true);
            } catch (CharacterCodingException e) {
                return new PoEntries.PoLine(raw, new String(content, StandardCharsets.ISO_8859_1), number, false);
            }
        }

        /** Reads the next block; empty after the last one. */
        Optional<List<PoEntries.PoLine>> next() throws IOException {
            List<PoEntries.PoLine> block = new ArrayList<>();
            boolean hasKeyword = false;
            boolean hasId = false;
            boolean hasTranslation = false;
            while (ahead.isPresent()) {
                PoEntries.PoLine.Kind kind = ahead.get().kind();
                boolean ends = switch (kind) {
                    case BLANK -> hasKeyword;
                    case COMMENT, CONTEXT -> hasTranslation || (hasId && kind == PoEntries.PoLine.Kind.CONTEXT);
                    case ID -> hasId;
                    case TRANSLATION, OTHER -> false;
                };
                if (ends) {
                    return Optional.of(block);
                }
                hasKeyword |= kind != PoEntries.PoLine.Kind.BLANK && kind != PoEntries.PoLine.Kind.COMMENT;
                hasId |= kind == PoEntries.PoLine.Kind.ID;
                hasTranslation |= kind == PoEntries.PoLine.Kind.TRANSLATION;
                block.add(ahead.get());
                ahead = readLine();
            }
            return block.isEmpty() ? Optional.empty() : Optional.of(block);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
