package duiqi.cli.command;

import duiqi.align.Noise;
import duiqi.align.Trainer;
import duiqi.app.GoldProject;
import duiqi.cli.option.EncoderOptions;
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
                        .print(written.folder() + ": weights learnt from " + written.source() + "\n"));
        return ExitCode.DONE;
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

    /** The options of the copies with noise that weights are learnt from as well. */
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
