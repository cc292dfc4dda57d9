package duiqi.glossary.consistency;

import duiqi.glossary.consistency.DriftModel.Feature;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the words of a unit that may replace the usual translation of a phrase, and describes them by features. Not
 * thread-safe.
 */
final class OddRenderings {
    /** Maximum number of content words that replace a translation. */
    private static final int MAX_WORDS = 3;

    /** Maximum distance of the last such word from the first one, in words. */
    private static final int MAX_SPAN = 4;

    /** Distance in words within which usual stems are next to the words. */
    private static final int REACH = 4;

    /** Maximum number of units with the usual translation to compare with. */
    private static final int COMPARED = 24;

    /** Probability below which a word is not explained. */
    private static final double UNEXPLAINED = 0.05;

    private static final double UNEXPLAINED_CHINESE = 0.02;

    /** Probability from which other Chinese words explain a word completely. */
    private static final double EXPLAINED = 0.5;

    /** Minimum number of stems of a usual translation that can be shortened. */
    private static final int MIN_SHORTENED = 3;

    private static final int NEIGHBOURS = 3;

    private final List<WordSegmenter.WordedUnit> units;
    private final WordLinks links;
    private final UsualRenderings renderings;
    private final WordLinks.StemSynonyms synonyms;

    OddRenderings(
            Lexicon lexicon,
            WordSegmenter segmenter,
            List<WordSegmenter.WordedUnit> units,
            WordLinks links,
            UsualRenderings renderings) {
        this.units = units;
        this.links = links;
        this.renderings = renderings;
        this.synonyms = new WordLinks.StemSynonyms(lexicon, segmenter.english());
    }

    /**
     * Holds words that may replace the usual translation.
     *
     * @param first index of the first replacing word in the English of the unit
     * @param last index of the last one
     * @param from index of the first word with the usual words next to them
     * @param to index of the last one
     * @param features values of the features
     */
    record Odd(int first, int last, int from, int to, double[] features) {
        /** Returns whether usual words are next to the words. */
        boolean isPart() {
            return features[Feature.ANCHORS.ordinal()] > 0;
        }
    }

    /** Compares the uses of one phrase with its usual translation. */
    final class Term {
        private final int[] phrase;
        private final UsualRenderings.Usual usual;
        private final List<UsualRenderings.Window> compared;
        private final double[] common;

        /** Mean position of each usual stem in the usual translation, from 0 to 1. */
        private final double[] order;

        /** Number of units with a stem, among those without the usual translation. */
        private final Map<Integer, Integer> oddUnits = new HashMap<>();

        /** Number of units with a stem, among those with the usual translation. */
        private final Map<Integer, Integer> usualUnits = new HashMap<>();

        /** Number of usual translations after each word, before each word, and with each ending. */
        private final Map<Integer, Integer> before = new HashMap<>();

        private final Map<Integer, Integer> after = new HashMap<>();
        private final Map<String, Integer> endings = new HashMap<>();

        Term(int[] phrase, UsualRenderings.Usual usual) {
            this.phrase = phrase;
            this.usual = usual;
            this.compared =
                    usual.units().subList(0, Math.min(COMPARED, usual.units().size()));
            this.common = common();
            this.order = new double[usual.stems().length];
            for (UsualRenderings.Window window : compared) {
                renderings.count(window.unit(), usualUnits);
                addOrder(window);
                before.merge(renderings.at(window.unit(), window.from() - 1), 1, Integer::sum);
                after.merge(renderings.at(window.unit(), window.to() + 1), 1, Integer::sum);
            }
        }

