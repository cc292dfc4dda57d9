package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
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

/**
 * Cuts a PO file into blocks, each an entry with the comments and blank lines before it. The lines of all blocks put together are
 * the file, byte by byte. Not thread-safe.
 *
 * <p>Where a block ends is seen by the first words of its lines, so a damaged entry spoils no other.
 */
final class PoBlocks implements Closeable {
    private static final int PROLOGUE_BYTES = 1 << 16;
    private static final int MAX_LENGTH = 1 << 26;
    private static final Pattern DECLARED = Pattern.compile("charset=([A-Za-z0-9_.:+-]+)");

    private final Path file;
    private final BufferedInputStream in;
    private final Charset charset;

    /** What says GB2312 or GBK mostly holds characters of the later standards, which have all of the earlier. */
    private final Charset reading;

    private Optional<PoLine> ahead;
    private int number;
    private boolean isTemplate;

    PoBlocks(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        this.file = file;
        this.in = new BufferedInputStream(Files.newInputStream(file), PROLOGUE_BYTES);
        try {
            this.charset = declared();
            boolean isSubset = List.of("GB2312", "GBK").contains(charset.name().toUpperCase(Locale.ROOT));
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
            throw new FormatException(file.toString(), "is in UTF-16, which PO files cannot be", "save it in UTF-8");
        }
        Matcher matcher = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        // Templates have the word CHARSET for the translator to replace.
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
                    "is in \"" + matcher.group(1) + "\", an unknown encoding",
                    "save it in UTF-8, and let its header say charset=UTF-8",
                    e);
        }
    }

    /** Whether the file leaves its encoding for the translator to say. */
    boolean isTemplate() {
        return isTemplate;
    }

    /** The encoding that the file declares. */
    Charset encoding() {
        return charset;
    }

    private Optional<PoLine> readLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        for (int c = in.read(); c >= 0; c = in.read()) {
            bytes.write(c);
            // In every encoding of PO files this byte is a line feed and part of nothing else.
            if (c == '\n') {
                break;
            }
            if (bytes.size() == MAX_LENGTH) {
                throw new FormatException(
                        new Location(file.toString(), number + 1, 1),
                        "a line has more than " + MAX_LENGTH + " bytes",
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

    private PoLine line(byte[] raw, byte[] content) {
        try {
            String text = reading.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return new PoLine(raw, text, number, true);
        } catch (CharacterCodingException e) {
            return new PoLine(raw, new String(content, StandardCharsets.ISO_8859_1), number, false);
        }
    }

    /** The next block; empty behind the last. */
    Optional<List<PoLine>> next() throws IOException {
        List<PoLine> block = new ArrayList<>();
        boolean hasKeyword = false;
        boolean hasId = false;
        boolean hasRendering = false;
        while (ahead.isPresent()) {
            PoLine.Kind kind = ahead.get().kind();
            boolean ends = switch (kind) {
                case BLANK -> hasKeyword;
                case COMMENT, CONTEXT -> hasRendering || (hasId && kind == PoLine.Kind.CONTEXT);
                case ID -> hasId;
                case RENDERING, OTHER -> false;
            };
            if (ends) {
                return Optional.of(block);
            }
            hasKeyword |= kind != PoLine.Kind.BLANK && kind != PoLine.Kind.COMMENT;
            hasId |= kind == PoLine.Kind.ID;
            hasRendering |= kind == PoLine.Kind.RENDERING;
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
