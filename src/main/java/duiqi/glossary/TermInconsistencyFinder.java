package duiqi.glossary;

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
final class TermInconsistencyFinder {
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

    /** What a hyphen joins to a term without making another term of it. */
    private static final Set<String> PREFIXES =
            Set.of("pre", "post", "non", "mid", "anti", "pro", "ex", "re", "co", "era", "year");

    private final List<WordSegmenter.WordedUnit> units;
    private final WordTranslations translations;
    private final RenderingFinder finder;
    private final WordSegmenter cutter;
    private final Set<Long> settled = new HashSet<>();
    private final Set<List<String>> orders = new HashSet<>();
    private final List<PhraseMemory.TermInconsistency> found = new ArrayList<>();

    TermInconsistencyFinder(
            List<WordSegmenter.WordedUnit> units,
            WordTranslations translations,
            RenderingFinder finder,
            WordSegmenter cutter) {
        this.units = units;
        this.translations = translations;
        this.finder = finder;
        this.cutter = cutter;
    }

    List<PhraseMemory.TermInconsistency> found() {
        return List.copyOf(found);
    }

    /** What is usual for a word of a phrase. */
    private record Usual(Set<String> stems, int units, int all) {
        boolean isByUse() {
            return units >= USUAL_UNITS && units >= USUAL_SHARE * all;
        }

        /** Whether it hardly ever is another. */
        boolean isFixed(int fewest) {
            return units >= fewest && units >= FIXED_SHARE * all;
        }

        boolean isOfFew() {
            return all <= FEW_UNITS;
        }
    }

    void look(RecurringPhrases.Phrase phrase, String text, List<Use> uses) {
        List<Usual> usual = IntStream.range(0, phrase.words().length)
                .mapToObj(word -> usual(uses, word))
                .toList();
        Optional<PhraseMemory.Rendered> best = best(uses, usual);
        orders.clear();
        uses.forEach(use -> use.renderings().stream()
                .filter(rendering -> isUsual(rendering, usual))
                .forEach(rendering -> orders.add(rendering.order())));
        for (int word = 0; word < phrase.words().length; word++) {
            if (usual.get(word).all() < 2
                    || (isFree(phrase, word) && !usual.get(word).isFixed(FREE_UNITS))) {
                continue;
            }
            for (Use use : uses) {
                look(phrase, text, use, word, usual, best);
            }
        }
    }

    private void look(
            RecurringPhrases.Phrase phrase,
            String text,
            Use use,
            int word,
            List<Usual> usual,
            Optional<PhraseMemory.Rendered> best) {
        Usual expected = usual.get(word);
        List<Set<String>> stems = use.stems(word);
        if (isSettled(use, word) || best.isEmpty()) {
            return;
        }
        if (stems.isEmpty()) {
            unexplained(phrase, use, word, usual)
                    .ifPresent(rendering -> add(phrase, text, use, word, rendering, expected, best.get()));
            return;
        }
        if (stems.stream().anyMatch(own -> own.equals(expected.stems()))) {
            if (expected.units() >= 2) {
                settle(use, word);
            }
            return;
        }
        List<RenderingFinder.Found> deviating = use.renderings().stream()
                .filter(rendering -> !rendering.stems().get(word).isEmpty())
                .filter(rendering -> isOtherwiseUsual(rendering, word, usual))
                .toList();
        if (deviating.isEmpty()) {
            return;
        }
        RenderingFinder.Found rendering = deviating.get(0);
        if (isDifferent(phrase, word, use, rendering, expected)) {
            add(phrase, text, use, word, rendering, expected, best.get());
        }
    }

