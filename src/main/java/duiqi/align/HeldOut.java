package duiqi.align;

import duiqi.align.gold.Reliability;
import duiqi.align.gold.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Holds the figures of a {@link CrossValidation}. Immutable.
 *
 * @param texts a result for each text, fold by fold
 * @param sets a result for each set, if folds are sets
 * @param all the result of all texts together
 */
public record HeldOut(List<Result> texts, List<Result> sets, Result all) {
    /** Probability from which a bead counts as certain. */
    private static final double CERTAIN = 0.9;

    public HeldOut {
        texts = List.copyOf(texts);
        sets = List.copyOf(sets);
    }

    /**
     * Returns the name of the parts of a text that are aligned separately.
     *
     * @param size size of the pieces; 0 for whole texts
     */
    static String parts(int size) {
        return size == 0 ? "whole texts" : "pieces of " + size;
    }

    /**
     * Counts how often {@link ParallelTextCheck} accepts translations and rejects unrelated texts.
     *
     * @param accepted translations that were accepted
     * @param rejected unrelated texts that were rejected
     * @param pairs number of translations, and of unrelated texts
     */
    record Recognition(int accepted, int rejected, int pairs) {
        Recognition plus(Recognition other) {
            return new Recognition(accepted + other.accepted, rejected + other.rejected, pairs + other.pairs);
        }
    }

    /**
     * Holds the figures of a held-out text, or of several texts together. Immutable; maps keep the order of the tests.
     *
     * @param name name of the text, or of the group of texts
     * @param clean by parts: figures of the whole text, and of all pieces together
     * @param noisy figures of the copies with each noise
     * @param recognition by parts: how often unrelated texts are recognised
     */
    record Result(
            String name, Map<String, Score> clean, Map<Noise, Score> noisy, Map<String, Recognition> recognition) {
        Result {
            clean = Collections.unmodifiableMap(new LinkedHashMap<>(clean));
            noisy = Collections.unmodifiableMap(new LinkedHashMap<>(noisy));
            recognition = Collections.unmodifiableMap(new LinkedHashMap<>(recognition));
        }

        /** Returns the summed counts of several texts. */
        static Result sum(String name, List<Result> results) {
            Map<String, Score> clean = new LinkedHashMap<>();
            Map<Noise, Score> noisy = new LinkedHashMap<>();
            Map<String, Recognition> recognition = new LinkedHashMap<>();
            for (Result result : results) {
                result.clean.forEach((parts, score) -> clean.merge(parts, score, Score::plus));
                result.noisy.forEach((noise, score) -> noisy.merge(noise, score, Score::plus));
                result.recognition.forEach((parts, counts) -> recognition.merge(parts, counts, Recognition::plus));
            }
            return new Result(name, clean, noisy, recognition);
        }

        Score whole() {
            return clean.getOrDefault(parts(0), Score.NONE);
        }
    }

    /** Returns the figures as tables for people; each line ends with a line feed. Omits tests that were not run. */
    public String toTables() {
        StringBuilder tables = new StringBuilder();
        texts.forEach(text -> tables.append(text.name)
                .append(' ')
                .append(text.whole().beads().toLine())
                .append('\n'));
        sets.forEach(set -> addSummary(tables, "all of " + set.name, set));
        addSummary(tables, "all", all);
        addProbabilities(tables, all.whole().reliability());
        addReliability(tables);
        if (!all.noisy.isEmpty()) {
            addNoise(tables);
        }
        if (!all.recognition.isEmpty()) {
            add(tables, "\npairs of         right accepted        wrong rejected\n");
            all.recognition.forEach((parts, counts) -> add(
                    tables,
                    "%-14s %5d of %5d %.4f  %5d of %5d %.4f\n",
                    parts,
                    counts.accepted,
                    counts.pairs,
                    (double) counts.accepted / counts.pairs,
                    counts.rejected,
                    counts.pairs,
                    (double) counts.rejected / counts.pairs));
        }
        return tables.toString();
    }

    private static void add(StringBuilder tables, String form, Object... values) {
        tables.append(String.format(Locale.ROOT, form, values));
    }

    private static void addSummary(StringBuilder tables, String name, Result result) {
        result.clean.forEach((parts, score) -> add(
                tables,
                "%s%s %s\n",
                name,
                parts.equals(parts(0)) ? "" : " in " + parts,
                score.beads().toLine()));
    }

    private static void addProbabilities(StringBuilder tables, Reliability reliability) {
        add(tables, "\nprobability   beads    mean   right\n");
        for (Reliability.Bin bin : reliability.bins()) {
            add(tables, "%.2f - %.2f%8d", bin.from(), bin.to(), bin.beads());
            if (bin.beads() == 0) {
                add(tables, "       -       -\n");
            } else {
                add(tables, "  %.4f  %.4f\n", bin.meanProbability(), bin.shareRight());
            }
        }
        add(tables, "expected calibration error %.4f\n", reliability.expectedCalibrationError());
    }

    /** Adds the reliability of all sets, then of all texts: whole texts, pieces, and copies with omissions. */
    private void addReliability(StringBuilder tables) {
        add(tables, "\n%-16s %-25s  beads  0.9 or more   right   error\n", "set", "reliability of");
        Stream.concat(sets.stream(), Stream.of(all)).forEach(set -> {
            set.clean.forEach((parts, score) -> addReliability(tables, set.name, parts, score.reliability()));
            set.noisy.forEach((noise, score) -> {
                if (noise.kind() == Noise.Kind.OMISSIONS) {
                    addReliability(tables, set.name, noise.toString(), score.reliability());
                }
            });
        });
    }

    private static void addReliability(StringBuilder tables, String set, String texts, Reliability reliability) {
        Reliability.Bin certain = reliability.from(CERTAIN);
        add(tables, "%-16s %-25s %6d  %10d", set, texts, reliability.from(0).beads(), certain.beads());
        if (certain.beads() == 0) {
            add(tables, "       -");
        } else {
            add(tables, "  %.4f", certain.shareRight());
        }
        add(tables, "  %.4f\n", reliability.expectedCalibrationError());
    }

    private void addNoise(StringBuilder tables) {
        add(tables, "\n%-20s share  strict F1   change  unpaired P       R\n", "noise");
        addNoise(tables, "none                     -", all.whole());
        all.noisy.forEach((noise, score) ->
                addNoise(tables, String.format(Locale.ROOT, "%-20s %5.2f", noise.kind(), noise.share()), score));
    }

    private void addNoise(StringBuilder tables, String noise, Score score) {
        double f1 = score.beads().strict().f1();
        add(
                tables,
                "%s     %.4f  %+.4f      %.4f  %.4f\n",
                noise,
                f1,
                f1 - all.whole().beads().strict().f1(),
                score.unpaired().precision(),
                score.unpaired().recall());
    }
}
