package duiqi.io;

import duiqi.io.XmlScanner.Kind;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Splits an XML text, well-formed or not, into tags and the parts between them. A {@code <} that does not begin markup
 * is text, and so is markup without an end. Callers that need well-formed text must check the text parts. Not
 * thread-safe.
 */
final class MarkupLexer {
    /** Maximum length of a comment or tag in UTF-16 units; longer ones count as unterminated. */
    private static final int MAX_LENGTH = 1 << 24;

    private final TextWindow window;
    private Kind kind = Kind.TEXT;
    private String name = "";
    private long start;
    private long end;

    /** Kinds of markup without an end. They are searched once and not from each beginning. */
    private final Set<Kind> unterminated = EnumSet.noneOf(Kind.class);

    MarkupLexer(TextWindow window) {
        this.window = window;
    }

    Kind next() throws IOException {
        start = end;
        name = "";
        int c = window.at(start);
        if (c < 0) {
            kind = Kind.END;
        } else if (c != '<' || !markup()) {
            kind = Kind.TEXT;
            end = window.find('<', start + 1);
        }
        return kind;
    }

    /** Returns the name of the current tag in lower case; empty for other parts. */
    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** Reads markup. Returns false if the sign does not begin markup. */
    private boolean markup() throws IOException {
        int second = window.at(start + 1);
        if (second == '?') {
            return upTo("?>", start + 2, Kind.INSTRUCTION);
        }
        if (second == '!') {
            if (window.startsWith("--", start + 2)) {
                return upTo("-->", start + 4, Kind.COMMENT);
            }
            if (window.startsWith("[CDATA[", start + 2)) {
                return upTo("]]>", start + 9, Kind.CDATA);
            }
            return doctype();
        }
        return second == '/' ? tag(start + 2, Kind.END_TAG) : tag(start + 1, Kind.START_TAG);
    }

    private boolean upTo(String terminator, long from, Kind found) throws IOException {
        long offset = unterminated.contains(found) ? -1 : endOf(terminator, from);
        return offset < 0 ? isUnterminated(found) : found(found, offset);
    }

    private boolean isUnterminated(Kind found) {
        unterminated.add(found);
        return false;
    }

    /** Returns the offset after the next occurrence of a text; -1 if there is none. */
    private long endOf(String text, long from) throws IOException {
        long offset = window.find(text.charAt(0), from);
        while (offset - start < MAX_LENGTH && window.at(offset) >= 0) {
            if (window.startsWith(text, offset)) {
                return offset + text.length();
            }
            offset = window.find(text.charAt(0), offset + 1);
        }
        return -1;
    }

