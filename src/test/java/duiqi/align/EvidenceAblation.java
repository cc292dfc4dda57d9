package duiqi.align;

import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the gain of each kind of evidence: the strict F1 of held-out folders if the rescoring has weights that were
 * trained without it on the other folders. The search and its weights are always those of duiqi, so that every text is
 * searched only once.
 */
final class EvidenceAblation {
    private static final int PIECE = 20;
    private static final List<Noise> NOISES = List.of(
            new Noise(Noise.Kind.OMISSIONS, 0.1),
            new Noise(Noise.Kind.SINGLE_OMISSIONS, 0.1),
            new Noise(Noise.Kind.FURNITURE, 0.1),
            new Noise(Noise.Kind.PARAGRAPHS, 0.2));

    /** Kinds of evidence with an expression for their features. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("nothing", "");
        KINDS.put("LexicalEvidence and MatchEvidence", ".*characters.*|words to English|English to words|placed .*");
        KINDS.put("LexicalEvidence of characters", "characters to English|English to characters");
        KINDS.put("LengthEvidence, paired", "length|length ratio");
        KINDS.put("FurnitureEvidence", "(numbered|repeated) line against none|note against none");
        KINDS.put("MatchEvidence", "placed .*");
        KINDS.put("BoundaryEvidence", ".*clause fits neighbour");
        KINDS.put(
                "PunctuationEvidence",
                "(question|exclamation) against none|clause against sentence|number of questions|more sentences than clauses|bare line.*");
    }

    private final Trainer trainer;
    private final AlignmentWeights standard = AlignmentWeights.standard();

    /** By folder: its texts, their copies with noise, and pieces of all. */
    private final Map<String, List<Trainer.Measured>> folders = new LinkedHashMap<>();

    private List<String> features = List.of();

    private EvidenceAblation(List<String> paths) throws IOException {
        trainer = new Trainer(Lexicon.standard(), PIECE, NOISES, feature -> false, true, Optional.empty());
        for (String path : paths) {
            List<Trainer.Example> first = trainer.examples(
                    GoldText.in(Path.of(path)), standard.lexical().search());
            List<Trainer.Example> last = Trainer.last(first, standard.adapted().search());
            folders.put(path, Trainer.measured(last, EvidenceAblation::evidence));
            features = Scorer.features(evidence(last.get(0)));
        }
    }

    private static List<Evidence> evidence(Trainer.Example example) {
        return Evidence.rescoring(
                example.pass().prepared().texts(), example.pass().prepared().scores(), Optional.empty());
    }

    /**
     * Prints a row for each kind of evidence.
     *
     * @param arguments folders of annotated texts, two or more
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> paths = List.of(String.join(" ", arguments).strip().split("\\s+"));
        EvidenceAblation ablation = new EvidenceAblation(paths);
        out.println("| without | whole | pieces | " + String.join(" | ", paths) + " |");
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            out.println("| " + kind.getKey() + " | " + ablation.row(kind.getValue()) + " |");
        }
    }

    private String row(String ignored) {
        Trainer without = new Trainer(
                trainer.lexicon(), PIECE, NOISES, feature -> feature.matches(ignored), true, Optional.empty());
        Evaluation whole = Evaluation.NONE;
        Evaluation pieces = Evaluation.NONE;
        List<String> byFolder = new ArrayList<>();
        for (Map.Entry<String, List<Trainer.Measured>> held : folders.entrySet()) {
            List<Trainer.Measured> others = folders.entrySet().stream()
                    .filter(folder -> !folder.equals(held))
                    .flatMap(folder -> folder.getValue().stream())
                    .toList();
            int beads = others.stream()
                    .filter(EvidenceAblation::isWhole)
                    .mapToInt(each -> each.example().text().beads().size())
                    .sum();
            AlignmentWeights.Experts ofShort = without
                    .new Likelihood(
                            others.stream().filter(EvidenceAblation::isShort).toList(), features)
                    .experts(standard.lexical().search(), Trainer.penalty(Trainer.LEXICAL_PENALTY, beads), beads);
            AlignmentWeights.Experts ofLong = without.new Likelihood(others, features)
                    .experts(standard.adapted().search(), Trainer.penalty(Trainer.ADAPTED_PENALTY, beads), beads);
            Evaluation ofFolder = Evaluation.NONE;
            for (Trainer.Measured each : held.getValue()) {
                if (each.example().weighted().weight() == 1) {
                    Evaluation found = evaluate(each, isShort(each) ? ofShort : ofLong);
                    ofFolder = isWhole(each) ? ofFolder.plus(found) : ofFolder;
                    pieces = isWhole(each) ? pieces : pieces.plus(found);
                }
            }
            whole = whole.plus(ofFolder);
            byFolder.add(f1(ofFolder));
        }
        return f1(whole) + " | " + f1(pieces) + " | " + String.join(" | ", byFolder);
    }

    private static boolean isShort(Trainer.Measured text) {
        return text.example().pass().isTooShortForSelfTraining();
    }

    /** Returns whether a text is neither a copy with noise nor a piece. */
    private static boolean isWhole(Trainer.Measured text) {
        return text.example().weighted().weight() == 1
                && !text.example().text().name().contains("#");
    }

    private Evaluation evaluate(Trainer.Measured text, AlignmentWeights.Experts experts) {
        AlignmentWeights.Weights weights =
                experts.of(text.example().pass().prepared().pair());
        double[] byFeature = features.stream().mapToDouble(weights::get).toArray();
        // Scores the edges of the lattice.
        text.task().addSlope(byFeature, new double[byFeature.length]);
        return Evaluation.of(
                text.example().text().beads(), text.example().pass().lattice().beads());
    }

    private static String f1(Evaluation evaluation) {
        return String.format(Locale.ROOT, "%.4f", evaluation.strict().f1());
    }
}
