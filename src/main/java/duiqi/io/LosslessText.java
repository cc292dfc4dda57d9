package duiqi.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.Objects;

/**
 * Decodes bytes so that the text can be encoded as the same bytes again. Each byte that is invalid in the encoding
 * becomes a lone low surrogate, U+DC00 plus its value, which no decoder produces otherwise.
 */
public final class LosslessText {
    private static final int SIZE = 1 << 13;

    /** Room for the longest sequence of bytes or characters of one step. */
    private static final int STEP = 16;

    private static final char FIRST = '\uDC00';
    private static final int BYTE = 0xFF;

    private LosslessText() {}

    /** Returns whether a character of a text replaces an invalid byte. */
    public static boolean isInvalid(CharSequence text, int index) {
        return isByte(text.charAt(index)) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static boolean isByte(char c) {
        return c >= FIRST && c <= FIRST + BYTE;
    }

    public static String decode(byte[] bytes, Charset charset) {
        StringWriter text = new StringWriter(bytes.length);
        try (Reader in = reader(new ByteArrayInputStream(bytes), charset)) {
            in.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Arrays do not fail.
        }
        return text.toString();
    }

    /**
     * Encodes a text, with its invalid bytes.
     *
     * @throws CharacterCodingException if the encoding lacks a character
     */
    public static byte[] encode(String text, Charset charset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        try (Writer out = writer(bytes, charset)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    static Reader reader(InputStream in, Charset charset) {
        return new Decoding(in, charset.newDecoder());
    }

    static Writer writer(OutputStream out, Charset charset) {
        return new Encoding(out, charset.newEncoder());
    }

    private static final class Decoding extends Reader {
        private final InputStream in;
        private final CharsetDecoder decoder;
        private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
        private final CharBuffer chars = CharBuffer.allocate(SIZE).flip();
        private boolean isAtEnd;

        Decoding(InputStream in, CharsetDecoder decoder) {
            this.in = in;
            this.decoder = decoder;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (!chars.hasRemaining() && !fill()) {
                return -1;
            }
            int count = Math.min(length, chars.remaining());
            chars.get(buffer, offset, count);
            return count;
        }

        private boolean fill() throws IOException {
            chars.clear();
            while (chars.remaining() >= STEP) {
                CoderResult result = decoder.decode(bytes, chars, isAtEnd);
                if (result.isError()) {
                    for (int i = Math.min(result.length(), chars.remaining()); i > 0; i--) {
                        chars.put((char) (FIRST + (bytes.get() & BYTE)));
                    }
                } else if (result.isOverflow() || isAtEnd) {
                    break;
                } else {
                    bytes.compact();
                    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                    bytes.position(bytes.position() + Math.max(0, count)).flip();
                    isAtEnd = count < 0;
                }
            }
            return chars.flip().hasRemaining();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Encodes text as the platform does, and restores the invalid bytes. */
    private static final class Encoding extends FilterWriter {
        private final OutputStream bytes;
        private char last;

        Encoding(OutputStream bytes, CharsetEncoder encoder) {
            super(new OutputStreamWriter(bytes, encoder));
            this.bytes = bytes;
        }

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            int start = offset;
            for (int i = offset; i < offset + length; i++) {
                if (isByte(buffer[i]) && !Character.isHighSurrogate(last)) {
                    out.write(buffer, start, i - start);
                    out.flush();
                    bytes.write(buffer[i] - FIRST);
                    start = i + 1;
                }
                last = buffer[i];
            }
            out.write(buffer, start, offset + length - start);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            write(text.toCharArray(), offset, length);
        }

        @Override
        public void write(int c) throws IOException {
            write(new char[] {(char) c}, 0, 1);
        }
    }
}
