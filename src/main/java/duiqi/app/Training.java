package duiqi.app;

import duiqi.align.AlignmentWeights;
import duiqi.align.GoldText;
import duiqi.align.HeldOut;
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
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trains the weights of the aligner on gold standards. Immutable.
 *
 * @param folders the folders of gold standards
 * @param output the folder for the weights; empty for the default, or for none if the weights are evaluated
 * @param pieces the size of the pieces to train on as well; 0 for none
 * @param noises the shares of noise in the copies to train on as well; a kind with 0 or without a share has no copies
 * @param without the names of features to train without; empty for no feature
 * @param selfTraining true to let the aligner learn translations from the texts that it aligns
 * @param byFolder true to evaluate each folder with weights trained on the other folders
 * @param folds the number of folds of a cross-validation, into which the texts of all folders are split; empty for none
 */
public record Training(
        List<Path> folders,
        Optional<Path> output,
        int pieces,
        Map<Noise.Kind, Double> noises,
        Optional<Pattern> without,
        Optional<Path> lexicon,
        boolean selfTraining,
        boolean byFolder,
        Optional<Integer> folds) {
    public static final Map<Noise.Kind, Double> USUAL_NOISES = Map.of(
            Noise.Kind.OMISSIONS, 0.1,
            Noise.Kind.SINGLE_OMISSIONS, 0.1,
            Noise.Kind.FURNITURE, 0.1,
            Noise.Kind.PARAGRAPHS, 0.2);

    private static final Path USUAL_OUTPUT = Path.of("weights");
    private static final String FIGURES = "figures.txt";

    public Training {
        folders = List.copyOf(folders);
        noises = Collections.unmodifiableMap(new TreeMap<>(noises));
    }

    /**
     * Describes the weights that duiqi wrote.
     *
     * @param source the number of texts and beads that the weights are trained on, in words
     */
    public record Written(Path folder, String source) {}

    /**
     * Trains, evaluates and writes the weights.
     *
     * @param results receives the results on held-out texts before the weights are trained on all texts
     * @return the written weights; empty if they are only evaluated
     */
    public Optional<Written> run(Consumer<HeldOut> results) throws IOException {
        requireFeatures();
        List<Noise> copies = noises.entrySet().stream()
                .filter(noise -> noise.getValue() != 0)
                .map(noise -> new Noise(noise.getKey(), noise.getValue()))
                .toList();
        if (output.isPresent() && Files.exists(output.get()) && !Files.isDirectory(output.get())) {
            throw new FormatException(output.get().toString(), "is a file, not a folder", "give a folder with -o");
        }
        Map<String, List<GoldText>> sets = read();
        Lexicon known = LexiconFile.load(lexicon);
        Trainer trainer = new Trainer(
                known, pieces, copies, without.map(Pattern::asMatchPredicate).orElse(feature -> false), selfTraining);
        Optional<HeldOut> figures = folds.map(number -> HeldOut.Fold.dealt(texts(sets), number))
                .or(() -> byFolder ? Optional.of(HeldOut.Fold.ofSets(sets)) : Optional.empty())
                .map(held -> HeldOut.of(trainer, held));
        figures.ifPresent(results);
        if (output.isEmpty() && figures.isPresent()) {
            return Optional.empty();
        }
        Path folder = output.orElse(USUAL_OUTPUT);
        AlignmentWeights weights = trainer.train(texts(sets));
        write(folder, weights, provenance(sets, known), figures);
        return Optional.of(new Written(folder, describe(texts(sets))));
    }

    /** Rejects a pattern that matches no feature, because the training would be the same without it. */
    private void requireFeatures() throws FormatException {
        if (without.isPresent()
                && AlignmentWeights.features().stream().noneMatch(without.get().asMatchPredicate())) {
            throw new FormatException(
                    "--without " + without.get(),
                    "matches the full name of no feature",
                    "the features are: " + String.join(", ", AlignmentWeights.features()));
        }
    }

    private Map<String, List<GoldText>> read() throws IOException {
        Map<String, List<GoldText>> sets = new LinkedHashMap<>();
        Set<Path> different = new HashSet<>();
        for (Path folder : folders) {
            if (!different.add(folder.toAbsolutePath().normalize())) {
                throw new FormatException(folder.toString(), "is given twice", "give each folder once");
            }
            sets.put(folder.toString(), GoldText.in(folder));
        }
        return sets;
    }

    private static List<GoldText> texts(Map<String, List<GoldText>> sets) {
        return sets.values().stream().flatMap(List::stream).toList();
    }

    private static String describe(List<GoldText> texts) {
        int beads = texts.stream().mapToInt(text -> text.beads().size()).sum();
        return Plurals.of(texts.size(), "text") + " with " + Plurals.of(beads, "bead");
    }

    private void write(Path folder, AlignmentWeights weights, List<String> provenance, Optional<HeldOut> figures)
            throws IOException {
        String method =
                "The figures are of held-out texts: each was aligned with weights that were trained in the same way,"
                        + " but without "
                        + folds.map(number ->
                                        "the texts of its fold, one of " + number + " folds that are dealt in turn.")
                                .orElse("the texts of its folder.")
                        + (selfTraining ? "" : " Self-training was disabled (--no-self-training).");
        Workspace.UninterruptibleWrite.run(() -> {
            weights.write(folder, provenance);
            if (figures.isPresent()) {
                String text = String.join("\n", provenance) + "\n" + method + "\n\n"
                        + figures.get().toTables();
                AtomicFile.write(folder.resolve(FIGURES), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            }
        });
    }

    /** Returns the origin of the weights, with the options that reproduce them. */
    private List<String> provenance(Map<String, List<GoldText>> sets, Lexicon known) throws IOException {
        String shares = noises.entrySet().stream().map(Object::toString).collect(Collectors.joining(","));
        List<String> lines = new ArrayList<>();
        lines.add("Weights trained by duiqi train " + Version.number() + ", --pieces " + pieces + " --noise " + shares
                + without.map(pattern -> " --without " + pattern).orElse("") + ", from");
        sets.forEach((folder, texts) ->
                lines.add("  " + Path.of(folder).toAbsolutePath().normalize().getFileName() + ": " + describe(texts)));
        lines.add("with the lexicon from " + known.origin() + ".");
        return lines;
    }
}