        private double[] common() {
            int upper = 0;
            int marked = 0;
            Map<String, Integer> forms = new HashMap<>();
            for (UsualRenderings.Window window : compared) {
                boolean isUpper = renderings.isCapital(window.unit(), window.from())
                        && renderings.isCapital(window.unit(), window.to());
                upper += isUpper ? 1 : 0;
                marked += renderings.isQuoted(window) ? 1 : 0;
                int[] words = Arrays.copyOfRange(units.get(window.unit()).english(), window.from(), window.to() + 1);
                forms.merge(Arrays.toString(words), 1, Integer::sum);
            }
            double[] values = new double[Feature.values().length];
            int size = usual.units().size();
            set(values, Feature.SHARE, Math.log((size + 0.5) / (usual.all() - size + 0.5)));
            set(values, Feature.UNITS, Math.log(size));
            set(values, Feature.STEMS, Math.log(1 + usual.stems().length));
            set(values, Feature.ONE_WORD, phrase.length == 1 ? 1 : 0);
            double strength = 0;
            for (int stem : usual.stems()) {
                strength += Math.min(1, prior(stem));
            }
            set(values, Feature.USUAL_BY_DICTIONARY, strength / usual.stems().length);
            set(values, Feature.CAPITALS, 1.0 * upper / compared.size());
            set(values, Feature.QUOTED, 1.0 * marked / compared.size());
            int most = forms.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            set(values, Feature.RIGID, 1.0 * most / compared.size());
            return values;
        }

        private void addOrder(UsualRenderings.Window window) {
            int[] matches = renderings.matches(window.unit(), usual.stems());
            int length = Math.max(1, window.to() - window.from());
            Set<String> own = new HashSet<>();
            for (int j = window.from(); j <= window.to(); j++) {
                if (matches[j] >= 0) {
                    order[matches[j]] += 1.0 * (j - window.from()) / length / compared.size();
                    own.add(UsualRenderings.suffix(renderings.word(window.unit(), j)));
                }
            }
            own.forEach(suffix -> endings.merge(suffix, 1, Integer::sum));
        }

        /** Counts the words of a unit without the usual translation. */
        void addOdd(int unit) {
            renderings.count(unit, oddUnits);
        }

        /** Returns the highest dictionary probability of a stem, given a word of the phrase. */
        private double prior(int stem) {
            return Arrays.stream(phrase)
                    .mapToDouble(word -> links.prior(word, stem))
                    .max()
                    .orElse(0);
        }

        /**
         * Returns all candidates of a unit.
         *
         * @param place first occurrence of the phrase in the unit
         * @param count number of occurrences in the unit
         */
        List<Odd> find(RecurringPhrases.Phrase.Place place, int count) {
            return new Unit(this, place, count).find();
        }

        /**
         * Returns the rest of the usual translation in a unit that lacks one of the English words of a Chinese word, as
         * <i>technological</i> for <i>scientific and technological</i>.
         */
        Optional<Odd> shortened(RecurringPhrases.Phrase.Place place) {
            for (int m = 0; m < usual.stems().length && usual.stems().length >= MIN_SHORTENED; m++) {
                int missing = usual.stems()[m];
                int[] rest = Arrays.stream(usual.stems())
                        .filter(stem -> stem != missing)
                        .toArray();
                Optional<UsualRenderings.Window> window = renderings.window(place.unit(), rest);
                boolean isGone = renderings.count(place.unit(), new int[] {missing}) == 0;
                if (isGone && window.filter(one -> one.strays() == 0).isPresent() && shareWord(missing, rest)) {
                    int from = window.get().from();
                    int to = window.get().to();
                    return Optional.of(new Odd(from, to, from, to, common));
                }
            }
            return Optional.empty();
        }

        /** Returns whether one word of the phrase has a stem and one of the others as translations. */
        private boolean shareWord(int missing, int[] rest) {
            return Arrays.stream(phrase)
                    .anyMatch(word -> links.prior(word, missing) >= UNEXPLAINED
                            && Arrays.stream(rest).anyMatch(stem -> links.prior(word, stem) >= UNEXPLAINED));
        }
    }

    /** Finds the candidates in one unit. */
    private final class Unit {
        private final Term term;
        private final RecurringPhrases.Phrase.Place place;
        private final WordSegmenter.WordedUnit unit;
        private final int[] stems;

