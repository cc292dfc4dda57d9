package duiqi.text;

import java.util.List;
import java.util.Objects;

/**
 * A document as it was read: its blocks in reading order. Immutable.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param paragraphs blocks in reading order; empty when the file holds no text
 */
public record Document(String name, List<Paragraph> paragraphs) {
    public Document {
        Objects.requireNonNull(name, "name");
        paragraphs = List.copyOf(paragraphs);
    }
}
