package duiqi.align.learn;

import duiqi.align.KnownTranslations;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Adds tokens to both sides of two texts where a known translation occurs. The Chinese segment gets the Chinese form as
 * an additional token, and the English segment gets the same token. If a known translation does not occur in both
 * texts, it is not used: the translator may have chosen another one. Not thread-safe.
 */
public final class SharedTokens {
    private final List<List<Token>> chinese;
    private final List<List<Token>> english;

    /**
     * Locates a known form in a text.
     *
     * @param segment segment of the occurrence
     * @param start start index in the segment
     * @param form the form, equal for all its occurrences
     */
    record Occurrence(int segment, int start, String form) {}

    /** Creates an empty set of tokens for texts with the given numbers of segments. */
    public SharedTokens(int chineseSize, int englishSize) {
        chinese = emptyRows(chineseSize);
        english = emptyRows(englishSize);
    }

    private static List<List<Token>> emptyRows(int size) {
        List<List<Token>> rows = new ArrayList<>(size);
        for (int k = 0; k < size; k++) {
            rows.add(new ArrayList<>());
        }
        return rows;
    }

    /**
     * Adds tokens for the forms of one text that have a translation in the other.
     *
     * @param chineseForms occurrences of Chinese forms
     * @param englishForms occurrences of English forms
     * @param translations pairs of forms that translate each other
     * @param copies number of tokens for each occurrence: its weight in words
     */
    void add(
            List<Occurrence> chineseForms,
            List<Occurrence> englishForms,
            List<KnownTranslations.Pair> translations,
            int copies) {
        Map<String, Set<String>> byEnglish = byEnglish(translations);
        Set<String> inChinese = new TreeSet<>();
        chineseForms.forEach(occurrence -> inChinese.add(occurrence.form()));
        Set<String> inBoth = new TreeSet<>();
        for (Occurrence occurrence : englishForms) {
            for (String form : byEnglish.getOrDefault(occurrence.form(), Set.of())) {
                if (inChinese.contains(form)) {
                    inBoth.add(form);
                    add(english, occurrence, form, copies);
                }
            }
        }
        for (Occurrence occurrence : chineseForms) {
            if (inBoth.contains(occurrence.form())) {
                add(chinese, occurrence, occurrence.form(), copies);
            }
        }
    }

    private static void add(List<List<Token>> rows, Occurrence occurrence, String form, int copies) {
        for (int copy = 0; copy < copies; copy++) {
            rows.get(occurrence.segment()).add(new Token(form, occurrence.start(), Token.Kind.TERM));
        }
    }

    /** Returns for each English form the Chinese forms that it translates. */
    private static Map<String, Set<String>> byEnglish(List<KnownTranslations.Pair> all) {
        Map<String, Set<String>> translations = new TreeMap<>();
        for (KnownTranslations.Pair translation : all) {
            translations
                    .computeIfAbsent(translation.english(), form -> new TreeSet<>())
                    .add(translation.chinese());
        }
        return translations;
    }

    /** Returns the additional tokens of a Chinese segment. */
    public List<Token> chinese(int i) {
        return chinese.get(i);
    }

    /** Returns the additional tokens of an English segment. */
    public List<Token> english(int j) {
        return english.get(j);
    }

    /**
     * Finds known terms in both texts: in Chinese as simplified or traditional characters, in English as consecutive
     * stems. The first of overlapping terms counts, and the longest of terms with the same start. Not thread-safe.
     */
    public static final class TermFinder {
        private static final String BETWEEN_STEMS = " ";

        private final Lexicon lexicon;
        private final List<KnownTranslations.Pair> forms = new ArrayList<>();

        private final Set<String> chineseForms = new HashSet<>();
        private final Set<List<String>> englishForms = new HashSet<>();

        /** Lengths of the known Chinese forms by first character, the longest first. */
        private final Map<Character, SortedSet<Integer>> chineseLengths = new HashMap<>();

        /** Numbers of stems of the known English forms by first stem, the greatest first. */
        private final Map<String, SortedSet<Integer>> englishLengths = new HashMap<>();

        /**
         * Creates a finder.
         *
         * @param tokenizer tokenizer of the English text
         */
        public TermFinder(Lexicon lexicon, EnglishTokenizer tokenizer, List<KnownTranslations.Pair> terms) {
            this.lexicon = lexicon;
            for (KnownTranslations.Pair term : terms) {
                String chinese = lexicon.simplify(term.chinese().strip());
                List<String> stems = words(tokenizer.tokens(term.english())).stream()
                        .map(Token::form)
                        .toList();
                if (!chinese.isEmpty() && !stems.isEmpty()) {
                    forms.add(new KnownTranslations.Pair(chinese, String.join(BETWEEN_STEMS, stems)));
                    chineseForms.add(chinese);
                    chineseLengths
                            .computeIfAbsent(chinese.charAt(0), first -> new TreeSet<>(Comparator.reverseOrder()))
                            .add(chinese.length());
                    englishForms.add(stems);
                    englishLengths
                            .computeIfAbsent(stems.get(0), first -> new TreeSet<>(Comparator.reverseOrder()))
                            .add(stems.size());
                }
            }
        }

