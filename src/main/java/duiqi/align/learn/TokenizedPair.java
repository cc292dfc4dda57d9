package duiqi.align.learn;

import duiqi.align.KnownTranslations;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /**
     * Maximum number of tokens that a segment has for the comparison. Evidence compares every token of a segment with
     * every token of its counterpart. Longer segments, such as a book without full stops, are compared by their
     * beginning. The longest sentence of the gold standards has 250 tokens.
     */
    static final int MAX_TOKENS = 1000;

    /** Maximum number of equal tokens of a segment. */
    private static final int MAX_EQUAL = 100;

    private static final String CLASSICAL = "之乎者也曰焉矣其而哉";
    private static final String MODERN = "的了是这這们們个個着著";

    /** Smallest share of {@link #CLASSICAL} among the Han characters of classical texts. */
    private static final double MIN_CLASSICAL = 0.04;

    private static final int CLASSICAL_TO_MODERN = 5;

    /** Smallest number of {@link #CLASSICAL} in a classical text. Modern sentences contain one or two of them too. */
    private static final int MIN_CLASSICAL_COUNT = 3;

    private final List<Segment> chineseSegments;
    private final List<Segment> englishSegments;
    private final TokenView words;
    private final TokenView characters;
    private final TokenView stems;
    private final int[] chineseLengths;
    private final int[] englishLengths;
    private final boolean isClassical;

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
        isClassical = isClassical(chinese);
        BiFunction<ChineseTokenizer, String, List<Token>> split =
                isClassical ? ChineseTokenizer::characters : ChineseTokenizer::words;
        words = new TokenView(
                concatenated(rows(chinese, () -> new ChineseTokenizer(lexicon), split), found::get),
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
        isClassical = whole.isClassical;
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

    /**
     * Returns whether a text is in classical Chinese, by its particles and pronouns. Most of its words are single
     * characters, and two neighbours that look like a modern word are not one.
     */
    private static boolean isClassical(List<Segment> chinese) {
        long classical = 0;
        long modern = 0;
        long han = 0;
        for (Segment segment : chinese) {
            String text = segment.text();
            for (int k = 0; k < text.length(); k++) {
                char c = text.charAt(k);
                han += Han.is(c) ? 1 : 0;
                classical += CLASSICAL.indexOf(c) >= 0 ? 1 : 0;
                modern += MODERN.indexOf(c) >= 0 ? 1 : 0;
            }
        }
        return classical >= MIN_CLASSICAL_COUNT
                && classical >= MIN_CLASSICAL * han
                && classical > CLASSICAL_TO_MODERN * modern;
    }

    private static List<List<Token>> concatenated(List<List<Token>> rows, IntFunction<List<Token>> others) {
        return IntStream.range(0, rows.size())
                .mapToObj(k -> limited(Stream.concat(rows.get(k).stream(), others.apply(k).stream())
                        .toList()))
                .toList();
    }

    private static List<Token> limited(List<Token> tokens) {
        if (tokens.size() <= MAX_EQUAL) {
            return tokens;
        }
        Map<String, Integer> counts = new HashMap<>();
        return tokens.stream()
                .filter(token -> counts.merge(token.form(), 1, Integer::sum) <= MAX_EQUAL)
                .limit(MAX_TOKENS)
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

    /** Returns whether the Chinese text is in classical Chinese. */
    public boolean isClassical() {
        return isClassical;
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

    /**
     * Finds Chinese names that the English text spells in pinyin: one to three characters whose joined toneless syllables
     * are a word that the English text mostly capitalises. Not thread-safe.
     */
    public static final class NameFinder {
        /** Share of capitalised occurrences above which a word counts as a name. */
        private static final double CAPITALISED = 0.6;

        private static final int MIN_LENGTH = 2;
        private static final int MAX_CHARACTERS = 3;
        private static final int BEGINNING = 3;

        private final Lexicon lexicon;
        private final Set<String> names;

        /** Beginnings of the names: {@link #BEGINNING} letters, or the whole name if it is shorter. */
        private final Set<String> beginnings = new HashSet<>();

        /** Syllables of the characters that were read before. */
        private final Map<Character, List<String>> syllables = new HashMap<>();

        /** Stems names with the same rules as the words of the English text. */
        private final EnglishTokenizer tokenizer = new EnglishTokenizer();

        /**
         * Creates a finder.
         *
         * @param names result of {@link #names} for the English text
         */
        NameFinder(Lexicon lexicon, Set<String> names) {
            this.lexicon = lexicon;
            this.names = names;
            for (String name : names) {
                beginnings.add(name.substring(0, Math.min(BEGINNING, name.length())));
            }
        }

        /**
         * Returns whether the stem of a spelling can be a name. Stemming is expensive, and it changes only the ends of
         * pinyin spellings, except that it may add an e in place of -ing.
         */
        private boolean mayBeName(String spelling) {
            return spelling.length() < BEGINNING
                    || beginnings.contains(spelling.substring(0, BEGINNING))
                    || beginnings.contains(spelling.substring(0, BEGINNING - 1))
                    || spelling.endsWith("ing")
                    || EnglishTokenizer.isIrregular(spelling);
        }

        /** Returns the stems that an English text mostly capitalises. */
        static Set<String> names(List<List<Token>> english) {
            Set<String> names = new HashSet<>();
            Map<String, int[]> counts = new HashMap<>();
            for (List<Token> row : english) {
                for (Token token : row) {
                    if (token.kind() == Token.Kind.WORD && token.form().length() >= MIN_LENGTH) {
                        int[] count = counts.computeIfAbsent(token.form(), form -> new int[2]);
                        count[0] += token.capitalised() ? 1 : 0;
                        count[1]++;
                    }
                }
            }
            counts.forEach((form, count) -> {
                if (count[0] > CAPITALISED * count[1]) {
                    names.add(form);
                }
            });
            return names;
        }

        /** Returns each name in a text once, as its stem in the English text. */
        List<Token> find(CharSequence text) {
            String simplified = lexicon.simplify(text);
            List<Token> found = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (int start = 0; start < simplified.length(); start++) {
                List<String> spellings = List.of("");
                for (int end = start; end < Math.min(simplified.length(), start + MAX_CHARACTERS); end++) {
                    spellings = extend(spellings, syllables.computeIfAbsent(simplified.charAt(end), lexicon::pinyin));
                    for (String spelling : spellings) {
                        if (!mayBeName(spelling)) {
                            continue;
                        }
                        String stem = tokenizer.stem(spelling);
                        if (names.contains(stem) && seen.add(stem)) {
                            found.add(new Token(stem, start, Token.Kind.NAME));
                        }
                    }
                }
            }
            return found;
        }

        /** Returns the characters of a name that was found at an index of a text. */
        public static String characters(Lexicon lexicon, String text, int start, String stem) {
            EnglishTokenizer tokenizer = new EnglishTokenizer();
            String simplified = lexicon.simplify(text);
            List<String> spellings = List.of("");
            int most = Math.min(simplified.length(), start + MAX_CHARACTERS);
            for (int end = start; end < most; end++) {
                spellings = extend(spellings, lexicon.pinyin(simplified.charAt(end)));
                if (spellings.stream().map(tokenizer::stem).anyMatch(stem::equals)) {
                    return text.substring(start, end + 1);
                }
            }
            throw new IllegalArgumentException("not a name: " + stem + " at " + start + " of " + text);
        }

        private static List<String> extend(List<String> spellings, List<String> syllables) {
            List<String> longer = new ArrayList<>(spellings.size() * syllables.size());
            for (String spelling : spellings) {
                for (String syllable : syllables) {
                    longer.add(spelling.concat(syllable));
                }
            }
            return longer;
        }
    }
}
