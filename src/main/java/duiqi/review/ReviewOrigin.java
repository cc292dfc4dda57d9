package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.review.memory.MemoryCopies;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Describes the origin of a review and its memory. Immutable.
 *
 * @param source the source text; empty in the review of a memory
 * @param target the target text; empty in the review of a memory
 * @param sourceLanguage language of the source
 * @param targetLanguage language of the target
 * @param memory path of the memory that the review writes
 */
public record ReviewOrigin(
        Optional<File> source, Optional<File> target, Language sourceLanguage, Language targetLanguage, Path memory) {
    /**
     * Identifies a text under review.
     *
     * @param name file name or URL as given by the user
     * @param hash SHA-256 of its bytes in hexadecimal, which detects changes; empty for standard input and URLs
     */
    public record File(String name, Optional<String> hash) {
        public static File of(String name) throws IOException {
            return new File(name, MemoryCopies.hash(Path.of(name)));
        }
    }

    public ReviewOrigin {
        if (source.isPresent() != target.isPresent()) {
            throw new IllegalArgumentException("a review has one text, expected two texts or a memory");
        }
    }

    public Direction direction() {
        return new Direction(sourceLanguage, targetLanguage);
    }

    /** Returns the name of the text on a side. In the review of a memory, returns the path of the memory. */
    public String name(Side side) {
        return (side == Side.SOURCE ? source : target).map(File::name).orElse(memory.toString());
    }

    /** Returns whether a memory is under review. Otherwise two texts are. */
    public boolean isMemory() {
        return source.isEmpty();
    }
}
