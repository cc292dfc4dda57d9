package duiqi.exchange;

/**
 * What filling a file with {@link Suggestions} did, in segments. Immutable.
 *
 * @param exact filled with the translation of the same text
 * @param fuzzy filled with that of a similar text
 * @param machine filled with what no person has seen
 * @param present not touched, because they are translated, are not to be, or have no text
 * @param missing not touched, because nothing was offered for them that can stand there
 * @param withoutCodes of those filled, how many lack the codes of their source
 * @param approved of those not touched, how many would have been overwritten were they not approved
 */
public record Filling(int exact, int fuzzy, int machine, int present, int missing, int withoutCodes, int approved) {}