        /** For each English word, the usual stem that it is a form of, or -1. */
        private final int[] matches;

        private final boolean[] isContent;

        /** For each English word, the probability by which other Chinese words explain it. */
        private final double[] byOthers;

        private final double[] common;

        Unit(Term term, RecurringPhrases.Phrase.Place place, int count) {
            this.term = term;
            this.place = place;
            this.unit = units.get(place.unit());
            this.stems = unit.english();
            this.matches = renderings.matches(place.unit(), term.usual.stems());
            this.isContent = new boolean[stems.length];
            this.byOthers = new double[stems.length];
            WordLinks.Side side = links.of(place.unit()).english();
            for (int j = 0; j < stems.length; j++) {
                isContent[j] = links.isContentStem(stems[j]);
                byOthers[j] = isContent[j] ? side.byOthers(j, term.phrase) : 0;
            }
            this.common = common(count);
        }

        private double[] common(int count) {
            double[] values = term.common.clone();
            int content = 0;
            int unexplained = 0;
            for (int j = 0; j < stems.length; j++) {
                content += isContent[j] ? 1 : 0;
                unexplained += isContent[j] && matches[j] < 0 && byOthers[j] < UNEXPLAINED ? 1 : 0;
            }
            WordLinks.Side side = links.of(place.unit()).chinese();
            int words = 0;
            int bare = 0;
            for (int i = 0; i < unit.chinese().length; i++) {
                int word = unit.chinese()[i];
                if (links.isContentWord(word) && !WordLinks.contains(term.phrase, word)) {
                    words++;
                    bare += side.strength(i) < UNEXPLAINED_CHINESE ? 1 : 0;
                }
            }
            int last = place.word() + term.phrase.length - 1;
            set(values, Feature.CHARACTERS, Math.log(unit.chineseEnds()[last] - unit.chineseStarts()[place.word()]));
            set(values, Feature.REPEATED, count > 1 ? 1 : 0);
            set(values, Feature.LENGTH, Math.log(1 + content));
            set(values, Feature.UNEXPLAINED_SHARE, 1.0 * unexplained / Math.max(1, content));
            set(values, Feature.UNEXPLAINED, Math.log(1 + unexplained));
            set(values, Feature.UNEXPLAINED_CHINESE, 1.0 * bare / Math.max(1, words));
            double ratio = (content + 1.0) / (words + term.phrase.length + 1.0);
            set(values, Feature.LENGTHS, Math.abs(Math.log(ratio)));
            set(values, Feature.PRESENT, renderings.count(place.unit(), term.usual.stems()));
            set(values, Feature.TOGETHER, renderings.together(place.unit(), term.usual.stems()));
            return values;
        }

        List<Odd> find() {
            List<Odd> found = new ArrayList<>();
            for (int i = 0; i < stems.length; i++) {
                int words = 0;
                double highest = 0;
                for (int j = i; j < stems.length && words < MAX_WORDS && j - i <= MAX_SPAN; j++) {
                    if (stems[j] < 0 || matches[j] >= 0 || !isContent[i]) {
                        break;
                    }
                    highest = Math.max(highest, byOthers[j]);
                    if (highest > EXPLAINED) {
                        break;
                    }
                    if (isContent[j]) {
                        words++;
                        found.add(odd(i, j, words));
                    }
                }
            }
            return found;
        }

