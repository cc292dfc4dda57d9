package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The knowledge that an aligner works with. Immutable.
 *
 * @param lexicon the file of a lexicon; empty for that of duiqi
 * @param weights the folder of trained weights; empty for those of duiqi
 * @param encoder the encoder to ask; empty for none
 */
public record AlignmentModel(Optional<Path> lexicon, Optional<Path> weights, Optional<EncoderSpec> encoder) {
    /** The lexicon and the weights of duiqi, without an encoder. */
    public static final AlignmentModel STANDARD =
            new AlignmentModel(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Opens the aligner, lets it be used, and closes its encoder.
     *
     * @return what the use returned
     */
    <T> T use(AlignmentGuide guide, Workspace workspace, Function<Aligner, T> use) throws IOException {
        Lexicon words = LexiconFile.load(lexicon);
        Aligner alone = new Aligner(words, readWeights(), guide.shapes(), guide.known()).taughtBy(guide.corpusTables());
        return EncoderSpec.open(
                encoder, workspace, opened -> use.apply(opened.map(alone::with).orElse(alone)));
    }

    private AlignmentWeights readWeights() throws IOException {
        AlignmentWeights learnt =
                weights.isEmpty() ? AlignmentWeights.standard() : AlignmentWeights.read(weights.get());
        if (encoder.isPresent() && !learnt.knowEncoders()) {
            throw new FormatException(
                    weights.map(Path::toString).orElse("null"),
                    "has no weights for an encoder",
                    "learn them with: duiqi train --encoder, or leave --encoder out");
        }
        return learnt;
    }
}
