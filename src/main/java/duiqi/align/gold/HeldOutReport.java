package duiqi.align.gold;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.CrossValidation;
import duiqi.align.Evaluation;
import duiqi.align.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the figures of a cross-validation, as JSON or as tables for people.
 *
 * <p>The JSON has one object a line. The first name of a line identifies its subject: {@code document} (a text, a set
 * or all), {@code probability_from} (a bin of the reliability), {@code expected_calibration_error},
 * {@code reliability_of} (a set or all), {@code noise} or {@code pairs_of} (size of the pieces for recognition, 0 for
 * whole texts). Tables omit tests that were not run.
 * Thread-safe.
 */
public final class HeldOutReport {
    private static final ObjectWriter JSON = new JsonMapper().writer();

    private record BinLine(
            @JsonProperty("probability_from") double from,
            @JsonProperty("probability_to") double to,
            @JsonProperty("beads") int beads,
            @JsonProperty("mean_probability") @Nullable Double mean,
            @JsonProperty("share_right") @Nullable Double right) {
        /** Returns the line of a bin. A bin without beads has neither mean nor share. */
        static BinLine of(Evaluation.Reliability.Bin bin) {
            boolean empty = bin.beads() == 0;
            return new BinLine(
                    bin.from(),
                    bin.to(),
                    bin.beads(),
                    empty ? null : bin.meanProbability(),
                    empty ? null : bin.shareRight());
        }
    }

    private record CalibrationLine(
            @JsonProperty("expected_calibration_error") double error) {}

    /**
     * Holds the reliability of one set on one kind of texts.
     *
     * @param set name of the set, or "all"
     * @param texts whole texts, pieces, or copies with omissions
     * @param beads number of beads
     * @param certain number of beads with a probability of {@link #CERTAIN} or more
     * @param right share of these that are right; absent if there are none
     * @param error expected calibration error of all beads
     */
    private record ReliabilityLine(
            @JsonProperty("reliability_of") String set,
            @JsonProperty("texts") String texts,
            @JsonProperty("beads") int beads,
            @JsonProperty("beads_from_0.9") int certain,
            @JsonProperty("share_right_from_0.9") @Nullable Double right,
            @JsonProperty("calibration_error") double error) {
        private static final double CERTAIN = 0.9;

        private static ReliabilityLine of(String set, String texts, Evaluation.Reliability reliability) {
            Evaluation.Reliability.Bin certain = reliability.from(CERTAIN);
            return new ReliabilityLine(
                    set,
                    texts,
                    reliability.from(0).beads(),
                    certain.beads(),
                    certain.beads() == 0 ? null : certain.shareRight(),
                    reliability.expectedCalibrationError());
        }

        /** Returns the lines of all sets, then of all texts: whole texts, pieces, and copies with omissions. */
        static List<ReliabilityLine> of(CrossValidation.HeldOut figures) {
            List<CrossValidation.Result> sets = new ArrayList<>(figures.sets());
            sets.add(figures.all());
            List<ReliabilityLine> lines = new ArrayList<>();
            for (CrossValidation.Result set : sets) {
                lines.add(of(set.name(), "whole texts", set.reliability()));
                if (figures.plan().pieces() > 0) {
                    lines.add(of(set.name(), "pieces of " + figures.plan().pieces(), set.piecesReliability()));
                }
                set.noisy().forEach((noise, noisy) -> {
                    if (noise.kind() == Noise.Kind.OMISSIONS || noise.kind() == Noise.Kind.ONE_SIDED_OMISSIONS) {
                        lines.add(of(set.name(), noise.toString(), noisy.reliability()));
                    }
                });
            }
            return lines;
        }

        String toRow() {
            return format("%-16s %-25s %6d  %10d  ", set, texts, beads, certain)
                    + (right == null ? "     -" : format("%.4f", right))
                    + format("  %.4f\n", error);
        }
    }

    private record NoiseLine(
            @JsonProperty("noise") String kind,
            @JsonProperty("share") double share,
            @JsonUnwrapped(suffix = "_strict") Evaluation.Rates strict,
            @JsonProperty("f1_change") double change,
            @JsonProperty("unpaired_precision") double unpairedPrecision,
            @JsonProperty("unpaired_recall") double unpairedRecall) {}

    private record RecognitionLine(
            @JsonProperty("pairs_of") int size,
            @JsonProperty("right") int right,
            @JsonProperty("right_accepted") int accepted,
            @JsonProperty("wrong") int wrong,
            @JsonProperty("wrong_refused") int rejected) {}

    private HeldOutReport() {}

