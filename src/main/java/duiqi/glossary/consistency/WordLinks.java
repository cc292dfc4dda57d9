package duiqi.glossary.consistency;

import duiqi.lexicon.Lexicon;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores, for each word of a unit, how well the words of the other language explain it. A word that occurs in one unit
 * only has no statistics; there the dictionary alone decides. Links are computed when they are needed, and only those of
 * some units are kept. Not thread-safe.
 */
final class WordLinks {
    private static final double TAKEN = 0.2;

    private final WordTranslations translations;
    private final WordSegmenter.WordNumbers chinese;
    private final WordSegmenter.WordNumbers english;
    private final int[] chineseUnits;
    private final int[] englishUnits;
    private final WordedUnits.Recent<Links> links;
    private final Neighbours neighbours = new Neighbours();
    private final int[] asFirst;
    private final int[] asSecond;

    WordLinks(List<WordSegmenter.WordedUnit> units, WordTranslations translations, WordSegmenter segmenter) {
        this.translations = translations;
        this.chinese = segmenter.chinese();
        this.english = segmenter.english();
        this.chineseUnits = new int[chinese.size()];
        this.englishUnits = new int[english.size()];
        this.asFirst = new int[english.size()];
        this.asSecond = new int[english.size()];
        this.links = new WordedUnits.Recent<>(unit -> linked(units.get(unit)));
        for (WordSegmenter.WordedUnit unit : units) {
            count(unit.chinese(), chineseUnits);
            count(unit.english(), englishUnits);
            countNeighbours(unit.english());
        }
    }

    private void countNeighbours(int[] stems) {
        int last = -1;
        for (int stem : stems) {
            if (stem == WordSegmenter.WordedUnit.STOP) {
                last = -1;
            } else if (isContentStem(stem)) {
                if (last >= 0) {
                    neighbours.add(((long) last << 32) + stem);
                    asFirst[last]++;
                    asSecond[stem]++;
                }
                last = stem;
            }
        }
    }

    /** Returns the share of a stem among the content words that follow another stem. */
    double shareAfter(int stem, int next) {
        return stem < 0 ? 0 : follows(stem, next) / (asFirst[stem] + 1.0);
    }

    /** Returns the share of a stem among the content words before another stem. */
    double shareBefore(int stem, int next) {
        return next < 0 ? 0 : follows(stem, next) / (asSecond[next] + 1.0);
    }

    /** Returns how often a stem follows another, with at most function words between them. */
    int follows(int stem, int next) {
        return stem < 0 || next < 0 ? 0 : neighbours.count(((long) stem << 32) + next);
    }

    /** Counts pairs of stems in 12 bytes for each different pair. */
    private static final class Neighbours {
        private static final int MAX_ADDED = 1 << 18;

        /** The different pairs in order, and the count of each. */
        private long[] pairs = {};

        private int[] counts = {};

        /** Pairs that are not counted yet. */
        private long[] added = new long[1 << 10];

        private int size;

        void add(long pair) {
            if (size == MAX_ADDED) {
                merge();
            } else if (size == added.length) {
                added = Arrays.copyOf(added, 2 * size);
            }
            added[size++] = pair;
        }

        private void merge() {
            Arrays.sort(added, 0, size);
            int different = 0;
            for (int i = 0; i < size; i++) {
                boolean isFirst = i == 0 || added[i] != added[i - 1];
                different += isFirst && Arrays.binarySearch(pairs, added[i]) < 0 ? 1 : 0;
            }
            long[] merged = Arrays.copyOf(pairs, pairs.length + different);
            int[] sums = Arrays.copyOf(counts, merged.length);
            // From the end, so that no pair is overwritten before it moves.
            int from = pairs.length - 1;
            int next = size - 1;
            for (int to = merged.length - 1; next >= 0; to--) {
                long pair = from >= 0 && pairs[from] > added[next] ? pairs[from] : added[next];
                int sum = from >= 0 && pairs[from] == pair ? counts[from--] : 0;
                while (next >= 0 && added[next] == pair) {
                    sum++;
                    next--;
                }
                merged[to] = pair;
                sums[to] = sum;
            }
            pairs = merged;
            counts = sums;
            size = 0;
        }

        int count(long pair) {
            if (size > 0) {
                merge();
            }
            int found = Arrays.binarySearch(pairs, pair);
            return found < 0 ? 0 : counts[found];
        }
    }