        /** Adds a token for each term of one text that has a translation in the other. */
        public void addTo(SharedTokens shared, List<Segment> chinese, List<List<Token>> english) {
            if (forms.isEmpty()) {
                return;
            }
            List<Occurrence> chineseTerms = new ArrayList<>();
            for (int i = 0; i < chinese.size(); i++) {
                findChinese(i, lexicon.simplify(chinese.get(i).text()), chineseTerms);
            }
            List<Occurrence> englishTerms = new ArrayList<>();
            for (int j = 0; j < english.size(); j++) {
                findEnglish(j, words(english.get(j)), englishTerms);
            }
            shared.add(chineseTerms, englishTerms, forms, 1);
        }

        private void findChinese(int segment, String text, List<Occurrence> found) {
            for (int start = 0; start < text.length(); ) {
                int length = 1;
                for (int size : chineseLengths.getOrDefault(text.charAt(start), Collections.emptySortedSet())) {
                    int end = start + size;
                    if (end <= text.length() && chineseForms.contains(text.substring(start, end))) {
                        found.add(new Occurrence(segment, start, text.substring(start, end)));
                        length = size;
                        break;
                    }
                }
                start += length;
            }
        }

        private void findEnglish(int segment, List<Token> words, List<Occurrence> found) {
            List<String> stems = words.stream().map(Token::form).toList();
            for (int start = 0; start < stems.size(); ) {
                int length = 1;
                for (int size : englishLengths.getOrDefault(stems.get(start), Collections.emptySortedSet())) {
                    int end = start + size;
                    if (end <= stems.size() && englishForms.contains(stems.subList(start, end))) {
                        String form = String.join(BETWEEN_STEMS, stems.subList(start, end));
                        found.add(new Occurrence(segment, words.get(start).start(), form));
                        length = size;
                        break;
                    }
                }
                start += length;
            }
        }

        /** Returns the tokens without punctuation, which translators change freely. */
        private static List<Token> words(List<Token> tokens) {
            return tokens.stream()
                    .filter(token -> token.kind() != Token.Kind.MARK)
                    .toList();
        }
    }

    /**
     * Finds known sentences in both texts: one or more consecutive segments that equal one side of a unit in a memory.
     * White space, case and traditional characters make no difference. Thread-safe.
     */
    public static final class SentenceFinder {
        /** Weight of a known sentence, in matching words. */
        private static final int COPIES = 4;

        /** Maximum number of consecutive segments in one unit, equal to that of the largest bead. */
        private static final int MAX_RUN_LENGTH = 10;

        private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

        private final Lexicon lexicon;
        private final List<KnownTranslations.Pair> forms = new ArrayList<>();

        public SentenceFinder(Lexicon lexicon, List<KnownTranslations.Pair> sentences) {
            this.lexicon = lexicon;
            for (KnownTranslations.Pair sentence : sentences) {
                KnownTranslations.Pair form =
                        new KnownTranslations.Pair(chineseForm(sentence.chinese()), compact(sentence.english()));
                if (!form.chinese().isEmpty() && !form.english().isEmpty()) {
                    forms.add(form);
                }
            }
        }

        private String chineseForm(String text) {
            return compact(lexicon.simplify(text));
        }

        private static String compact(String text) {
            return SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        }

        /** Adds tokens to each segment of a known sentence that has its translation in the other text. */
        public void addTo(SharedTokens shared, List<Segment> chinese, List<Segment> english) {
            if (forms.isEmpty()) {
                return;
            }
            Set<String> chineseForms = new HashSet<>();
            Set<String> englishForms = new HashSet<>();
            forms.forEach(form -> {
                chineseForms.add(form.chinese());
                englishForms.add(form.english());
            });
            shared.add(
                    find(chinese, chineseForms, this::chineseForm),
                    find(english, englishForms, SentenceFinder::compact),
                    forms,
                    COPIES);
        }

        private static List<Occurrence> find(List<Segment> segments, Set<String> forms, UnaryOperator<String> normal) {
            int longest = forms.stream().mapToInt(String::length).max().orElse(0);
            List<String> texts = segments.stream()
                    .map(segment -> normal.apply(segment.text()))
                    .toList();
            List<Occurrence> found = new ArrayList<>();
            for (int from = 0; from < texts.size(); from++) {
                StringBuilder run = new StringBuilder();
                for (int to = from; to < Math.min(texts.size(), from + MAX_RUN_LENGTH); to++) {
                    run.append(texts.get(to));
                    if (run.length() > longest) {
                        break;
                    }
                    String form = run.toString();
                    if (forms.contains(form)
                            && !texts.get(from).isEmpty()
                            && !texts.get(to).isEmpty()) {
                        for (int k = from; k <= to; k++) {
                            found.add(new Occurrence(k, 0, form));
                        }
                    }
                }
            }
            return found;
        }
    }
}
