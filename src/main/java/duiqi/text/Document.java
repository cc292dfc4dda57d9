package duiqi.text;

import java.util.List;
import java.util.Objects;

/**
 * A document holds the paragraphs that a reader found, in reading order. Immutable.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param paragraphs paragraphs in reading order; empty if the file has no text
 * @param warnings messages for the user about parts of the file that the reader cannot read
 * @param damage the damaged places of the file that did not stop the reading, in order
 */
public record Document(String name, List<Paragraph> paragraphs, List<String> warnings, List<ReadProblem> damage) {
    public Document {
        Objects.requireNonNull(name, "name");
        paragraphs = List.copyOf(paragraphs);
        warnings = List.copyOf(warnings);
        damage = List.copyOf(damage);
    }

    /** Creates a document without damage. */
    public Document(String name, List<Paragraph> paragraphs, List<String> warnings) {
        this(name, paragraphs, warnings, List.of());
    }

    /** Creates a document without warnings and damage. */
    public Document(String name, List<Paragraph> paragraphs) {
        this(name, paragraphs, List.of());
    }

    /** Returns a copy with the damaged places of the file. */
    public Document with(List<ReadProblem> places) {
        return new Document(name, paragraphs, warnings, places);
    }
}
