package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.memory.PairAgreement;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds pairs that cannot be translations of each other, by length and by words. The length test is the one of
 * {@code tm clean}. Not thread-safe.
 *
 * <p>The word test is a logistic regression on 15,000 real pairs, and on the same texts paired with the translation of
 * another unit of about the same length or of a neighbouring unit. It uses words of the dictionary on both sides, names
 * and numbers, and the lengths.
 */
public final class PairScore implements Check {
    static final Rule LENGTH =
            Rule.of("length-ratio", Severity.WARNING, "the translation is far too long or too short for the source");
    static final Rule WORDS = Rule.of("misaligned", Severity.WARNING, "hardly any word of the source is translated");

    /** Lowest score of a finding. The score is the logarithm of the odds that the texts are unrelated. */
    private static final double LIMIT = 5;

    /** Maximum share of the English words with a translation in a warning; free translations are notes. */
    private static final double MAX_TRANSLATED = 0.3;

    private static final double BIAS = -0.65;

    /** Weights of a Chinese word with a translation, one with a translated character, and another one. */
    private static final double CHINESE_TRANSLATED = -0.26;

    private static final double CHINESE_PART = 0.07;
    private static final double CHINESE_LEFT = 0.18;

    /** Weights of an English word with a translation, one with a character of its translation, and another one. */
    private static final double ENGLISH_TRANSLATED = -0.84;

    private static final double ENGLISH_PART = -0.42;
    private static final double ENGLISH_LEFT = 0.56;

    /** Weights of a name or number of the English that the Chinese has too, and of one that it has not. */
    private static final double OTHER_COMMON = -0.92;

    private static final double OTHER_LEFT = 0.07;

    /** Weight of the square of the deviation of the length ratio from its mean, and its maximum. */
    private static final double LENGTH_WEIGHT = 3.96;

    private static final double MAX_SQUARE = 0.7;
    private static final double MEAN = 0.11;
    private static final double SMOOTHING = 10;

    /** Minimum number of English words without a translation. */
    private static final int MIN_LEFT = 3;

    private static final int MAX_LENGTH = 5_000;
    private static final int MAX_CACHED = 500_000;

    /** Numbers of words that are not in the dictionary, and of function words. */
    private static final int UNKNOWN = -1;

    private static final int FUNCTION = -2;

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Numbers of the English stems of the current pair, and of those with a translation. */
    private final BitSet all = new BitSet();

    private final BitSet found = new BitSet();

    public PairScore(Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.english = english;
    }

    @Override
    public List<Rule> rules() {
        return List.of(LENGTH, WORDS);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String chineseText = unit.chinese();
        String englishText = unit.english();
        if (chineseText.isBlank() || englishText.isBlank() || Han.isMost(englishText)) {
            return List.of();
        }
        Optional<String> length = PairAgreement.lengthMismatch(chineseText, englishText);
        if (length.isPresent()) {
            return List.of(Finding.of(LENGTH, unit, length.get()).inWholeTarget());
        }
        return englishText.length() <= MAX_LENGTH && !Han.isAbsent(chineseText)
                ? mismatch(unit).stream().toList()
                : List.of();
    }

    private Optional<Finding> mismatch(CheckedUnit unit) {
        Words words = new Words(unit);
        boolean isClear = words.areClearlyTranslated();
        double score = isClear ? 0 : words.score();
        words.clear();
        if (score < LIMIT || words.left() < MIN_LEFT) {
            return Optional.empty();
        }
        String message =
                words.translated() + " of " + words.count() + " English words have a translation in the Chinese text";
        return Optional.of(Finding.of(WORDS, unit, message)
                .as(words.translated() > MAX_TRANSLATED * words.count() ? Severity.NOTE : Severity.WARNING)
                .inWholeTarget());
    }

    /** Returns the number of the stem of an English word, UNKNOWN or FUNCTION. */
    private int number(String form) {
        Integer known = numbers.get(form);
        if (known != null) {
            return known;
        }
        if (numbers.size() >= MAX_CACHED) {
            numbers.clear();
        }
        String stem = stems.stem(form);
        int number =
                FunctionWords.isEnglish(stem) || FunctionWords.isEnglish(form) ? FUNCTION : lexicon.stemNumber(stem);
        numbers.put(form, number);
        return number;
    }

    /** Compares the words of a pair. */
    private final class Words {
        private final CheckedUnit unit;
        private final List<EnglishWords.EnglishWord> englishWords;
        private final List<Token> tokens;
        private final int[] stemNumbers;
        private int count;
        private int unknown;
        private int translated;
        private int parts;

        Words(CheckedUnit unit) {
            this.unit = unit;
            englishWords = english.of(unit.english());
            tokens = chinese.words(unit.chinese());
            stemNumbers = new int[englishWords.size()];
            for (EnglishWords.EnglishWord word : englishWords) {
                int number = number(word.form());
                if (number >= 0 && !all.get(number)) {
                    all.set(number);
                    stemNumbers[count++] = number;
                } else if (number == UNKNOWN) {
                    unknown++;
                }
            }
        }

