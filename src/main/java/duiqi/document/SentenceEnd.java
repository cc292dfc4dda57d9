package duiqi.document;

/** Tells whether a line ends as sentences do, which is evidence that a paragraph ends there. */
final class SentenceEnd {
    private static final String STOPS = ".!?…。！？；：:;";
    private static final String CLOSERS = "\"'”’」』）)】］]》〉";

    private SentenceEnd() {}

    /** Whether the last character, closing quotation marks and brackets aside, is a stop. */
    static boolean closes(CharSequence text) {
        int end = text.length();
        while (end > 0 && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && STOPS.indexOf(text.charAt(end - 1)) >= 0;
    }
}
