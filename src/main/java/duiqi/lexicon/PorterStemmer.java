package duiqi.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reduces an English word to its stem by the rules of Porter's second stemmer (M. F. Porter, "The English (Porter2)
 * stemming algorithm", 2001, snowballstem.org/algorithms/english/stemmer.html). The names of the steps and regions are
 * those of that text.
 *
 * <p>The stems are those of version 2 of Snowball, with which the tables of the lexicon are built. Each instance stems
 * one word.
 */
final class PorterStemmer {
    private static final String VOWELS = "aeiouy";

    /** Letters that cannot end a short syllable; after them a word gets no e back. */
    private static final String NOT_SHORT = VOWELS + "wxY";

    /** Letters before which -li is an ending. */
    private static final String BEFORE_LI = "cdeghkmnrt";

    private static final String DOUBLED = "bdfgmnprt";

    /** Words with irregular stems. */
    private static final Map<String, String> EXCEPTIONS = EnglishSpelling.AmericanSpelling.pairs(
            "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli"
                    + " only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes");

    /** Words that equal their stem after the removal of a final -s. */
    private static final Set<String> KEPT =
            Set.of("inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed");

    /** Prefixes that end before the first region, although a syllable continues. */
    private static final Set<String> BEGINNINGS = Set.of("gener", "commun", "arsen");

    /** Endings of steps 2, 3 and 4 with their replacements. */
    private static final Map<String, String> STEP_2 =
            EnglishSpelling.AmericanSpelling.pairs("tional:tion enci:ence anci:ance abli:able entli:ent izer:ize"
                    + " ization:ize ational:ate ation:ate ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous"
                    + " iveness:ive iviti:ive biliti:ble bli:ble ogi:og fulli:ful lessli:less li:");

