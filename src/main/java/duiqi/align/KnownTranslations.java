package duiqi.align;

import java.util.List;

/**
 * Holds terms and sentences with known translations. Immutable.
 *
 * @param terms terms of glossaries; they apply to any part of a sentence
 * @param sentences sentences of existing memories; they apply to one or more whole sentences
 */
public record KnownTranslations(List<Pair> terms, List<Pair> sentences) {
    /** No known translations. */
    public static final KnownTranslations NONE = new KnownTranslations(List.of(), List.of());

    public KnownTranslations {
        terms = List.copyOf(terms);
        sentences = List.copyOf(sentences);
    }

    /**
     * Holds a Chinese text and its known English translation. Immutable.
     *
     * @param chinese a term or a sentence
     * @param english its translation
     */
    public record Pair(String chinese, String english) {}
}
