package duiqi.glossary;

import duiqi.glossary.consistency.RenderingFinder;
import duiqi.glossary.consistency.WordSegmenter;
import duiqi.glossary.consistency.WordTranslations;
import duiqi.glossary.consistency.WordedUnits;
import duiqi.lexicon.Lexicon;
import java.io.Closeable;
import java.io.IOException;

/**
 * Learns from units which Chinese phrases recur and how each is translated. Add units first, then query. The results
 * are the same for the same units in the same order. Many units are in a temporary file. Not thread-safe.
 */
public final class PhraseMemory implements Closeable {
    private final Lexicon lexicon;
    private final WordSegmenter segmenter;
    private final WordedUnits units = new WordedUnits();

    public PhraseMemory(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.segmenter = new WordSegmenter(lexicon);
    }

    /** Adds a unit; the first one has index 0. Either side may be empty. */
    public void add(String chinese, String english) {
        units.add(segmenter.cut(chinese, english));
    }

    /** Returns the learned word translations, to find translations in other units. */
    public LearnedTranslations translations() {
        return new WordTranslations(lexicon, segmenter, units.units()).learned(RenderingFinder.MIN_PROBABILITY);
    }

    @Override
    public void close() throws IOException {
        units.close();
    }
}
