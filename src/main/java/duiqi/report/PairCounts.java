package duiqi.report;

import duiqi.text.Direction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the pairs of a report. Not thread-safe. */
public final class PairCounts {
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
            String[] sizes = type.split("-", 2);
            sentences[0] += Integer.parseInt(sizes[isIntoChinese ? 1 : 0]);
            sentences[1] += Integer.parseInt(sizes[isIntoChinese ? 0 : 1]);
        }
        rated += pair.probability().isPresent() ? 1 : 0;
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
}
