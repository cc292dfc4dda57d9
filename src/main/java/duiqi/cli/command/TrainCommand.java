package duiqi.cli.command;

import duiqi.align.Noise;
import duiqi.app.Training;
import duiqi.cli.option.ModelOptions;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        header = "Train the weights of the aligner on annotated texts.",
        description = """

                Reads folders of annotated texts. A text has three files with the same name: x.zh and x.en with one \
                sentence per line, and x.gold with one bead per line, as [0,1]:[2]. Writes the weights of the search \
                and of the rescoring, for texts with self-training and without. duiqi align takes them with \
                --weights.

                With --folds or --by-folder, duiqi evaluates: it aligns every text with weights trained on the other \
                folds or folders, so the figures hold for unseen texts. It then writes weights only with -o, and the \
                figures beside them in figures.txt.

                Noisy copies of the texts use fixed seeds, so two runs give the same weights and figures. A share is \
                0 to 1. Without --noise, duiqi trains on copies with omissions=0.1, single-omissions=0.1, \
                furniture=0.1 and paragraphs=0.2.
                """,
        footer = """

                Noise (--noise KIND=SHARE):
                  omissions, single-omissions, furniture, paragraphs
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/training.md

                Examples:
                  duiqi train --folds 2 gold/news                  print held-out figures
                  duiqi train --by-folder gold/news gold/fiction   test each on the other
                  duiqi train gold/news gold/fiction -o weights
                  duiqi train --folds 2 gold/news gold/fiction -o weights
                  duiqi align --weights weights a.zh.txt a.en.txt
                """)
public final class TrainCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Write into this folder. Default: weights; none with --folds or --by-folder.")
    private @Nullable Path output;

    @Option(
            names = "--without",
            paramLabel = "PATTERN",
            description = "Exclude the features whose names match this regular expression.")
    private @Nullable Pattern without;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--pieces",
            paramLabel = "N",
            description = "Train also on pieces of N sentences; 0 for whole texts only. Default: ${DEFAULT-VALUE}.")
    private int pieces = 20;

    @Option(
            names = "--noise",
            paramLabel = "KIND=SHARE",
            split = ",",
            hideParamSyntax = true,
            description = "Train also on copies with this noise; separate several by commas. 0 removes a kind.")
    private Map<Noise.Kind, Double> noises = new EnumMap<>(Noise.Kind.class);

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "Cross-validate in N folds, each with texts of all folders.")
    private @Nullable Integer folds;

    @Option(names = "--by-folder", description = "Cross-validate by folder: train on all other folders.")
    private boolean byFolder;

    @Option(names = "--no-self-training", description = "Disable self-training on the texts to align.")
    private boolean noSelfTraining;

    @Parameters(arity = "1..*", paramLabel = "GOLD", description = "Folders with x.zh, x.en and x.gold.")
    private List<Path> folders = List.of();

    @Override
    public Integer call() throws IOException {
        requireSense();
        Map<Noise.Kind, Double> shares = new EnumMap<>(Training.USUAL_NOISES);
        shares.putAll(noises);
        new Training(
                        folders,
                        Optional.ofNullable(output),
                        pieces,
                        shares,
                        Optional.ofNullable(without),
                        model.lexicon(),
                        !noSelfTraining,
                        byFolder,
                        Optional.ofNullable(folds))
                .run(figures -> print(figures.toTables()))
                .ifPresent(written -> print(written.folder() + ": weights trained on " + written.source() + "\n"));
        return ExitCode.DONE;
    }

    private void requireSense() {
        if (pieces < 0) {
            throw new IllegalArgumentException("--pieces " + pieces + ": must be at least 0");
        }
        if (folds != null && byFolder) {
            throw new IllegalArgumentException("--folds, --by-folder: cannot be combined; remove one");
        }
        if (noSelfTraining && folds == null && !byFolder) {
            throw new IllegalArgumentException(
                    "--no-self-training: has no effect without evaluation; add --folds or --by-folder");
        }
    }
}
