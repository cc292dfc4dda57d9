package duiqi.align;

import duiqi.bitext.Segment;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Chinese and an English text ready to be compared: tokens, lengths, and the segments they come from.
 *
 * <p>Lengths are counted in characters without white space plus one, so that an empty segment has a length too. Immutable
 * and thread-safe.
 */
final class TokenizedPair {
    private final List<Segment> chineseSegments;
    private final List<Segment> englishSegments;
    private final TokenView words;
    private final TokenView characters;
    private final TokenView stems;
    private final int[] chineseLengths;
    private final int[] englishLengths;

    TokenizedPair(Lexicon lexicon, List<Segment> chinese, List<Segment> english) {
        this(lexicon, chinese, english, Renderings.NONE);
    }

    /**
     * @param known renderings that become tokens of both sides
     */
    TokenizedPair(Lexicon lexicon, List<Segment> chinese, List<Segment> english, Renderings known) {
        chineseSegments = chinese;
        englishSegments = english;
        EnglishTokenizer englishTokenizer = new EnglishTokenizer();
        List<List<Token>> stemRows = new ArrayList<>();
        for (Segment segment : english) {
            stemRows.add(englishTokenizer.tokens(segment.text()));
        }
        ChineseTokenizer chineseTokenizer = new ChineseTokenizer(lexicon);
        NameFinder names = new NameFinder(lexicon, englishTokenizer, stemRows);
        SharedTokens shared = new SharedTokens(chinese.size(), english.size());
        new TermFinder(lexicon, englishTokenizer, known.terms()).addTo(shared, chinese, stemRows);
        new SentenceFinder(lexicon, known.sentences()).addTo(shared, chinese, english);
        List<List<Token>> wordRows = new ArrayList<>();
        List<List<Token>> characterRows = new ArrayList<>();
        for (int i = 0; i < chinese.size(); i++) {
            String text = chinese.get(i).text();
            List<Token> found = concatenate(names.find(text), shared.chinese(i));
            wordRows.add(concatenate(chineseTokenizer.words(text), found));
            characterRows.add(concatenate(chineseTokenizer.characters(text), found));
        }
        for (int j = 0; j < english.size(); j++) {
            stemRows.set(j, concatenate(stemRows.get(j), shared.english(j)));
        }
        stems = new TokenView(stemRows);
        words = new TokenView(wordRows);
        characters = new TokenView(characterRows);
        chineseLengths = lengths(chinese);
        englishLengths = lengths(english);
    }

    private TokenizedPair(TokenizedPair whole, int i, int iEnd, int j, int jEnd) {
        chineseSegments = whole.chineseSegments.subList(i, iEnd);
        englishSegments = whole.englishSegments.subList(j, jEnd);
        words = whole.words.part(i, iEnd);
        characters = whole.characters.part(i, iEnd);
        stems = whole.stems.part(j, jEnd);
        chineseLengths = Arrays.copyOfRange(whole.chineseLengths, i, iEnd);
        englishLengths = Arrays.copyOfRange(whole.englishLengths, j, jEnd);
    }

    /** Chinese segments {@code i} to {@code iEnd - 1} and English ones {@code j} to {@code jEnd - 1}, as a pair of texts. */
    TokenizedPair part(int i, int iEnd, int j, int jEnd) {
        return new TokenizedPair(this, i, iEnd, j, jEnd);
    }

    private static List<Token> concatenate(List<Token> first, List<Token> second) {
        List<Token> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static int[] lengths(List<Segment> segments) {
        return segments.stream()
                .mapToInt(segment -> 1
                        + (int) segment.text()
                                .codePoints()
                                .filter(c -> !Character.isWhitespace(c))
                                .count())
                .toArray();
    }

    /** Number of Chinese segments. */
    int chineseSize() {
        return chineseSegments.size();
    }

    /** Number of English segments. */
    int englishSize() {
        return englishSegments.size();
    }

    Segment chinese(int i) {
        return chineseSegments.get(i);
    }

    Segment english(int j) {
        return englishSegments.get(j);
    }

    /** Chinese words. */
    TokenView words() {
        return words;
    }

    /** Chinese characters. */
    TokenView characters() {
        return characters;
    }

    /** English stems. */
    TokenView stems() {
        return stems;
    }

    boolean isBlankChinese(int i) {
        return chineseLengths[i] == 1;
    }

    boolean isBlankEnglish(int j) {
        return englishLengths[j] == 1;
    }

    int chineseLength(int i) {
        return chineseLengths[i];
    }

    int englishLength(int j) {
        return englishLengths[j];
    }
}