    /** Words that nothing explains, which stand where the phrase has its usual word. */
    private Optional<RenderingFinder.Found> unexplained(
            RecurringPhrases.Phrase phrase, Use use, int word, List<Usual> usual) {
        Usual expected = usual.get(word);
        if (!expected.isFixed(FIXED_UNITS)
                || !use.hasChinese()
                || isElsewhere(use, expected.stems(), phrase.words()[word])) {
            return Optional.empty();
        }
        List<RenderingFinder.Found> whole = finder.find(phrase.words(), units.get(use.unit()), word).stream()
                .filter(rendering -> rendering.isWhole() && rendering.strays() == 0)
                .toList();
        return Use.folded(List.of(new Use(use.place(), use.count(), whole))).stream()
                .flatMap(folded -> folded.renderings().stream())
                .filter(rendering -> rendering.stems().get(word).size() == 1
                        || !rendering.attached().isEmpty())
                .filter(rendering -> !isAcronym(rendering.stems().get(word)))
                .filter(rendering -> !isFree(phrase, word) || isInside(rendering, word))
                .filter(rendering -> isOtherwiseUsual(rendering, word, usual) && orders.contains(rendering.order()))
                .findFirst();
    }

    private boolean isFree(RecurringPhrases.Phrase phrase, int word) {
        return PhraseForm.FreeWords.isFree(cutter.chinese.word(phrase.words()[word]));
    }

    /** Whether what renders a word stands between other words of the phrase, where nothing but its rendering is to be expected. */
    private static boolean isInside(RenderingFinder.Found rendering, int word) {
        String own = Integer.toString(1 << word);
        List<String> order = rendering.order();
        return !order.get(0).equals(own) && !order.get(order.size() - 1).equals(own);
    }

    private void add(
            RecurringPhrases.Phrase phrase,
            String text,
            Use use,
            int word,
            RenderingFinder.Found rendering,
            Usual expected,
            PhraseMemory.Rendered best) {
        settle(use, word);
        int sourceStart = 0;
        int sourceEnd = 0;
        if (use.hasChinese()) {
            WordSegmenter.WordedUnit unit = units.get(use.unit());
            sourceStart = unit.chineseStarts()[use.place().word()];
            sourceEnd = unit.chineseEnds()[use.place().word() + phrase.words().length - 1];
        }
        found.add(new PhraseMemory.TermInconsistency(
                text,
                cutter.chinese.word(phrase.words()[word]),
                use.unit(),
                sourceStart,
                sourceEnd,
                rendering.start(),
                rendering.end(),
                best,
                expected.units(),
                expected.all()));
    }

