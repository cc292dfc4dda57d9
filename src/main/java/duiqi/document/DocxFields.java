package duiqi.document;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps count of the fields of a docx part that are open: dates, references, formulas (ECMA-376-1, section 17.16.18). A field
 * is a begin mark, instructions, a separator, the result and an end mark, over several runs and even paragraphs; its
 * instructions may hold other fields. Not safe for use by several threads.
 */
final class DocxFields {
    /** For each open field, the innermost first, whether we are in its instructions. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    /** Passes a mark; what does not fit, as after a part was cut, is passed over. */
    void mark(String type) {
        switch (type) {
            case "begin" -> open.push(true);
            case "separate" -> {
                if (open.poll() != null) {
                    open.push(false);
                }
            }
            case "end" -> open.poll();
            default -> {}
        }
    }

    boolean areInInstructions() {
        return open.contains(true);
    }
}
