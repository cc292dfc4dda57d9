package duiqi.glossary.extraction;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Splits the texts of units into numbered words. Not thread-safe: the vocabularies grow. */
public final class WordSegmenter {
    /** Minimum length of a dictionary word that is an expression. Its parts are translated one by one. */
    private static final int EXPRESSION = 4;

    private static final Set<String> STOPS = Set.of(".", ";", ":", "?", "!", "—", "…");

    /** Hyphen-minus, hyphen and non-breaking hyphen. */
    private static final String HYPHENS = "-\u2010\u2011";

    private final WordNumbers chinese = new WordNumbers(FunctionWords::isChinese);
    private final WordNumbers english =
            new WordNumbers(stem -> FunctionWords.isEnglish(stem) || GRAMMAR.contains(stem));

    /** Grammatical words in translations, in addition to those that alignment ignores. */
    private static final Set<String> GRAMMAR =
            Set.of(("between among through under after befor dure within against toward must should shall would"
                            + " could might both each other our their his her my your these those more most own too now onc"
                            + " ever even still thus henc therefor becaus sinc until although however moreov them him us me"
                            + " ourselv themselv itself himself herself whose whom whatev")
                    .split(" "));

    /** A suffix of two characters that is not a word. */
    private static final String ISM = "主义";

    private final Lexicon lexicon;
    private final ChineseTokenizer chineseTokens;
    private final EnglishTokenizer englishTokens = new EnglishTokenizer();
    private final Map<String, List<String>> parts = new HashMap<>();

    public WordSegmenter(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.chineseTokens = new ChineseTokenizer(lexicon);
    }

    /** Returns the vocabulary of Chinese words. */
    public WordNumbers chinese() {
        return chinese;
    }

    /** Returns the vocabulary of English stems. */
    public WordNumbers english() {
        return english;
    }

    public WordedUnit cut(String source, String target) {
        List<int[]> words = chineseRows(source);
        List<int[]> stems = englishRows(target);
        return new WordedUnit(
                column(words, 0),
                column(words, 1),
                column(words, 2),
                column(words, 3),
                column(stems, 0),
                column(stems, 1),
                column(stems, 2),
                column(stems, 3));
    }

