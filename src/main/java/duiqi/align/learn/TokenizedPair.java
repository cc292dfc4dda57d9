package duiqi.align.learn;

import duiqi.align.KnownTranslations;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds a Chinese and an English text for comparison: tokens, lengths, and segments.
 *
 * <p>A length is the number of characters without white space plus one, so that an empty segment has a length too.
 * Immutable and thread-safe.
 */
public final class TokenizedPair {
    /** Smallest number of segments for a separate thread. */
    private static final int MIN_STRETCH = 500;

    private final List<Segment> chineseSegments;
    private final List<Segment> englishSegments;
    private final TokenView words;
    private final TokenView characters;
    private final TokenView stems;
    private final int[] chineseLengths;
    private final int[] englishLengths;

    public TokenizedPair(Lexicon lexicon, List<Segment> chinese, List<Segment> english) {
        this(lexicon, chinese, english, KnownTranslations.NONE);
    }

    /**
     * Splits two texts into tokens.
     *
     * @param known known translations that become tokens of both sides
     */
    public TokenizedPair(Lexicon lexicon, List<Segment> chinese, List<Segment> english, KnownTranslations known) {
        chineseSegments = chinese;
        englishSegments = english;
        List<List<Token>> stemRows = rows(english, EnglishTokenizer::new, EnglishTokenizer::tokens);
        Set<String> names = NameFinder.names(stemRows);
        SharedTokens shared = new SharedTokens(chinese.size(), english.size());
        new SharedTokens.TermFinder(lexicon, new EnglishTokenizer(), known.terms()).addTo(shared, chinese, stemRows);
        new SharedTokens.SentenceFinder(lexicon, known.sentences()).addTo(shared, chinese, english);
        List<List<Token>> found =
                concatenated(rows(chinese, () -> new NameFinder(lexicon, names), NameFinder::find), shared::chinese);
        stems = new TokenView(concatenated(stemRows, shared::english), FunctionWords::isEnglish);
        words = new TokenView(
                concatenated(rows(chinese, () -> new ChineseTokenizer(lexicon), ChineseTokenizer::words), found::get),
                FunctionWords::isChinese);
        characters = new TokenView(
                concatenated(
                        rows(chinese, () -> new ChineseTokenizer(lexicon), ChineseTokenizer::characters), found::get),
                FunctionWords::isChinese);
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

    /**
     * Returns Chinese segments {@code i} to {@code iEnd - 1} and English segments {@code j} to {@code jEnd - 1} as a
     * pair of texts.
     */
    public TokenizedPair part(int i, int iEnd, int j, int jEnd) {
        return new TokenizedPair(this, i, iEnd, j, jEnd);
    }

    /** Returns the tokens of each segment. Every thread has its own tool, since the tools are not thread-safe. */
    private static <T> List<List<Token>> rows(
            List<Segment> segments, Supplier<T> tool, BiFunction<T, String, List<Token>> tokens) {
        return ParallelTasks.stretches(segments.size(), MIN_STRETCH, (from, end) -> {
                    T own = tool.get();
                    return segments.subList(from, end).stream()
                            .map(segment -> tokens.apply(own, segment.text()))
                            .toList();
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<List<Token>> concatenated(List<List<Token>> rows, IntFunction<List<Token>> others) {
        return IntStream.range(0, rows.size())
                .mapToObj(k -> Stream.concat(rows.get(k).stream(), others.apply(k).stream())
                        .toList())
                .toList();
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

    /** Returns the number of Chinese segments. */
    public int chineseSize() {
        return chineseSegments.size();
    }

    /** Returns the number of English segments. */
    public int englishSize() {
        return englishSegments.size();
    }

    public Segment chinese(int i) {
        return chineseSegments.get(i);
    }

    public Segment english(int j) {
        return englishSegments.get(j);
    }

    /** Returns the Chinese words. */
    public TokenView words() {
        return words;
    }

    /** Returns the Chinese characters. */
    public TokenView characters() {
        return characters;
    }

    /** Returns the English stems. */
    public TokenView stems() {
        return stems;
    }

    public boolean isBlankChinese(int i) {
        return chineseLengths[i] == 1;
    }

    public boolean isBlankEnglish(int j) {
        return englishLengths[j] == 1;
    }

    public int chineseLength(int i) {
        return chineseLengths[i];
    }

    public int englishLength(int j) {
        return englishLengths[j];
    }

    /** Returns the tokens of {@code n} Chinese segments from {@code i} on, in a view of the Chinese side. */
    public TokenView.Run chineseRun(TokenView view, int i, int n) {
        return view.run(i, n, k -> chinese(k).text().length());
    }

    /** Returns the stems of {@code m} English segments from {@code j} on. */
    public TokenView.Run englishRun(int j, int m) {
        return stems.run(j, m, k -> english(k).text().length());
    }
}
