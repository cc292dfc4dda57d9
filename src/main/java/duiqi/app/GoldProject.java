package duiqi.app;

import duiqi.align.AlignmentWeights;
import duiqi.align.CrossValidation;
import duiqi.align.Evaluation;
import duiqi.align.GoldPairs;
import duiqi.align.GoldText;
import duiqi.align.Noise;
import duiqi.align.Trainer;
import duiqi.io.AtomicFile;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Trains the aligner on gold standards, and evaluates alignments against them. */
public final class GoldProject {
    private GoldProject() {}

    /** Receives the results of an evaluation. */
    public interface Listener {
        /** Receives the evaluation of an alignment. */
        void evaluated(GoldPairs.Pair pair, Evaluation evaluation) throws IOException;

        /** Receives the failure of an alignment that cannot be read or evaluated. */
        void failed(IOException failure);
    }

    /**
     * Pairs gold standards with the alignments to evaluate.
     *
     * @param gold a gold standard, or a folder of gold standards
     * @param test an alignment, or a folder of alignments
     * @throws FormatException if there is nothing to evaluate, or the two paths are in the wrong order
     */
    public static GoldPairs pairs(Path gold, Path test) throws IOException {
        for (Path path : List.of(gold, test)) {
            if (!Files.exists(path)) {
                throw new FormatException(
                        path.toString(), "there is no such file or folder", "check its name and folder");
            }
        }
        GoldPairs pairs = GoldPairs.of(gold, test);
        if (pairs.pairs().isEmpty()) {
            throw new FormatException(
                    test.toString(),
                    "has no x.align for any x.gold in " + gold,
                    "run duiqi align with --to ids -o " + test);
        }
        if (pairs.pairs().stream().allMatch(GoldPairs.Pair::isSwapped)) {
            throw new FormatException(
                    test.toString(),
                    "is the gold standard, and " + gold + " is the alignment",
                    "give the gold standard first");
        }
        return pairs;
    }

    /**
     * Evaluates alignments. If one alignment fails, the listener receives the failure and the evaluation continues.
     *
     * @return the sum of all evaluations; empty if all failed
     */
    public static Optional<Evaluation> evaluate(GoldPairs pairs, Listener listener) {
        Optional<Evaluation> all = Optional.empty();
        for (GoldPairs.Pair pair : pairs.pairs()) {
            try {
                Evaluation evaluation = pair.evaluate();
                all = Optional.of(all.orElse(Evaluation.NONE).plus(evaluation));
                listener.evaluated(pair, evaluation);
            } catch (IOException failure) {
                listener.failed(failure);
            }
        }
        return all;
    }