    private static int[] column(List<int[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column]).toArray();
    }

    /** Returns the number, the start, the end and the edges of each Chinese word. */
    private List<int[]> chineseRows(String source) {
        List<int[]> words = new ArrayList<>();
        for (Token token : chineseTokens.words(source)) {
            if (token.kind() != Token.Kind.WORD || !isWritten(source, token)) {
                words.add(new int[] {WordedUnit.NONE, token.start(), token.start() + 1, 0});
                continue;
            }
            List<String> pieces = parts.computeIfAbsent(token.form(), this::part);
            int start = token.start();
            for (int i = 0; i < pieces.size(); i++) {
                int end = start + pieces.get(i).length();
                int edge = (i == 0 ? WordedUnit.STARTS : 0) + (i == pieces.size() - 1 ? WordedUnit.ENDS : 0);
                words.add(new int[] {chinese.number(pieces.get(i)), start, end, edge});
                start = end;
            }
        }
        return words;
    }

    /** Returns the number, the start and the end of each English word, and whether a hyphen is before it. */
    private List<int[]> englishRows(String target) {
        List<int[]> stems = new ArrayList<>();
        for (Token token : englishTokens.tokens(target)) {
            boolean isWord = token.kind() == Token.Kind.WORD;
            int end = end(target, token.start(), isWord);
            int number = isWord
                    ? english.number(token.form())
                    : STOPS.contains(token.form()) ? WordedUnit.STOP : WordedUnit.NONE;
            boolean isHyphened = isWord
                    && !stems.isEmpty()
                    && stems.get(stems.size() - 1)[2] == token.start() - 1
                    && HYPHENS.indexOf(target.charAt(token.start() - 1)) >= 0;
            stems.add(new int[] {number, token.start(), end, isHyphened ? 1 : 0});
        }
        return stems;
    }

    /** Returns whether the text contains the word. The tokeniser changes digits and months. */
    private static boolean isWritten(String source, Token token) {
        int end = token.start() + token.form().length();
        return end <= source.length()
                && !Character.isDigit(source.charAt(token.start()))
                && !(token.form().endsWith("月") && source.charAt(end - 1) != '月');
    }

    /** Returns the smallest number of shorter words that make up an expression, or the word itself. */
    private List<String> part(String word) {
        int length = word.length();
        if (length < EXPRESSION) {
            return List.of(word);
        }
        int[] fewest = new int[length + 1];
        int[] from = new int[length + 1];
        Arrays.fill(fewest, Integer.MAX_VALUE / 2);
        fewest[0] = 0;
        for (int end = 2; end <= length; end++) {
            for (int start = Math.max(0, end - 4); start <= end - 2; start++) {
                boolean isShorter = end - start < length;
                String piece = word.substring(start, end);
                if (isShorter
                        && fewest[start] + 1 < fewest[end]
                        && !piece.equals(ISM)
                        && lexicon.wordNumber(piece) >= 0) {
                    fewest[end] = fewest[start] + 1;
                    from[end] = start;
                }
            }
        }
        if (fewest[length] >= Integer.MAX_VALUE / 2) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        for (int end = length; end > 0; end = from[end]) {
            pieces.add(0, word.substring(from[end], end));
        }
        return pieces;
    }

    private static int end(String text, int start, boolean isWord) {
        int end = start;
        while (isWord && end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return Math.max(end, Math.min(start + 1, text.length()));
    }

    /**
     * Represents a unit as numbered words. When duiqi compares tens of thousands of units, strings would need ten times
     * the memory and time. Chinese words are simplified and split into the shortest dictionary words; English words are
     * stems. Numbers, marks, and Latin words in Chinese are {@link #NONE}; marks that separate English clauses are
     * {@link #STOP}. Do not modify the arrays.
     *
     * @param chinese number of each Chinese word
     * @param chineseStarts start of each word as an index of UTF-16 units
     * @param chineseEnds end of each word
     * @param edges for each Chinese word, {@link #STARTS} if a token starts with it, {@link #ENDS} if a token ends with
     *     it
     * @param english number of each English word
     * @param englishStarts start of each English word
     * @param englishEnds end of each English word
     * @param hyphened for each English word, 1 if a hyphen joins it to the previous word
     */
    public record WordedUnit(
            int[] chinese,
            int[] chineseStarts,
            int[] chineseEnds,
            int[] edges,
            int[] english,
            int[] englishStarts,
            int[] englishEnds,
            int[] hyphened) {
        static final int NONE = -1;
        static final int STOP = -2;
        private static final int STARTS = 1;
        private static final int ENDS = 2;

        /** Returns whether a Chinese word directly follows the previous one. */
        public boolean isJoined(int word) {
            return chineseEnds[word - 1] == chineseStarts[word];
        }

        /** Returns whether Chinese words begin and end with whole tokens and have a number of characters. */
        public boolean isWhole(int first, int length, int fewestCharacters, int mostCharacters) {
            int last = first + length - 1;
            int characters = chineseEnds[last] - chineseStarts[first];
            return characters >= fewestCharacters
                    && characters <= mostCharacters
                    && (edges[first] & STARTS) != 0
                    && (edges[last] & ENDS) != 0;
        }

        /** Returns whether Chinese words are one word of the dictionary. */
        public boolean isOneWord(int first, int length) {
            return IntStream.range(first + 1, first + length).noneMatch(word -> (edges[word] & STARTS) != 0);
        }
    }

    /**
     * Numbers words from 0 in the order of their first use, and stores whether each is a function word. Not
     * thread-safe.
     */
    public static final class WordNumbers {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> words = new ArrayList<>();
        private final List<Boolean> functionWords = new ArrayList<>();
        private final Predicate<String> isFunctionWord;

        /**
         * Creates an empty vocabulary.
         *
         * @param isFunctionWord returns whether a word has little meaning of its own
         */
        WordNumbers(Predicate<String> isFunctionWord) {
            this.isFunctionWord = isFunctionWord;
        }

        public int number(String word) {
            Integer known = numbers.get(word);
            if (known != null) {
                return known;
            }
            numbers.put(word, words.size());
            words.add(word);
            functionWords.add(isFunctionWord.test(word));
            return words.size() - 1;
        }

        public String word(int number) {
            return words.get(number);
        }

        /** Returns some of the words, separated by spaces. */
        public String text(int[] numbers, int first, int length) {
            return Arrays.stream(numbers, first, first + length)
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
        }

        /** Returns the words with a meaning of their own, each once. */
        public int[] content(int[] numbers) {
            return Arrays.stream(numbers).filter(this::isContent).distinct().toArray();
        }

        /** Returns whether a number is that of a word with a meaning of its own. */
        public boolean isContent(int number) {
            return number >= 0 && !isFunctionWord(number);
        }

        public boolean isFunctionWord(int number) {
            return functionWords.get(number);
        }

        /** Returns all words in the order of their numbers. */
        public List<String> words() {
            return Collections.unmodifiableList(words);
        }

        public int size() {
            return words.size();
        }
    }
}
