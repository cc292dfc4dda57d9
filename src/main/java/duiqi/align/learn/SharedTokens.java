package duiqi.align.learn;

import duiqi.align.KnownTranslations;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tokens that stand on both sides of two texts because a known rendering stands there: the Chinese segment gets the Chinese form
 * as a further token, and the English segment the same token. Only renderings that both texts have count, as far as they have
 * them: a term that this translator rendered otherwise tells nothing. Not thread-safe.
 */
public final class SharedTokens {
    private final List<List<Token>> chinese;
    private final List<List<Token>> english;

    /**
     * A known form in a text.
     *
     * @param segment the segment it stands in
     * @param start index in the segment at which it begins
     * @param form the form, the same for all its occurrences
     */
    record Occurrence(int segment, int start, String form) {}

    /** No tokens yet, for texts of so many segments. */
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
     * Adds tokens for the forms of one text that have a rendering in the other.
     *
     * @param chineseForms where Chinese forms stand
     * @param englishForms where English forms stand
     * @param renderings which English forms render which Chinese ones
     * @param copies how many tokens each occurrence gets: as many words it is worth
     */
    void add(
            List<Occurrence> chineseForms,
            List<Occurrence> englishForms,
            List<KnownTranslations.Pair> renderings,
            int copies) {
        Map<String, Set<String>> byEnglish = byEnglish(renderings);
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

    /** Returns for each English form the Chinese forms that it renders. */
    private static Map<String, Set<String>> byEnglish(List<KnownTranslations.Pair> all) {
        Map<String, Set<String>> renderings = new TreeMap<>();
        for (KnownTranslations.Pair rendering : all) {
            renderings
                    .computeIfAbsent(rendering.english(), form -> new TreeSet<>())
                    .add(rendering.chinese());
        }
        return renderings;
    }

    /** Returns the further tokens of a Chinese segment. */
    public List<Token> chinese(int i) {
        return chinese.get(i);
    }

    /** Returns the further tokens of an English segment. */
    public List<Token> english(int j) {
        return english.get(j);
    }

    /**
     * Finds known terms in both texts: in Chinese as characters, simplified and traditional alike, in English as stems one after the
     * other. Of overlapping terms the first counts, and of those that begin together the longest. Not thread-safe.
     */
    public static final class TermFinder {
        private static final String BETWEEN_STEMS = " ";

        private final Lexicon lexicon;
        private final List<KnownTranslations.Pair> forms = new ArrayList<>();

        /** By first character or stem, the longest first. */
        private final Map<Character, List<String>> chineseForms = new HashMap<>();

        private final Map<String, List<List<String>>> englishForms = new HashMap<>();

        /**
         * @param tokenizer what made the tokens of the English text
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
                    chineseForms
                            .computeIfAbsent(chinese.charAt(0), first -> new ArrayList<>())
                            .add(chinese);
                    englishForms
                            .computeIfAbsent(stems.get(0), first -> new ArrayList<>())
                            .add(stems);
                }
            }
            chineseForms.values().forEach(list -> list.sort((a, b) -> b.length() - a.length()));
            englishForms.values().forEach(list -> list.sort((a, b) -> b.size() - a.size()));
        }

        /** Adds a token for each term of the one text that has a rendering in the other. */
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
                for (String form : chineseForms.getOrDefault(text.charAt(start), List.of())) {
                    if (text.startsWith(form, start)) {
                        found.add(new Occurrence(segment, start, form));
                        length = form.length();
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
                for (List<String> form : englishForms.getOrDefault(stems.get(start), List.of())) {
                    int end = start + form.size();
                    if (end <= stems.size() && stems.subList(start, end).equals(form)) {
                        found.add(new Occurrence(segment, words.get(start).start(), String.join(BETWEEN_STEMS, form)));
                        length = form.size();
                        break;
                    }
                }
                start += length;
            }
        }

        /** Returns the tokens without marks, which translators set as they like. */
        private static List<Token> words(List<Token> tokens) {
            return tokens.stream()
                    .filter(token -> token.kind() != Token.Kind.MARK)
                    .toList();
        }
    }

    /**
     * Finds known sentences in both texts: where a segment, or several in a row, are what a memory has as one side of a unit. White
     * space and capitals make no difference, nor do traditional characters. Thread-safe.
     */
    public static final class SentenceFinder {
        /** A known sentence is worth as much as so many words that match. */
        private static final int COPIES = 4;

        /** Segments in a row that one unit may hold, as many as the largest bead has. */
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

        /** Adds tokens to each segment of a known sentence that has its rendering in the other text. */
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
