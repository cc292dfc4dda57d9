package duiqi.align;

/**
 * A Chinese text that is known to be rendered by an English one somewhere. Immutable.
 *
 * @param chinese a term or a sentence
 * @param english a rendering of it
 */
public record KnownTranslation(String chinese, String english) {}
