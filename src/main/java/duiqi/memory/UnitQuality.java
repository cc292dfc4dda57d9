package duiqi.memory;

import duiqi.lexicon.ContentWord;
import duiqi.lexicon.EnglishSpelling;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import duiqi.lexicon.Token;
import duiqi.text.ResourceLines;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Estimates the probability that two texts are a correct and complete translation of each other in good Chinese and
 * English. The estimate is a logistic regression over the {@linkplain Signal signals} of the pair. Its weights are
 * trained on judged pairs of nine sources; the benchmark {@code UnitQualityTraining} writes them. Not thread-safe,
 * because tokenizers are not.
 */
public final class UnitQuality {
    private static final String RESOURCE = "unit-quality.txt";

    /** Range of the logarithm of the odds; the aligner is not calibrated outside. */
    private static final double LEAST_ODDS = -4;

    private static final double MOST_ODDS = 7;

    private static final int LETTERS_PER_HAN = 3;

    /** Number of pairs of a document for which the usual length is half their median. */
    private static final double FEW_PAIRS = 10;

    /** Number of letters of the shortest word that is looked up. */
    private static final int SHORTEST_WORD = 3;

    private static final int MAX_KNOWN = 50_000;

    /** Number of characters in a repeated fragment. */
    private static final int FRAGMENT = 6;

    private static final String ENDS = "。！？；.!?;…：:)）”\"’」』]】";

    private final PairReader reader;
    private final EnglishSpelling spelling = EnglishSpelling.standard();
    private final double[] weights;

    /** Caches whether the word list has a word, because its search takes longer. */
    private final Map<String, Boolean> known = new HashMap<>();

    /** Lists the signals. Each is 0 or above, except {@link #PROBABILITY}. */
    public enum Signal {
        /** Logarithm of the odds of the alignment, from -4 to 7. */
        PROBABILITY(1),
        /** Weighted share of the Chinese content words with a translation; see {@link PairWords#chineseShare}. */
        CHINESE_TRANSLATED(1),
        /** Weighted share of the English content words with a translation; see {@link PairWords#englishShare}. */
        ENGLISH_TRANSLATED(1),
        /** Logarithm of one plus the number of Chinese content words in the longest stretch without a translation. */
        CHINESE_GAP(-1),
        /** Logarithm of one plus the number of English content words in the longest stretch without a translation. */
        ENGLISH_GAP(-1),
        /** Excess of the English length in standard deviations. */
        LONG(-1),
        /** Lack of English length in standard deviations. */
        SHORT(-1),
        /** Share of the numbers above ten that only one text has. */
        NUMBERS(-1),
        /** Share of the Chinese content words that are Latin words that only the Chinese text has. */
        ENGLISH_IN_CHINESE(-1),
        /** Share of Han characters among the letters of the English text. */
        CHINESE_IN_ENGLISH(-1),
        /** Share of the Chinese content words that are the same Latin words in the English text. */
        COPIED(-1),
        /** Chinese text without Han characters: 1, or less for a few words. */
        UNTRANSLATED(-1),
        /** Share of English words that are in neither the word list nor the Chinese text. */
        UNKNOWN_ENGLISH(-1),
        /** Damaged characters: 1 if there are any. */
        DAMAGED(-1),
        /** Repeated fragments: excess of the side with more of them, as a share of its text. */
        REPEATED(-1),
        /** Missing end: 1 if only one side ends with punctuation. */
        CUT(-1),
        /** Lack of evidence: 1 / (1 + number of content words). */
        FEW_WORDS(0),
        /** Furniture of pages: 1 if a side has an address or a separator of menus that the other side lacks. */
        FURNITURE(-1);

        private final int sign;

        Signal(int sign) {
            this.sign = sign;
        }

        /** Returns 1 for a signal that can only raise the quality, -1 for one that can only lower it, 0 for others. */
        public int sign() {
            return sign;
        }

