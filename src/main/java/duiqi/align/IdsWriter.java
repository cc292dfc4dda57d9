package duiqi.align;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The form of Vecalign and of its gold standards: {@code [0,1]:[2]}, one bead a line, numbers of source segments first, from 0,
 * {@code []} for an empty side. {@link AlignmentReader} reads it back.
 */
final class IdsWriter implements AlignmentWriter {
    @Override
    public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
        Lines lines = new Lines(outputs.get(0));
        for (Bead bead : beads) {
            lines.add(Link.of(bead).ids());
        }
        lines.flush();
    }
}
