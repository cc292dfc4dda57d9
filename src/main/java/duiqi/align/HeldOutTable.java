package duiqi.align;

import java.util.Locale;
import java.util.Map;

/** The figures of a cross-validation as tables for people, with no empty ones. Thread-safe. */
public final class HeldOutTable {
    private HeldOutTable() {}

    /** The tables; each line ends with a line feed. */
    public static String of(HeldOut figures) {
        StringBuilder table = new StringBuilder();
        figures.texts().forEach(text -> table.append(line(text.name(), text.whole())));
        for (EvaluationResult set : figures.sets()) {
            table.append(summary("all of " + set.name(), set, figures.examination()));
        }
        table.append(summary("all", figures.all(), figures.examination()));
        table.append(reliability(figures.all().reliability()));
        if (!figures.all().noisy().isEmpty()) {
            table.append(noise(figures.all()));
        }
        if (!figures.all().recognition().isEmpty()) {
            table.append(recognition(figures.all().recognition()));
        }
        return table.toString();
    }

    private static String line(String name, Evaluation evaluation) {
        return name + " " + evaluation.toLine() + "\n";
    }

    private static String summary(String name, EvaluationResult judgement, EvaluationPlan examination) {
        String whole = line(name, judgement.whole());
        return examination.pieces() == 0
                ? whole
                : whole + line(name + " in pieces of " + examination.pieces(), judgement.pieces());
    }

    private static String reliability(Reliability reliability) {
        StringBuilder table = new StringBuilder("\nprobability   beads    mean   right\n");
        for (Reliability.Bin bin : reliability.bins()) {
            table.append(format("%.2f - %.2f", bin.from(), bin.to()))
                    .append(format("%8d", bin.beads()))
                    .append(
                            bin.beads() == 0
                                    ? "       -       -\n"
                                    : format("  %.4f  %.4f\n", bin.meanProbability(), bin.shareRight()));
        }
        return table + format("expected calibration error %.4f\n", reliability.expectedCalibrationError());
    }

    private static String noise(EvaluationResult all) {
        StringBuilder table = new StringBuilder("\n")
                .append(format("%-20s share  strict F1   change  unpaired P       R\n", "noise"))
                .append(noise("none", "    -", all.whole(), all.unpaired(), 0));
        all.noisy()
                .forEach((noise, noisy) -> table.append(noise(
                        noise.kind().toString(),
                        format("%5.2f", noise.share()),
                        noisy.evaluation(),
                        noisy.unpaired(),
                        noisy.change(all.whole()))));
        return table.toString();
    }

    private static String noise(String kind, String share, Evaluation evaluation, Unpaired unpaired, double change) {
        return format(
                "%-20s %s     %.4f  %+.4f      %.4f  %.4f\n",
                kind, share, evaluation.strictF1(), change, unpaired.precision(), unpaired.recall());
    }

    private static String recognition(Map<Integer, ParallelTextEvaluation> bySize) {
        StringBuilder table = new StringBuilder("\npairs of         right accepted        wrong refused\n");
        bySize.forEach((size, recognition) -> table.append(format(
                "%-14s %5d of %5d %.4f  %5d of %5d %.4f\n",
                size == 0 ? "whole texts" : "pieces of " + size,
                recognition.accepted(),
                recognition.right(),
                recognition.shareAccepted(),
                recognition.refused(),
                recognition.wrong(),
                recognition.shareRefused())));
        return table.toString();
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
