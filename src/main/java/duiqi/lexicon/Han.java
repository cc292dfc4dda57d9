package duiqi.lexicon;

/** Han characters of the basic plane, where all but rare names are written. */
public final class Han {
    private Han() {}

    /** Whether a UTF-16 unit is a character of CJK Unified Ideographs, its Extension A, or 〇. */
    public static boolean is(char c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == '〇';
    }

    static boolean all(CharSequence text) {
        return !text.isEmpty() && text.chars().allMatch(c -> is((char) c));
    }
}