    /** Whether all words but one are rendered as usual, or left out, and nothing else stands between. */
    private static boolean isOtherwiseUsual(RenderingFinder.Found rendering, int word, List<Usual> usual) {
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

    private boolean isDifferent(
            RecurringPhrases.Phrase phrase, int word, Use use, RenderingFinder.Found rendering, Usual expected) {
        Set<String> own = rendering.stems().get(word);
        boolean isReplaced = own.stream().noneMatch(expected.stems()::contains);
        boolean isShortened = expected.stems().containsAll(own);
        Set<String> gone = minus(expected.stems(), own);
        Set<String> come = minus(own, expected.stems());
        boolean isCompound = gone.isEmpty()
                && rendering.attached().containsAll(come)
                && come.stream().noneMatch(PREFIXES::contains);
        if ((!isReplaced && !isShortened && !isCompound) || isAcronym(gone) || isAcronym(come)) {
            return false;
        }
        boolean byUse = expected.isByUse();
        if (!byUse && !(expected.isOfFew() && (phrase.words().length >= 3 || expected.units() >= 2))) {
            return false;
        }
        double sure = byUse ? SURE : SURE_BY_DICTIONARY;
        int number = phrase.words()[word];
        boolean isMeant =
                isCompound || (best(number, own, byUse) >= sure && best(number, expected.stems(), byUse) >= sure);
        return isMeant && !isElsewhere(use, gone, number);
    }

    private double best(int word, Set<String> stems, boolean byUse) {
        return stems.stream()
                .mapToInt(cutter.english::number)
                .mapToDouble(stem -> byUse ? translations.probability(word, stem) : translations.prior(word, stem))
                .max()
                .orElse(0);
    }

    /** Whether the usual words stand in the English as often as the Chinese word does, so that they may be its rendering after all. */
    private boolean isElsewhere(Use use, Set<String> gone, int word) {
        WordSegmenter.WordedUnit unit = units.get(use.unit());
        long wanted = Math.max(
                1, IntStream.of(unit.chinese()).filter(own -> own == word).count());
        return gone.stream()
                .anyMatch(stem -> IntStream.of(unit.english())
                                .filter(own ->
                                        own >= 0 && RelatedRenderings.StemFamily.isOne(stem, cutter.english.word(own)))
                                .count()
                        >= wanted);
    }

    private boolean isAcronym(Set<String> stems) {
        return stems.stream().anyMatch(cutter.acronyms::contains);
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

    private static Usual usual(List<Use> uses, int word) {
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
                        .thenComparing(
                                vote -> vote.getKey().stream().sorted().toList().toString()))
                .map(Map.Entry::getKey)
                .orElse(Set.of());
        int units = (int)
                uses.stream().filter(use -> use.stems(word).contains(most)).count();
        return new Usual(most, units, all);
    }

    /**
     * Of the renderings that have the usual words for all words of the phrase, best nothing else, one in the usual order, and of these
     * the shortest.
     */
    private static Optional<PhraseMemory.Rendered> best(List<Use> uses, List<Usual> usual) {
        Map<List<String>, Integer> orders = orders(uses);
        return uses.stream()
                .flatMap(use -> use.renderings().stream()
                        .filter(rendering -> isUsual(rendering, usual))
                        .map(rendering -> Map.entry(
                                rendering,
                                new PhraseMemory.Rendered(
                                        use.unit(), rendering.start(), rendering.end(), rendering.strays() == 0))))
                .min(Comparator.comparingInt((Map.Entry<RenderingFinder.Found, PhraseMemory.Rendered> entry) ->
                                usual.size() - entry.getKey().rendered())
                        .thenComparingInt(entry -> entry.getKey().strays())
                        .thenComparingInt(
                                entry -> -orders.getOrDefault(entry.getKey().order(), 0))
                        .thenComparingInt(
                                entry -> entry.getKey().end() - entry.getKey().start()))
                .map(Map.Entry::getValue);
    }

    /** In how many units the words come in each order: "social fairness" is said more often than "fair social". */
    private static Map<List<String>, Integer> orders(List<Use> uses) {
        Map<List<String>, Integer> orders = new HashMap<>();
        for (Use use : uses) {
            use.renderings().stream()
                    .map(RenderingFinder.Found::order)
                    .distinct()
                    .forEach(order -> orders.merge(order, 1, Integer::sum));
        }
        return orders;
    }

    private static boolean isUsual(RenderingFinder.Found rendering, List<Usual> usual) {
        return IntStream.range(0, usual.size())
                .allMatch(word -> rendering.stems().get(word).isEmpty()
                        || rendering.stems().get(word).equals(usual.get(word).stems()));
    }

    /**
     * How a phrase is rendered in one unit.
     *
     * @param place where it first stands in the unit; word -1 where the unit has no Chinese
     * @param count how often it stands there
     * @param renderings what may render it, with one stem for all stems of a family
     */
    record Use(RecurringPhrases.Phrase.Place place, int count, List<RenderingFinder.Found> renderings) {
        Use {
            renderings = List.copyOf(renderings);
        }

        int unit() {
            return place.unit();
        }

        boolean hasChinese() {
            return place.word() >= 0;
        }

        /** What renders a word of the phrase, in each rendering that has it. */
        List<Set<String>> stems(int word) {
            return renderings.stream()
                    .map(rendering -> rendering.stems().get(word))
                    .filter(stems -> !stems.isEmpty())
                    .toList();
        }

        /** The uses with one stem for each family of stems. */
        static List<Use> folded(List<Use> uses) {
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
