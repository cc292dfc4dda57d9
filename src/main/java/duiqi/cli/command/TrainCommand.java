package duiqi.cli.command;

import duiqi.align.AlignmentWeights;
import duiqi.align.CrossValidation;
import duiqi.align.GoldText;
import duiqi.align.Noise;
import duiqi.align.Trainer;
import duiqi.app.AlignmentModel;
import duiqi.app.LexiconFile;
import duiqi.app.UninterruptibleWrite;
import duiqi.app.Version;
import duiqi.cli.option.EncoderOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.io.AtomicFile;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
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
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns the weights of the aligner from annotated texts, and says how well they do on texts they have not seen. */
@Command(
        name = "train",
        header = "Learn the weights of the aligner from a gold standard.",
        description = """

            Reads folders of annotated texts, each three files of one name: x.zh and x.en with one sentence a \
            line, x.gold with one pair a line as [0,1]:[2]. Writes weights of the search and of the rescoring, for \
            texts that teach their own translations and for others, which align takes with --weights. With \
            --encoder it writes those of the rescoring with that encoder as well; without, it removes old ones.

            With --folds or --by-folder it judges what it learns: every text is aligned with weights learnt from \
            texts of the other folds, or of the other folders, and the figures are what unseen text would get. \
            Weights are then written only if -o is given, with the figures beside them in figures.txt.

            Copies with noise are made by fixed seeds, so that two runs give the same weights and figures.
            """,
        footer = """

            Examples:
              duiqi train --folds 2 gold/news                held-out figures
              duiqi train --by-folder gold/news gold/fiction each by what the other teaches
              duiqi train gold/news gold/fiction -o weights
              duiqi train --folds 2 --report gold/news gold/fiction -o weights
              duiqi align --weights weights a.zh.txt a.en.txt
            """)
public final class TrainCommand implements Callable<Integer> {
    private static final Path USUAL_OUTPUT = Path.of("weights");
    private static final String FIGURES = "figures.txt";

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where to write the weights. Default: weights; nowhere with --folds or --by-folder.")
    private @Nullable Path output;

    @Option(
            names = "--without",
            paramLabel = "PATTERN",
            description = "Learn nothing of the features whose whole names match this regular expression, to see what "
                    + "they are worth.")
    private @Nullable Pattern without;

    @Option(names = "--json", description = "Print the figures as JSON, one object a line.")
    private boolean json;

    @Option(
            names = "--lexicon",
            paramLabel = "FILE",
            description = "Use this lexicon, made by duiqi lexicon build, instead of the one of duiqi.")
    private @Nullable Path lexicon;

    @Mixin
    private EncoderOptions encoding = new EncoderOptions();

