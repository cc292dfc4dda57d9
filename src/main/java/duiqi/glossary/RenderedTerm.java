package duiqi.glossary;

import java.util.List;
import java.util.Optional;

/**
 * A term or phrase in a unit with what renders it there. Immutable.
 *
 * @param chinese the term as the glossary has it, or the phrase in simplified characters
 * @param isListed whether it is a term of the glossary
 * @param start index of the first UTF-16 unit of its first place in the Chinese
 * @param end index after the last
 * @param renderings what renders it, in the order of the English; empty when nothing is found
 */
public record RenderedTerm(String chinese, boolean isListed, int start, int end, List<Rendering> renderings) {
    public RenderedTerm {
        renderings = List.copyOf(renderings);
    }

    /**
     * What renders it.
     *
     * @param entry what the glossary says of it; empty when it has it not
     * @param start index of its first UTF-16 unit in the English
     * @param end index after its last; the same as {@code start} where the words of the entry stand apart
     */
    public record Rendering(Optional<TermEntry> entry, int start, int end) {}
}
