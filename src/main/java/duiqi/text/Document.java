package duiqi.text;

import java.util.List;
import java.util.Objects;

/**
 * A document holds the paragraphs that a reader found, in reading order. Immutable.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param paragraphs paragraphs in reading order; empty if the file has no text
 * @param warnings messages for the user about parts of the file that the reader cannot read
 */
public record Document(String name, List<Paragraph> paragraphs, List<String> warnings) {
    public Document {
        Objects.requireNonNull(name, "name");
        paragraphs = List.copyOf(paragraphs);
        warnings = List.copyOf(warnings);
    }

    /** Creates a document without warnings. */
    public Document(String name, List<Paragraph> paragraphs) {
        this(name, paragraphs, List.of());
    }
}
