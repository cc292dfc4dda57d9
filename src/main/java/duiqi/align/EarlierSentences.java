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
 * Sentences of earlier memories as something to learn words from. Of each only the tokens count that the texts at hand have,
 * and it counts itself if a content word of both sides is among them.
 * Immutable.
 *
 * @param words with the Chinese side as words
 * @param characters with the Chinese side as characters
 */
record EarlierSentences(List<Samples.Sample> words, List<Samples.Sample> characters) {
    static final EarlierSentences NONE = new EarlierSentences(List.of(), List.of());

    EarlierSentences {
        words = List.copyOf(words);
        characters = List.copyOf(characters);
    }

    static EarlierSentences of(Lexicon lexicon, TokenizedPair pair, List<KnownTranslation> sentences) {
        ChineseTokenizer chineseTokenizer = new ChineseTokenizer(lexicon);
        EnglishTokenizer englishTokenizer = new EnglishTokenizer();
        List<Samples.Sample> words = new ArrayList<>();
        List<Samples.Sample> characters = new ArrayList<>();
        for (KnownTranslation sentence : sentences) {
            String chinese = sentence.chinese();
            List<Token> english = englishTokenizer.tokens(sentence.english());
            Side stems = Side.of(english, pair.stems(), sentence.english().length());
            Side asWords = Side.of(chineseTokenizer.words(chinese), pair.words(), chinese.length());
            if (saysAnything(asWords, pair.words(), FunctionWords::isChinese)
                    && saysAnything(stems, pair.stems(), FunctionWords::isEnglish)) {
                words.add(asWords.with(stems));
                Side asCharacters = Side.of(chineseTokenizer.characters(chinese), pair.characters(), chinese.length());
                characters.add(asCharacters.with(stems));
            }
        }
        return new EarlierSentences(words, characters);
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
