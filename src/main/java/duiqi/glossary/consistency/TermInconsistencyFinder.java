package duiqi.glossary.consistency;

import duiqi.glossary.PhraseForm;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.RelatedRenderings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds translations of a phrase in which one word differs from the usual translation and the other words agree with
 * it. This condition excludes free translations, whose translator did not use a term. Pass longer phrases first, so
 * that a phrase inside a longer one is not reported again. Not thread-safe.
 */
public final class TermInconsistencyFinder {
    /** Minimum share of units with the usual translation. */
    private static final double USUAL_SHARE = 0.6;

    /** Minimum number of units for a translation to be usual by frequency; otherwise the dictionary must contain it. */
    private static final int USUAL_UNITS = 3;

    /** Maximum number of units in which translations are compared although none is usual by frequency. */
    private static final int FEW_UNITS = 4;

    /** Minimum number of units for a translation to be fixed, so that even an unknown replacement is reported. */
    private static final int FIXED_UNITS = 4;

    /** Minimum number of units for a freely translated word to be fixed in a phrase. */
    private static final int FREE_UNITS = 6;

    private static final double FIXED_SHARE = 0.8;

    /** Minimum probability of a translation by frequency and dictionary. */
    private static final double SURE = 0.03;

    /** Minimum probability by the dictionary alone, if frequencies are too low to help. */
    private static final double SURE_BY_DICTIONARY = 0.05;

    /** Hyphenated prefixes that do not change a term into another term. */
    private static final Set<String> PREFIXES =
            Set.of("pre", "post", "non", "mid", "anti", "pro", "ex", "re", "co", "era", "year");

    private final List<WordSegmenter.WordedUnit> units;
    private final WordTranslations translations;
    private final RenderingFinder finder;
    private final WordSegmenter segmenter;
    private final Set<Long> settled = new HashSet<>();
    private final List<PhraseMemory.TermInconsistency> found = new ArrayList<>();

    public TermInconsistencyFinder(
            List<WordSegmenter.WordedUnit> units,
            WordTranslations translations,
            RenderingFinder finder,
            WordSegmenter segmenter) {
        this.units = units;
        this.translations = translations;
        this.finder = finder;
        this.segmenter = segmenter;
    }

    public List<PhraseMemory.TermInconsistency> found() {
        return List.copyOf(found);
    }

    /**
     * Compares the uses of a phrase.
     *
     * @param text the phrase, for the result
     */
    public void look(RecurringPhrases.Phrase phrase, String text, List<Use> uses) {
        Comparison comparison = new Comparison(phrase, uses);
        comparison.usualRendering().ifPresent(best -> comparison.look(text, best));
    }

    /** Holds the usual translation of a word of a phrase. */
    private record Usual(Set<String> stems, int units, int all) {
        static Usual of(List<Use> uses, int word) {
            Map<Set<String>, Integer> votes = new HashMap<>();
            int all = 0;
            for (Use use : uses) {
                List<Set<String>> stems = use.stems(word);
                all += stems.isEmpty() ? 0 : 1;
                stems.stream().distinct().forEach(own -> votes.merge(own, use.hasChinese() ? 2 : 1, Integer::sum));
            }
            Set<String> most = votes.entrySet().stream()
                    .max(Map.Entry.<Set<String>, Integer>comparingByValue()
                            .thenComparing(vote -> -vote.getKey().size())
                            .thenComparing(vote ->
                                    vote.getKey().stream().sorted().toList().toString()))
                    .map(Map.Entry::getKey)
                    .orElse(Set.of());
            int units = (int)
                    uses.stream().filter(use -> use.stems(word).contains(most)).count();
            return new Usual(most, units, all);
        }

        boolean isByUse() {
            return units >= USUAL_UNITS && units >= USUAL_SHARE * all;
        }

        /** Returns whether the word almost always has this translation. */
        boolean isFixed(int fewest) {
            return units >= fewest && units >= FIXED_SHARE * all;
        }

        boolean isOfFew() {
            return all <= FEW_UNITS;
        }
    }

