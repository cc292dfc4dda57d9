package duiqi.glossary.consistency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the English words of a unit that translate a Chinese phrase: the shortest windows with translations of as many
 * words of the phrase as possible, at most a few words apart. Each English word translates the Chinese word of the unit
 * for which it is most probable. Not thread-safe.
 */
public final class RenderingFinder {
    /** Minimum probability of a translation; a lower one is chance. */
    public static final double MIN_PROBABILITY = 0.02;

    /**
     * Probability by use alone from which a Chinese word explains an English one. It is high because rare Chinese words
     * collect their neighbours (Moore 2004).
     */
    private static final double EXPLAINED = 0.15;

    /** A word translates the phrase unless another word of the unit is this many times more probable as its source. */
    private static final double RIVAL = 2;

    /** Maximum number of unrelated content words between the translations of two words of a phrase. */
    private static final int CONTENT_GAP = 2;

    private static final int GAP = 6;

    /** Number of additional words in a window that one unit of probability outweighs. */
    private static final double PROBABILITY_PER_WORD = 2;

    private final WordTranslations translations;
    private final WordSegmenter.WordNumbers chinese;
    private final WordSegmenter.WordNumbers english;

    public RenderingFinder(WordTranslations translations, WordSegmenter segmenter) {
        this.translations = translations;
        this.chinese = segmenter.chinese();
        this.english = segmenter.english();
    }

    /** Returns the possible translations of a phrase in a unit, in order. */
    public List<Found> find(int[] phrase, WordSegmenter.WordedUnit unit) {
        return find(phrase, unit, -1);
    }

    /**
     * Returns the possible translations of a phrase, in which one of its words may have any English word that no
     * Chinese word of the unit explains.
     *
     * @param open index of that word in the phrase, or -1
     */
    public List<Found> find(int[] phrase, WordSegmenter.WordedUnit unit, int open) {
        return new Search(phrase, unit, open).find();
    }

    private boolean isContent(int stem) {
        return stem == WordSegmenter.WordedUnit.NONE || (stem >= 0 && !english.isFunctionWord(stem));
    }

    /** Searches for one phrase in one unit. */
    private final class Search {
        private final int[] phrase;
        private final WordSegmenter.WordedUnit unit;
        private final int[] stems;

        /** For each English word, one bit for each word of the phrase that it translates. */
        private final int[] links;

        Search(int[] phrase, WordSegmenter.WordedUnit unit, int open) {
            this.phrase = phrase;
            this.unit = unit;
            this.stems = unit.english();
            this.links = new int[stems.length];
            int[] others = Arrays.stream(unit.chinese())
                    .filter(word -> word >= 0 && !chinese.isFunctionWord(word))
                    .filter(word -> Arrays.stream(phrase).noneMatch(own -> own == word))
                    .distinct()
                    .toArray();
            for (int j = 0; j < stems.length; j++) {
                if (stems[j] < 0 || english.isFunctionWord(stems[j])) {
                    continue;
                }
                links[j] = link(others, stems[j]);
                if (open >= 0 && links[j] == 0 && isUnexplained(others, stems[j])) {
                    links[j] = 1 << open;
                }
            }
        }

        private boolean isUnexplained(int[] words, int stem) {
            return Arrays.stream(words)
                    .allMatch(word -> translations.prior(word, stem) < MIN_PROBABILITY
                            && translations.probability(word, stem) < EXPLAINED);
        }

        /** Returns the words of the phrase that a stem translates, one bit for each. */
        private int link(int[] others, int stem) {
            double best = 0;
            for (int word : phrase) {
                best = Math.max(best, translations.probability(word, stem));
            }
            if (best < MIN_PROBABILITY) {
                return 0;
            }
            for (int word : others) {
                if (translations.probability(word, stem) > RIVAL * best) {
                    return 0;
                }
            }
            int bits = 0;
            for (int i = 0; i < phrase.length; i++) {
                double probability = translations.probability(phrase[i], stem);
                bits |= probability >= MIN_PROBABILITY && probability * RIVAL >= best ? 1 << i : 0;
            }
            return bits;
        }

        List<Found> find() {
            List<Found> found = new ArrayList<>();
            int first = -1;
            int last = -1;
            int between = 0;
            for (int j = 0; j <= stems.length; j++) {
                boolean isOver = j == stems.length || stems[j] == WordSegmenter.WordedUnit.STOP;
                if (first >= 0 && (isOver || between > CONTENT_GAP || j - last > GAP)) {
                    found.add(narrowed(first, last));
                    first = -1;
                }
                if (isOver) {
                    continue;
                }
                if (links[j] != 0) {
                    first = first < 0 ? j : first;
                    last = j;
                    between = 0;
                } else if (isContent(stems[j])) {
                    between++;
                }
            }
            return found;
        }