    /** Returns the lines of JSON; each ends with a line feed. */
    public static String json(CrossValidation.HeldOut figures) {
        List<String> lines = new ArrayList<>();
        figures.texts().forEach(text -> lines.add(text.whole().toJson(text.name())));
        for (CrossValidation.Result set : figures.sets()) {
            addSummary(lines, "all of " + set.name(), set, figures.plan());
        }
        CrossValidation.Result all = figures.all();
        addSummary(lines, "all", all, figures.plan());
        all.reliability().bins().forEach(bin -> lines.add(line(BinLine.of(bin))));
        lines.add(line(new CalibrationLine(all.reliability().expectedCalibrationError())));
        ReliabilityLine.of(figures).forEach(reliability -> lines.add(line(reliability)));
        lines.add(line(noise(
                "none", 0, new CrossValidation.Result.Noisy(all.whole(), all.unpaired(), all.reliability()), all)));
        all.noisy()
                .forEach((noise, noisy) -> lines.add(line(noise(noise.kind().toString(), noise.share(), noisy, all))));
        all.recognition()
                .forEach((size, pairs) -> lines.add(line(
                        new RecognitionLine(size, pairs.right(), pairs.accepted(), pairs.wrong(), pairs.rejected()))));
        return String.join("\n", lines) + "\n";
    }

    private static void addSummary(
            List<String> lines, String name, CrossValidation.Result result, CrossValidation.Plan plan) {
        lines.add(result.whole().toJson(name));
        if (plan.pieces() > 0) {
            lines.add(result.pieces().toJson(name + " in pieces of " + plan.pieces()));
        }
    }

    private static NoiseLine noise(
            String kind, double share, CrossValidation.Result.Noisy noisy, CrossValidation.Result all) {
        return new NoiseLine(
                kind,
                share,
                noisy.evaluation().strict(),
                noisy.change(all.whole()),
                noisy.unpaired().precision(),
                noisy.unpaired().recall());
    }

    private static String line(Object line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }

    /** Returns the tables; each line ends with a line feed. */
    public static String table(CrossValidation.HeldOut figures) {
        StringBuilder table = new StringBuilder();
        figures.texts().forEach(text -> table.append(line(text.name(), text.whole())));
        for (CrossValidation.Result set : figures.sets()) {
            table.append(summary("all of " + set.name(), set, figures.plan()));
        }
        table.append(summary("all", figures.all(), figures.plan()));
        table.append(reliability(figures.all().reliability()));
        table.append(format("\n%-16s %-25s  beads  0.9 or more   right   error\n", "set", "reliability of"));
        ReliabilityLine.of(figures).forEach(line -> table.append(line.toRow()));
        if (!figures.all().noisy().isEmpty()) {
            table.append(noiseTable(figures.all()));
        }
        if (!figures.all().recognition().isEmpty()) {
            table.append(recognition(figures.all().recognition()));
        }
        return table.toString();
    }

    private static String line(String name, Evaluation evaluation) {
        return name + " " + evaluation.toLine() + "\n";
    }

    private static String summary(String name, CrossValidation.Result result, CrossValidation.Plan plan) {
        String whole = line(name, result.whole());
        return plan.pieces() == 0 ? whole : whole + line(name + " in pieces of " + plan.pieces(), result.pieces());
    }

    private static String reliability(Evaluation.Reliability reliability) {
        StringBuilder table = new StringBuilder("\nprobability   beads    mean   right\n");
        for (Evaluation.Reliability.Bin bin : reliability.bins()) {
            table.append(format("%.2f - %.2f", bin.from(), bin.to()))
                    .append(format("%8d", bin.beads()))
                    .append(
                            bin.beads() == 0
                                    ? "       -       -\n"
                                    : format("  %.4f  %.4f\n", bin.meanProbability(), bin.shareRight()));
        }
        return table + format("expected calibration error %.4f\n", reliability.expectedCalibrationError());
    }

    private static String noiseTable(CrossValidation.Result all) {
        StringBuilder table = new StringBuilder("\n")
                .append(format("%-20s share  strict F1   change  unpaired P       R\n", "noise"))
                .append(noiseRow("none", "    -", all.whole(), all.unpaired(), 0));
        all.noisy()
                .forEach((noise, noisy) -> table.append(noiseRow(
                        noise.kind().toString(),
                        format("%5.2f", noise.share()),
                        noisy.evaluation(),
                        noisy.unpaired(),
                        noisy.change(all.whole()))));
        return table.toString();
    }

    private static String noiseRow(
            String kind, String share, Evaluation evaluation, Evaluation.Unpaired unpaired, double change) {
        return format(
                "%-20s %s     %.4f  %+.4f      %.4f  %.4f\n",
                kind, share, evaluation.strict().f1(), change, unpaired.precision(), unpaired.recall());
    }

    private static String recognition(Map<Integer, Evaluation.Recognition> bySize) {
        StringBuilder table = new StringBuilder("\npairs of         right accepted        wrong rejected\n");
        bySize.forEach((size, recognition) -> table.append(format(
                "%-14s %5d of %5d %.4f  %5d of %5d %.4f\n",
                size == 0 ? "whole texts" : "pieces of " + size,
                recognition.accepted(),
                recognition.right(),
                recognition.shareAccepted(),
                recognition.rejected(),
                recognition.wrong(),
                recognition.shareRejected())));
        return table.toString();
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
