package duiqi.app;

/**
 * One pair of texts to align.
 *
 * @param name the part that the two names have in common, for the name of the output; with {@code /} between folders
 * @param source file, address or {@code -} of the original
 * @param target file, address or {@code -} of its rendering
 */
public record TextPairSpec(String name, String source, String target) {
    /** Returns the same texts in the other order. */
    TextPairSpec swapped() {
        return new TextPairSpec(name, target, source);
    }

    /** Returns the name of the pair in messages. */
    public String place() {
        return source + " + " + target;
    }
}
