package duiqi.exchange;

/** LoneSurrogates of characters beyond the first 65536, which no encoding of files can hold: surrogates without a partner. */
final class LoneSurrogates {
    /** What Unicode has for a character that was lost. */
    private static final int REPLACEMENT = 0xFFFD;

    private LoneSurrogates() {}

    /** A text with U+FFFD in their place, each of which is counted. */
    static String without(String text, Omissions omissions) {
        if (text.codePoints().noneMatch(LoneSurrogates::isHalf)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHalf(c)) {
                omissions.add("halves of characters");
            }
            whole.appendCodePoint(isHalf(c) ? REPLACEMENT : c);
        });
        return whole.toString();
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
