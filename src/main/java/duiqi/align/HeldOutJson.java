package duiqi.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a cross-validation as JSON, one object a line. What a line is about is told by its first name: {@code document}
 * (a text, a set or all), {@code probability_from} (a bin of the reliability), {@code expected_calibration_error}, {@code noise} or
 * {@code pairs_of} (size of the pieces that were told from others, 0 for whole texts). Thread-safe.
 */
public final class HeldOutJson {
    private static final ObjectWriter JSON = new JsonMapper().writer();

    @JsonPropertyOrder({"probability_from", "probability_to", "beads", "mean_probability", "share_right"})
    private record BinLine(
            @JsonProperty("probability_from") double from,
            @JsonProperty("probability_to") double to,
            @JsonProperty("beads") int beads,
            @JsonProperty("mean_probability") @Nullable Double mean,
            @JsonProperty("share_right") @Nullable Double right) {
        /** A bin without beads has neither mean nor share. */
        static BinLine of(Reliability.Bin bin) {
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

    @JsonPropertyOrder({
        "noise",
        "share",
        "p_strict",
        "r_strict",
        "f1_strict",
        "f1_change",
        "unpaired_precision",
        "unpaired_recall"
    })
    private record NoiseLine(
            @JsonProperty("noise") String kind,
            @JsonProperty("share") double share,
            @JsonProperty("p_strict") double precision,
            @JsonProperty("r_strict") double recall,
            @JsonProperty("f1_strict") double f1,
            @JsonProperty("f1_change") double change,
            @JsonProperty("unpaired_precision") double unpairedPrecision,
            @JsonProperty("unpaired_recall") double unpairedRecall) {}

    @JsonPropertyOrder({"pairs_of", "right", "right_accepted", "wrong", "wrong_refused"})
    private record RecognitionLine(
            @JsonProperty("pairs_of") int size,
            @JsonProperty("right") int right,
            @JsonProperty("right_accepted") int accepted,
            @JsonProperty("wrong") int wrong,
            @JsonProperty("wrong_refused") int refused) {}

    private HeldOutJson() {}

    /** The lines; each ends with a line feed. */
    public static String of(HeldOut figures) {
        List<String> lines = new ArrayList<>();
        figures.texts().forEach(text -> lines.add(text.whole().toJson(text.name())));
        for (EvaluationResult set : figures.sets()) {
            addSummary(lines, "all of " + set.name(), set, figures.examination());
        }
        EvaluationResult all = figures.all();
        addSummary(lines, "all", all, figures.examination());
        all.reliability().bins().forEach(bin -> lines.add(json(BinLine.of(bin))));
        lines.add(json(new CalibrationLine(all.reliability().expectedCalibrationError())));
        lines.add(json(noise("none", 0, new EvaluationResult.Noisy(all.whole(), all.unpaired()), all)));
        all.noisy()
                .forEach((noise, noisy) -> lines.add(json(noise(noise.kind().toString(), noise.share(), noisy, all))));
        all.recognition()
                .forEach((size, pairs) -> lines.add(json(
                        new RecognitionLine(size, pairs.right(), pairs.accepted(), pairs.wrong(), pairs.refused()))));
        return String.join("\n", lines) + "\n";
    }

    private static void addSummary(
            List<String> lines, String name, EvaluationResult judgement, EvaluationPlan examination) {
        lines.add(judgement.whole().toJson(name));
        if (examination.pieces() > 0) {
            lines.add(judgement.pieces().toJson(name + " in pieces of " + examination.pieces()));
        }
    }

    private static NoiseLine noise(String kind, double share, EvaluationResult.Noisy noisy, EvaluationResult all) {
        return new NoiseLine(
                kind,
                share,
                noisy.evaluation().strictPrecision(),
                noisy.evaluation().strictRecall(),
                noisy.evaluation().strictF1(),
                noisy.change(all.whole()),
                noisy.unpaired().precision(),
                noisy.unpaired().recall());
    }

    private static String json(Object line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }
}
