package duiqi.cli;

/**
 * One pair of texts to align.
 *
 * @param name what the two have in common, for the name of the output; with {@code /} between folders
 * @param source file, address or {@code -} of the original
 * @param target file, address or {@code -} of its rendering
 */
record TextPairSpec(String name, String source, String target) {
    /** The same texts in the other order. */
    TextPairSpec swapped() {
        return new TextPairSpec(name, target, source);
    }

    /** How messages call it. */
    String place() {
        return source + " + " + target;
    }
}
