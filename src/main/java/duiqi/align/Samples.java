package duiqi.align;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What {@link SelfTraining} learns from: the tokens of many beads in a few long arrays, the English ones in the order of the
 * text, the Chinese ones by token, since a token's row of the tables is spread out once for all its occurrences. Not to be
 * changed once made, hence thread-safe.
 */
final class Samples {
    /** Beads of more segments than this are too vague to learn from. */
    static final int MAX_SIZE = 7;

    /** By sample: where its English tokens begin in the arrays below; one more for the end. */
    private final int[] englishStarts;

    private final int[] english;
    private final float[] englishPlaces;

    /** By Chinese token: where its occurrences begin in the arrays below; one more for the end. */
    private final int[] occurrenceStarts;

    private final int[] occurrenceSamples;
    private final float[] occurrencePlaces;

    /** By sample: sum of the weights of its tokens, and {@link TokenView.Weights#FLOOR}. */
    private final float[] chineseSums;

    private final float[] englishSums;

    /** A bead to learn from: tokens of both sides, and how far along its side each stands, 0 to 1. */
    record Sample(int[] chinese, float[] chinesePlaces, int[] english, float[] englishPlaces) {}

    /** A bead of {@code n} Chinese segments from {@code i} on and {@code m} English ones from {@code j} on. */
    static Sample of(TokenizedPair pair, TokenView view, int i, int n, int j, int m) {
        return new Sample(
                BeadMatches.tokens(view, i, n),
                BeadMatches.places(pair, view, i, n, true),
                BeadMatches.tokens(pair.stems(), j, m),
                BeadMatches.places(pair, pair.stems(), j, m, false));
    }

    Samples(List<Sample> samples, float[] chineseWeights, float[] stemWeights) {
        englishStarts = new int[samples.size() + 1];
        occurrenceStarts = new int[chineseWeights.length + 1];
        for (int number = 0; number < samples.size(); number++) {
            englishStarts[number + 1] =
                    englishStarts[number] + samples.get(number).english().length;
            for (int token : samples.get(number).chinese()) {
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
            chineseSums[number] = sum(sample.chinese(), chineseWeights);
            englishSums[number] = sum(sample.english(), stemWeights);
        }
    }

    private void addEnglish(int number, Sample sample) {
        for (int b = 0; b < sample.english().length; b++) {
            english[englishStarts[number] + b] = sample.english()[b];
            englishPlaces[englishStarts[number] + b] = sample.englishPlaces()[b];
        }
    }

    private void addChinese(int number, Sample sample, int[] next) {
        for (int a = 0; a < sample.chinese().length; a++) {
            int occurrence = next[sample.chinese()[a]]++;
            occurrenceSamples[occurrence] = number;
            occurrencePlaces[occurrence] = sample.chinesePlaces()[a];
        }
    }

    private static float sum(int[] tokens, float[] weights) {
        float sum = TokenView.Weights.FLOOR;
        for (int token : tokens) {
            sum += weights[token];
        }
        return sum;
    }

    /** Number of samples. */
    int size() {
        return chineseSums.length;
    }

    /** For each sample where its English tokens begin among all, and the end; not to be changed. */
    int[] englishStarts() {
        return englishStarts;
    }

    /** English tokens of all samples; not to be changed. */
    int[] english() {
        return english;
    }

    /** How far along its side each English token stands, 0 to 1; not to be changed. */
    float[] englishPlaces() {
        return englishPlaces;
    }

    /** Where the occurrences of a Chinese token begin among all. */
    int occurrenceStart(int token) {
        return occurrenceStarts[token];
    }

    /** Number of occurrences of all Chinese tokens. */
    int occurrences() {
        return occurrenceSamples.length;
    }

    /** The sample that an occurrence of a Chinese token is in. */
    int sampleOf(int occurrence) {
        return occurrenceSamples[occurrence];
    }

    /** How far along its side an occurrence stands, 0 to 1. */
    float placeOf(int occurrence) {
        return occurrencePlaces[occurrence];
    }

    float chineseSum(int sample) {
        return chineseSums[sample];
    }

    float englishSum(int sample) {
        return englishSums[sample];
    }

    /**
     * Slicer.Sentences of earlier memories as something to learn words from. Of each only the tokens count that the texts at hand have,
     * and it counts itself if a content word of both sides is among them.
     * Immutable.
     *
     * @param words with the Chinese side as words
     * @param characters with the Chinese side as characters
     */
    record Earlier(List<Samples.Sample> words, List<Samples.Sample> characters) {
        static final Earlier NONE = new Earlier(List.of(), List.of());

        Earlier {
            words = List.copyOf(words);
            characters = List.copyOf(characters);
        }

        static Earlier of(Lexicon lexicon, TokenizedPair pair, List<KnownTranslations.Pair> sentences) {
            ChineseTokenizer chineseTokenizer = new ChineseTokenizer(lexicon);
            EnglishTokenizer englishTokenizer = new EnglishTokenizer();
            List<Samples.Sample> words = new ArrayList<>();
            List<Samples.Sample> characters = new ArrayList<>();
            for (KnownTranslations.Pair sentence : sentences) {
                String chinese = sentence.chinese();
                List<Token> english = englishTokenizer.tokens(sentence.english());
                Side stems = Side.of(english, pair.stems(), sentence.english().length());
                Side asWords = Side.of(chineseTokenizer.words(chinese), pair.words(), chinese.length());
                if (saysAnything(asWords, pair.words(), FunctionWords::isChinese)
                        && saysAnything(stems, pair.stems(), FunctionWords::isEnglish)) {
                    words.add(asWords.with(stems));
                    Side asCharacters =
                            Side.of(chineseTokenizer.characters(chinese), pair.characters(), chinese.length());
                    characters.add(asCharacters.with(stems));
                }
            }
            return new Earlier(words, characters);
        }

        /** Whether a side has a content word of the texts at hand: full stops alone teach nothing. */
        private static boolean saysAnything(Side side, TokenView view, Predicate<String> isFunctionWord) {
            return Arrays.stream(side.tokens).anyMatch(token -> view.isContent(token, isFunctionWord));
        }

        /** One side of a sentence: token numbers, and how far along it each stands. */
        private record Side(int[] tokens, float[] places) {
            static Side of(List<Token> tokens, TokenView view, int length) {
                List<Token> known = tokens.stream()
                        .filter(token -> view.find(token.form(), token.kind()) >= 0)
                        .toList();
                float[] places = new float[known.size()];
                for (int k = 0; k < places.length; k++) {
                    places[k] = Math.min(1, (known.get(k).start() + 0.5f) / length);
                }
                return new Side(
                        known.stream()
                                .mapToInt(token -> view.find(token.form(), token.kind()))
                                .toArray(),
                        places);
            }

            Samples.Sample with(Side english) {
                return new Samples.Sample(tokens, places, english.tokens, english.places);
            }
        }

        /** Number of sentences. */
        int size() {
            return words.size();
        }
    }
}
