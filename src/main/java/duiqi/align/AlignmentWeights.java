package duiqi.align;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an aligner has learnt: the weights of its search, of its rescoring, and of its rescoring with an encoder if one was at
 * hand. Immutable.
 */
public final class AlignmentWeights {
    private static final String SEARCH = "search.weights";
    private static final String RESCORING = "rescoring.weights";

    private static final String RESCORING_WITH_ENCODER = "rescoring-encoder.weights";

    /** Where learning starts, with the weights that are set by hand and stay. */
    private static final String INITIAL = "initial.weights";

    private static final String REMEDY = "learn the weights again with: duiqi train";

    private final Weights search;
    private final Weights rescoring;
    private final Optional<Weights> rescoringWithEncoder;

    AlignmentWeights(Weights search, Weights rescoring) {
        this(search, rescoring, Optional.empty());
    }

    AlignmentWeights(Weights search, Weights rescoring, Optional<Weights> rescoringWithEncoder) {
        this.search = search;
        this.rescoring = rescoring;
        this.rescoringWithEncoder = rescoringWithEncoder;
    }

    /** The weights that come with the program. */
    public static AlignmentWeights standard() {
        return new AlignmentWeights(
                Weights.resource(SEARCH),
                Weights.resource(RESCORING),
                Optional.of(Weights.resource(RESCORING_WITH_ENCODER)));
    }

    /** The weights set by hand, before anything is learnt. */
    static Weights initial() {
        return Weights.resource(INITIAL);
    }

    /**
     * Reads weights from a folder.
     *
     * @throws FormatException naming the line that is wrong, or a feature whose weight is missing or that is unknown
     */
    public static AlignmentWeights read(Path folder) throws IOException {
        AlignmentWeights standard = standard();
        Path withEncoder = folder.resolve(RESCORING_WITH_ENCODER);
        return new AlignmentWeights(
                read(folder.resolve(SEARCH), standard.search),
                read(folder.resolve(RESCORING), standard.rescoring),
                Files.exists(withEncoder)
                        ? Optional.of(read(withEncoder, standard.rescoringWithEncoder()))
                        : Optional.empty());
    }

    private static Weights read(Path file, Weights standard) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Weights weights = Weights.read(file.toString(), text);
            requireAll(file, standard, weights, "has no weight for");
            requireAll(file, weights, standard, "has a weight for an unknown feature,");
            return weights;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not a text file in UTF-8", REMEDY, e);
        }
    }

    private static void requireAll(Path file, Weights wanted, Weights given, String problem) throws FormatException {
        for (String feature : wanted.byFeature().keySet()) {
            if (!given.byFeature().containsKey(feature)) {
                throw new FormatException(file.toString(), problem + " \"" + feature + "\"", REMEDY);
            }
        }
    }

    /**
     * Writes the weights into a folder.
     *
     * @param provenance lines on where the weights come from, which become comments
     */
    public void write(Path folder, List<String> provenance) throws IOException {
        write(folder.resolve(SEARCH), provenance, search);
        write(folder.resolve(RESCORING), provenance, rescoring);
        if (rescoringWithEncoder.isPresent()) {
            write(folder.resolve(RESCORING_WITH_ENCODER), provenance, rescoringWithEncoder.get());
        }
    }

    private static void write(Path file, List<String> provenance, Weights weights) throws IOException {
        StringBuilder text = new StringBuilder();
        provenance.forEach(line -> text.append("# ").append(line).append('\n'));
        text.append(weights.format());
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    Weights search() {
        return search;
    }

    Weights rescoring() {
        return rescoring;
    }

    /** Whether these were learnt with an encoder too. */
    public boolean knowEncoders() {
        return rescoringWithEncoder.isPresent();
    }

    Weights rescoringWithEncoder() {
        return rescoringWithEncoder.orElseThrow(
                () -> new IllegalArgumentException("these weights were learnt without an encoder"));
    }
}
