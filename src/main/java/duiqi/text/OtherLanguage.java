package duiqi.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Detects texts that are neither Chinese nor English: by script, and in Latin script by the most frequent function
 * words of a language. A text counts as Chinese or English unless the evidence is clear, so that names, code and short
 * texts in English are accepted. One instance measures one text. Not thread-safe.
 */
public final class OtherLanguage {
    /** Minimum number of function words, and of different ones, of a language in a text. */
    private static final int MIN_WORDS = 4;

    private static final int MIN_DIFFERENT = 3;

    /** Minimum share of function words in a text: one in 20. Running text has one in 4 to 12. */
    private static final int WORDS_PER_FUNCTION_WORD = 20;

    /** Maximum number of words of a short text, which needs less evidence if it has no English function word. */
    private static final int SHORT = 40;

    /** Minimum share of function words in a short text: one in 4. */
    private static final int WORDS_PER_FUNCTION_WORD_OF_SHORT = 4;

    /** Minimum number of words of an English text without function words. */
    private static final int MIN_ENGLISH_WORDS = 5;

    /** Minimum share of letters of another script in a sentence: one in 5. */
    private static final int SCRIPT_SHARE = 5;

    /** Minimum share of words with other letters in a sentence: one in 12. */
    private static final int WORDS_PER_ACCENT = 12;

    /** Minimum number of Japanese or Korean letters; texts in other scripts need twice as many. */
    private static final int MIN_LETTERS = 10;

    private static final Map<Character.UnicodeScript, Language> SCRIPTS = Map.of(
            Character.UnicodeScript.HIRAGANA, new Language("ja"),
            Character.UnicodeScript.KATAKANA, new Language("ja"),
            Character.UnicodeScript.HANGUL, new Language("ko"),
            Character.UnicodeScript.CYRILLIC, new Language("ru"),
            Character.UnicodeScript.GREEK, new Language("el"),
            Character.UnicodeScript.ARABIC, new Language("ar"),
            Character.UnicodeScript.HEBREW, new Language("he"),
            Character.UnicodeScript.THAI, new Language("th"),
            Character.UnicodeScript.DEVANAGARI, new Language("hi"));

    private final Map<Language, Integer> otherLetters = new HashMap<>();
    private final int[] functionWords = new int[FunctionWords.LANGUAGES.size()];
    private final BitSet[] differentWords = new BitSet[functionWords.length];
    private long han;
    private long latin;
    private int words;

    /** Number of words in small letters that contain a letter that English lacks. */
    private int accented;

    /** Creates a detector for a text that {@link #add} receives. */
    public OtherLanguage() {
        for (int i = 0; i < differentWords.length; i++) {
            differentWords[i] = new BitSet();
        }
    }

    /**
     * Detects the language of a text.
     *
     * @return the language, for example {@code de} or {@code ja}; empty if the text may be Chinese or English
     */
    public static Optional<Language> of(CharSequence text) {
        OtherLanguage found = new OtherLanguage();
        found.add(text);
        return found.language();
    }

    /** Returns whether a text in Latin script is English with some certainty: not only a name or code. */
    public boolean isEnglish() {
        return functionWords[FunctionWords.ENGLISH] > 0 || words >= MIN_ENGLISH_WORDS;
    }

    /** Adds a part of the text, which contains whole words. */
    public void add(CharSequence text) {
        FunctionWords.Entry last = FunctionWords.Entry.NONE;
        int i = 0;
        while (i < text.length()) {
            int c = Character.codePointAt(text, i);
            if (!Character.isLetter(c)) {
                i += Character.charCount(c);
                continue;
            }
            if (script(c) != Character.UnicodeScript.LATIN) {
                count(c);
                i += Character.charCount(c);
                continue;
            }
            int end = endOfWord(text, i);
            accented += isAccented(text, i, end) ? 1 : 0;
            count(last, !Character.isUpperCase(c));
            last = FunctionWords.entry(text.subSequence(i, end).toString());
            words++;
            latin += end - i;
            i = end;
        }
        count(last, true);
    }

    /** Returns whether a word that is no name contains a letter that English lacks. */
    private static boolean isAccented(CharSequence text, int start, int end) {
        return !Character.isUpperCase(Character.codePointAt(text, start))
                && text.subSequence(start, end).chars().anyMatch(c -> c > 0x7F);
    }

