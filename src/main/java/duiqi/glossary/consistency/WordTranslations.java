package duiqi.glossary.consistency;

import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.RelatedRenderings;
import duiqi.lexicon.Lexicon;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates the probability that an English stem translates a Chinese word. It adapts the dictionary to the units.
 *
 * <p>It uses IBM Model 1 (Brown et al. 1993, section 4.1) on a sample of the units, with the probabilities of the
 * dictionary as a Dirichlet prior. For a rare word, the estimate is close to the dictionary; for a frequent word, it is
 * close to the use in the units. A word counts once in a sentence. Caches queries outside the sample; not thread-safe.
 */
public final class WordTranslations {
    /** Number of units to learn from; more change little and take time. */
    private static final int SAMPLE = 20_000;

    private static final int ITERATIONS = 4;

    /** Number of word pairs outside the sample to remember. */
    private static final int RECENT = 1 << 16;

    /** Weight of the dictionary, as a number of occurrences. */
    private static final double PRIOR_WEIGHT = 4;

    /** Weight of a dictionary translation in another part of speech. */
    private static final double OTHER_PART_OF_SPEECH = 0.7;

    /** Weight of the characters of a word that is in the dictionary. */
    private static final double CHARACTERS_OF_KNOWN = 0.3;

    /** Share of its dictionary probability that a translation keeps, however rare it is in the units. */
    private static final double KNOWN = 0.25;

    /** Share of the prior for any English word, so that frequency can raise it. */
    private static final double ANY = 1e-4;

    /**
     * Maximum number of word pairs of a unit that is learned from. Longer units, such as whole books, would fill the
     * heap; units of 500 words on both sides have fewer pairs.
     */
    private static final long MAX_PAIRS = 250_000;

    /** Maximum number of word pairs of all units that are learned from. */
    private static final long MAX_ALL_PAIRS = 25_000_000;

    /** Probability of an English word without a Chinese counterpart. */
    private static final double NOTHING = 0.01;

    private final Lexicon lexicon;
    private final WordSegmenter.WordNumbers chinese;
    private final WordSegmenter.WordNumbers english;
    private final List<Glosses> glosses = new ArrayList<>();
    private final LearnedTranslations.LongNumbers cells = new LearnedTranslations.LongNumbers();
    private float[] probabilities = new float[1 << 12];
    private float[] priors = new float[1 << 12];
    private final LearnedTranslations learned;

    /** Word pairs outside the sample that were used last, with the probability of the dictionary. */
    private final long[] recent = new long[RECENT];

    private final float[] recentPriors = new float[RECENT];

    public WordTranslations(Lexicon lexicon, WordSegmenter segmenter, List<WordSegmenter.WordedUnit> units) {
        this.lexicon = lexicon;
        this.chinese = segmenter.chinese();
        this.english = segmenter.english();
        this.learned = LearnedTranslations.NONE;
        learn(units);
    }

    /**
     * Creates an instance with translations that were learned elsewhere.
     *
     * @param segmenter has the learned words under the same numbers
     */
    public WordTranslations(Lexicon lexicon, WordSegmenter segmenter, LearnedTranslations learned) {
        this.lexicon = lexicon;
        this.chinese = segmenter.chinese();
        this.english = segmenter.english();
        this.learned = learned;
    }

    /**
     * Returns the learned translations for use elsewhere. Omits those that are below the minimum by both dictionary and
     * use, since the dictionary alone gives the same result.
     *
     * @param least minimum probability
     */
    public LearnedTranslations learned(double least) {
        LearnedTranslations.Cells kept = new LearnedTranslations.Cells();
        cells.forEach((key, cell) -> {
            if (Math.max(probabilities[cell], priors[cell]) >= least) {
                kept.add(key, probability(cell));
            }
        });
        return new LearnedTranslations(chinese.words(), english.words(), kept);
    }

    /** Work and memory for each pair of words that occurs in a unit, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_CELL = 60;

    /** Holds the dictionary entry of a word: stems with weights whose sum is at most 1. */
    private record Glosses(List<String> stems, float[] weights, boolean isKnown, int[] characters) {}

    /** Returns the probability of an English stem given a Chinese word, by their numbers, from 0 to 1. */
    public double probability(int word, int stem) {
        long key = key(word, stem);
        float known = learned.probability(key);
        if (known >= 0) {
            return known;
        }
        int cell = cells.find(key);
        return cell < 0 ? recentPrior(key) : probability(cell);
    }

    private float probability(int cell) {
        return (float) Math.max(probabilities[cell], KNOWN * priors[cell]);
    }

    private static long key(int word, int stem) {
        return ((long) word << 32) + stem;
    }

