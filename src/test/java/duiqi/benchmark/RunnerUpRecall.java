package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.ParallelText;
import duiqi.review.InitialReview;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.RunnerUp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Measures how often the runner-up of a doubtful pair is the alignment of the annotators. It aligns annotated texts and
 * asks for the runner-up of each pair with a probability under {@link Bead#DOUBTFUL}. The weights of the aligner have
 * learned from the same texts, so the figures are not those of new texts.
 */
final class RunnerUpRecall {
    private final Aligner aligner = new Aligner();
    private final Counts wrong = new Counts();
    private final Counts right = new Counts();
    private final List<Long> times = new ArrayList<>();

    private RunnerUpRecall() {}

    /** Counts doubtful pairs. */
    private static final class Counts {
        private int pairs;
        private int found;
        private int exact;
        private int better;
        private int moreProbable;
    }

    /**
     * Prints the figures.
     *
     * @param arguments folders of annotated texts
     */
    public static void main(String[] arguments) throws IOException, RejectedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String folders = String.join(" ", arguments).strip();
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.RunnerUpRecall \"-Dbenchmark=" + folders
                        + "\"");
        for (String folder : folders.split("\\s+")) {
            RunnerUpRecall measured = new RunnerUpRecall();
            for (GoldText text : GoldText.in(Path.of(folder))) {
                measured.add(text);
            }
            measured.print(folder, out);
        }
    }

    private void add(GoldText gold) throws IOException, RejectedException {
        ParallelText text = aligner.align(gold.chinese(), gold.english()).text();
        Path folder = Files.createTempDirectory("runner-up");
        Path log = folder.resolve("log.jsonl");
        ReviewOrigin origin = new ReviewOrigin(
                Optional.empty(),
                Optional.empty(),
                text.source().language(),
                text.target().language(),
                folder.resolve("a.tmx"));
        try (Review review = Review.begin(log, InitialReview.ofTexts(origin, text))) {
            measure(review, links(gold.beads()));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /** Returns the beads of the annotators, with a bead for each unpaired sentence, as sets of sentence ids. */
    private static Set<Set<String>> links(List<Bead> gold) {
        Set<Set<String>> links = new HashSet<>();
        for (Bead bead : gold) {
            Set<String> all = new HashSet<>();
            bead.source().forEach(index -> all.add("s" + (index + 1)));
            bead.target().forEach(index -> all.add("t" + (index + 1)));
            if (bead.isNull()) {
                all.forEach(one -> links.add(Set.of(one)));
            } else {
                links.add(all);
            }
        }
        return links;
    }

    private void measure(Review review, Set<Set<String>> gold) throws RejectedException {
        Set<String> annotated = new HashSet<>();
        gold.forEach(annotated::addAll);
        for (ReviewBead bead : review.state().beads()) {
            if (bead.probability().orElse(1) >= Bead.DOUBTFUL || !annotated.containsAll(bead.sentences())) {
                continue;
            }
            Counts counts = gold.contains(bead.sentences()) ? right : wrong;
            long start = System.nanoTime();
            Optional<RunnerUp> found = RunnerUp.of(review.origin(), review.rows(), bead.id(), aligner);
            times.add(System.nanoTime() - start);
            counts.pairs++;
            if (found.isPresent()) {
                count(found.get(), gold, counts);
            }
        }
    }

    private static void count(RunnerUp found, Set<Set<String>> gold, Counts counts) {
        long now = found.now().stream()
                .filter(bead -> gold.contains(bead.sentences()))
                .count();
        long other = found.groups().stream()
                .filter(group -> gold.contains(sentences(group)))
                .count();
        counts.found++;
        counts.exact += other == found.groups().size() ? 1 : 0;
        counts.better += other > now ? 1 : 0;
        counts.moreProbable += found.otherProbability() > found.probability().orElse(0) ? 1 : 0;
    }

    private static Set<String> sentences(Operation.Regroup.Group group) {
        Set<String> all = new HashSet<>(group.source());
        all.addAll(group.target());
        return all;
    }

    private void print(String folder, PrintStream out) {
        times.sort(null);
        out.println(folder);
        print("  wrong", wrong, out);
        print("  right", right, out);
        if (!times.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "  time: median %d ms, 95 %% %d ms, maximum %d ms%n",
                    times.get(times.size() / 2) / 1_000_000,
                    times.get(times.size() * 95 / 100) / 1_000_000,
                    times.get(times.size() - 1) / 1_000_000);
        }
    }

    private static void print(String name, Counts counts, PrintStream out) {
        out.println(name + " and doubtful: " + counts.pairs + ", with runner-up " + counts.found + ", exactly right "
                + counts.exact + ", more right pairs " + counts.better + ", more probable " + counts.moreProbable);
    }
}
