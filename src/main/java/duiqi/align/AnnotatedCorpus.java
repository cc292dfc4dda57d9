package duiqi.align;

import java.util.List;

/**
 * Annotated texts that belong together, as those of a folder. Immutable.
 *
 * @param name what to call them
 */
public record AnnotatedCorpus(String name, List<GoldText> texts) {
    public AnnotatedCorpus {
        texts = List.copyOf(texts);
    }

    /** Number of beads of all texts. */
    public int beads() {
        return texts.stream().mapToInt(text -> text.beads().size()).sum();
    }
}