    /** Compares the uses of one phrase. */
    private final class Comparison {
        private final int[] words;
        private final List<Use> uses;
        private final List<Usual> usual;

        /** Word orders of the translations in which all words have their usual translation. */
        private final Set<List<String>> orders = new HashSet<>();

        Comparison(RecurringPhrases.Phrase phrase, List<Use> uses) {
            this.words = phrase.words();
            this.uses = uses;
            this.usual = IntStream.range(0, words.length)
                    .mapToObj(word -> Usual.of(uses, word))
                    .toList();
            uses.forEach(use -> use.translations().stream()
                    .filter(this::isUsual)
                    .forEach(rendering -> orders.add(rendering.order())));
        }

        /**
         * Returns the usual translation of the phrase: the shortest one, in the usual order, with the usual words for
         * all words of the phrase and as few other words as possible.
         */
        Optional<PhraseMemory.Rendered> usualRendering() {
            Map<List<String>, Integer> unitsByOrder = unitsByOrder();
            return uses.stream()
                    .flatMap(use -> use.translations().stream()
                            .filter(this::isUsual)
                            .map(rendering -> Map.entry(rendering, rendered(use, rendering))))
                    .min(Comparator.comparingInt((Map.Entry<RenderingFinder.Found, PhraseMemory.Rendered> entry) ->
                                    usual.size() - entry.getKey().rendered())
                            .thenComparingInt(entry -> entry.getKey().strays())
                            .thenComparingInt(entry ->
                                    -unitsByOrder.getOrDefault(entry.getKey().order(), 0))
                            .thenComparingInt(entry ->
                                    entry.getKey().end() - entry.getKey().start()))
                    .map(Map.Entry::getValue);
        }

        private static PhraseMemory.Rendered rendered(Use use, RenderingFinder.Found rendering) {
            return new PhraseMemory.Rendered(use.unit(), rendering.start(), rendering.end(), rendering.strays() == 0);
        }

        /** Returns the number of units for each word order: "social fairness" is more frequent than "fair social". */
        private Map<List<String>, Integer> unitsByOrder() {
            Map<List<String>, Integer> units = new HashMap<>();
            for (Use use : uses) {
                use.translations().stream()
                        .map(RenderingFinder.Found::order)
                        .distinct()
                        .forEach(order -> units.merge(order, 1, Integer::sum));
            }
            return units;
        }

        private boolean isUsual(RenderingFinder.Found rendering) {
            return IntStream.range(0, usual.size())
                    .allMatch(word -> rendering.stems().get(word).isEmpty()
                            || rendering
                                    .stems()
                                    .get(word)
                                    .equals(usual.get(word).stems()));
        }

        void look(String text, PhraseMemory.Rendered best) {
            for (int i = 0; i < words.length; i++) {
                int word = i;
                Usual expected = usual.get(word);
                if (expected.all() < 2 || (isFree(word) && !expected.isFixed(FREE_UNITS))) {
                    continue;
                }
                for (Use use : uses) {
                    deviation(use, word).ifPresent(rendering -> {
                        settle(use, word);
                        found.add(inconsistency(text, use, word, rendering, best));
                    });
                }
            }
        }

        /** Returns the translation in a unit that differs in one word; empty if there is none. */
        private Optional<RenderingFinder.Found> deviation(Use use, int word) {
            if (isSettled(use, word)) {
                return Optional.empty();
            }
            List<Set<String>> stems = use.stems(word);
            if (stems.isEmpty()) {
                return unexplained(use, word);
            }
            Usual expected = usual.get(word);
            if (stems.contains(expected.stems())) {
                if (expected.units() >= 2) {
                    settle(use, word);
                }
                return Optional.empty();
            }
            return use.translations().stream()
                    .filter(rendering -> !rendering.stems().get(word).isEmpty())
                    .filter(rendering -> isOtherwiseUsual(rendering, word))
                    .findFirst()
                    .filter(rendering -> isDifferent(use, word, rendering));
        }

