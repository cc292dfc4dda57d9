package duiqi.align;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Three columns with tabs between them: Chinese, English, probability. No header, so that every line is a pair and files can be
 * concatenated and cut. A bead with one side has the other column empty. Tabs and line breaks inside a text become a space,
 * and nothing is quoted, so a reader must not take a quotation mark at the beginning of a cell for one of CSV.
 */
final class TsvWriter implements AlignmentWriter {
    @Override
    public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
        Lines lines = new Lines(outputs.get(0));
        for (Bead bead : beads) {
            BeadTexts pair = BeadTexts.of(text, bead);
            lines.add(Lines.cell(pair.first()) + "\t" + Lines.cell(pair.second()) + "\t"
                    + Rounding.fourDecimals(bead.probability()).toPlainString());
        }
        lines.flush();
    }
}
