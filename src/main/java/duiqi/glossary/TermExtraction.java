package duiqi.glossary;

import duiqi.glossary.extraction.ChinesePhrases;
import duiqi.glossary.extraction.EnglishPhrases;
import duiqi.glossary.extraction.RenderingSearch;
import duiqi.glossary.extraction.TranslationForm;
import duiqi.glossary.extraction.WordSegmenter;
import duiqi.glossary.extraction.WordTranslations;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Proposes the terms of a glossary from the units of memories, with their translations. Add units first, then call
 * {@link #terms}. The result is the same for the same units in the same order. Not thread-safe.
 *
 * <p>A term is a recurring Chinese phrase that holds together and that the memory translates consistently. A
 * translation is an English phrase that occurs in the same units more than by chance (Dice coefficient), each word of
 * which translates a word of the term, and which no other Chinese phrase explains better.
 */
public final class TermExtraction {
    /** Number of phrases to look at for each term to return. */
    private static final int PHRASES_PER_TERM = 4;

    private static final int MIN_PHRASES = 600;

    /** Number of recurrent words and phrases to return. */
    private static final int MAX_RECURRENT = 3_000;

    /** Minimum Dice coefficient of a translation of all words of a phrase. */
    private static final double MIN_DICE = 0.12;

    /** Minimum Dice coefficient of a translation that the dictionary does not explain. */
    private static final double MIN_DICE_UNEXPLAINED = 0.55;

    private static final int MIN_UNITS_UNEXPLAINED = 4;

    /** Minimum share of the units of a term with its preferred translation. */
    private static final double MIN_SHARE = 0.3;

    /** Minimum share of the units of a term with its preferred translation, if either is a single word. */
    private static final double MIN_SHARE_OF_WORD = 0.4;

    /** Minimum share of the units of a translation with the term, if either is a single word. */
    private static final double MIN_SHARE_OF_ENGLISH = 0.3;

    /** Minimum share of the units of a term with an admitted translation. */
    private static final double MIN_SHARE_ADMITTED = 0.1;

    private static final Pattern PREFIX = Pattern.compile("auto|anti|non|sub|inter|pre|multi|micro|bio|super|hyper");

    /** Minimum share of a preferred translation with <i>and</i>. Most of these are a term and its neighbour. */
    private static final double MIN_SHARE_OF_LIST = 0.6;

    /** Factor for the rank of a name, which puts names after the terms. */
    private static final double NAME = 1e-3;

    /** Factor for the rank of a phrase that begins with a name. */
    private static final double AFTER_NAME = 0.3;

    /** Maximum mean number of words that translate other words. */
    private static final double MAX_FOREIGN = 0.35;

    /** Minimum Dice coefficient of a translation with more words than the dictionary explains. */
    private static final double MIN_DICE_LONG = 0.8;

    /** Minimum share of the units of an admitted translation that no other translation has. */
    private static final double MIN_SHARE_ALONE = 0.6;

    /** Minimum weight in the dictionary of an admitted translation of one word. */
    private static final double KNOWN_ADMITTED = 0.05;

    private final Lexicon lexicon;
    private final WordSegmenter segmenter;
    private final EnglishPhrases english;
    private final RelatedRenderings related = new RelatedRenderings();
    private final List<WordSegmenter.WordedUnit> units = new ArrayList<>();
    private final List<Integer> indices = new ArrayList<>();
    private final Set<List<String>> texts = new HashSet<>();
    private boolean isBroad;
    private int added;

    public TermExtraction(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.segmenter = new WordSegmenter(lexicon);
        this.english = new EnglishPhrases(segmenter.english());
    }

    /** Adds a unit; the first one has index 0. Units with the same texts count once. */
    public void add(String chinese, String target) {
        int index = added++;
        if (!chinese.isEmpty() && !target.isEmpty() && texts.add(List.of(chinese, target))) {
            WordSegmenter.WordedUnit unit = segmenter.cut(chinese, target);
            units.add(unit);
            indices.add(index);
            english.add(unit, target, chinese);
        }
    }

    /**
     * Represents a term with its translations. Immutable.
     *
     * @param chinese the term in simplified characters
     * @param units number of units that contain it
     * @param isNoun true if it is translated as a noun
     * @param translations its translations, the preferred one first; at least one
     */
    public record Term(String chinese, int units, boolean isNoun, List<Translation> translations) {
        public Term {
            translations = List.copyOf(translations);
        }

        /**
         * Represents a translation of a term.
         *
         * @param english the translation as a glossary lists it
         * @param units number of units of the term that contain it
         * @param unit index of a unit with it
         */
        public record Translation(String english, int units, int unit) {}
    }

    private record Ranked(Term term, double rank, boolean isName) {
        private Ranked times(double factor) {
            return new Ranked(term, factor * rank, isName);
        }
    }

    /**
     * Returns terms with their translations, the most probable terms first.
     *
     * @param fewestUnits minimum number of units that contain a term with one of its translations
     * @param limit about how many terms to return
     */
    public List<Term> terms(int fewestUnits, int limit) {
        ChinesePhrases.TermWords forms = new ChinesePhrases.TermWords(segmenter.chinese());
        int fewest = Math.max(2, fewestUnits);
        List<ChinesePhrases.Phrase> phrases =
                new ChinesePhrases(units, segmenter.chinese(), forms, fewest, isBroad).find();
        WordTranslations translations = new WordTranslations(lexicon, segmenter);
        translations.with(new LearnedTranslations(units, segmenter, translations));
        RenderingSearch search = new RenderingSearch(translations, segmenter.chinese(), english, units, phrases);
        List<Ranked> ranked = new ArrayList<>();
        phrases.stream()
                .filter(phrase -> phrase.isTerm() && phrase.weight() > 0)
                .sorted(Comparator.comparingDouble((ChinesePhrases.Phrase phrase) -> -phrase.weight()))
                .limit(Math.max(MIN_PHRASES, (long) PHRASES_PER_TERM * limit))
                .forEach(phrase -> {
                    RenderingSearch.Search own = search.new Search(phrase);
                    List<TranslationForm.Rendering> accepted = accepted(phrase, own);
                    if (!accepted.isEmpty()) {
                        rank(phrase, own, accepted, forms, fewest, ranked);
                    }
                });
        Set<String> names = ranked.stream()
                .filter(Ranked::isName)
                .map(one -> one.term.chinese())
                .collect(Collectors.toSet());
        return ranked.stream()
                .map(one ->
                        one.isName ? one.times(NAME) : beginsWithName(one.term, names) ? one.times(AFTER_NAME) : one)
                .sorted(Comparator.comparingDouble((Ranked one) -> -one.rank))
                .map(Ranked::term)
                .toList();
    }

    /**
     * Returns the recurrent words and phrases that the units translate consistently, also those that are too general for a
     * glossary.
     *
     * @param fewestUnits minimum number of units with a word and its translation
     */
    public List<Term> recurrent(int fewestUnits) {
        isBroad = true;
        return terms(fewestUnits, MAX_RECURRENT);
    }

    private static boolean beginsWithName(Term term, Set<String> names) {
        return IntStream.range(2, term.chinese().length())
                .anyMatch(end -> names.contains(term.chinese().substring(0, end)));
    }

    private void rank(
            ChinesePhrases.Phrase phrase,
            RenderingSearch.Search search,
            List<TranslationForm.Rendering> accepted,
            ChinesePhrases.TermWords forms,
            int fewest,
            List<Ranked> ranked) {
        double scale = (double) phrase.units().length / search.sample().length;
        List<Term.Translation> translations = new ArrayList<>();
        Set<Integer> covered = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (TranslationForm.Rendering rendering : accepted) {
            rendering.places().forEach(place -> covered.add(place.unit()));
            String text = english.written(rendering.places());
            if (written.add(RelatedRenderings.RenderingVariants.folded(text))) {
                translations.add(new Term.Translation(
                        text,
                        rendering.units(),
                        indices.get(rendering.places().get(0).unit())));
            }
        }
        if (covered.size() * scale < fewest) {
            return;
        }
        TranslationForm.Rendering first = accepted.get(0);
        double share = (double) first.units() / phrase.units().length;
        double general = forms.weight(phrase.words());
        double rank = phrase.weight() * share * Math.sqrt(first.dice()) * general;
        boolean isName = english.isName(translations.get(0).english());
        boolean isNoun = TranslationForm.fits(phrase, first, english);
        ranked.add(new Ranked(new Term(phrase.text(), phrase.units().length, isNoun, translations), rank, isName));
    }

    /** Returns the right translations, the preferred one first. */
    private List<TranslationForm.Rendering> accepted(ChinesePhrases.Phrase phrase, RenderingSearch.Search search) {
        List<TranslationForm.Rendering> found = search.find();
        List<TranslationForm.Rendering> accepted = new ArrayList<>();
        found.stream()
                .map(one -> extended(phrase.words().length, one, found))
                .distinct()
                .filter(rendering -> isPreferable(phrase, rendering)
                        && !hasPrefix(rendering, found)
                        && isRight(phrase, rendering, search))
                .findFirst()
                .ifPresent(preferred -> {
                    accepted.add(preferred);
                    addAdmitted(phrase, search, found, accepted);
                });
        return accepted;
    }

    private void addAdmitted(
            ChinesePhrases.Phrase phrase,
            RenderingSearch.Search search,
            List<TranslationForm.Rendering> found,
            List<TranslationForm.Rendering> accepted) {
        Set<Integer> open = new HashSet<>();
        Arrays.stream(search.sample()).forEach(open::add);
        accepted.get(0).places().forEach(place -> open.remove(place.unit()));
        for (TranslationForm.Rendering rendering : found) {
            Set<Integer> own =
                    rendering.places().stream().map(EnglishPhrases.Place::unit).collect(Collectors.toSet());
            long left = own.stream().filter(open::contains).count();
            if (left >= 2
                    && left >= MIN_SHARE_ADMITTED * search.sample().length
                    && left >= MIN_SHARE_ALONE * own.size()
                    && isAdmissible(rendering)
                    && accepted.stream().noneMatch(other -> isSame(rendering, other))
                    && isRight(phrase, rendering, search)) {
                accepted.add(rendering);
                open.removeAll(own);
            }
        }
    }

    private static boolean isAdmissible(TranslationForm.Rendering rendering) {
        return rendering.isWhole()
                && rendering.known() >= (rendering.content() == 1 ? KNOWN_ADMITTED : KNOWN_ADMITTED / 5)
                && rendering.free() < 0.1
                && rendering.foreign() < 0.1
                && !rendering.text().contains(" and ");
    }

    /** Returns whether a word is another translation with a prefix, such as <i>autoantibody</i> and <i>antibody</i>. */
    private boolean hasPrefix(TranslationForm.Rendering rendering, List<TranslationForm.Rendering> found) {
        String text = rendering.text().toLowerCase(Locale.ROOT);
        Matcher prefix = PREFIX.matcher(text);
        return rendering.content() == 1
                && prefix.lookingAt()
                && found.stream()
                        .anyMatch(other -> other.content() == 1
                                && related.areOne(other.text().toLowerCase(Locale.ROOT), text.substring(prefix.end())));
    }

    private static boolean isPreferable(ChinesePhrases.Phrase phrase, TranslationForm.Rendering rendering) {
        if (!isConsistent(phrase, rendering)) {
            return false;
        }
        if (rendering.isWhole() && rendering.isKnown() && rendering.free() < 0.5) {
            return rendering.dice() >= MIN_DICE;
        }
        return isWordByWord(phrase, rendering) || isFilled(phrase, rendering);
    }

    /** Returns whether enough units of a phrase have a translation. */
    private static boolean isConsistent(ChinesePhrases.Phrase phrase, TranslationForm.Rendering rendering) {
        int all = phrase.units().length;
        if (rendering.units() < Math.max(2, MIN_SHARE * all) || rendering.foreign() > MAX_FOREIGN) {
            return false;
        }
        boolean isOneWord = phrase.text().length() == 2 || rendering.content() == 1;
        if (isOneWord
                && (rendering.units() < MIN_SHARE_OF_WORD * all
                        || rendering.shareOfEnglish(all) < MIN_SHARE_OF_ENGLISH)) {
            return false;
        }
        return !rendering.text().contains(" and ") || rendering.units() >= MIN_SHARE_OF_LIST * all;
    }

    /** Returns whether a translation that the dictionary does not explain has a word for each word of a phrase. */
    private static boolean isWordByWord(ChinesePhrases.Phrase phrase, TranslationForm.Rendering rendering) {
        return rendering.isWhole()
                && rendering.free() < 0.1
                && rendering.content() >= Math.max(2, phrase.words().length)
                && rendering.content() * 2 <= phrase.text().length()
                && rendering.units() >= 3
                && rendering.dice() >= MIN_DICE_LONG;
    }

    /** Returns whether words without a source fill the places of the words of a phrase that have no translation. */
    private static boolean isFilled(ChinesePhrases.Phrase phrase, TranslationForm.Rendering rendering) {
        double missing = (1 - rendering.coverage())
                * Arrays.stream(phrase.words()).distinct().count();
        boolean isLong = rendering.isWhole() && rendering.free() >= 0.5;
        return (rendering.free() >= missing - 0.1 || TranslationForm.isAcronym(rendering.text()))
                && rendering.units() >= MIN_UNITS_UNEXPLAINED + (rendering.content() == 1 ? 1 : 0)
                && rendering.dice() >= (isLong ? MIN_DICE_LONG : MIN_DICE_UNEXPLAINED);
    }

    /** Returns the longest sequence that contains a translation and occurs almost as often with the phrase. */
    private static TranslationForm.Rendering extended(
            int words, TranslationForm.Rendering rendering, List<TranslationForm.Rendering> found) {
        return found.stream()
                .filter(longer -> longer.sequence().length > rendering.sequence().length
                        && isPartOf(rendering, longer)
                        && isExtension(words, rendering, longer))
                .max(Comparator.comparingInt(longer -> longer.sequence().length))
                .orElse(rendering);
    }

    private static boolean isExtension(
            int words, TranslationForm.Rendering rendering, TranslationForm.Rendering longer) {
        double share = (double) longer.units() / rendering.units();
        if (longer.foreign() > rendering.foreign()) {
            return longer.foreign() <= MAX_FOREIGN
                    && longer.free() <= rendering.free()
                    && longer.dice() > rendering.dice()
                    && (share >= 0.9 || longer.dice() > 1.2 * rendering.dice());
        }
        if (longer.coverage() > rendering.coverage() + 0.01) {
            return share >= 0.6;
        }
        if (longer.free() <= rendering.free()) {
            return share >= (rendering.content() < words && longer.content() >= words ? 0.3 : 0.8);
        }
        return longer.units() >= MIN_UNITS_UNEXPLAINED
                && share >= (rendering.isWhole() ? 0.95 : 0.8)
                && longer.dice() >= 0.97 * rendering.dice();
    }

    private static boolean isPartOf(TranslationForm.Rendering shorter, TranslationForm.Rendering longer) {
        return EnglishPhrases.isIn(shorter.sequence(), longer.sequence());
    }

    /** Returns whether two translations differ only in their grammar or one contains the other. */
    private boolean isSame(TranslationForm.Rendering one, TranslationForm.Rendering other) {
        if (isPartOf(one, other) || isPartOf(other, one)) {
            return true;
        }
        return related.areOne(one.text(), other.text())
                && (one.content() == 1 || isSameOrder(one.text(), other.text()));
    }

    private boolean isSameOrder(String one, String other) {
        String first = one.replaceFirst("[ -].*", "");
        return related.areOne(first, other.replaceFirst("[ -].*", ""));
    }

    private boolean isRight(
            ChinesePhrases.Phrase phrase, TranslationForm.Rendering rendering, RenderingSearch.Search search) {
        return (isBroad || (TranslationForm.fits(phrase, rendering, english) && search.translatesAllParts(rendering)))
                && !search.hasRival(rendering);
    }
}
