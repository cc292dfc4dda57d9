package duiqi.align;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Two text files whose lines correspond, Chinese and English, as trainers of machine translation read them (Moses). Beads with
 * a blank side are left out whatever was asked for, since each line needs its partner. Tabs and line breaks inside a text
 * become a space.
 */
final class TextPairWriter implements AlignmentWriter {
    @Override
    public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
        Lines first = new Lines(outputs.get(0));
        Lines second = new Lines(outputs.get(1));
        for (Bead bead : beads) {
            BeadTexts pair = BeadTexts.of(text, bead);
            if (!pair.first().isBlank() && !pair.second().isBlank()) {
                first.add(Lines.cell(pair.first()));
                second.add(Lines.cell(pair.second()));
            }
        }
        first.flush();
        second.flush();
    }
}
