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
 * Tells the renderings of a phrase that differ from the usual one by the rendering of one word, while the other words are rendered as
 * usual. To ask for that keeps free renderings out: where all is worded anew, nobody meant to use a term. Shown the phrases from the
 * longest on, so that a phrase inside a longer one is not told again. Not thread-safe.
 */
public final class TermInconsistencyFinder {
    /** The usual rendering is used in this share of the units. */
    private static final double USUAL_SHARE = 0.6;

    /** In so many units a rendering is usual by use; one in fewer needs the dictionary's word. */
    private static final int USUAL_UNITS = 3;

    /** Renderings of a phrase in so few units are compared though none is usual by use. */
    private static final int FEW_UNITS = 4;

    /** In so many units, and with such a share, a rendering is fixed, so that even an unknown word in its place is seen. */
    private static final int FIXED_UNITS = 4;

    /** A word that is rendered freely by its nature is fixed in a phrase only by long use. */
    private static final int FREE_UNITS = 6;

    private static final double FIXED_SHARE = 0.8;

    /** How probable a rendering must be to be one at all, by use and dictionary. */
    private static final double SURE = 0.03;

    /** How probable by the dictionary alone, where use says little. */
    private static final double SURE_BY_DICTIONARY = 0.05;

    /** Prefixes that a hyphen joins to a term without making another term of it. */
    private static final Set<String> PREFIXES =
            Set.of("pre", "post", "non", "mid", "anti", "pro", "ex", "re", "co", "era", "year");

    private final List<WordSegmenter.WordedUnit> units;
    private final WordTranslations translations;
    private final RenderingFinder finder;
    private final WordSegmenter cutter;
    private final Set<Long> settled = new HashSet<>();
    private final List<PhraseMemory.TermInconsistency> found = new ArrayList<>();

    public TermInconsistencyFinder(
            List<WordSegmenter.WordedUnit> units,
            WordTranslations translations,
            RenderingFinder finder,
            WordSegmenter cutter) {
        this.units = units;
        this.translations = translations;
        this.finder = finder;
        this.cutter = cutter;
    }

    public List<PhraseMemory.TermInconsistency> found() {
        return List.copyOf(found);
    }

    /**
     * Looks at the uses of a phrase.
     *
     * @param text the phrase as it is told
     */
    public void look(RecurringPhrases.Phrase phrase, String text, List<Use> uses) {
        Comparison comparison = new Comparison(phrase, uses);
        comparison.usualRendering().ifPresent(best -> comparison.look(text, best));
    }

    /** The usual rendering of a word of a phrase. */
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

        /** Returns whether it hardly ever is another. */
        boolean isFixed(int fewest) {
            return units >= fewest && units >= FIXED_SHARE * all;
        }