    /** Returns the number of a cell; a new cell gets the probability of the dictionary. */
    private int cell(long key) {
        int before = cells.size();
        int cell = cells.number(key);
        if (cell == before) {
            WorkBudget.spend(STEPS_PER_CELL);
            if (cell >= probabilities.length) {
                probabilities = Arrays.copyOf(probabilities, 2 * cell);
                priors = Arrays.copyOf(priors, 2 * cell);
            }
            priors[cell] = (float) glossed((int) (key >>> 32), (int) key);
            probabilities[cell] = priors[cell];
        }
        return cell;
    }

    private void learn(List<WordSegmenter.WordedUnit> units) {
        int step = Math.max(1, units.size() / SAMPLE);
        List<int[]> grids = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        long pairs = 0;
        for (int u = 0; u < units.size(); u += step) {
            int[] words = content(units.get(u).chinese(), chinese);
            int[] stems = content(units.get(u).english(), english);
            long size = (long) words.length * stems.length;
            WorkBudget.spend(size);
            boolean isUsed = size <= MAX_PAIRS && pairs + size <= MAX_ALL_PAIRS;
            pairs += isUsed ? size : 0;
            int[] grid = new int[isUsed ? (int) size : 0];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = cell(key(words[i % words.length], stems[i / words.length]));
            }
            grids.add(grid);
            widths.add(words.length);
        }
        int[] wordOfCell = new int[cells.size()];
        for (int u = 0, g = 0; u < units.size(); u += step, g++) {
            int[] words = content(units.get(u).chinese(), chinese);
            int[] grid = grids.get(g);
            for (int i = 0; i < grid.length; i++) {
                wordOfCell[grid[i]] = words[i % words.length];
            }
        }
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            float[] counts = new float[cells.size()];
            for (int g = 0; g < grids.size(); g++) {
                share(grids.get(g), widths.get(g), counts);
            }
            double[] totals = new double[chinese.size()];
            for (int cell = 0; cell < counts.length; cell++) {
                totals[wordOfCell[cell]] += counts[cell];
            }
            for (int cell = 0; cell < counts.length; cell++) {
                probabilities[cell] = (float)
                        ((counts[cell] + PRIOR_WEIGHT * priors[cell]) / (totals[wordOfCell[cell]] + PRIOR_WEIGHT));
            }
        }
    }

    /** Splits each English word of a unit among its Chinese words. */
    private void share(int[] grid, int width, float[] counts) {
        for (int start = 0; start < grid.length; start += width) {
            double sum = NOTHING;
            for (int i = start; i < start + width; i++) {
                sum += probabilities[grid[i]];
            }
            for (int i = start; i < start + width; i++) {
                counts[grid[i]] += (float) (probabilities[grid[i]] / sum);
            }
        }
    }

    private static int[] content(int[] numbers, WordSegmenter.WordNumbers words) {
        return Arrays.stream(numbers)
                .filter(number -> number >= 0 && !words.isFunctionWord(number))
                .distinct()
                .toArray();
    }

    /** Returns the probability by the dictionary alone. */
    public double prior(int word, int stem) {
        long key = key(word, stem);
        int cell = cells.find(key);
        return cell < 0 ? recentPrior(key) : priors[cell];
    }

    /** Returns the probability by the dictionary of a word pair outside the sample. */
    private float recentPrior(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 48);
        // Keys are stored plus 1, so that 0 is an empty slot.
        if (recent[slot] != key + 1) {
            recent[slot] = key + 1;
            recentPriors[slot] = (float) glossed((int) (key >>> 32), (int) key);
        }
        return recentPriors[slot];
    }

    private double glossed(int word, int stem) {
        while (glosses.size() <= word) {
            glosses.add(glosses(chinese.word(glosses.size())));
        }
        Glosses known = glosses.get(word);
        String form = english.word(stem);
        double best = 0;
        for (int i = 0; i < known.stems.size(); i++) {
            String gloss = known.stems.get(i);
            if (gloss.equals(form)) {
                best = Math.max(best, known.weights[i]);
            } else if (RelatedRenderings.StemFamily.isOne(gloss, form)) {
                best = Math.max(best, OTHER_PART_OF_SPEECH * known.weights[i]);
            }
        }
        int number = lexicon.stemNumber(form);
        double[] byCharacters = {0};
        for (int character : number < 0 ? new int[0] : known.characters) {
            lexicon.stemsOfCharacter(character, (found, weight) -> byCharacters[0] += found == number ? weight : 0);
        }
        double characters = byCharacters[0] / Math.max(1, known.characters.length);
        return Math.min(1, best + (known.isKnown ? CHARACTERS_OF_KNOWN : 1) * characters + ANY);
    }

    private Glosses glosses(String word) {
        int number = lexicon.wordNumber(word);
        List<String> stems = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> {
                stems.add(lexicon.stem(stem));
                weights.add(weight);
            });
        }
        float[] values = new float[weights.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get(i);
        }
        int[] characters = word.chars()
                .map(c -> lexicon.characterNumber((char) c))
                .filter(c -> c >= 0)
                .toArray();
        return new Glosses(List.copyOf(stems), values, !stems.isEmpty(), characters);
    }
}
