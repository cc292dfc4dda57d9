package duiqi.review;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Begins the review of a memory. Its units stand in the order of the file, each a bead, its sides cut into sentences. What was
 * confirmed, marked and noted in a review before is so again. Units in more or other languages than Chinese and English are not
 * shown, nor are those without text; of inline codes the text is shown.
 */
public final class MemoryBeginning {
    private MemoryBeginning() {}

    /**
     * Reads a memory.
     *
     * @throws duiqi.text.FormatException if there is no such memory, it is damaged so that units of it would be lost, or it has
     *     nothing to review
     */
    public static InitialReview of(Path memory) throws IOException {
        return MemoryUnits.read(memory, memory);
    }
}
