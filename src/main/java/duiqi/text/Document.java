package duiqi.text;

import java.util.List;
import java.util.Objects;

/**
 * A document holds the paragraphs that a reader found, in reading order. Immutable.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param paragraphs paragraphs in reading order; empty if the file has no text
 */
public record Document(String name, List<Paragraph> paragraphs) {
    public Document {
        Objects.requireNonNull(name, "name");
        paragraphs = List.copyOf(paragraphs);
    }
}
