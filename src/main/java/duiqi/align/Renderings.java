package duiqi.align;

import java.util.List;

/**
 * What is known of the words of a translator before a text is aligned. Immutable.
 *
 * @param terms those of glossaries; they count where they stand in a sentence
 * @param sentences those of earlier memories; they count where they are a whole sentence or several
 */
public record Renderings(List<Rendering> terms, List<Rendering> sentences) {
    /** Nothing is known. */
    public static final Renderings NONE = new Renderings(List.of(), List.of());

    public Renderings {
        terms = List.copyOf(terms);
        sentences = List.copyOf(sentences);
    }
}
