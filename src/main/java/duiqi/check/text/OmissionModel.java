package duiqi.check.text;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Knows the words, the lengths and the statistics of translations in one direction. Not thread-safe. */
public interface OmissionModel {
    double LETTERS_PER_CHARACTER = 3.2;

    /** Minimum probability of a character as a part of the translation of an English word. */
    double MIN_PROBABILITY = 0.15;

    /** Returns the content words of a sentence of the source. */
    Set<String> words(String sentence);

    /** Returns a test for words of the source that have a translation in this part of the target. */
    Predicate<String> translations(String clause);

    /** Returns the length of a text of the source in Chinese characters. */
    double sourceLength(String text);

    /** Returns the length of a text of the target in Chinese characters. */
    double targetLength(String text);

    Rates rates();

    Weights weights();

    Limits limits();

    /**
     * Holds the limits of the scores.
     *
     * @param warning lowest score of a warning
     * @param note lowest score of a note
     */
    record Limits(double warning, double note) {}

    /**
     * Holds the weights of the evidence.
     *
     * @param bias score without evidence
     * @param length weight of the log-likelihood ratio of the lengths
     * @param words weight of the log-likelihood ratio of the words
     * @param share weight of the share of the sentence that clauses of the target cover, 0 to 1
     * @param anywhere weight of the share of its words with a translation anywhere in the target, 0 to 1
     * @param sentences weight of the number of sentences that the target has fewer, at most 3
     * @param size weight of the logarithm of the length of the sentence
     */
    record Weights(
            double bias, double length, double words, double share, double anywhere, double sentences, double size) {}

    /**
     * Holds the statistics of real pairs.
     *
     * @param translated probability that a word of a translated sentence has a translation in the right clauses
     * @param omitted the same for an omitted sentence
     * @param mean mean of the logarithm of the length ratio of translations
     * @param deviation standard deviation of this logarithm
     */
    record Rates(double translated, double omitted, double mean, double deviation) {}

    /** Returns the length of a Chinese text; a letter counts as a quarter of a character. */
    static double chineseLength(String text) {
        int quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c) - 1;
            quarters += Character.isIdeographic(c) ? 4 : Character.isLetterOrDigit(c) ? 1 : 0;
        }
        return quarters / 4.0;
    }

    /** Returns the length of an English text in Chinese characters. */
    static double englishLength(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
        }
        return letters / LETTERS_PER_CHARACTER;
    }

    final class IntoChinese implements OmissionModel {
        private final Lexicon lexicon;
        private final ChineseTokenizer chinese;
        private final EnglishTokenizer english = new EnglishTokenizer();

        public IntoChinese(Lexicon lexicon, ChineseTokenizer chinese) {
            this.lexicon = lexicon;
            this.chinese = chinese;
        }

        @Override
        public Set<String> words(String sentence) {
            Set<String> words = new LinkedHashSet<>();
            for (Token token : english.tokens(sentence)) {
                boolean isFunction = token.kind() == Token.Kind.WORD && FunctionWords.isEnglish(token.form());
                if (token.kind() != Token.Kind.MARK && !isFunction) {
                    words.add(token.form());
                }
            }
            return words;
        }

        @Override
        public Predicate<String> translations(String clause) {
            Set<String> forms = new HashSet<>();
            Set<Integer> stems = new HashSet<>();
            Set<Integer> characters = new HashSet<>();
            english.tokens(clause).forEach(token -> forms.add(token.form()));
            for (Token token : chinese.words(clause)) {
                forms.add(token.form());
                int word = token.kind() == Token.Kind.WORD ? lexicon.wordNumber(token.form()) : -1;
                if (word >= 0) {
                    lexicon.stemsOfWord(word, (stem, weight) -> stems.add(stem));
                }
            }
            lexicon.simplify(clause).chars().forEach(c -> characters.add(lexicon.characterNumber((char) c)));
            return word -> forms.contains(word) || isTranslated(lexicon.stemNumber(word), stems, characters);
        }

        private boolean isTranslated(int stem, Set<Integer> stems, Set<Integer> characters) {
            if (stem < 0 || stems.contains(stem)) {
                return stem >= 0;
            }
            boolean[] isFound = {false};
            lexicon.charactersOfStem(
                    stem,
                    (character, weight) -> isFound[0] |= weight >= MIN_PROBABILITY && characters.contains(character));
            return isFound[0];
        }

        @Override
        public double sourceLength(String text) {
            return englishLength(text);
        }

        @Override
        public double targetLength(String text) {
            return chineseLength(text);
        }

        @Override
        public Rates rates() {
            return new Rates(0.75, 0.23, 0.015, 0.22);
        }

        @Override
        public Weights weights() {
            return new Weights(-0.87, 0.51, 0.36, -0.47, 0, 0, 0);
        }

        @Override
        public Limits limits() {
            return new Limits(0.3, 0);
        }
    }

    final class IntoEnglish implements OmissionModel {
        private final Lexicon lexicon;
        private final ChineseTokenizer chinese;
        private final EnglishTokenizer english = new EnglishTokenizer();

        public IntoEnglish(Lexicon lexicon, ChineseTokenizer chinese) {
            this.lexicon = lexicon;
            this.chinese = chinese;
        }

        @Override
        public Set<String> words(String sentence) {
            Set<String> words = new LinkedHashSet<>();
            for (Token token : chinese.words(sentence)) {
                if (token.kind() != Token.Kind.MARK && !FunctionWords.isChinese(token.form())) {
                    words.add(token.form());
                }
            }
            return words;
        }

        @Override
        public Predicate<String> translations(String clause) {
            Set<String> forms = new HashSet<>();
            Set<Integer> stems = new HashSet<>();
            Set<Integer> characters = new HashSet<>();
            for (Token token : english.tokens(clause)) {
                forms.add(token.form());
                int stem = lexicon.stemNumber(token.form());
                if (stem >= 0 && !FunctionWords.isEnglish(token.form()) && stems.add(stem)) {
                    lexicon.charactersOfStem(stem, (character, weight) -> {
                        if (weight >= MIN_PROBABILITY) {
                            characters.add(character);
                        }
                    });
                }
            }
            return word -> forms.contains(word) || isTranslated(word, stems, characters);
        }

        private boolean isTranslated(String word, Set<Integer> stems, Set<Integer> characters) {
            boolean[] isFound = {word.chars().anyMatch(c -> characters.contains(lexicon.characterNumber((char) c)))};
            int number = lexicon.wordNumber(word);
            if (number >= 0) {
                lexicon.stemsOfWord(number, (stem, weight) -> isFound[0] |= stems.contains(stem));
            }
            return isFound[0];
        }

        @Override
        public double sourceLength(String text) {
            return chineseLength(text);
        }

        @Override
        public double targetLength(String text) {
            return englishLength(text);
        }

        @Override
        public Rates rates() {
            return new Rates(0.5, 0.15, -0.05, 0.25);
        }

        @Override
        public Weights weights() {
            return new Weights(-2.6, 0.29, 0.06, -4.49, -6.92, 1.21, 1.28);
        }

        @Override
        public Limits limits() {
            return new Limits(2.4, 1.2);
        }
    }
}
