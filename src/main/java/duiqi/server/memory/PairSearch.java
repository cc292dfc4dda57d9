package duiqi.server.memory;

import duiqi.exchange.Pairs;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.TranslationMemory;
import duiqi.text.Language;
import java.util.List;

/**
 * Searches the memories for a text.
 *
 * @param source language of the text
 * @param target language of the translation
 */
record PairSearch(Language source, Language target) {
    /**
     * Factor for the number of searched units: a memory may contain simplified and traditional Chinese, and only one is
     * wanted.
     */
    private static final int SCRIPTS = 3;

    /**
     * Returns the best matches, best first. Returns none if the languages are not Chinese and English.
     *
     * @param least minimum score after penalties
     * @param most maximum number of matches
     */
    List<TranslationMemory.Found> find(LiveMemory memory, String text, int least, int most) {
        boolean isPair = (source.isChinese() && target.isEnglish()) || (source.isEnglish() && target.isChinese());
        if (text.isBlank() || !isPair) {
            return List.of();
        }
        SearchOptions options = new SearchOptions(least, most * SCRIPTS, SearchOptions.Penalties.STANDARD);
        Language chinese = source.isChinese() ? source : target;
        return memory.search(side(), text, Context.NONE, options).stream()
                .filter(found -> Pairs.accepts(chinese, found.match().unit().language(UnitSide.SOURCE)))
                .limit(most)
                .toList();
    }

    /** Returns the side of the text in the units of a memory. */
    UnitSide side() {
        return source.isChinese() ? UnitSide.SOURCE : UnitSide.TARGET;
    }
}