        /** Returns the index of the signal in the values of a unit. */
        @SuppressWarnings("EnumOrdinal")
        public int index() {
            return ordinal();
        }
    }

    /**
     * Creates an estimator.
     *
     * @param lexicon the lexicon that lists English translations of Chinese words
     */
    public UnitQuality(Lexicon lexicon) {
        reader = new PairReader(lexicon);
        weights = Weights.STANDARD;
    }

    /** Holds the weights of the signals and the bias. Loads them on first use. */
    private static final class Weights {
        static final double[] STANDARD = read();

        private static double[] read() {
            double[] weights = new double[Signal.values().length + 1];
            for (String line : ResourceLines.of(UnitQuality.class, RESOURCE)) {
                String[] parts = line.split(" ", 2);
                int index = parts[0].equals("BIAS")
                        ? weights.length - 1
                        : Signal.valueOf(parts[0]).index();
                weights[index] = Double.parseDouble(parts[1]);
            }
            return weights;
        }
    }

    /**
     * Returns the quality of a pair.
     *
     * @param probability the probability of the alignment, from 0 to 1
     * @param usualLength the {@linkplain #usualLength length} of its document
     * @return the probability that an expert judges the pair as good, from 0 to 1
     */
    public double of(String chinese, String english, double probability, double usualLength) {
        double[] signals = signals(chinese, english, probability, usualLength);
        double sum = weights[signals.length];
        for (int k = 0; k < signals.length; k++) {
            sum += weights[k] * signals[k];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Returns the values of the signals of a pair, in the order of {@link Signal}. */
    public double[] signals(String chinese, String english, double probability, double usualLength) {
        double[] signals = new double[Signal.values().length];
        // A probability that is not a number counts as 0.
        double odds = probability > 0 ? Math.log(probability / (1 - probability)) : LEAST_ODDS;
        set(signals, Signal.PROBABILITY, Math.max(LEAST_ODDS, Math.min(MOST_ODDS, odds)));
        PairWords words = reader.read(chinese, english);
        addWords(signals, words);
        double length = words.length().deviation() - usualLength;
        set(signals, Signal.LONG, Math.max(0, length));
        set(signals, Signal.SHORT, Math.max(0, -length));
        if (Han.isAbsent(chinese)) {
            set(signals, Signal.UNTRANSLATED, 1 - signals[Signal.FEW_WORDS.index()]);
        }
        double han = LETTERS_PER_HAN * (double) Han.count(english);
        set(signals, Signal.CHINESE_IN_ENGLISH, han / (1 + han + latinLetters(english)));
        set(signals, Signal.UNKNOWN_ENGLISH, unknownShare(english, chinese));
        set(
                signals,
                Signal.DAMAGED,
                flag(MemoryCleaning.Filter.isBroken(chinese) || MemoryCleaning.Filter.isBroken(english)));
        double repeated = Math.abs(repeatedShare(chinese) - repeatedShare(english));
        set(signals, Signal.REPEATED, repeated);
        set(signals, Signal.CUT, flag(endsText(chinese) != endsText(english)));
        set(signals, Signal.FURNITURE, flag(hasFurniture(chinese) != hasFurniture(english)));
        return signals;
    }

    /**
     * Returns the usual length of the pairs of a document: their median, nearer to 0 for few pairs. Classical Chinese is
     * much shorter than its translation.
     *
     * @param lengths the {@linkplain PairLength#deviation lengths} of its pairs
     */
    public static double usualLength(DoubleStream lengths) {
        double[] sorted = lengths.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2] * sorted.length / (sorted.length + FEW_PAIRS);
    }

    private static void set(double[] signals, Signal signal, double value) {
        signals[signal.index()] = value;
    }

    private static double flag(boolean is) {
        return is ? 1 : 0;
    }

    /** Sets the signals that compare words. */
    private static void addWords(double[] signals, PairWords words) {
        set(signals, Signal.CHINESE_TRANSLATED, words.chineseShare());
        set(signals, Signal.ENGLISH_TRANSLATED, words.englishShare());
        set(signals, Signal.CHINESE_GAP, Math.log1p(longestGap(words.chinese())));
        set(signals, Signal.ENGLISH_GAP, Math.log1p(longestGap(words.english())));
        set(signals, Signal.NUMBERS, differentNumbers(words));
        int fewer = Math.min(words.chinese().size(), words.english().size());
        set(signals, Signal.FEW_WORDS, 1.0 / (1 + fewer));
        addLatin(signals, words.chinese());
    }

    private static int longestGap(List<ContentWord> words) {
        int longest = 0;
        int current = 0;
        for (ContentWord word : words) {
            current = word.isTranslated() ? 0 : current + 1;
            longest = Math.max(longest, current);
        }
        return longest;
    }

    /** Sets the signals of Latin words in the Chinese text. */
    private static void addLatin(double[] signals, List<ContentWord> chinese) {
        int other = 0;
        int copied = 0;
        for (ContentWord word : chinese) {
            boolean isLatin = word.token().kind() == Token.Kind.LATIN;
            other += isLatin && !word.isTranslated() ? 1 : 0;
            copied += isLatin && word.isTranslated() ? 1 : 0;
        }
        set(signals, Signal.ENGLISH_IN_CHINESE, other / (1.0 + chinese.size()));
        set(signals, Signal.COPIED, copied / (1.0 + chinese.size()));
    }

    private static double differentNumbers(PairWords words) {
        Set<String> one = numbers(words.chinese());
        Set<String> other = numbers(words.english());
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        one.retainAll(other);
        return (all.size() - one.size()) / (1.0 + all.size());
    }

    private static Set<String> numbers(List<ContentWord> words) {
        Set<String> numbers = new HashSet<>();
        for (ContentWord word : words) {
            if (word.token().kind() == Token.Kind.NUMBER) {
                numbers.add(word.token().form());
            }
        }
        return numbers;
    }

    private static long latinLetters(String text) {
        return text.chars().filter(c -> c < 0x250 && Character.isLetter(c)).count();
    }

    /** Returns the share of English words in lower case that are neither in the word list nor in the Chinese text. */
    private double unknownShare(String english, String chinese) {
        int words = 0;
        int unknown = 0;
        int start = 0;
        boolean isLower = true;
        for (int i = 0; i <= english.length(); i++) {
            char c = i < english.length() ? english.charAt(i) : ' ';
            boolean isLowerLetter = c >= 'a' && c <= 'z';
            if (isLowerLetter || (c >= 'A' && c <= 'Z') || c == '\'' || c == '’') {
                isLower &= isLowerLetter;
                continue;
            }
            if (isLower && i - start >= SHORTEST_WORD) {
                String word = english.substring(start, i);
                words++;
                unknown += isKnown(word) || chinese.contains(word) ? 0 : 1;
            }
            start = i + 1;
            isLower = true;
        }
        return unknown / (2.0 + words);
    }

    private boolean isKnown(String word) {
        if (known.size() > MAX_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(word, spelling::has);
    }

    /** Returns the share of the fragments of a text that occurred before in it. */
    private static double repeatedShare(String text) {
        long[] hashes = new long[Math.max(0, text.length() - FRAGMENT + 1)];
        for (int i = 0; i < hashes.length; i++) {
            for (int j = i; j < i + FRAGMENT; j++) {
                hashes[i] = hashes[i] * 0x10001 + text.charAt(j);
            }
        }
        Arrays.sort(hashes);
        int repeated = 0;
        for (int i = 1; i < hashes.length; i++) {
            repeated += hashes[i] == hashes[i - 1] ? 1 : 0;
        }
        return repeated / (FRAGMENT + (double) hashes.length);
    }

    private static boolean endsText(String text) {
        String stripped = text.strip();
        return !stripped.isEmpty() && ENDS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
    }

    private static boolean hasFurniture(String text) {
        return text.contains("://") || text.contains(" | ") || text.contains("©") || text.contains("版权所有");
    }
}
