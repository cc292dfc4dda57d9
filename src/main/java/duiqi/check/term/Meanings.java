package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.TextSpan;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the words of both languages meanings that can be compared: English stems. A Chinese word means the stems of its
 * glosses, an English word means its own stem. Not thread-safe.
 */
public final class Meanings {
    /** Minimum probability of a stem as a translation of a character. */
    private static final double MIN_PROBABILITY = 0.03;

    /** Words that translate no term: light verbs, and words of grammar. */
    private static final Set<String> CHINESE = Set.of(
            "进行", "加以", "予以", "时", "时候", "后", "前", "中", "者", "请", "您", "使", "或", "以及", "如果", "可以", "可能", "没有", "是否",
            "只", "过", "只是", "一些", "有关", "所有", "每个", "这些", "那些", "另外");

    private static final Set<String> ENGLISH = Set.of(
            "must", "should", "shall", "would", "could", "might", "pleas", "take", "make", "get", "give", "put", "do",
            "have");

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();

    /** Stems of the Chinese words of the dictionary that were looked up. */
    private final Map<String, Set<String>> stemsOfWords = new HashMap<>();

    public Meanings(Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.english = english;
    }

    /**
     * Represents a content word of a text.
     *
     * @param start index of its first UTF-16 unit
     * @param end index after its last UTF-16 unit
     * @param stems the stems that it means; empty if the dictionary does not have it
     */
    public record Word(int start, int end, Set<String> stems) {
        public boolean isIn(int from, int to) {
            return from <= start && end <= to;
        }
    }

    /** Returns the content words of one side of a unit, in order. */
    public List<Word> of(CheckedUnit unit, TextSpan.Side side) {
        String text = unit.passage(side).text();
        return (side == TextSpan.Side.TARGET) == unit.isIntoChinese() ? chinese(text) : english(text);
    }

    /** Returns the number of content words of a translation, at least one. */
    int words(String translation, boolean isChinese) {
        return Math.max(1, (isChinese ? chinese(translation) : english(translation)).size());
    }

    private List<Word> chinese(String text) {
        List<Word> words = new ArrayList<>();
        List<Token> tokens = chinese.words(text);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Token.Kind.MARK
                    && !isAccessKey(token)
                    && !FunctionWords.isChinese(token.form())
                    && !CHINESE.contains(token.form())) {
                int next = i + 1 < tokens.size() ? tokens.get(i + 1).start() : text.length();
                int length = text.substring(token.start(), next).stripTrailing().length();
                int end = token.kind() == Token.Kind.WORD ? token.form().length() : length;
                String written = text.substring(token.start(), token.start() + Math.min(end, length));
                Set<String> stems = Character.isDigit(written.charAt(0)) ? Set.of(written) : stems(token);
                words.add(new Word(token.start(), token.start() + written.length(), stems));
            }
        }
        return words;
    }

    /** Returns whether a word is the P of 密码(&P). */
    private static boolean isAccessKey(Token token) {
        return token.kind() == Token.Kind.LATIN && token.form().length() == 1;
    }

    private List<Word> english(String text) {
        List<Word> words = new ArrayList<>();
        for (EnglishWords.EnglishWord word : english.of(text)) {
            String stem = stems.stem(word.form());
            if (!FunctionWords.isEnglish(stem) && !ENGLISH.contains(stem)) {
                words.add(new Word(word.start(), word.end(), Set.of(stem)));
            }
        }
        return words;
    }

    private Set<String> stems(Token token) {
        if (token.kind() != Token.Kind.WORD) {
            return Set.of(token.form());
        }
        Set<String> known = stemsOfWords.get(token.form());
        if (known == null) {
            known = stems(token.form());
            stemsOfWords.put(token.form(), known);
        }
        return known;
    }

    private Set<String> stems(String form) {
        Set<String> found = new HashSet<>();
        int number = lexicon.wordNumber(form);
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> found.add(lexicon.stem(stem)));
        } else if (form.length() == 1 && lexicon.characterNumber(form.charAt(0)) >= 0) {
            lexicon.stemsOfCharacter(lexicon.characterNumber(form.charAt(0)), (stem, weight) -> {
                if (weight >= MIN_PROBABILITY) {
                    found.add(lexicon.stem(stem));
                }
            });
        }
        found.removeAll(ENGLISH);
        return found;
    }
}
