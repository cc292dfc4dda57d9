package duiqi.text;

/** Tells where the characters of a text stand in their file. */
@FunctionalInterface
public interface TextPlace {
    /**
     * Where a character stands, or as near as is known.
     *
     * @param offset index of a UTF-16 unit in the text, 0 to its length
     */
    Location at(int offset);
}