        private Odd odd(int i, int j, int words) {
            double[] values = common.clone();
            boolean[] isAnchor = new boolean[term.usual.stems().length];
            int[] before = anchors(i, -1, isAnchor);
            int[] after = anchors(j, 1, isAnchor);
            int anchors = 0;
            for (boolean is : isAnchor) {
                anchors += is ? 1 : 0;
            }
            int missing = isAnchor.length - anchors;
            set(values, Feature.ANCHORS, 1.0 * anchors / isAnchor.length);
            set(values, Feature.GAP, anchors == 0 ? 0 : before[1] + after[1]);
            set(values, Feature.SURPLUS, words - missing);
            set(values, Feature.DIFFERENCE, Math.abs(words - missing));
            set(values, Feature.ORDER, order(before[0], after[0], i, isAnchor, missing));
            setWords(values, i, j, words, isAnchor);
            setContext(values, i, j, isAnchor);
            set(values, Feature.NEIGHBOURS, neighbours(i, j));
            double own = (place.word() + term.phrase.length / 2.0) / unit.chinese().length;
            double other = (i + j + 1) / 2.0 / stems.length;
            set(values, Feature.POSITION, Math.abs(own - other));
            int endings = term.endings.getOrDefault(UsualRenderings.suffix(renderings.word(place.unit(), j)), 0);
            set(values, Feature.ENDING, 1.0 * endings / term.compared.size());
            set(values, Feature.CONTEXT, context(before[0], after[0]));
            return new Odd(i, j, before[0], after[0], values);
        }

        /** Marks the usual stems next to a word in one direction; returns the last one and the other words skipped. */
        private int[] anchors(int at, int step, boolean[] isAnchor) {
            int edge = at;
            int skipped = 0;
            int gap = 0;
            for (int k = at + step; k >= 0 && k < stems.length && Math.abs(k - at) <= REACH && gap < 2; k += step) {
                if (stems[k] == WordSegmenter.WordedUnit.STOP) {
                    break;
                }
                if (matches[k] >= 0 && !isAnchor[matches[k]]) {
                    isAnchor[matches[k]] = true;
                    edge = k;
                    skipped = gap;
                } else {
                    gap += isContent[k] ? 1 : 0;
                }
            }
            return new int[] {edge, skipped};
        }

        private double order(int from, int to, int i, boolean[] isAnchor, int missing) {
            double rest = 0;
            for (int m = 0; m < isAnchor.length; m++) {
                rest += isAnchor[m] ? 0 : term.order[m] / Math.max(1, missing);
            }
            double found = 0;
            for (int k = from; k <= to; k++) {
                if (matches[k] >= 0 && isAnchor[matches[k]]) {
                    found += (k < i) == (term.order[matches[k]] < rest) ? 1 : -1;
                }
            }
            return found;
        }

        /** Sets the features of the words themselves. */
        private void setWords(double[] values, int i, int j, int words, boolean[] isAnchor) {
            double prior = 0;
            double leastPrior = 1;
            double similar = 0;
            double leastSimilar = 1;
            double others = 0;
            double sum = 0;
            double frequent = 0;
            int capitals = 0;
            double alternative = 0;
            double beside = 0;
            for (int k = i; k <= j; k++) {
                if (!isContent[k]) {
                    continue;
                }
                double own = term.prior(stems[k]);
                double like = similarity(stems[k], isAnchor);
                prior = Math.max(prior, own);
                leastPrior = Math.min(leastPrior, own);
                similar = Math.max(similar, like);
                leastSimilar = Math.min(leastSimilar, like);
                others = Math.max(others, byOthers[k]);
                sum += byOthers[k];
                frequent += Math.log(links.unitsOfStem(stems[k]));
                capitals += renderings.isCapital(place.unit(), k) ? 1 : 0;
                alternative = Math.max(alternative, Math.log(term.oddUnits.getOrDefault(stems[k], 1)));
                beside = Math.max(beside, 1.0 * term.usualUnits.getOrDefault(stems[k], 0) / term.compared.size());
            }
            int rivals = 0;
            for (int k = 0; k < stems.length; k++) {
                boolean isOther = isContent[k] && matches[k] < 0 && (k < i || k > j);
                rivals += isOther && byOthers[k] <= others ? 1 : 0;
            }
            set(values, Feature.BY_DICTIONARY, Math.log(prior + 1e-3));
            set(values, Feature.LEAST_BY_DICTIONARY, Math.log(leastPrior + 1e-3));
            set(values, Feature.SIMILAR, similar);
            set(values, Feature.LEAST_SIMILAR, leastSimilar);
            set(values, Feature.BY_OTHERS, Math.log(others + 1e-2));
            set(values, Feature.MEAN_BY_OTHERS, Math.log(sum / words + 1e-2));
            set(values, Feature.RIVALS, Math.log(1 + rivals));
            set(values, Feature.FREQUENT, frequent / words);
            double usualCapitals = term.common[Feature.CAPITALS.ordinal()];
            set(values, Feature.OTHER_CAPITALS, Math.abs(1.0 * capitals / words - usualCapitals));
            set(values, Feature.ALTERNATIVE, alternative);
            set(values, Feature.BESIDE, beside);
        }

