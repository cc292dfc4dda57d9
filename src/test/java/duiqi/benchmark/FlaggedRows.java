package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures a review that visits only the doubtful rows: their share, the share of the wrong rows among them, and how
 * well the probabilities of the other rows predict the number of the wrong rows that remain. Each genre is aligned with
 * weights trained on the other genres. A row is wrong if the gold does not have exactly the same bead.
 */
final class FlaggedRows {
    private FlaggedRows() {}

    /**
     * Counts the rows of an alignment.
     *
     * @param expected expected number of wrong rows among the rows that are not doubtful: the sum of 1 - probability
     */
    private record Counts(int rows, int wrong, int doubtful, int found, double expected) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        static Counts of(GoldText text, List<Bead> beads) {
            Set<Bead.Link> right = Bead.Link.of(text.beads());
            Counts counts = NONE;
            for (Bead bead : beads) {
                int wrong = right.contains(Bead.Link.of(bead)) ? 0 : 1;
                boolean isDoubtful = bead.probability() < Bead.DOUBTFUL;
                counts = counts.plus(
                        isDoubtful
                                ? new Counts(1, wrong, 1, wrong, 0)
                                : new Counts(1, wrong, 0, 0, 1 - bead.probability()));
            }
            return counts;
        }

        Counts plus(Counts other) {
            return new Counts(
                    rows + other.rows,
                    wrong + other.wrong,
                    doubtful + other.doubtful,
                    found + other.found,
                    expected + other.expected);
        }

        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d | %d (%.1f %%) | %d (%.0f %%) | %d | %.1f |",
                    name,
                    rows,
                    wrong,
                    doubtful,
                    100.0 * doubtful / Math.max(1, rows),
                    found,
                    100.0 * found / Math.max(1, wrong),
                    wrong - found,
                    expected);
        }
    }

    /**
     * Prints a row for each genre and for all genres together.
     *
     * @param arguments a folder for weights, in {@code FOLDER/GENRE}, which are trained if they are missing; then folders
     *     of annotated texts, one a genre, two or more
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Bench bench = new Bench(FlaggedRows.class, arguments);
        Path weights = Path.of(bench.next("."));
        bench.say("| set | rows | wrong | doubtful rows | wrong rows among them | wrong rows that remain | expected |%n"
                + "|---|---|---|---|---|---|---|");
        Counts all = Counts.NONE;
        for (Path genre : bench.paths()) {
            Aligner aligner =
                    new Aligner(Lexicon.standard(), AlignmentWeights.read(heldOut(weights, bench.paths(), genre)));
            Counts counts = Counts.NONE;
            for (GoldText text : GoldText.in(genre)) {
                Aligner.Outcome outcome = aligner.align(text.chinese(), text.english());
                counts = counts.plus(Counts.of(text, outcome.text().alignment().beads()));
            }
            bench.say("%s", counts.row(String.valueOf(genre.getFileName())));
            all = all.plus(counts);
        }
        bench.say("%s", all.row("all"));
    }

    /** Returns the folder of weights for a genre. Trains them on the other genres if there are none. */
    static Path heldOut(Path folder, List<Path> genres, Path genre) throws IOException, InterruptedException {
        Path weights = folder.resolve(genre.getFileName());
        if (!Files.exists(weights)) {
            List<String> command = new ArrayList<>(List.of("./duiqi", "train", "-o", weights.toString()));
            genres.stream()
                    .filter(other -> !other.equals(genre))
                    .map(Path::toString)
                    .forEach(command::add);
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        }
        return weights;
    }
}
