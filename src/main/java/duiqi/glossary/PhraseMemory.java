package duiqi.glossary;

import duiqi.glossary.consistency.RecurringPhrases;
import duiqi.glossary.consistency.RenderingFinder;
import duiqi.glossary.consistency.TermInconsistencyFinder;
import duiqi.glossary.consistency.WordSegmenter;
import duiqi.glossary.consistency.WordTranslations;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Learns from units which Chinese phrases recur and how each is translated. Add units first, then query. The results
 * are the same for the same units in the same order. Not thread-safe.
 */
public final class PhraseMemory {
    /**
     * Maximum number of units for a search in units without Chinese. The search includes phrases that occur only once
     * in the Chinese.
     */
    private static final int SMALL = 2_000;

    /**
     * Number of units that raises the required number of occurrences by one, from two. Chance matches become more
     * frequent in longer texts.
     */
    private static final int UNITS_FOR_ONE_MORE = 20_000;

    private static final int MIN_CHARACTERS = 4;

    private final Lexicon lexicon;
    private final WordSegmenter segmenter;
    private final List<WordSegmenter.WordedUnit> units = new ArrayList<>();

    public PhraseMemory(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.segmenter = new WordSegmenter(lexicon);
    }

    /** Adds a unit; the first one has index 0. Either side may be empty. */
    public void add(String chinese, String english) {
        units.add(segmenter.cut(chinese, english));
    }

    /** Returns unusual translations of phrases, longer phrases first. */
    public List<TermInconsistency> drifts() {
        List<Integer> english = new ArrayList<>();
        for (int u = 0; u < units.size(); u++) {
            if (units.get(u).chinese().length == 0 && units.get(u).english().length > 0) {
                english.add(u);
            }
        }
        boolean searchesEnglish = !english.isEmpty() && units.size() <= SMALL;
        int fewest = searchesEnglish ? 1 : 2 + units.size() / UNITS_FOR_ONE_MORE;
        List<RecurringPhrases.Phrase> phrases =
                new ArrayList<>(new RecurringPhrases(units, segmenter.chinese(), fewest, MIN_CHARACTERS).find());
        phrases.sort(Comparator.comparingInt((RecurringPhrases.Phrase phrase) -> -phrase.words().length));
        WordTranslations translations = new WordTranslations(lexicon, segmenter, units);
        RenderingFinder finder = new RenderingFinder(translations, segmenter);
        TermInconsistencyFinder drifts = new TermInconsistencyFinder(units, translations, finder, segmenter);
        for (RecurringPhrases.Phrase phrase : phrases) {
            boolean isSought = searchesEnglish && isSoughtInEnglish(phrase);
            if (phrase.words().length < 2 || (phrase.places().size() < 2 && !isSought)) {
                continue;
            }
            List<TermInconsistencyFinder.Use> uses = uses(phrase, finder);
            for (int unit : isSought ? english : List.<Integer>of()) {
                List<RenderingFinder.Found> whole = finder.find(phrase.words(), units.get(unit)).stream()
                        .filter(found -> found.isWhole() && found.strays() == 0)
                        .toList();
                if (!whole.isEmpty()) {
                    uses.add(new TermInconsistencyFinder.Use(new RecurringPhrases.Phrase.Place(unit, -1), 1, whole));
                }
            }
            drifts.look(phrase, text(phrase), TermInconsistencyFinder.Use.folded(uses));
        }
        return drifts.found();
    }

    /** Returns the learned word translations, to find translations in other units. */
    public LearnedTranslations translations() {
        return new WordTranslations(lexicon, segmenter, units).learned(RenderingFinder.MIN_PROBABILITY);
    }

    /**
     * Returns whether a phrase can be recognised from its English alone: it has at least three words, and if it occurs
     * once, no related word is next to it.
     */
    private boolean isSoughtInEnglish(RecurringPhrases.Phrase phrase) {
        int length = phrase.words().length;
        if (length < 3) {
            return false;
        }
        RecurringPhrases.Phrase.Place place = phrase.places().get(0);
        WordSegmenter.WordedUnit unit = units.get(place.unit());
        return phrase.places().size() > 1
                || (isEdge(unit, place.word(), place.word() - 1)
                        && isEdge(unit, place.word() + length, place.word() + length));
    }

    private boolean isEdge(WordSegmenter.WordedUnit unit, int seam, int neighbour) {
        if (neighbour < 0 || neighbour >= unit.chinese().length || !unit.isJoined(seam)) {
            return true;
        }
        int word = unit.chinese()[neighbour];
        return word < 0
                || PhraseForm.FreeWords.isFree(segmenter.chinese().word(word))
                || segmenter.chinese().isFunctionWord(word);
    }

    private List<TermInconsistencyFinder.Use> uses(RecurringPhrases.Phrase phrase, RenderingFinder finder) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (RecurringPhrases.Phrase.Place place : phrase.places()) {
            counts.merge(place.unit(), 1, Integer::sum);
        }
        List<TermInconsistencyFinder.Use> uses = new ArrayList<>();
        int last = -1;
        for (RecurringPhrases.Phrase.Place place : phrase.places()) {
            if (place.unit() != last) {
                last = place.unit();
                List<RenderingFinder.Found> found = finder.find(phrase.words(), units.get(last)).stream()
                        .filter(rendering -> rendering.rendered() * 3 >= phrase.words().length * 2)
                        .toList();
                uses.add(new TermInconsistencyFinder.Use(place, counts.getOrDefault(last, 0), found));
            }
        }
        return uses;
    }

    private String text(RecurringPhrases.Phrase phrase) {
        return Arrays.stream(phrase.words()).mapToObj(segmenter.chinese()::word).collect(Collectors.joining());
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
     * @param sourceStart index of its first UTF-16 unit in the Chinese; equals {@code sourceEnd} if the unit has only
     *     English
     * @param sourceEnd index after its last UTF-16 unit
     * @param other the unusual translation
     * @param usual the usual translation
     * @param usualUnits number of units with the usual translation
     * @param units number of units with any translation
     */
    public record TermInconsistency(
            String phrase,
            String word,
            int sourceStart,
            int sourceEnd,
            Rendered other,
            Rendered usual,
            int usualUnits,
            int units) {}
}