    private static int endOfWord(CharSequence text, int start) {
        int i = start;
        while (i < text.length()) {
            int c = Character.codePointAt(text, i);
            if (!Character.isLetter(c) || script(c) != Character.UnicodeScript.LATIN) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    /** Returns the script of a letter. The tests of the usual letters save the search in the table of Java. */
    private static Character.UnicodeScript script(int letter) {
        boolean isHan = letter >= 0x4E00 && letter < 0xA000;
        return letter < 0x80
                ? Character.UnicodeScript.LATIN
                : isHan ? Character.UnicodeScript.HAN : Character.UnicodeScript.of(letter);
    }

    private void count(int letter) {
        Character.UnicodeScript script = script(letter);
        if (script == Character.UnicodeScript.HAN) {
            han++;
        } else if (SCRIPTS.containsKey(script)) {
            otherLetters.merge(Objects.requireNonNull(SCRIPTS.get(script)), 1, Integer::sum);
        }
    }

    /**
     * Counts a function word. Before a capital letter it may be part of a name, as in Rio de Janeiro; German writes all
     * nouns with a capital letter.
     */
    private void count(FunctionWords.Entry word, boolean isBeforeSmallLetter) {
        for (int language : word.languages()) {
            if (isBeforeSmallLetter || language <= FunctionWords.GERMAN) {
                functionWords[language]++;
                differentWords[language].set(word.number());
            }
        }
    }

    /** Returns the language of the text; empty if the text may be Chinese or English. */
    public Optional<Language> language() {
        Optional<Map.Entry<Language, Integer>> other =
                otherLetters.entrySet().stream().max(Map.Entry.comparingByValue());
        boolean isOther =
                other.isPresent() && isOther(other.get().getKey(), other.get().getValue());
        return isOther ? other.map(Map.Entry::getKey) : han * 2 > latin ? Optional.empty() : latinLanguage();
    }

    /**
     * Returns the language of a text that is a single sentence. This method needs less evidence than {@link #language},
     * so a sentence with foreign names may count as another language.
     *
     * @return the language; empty if the sentence may be Chinese or English
     */
    public Optional<Language> sentenceLanguage() {
        Optional<Map.Entry<Language, Integer>> other =
                otherLetters.entrySet().stream().max(Map.Entry.comparingByValue());
        if (other.isPresent() && other.get().getValue() * SCRIPT_SHARE > han + latin) {
            return other.map(Map.Entry::getKey);
        }
        if (han * 2 > latin) {
            return Optional.empty();
        }
        int best = best();
        int english = functionWords[FunctionWords.ENGLISH];
        boolean hasWords = functionWords[best] > 2 * english && differentWords[best].cardinality() > 1;
        boolean hasLetters = accented * WORDS_PER_ACCENT >= words && accented > english;
        return hasWords || hasLetters ? Optional.of(FunctionWords.LANGUAGES.get(best)) : Optional.empty();
    }

    /** Returns the index of the language other than English with the most function words. */
    private int best() {
        int best = FunctionWords.GERMAN;
        for (int i = best + 1; i < functionWords.length; i++) {
            best = functionWords[i] > functionWords[best] ? i : best;
        }
        return best;
    }

    /**
     * Returns whether a text is in a language of another script. Japanese and Korean texts may contain many Han
     * characters; texts in other scripts contain only a few.
     */
    private boolean isOther(Language language, int letters) {
        boolean hasHan = language.tag().equals("ja") || language.tag().equals("ko");
        return hasHan
                ? letters >= MIN_LETTERS && letters > Math.max(han / 4, latin)
                : letters >= 2 * MIN_LETTERS && letters > Math.max(2 * han, latin);
    }

    private Optional<Language> latinLanguage() {
        int best = best();
        int different = differentWords[best].cardinality();
        boolean isClearInShort = words <= SHORT
                && functionWords[FunctionWords.ENGLISH] == 0
                && (different >= MIN_DIFFERENT || (different == MIN_DIFFERENT - 1 && accented > 0))
                && functionWords[best] * WORDS_PER_FUNCTION_WORD_OF_SHORT >= words;
        boolean isClear = functionWords[best] >= MIN_WORDS
                && different >= MIN_DIFFERENT
                && functionWords[best] > 2 * functionWords[FunctionWords.ENGLISH]
                && functionWords[best] * WORDS_PER_FUNCTION_WORD >= words;
        return isClear || isClearInShort ? Optional.of(FunctionWords.LANGUAGES.get(best)) : Optional.empty();
    }

    private static final class FunctionWords {
        static final int ENGLISH = 0;
        static final int GERMAN = 1;
        static final List<Language> LANGUAGES = new ArrayList<>();

        /** Length of the longest function word. */
        private static final int MAX_LENGTH = 10;

        private static final Map<String, Entry> ENTRIES = read();

        private FunctionWords() {}

        /**
         * Describes a word.
         *
         * @param number number of the word
         * @param languages indices of its languages in {@link #LANGUAGES}
         */
        record Entry(int number, List<Integer> languages) {
            static final Entry NONE = new Entry(0, List.of());
        }

        static Entry entry(String word) {
            return word.length() > MAX_LENGTH
                    ? Entry.NONE
                    : ENTRIES.getOrDefault(word.toLowerCase(Locale.ROOT), Entry.NONE);
        }

        private static Map<String, Entry> read() {
            Map<String, Entry> entries = new HashMap<>();
            for (String line : ResourceLines.of(OtherLanguage.class, "function-words.txt")) {
                int colon = line.indexOf(':');
                int language = LANGUAGES.size();
                LANGUAGES.add(new Language(line.substring(0, colon)));
                for (String word : line.substring(colon + 1).strip().split(" ")) {
                    entries.computeIfAbsent(word, first -> new Entry(entries.size(), new ArrayList<>()))
                            .languages()
                            .add(language);
                }
            }
            return Map.copyOf(entries);
        }
    }
}
