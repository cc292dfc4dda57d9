package duiqi.glossary;

import duiqi.glossary.consistency.RenderingFinder;
import duiqi.glossary.consistency.WordSegmenter;
import duiqi.glossary.consistency.WordTranslations;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns from units how each Chinese word is translated. Add units first, then query. The results are the same for the
 * same units in the same order. Not thread-safe.
 */
public final class PhraseMemory {
    private final Lexicon lexicon;
    private final WordSegmenter segmenter;
    private final List<WordSegmenter.WordedUnit> units = new ArrayList<>();

    public PhraseMemory(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.segmenter = new WordSegmenter(lexicon);
    }

    /** Adds a unit. Either side may be empty. */
    public void add(String chinese, String english) {
        units.add(segmenter.cut(chinese, english));
    }

    /** Returns the learned word translations, to find translations in other units. */
    public LearnedTranslations translations() {
        return new WordTranslations(lexicon, segmenter, units).learned(RenderingFinder.MIN_PROBABILITY);
    }
}
