package duiqi.glossary;

/**
 * A term found in Chinese text. Immutable.
 *
 * @param concept what it means
 * @param term the term as the glossary has it
 * @param start index of its first UTF-16 unit in the text
 * @param end index after its last UTF-16 unit
 */
public record TermHit(Concept concept, String term, int start, int end) {}