    private static void count(int[] words, int[] counts) {
        int[] sorted = words.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] >= 0 && (i == 0 || sorted[i] != sorted[i - 1])) {
                counts[sorted[i]]++;
            }
        }
    }

    /** Returns the number of units that contain a stem. */
    int unitsOfStem(int stem) {
        return englishUnits[stem];
    }

    int unitsOfWord(int word) {
        return chineseUnits[word];
    }

    /** Returns how well a Chinese word explains a stem, from 0 to 1. */
    double support(int word, int stem) {
        return translations.support(word, stem, chineseUnits[word] < 2 || englishUnits[stem] < 2);
    }

    double prior(int word, int stem) {
        return translations.prior(word, stem);
    }

    boolean isContentWord(int word) {
        return word >= 0 && !chinese.isFunctionWord(word);
    }

    boolean isContentStem(int stem) {
        return stem >= 0 && !english.isFunctionWord(stem);
    }

    Links of(int unit) {
        return links.get(unit);
    }

    private Links linked(WordSegmenter.WordedUnit unit) {
        int[] words = unit.chinese();
        int[] stems = unit.english();
        float[][] supports = new float[words.length][];
        Side chineseSide = new Side(words.length);
        for (int i = 0; i < words.length; i++) {
            if (isContentWord(words[i])) {
                supports[i] = supports(words[i], stems);
                for (int j = 0; j < stems.length; j++) {
                    if (isContentStem(stems[j])) {
                        chineseSide.add(i, stems[j], j, supports[i][j]);
                    }
                }
            }
        }
        return new Links(discounted(unit, supports, chineseSide), chineseSide);
    }

    private float[] supports(int word, int[] stems) {
        float[] supports = new float[stems.length];
        for (int j = 0; j < stems.length; j++) {
            supports[j] = isContentStem(stems[j]) ? (float) support(word, stems[j]) : 0;
        }
        return supports;
    }

    /** Returns the explanations of the English words; a Chinese word counts less if another word translates it better. */
    private Side discounted(WordSegmenter.WordedUnit unit, float[][] supports, Side chineseSide) {
        Side side = new Side(unit.english().length);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int word : unit.chinese()) {
            counts.merge(word, 1, Integer::sum);
        }
        for (int i = 0; i < unit.chinese().length; i++) {
            int word = unit.chinese()[i];
            if (!isContentWord(word)) {
                continue;
            }
            boolean isAlone = counts.getOrDefault(word, 0) == 1;
            for (int j = 0; j < unit.english().length; j++) {
                int stem = unit.english()[j];
                if (isContentStem(stem)) {
                    double support = supports[i][j];
                    boolean isTaken = isAlone && chineseSide.best[i] != stem && chineseSide.first[i] > 1.5 * support;
                    side.add(j, word, i, (float) (isTaken ? TAKEN * support : support));
                }
            }
        }
        return side;
    }

    /** Holds the explanations of the words of both sides of a unit. */
    record Links(Side english, Side chinese) {}

    /** Holds, for each word of a side, its two best explanations by different words of the other side. */
    static final class Side {
        private final int[] best;
        private final int[] place;
        private final int[] secondWord;
        private final float[] first;
        private final float[] second;

        Side(int length) {
            best = new int[length];
            place = new int[length];
            secondWord = new int[length];
            first = new float[length];
            second = new float[length];
            Arrays.fill(best, -1);
            Arrays.fill(place, -1);
            Arrays.fill(secondWord, -1);
        }

        private void add(int token, int word, int at, float support) {
            if (best[token] == word) {
                return;
            }
            if (support > first[token]) {
                second[token] = first[token];
                secondWord[token] = best[token];
                first[token] = support;
                best[token] = word;
                place[token] = at;
            } else if (support > second[token]) {
                second[token] = support;
                secondWord[token] = word;
            }
        }

        /** Returns the place of the word of the other side that explains a word best, or -1. */
        int place(int token) {
            return place[token];
        }

        /** Returns how well the best word explains a word. */
        double strength(int token) {
            return first[token];
        }

        /** Returns how well the words of the unit except the given ones explain a word. */
        double byOthers(int token, int[] except) {
            if (!contains(except, best[token])) {
                return first[token];
            }
            return contains(except, secondWord[token]) ? 0 : second[token];
        }
    }

    static boolean contains(int[] words, int word) {
        for (int one : words) {
            if (one == word) {
                return true;
            }
        }
        return false;
    }

    /**
     * Estimates whether two English stems are synonyms: by the Chinese characters that both translate in the
     * dictionary. Caches the characters; not thread-safe.
     */
    static final class StemSynonyms {
        private static final int MAX_STEMS = 1 << 12;

        private final Lexicon lexicon;
        private final WordSegmenter.WordNumbers english;
        private final Map<Integer, Map<Integer, Float>> characters = new HashMap<>();

        StemSynonyms(Lexicon lexicon, WordSegmenter.WordNumbers english) {
            this.lexicon = lexicon;
            this.english = english;
        }

        /** Returns the cosine of the angle between the character probabilities of two stems. */
        double similarity(int one, int other) {
            Map<Integer, Float> own = characters(one);
            Map<Integer, Float> others = characters(other);
            double sum = 0;
            for (Map.Entry<Integer, Float> entry : own.entrySet()) {
                sum += entry.getValue() * others.getOrDefault(entry.getKey(), 0f);
            }
            return sum;
        }

        private Map<Integer, Float> characters(int stem) {
            if (characters.size() == MAX_STEMS) {
                characters.clear();
            }
            return characters.computeIfAbsent(stem, one -> {
                Map<Integer, Float> weights = new HashMap<>();
                int number = lexicon.stemNumber(english.word(one));
                if (number >= 0) {
                    lexicon.charactersOfStem(number, weights::put);
                }
                double squares = weights.values().stream()
                        .mapToDouble(weight -> weight * weight)
                        .sum();
                weights.replaceAll((character, weight) -> (float) (weight / Math.sqrt(squares)));
                return weights;
            });
        }
    }
}
