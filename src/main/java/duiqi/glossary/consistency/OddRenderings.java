package duiqi.glossary.consistency;

import duiqi.glossary.consistency.DriftModel.Feature;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the words of a unit that may replace the usual translation of a phrase, and describes them by features. Not
 * thread-safe.
 */
final class OddRenderings {
    /** Maximum number of content words that replace a translation. */
    private static final int MAX_WORDS = 3;

    /** Maximum distance of the last replacing word from the first one, in words. */
    private static final int MAX_SPAN = 4;

    /** Distance in words within which usual stems are next to the words. */
    private static final int REACH = 4;

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
            return features[Feature.ANCHORS.index()] > 0;
        }
    }

    /**
     * Returns all candidates of a unit.
     *
     * @param uses uses of the phrase
     * @param place first occurrence of the phrase in the unit
     * @param count number of occurrences in the unit
     */
    List<Odd> find(UsualRenderings.Uses uses, RecurringPhrases.Phrase.Place place, int count) {
        return new Unit(uses, place, count).find();
    }

    /**
     * Returns the rest of the usual translation in a unit that lacks one of the English words of a Chinese word, as
     * <i>technological</i> for <i>scientific and technological</i>.
     */
    Optional<Odd> shortened(UsualRenderings.Uses uses, RecurringPhrases.Phrase.Place place) {
        int[] stems = uses.stems();
        for (int m = 0; m < stems.length && stems.length >= MIN_SHORTENED; m++) {
            int missing = stems[m];
            int[] rest = Arrays.stream(stems).filter(stem -> stem != missing).toArray();
            Optional<UsualRenderings.Window> window = renderings.window(place.unit(), rest);
            boolean isGone = renderings.count(place.unit(), new int[] {missing}) == 0;
            if (isGone
                    && window.filter(one -> one.strays() == 0).isPresent()
                    && shareWord(uses.phrase(), missing, rest)) {
                int from = window.get().from();
                int to = window.get().to();
                return Optional.of(new Odd(from, to, from, to, uses.common()));
            }
        }
        return Optional.empty();
    }

    /** Returns whether one word of the phrase has a stem and one of the others as translations. */
    private boolean shareWord(int[] phrase, int missing, int[] rest) {
        return Arrays.stream(phrase)
                .anyMatch(word -> links.prior(word, missing) >= UNEXPLAINED
                        && Arrays.stream(rest).anyMatch(stem -> links.prior(word, stem) >= UNEXPLAINED));
    }

    /** Finds the candidates in one unit. */
    private final class Unit {
        private final UsualRenderings.Uses uses;
        private final RecurringPhrases.Phrase.Place place;
        private final WordSegmenter.WordedUnit unit;
        private final int[] stems;

        /** For each English word, the usual stem that it is a form of, or -1. */
        private final int[] matches;

        private final boolean[] isContent;

        /** For each English word, its probability as a translation of other Chinese words. */
        private final double[] byOthers;

        private final double[] common;

        Unit(UsualRenderings.Uses uses, RecurringPhrases.Phrase.Place place, int count) {
            this.uses = uses;
            this.place = place;
            this.unit = units.get(place.unit());
            this.stems = unit.english();
            this.matches = renderings.matches(place.unit(), uses.stems());
            this.isContent = new boolean[stems.length];
            this.byOthers = new double[stems.length];
            WordLinks.Side side = links.of(place.unit()).english();
            for (int j = 0; j < stems.length; j++) {
                isContent[j] = links.isContentStem(stems[j]);
                byOthers[j] = isContent[j] ? side.byOthers(j, uses.phrase()) : 0;
            }
            this.common = common(count);
        }

        private double[] common(int count) {
            double[] values = uses.common().clone();
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
                if (links.isContentWord(word) && !WordLinks.contains(uses.phrase(), word)) {
                    words++;
                    bare += side.strength(i) < UNEXPLAINED_CHINESE ? 1 : 0;
                }
            }
            int last = place.word() + uses.phrase().length - 1;
            set(values, Feature.CHARACTERS, Math.log(unit.chineseEnds()[last] - unit.chineseStarts()[place.word()]));
            set(values, Feature.REPEATED, count > 1 ? 1 : 0);
            set(values, Feature.LENGTH, Math.log(1 + content));
            set(values, Feature.UNEXPLAINED_SHARE, 1.0 * unexplained / Math.max(1, content));
            set(values, Feature.UNEXPLAINED, Math.log(1 + unexplained));
            set(values, Feature.UNEXPLAINED_CHINESE, 1.0 * bare / Math.max(1, words));
            double ratio = (content + 1.0) / (words + uses.phrase().length + 1.0);
            set(values, Feature.LENGTHS, Math.abs(Math.log(ratio)));
            set(values, Feature.PRESENT, renderings.count(place.unit(), uses.stems()));
            set(values, Feature.TOGETHER, renderings.together(place.unit(), uses.stems()));
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
            boolean[] isAnchor = new boolean[uses.stems().length];
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
            double own = (place.word() + uses.phrase().length / 2.0) / unit.chinese().length;
            double other = (i + j + 1) / 2.0 / stems.length;
            set(values, Feature.POSITION, Math.abs(own - other));
            int endings = uses.withEnding(place.unit(), j);
            set(values, Feature.ENDING, 1.0 * endings / uses.compared());
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
                rest += isAnchor[m] ? 0 : uses.order(m) / Math.max(1, missing);
            }
            double found = 0;
            for (int k = from; k <= to; k++) {
                if (matches[k] >= 0 && isAnchor[matches[k]]) {
                    found += (k < i) == (uses.order(matches[k]) < rest) ? 1 : -1;
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
                double own = uses.prior(stems[k]);
                double like = similarity(stems[k], isAnchor);
                prior = Math.max(prior, own);
                leastPrior = Math.min(leastPrior, own);
                similar = Math.max(similar, like);
                leastSimilar = Math.min(leastSimilar, like);
                others = Math.max(others, byOthers[k]);
                sum += byOthers[k];
                frequent += Math.log(links.unitsOfStem(stems[k]));
                capitals += renderings.isCapital(place.unit(), k) ? 1 : 0;
                alternative = Math.max(alternative, Math.log(uses.oddUnits(stems[k])));
                beside = Math.max(beside, 1.0 * uses.usualUnits(stems[k]) / uses.compared());
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
            double usualCapitals = uses.common()[Feature.CAPITALS.index()];
            set(values, Feature.OTHER_CAPITALS, Math.abs(1.0 * capitals / words - usualCapitals));
            set(values, Feature.ALTERNATIVE, alternative);
            set(values, Feature.BESIDE, beside);
        }

        private double similarity(int stem, boolean[] isAnchor) {
            double highest = 0;
            for (int m = 0; m < isAnchor.length; m++) {
                highest = isAnchor[m] ? highest : Math.max(highest, synonyms.similarity(stem, uses.stems()[m]));
            }
            return highest;
        }

        /** Sets the features of the content words around the words. */
        private void setContext(double[] values, int i, int j, boolean[] isAnchor) {
            int before = content(i, -1);
            int after = content(j, 1);
            for (int m = 0; m < isAnchor.length; m++) {
                if (!isAnchor[m]) {
                    int stem = uses.stems()[m];
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
                int k = step < 0 ? place.word() - 1 : place.word() + uses.phrase().length;
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
            int same = uses.withNeighbours(place.unit(), from, to);
            return 0.5 * same / uses.compared();
        }
    }

    private static void set(double[] values, Feature feature, double value) {
        values[feature.index()] = value;
    }

    private static void raise(double[] values, Feature feature, double value) {
        values[feature.index()] = Math.max(values[feature.index()], value);
    }
}