    /** Reads a document type, which may have declarations in brackets with their own angle brackets. */
    private boolean doctype() throws IOException {
        int depth = 0;
        int quote = 0;
        long offset = unterminated.contains(Kind.DOCTYPE) ? -1 : start;
        while (offset >= 0 && offset - start < MAX_LENGTH && window.at(offset) >= 0) {
            int c = window.at(offset);
            if (quote == 0 && c == '<' && window.startsWith("<!--", offset)) {
                offset = endOf("-->", offset + 4);
                continue;
            }
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote == 0) {
                depth += step(c);
                if (depth == 0) {
                    return found(Kind.DOCTYPE, offset + 1);
                }
            }
            offset++;
        }
        return isUnterminated(Kind.DOCTYPE);
    }

    private static int step(int bracket) {
        return switch (bracket) {
            case '<', '[' -> 1;
            case '>', ']' -> -1;
            default -> 0;
        };
    }

    /** Reads a tag. A tag must not contain {@code <}, not even between quotation marks (XML 1.0, production 10). */
    private boolean tag(long nameStart, Kind opening) throws IOException {
        if (!isNameStart(window.at(nameStart))) {
            return false;
        }
        int quote = 0;
        for (long offset = nameStart; offset - start < MAX_LENGTH; offset++) {
            int c = window.at(offset);
            if (c < 0 || c == '<') {
                return false;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                boolean isEmpty = opening == Kind.START_TAG && window.at(offset - 1) == '/';
                name = nameAt(nameStart);
                return found(isEmpty ? Kind.EMPTY_TAG : opening, offset + 1);
            }
        }
        return false;
    }

    private String nameAt(long nameStart) throws IOException {
        long offset = nameStart;
        for (int c = window.at(offset); !Character.isWhitespace(c) && c != '>' && c != '/'; c = window.at(offset)) {
            offset++;
        }
        return window.text(nameStart, offset).toLowerCase(Locale.ROOT);
    }

    private boolean found(Kind found, long endOffset) {
        kind = found;
        end = endOffset;
        return true;
    }

    private static boolean isNameStart(int c) {
        return c == '_' || c == ':' || Character.isLetter(c);
    }

    /**
     * Buffers a text of any size from the last taken offset on. Offsets count UTF-16 units from the beginning of the
     * text. Not thread-safe.
     */
    static final class TextWindow implements Closeable {
        private static final int FIRST_SIZE = 1 << 16;

        private final String name;
        private final Reader reader;
        private char[] buffer = new char[FIRST_SIZE];

        /** Offset of the first character of the buffer. */
        private long start;

        /** Index in the buffer with known line and column. */
        private int known;

        private int line = 1;
        private int column = 1;

        /** Number of characters in the buffer that were already taken. */
        private int taken;

        private int length;
        private boolean ended;

        /**
         * Opens a window.
         *
         * @param name file name for locations
         * @param reader text of the file
         */
        TextWindow(String name, Reader reader) {
            this.name = name;
            this.reader = reader;
        }

        /** Returns the character at an offset that was not yet taken; -1 after the end. */
        int at(long offset) throws IOException {
            while (offset - start >= length) {
                if (ended || !fill()) {
                    return -1;
                }
            }
            return buffer[(int) (offset - start)];
        }

        /** Returns the offset of the next occurrence of a character; the end of the text if there is none. */
        long find(char wanted, long from) throws IOException {
            long offset = from;
            while (true) {
                int end = length;
                for (int i = (int) (offset - start); i < end; i++) {
                    if (buffer[i] == wanted) {
                        return start + i;
                    }
                }
                offset = Math.max(offset, start + end);
                if (at(offset) < 0) {
                    return offset;
                }
            }
        }

        private boolean fill() throws IOException {
            if (taken > 0) {
                advance();
            } else if (length == buffer.length) {
                if (length >= XmlScanner.MAX_LENGTH) {
                    throw new FormatException(
                            location(start + length / 2),
                            "has more than " + XmlScanner.MAX_LENGTH + " characters without the end of a tag or text",
                            "repair it, or use another file");
                }
                buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
            }
            int count = reader.read(buffer, length, buffer.length - length);
            if (count < 0) {
                ended = true;
                return false;
            }
            length += count;
            return true;
        }

        /** Discards the taken characters. */
        private void advance() {
            goTo(taken);
            known -= taken;
            System.arraycopy(buffer, taken, buffer, 0, length - taken);
            start += taken;
            length -= taken;
            taken = 0;
        }

        boolean startsWith(String text, long offset) throws IOException {
            for (int i = 0; i < text.length(); i++) {
                if (at(offset + i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /** Returns the text between two offsets. The text must have been read and not yet taken. */
        String text(long from, long to) {
            return new String(buffer, (int) (from - start), (int) (to - from));
        }

        /** Takes the text up to an offset that was read. */
        String take(long end) {
            String text = text(start + taken, end);
            taken = (int) (end - start);
            return text;
        }

        String takeRest() {
            return take(start + length);
        }

        /** Returns the number of buffered characters from the last taken offset up to the given one. */
        long sizeUpTo(long offset) {
            return offset - start - taken;
        }

        /** Returns the location of an offset that was read. Offsets must not decrease between calls. */
        Location location(long offset) {
            goTo((int) (offset - start));
            return new Location(name, line, column);
        }

        private void goTo(int index) {
            for (; known < index; known++) {
                char c = buffer[known];
                if (c == '\n' || (c == '\r' && !(known + 1 < length && buffer[known + 1] == '\n'))) {
                    line++;
                    column = 1;
                } else if (c != '\r' && !Character.isLowSurrogate(c)) {
                    column++;
                }
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