        /** Clears the sets, which all pairs share because they are large. */
        void clear() {
            for (int i = 0; i < count; i++) {
                all.clear(stemNumbers[i]);
                found.clear(stemNumbers[i]);
            }
        }

        /** Returns whether so many words have a translation that the rest of the evidence cannot change the result. */
        boolean areClearlyTranslated() {
            double most = BIAS
                    + LENGTH_WEIGHT * MAX_SQUARE
                    + ENGLISH_LEFT * count
                    + CHINESE_LEFT * tokens.size()
                    + OTHER_LEFT * unknown;
            for (Token token : tokens) {
                if (most - (ENGLISH_LEFT - ENGLISH_TRANSLATED) * translated < LIMIT) {
                    return true;
                }
                int word = token.kind() == Token.Kind.WORD ? lexicon.wordNumber(token.form()) : -1;
                int same = token.kind() == Token.Kind.LATIN ? lexicon.stemNumber(token.form()) : -1;
                if (word >= 0) {
                    lexicon.stemsOfWord(word, (stem, weight) -> translate(stem));
                } else if (same >= 0) {
                    translate(same);
                }
            }
            return most - (ENGLISH_LEFT - ENGLISH_TRANSLATED) * translated < LIMIT;
        }

        private void translate(int stem) {
            if (all.get(stem) && !found.get(stem)) {
                found.set(stem);
                translated++;
            }
        }

        double score() {
            BitSet characters = new BitSet();
            lexicon.simplify(unit.chinese()).chars().forEach(c -> set(characters, lexicon.characterNumber((char) c)));
            BitSet ofEnglish = new BitSet();
            for (int i = 0; i < count; i++) {
                lexicon.charactersOfStem(stemNumbers[i], (character, weight) -> {
                    if (weight >= OmissionModel.MIN_PROBABILITY) {
                        ofEnglish.set(character);
                    }
                });
            }
            Set<String> forms = new HashSet<>();
            Set<String> others = new HashSet<>();
            for (EnglishWords.EnglishWord word : englishWords) {
                forms.add(word.form());
                if (number(word.form()) == UNKNOWN) {
                    others.add(word.form());
                }
            }
            double score = BIAS + LENGTH_WEIGHT * Math.min(MAX_SQUARE, Math.pow(lengthRatio() - MEAN, 2));
            Set<String> chineseForms = new HashSet<>();
            for (Token token : tokens) {
                if (token.kind() != Token.Kind.MARK) {
                    chineseForms.add(token.form());
                    score += FunctionWords.isChinese(token.form()) ? 0 : weight(token, forms, ofEnglish);
                }
            }
            for (int i = 0; i < count; i++) {
                parts += !found.get(stemNumbers[i]) && hasCharacter(stemNumbers[i], characters) ? 1 : 0;
            }
            long common = others.stream()
                    .filter(word -> chineseForms.contains(word) || chineseForms.contains(stems.stem(word)))
                    .count();
            return score
                    + ENGLISH_TRANSLATED * translated
                    + ENGLISH_PART * parts
                    + ENGLISH_LEFT * left()
                    + OTHER_COMMON * common
                    + OTHER_LEFT * (others.size() - common);
        }

        private double weight(Token token, Set<String> forms, BitSet ofEnglish) {
            boolean[] isTranslated = {forms.contains(token.form())};
            int word = token.kind() == Token.Kind.WORD ? lexicon.wordNumber(token.form()) : -1;
            if (word >= 0) {
                lexicon.stemsOfWord(word, (stem, weight) -> isTranslated[0] |= all.get(stem));
            }
            boolean isPart = token.form()
                    .chars()
                    .map(c -> lexicon.characterNumber((char) c))
                    .anyMatch(number -> number >= 0 && ofEnglish.get(number));
            return isTranslated[0] ? CHINESE_TRANSLATED : isPart ? CHINESE_PART : CHINESE_LEFT;
        }

        private boolean hasCharacter(int stem, BitSet characters) {
            boolean[] isFound = {false};
            lexicon.charactersOfStem(
                    stem,
                    (character, weight) ->
                            isFound[0] |= weight >= OmissionModel.MIN_PROBABILITY && characters.get(character));
            return isFound[0];
        }

        private double lengthRatio() {
            double source = OmissionModel.chineseLength(unit.chinese()) * OmissionModel.LETTERS_PER_CHARACTER;
            double target = OmissionModel.englishLength(unit.english()) * OmissionModel.LETTERS_PER_CHARACTER;
            return Math.log((target + SMOOTHING) / (source + SMOOTHING));
        }

        private static void set(BitSet bits, int number) {
            if (number >= 0) {
                bits.set(number);
            }
        }

        int count() {
            return count;
        }

        int translated() {
            return translated + parts;
        }

        int left() {
            return count - translated();
        }
    }
}