    private static final Map<String, String> STEP_3 = EnglishSpelling.AmericanSpelling.pairs(
            "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
    private static final Map<String, String> STEP_4 = EnglishSpelling.AmericanSpelling.pairs(
            "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion:");

    private static final int MAX_ENDING = 7;

    private final StringBuilder word;

    /** Starts of the regions R1 and R2. */
    private final int first;

    private final int second;

    private PorterStemmer(String text) {
        word = new StringBuilder(text);
        if (text.startsWith("'")) {
            word.deleteCharAt(0);
        }
        markConsonants();
        int begun = BEGINNINGS.stream()
                .filter(beginning -> word.indexOf(beginning) == 0)
                .mapToInt(String::length)
                .findFirst()
                .orElse(0);
        first = begun > 0 ? begun : afterSyllable(0);
        second = afterSyllable(first);
    }

    /** Returns the stem of a word in lower case. */
    static String stem(String word) {
        String exception = EXCEPTIONS.get(word);
        if (exception != null) {
            return exception;
        }
        return word.length() < 3 ? word : new PorterStemmer(word).stem();
    }

    /** Writes y as Y if it is a consonant: at the beginning and after a vowel. */
    private void markConsonants() {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == 'y' && (i == 0 || isVowel(i - 1))) {
                word.setCharAt(i, 'Y');
            }
        }
    }

    /** Returns the index after the first consonant that follows a vowel, or the end of the word if there is none. */
    private int afterSyllable(int start) {
        int i = start;
        while (i < word.length() && !isVowel(i)) {
            i++;
        }
        while (i < word.length() && isVowel(i)) {
            i++;
        }
        return Math.min(i + 1, word.length());
    }

    private boolean isVowel(int i) {
        return VOWELS.indexOf(word.charAt(i)) >= 0;
    }

    private String stem() {
        step1a();
        if (!KEPT.contains(word.toString())) {
            step1b();
            step1c();
            step2();
            step3();
            step4();
            step5();
        }
        return word.toString().replace('Y', 'y');
    }

    private boolean ends(String ending) {
        int start = word.length() - ending.length();
        return start >= 0 && word.indexOf(ending, start) == start;
    }

    /** Returns the longest ending of a step that the word has, or an empty text. */
    private String ending(Map<String, String> step) {
        for (int length = Math.min(MAX_ENDING, word.length()); length > 0; length--) {
            String end = word.substring(word.length() - length);
            if (step.containsKey(end)) {
                return end;
            }
        }
        return "";
    }

    /** Returns whether an ending of the word starts in a region. */
    private boolean isIn(int region, String ending) {
        return region <= word.length() - ending.length();
    }

    private void replace(String ending, String by) {
        word.replace(word.length() - ending.length(), word.length(), by);
    }

    private boolean hasVowelBefore(int end) {
        for (int i = 0; i < end; i++) {
            if (isVowel(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean endsInAnyOf(String letters, String ending) {
        int before = word.length() - ending.length() - 1;
        return before >= 0 && letters.indexOf(word.charAt(before)) >= 0;
    }

    /**
     * Returns whether the word up to an index ends in a short syllable: consonant, vowel and consonant, or only vowel
     * and consonant.
     */
    private boolean isShort(int end) {
        if (end < 2 || !isVowel(end - 2)) {
            return false;
        }
        return end == 2 ? !isVowel(1) : NOT_SHORT.indexOf(word.charAt(end - 1)) < 0 && !isVowel(end - 3);
    }

    private void step1a() {
        if (ends("'s'")) {
            replace("'s'", "");
        } else if (ends("'s")) {
            replace("'s", "");
        } else if (ends("'")) {
            replace("'", "");
        }
        if (ends("sses")) {
            replace("sses", "ss");
        } else if (ends("ied") || ends("ies")) {
            replace("ies", word.length() > 4 ? "i" : "ie");
        } else if (ends("s") && !ends("us") && !ends("ss") && hasVowelBefore(word.length() - 2)) {
            replace("s", "");
        }
    }

    private void step1b() {
        for (String ending : new String[] {"eedly", "eed"}) {
            if (ends(ending)) {
                if (isIn(first, ending)) {
                    replace(ending, "ee");
                }
                return;
            }
        }
        for (String ending : new String[] {"ingly", "edly", "ing", "ed"}) {
            if (ends(ending)) {
                if (hasVowelBefore(word.length() - ending.length())) {
                    replace(ending, "");
                    restoreBase();
                }
                return;
            }
        }
    }

    /** Restores the last e, or removes one of two equal consonants. */
    private void restoreBase() {
        int last = word.length() - 1;
        if (ends("at") || ends("bl") || ends("iz")) {
            word.append('e');
        } else if (last > 0 && word.charAt(last) == word.charAt(last - 1) && DOUBLED.indexOf(word.charAt(last)) >= 0) {
            word.setLength(last);
        } else if (first == word.length() && isShort(word.length())) {
            word.append('e');
        }
    }

    private void step1c() {
        int last = word.length() - 1;
        if (last > 1 && (ends("y") || ends("Y")) && !isVowel(last - 1)) {
            word.setCharAt(last, 'i');
        }
    }

    private void step2() {
        String ending = ending(STEP_2);
        boolean fits = switch (ending) {
            case "ogi" -> endsInAnyOf("l", ending);
            case "li" -> endsInAnyOf(BEFORE_LI, ending);
            default -> true;
        };
        if (!ending.isEmpty() && fits && isIn(first, ending)) {
            replace(ending, STEP_2.getOrDefault(ending, ""));
        }
    }

    private void step3() {
        String ending = ending(STEP_3);
        if (!ending.isEmpty() && isIn(ending.equals("ative") ? Math.max(first, second) : first, ending)) {
            replace(ending, STEP_3.getOrDefault(ending, ""));
        }
    }

    private void step4() {
        String ending = ending(STEP_4);
        if (!ending.isEmpty() && isIn(second, ending) && (!ending.equals("ion") || endsInAnyOf("st", ending))) {
            replace(ending, "");
        }
    }

    private void step5() {
        if (ends("e") && (isIn(second, "e") || (isIn(first, "e") && !isShort(word.length() - 1)))) {
            replace("e", "");
        } else if (ends("ll") && isIn(second, "l")) {
            replace("l", "");
        }
    }

    /**
     * Reduces English words to stems: irregular forms to their base (<i>went</i> to <i>go</i>), British spellings to
     * American ones, and all other words with {@link PorterStemmer}.
     *
     * <p>Lexicon files contain these stems. If you change the rules, build the lexicon again. Not thread-safe, because it
     * has a cache.
     */
    static final class Stems {
        /** Minimum length of words to stem; shorter stems would be ambiguous. */
        private static final int MIN_LENGTH = 4;

        private static final Pattern ISE = Pattern.compile("is(e[sd]?|ing)$");
        private static final Pattern OUR = Pattern.compile("our(s|ed|ing|able|ite|ful|less|hood|er|ers)?$");
        private static final Pattern DOUBLED = Pattern.compile("([ae])ll(ed|ing)$");

        private static final Map<String, String> IRREGULAR = load();

        private final Map<String, String> cache = new HashMap<>();

        /** Returns the stem of a word in lower case. */
        String stem(String word) {
            String known = cache.get(word);
            if (known != null) {
                return known;
            }
            String stem = compute(word);
            cache.put(word, stem);
            return stem;
        }

        /** Returns the base of an irregular form, or the word itself if it is regular. */
        static String base(String word) {
            return IRREGULAR.getOrDefault(word, word);
        }

        /** Returns whether the rules of inflection and spelling do not apply to a word. */
        static boolean isIrregular(String word) {
            return IRREGULAR.containsKey(word);
        }

        private String compute(String word) {
            String base = base(word);
            if (base.length() < MIN_LENGTH) {
                return base;
            }
            return PorterStemmer.stem(american(base));
        }

        /** Applies spelling rules to all words except those that the list of irregular forms maps to themselves. */
        private static String american(String word) {
            if (isIrregular(word)) {
                return word;
            }
            // Few words contain the letters of a pattern, and a pattern is slow.
            if (word.length() > 6 && word.contains("is")) {
                word = ISE.matcher(word.replace("isation", "ization")).replaceFirst("iz$1");
            }
            if (word.length() > 5 && word.contains("our")) {
                word = OUR.matcher(word).replaceFirst("or$1");
            }
            return word.contains("ll") ? DOUBLED.matcher(word).replaceFirst("$1l$2") : word;
        }

        private static Map<String, String> load() {
            Map<String, String> forms = new HashMap<>();
            try (InputStream in = Stems.class.getResourceAsStream("english-irregular.txt");
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.isBlank() || line.startsWith("#")) {
                        continue;
                    }
                    String[] words = line.trim().split(" +");
                    for (String form : words) {
                        forms.put(form, words[0]);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.copyOf(forms);
        }
    }
}
