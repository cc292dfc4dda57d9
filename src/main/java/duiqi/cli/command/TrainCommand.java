package duiqi.cli.command;

import duiqi.align.Noise;
import duiqi.align.Trainer;
import duiqi.app.GoldProject;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains the weights of the aligner on annotated texts, and evaluates them on held-out texts. */
@Command(
        name = "train",
        header = "Train the weights of the aligner on annotated texts.",
        description = """

                Reads folders of annotated texts. A text has three files with the same name: x.zh and x.en with one \
                sentence per line, and x.gold with one bead per line, as [0,1]:[2]. Writes the weights of the search \
                and of the rescoring, for texts with self-training and without. duiqi align takes them with \
                --weights. With --encoder, also writes the weights of the rescoring with that encoder; without, \
                removes old ones.

                With --folds or --by-folder, duiqi evaluates: it aligns every text with weights trained on the other \
                folds or folders, so the figures hold for unseen texts. It then writes weights only with -o, and the \
                figures beside them in figures.txt. --pool aligns the whole texts of a fold together, as duiqi align \
                --pool does. --report adds noise of each kind at 0.1 and 0.3, and takes several times as long.

                Noisy copies of the texts use fixed seeds, so two runs give the same weights and figures. A share is \
                0 to 1; with 0, duiqi makes no copies of that kind.
                """,
        footer = """

                Noise (--noise KIND=SHARE):
                  omissions            paragraphs without a translation, on both sides
                  one-sided-omissions  paragraphs without a translation, on one side
                  single-omissions     single sentences without a translation, on both sides
                  insertions           paragraphs of another text
                  swaps                paragraphs in another order
                  joins                sentences that are not split
                  splits               sentences that are split at a comma
                  furniture            page headers, page numbers and notes
                  paragraphs           whole paragraphs as lines, on both sides

                Encoders (--encoder):
                  FOLDER             folder with model.onnx, tokenizer.json, encoder.properties
                  URL/v1/embeddings  server with the OpenAI interface
                  URL/embed          text-embeddings-inference
                  URL/api/embed      Ollama
                  DUIQI_API_KEY holds the key of the server, if it needs one.

                Examples:
                  duiqi train --folds 2 gold/news                  print held-out figures
                  duiqi train --by-folder gold/news gold/fiction   test each on the other
                  duiqi train gold/news gold/fiction -o weights
                  duiqi train --folds 2 --report gold/news gold/fiction -o weights
                  duiqi align --weights weights a.zh.txt a.en.txt
                """)