        boolean isOfFew() {
            return all <= FEW_UNITS;
        }
    }

    /** The uses of one phrase beside each other. */
    private final class Comparison {
        private final int[] words;
        private final List<Use> uses;
        private final List<Usual> usual;

        /** The orders that the words have where all of them are rendered as usual. */
        private final Set<List<String>> orders = new HashSet<>();

        Comparison(RecurringPhrases.Phrase phrase, List<Use> uses) {
            this.words = phrase.words();
            this.uses = uses;
            this.usual = IntStream.range(0, words.length)
                    .mapToObj(word -> Usual.of(uses, word))
                    .toList();
            uses.forEach(use -> use.renderings().stream()
                    .filter(this::isUsual)
                    .forEach(rendering -> orders.add(rendering.order())));
        }

        /**
         * Returns, of the renderings that have the usual words for all words of the phrase, best nothing else, one in the usual order,
         * and of these the shortest.
         */
        Optional<PhraseMemory.Rendered> usualRendering() {
            Map<List<String>, Integer> unitsByOrder = unitsByOrder();
            return uses.stream()
                    .flatMap(use -> use.renderings().stream()
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

        /** Returns in how many units the words come in each order: "social fairness" is said more often than "fair social". */
        private Map<List<String>, Integer> unitsByOrder() {
            Map<List<String>, Integer> units = new HashMap<>();
            for (Use use : uses) {
                use.renderings().stream()
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

        /** Adds what differs to what is found. */
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

        /** Returns the rendering of a unit that differs in a word, if there is one. */
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
            return use.renderings().stream()
                    .filter(rendering -> !rendering.stems().get(word).isEmpty())
                    .filter(rendering -> isOtherwiseUsual(rendering, word))
                    .findFirst()
                    .filter(rendering -> isDifferent(use, word, rendering));
        }

        /** Returns words that nothing explains, which stand where the phrase has its usual word. */
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
                    .flatMap(folded -> folded.renderings().stream())
                    .filter(rendering -> rendering.stems().get(word).size() == 1
                            || !rendering.attached().isEmpty())
                    .filter(rendering -> !isAcronym(rendering.stems().get(word)))
                    .filter(rendering -> !isFree(word) || isInside(rendering, word))
                    .filter(rendering -> isOtherwiseUsual(rendering, word) && orders.contains(rendering.order()))
                    .findFirst();
        }

        private boolean isFree(int word) {
            return PhraseForm.FreeWords.isFree(cutter.chinese().word(words[word]));
        }

        /** Returns whether all words but one are rendered as usual, or left out, and nothing else stands between. */
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
                    cutter.chinese().word(words[word]),
                    sourceStart,
                    sourceEnd,
                    rendered(use, rendering),
                    best,
                    expected.units(),
                    expected.all());
        }
    }

    /** Returns whether what renders a word stands between other words of the phrase, where nothing but its rendering is to be expected. */
    private static boolean isInside(RenderingFinder.Found rendering, int word) {
        String own = Integer.toString(1 << word);
        List<String> order = rendering.order();
        return !order.get(0).equals(own) && !order.get(order.size() - 1).equals(own);
    }

    /** Returns whether both the words found and the usual ones are probable renderings. */
    private boolean areMeant(int word, Set<String> own, Usual expected) {
        boolean byUse = expected.isByUse();
        double sure = byUse ? SURE : SURE_BY_DICTIONARY;
        return best(word, own, byUse) >= sure && best(word, expected.stems(), byUse) >= sure;
    }

    private double best(int word, Set<String> stems, boolean byUse) {
        return stems.stream()
                .mapToInt(cutter.english()::number)
                .mapToDouble(stem -> byUse ? translations.probability(word, stem) : translations.prior(word, stem))
                .max()
                .orElse(0);
    }

    /**
     * Returns whether the usual words stand in the English as often as the Chinese word does, so that they may be its rendering after
     * all.
     */
    private boolean isElsewhere(Use use, Set<String> gone, int word) {
        WordSegmenter.WordedUnit unit = units.get(use.unit());
        long wanted = Math.max(
                1, IntStream.of(unit.chinese()).filter(own -> own == word).count());
        return gone.stream()
                .anyMatch(stem -> IntStream.of(unit.english())
                                .filter(own -> own >= 0
                                        && RelatedRenderings.StemFamily.isOne(
                                                stem, cutter.english().word(own)))
                                .count()
                        >= wanted);
    }

    private boolean isAcronym(Set<String> stems) {
        return stems.stream().anyMatch(cutter.acronyms()::contains);
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
     * How a phrase is rendered in one unit.
     *
     * @param place where it first stands in the unit; word -1 where the unit has no Chinese
     * @param count how often it stands there
     * @param renderings what may render it, with one stem for all stems of a family
     */
    public record Use(RecurringPhrases.Phrase.Place place, int count, List<RenderingFinder.Found> renderings) {
        public Use {
            renderings = List.copyOf(renderings);
        }

        int unit() {
            return place.unit();
        }

        boolean hasChinese() {
            return place.word() >= 0;
        }

        /** Returns what renders a word of the phrase, in each rendering that has it. */
        List<Set<String>> stems(int word) {
            return renderings.stream()
                    .map(rendering -> rendering.stems().get(word))
                    .filter(stems -> !stems.isEmpty())
                    .toList();
        }

        /** Returns the uses with one stem for each family of stems. */
        public static List<Use> folded(List<Use> uses) {
            TreeSet<String> all = new TreeSet<>();
            uses.forEach(
                    use -> use.renderings.forEach(rendering -> rendering.stems().forEach(all::addAll)));
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
                            use.renderings.stream()
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
