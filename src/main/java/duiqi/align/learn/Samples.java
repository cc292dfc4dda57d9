package duiqi.align.learn;

import duiqi.align.KnownTranslations;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stores the training beads of {@link SelfTraining}: the tokens of many beads in a few long arrays. English tokens are
 * in the order of the text. Chinese occurrences are grouped by token, so that a token's table row is expanded once for
 * all its occurrences. The arrays do not change after construction, so instances are thread-safe.
 */
public final class Samples {
    /** Maximum number of segments of a sample. Larger beads are too imprecise. */
    public static final int MAX_SIZE = 7;

    /** By sample: start of its English tokens in the arrays below; one more element for the end. */
    final int[] englishStarts;

    final int[] english;

    /** Relative position of each English token on its side, 0 to 1. */
    final float[] englishPlaces;

    /** By Chinese token: start of its occurrences in the arrays below; one more element for the end. */
    final int[] occurrenceStarts;

    /** Sample of each occurrence. {@code occurrencePlaces} holds its relative position on its side. */
    final int[] occurrenceSamples;

    final float[] occurrencePlaces;

    /** By sample: sum of the weights of its tokens, plus {@link TokenView#FLOOR}. */
    final float[] chineseSums;

    final float[] englishSums;

    /**
     * Holds the tokens of a training bead.
     *
     * @param chinese tokens of the Chinese side
     * @param english stems of the English side
     */
    public record Sample(TokenView.Run chinese, TokenView.Run english) {
        /**
         * Returns the sample of the bead of {@code n} Chinese segments from {@code i} on and {@code m} English segments
         * from {@code j} on.
         */
        public static Sample of(TokenizedPair pair, TokenView view, int i, int n, int j, int m) {
            return new Sample(pair.chineseRun(view, i, n), pair.englishRun(j, m));
        }
    }

    Samples(List<Sample> samples, float[] chineseWeights, float[] stemWeights) {
        englishStarts = new int[samples.size() + 1];
        occurrenceStarts = new int[chineseWeights.length + 1];
        for (int number = 0; number < samples.size(); number++) {
            englishStarts[number + 1] =
                    englishStarts[number] + samples.get(number).english().size();
            for (int token : samples.get(number).chinese().tokens()) {
                occurrenceStarts[token + 1]++;
            }
        }
        for (int token = 0; token < chineseWeights.length; token++) {
            occurrenceStarts[token + 1] += occurrenceStarts[token];
        }
        english = new int[englishStarts[samples.size()]];
        englishPlaces = new float[english.length];
        occurrenceSamples = new int[occurrenceStarts[chineseWeights.length]];
        occurrencePlaces = new float[occurrenceSamples.length];
        chineseSums = new float[samples.size()];
        englishSums = new float[samples.size()];
        int[] next = Arrays.copyOf(occurrenceStarts, chineseWeights.length);
        for (int number = 0; number < samples.size(); number++) {
            Sample sample = samples.get(number);
            addEnglish(number, sample);
            addChinese(number, sample, next);
            chineseSums[number] = sum(sample.chinese().tokens(), chineseWeights);
            englishSums[number] = sum(sample.english().tokens(), stemWeights);
        }
    }

    private void addEnglish(int number, Sample sample) {
        int size = sample.english().size();
        System.arraycopy(sample.english().tokens(), 0, english, englishStarts[number], size);
        System.arraycopy(sample.english().places(), 0, englishPlaces, englishStarts[number], size);
    }

    private void addChinese(int number, Sample sample, int[] next) {
        for (int a = 0; a < sample.chinese().size(); a++) {
            int occurrence = next[sample.chinese().tokens()[a]]++;
            occurrenceSamples[occurrence] = number;
            occurrencePlaces[occurrence] = sample.chinese().places()[a];
        }
    }

    private static float sum(int[] tokens, float[] weights) {
        float sum = TokenView.FLOOR;
        for (int token : tokens) {
            sum += weights[token];
        }
        return sum;
    }

    int size() {
        return chineseSums.length;
    }

    /**
     * Holds sentences of earlier memories as additional samples. Only tokens that are also in the current texts are
     * kept. A sentence pair counts only if both sides keep a content word. Immutable.
     *
     * @param words samples with Chinese words
     * @param characters samples with Chinese characters
     */
    public record Earlier(List<Sample> words, List<Sample> characters) {
        static final Earlier NONE = new Earlier(List.of(), List.of());

        public Earlier {
            words = List.copyOf(words);
            characters = List.copyOf(characters);
        }

        static Earlier of(Lexicon lexicon, TokenizedPair pair, List<KnownTranslations.Pair> sentences) {
            ChineseTokenizer chineseTokenizer = new ChineseTokenizer(lexicon);
            EnglishTokenizer englishTokenizer = new EnglishTokenizer();
            List<Sample> words = new ArrayList<>();
            List<Sample> characters = new ArrayList<>();
            for (KnownTranslations.Pair sentence : sentences) {
                String chinese = sentence.chinese();
                String english = sentence.english();
                TokenView.Run stems = run(englishTokenizer.tokens(english), pair.stems(), english.length());
                TokenView.Run asWords = run(chineseTokenizer.words(chinese), pair.words(), chinese.length());
                if (hasContent(asWords, pair.words()) && hasContent(stems, pair.stems())) {
                    words.add(new Sample(asWords, stems));
                    characters.add(new Sample(
                            run(chineseTokenizer.characters(chinese), pair.characters(), chinese.length()), stems));
                }
            }
            return new Earlier(words, characters);
        }

        /** Returns whether a side contains a content word of the current texts. Punctuation alone is not useful. */
        private static boolean hasContent(TokenView.Run side, TokenView view) {
            return Arrays.stream(side.tokens()).anyMatch(view::isContent);
        }

        private static TokenView.Run run(List<Token> tokens, TokenView view, int length) {
            List<Token> known = tokens.stream()
                    .filter(token -> view.find(token.form(), token.kind()) >= 0)
                    .toList();
            int[] numbers = new int[known.size()];
            float[] places = new float[known.size()];
            for (int k = 0; k < places.length; k++) {
                numbers[k] = view.find(known.get(k).form(), known.get(k).kind());
                places[k] = Math.min(1, (known.get(k).start() + 0.5f) / length);
            }
            return new TokenView.Run(numbers, places);
        }

        /** Returns the number of sentences. */
        public int size() {
            return words.size();
        }
    }
}
