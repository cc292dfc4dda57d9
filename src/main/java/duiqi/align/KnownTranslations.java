package duiqi.align;

import java.util.List;

/**
 * Terms and sentences with translations that are known before a text is aligned. Immutable.
 *
 * @param terms those of glossaries; they count where they stand in a sentence
 * @param sentences those of earlier memories; they count where they are a whole sentence or several
 */
public record KnownTranslations(List<Pair> terms, List<Pair> sentences) {
    /** Nothing is known. */
    public static final KnownTranslations NONE = new KnownTranslations(List.of(), List.of());

    public KnownTranslations {
        terms = List.copyOf(terms);
        sentences = List.copyOf(sentences);
    }

    /**
     * A Chinese text that is known to be rendered by an English one somewhere. Immutable.
     *
     * @param chinese a term or a sentence
     * @param english a rendering of it
     */
    public record Pair(String chinese, String english) {}
}
