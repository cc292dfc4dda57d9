package duiqi.glossary;

/**
 * A place where a Chinese phrase is rendered otherwise than mostly.
 *
 * @param phrase the phrase, in simplified characters
 * @param word the word of it whose rendering differs
 * @param unit index of the unit
 * @param sourceStart index of its first UTF-16 unit in the Chinese; equal to {@code sourceEnd} where only the English is there
 * @param sourceEnd index after its last
 * @param start index of the first UTF-16 unit of its rendering in the English
 * @param end index after its last
 * @param usual where the usual rendering stands
 * @param usualUnits in how many units the phrase is rendered in the usual way
 * @param units in how many units a rendering of it is found
 */
public record TermInconsistency(
        String phrase,
        String word,
        int unit,
        int sourceStart,
        int sourceEnd,
        int start,
        int end,
        Rendered usual,
        int usualUnits,
        int units) {}
