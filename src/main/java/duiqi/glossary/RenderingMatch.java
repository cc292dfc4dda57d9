package duiqi.glossary;

/**
 * A rendering found in English text. Immutable.
 *
 * @param entry the rendering as the glossary has it
 * @param start index of its first UTF-16 unit in the text
 * @param end index after its last UTF-16 unit
 */
public record RenderingMatch(TermEntry entry, int start, int end) {
    int length() {
        return end - start;
    }

    boolean contains(RenderingMatch other) {
        return start <= other.start && other.end <= end;
    }
}
