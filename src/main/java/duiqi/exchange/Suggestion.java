package duiqi.exchange;

/**
 * What a memory offers as the rendering of a segment. Immutable.
 *
 * @param target the rendering
 * @param percentage how well its source fits the segment, 100 for the same text, more where the context is the same too
 * @param origin where it is from, for people to read: name of a memory, an author, an engine
 * @param isMachine whether nobody has checked it: a machine translated or aligned it
 */
public record Suggestion(String target, int percentage, String origin, boolean isMachine) {}