public final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            order = OptionGroup.OUTPUT,
            description = "Write into this folder. Default: weights; none with --folds or --by-folder.")
    private @Nullable Path output;

    @Option(
            names = "--without",
            paramLabel = "PATTERN",
            order = OptionGroup.TRAINING,
            description = "Exclude the features whose names match this regular expression.")
    private @Nullable Pattern without;

    @Option(names = "--json", order = OptionGroup.OUTPUT, description = "Print JSON, one object per line.")
    private boolean json;

    @Option(
            names = "--lexicon",
            paramLabel = "FILE",
            order = OptionGroup.ALIGNMENT,
            description = "Use this lexicon, or permissive (built-in), instead of the standard one.")
    private @Nullable Path lexicon;

    @Mixin
    private ReadingOptions.EncoderOptions encoding = new ReadingOptions.EncoderOptions();

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
        GoldProject.Training training = new GoldProject.Training(
                folders,
                Optional.ofNullable(output),
                new Trainer.Augmentation(noises.pieces, noises()),
                Optional.ofNullable(without),
                Optional.ofNullable(lexicon),
                encoding.spec(),
                new GoldProject.Training.Validation(
                        Optional.ofNullable(judging.folds),
                        judging.byFolder,
                        judging.report,
                        judging.pool,
                        !judging.noSelfTraining));
        training.run(console.workspace(), figures -> console.out().print(json ? figures.toJson() : figures.toTables()))
                .ifPresent(written -> (json ? console.err() : console.out())
                        .print(written.folder() + ": weights trained on " + written.source() + "\n"));
        return ExitCode.DONE;
    }

    private void requireSense() {
        if (noises.pieces < 0) {
            throw new IllegalArgumentException("--pieces " + noises.pieces + ": must be at least 0");
        }
        requireShare("--omissions", noises.omissions);
        requireShare("--single-omissions", noises.singleOmissions);
        requireShare("--furniture", noises.furniture);
        requireShare("--paragraphs", noises.paragraphs);
        if (judging.folds != null && judging.byFolder) {
            throw new IllegalArgumentException("--folds, --by-folder: cannot be combined; remove one");
        }
        if ((judging.pool || judging.noSelfTraining) && judging.folds == null && !judging.byFolder) {
            throw new IllegalArgumentException((judging.pool ? "--pool" : "--no-self-training")
                    + ": has no effect without evaluation; add --folds or --by-folder");
        }
        if ((judging.report || json) && judging.folds == null && !judging.byFolder) {
            throw new IllegalArgumentException((judging.report ? "--report" : "--json")
                    + ": has no effect without evaluation; add --folds or --by-folder");
        }
    }

    private static void requireShare(String option, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(option + " " + share + ": must be at least 0 and less than 1");
        }
    }

    private List<Noise> noises() {
        Map<Noise.Kind, Double> shares = new EnumMap<>(Noise.Kind.class);
        if (noises.omissions > 0) {
            shares.put(Noise.Kind.OMISSIONS, noises.omissions);
        }
        if (noises.singleOmissions > 0) {
            shares.put(Noise.Kind.SINGLE_OMISSIONS, noises.singleOmissions);
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

    /** Holds the options for noisy copies of the training texts. */
    private static final class NoiseOptions {
        @Option(
                names = "--pieces",
                paramLabel = "N",
                defaultValue = "20",
                order = OptionGroup.TRAINING,
                description = "Train also on pieces of N sentences; 0 for whole texts only. Default: ${DEFAULT-VALUE}.")
        private int pieces;

        @Option(
                names = "--omissions",
                paramLabel = "SHARE",
                defaultValue = "0.1",
                order = OptionGroup.TRAINING,
                description =
                        "Train also on copies with this share of untranslated paragraphs. Default: ${DEFAULT-VALUE}.")
        private double omissions;

        @Option(
                names = "--single-omissions",
                paramLabel = "SHARE",
                defaultValue = "0.1",
                order = OptionGroup.TRAINING,
                description =
                        "Train also on copies with this share of single untranslated sentences. Default: ${DEFAULT-VALUE}.")
        private double singleOmissions;

        @Option(
                names = "--furniture",
                paramLabel = "SHARE",
                defaultValue = "0.1",
                order = OptionGroup.TRAINING,
                description =
                        "Train also on copies with this share of page numbers, titles and notes. Default: ${DEFAULT-VALUE}.")
        private double furniture;

        @Option(
                names = "--paragraphs",
                paramLabel = "SHARE",
                defaultValue = "0.2",
                order = OptionGroup.TRAINING,
                description =
                        "Train also on copies with this share of whole paragraphs as lines. Default: ${DEFAULT-VALUE}.")
        private double paragraphs;

        @Option(
                names = "--noise",
                paramLabel = "KIND=SHARE",
                split = ",",
                hideParamSyntax = true,
                order = OptionGroup.TRAINING,
                description = "Train also on copies with this noise; separate several by commas.")
        private Map<Noise.Kind, Double> noise = new EnumMap<>(Noise.Kind.class);
    }

    /** Holds the options for evaluation. */
    private static final class JudgingOptions {
        @Option(
                names = "--folds",
                paramLabel = "N",
                order = OptionGroup.EVALUATION,
                description = "Cross-validate in N folds, each with texts of all folders.")
        private @Nullable Integer folds;

        @Option(
                names = "--by-folder",
                order = OptionGroup.EVALUATION,
                description = "Cross-validate by folder: train on all other folders.")
        private boolean byFolder;

        @Option(
                names = "--report",
                order = OptionGroup.EVALUATION,
                description = "Evaluate also copies with noise, and the detection of unrelated texts.")
        private boolean report;

        @Option(
                names = "--pool",
                order = OptionGroup.EVALUATION,
                description = "Align all pairs of texts together, so that each learns from the others.")
        private boolean pool;

        @Option(
                names = "--no-self-training",
                order = OptionGroup.EVALUATION,
                description = "Disable self-training on the texts to align.")
        private boolean noSelfTraining;
    }
}