    @Mixin
    private NoiseOptions noises = new NoiseOptions();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Parameters(arity = "1..*", paramLabel = "GOLD", description = "Folders with x.zh, x.en and x.gold.")
    private List<Path> folders = List.of();

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        requireSense();
        requireFeatures();
        requireWritable();
        List<GoldText.Corpus> sets = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            if (!seen.add(folder.toAbsolutePath().normalize())) {
                throw new FormatException(folder.toString(), "is given twice", "give each folder once");
            }
            sets.add(new GoldText.Corpus(folder.toString(), GoldText.in(folder)));
        }
        Trainer.Augmentation augmentation = new Trainer.Augmentation(noises.pieces, noises());
        Lexicon known = LexiconFile.load(Optional.ofNullable(lexicon));
        Trainer alone = trainer(known, augmentation);
        return AlignmentModel.EncoderSpec.open(encoding.spec(), console.workspace(), encoder -> {
            Optional<String> identity =
                    encoder.isPresent() ? Optional.of(encoder.get().identity()) : Optional.empty();
            AlignmentWeights.Provenance provenance =
                    new AlignmentWeights.Provenance(provenance(sets, augmentation, known), identity);
            learn(sets, encoder.map(alone::with).orElse(alone), augmentation, provenance);
            return ExitCode.DONE;
        });
    }

    private void learn(
            List<GoldText.Corpus> sets,
            Trainer trainer,
            Trainer.Augmentation augmentation,
            AlignmentWeights.Provenance provenance)
            throws IOException {
        Optional<CrossValidation.HeldOut> figures = folds(sets)
                .map(each -> new CrossValidation(trainer, examination(augmentation), judging.pool).judge(each));
        figures.ifPresent(found -> console.out().print(json ? found.toJson() : found.toTables()));
        if (output != null || figures.isEmpty()) {
            write(output == null ? USUAL_OUTPUT : output, sets, trainer, provenance, figures);
        }
    }

    private void requireSense() {
        if (noises.pieces < 0) {
            throw new IllegalArgumentException("--pieces is a number of sentences or 0, not " + noises.pieces);
        }
        requireShare("--omissions", noises.omissions);
        requireShare("--furniture", noises.furniture);
        requireShare("--paragraphs", noises.paragraphs);
        if (judging.folds != null && judging.byFolder) {
            throw new IllegalArgumentException("--folds and --by-folder are two ways to judge; give one of them");
        }
        if ((judging.pool || judging.noSelfTraining) && judging.folds == null && !judging.byFolder) {
            throw new IllegalArgumentException((judging.pool ? "--pool" : "--no-self-training")
                    + " says how to judge; give --folds or --by-folder with it");
        }
        if ((judging.report || json) && judging.folds == null && !judging.byFolder) {
            throw new IllegalArgumentException((judging.report ? "--report" : "--json")
                    + " says what to print; give --folds or --by-folder with it");
        }
    }

    /** A pattern that names nothing would make a figure that says nothing. */
    private void requireFeatures() throws FormatException {
        if (without != null && AlignmentWeights.features().stream().noneMatch(without.asMatchPredicate())) {
            throw new FormatException(
                    "--without " + without,
                    "is the whole name of no feature",
                    "these are there: " + String.join(", ", AlignmentWeights.features()));
        }
    }

    private void requireWritable() throws FormatException {
        if (output != null && Files.exists(output) && !Files.isDirectory(output)) {
            throw new FormatException(output.toString(), "is a file", "name a folder with -o");
        }
    }

    private static void requireShare(String option, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(option + " is a share from 0 up to 1, not " + share);
        }
    }

    private List<Noise> noises() {
        Map<Noise.Kind, Double> shares = new EnumMap<>(Noise.Kind.class);
        if (noises.omissions > 0) {
            shares.put(Noise.Kind.OMISSIONS, noises.omissions);
        }
        if (noises.furniture > 0) {
            shares.put(Noise.Kind.FURNITURE, noises.furniture);
        }
        if (noises.paragraphs > 0) {
            shares.put(Noise.Kind.PARAGRAPHS, noises.paragraphs);
        }
        shares.putAll(noises.noise);
        return shares.entrySet().stream()
                .map(entry -> new Noise(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Optional<CrossValidation.Folds> folds(List<GoldText.Corpus> sets) {
        if (judging.byFolder) {
            return Optional.of(CrossValidation.Folds.ofSets(sets));
        }
        return Optional.ofNullable(judging.folds)
                .map(number -> CrossValidation.Folds.dealt(
                        sets.stream().flatMap(set -> set.texts().stream()).toList(), number));
    }

    private CrossValidation.Plan examination(Trainer.Augmentation augmentation) {
        return judging.report
                ? CrossValidation.Plan.full(noises.pieces)
                : new CrossValidation.Plan(noises.pieces, augmentation.noises(), List.of());
    }

    private Trainer trainer(Lexicon known, Trainer.Augmentation augmentation) {
        Trainer trainer = new Trainer(known, augmentation);
        if (without != null) {
            trainer = trainer.without(without.asMatchPredicate());
        }
        return judging.noSelfTraining ? trainer.withoutSelfTraining() : trainer;
    }

    private void write(
            Path folder,
            List<GoldText.Corpus> sets,
            Trainer trainer,
            AlignmentWeights.Provenance provenance,
            Optional<CrossValidation.HeldOut> figures)
            throws IOException {
        List<GoldText> texts =
                sets.stream().flatMap(set -> set.texts().stream()).toList();
        AlignmentWeights weights = trainer.train(texts);
        UninterruptibleWrite.run(() -> {
            weights.write(folder, provenance);
            if (figures.isPresent()) {
                String text = String.join("\n", provenance.withEncoder()) + "\n" + method() + "\n\n"
                        + figures.get().toTables();
                AtomicFile.write(folder.resolve(FIGURES), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            }
        });
        int beads = sets.stream().mapToInt(GoldText.Corpus::beads).sum();
        (json ? console.err() : console.out())
                .print(folder + ": weights learnt from " + describe(texts.size(), beads) + "\n");
    }

    private List<String> provenance(List<GoldText.Corpus> sets, Trainer.Augmentation augmentation, Lexicon known)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Weights learnt by duiqi train " + Version.number() + ", " + options(augmentation) + ", from");
        for (int k = 0; k < sets.size(); k++) {
            GoldText.Corpus set = sets.get(k);
            lines.add("  " + folders.get(k).toAbsolutePath().normalize().getFileName() + ": "
                    + describe(set.texts().size(), set.beads()));
        }
        lines.add("with the lexicon from " + known.origin() + ".");
        return lines;
    }

    /** The options that make the same weights again. */
    private String options(Trainer.Augmentation augmentation) {
        Map<Noise.Kind, Double> shares = new EnumMap<>(Noise.Kind.class);
        augmentation.noises().forEach(each -> shares.put(each.kind(), each.share()));
        double omitted =
                Optional.ofNullable(shares.remove(Noise.Kind.OMISSIONS)).orElse(0.0);
        double printed =
                Optional.ofNullable(shares.remove(Noise.Kind.FURNITURE)).orElse(0.0);
        double gathered =
                Optional.ofNullable(shares.remove(Noise.Kind.PARAGRAPHS)).orElse(0.0);
        String others = augmentation.noises().stream()
                .filter(each -> shares.containsKey(each.kind()))
                .map(Noise::toString)
                .collect(Collectors.joining(","));
        return "--pieces " + noises.pieces + " --omissions " + omitted + " --furniture " + printed + " --paragraphs "
                + gathered
                + (others.isEmpty() ? "" : " --noise " + others)
                + (without == null ? "" : " --without " + without);
    }

    private String method() {
        return "The figures are of texts held out: each was aligned with weights learnt in the same way, but without "
                + (judging.byFolder
                        ? "the texts of its folder."
                        : "its own of " + judging.folds + " folds, dealt in turn.")
                + (judging.pool ? " The whole texts of a fold were aligned together (--pool)." : "")
                + (judging.noSelfTraining ? " No text was taken for a teacher (--no-self-training)." : "");
    }

    private static String describe(int texts, int beads) {
        return texts + " texts with " + beads + " beads";
    }

    /** The options of the copies of texts, with noise, that are learnt from too. */
    private static final class NoiseOptions {
        @Option(
                names = "--pieces",
                paramLabel = "N",
                defaultValue = "20",
                description =
                        "Learn also from each text in pieces of so many sentences, 0 for whole texts only. Default: "
                                + "${DEFAULT-VALUE}.")
        private int pieces;

        @Option(
                names = "--omissions",
                paramLabel = "SHARE",
                defaultValue = "0.1",
                description =
                        "Learn also from a copy of each text in which about this share has lost its other side, as if "
                                + "untranslated; 0 for none. Default: ${DEFAULT-VALUE}.")
        private double omissions;

        @Option(
                names = "--furniture",
                paramLabel = "SHARE",
                defaultValue = "0.1",
                description =
                        "Learn also from a copy of each text with so many page numbers, running titles and notes for each "
                                + "sentence of a side; 0 for none. Default: ${DEFAULT-VALUE}.")
        private double furniture;

        @Option(
                names = "--paragraphs",
                paramLabel = "SHARE",
                defaultValue = "0.2",
                description =
                        "Learn also from a copy of each text in which about this share stands in lines of a paragraph"
                                + " each; 0 for none. Default: ${DEFAULT-VALUE}.")
        private double paragraphs;

        @Option(
                names = "--noise",
                paramLabel = "KIND=SHARE",
                split = ",",
                description = "Learn also from a copy of each text with this noise; several with commas. Kinds: "
                        + "${COMPLETION-CANDIDATES}.")
        private Map<Noise.Kind, Double> noise = new EnumMap<>(Noise.Kind.class);
    }

    /** The options that say how to judge the weights. */
    private static final class JudgingOptions {
        @Option(
                names = "--folds",
                paramLabel = "N",
                description = "Judge in so many folds, each with texts of all folders.")
        private @Nullable Integer folds;

        @Option(names = "--by-folder", description = "Judge each folder by weights learnt from the others.")
        private boolean byFolder;

        @Option(
                names = "--report",
                description =
                        "Judge also copies with each kind of noise at 0.1 and 0.3, and whether texts are told from "
                                + "others. Takes several times as long.")
        private boolean report;

        @Option(
                names = "--pool",
                description =
                        "Judge the whole texts of a fold aligned together, as by align --pool, and not each alone.")
        private boolean pool;

        @Option(names = "--no-self-training", description = "Judge aligners that take no text for a teacher.")
        private boolean noSelfTraining;
    }
}
