package duiqi.glossary;

/**
 * English words of a unit that render a phrase.
 *
 * @param unit index of the unit
 * @param start index of their first UTF-16 unit in the English
 * @param end index after the last
 * @param isPure whether they render nothing else
 */
public record Rendered(int unit, int start, int end, boolean isPure) {}
