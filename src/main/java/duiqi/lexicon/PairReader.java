package duiqi.lexicon;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads pairs of texts, and finds for each content word its translations in the other text. Not thread-safe, because it
 * keeps the last pairs.
 */
public final class PairReader {
    /** Smallest probability of a stem for a character of a word that has no other translation. */
    private static final float MIN_OF_CHARACTER = 0.1f;

    /** Smallest probability of a character as a part of the translation of a stem that has no other translation. */
    private static final float MIN_OF_STEM = 0.15f;

    /**
     * Maximum number of content words of a text that are compared. More words do not change the answer, and the links of
     * a text that repeats one word grow with the square of their number.
     */
    private static final int MAX_WORDS = 1_000;

    private final Lexicon lexicon;
    private final ChineseTokenizer chineseTokenizer;
    private final EnglishTokenizer englishTokenizer = new EnglishTokenizer();

    private final RecentTexts<PairWords> recent = new RecentTexts<>();

    public PairReader(Lexicon lexicon) {
        this(lexicon, new ChineseTokenizer(lexicon));
    }

    /** Creates a reader that shares a tokenizer of the same lexicon. */
    public PairReader(Lexicon lexicon, ChineseTokenizer chinese) {
        this.lexicon = lexicon;
        chineseTokenizer = chinese;
    }

    /** Returns the words of a pair. */
    public PairWords read(String chinese, String english) {
        return recent.get(chinese + '\0' + english, both -> compare(chinese, english));
    }

    private PairWords compare(String chinese, String english) {
        Comparison comparison = new Comparison(chineseTokenizer.words(chinese), englishTokenizer.tokens(english));
        comparison.linkWords();
        comparison.linkCharacters();
        PairLength length = PairLength.of(chinese, english);
        return new PairWords(comparison.chinese.words(), comparison.english.words(), length, lexicon);
    }

    /** Holds the words of a text and their translations while they are compared. */
    private static final class Side {
        private final List<Token> tokens = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private final List<List<Integer>> translations = new ArrayList<>();
        private final List<List<Integer>> parts = new ArrayList<>();

        int add(Token token, int number) {
            tokens.add(token);
            numbers.add(number);
            translations.add(new ArrayList<>());
            parts.add(new ArrayList<>());
            return tokens.size() - 1;
        }

        List<ContentWord> words() {
            List<ContentWord> words = new ArrayList<>();
            for (int k = 0; k < tokens.size(); k++) {
                boolean isPart = translations.get(k).isEmpty() && !parts.get(k).isEmpty();
                List<Integer> links = isPart ? parts.get(k) : translations.get(k);
                words.add(new ContentWord(tokens.get(k), numbers.get(k), links, isPart));
            }
            return words;
        }
    }

    /** Finds the translations of the words of one pair. */
    private final class Comparison {
        private final Side chinese = new Side();
        private final Side english = new Side();

        /** By stem number: indexes of the English words. */
        private final Map<Integer, List<Integer>> byStem = new HashMap<>();

        /** The stems of the English words: most translations of a word are not among them. */
        private final BitSet stems = new BitSet();

        /** By form: indexes of the English words. */
        private final Map<String, List<Integer>> byForm = new HashMap<>();

        Comparison(List<Token> chineseTokens, List<Token> englishTokens) {
            for (Token token : englishTokens) {
                boolean isContent = token.kind() != Token.Kind.MARK && !FunctionWords.isEnglish(token.form());
                if (isContent && english.tokens.size() < MAX_WORDS) {
                    int stem = token.kind() == Token.Kind.WORD ? lexicon.textStemNumber(token.form()) : -1;
                    int index = english.add(token, stem);
                    byForm.computeIfAbsent(token.form(), form -> new ArrayList<>(1))
                            .add(index);
                    if (stem >= 0) {
                        stems.set(stem);
                        byStem.computeIfAbsent(stem, number -> new ArrayList<>(1))
                                .add(index);
                    }
                }
            }
            for (Token token : chineseTokens) {
                boolean isFunction = FunctionWords.isChinese(token.form()) || FunctionWords.isEnglish(token.form());
                boolean isContent = token.kind() != Token.Kind.MARK && !isFunction;
                if (isContent && chinese.tokens.size() < MAX_WORDS) {
                    chinese.add(token, token.kind() == Token.Kind.WORD ? lexicon.wordNumber(token.form()) : -1);
                }
            }
        }

        void linkWords() {
            for (int i = 0; i < chinese.tokens.size(); i++) {
                int index = i;
                int word = chinese.numbers.get(i);
                link(i, byForm.get(chinese.tokens.get(i).form()));
                if (word >= 0) {
                    lexicon.translations(word, (stem, forward, backward) -> {
                        if (stems.get(stem)) {
                            link(index, byStem.get(stem));
                        }
                    });
                }
            }
        }

        private void link(int i, @Nullable List<Integer> others) {
            if (others != null) {
                for (int j : others) {
                    chinese.translations.get(i).add(j);
                    english.translations.get(j).add(i);
                }
            }
        }

        /** Links words that have no translation with those that a character translates. */
        void linkCharacters() {
            for (int i = 0; i < chinese.tokens.size(); i++) {
                Token token = chinese.tokens.get(i);
                if (token.kind() == Token.Kind.WORD
                        && chinese.translations.get(i).isEmpty()) {
                    for (int k = 0; k < token.form().length(); k++) {
                        linkCharacter(i, lexicon.characterNumber(token.form().charAt(k)));
                    }
                }
            }
            for (int j = 0; j < english.tokens.size(); j++) {
                if (english.translations.get(j).isEmpty()) {
                    linkStem(j, english.numbers.get(j));
                }
            }
        }

        private void linkCharacter(int i, int character) {
            if (character >= 0) {
                lexicon.stemsOfCharacter(character, (stem, share) -> {
                    if (share >= MIN_OF_CHARACTER && stems.get(stem)) {
                        byStem.getOrDefault(stem, List.of()).forEach(j -> linkPart(i, j));
                    }
                });
            }
        }

        private void linkStem(int j, int stem) {
            if (stem >= 0 && stem < lexicon.stemCount()) {
                lexicon.charactersOfStem(stem, (character, share) -> {
                    for (int i = 0; share >= MIN_OF_STEM && i < chinese.tokens.size(); i++) {
                        if (chinese.tokens
                                .get(i)
                                .form()
                                .chars()
                                .anyMatch(c -> lexicon.characterNumber((char) c) == character)) {
                            linkPart(i, j);
                        }
                    }
                });
            }
        }

        private void linkPart(int i, int j) {
            chinese.parts.get(i).add(j);
            english.parts.get(j).add(i);
        }
    }
}
