package duiqi.report;

import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the pairs of a report. Not thread-safe. */
public final class PairCounts {
    private static final int TENTHS = 10;

    private final SortedMap<String, Integer> types = new TreeMap<>();
    private final int[] probabilities = new int[TENTHS];
    private int units;
    private int chineseAlone;
    private int englishAlone;
    private int crossing;
    private int rated;
    private final TextStates texts = new TextStates();

    /** Numbers of aligned Chinese and English sentences */
    private final long[] sentences = new long[2];

    private int intoChinese;

    public void add(PairReport.Pair pair) {
        units++;
        texts.add(pair);
        boolean isIntoChinese = pair.unit().isIntoChinese();
        intoChinese += isIntoChinese ? 1 : 0;
        String chinese = pair.unit().chinese();
        String english = pair.unit().english();
        chineseAlone += english.isBlank() ? 1 : 0;
        englishAlone += chinese.isBlank() ? 1 : 0;
        crossing += pair.crossing() ? 1 : 0;
        String type = pair.type();
        if (!type.isEmpty()) {
            types.merge(type, 1, Integer::sum);
            String[] sizes = type.split("-", 2);
            sentences[0] += Integer.parseInt(sizes[isIntoChinese ? 1 : 0]);
            sentences[1] += Integer.parseInt(sizes[isIntoChinese ? 0 : 1]);
        }
        OptionalDouble probability = pair.probability();
        if (probability.isPresent()) {
            rated++;
            probabilities[Math.min(TENTHS - 1, (int) (probability.getAsDouble() * TENTHS))]++;
        }
    }

    public int units() {
        return units;
    }

    public boolean hasProbabilities() {
        return rated > 0;
    }

    public Optional<Direction> direction() {
        if (intoChinese == 0) {
            return Optional.of(Direction.INTO_ENGLISH);
        }
        return intoChinese == units ? Optional.of(Direction.INTO_CHINESE) : Optional.empty();
    }

    public boolean hasCrossing() {
        return crossing > 0;
    }

    public TextStates texts() {
        return texts;
    }

    /** Returns the counts by name. Omits counts of aligned pairs if nothing was aligned. */
    public Map<String, Long> summary() {
        Map<String, Long> summary = new LinkedHashMap<>();
        summary.put("pairs", (long) units - chineseAlone - englishAlone);
        summary.put("Chinese without English", (long) chineseAlone);
        summary.put("English without Chinese", (long) englishAlone);
        if (sentences[0] + sentences[1] > 0) {
            summary.put("Chinese sentences aligned", sentences[0]);
            summary.put("English sentences aligned", sentences[1]);
        }
        if (hasCrossing()) {
            summary.put("crossing pairs", (long) crossing);
        }
        return summary;
    }

    public List<PairReport.Chart> charts() {
        List<PairReport.Chart> charts = new ArrayList<>();
        if (hasProbabilities()) {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = TENTHS - 1; i >= 0; i--) {
                named.put(
                        String.format(Locale.ROOT, "%.1f to %.1f", (double) i / TENTHS, (i + 1.0) / TENTHS),
                        probabilities[i]);
            }
            charts.add(new PairReport.Chart("Pairs by probability", "probability", "pairs", named));
        }
        if (!types.isEmpty()) {
            Map<String, Integer> commonFirst = new LinkedHashMap<>();
            types.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(type -> commonFirst.put(type.getKey(), type.getValue()));
            charts.add(new PairReport.Chart(
                    "Pairs by number of sentences (source-target)", "sentences", "pairs", commonFirst));
        }
        return charts;
    }
}