        /** Returns a translation with an unexplained word instead of the usual one. */
        private Optional<RenderingFinder.Found> unexplained(Use use, int word) {
            Usual expected = usual.get(word);
            if (!expected.isFixed(FIXED_UNITS)
                    || !use.hasChinese()
                    || isElsewhere(use, expected.stems(), words[word])) {
                return Optional.empty();
            }
            List<RenderingFinder.Found> whole = finder.find(words, units.get(use.unit()), word).stream()
                    .filter(rendering -> rendering.isWhole() && rendering.strays() == 0)
                    .toList();
            return Use.folded(List.of(new Use(use.place(), use.count(), whole))).stream()
                    .flatMap(folded -> folded.translations().stream())
                    .filter(rendering -> rendering.stems().get(word).size() == 1
                            || !rendering.attached().isEmpty())
                    .filter(rendering -> !isAcronym(rendering.stems().get(word)))
                    .filter(rendering -> !isFree(word) || isInside(rendering, word))
                    .filter(rendering -> isOtherwiseUsual(rendering, word) && orders.contains(rendering.order()))
                    .findFirst();
        }

        private boolean isFree(int word) {
            return PhraseForm.FreeWords.isFree(segmenter.chinese().word(words[word]));
        }

        /** Returns whether all words but one have the usual translation or none, with at most one word between. */
        private boolean isOtherwiseUsual(RenderingFinder.Found rendering, int word) {
            if (rendering.strays() > 1) {
                return false;
            }
            boolean hasUsual = false;
            for (int other = 0; other < usual.size(); other++) {
                Set<String> stems = rendering.stems().get(other);
                if (other != word && !stems.isEmpty()) {
                    if (!stems.containsAll(usual.get(other).stems())) {
                        return false;
                    }
                    hasUsual = true;
                }
            }
            return hasUsual;
        }

        private boolean isDifferent(Use use, int word, RenderingFinder.Found rendering) {
            Usual expected = usual.get(word);
            Set<String> own = rendering.stems().get(word);
            Set<String> gone = minus(expected.stems(), own);
            Set<String> come = minus(own, expected.stems());
            boolean isReplaced = own.stream().noneMatch(expected.stems()::contains);
            boolean isCompound = gone.isEmpty()
                    && rendering.attached().containsAll(come)
                    && come.stream().noneMatch(PREFIXES::contains);
            boolean isAnother = isReplaced || come.isEmpty() || isCompound;
            return isAnother
                    && !isAcronym(gone)
                    && !isAcronym(come)
                    && isUsualEnough(expected)
                    && (isCompound || areMeant(words[word], own, expected))
                    && !isElsewhere(use, gone, words[word]);
        }

        private boolean isUsualEnough(Usual expected) {
            return expected.isByUse() || (expected.isOfFew() && (words.length >= 3 || expected.units() >= 2));
        }

        private PhraseMemory.TermInconsistency inconsistency(
                String text, Use use, int word, RenderingFinder.Found rendering, PhraseMemory.Rendered best) {
            int sourceStart = 0;
            int sourceEnd = 0;
            if (use.hasChinese()) {
                WordSegmenter.WordedUnit unit = units.get(use.unit());
                sourceStart = unit.chineseStarts()[use.place().word()];
                sourceEnd = unit.chineseEnds()[use.place().word() + words.length - 1];
            }
            Usual expected = usual.get(word);
            return new PhraseMemory.TermInconsistency(
                    text,
                    segmenter.chinese().word(words[word]),
                    sourceStart,
                    sourceEnd,
                    rendered(use, rendering),
                    best,
                    expected.units(),
                    expected.all());
        }
    }

    /** Returns whether the translation of a word is between words of the phrase, where only it can be expected. */
    private static boolean isInside(RenderingFinder.Found rendering, int word) {
        String own = Integer.toString(1 << word);
        List<String> order = rendering.order();
        return !order.get(0).equals(own) && !order.get(order.size() - 1).equals(own);
    }

