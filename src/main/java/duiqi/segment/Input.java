package duiqi.segment;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The bytes of one document, from wherever they came.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param bytes the content, not to be changed
 * @param charset what the user or the transport said of the encoding; empty when nothing was said
 */
public record Input(String name, byte[] bytes, Optional<Charset> charset) {}
