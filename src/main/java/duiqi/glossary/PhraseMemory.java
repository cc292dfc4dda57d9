package duiqi.glossary;

import duiqi.glossary.consistency.DriftFinder;
import duiqi.glossary.consistency.RenderingFinder;
import duiqi.glossary.consistency.WordSegmenter;
import duiqi.glossary.consistency.WordTranslations;
import duiqi.glossary.consistency.WordedUnits;
import duiqi.lexicon.Lexicon;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Learns from units which Chinese phrases recur and how each is translated. Add units first, then query. The results
 * are the same for the same units in the same order. Many units are in a temporary file. Not thread-safe.
 */
public final class PhraseMemory implements Closeable {
    /**
     * Number of units that raises the required number of occurrences by one, from two. Chance matches become more
     * frequent in longer texts.
     */
    private static final int UNITS_FOR_ONE_MORE = 4_000;

    private final Lexicon lexicon;
    private final WordSegmenter segmenter;
    private final WordedUnits units = new WordedUnits();

    public PhraseMemory(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.segmenter = new WordSegmenter(lexicon);
    }

    /** Adds a unit; the first one has index 0. Either side may be empty. */
    public void add(String chinese, String english) {
        units.add(segmenter.cut(chinese, english), english);
    }

    /** Returns unusual translations of phrases, in the order of the units. */
    public List<TermInconsistency> drifts() {
        int fewest = Math.max(3, 2 + units.size() / UNITS_FOR_ONE_MORE);
        return new DriftFinder(lexicon, segmenter, units.units(), units.texts()).find(fewest);
    }

    /** Returns the learned word translations, to find translations in other units. */
    public LearnedTranslations translations() {
        return new WordTranslations(lexicon, segmenter, units.units()).learned(RenderingFinder.MIN_PROBABILITY);
    }

    @Override
    public void close() throws IOException {
        units.close();
    }

    /**
     * Holds the English words of a unit that translate a phrase.
     *
     * @param unit index of the unit
     * @param start index of their first UTF-16 unit in the English
     * @param end index after the last UTF-16 unit
     * @param isPure true if they translate nothing else
     */
    public record Rendered(int unit, int start, int end, boolean isPure) {}

    /**
     * Represents an unusual translation of a Chinese phrase.
     *
     * @param phrase the phrase in simplified characters
     * @param word its word with the unusual translation
     * @param sourceStart index of the first UTF-16 unit of the phrase in the Chinese
     * @param sourceEnd index after its last UTF-16 unit
     * @param other the unusual translation
     * @param usual the usual translation
     * @param usualUnits number of units with the usual translation
     * @param isCertain false if the words may belong to a free translation
     */
    public record TermInconsistency(
            String phrase,
            String word,
            int sourceStart,
            int sourceEnd,
            Rendered other,
            Rendered usual,
            int usualUnits,
            boolean isCertain) {}
}
