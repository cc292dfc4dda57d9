package duiqi.cli;

import duiqi.align.AlignmentWeights;
import duiqi.align.Augmentation;
import duiqi.align.CrossValidation;
import duiqi.align.Evaluation;
import duiqi.align.GoldText;
import duiqi.align.Trainer;
import duiqi.encoder.Encoder;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns the weights of the aligner from annotated texts, or says how well they would do on texts they have not seen. */
@Command(
        name = "train",
        header = "Learn the weights of the aligner from a gold standard.",
        description = """

                Reads folders of annotated texts, each three files of one name: x.zh and x.en with one sentence a \
                line, x.gold with one pair a line as [0,1]:[2]. Writes search.weights and rescoring.weights, which \
                align takes with --weights, and with an encoder rescoring-encoder.weights besides.

                With --folds nothing is written: the texts are dealt into folds, every text is aligned with weights \
                learnt from texts of the other folds only, and the figures are what unseen text of the kind would get.
                """,
        footer = """

                Examples:
                  duiqi train --folds 2 gold/news        held-out figures
                  duiqi train gold/news gold/fiction -o weights
                  duiqi align --weights weights a.zh.txt a.en.txt
                """)
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            defaultValue = "weights",
            description = "Where to write the weights. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("weights");

    @Option(names = "--folds", paramLabel = "N", description = "Cross-validate with so many folds instead of writing.")
    private @Nullable Integer folds;

    @Option(
            names = "--pieces",
            paramLabel = "N",
            defaultValue = "20",
            description = "Learn also from each text in pieces of so many sentences, 0 for whole texts only. Default: "
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

    @Mixin
    private EncoderOptions encoding = new EncoderOptions();

    @Parameters(arity = "1..*", paramLabel = "GOLD", description = "Folders with x.zh, x.en and x.gold.")
    private List<Path> folders = List.of();

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (pieces < 0) {
            throw new IllegalArgumentException("--pieces is a number of sentences or 0, not " + pieces);
        }
        if (!(omissions >= 0 && omissions < 1)) {
            throw new IllegalArgumentException("--omissions is a share from 0 up to 1, not " + omissions);
        }
        Augmentation augmentation = new Augmentation(pieces, omissions);
        List<GoldText> texts = new ArrayList<>();
        List<String> provenance = new ArrayList<>();
        provenance.add("Weights learnt by duiqi train " + Version.number() + ", --pieces " + pieces + " --omissions "
                + omissions + ", from");
        for (Path folder : folders) {
            List<GoldText> found = GoldText.in(folder);
            texts.addAll(found);
            provenance.add("  " + folder.toAbsolutePath().normalize().getFileName() + ": " + describe(found));
        }
        provenance.add("with the lexicon from " + Lexicon.standard().origin() + ".");
        Optional<Encoder> encoder = encoding.open(console);
        try {
            if (encoder.isPresent()) {
                provenance.add("Encoder: " + encoder.get().identity());
            }
            if (folds != null) {
                crossValidate(folds, augmentation, texts, encoder);
            } else {
                AlignmentWeights weights = new Trainer(Lexicon.standard(), augmentation, encoder).train(texts);
                UnbrokenWrite.run(() -> {
                    weights.write(output, provenance);
                    return output.toString();
                });
                console.out().print(output + ": weights learnt from " + describe(texts) + "\n");
            }
        } finally {
            if (encoder.isPresent()) {
                encoder.get().close();
            }
        }
        return ExitCode.DONE;
    }

    private static String describe(List<GoldText> texts) {
        int beads = texts.stream().mapToInt(text -> text.beads().size()).sum();
        return texts.size() + " texts with " + beads + " beads";
    }

    private void crossValidate(int folds, Augmentation augmentation, List<GoldText> texts, Optional<Encoder> encoder) {
        List<CrossValidation.Judgement> judgements =
                new CrossValidation(Lexicon.standard(), folds, augmentation, encoder).evaluate(texts);
        Evaluation all = Evaluation.NONE;
        Evaluation allPieces = Evaluation.NONE;
        Evaluation allOmissions = Evaluation.NONE;
        for (CrossValidation.Judgement judgement : judgements) {
            print(judgement.name(), judgement.whole());
            all = all.plus(judgement.whole());
            allPieces = allPieces.plus(judgement.pieces());
            allOmissions = allOmissions.plus(judgement.omissions());
        }
        if (pieces > 0) {
            print("pieces of " + pieces, allPieces);
        }
        if (omissions > 0) {
            print("with omissions of " + omissions, allOmissions);
        }
        print("all", all);
    }

    private void print(String name, Evaluation evaluation) {
        console.out().print(name + " " + evaluation.toLine() + "\n");
    }
}
