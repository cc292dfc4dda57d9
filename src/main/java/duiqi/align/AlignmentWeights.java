package duiqi.align;

import duiqi.bitext.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an aligner has learnt: the weights of its search and of its rescoring. Immutable. */
public final class AlignmentWeights {
    private static final String SEARCH = "search.weights";
    private static final String RESCORING = "rescoring.weights";

    /** Where learning starts, with the weights that are set by hand and stay. */
    private static final String INITIAL = "initial.weights";

    private final Weights search;
    private final Weights rescoring;

    AlignmentWeights(Weights search, Weights rescoring) {
        this.search = search;
        this.rescoring = rescoring;
    }

    /** The weights that come with the program. */
    public static AlignmentWeights standard() {
        return new AlignmentWeights(Weights.resource(SEARCH), Weights.resource(RESCORING));
    }

    /** The weights set by hand, before anything is learnt. */
    static Weights initial() {
        return Weights.resource(INITIAL);
    }

    /**
     * Reads weights from a folder.
     *
     * @throws duiqi.bitext.FormatException naming the line that is wrong
     */
    public static AlignmentWeights read(Path folder) throws IOException {
        return new AlignmentWeights(read(folder, SEARCH), read(folder, RESCORING));
    }

    private static Weights read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Weights.read(file.toString(), text);
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
}