    /** Returns whether both the differing words and the usual ones are probable translations. */
    private boolean areMeant(int word, Set<String> own, Usual expected) {
        boolean byUse = expected.isByUse();
        double sure = byUse ? SURE : SURE_BY_DICTIONARY;
        return best(word, own, byUse) >= sure && best(word, expected.stems(), byUse) >= sure;
    }

    private double best(int word, Set<String> stems, boolean byUse) {
        return stems.stream()
                .mapToInt(segmenter.english()::number)
                .mapToDouble(stem -> byUse ? translations.probability(word, stem) : translations.prior(word, stem))
                .max()
                .orElse(0);
    }

    /**
     * Returns whether the English contains the usual words at least as often as the Chinese contains the word. They may
     * then be its translation elsewhere in the unit.
     */
    private boolean isElsewhere(Use use, Set<String> gone, int word) {
        WordSegmenter.WordedUnit unit = units.get(use.unit());
        long wanted = Math.max(
                1, IntStream.of(unit.chinese()).filter(own -> own == word).count());
        return gone.stream()
                .anyMatch(stem -> IntStream.of(unit.english())
                                .filter(own -> own >= 0
                                        && RelatedRenderings.StemFamily.isOne(
                                                stem, segmenter.english().word(own)))
                                .count()
                        >= wanted);
    }

    private boolean isAcronym(Set<String> stems) {
        return stems.stream().anyMatch(segmenter.acronyms()::contains);
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private boolean isSettled(Use use, int word) {
        return use.hasChinese() && settled.contains(key(use, word));
    }

    private void settle(Use use, int word) {
        if (use.hasChinese()) {
            settled.add(key(use, word));
        }
    }

    private static long key(Use use, int word) {
        return ((long) use.unit() << 32) + use.place().word() + word;
    }

    /**
     * Holds the translations of a phrase in one unit.
     *
     * @param place first occurrence in the unit; word -1 if the unit has no Chinese
     * @param count number of occurrences in the unit
     * @param translations possible translations, with one stem for all stems of a family
     */
    public record Use(RecurringPhrases.Phrase.Place place, int count, List<RenderingFinder.Found> translations) {
        public Use {
            translations = List.copyOf(translations);
        }

        int unit() {
            return place.unit();
        }

        boolean hasChinese() {
            return place.word() >= 0;
        }

        /** Returns the stems that translate a word of the phrase, one set for each translation that has any. */
        List<Set<String>> stems(int word) {
            return translations.stream()
                    .map(rendering -> rendering.stems().get(word))
                    .filter(stems -> !stems.isEmpty())
                    .toList();
        }

        /** Returns the uses with one stem for each family of stems. */
        public static List<Use> folded(List<Use> uses) {
            TreeSet<String> all = new TreeSet<>();
            uses.forEach(use ->
                    use.translations.forEach(rendering -> rendering.stems().forEach(all::addAll)));
            List<String> heads = new ArrayList<>();
            for (String stem : all) {
                if (heads.stream().noneMatch(head -> RelatedRenderings.StemFamily.isOne(head, stem))) {
                    heads.add(stem);
                }
            }
            return uses.stream()
                    .map(use -> new Use(
                            use.place,
                            use.count,
                            use.translations.stream()
                                    .map(rendering -> folded(rendering, heads))
                                    .toList()))
                    .toList();
        }

        private static RenderingFinder.Found folded(RenderingFinder.Found rendering, List<String> heads) {
            List<Set<String>> stems = new ArrayList<>();
            for (Set<String> ofWord : rendering.stems()) {
                stems.add(folded(ofWord, heads));
            }
            return new RenderingFinder.Found(
                    rendering.start(),
                    rendering.end(),
                    stems,
                    folded(rendering.attached(), heads),
                    rendering.order(),
                    rendering.strays(),
                    rendering.strength());
        }

        private static Set<String> folded(Set<String> stems, List<String> heads) {
            Set<String> families = new TreeSet<>();
            for (String stem : stems) {
                families.add(heads.stream()
                        .filter(head -> RelatedRenderings.StemFamily.isOne(head, stem))
                        .findFirst()
                        .orElse(stem));
            }
            return families;
        }
    }
}
