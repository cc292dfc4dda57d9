package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** Reads documents of one format. Implementations are stateless and thread-safe. */
@FunctionalInterface
public interface DocumentReader {
    /**
     * Reads the running text in reading order.
     *
     * @throws duiqi.text.FormatException if the bytes are not valid in this format
     */
    Document read(Input input) throws IOException;

    /**
     * Holds the bytes of one document from a file, a stream or the web.
     *
     * @param name file name as the user gave it, an address, or {@code -} for standard input
     * @param bytes content; must not be changed
     * @param charset encoding given by the user or by the server; empty if unknown
     * @param extension file name extension of the format, without the dot, in lower case; empty if unknown. It comes from
     *     the name or from the media type that the server declares
     */
    public record Input(String name, byte[] bytes, Optional<Charset> charset, Optional<String> extension) {
        static final String MORE_MEMORY = ", or give Java more memory, for example DUIQI_JAVA_OPTS=-Xmx4g";

        /** Maximum size of a file, in MB; a larger file is probably not a text. */
        private static final int MAX_MEGABYTES = 256;

        /** Maximum share of the memory of Java for the bytes of a file; reading them needs twice as much. */
        private static final int HEAP_SHARE = 4;

        /** Creates the input of a file or page whose name has the extension of its format. */
        public Input(String name, byte[] bytes, Optional<Charset> charset) {
            this(name, bytes, charset, extensionOf(name.contains("://") ? name.replaceFirst("[?#].*", "") : name));
        }

        /**
         * Reads the bytes of a stream, for example standard input, to its end. The size of a stream is unknown, and a file
         * may grow while it is read.
         *
         * @throws FormatException if there are too many bytes
         */
        public static Input read(String name, InputStream in, Optional<Charset> charset) throws IOException {
            byte[] bytes = in.readNBytes((maximumMegabytes(Runtime.getRuntime().maxMemory()) << 20) + 1);
            requireSize(name, bytes.length);
            return new Input(name, bytes, charset);
        }

        /**
         * Accepts only a file that fits into the memory.
         *
         * @throws FormatException if the file has too many bytes
         */
        public static void requireSize(String name, long bytes) throws FormatException {
            int most = maximumMegabytes(Runtime.getRuntime().maxMemory());
            if (bytes > (long) most << 20) {
                throw new FormatException(
                        name,
                        "is larger than " + most + " MB",
                        "split it into smaller files" + (most < MAX_MEGABYTES ? MORE_MEMORY : ""));
            }
        }

        /**
         * Returns the maximum size of a file, in MB.
         *
         * @param heap maximum memory of Java, in bytes
         */
        static int maximumMegabytes(long heap) {
            return (int) Math.min(MAX_MEGABYTES, Math.max(1, (heap >> 20) / HEAP_SHARE));
        }

        /** Returns the text after the last dot in the last part of a path, in lower case. */
        public static Optional<String> extensionOf(String path) {
            String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
            int dot = file.lastIndexOf('.');
            return dot < 1 || dot == file.length() - 1
                    ? Optional.empty()
                    : Optional.of(file.substring(dot + 1).toLowerCase(Locale.ROOT));
        }
    }
}
