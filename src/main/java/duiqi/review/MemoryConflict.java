package duiqi.review;

import java.util.List;
import java.util.Objects;

/**
 * What others did to a memory since a review read or wrote it. Immutable.
 *
 * @param added how many units are new
 * @param removed how many are gone
 * @param changed how many have other texts, properties or notes
 * @param examples some of them
 */
public record MemoryConflict(int added, int removed, int changed, List<Example> examples) {
    /**
     * A unit that others changed.
     *
     * @param what {@code added}, {@code removed} or {@code changed}
     * @param source its source text, as it is now where it is there
     * @param target its rendering
     */
    public record Example(String what, String source, String target) {
        public Example {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(target, "target");
        }
    }

    public MemoryConflict {
        examples = List.copyOf(examples);
    }
}
