package duiqi.glossary.extraction;

import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.RelatedRenderings;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Estimates the probability that an English stem translates a Chinese word, by the dictionary and by the units that
 * {@link LearnedTranslations} learned from. Caches queries outside these units; not thread-safe.
 */
public final class WordTranslations {
    /** Minimum probability of a translation; a lower one is chance. */
    public static final double MIN_PROBABILITY = 0.02;

    /**
     * Probability from which a Chinese word explains an English one. It is high because rare Chinese words collect their
     * neighbours (Moore 2004).
     */
    public static final double EXPLAINED = 0.15;

    /** A word translates a phrase unless another word of the unit is this many times more probable as its source. */
    private static final double RIVAL = 2;

    /** Number of word pairs to remember. */
    private static final int RECENT = 1 << 16;

    /** Weight of a dictionary translation in another part of speech. */
    private static final double OTHER_PART_OF_SPEECH = 0.7;

    /** Weight of the characters of a word that is in the dictionary. */
    private static final double CHARACTERS_OF_KNOWN = 0.3;

    /** Share of the prior for any English word, so that frequency can raise it. */
    private static final double ANY = 1e-4;

    private final Lexicon lexicon;
    private final WordSegmenter.WordNumbers chinese;
    private final WordSegmenter.WordNumbers english;
    private final List<Glosses> glosses = new ArrayList<>();
    private Optional<LearnedTranslations> learned = Optional.empty();

    /** Word pairs that were used last, with the probability of the dictionary. */
    private final long[] recent = new long[RECENT];

    private final float[] recentPriors = new float[RECENT];

    /** Creates an instance that uses only the dictionary. */
    public WordTranslations(Lexicon lexicon, WordSegmenter segmenter) {
        this.lexicon = lexicon;
        this.chinese = segmenter.chinese();
        this.english = segmenter.english();
    }

    /** Adds learned translations, whose words must have the same numbers. */
    public WordTranslations with(LearnedTranslations translations) {
        learned = Optional.of(translations);
        return this;
    }

    /** Holds the dictionary entry of a word: stems with weights whose sum is at most 1. */
    private record Glosses(List<String> stems, float[] weights, boolean isKnown, int[] characters) {}

    /** Returns the probability of an English stem given a Chinese word, by their numbers, from 0 to 1. */
    public double probability(int word, int stem) {
        double known = learned.map(translations -> translations.probability(key(word, stem)))
                .orElse(-1f);
        return known >= 0 ? known : prior(word, stem);
    }

    /** Returns the key of a pair of words. */
    public static long key(int word, int stem) {
        return ((long) word << 32) + stem;
    }

    /** Returns, for each English word of a unit, the highest probability with a Chinese word of the unit. */
    public float[] strongest(WordSegmenter.WordedUnit unit) {
        int[] words = chinese.content(unit.chinese());
        float[] most = new float[unit.english().length];
        for (int j = 0; j < most.length; j++) {
            if (english.isContent(unit.english()[j])) {
                for (int word : words) {
                    most[j] = Math.max(most[j], (float) probability(word, unit.english()[j]));
                }
            }
        }
        return most;
    }

    /** Returns whether a word with a probability translates a stem, given the probability of the strongest word. */
    public static boolean isSource(double probability, double strongest) {
        return probability >= MIN_PROBABILITY && probability * RIVAL >= strongest;
    }

    /** Returns the probability by the dictionary alone. */
    public double prior(int word, int stem) {
        long key = key(word, stem);
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 48);
        // Keys are stored plus 1, so that 0 is an empty slot.
        if (recent[slot] != key + 1) {
            recent[slot] = key + 1;
            recentPriors[slot] = (float) glossed(word, stem);
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
