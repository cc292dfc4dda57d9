package duiqi.align;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the beads of two texts in one form. Text forms are UTF-8 with {@code \n} at the end of each line. Implementations are
 * stateless and may be shared by threads.
 */
@FunctionalInterface
public interface AlignmentWriter {
    /**
     * Writes beads in the order given.
     *
     * @param text the texts
     * @param beads those of {@code text} to write, in document order
     * @param outputs one for each file of the form, in the order of {@link AlignmentFormat#extensions()}; they are flushed
     *     but not closed
     */
    void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException;
}