        private double similarity(int stem, boolean[] isAnchor) {
            double highest = 0;
            for (int m = 0; m < isAnchor.length; m++) {
                highest = isAnchor[m]
                        ? highest
                        : Math.max(highest, synonyms.similarity(stem, term.usual.stems()[m]));
            }
            return highest;
        }

        /** Sets the features of the content words around the words. */
        private void setContext(double[] values, int i, int j, boolean[] isAnchor) {
            int before = content(i, -1);
            int after = content(j, 1);
            for (int m = 0; m < isAnchor.length; m++) {
                if (!isAnchor[m]) {
                    int stem = term.usual.stems()[m];
                    raise(values, Feature.EXPECTED_AFTER, Math.log(1 + links.follows(before, stem)));
                    raise(values, Feature.EXPECTED_BEFORE, Math.log(1 + links.follows(stem, after)));
                    raise(values, Feature.SHARE_AFTER, links.shareAfter(before, stem));
                    raise(values, Feature.SHARE_BEFORE, links.shareBefore(stem, after));
                }
            }
            set(values, Feature.FOUND_AFTER, before < 0 ? 0 : Math.log(links.follows(before, stems[i])));
            set(values, Feature.FOUND_BEFORE, after < 0 ? 0 : Math.log(links.follows(stems[j], after)));
            set(values, Feature.FIRST, before < 0 ? 1 : 0);
            set(values, Feature.LAST, after < 0 ? 1 : 0);
        }

        /** Returns the nearest content word before or after a word in the same clause, or -1. */
        private int content(int at, int step) {
            for (int k = at + step; k >= 0 && k < stems.length; k += step) {
                if (stems[k] == WordSegmenter.WordedUnit.STOP) {
                    return -1;
                }
                if (isContent[k]) {
                    return stems[k];
                }
            }
            return -1;
        }

        private double neighbours(int i, int j) {
            WordLinks.Side side = links.of(place.unit()).chinese();
            double near = 0;
            for (int step = -1; step <= 1; step += 2) {
                int k = step < 0 ? place.word() - 1 : place.word() + term.phrase.length;
                double best = 0;
                for (int seen = 0; seen < NEIGHBOURS && k >= 0 && k < unit.chinese().length; k += step) {
                    if (links.isContentWord(unit.chinese()[k])) {
                        int at = side.strength(k) < UNEXPLAINED ? -1 : side.place(k);
                        int distance = Math.max(1, Math.max(i - at, at - j));
                        best = at < 0 ? best : Math.max(best, 1.0 / (seen + distance));
                        seen++;
                    }
                }
                near += best / 2;
            }
            return near;
        }

        private double context(int from, int to) {
            int same = term.before.getOrDefault(renderings.at(place.unit(), from - 1), 0)
                    + term.after.getOrDefault(renderings.at(place.unit(), to + 1), 0);
            return 0.5 * same / term.compared.size();
        }
    }

    private static void set(double[] values, Feature feature, double value) {
        values[feature.ordinal()] = value;
    }

    private static void raise(double[] values, Feature feature, double value) {
        values[feature.ordinal()] = Math.max(values[feature.ordinal()], value);
    }
}