    /**
     * Trains weights on gold standards. Immutable.
     *
     * @param folders the folders of gold standards
     * @param output the folder for the weights; empty for the default, or for none if the weights are evaluated
     * @param augmentation the changed copies of texts to train on as well
     * @param without the names of features to train without; empty for no feature
     * @param lexicon the file of the lexicon; empty for the lexicon of duiqi
     * @param encoder the encoder to train with; empty for none
     * @param validation the way to evaluate the weights
     */
    public record Training(
            List<Path> folders,
            Optional<Path> output,
            Trainer.Augmentation augmentation,
            Optional<Pattern> without,
            Optional<Path> lexicon,
            Optional<AlignmentModel.EncoderSpec> encoder,
            Validation validation) {
        private static final Path USUAL_OUTPUT = Path.of("weights");
        private static final String FIGURES = "figures.txt";

        /** Kinds of noise with an option of their own. */
        private static final List<Noise.Kind> WITH_OPTION =
                List.of(Noise.Kind.OMISSIONS, Noise.Kind.SINGLE_OMISSIONS, Noise.Kind.FURNITURE, Noise.Kind.PARAGRAPHS);

        public Training {
            folders = List.copyOf(folders);
        }

        /**
         * Evaluates weights on held-out texts. Immutable.
         *
         * @param folds the number of folds into which the texts of all folders are split; empty to hold out folders, or
         *     not to evaluate
         * @param isByFolder true to evaluate each folder with weights trained on the other folders
         * @param isFull true to evaluate also unrelated texts and copies with each kind of noise
         * @param isPooled true to align the texts of a fold together
         * @param selfTraining true to let the aligner learn translations from the texts that it aligns
         */
        public record Validation(
                Optional<Integer> folds, boolean isByFolder, boolean isFull, boolean isPooled, boolean selfTraining) {
            private Optional<CrossValidation.Folds> of(List<GoldText.Corpus> sets) {
                return isByFolder
                        ? Optional.of(CrossValidation.Folds.ofSets(sets))
                        : folds.map(number -> CrossValidation.Folds.dealt(texts(sets), number));
            }

            private String method() {
                return "The figures are of held-out texts: each was aligned with weights that were trained in the same way, but without "
                        + folds.map(number ->
                                        "the texts of its fold, one of " + number + " folds that are dealt in turn.")
                                .orElse("the texts of its folder.")
                        + (isPooled ? " The whole texts of a fold were aligned together (--pool)." : "")
                        + (selfTraining ? "" : " Self-training was disabled (--no-self-training).");
            }
        }

        /**
         * Describes the weights that duiqi wrote.
         *
         * @param folder the folder of the weights
         * @param source the number of texts and beads that the weights are trained on, in words
         */
        public record Written(Path folder, String source) {}

        /**
         * Trains, evaluates and writes the weights.
         *
         * @param results receives the results on held-out texts before the weights are trained on all texts
         * @return the written weights; empty if they are only evaluated
         */
        public Optional<Written> run(Workspace workspace, Consumer<CrossValidation.HeldOut> results)
                throws IOException {
            requireFeatures();
            if (output.isPresent() && Files.exists(output.get()) && !Files.isDirectory(output.get())) {
                throw new FormatException(output.get().toString(), "is a file, not a folder", "give a folder with -o");
            }
            List<GoldText.Corpus> sets = read();
            Lexicon known = LexiconFile.load(lexicon);
            Trainer withoutEncoder = trainer(known);
            return AlignmentModel.EncoderSpec.open(encoder, workspace, opened -> {
                Optional<String> identity =
                        opened.isPresent() ? Optional.of(opened.get().identity()) : Optional.empty();
                AlignmentWeights.Provenance provenance =
                        new AlignmentWeights.Provenance(provenance(sets, known), identity);
                return learn(sets, opened.map(withoutEncoder::with).orElse(withoutEncoder), provenance, results);
            });
        }

        private Optional<Written> learn(
                List<GoldText.Corpus> sets,
                Trainer trainer,
                AlignmentWeights.Provenance provenance,
                Consumer<CrossValidation.HeldOut> results)
                throws IOException {
            CrossValidation.Plan plan = validation.isFull
                    ? CrossValidation.Plan.full(augmentation.pieces())
                    : new CrossValidation.Plan(augmentation.pieces(), augmentation.noises(), List.of());
            Optional<CrossValidation.HeldOut> figures = validation
                    .of(sets)
                    .map(each -> new CrossValidation(trainer, plan, validation.isPooled).evaluate(each));
            figures.ifPresent(results);
            if (output.isEmpty() && figures.isPresent()) {
                return Optional.empty();
            }
            Path folder = output.orElse(USUAL_OUTPUT);
            AlignmentWeights weights = trainer.train(texts(sets));
            Workspace.UninterruptibleWrite.run(() -> {
                weights.write(folder, provenance);
                if (figures.isPresent()) {
                    String text = String.join("\n", provenance.withEncoder()) + "\n" + validation.method() + "\n\n"
                            + figures.get().toTables();
                    AtomicFile.write(folder.resolve(FIGURES), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
                }
            });
            int beads = sets.stream().mapToInt(GoldText.Corpus::beads).sum();
            return Optional.of(new Written(folder, describe(texts(sets).size(), beads)));
        }

        /** Rejects a pattern that matches no feature, because the training would be the same without it. */
        private void requireFeatures() throws FormatException {
            if (without.isPresent()
                    && AlignmentWeights.features().stream()
                            .noneMatch(without.get().asMatchPredicate())) {
                throw new FormatException(
                        "--without " + without.get(),
                        "matches the full name of no feature",
                        "the features are: " + String.join(", ", AlignmentWeights.features()));
            }
        }

        private List<GoldText.Corpus> read() throws IOException {
            List<GoldText.Corpus> sets = new ArrayList<>();
            Set<Path> seen = new HashSet<>();
            for (Path folder : folders) {
                if (!seen.add(folder.toAbsolutePath().normalize())) {
                    throw new FormatException(folder.toString(), "is given twice", "give each folder once");
                }
                sets.add(new GoldText.Corpus(folder.toString(), GoldText.in(folder)));
            }
            return sets;
        }

        private Trainer trainer(Lexicon known) {
            Trainer all = new Trainer(known, augmentation);
            Trainer trainer = without.map(pattern -> all.without(pattern.asMatchPredicate()))
                    .orElse(all);
            return validation.selfTraining ? trainer : trainer.withoutSelfTraining();
        }

        private List<String> provenance(List<GoldText.Corpus> sets, Lexicon known) throws IOException {
            List<String> lines = new ArrayList<>();
            lines.add("Weights trained by duiqi train " + Version.number() + ", " + options() + ", from");
            for (int k = 0; k < sets.size(); k++) {
                GoldText.Corpus set = sets.get(k);
                lines.add("  " + folders.get(k).toAbsolutePath().normalize().getFileName() + ": "
                        + describe(set.texts().size(), set.beads()));
            }
            lines.add("with the lexicon from " + known.origin() + ".");
            return lines;
        }

        /** Returns the options that reproduce these weights. */
        private String options() {
            Map<Noise.Kind, Double> others = new EnumMap<>(Noise.Kind.class);
            augmentation.noises().forEach(each -> others.put(each.kind(), each.share()));
            StringBuilder options = new StringBuilder("--pieces ").append(augmentation.pieces());
            for (Noise.Kind kind : WITH_OPTION) {
                options.append(" --").append(kind).append(' ').append(others.getOrDefault(kind, 0.0));
                others.remove(kind);
            }
            String noise = others.entrySet().stream()
                    .map(each -> new Noise(each.getKey(), each.getValue()).toString())
                    .collect(Collectors.joining(","));
            return options
                    + (noise.isEmpty() ? "" : " --noise " + noise)
                    + without.map(pattern -> " --without " + pattern).orElse("");
        }

        private static List<GoldText> texts(List<GoldText.Corpus> sets) {
            return sets.stream().flatMap(set -> set.texts().stream()).toList();
        }

        private static String describe(int texts, int beads) {
            return Plurals.of(texts, "text") + " with " + Plurals.of(beads, "bead");
        }
    }
}
