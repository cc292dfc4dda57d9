package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names the lexicon and the weights of an aligner. Immutable.
 *
 * @param lexicon the file of a lexicon; empty for the lexicon of duiqi
 * @param weights the folder of trained weights; empty for the weights of duiqi
 */
public record AlignmentModel(Optional<Path> lexicon, Optional<Path> weights) {
    /** Lexicon and weights of duiqi. */
    public static final AlignmentModel STANDARD = new AlignmentModel(Optional.empty(), Optional.empty());

    /** Reads the files, and returns an aligner that also uses a guide. */
    Aligner aligner(AlignmentGuide guide) throws IOException {
        return new Aligner(
                        LexiconFile.load(lexicon),
                        weights.isEmpty() ? AlignmentWeights.standard() : AlignmentWeights.read(weights.get()),
                        guide.shapes(),
                        guide.known())
                .withTables(guide.corpusTables());
    }
}
