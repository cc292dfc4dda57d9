package duiqi.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * What comes of decoding bytes without replacing anything. Immutable.
 *
 * @param charset the encoding tried
 * @param text the characters before the first fault, or all when there is none
 * @param fault index of the first byte that is not valid, or -1
 * @param truncated whether the fault is a character cut off by the end of the bytes
 */
record StrictDecoding(Charset charset, String text, int fault, boolean truncated) {
    static StrictDecoding of(byte[] bytes, int offset, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        CharBuffer out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, false);
        boolean truncated = result.isUnderflow() && in.hasRemaining();
        if (!result.isError()) {
            result = decoder.decode(in, out, true);
        }
        int fault = result.isError() ? in.position() : -1;
        if (fault < 0) {
            decoder.flush(out);
        }
        return new StrictDecoding(charset, out.flip().toString(), fault, truncated);
    }

    boolean succeeded() {
        return fault < 0;
    }
}
