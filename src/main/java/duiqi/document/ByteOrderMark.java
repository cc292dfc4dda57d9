package duiqi.document;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mark at the start of a file that shows its encoding (Unicode Standard, section 23.8).
 *
 * @param charset the encoding that it shows
 * @param length how many bytes it takes
 */
record ByteOrderMark(Charset charset, int length) {
    /** Longer marks stand before those they begin with. */
    private static final List<Charset> MARKED = List.of(
            StandardCharsets.UTF_8,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("GB18030"));

    /** The mark that bytes begin with. */
    static Optional<ByteOrderMark> of(byte[] bytes) {
        for (Charset charset : MARKED) {
            byte[] mark = "\uFEFF".getBytes(charset);
            if (bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
                return Optional.of(new ByteOrderMark(charset, mark.length));
            }
        }
        return Optional.empty();
    }
}