        /**
         * Returns a part of a window with the same translations as the whole, extended by adjacent translations. It
         * compares the parts by length and strength: see {@link #PROBABILITY_PER_WORD}.
         */
        private Found narrowed(int first, int last) {
            int all = 0;
            for (int j = first; j <= last; j++) {
                all |= links[j];
            }
            int from = first;
            int to = last;
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = first; i <= last; i++) {
                int bits = 0;
                for (int j = i; j <= last; j++) {
                    bits |= links[j];
                    double cost = bits == all ? j - i - PROBABILITY_PER_WORD * strength(i, j) : lowest;
                    if (cost < lowest) {
                        lowest = cost;
                        from = i;
                        to = j;
                    }
                }
            }
            from = widened(from, first, -1);
            to = widened(to, last, 1);
            while (to + 1 < links.length && unit.hyphened()[to + 1] != 0) {
                to++;
            }
            while (from > 0 && unit.hyphened()[from] != 0) {
                from--;
            }
            return rendering(from, to);
        }

        /** Returns the sum, over the words of the phrase, of the highest translation probability in a window. */
        private double strength(int from, int to) {
            double sum = 0;
            for (int i = 0; i < phrase.length; i++) {
                double best = 0;
                for (int j = from; j <= to; j++) {
                    best = renders(links[j], i) ? Math.max(best, translations.probability(phrase[i], stems[j])) : best;
                }
                sum += best;
            }
            return sum;
        }

        private int widened(int edge, int limit, int step) {
            int widest = edge;
            for (int j = edge + step; step > 0 ? j <= limit : j >= limit; j += step) {
                if (links[j] != 0) {
                    widest = j;
                } else if (isContent(stems[j]) || Math.abs(j - widest) > 1) {
                    break;
                }
            }
            return widest;
        }

        private Found rendering(int from, int to) {
            List<Set<String>> rendered = new ArrayList<>();
            double[] strengths = new double[phrase.length];
            for (int i = 0; i < phrase.length; i++) {
                rendered.add(new TreeSet<>());
            }
            int strays = 0;
            for (int j = from; j <= to; j++) {
                boolean isStray = links[j] == 0 && isContent(stems[j]);
                int bits = isStray && stems[j] >= 0 ? neighbours(j, from, to) : links[j];
                strays += isStray && bits == 0 ? 1 : 0;
                for (int i = 0; i < phrase.length; i++) {
                    if (renders(bits, i)) {
                        rendered.get(i).add(english.word(stems[j]));
                        strengths[i] = Math.max(strengths[i], translations.probability(phrase[i], stems[j]));
                    }
                }
            }
            return new Found(
                    unit.englishStarts()[from],
                    unit.englishEnds()[to],
                    rendered.stream().map(Set::copyOf).toList(),
                    strays,
                    Math.pow(Arrays.stream(strengths).reduce(1, (one, other) -> one * other), 1.0 / phrase.length));
        }

        /** Returns the words of the phrase that the hyphenated neighbours of a word translate. */
        private int neighbours(int j, int from, int to) {
            return (unit.hyphened()[j] != 0 && j > from ? links[j - 1] : 0)
                    | (j < to && unit.hyphened()[j + 1] != 0 ? links[j + 1] : 0);
        }
    }

    private static boolean renders(int bits, int word) {
        return (bits >> word & 1) != 0;
    }

    /**
     * Holds English words that translate a Chinese phrase.
     *
     * @param start index of their first UTF-16 unit in the English of the unit
     * @param end index after the last UTF-16 unit
     * @param stems for each word of the phrase, the English stems that translate it; may be empty
     * @param strays number of words between them that translate nothing of the phrase
     * @param strength geometric mean of the probabilities over the words of the phrase; 0 if a word has no translation
     */
    public record Found(int start, int end, List<Set<String>> stems, int strays, double strength) {
        /** Minimum strength of a translation to propose. */
        private static final double MIN_STRENGTH = 0.2;

        public Found {
            stems = List.copyOf(stems);
        }

        /** Returns whether each word of the phrase is translated. */
        public boolean isWhole() {
            return stems.stream().noneMatch(Set::isEmpty);
        }

        /** Returns whether the words translate the whole phrase, nothing else, and with enough probability. */
        public boolean isSure() {
            return isWhole() && strays == 0 && strength >= MIN_STRENGTH;
        }
    }
}
