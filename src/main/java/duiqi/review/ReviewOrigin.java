package duiqi.review;

import duiqi.review.memory.MemoryCopies;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The origin of a review, and its memory. Immutable.
 *
 * @param source the source text; empty when a memory is under review
 * @param target its rendering; empty when a memory is under review
 * @param sourceLanguage language of the source
 * @param targetLanguage language of the rendering
 * @param memory the memory that is written
 */
public record ReviewOrigin(
        Optional<File> source, Optional<File> target, Language sourceLanguage, Language targetLanguage, Path memory) {
    /**
     * A text.
     *
     * @param name its file or address, as the user named it
     * @param hash the SHA-256 of its bytes in hexadecimal, which tells a change; empty for standard input and addresses
     */
    public record File(String name, Optional<String> hash) {
        /** Returns a file as it is now. */
        public static File of(String name) throws IOException {
            return new File(name, MemoryCopies.hash(Path.of(name)));
        }
    }

    public ReviewOrigin {
        if (source.isPresent() != target.isPresent()) {
            throw new IllegalArgumentException("a review is of two texts or of a memory");
        }
    }

    /** Returns whether a memory is under review, and not two texts. */
    public boolean isMemory() {
        return source.isEmpty();
    }
}
