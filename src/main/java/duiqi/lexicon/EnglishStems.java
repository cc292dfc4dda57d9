package duiqi.lexicon;

import duiqi.text.ResourceLines;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Reduces English words to stems: irregular forms to their base (<i>went</i> to <i>go</i>), British spellings to
 * American ones, and all other words by the rules of Porter's second stemmer (M. F. Porter, "The English (Porter2)
 * stemming algorithm", 2001).
 *
 * <p>Lexicon files contain these stems. If you change the rules, build the lexicon again. Not thread-safe, because it
 * has a cache.
 */
final class EnglishStems {
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
        return porter(american(base));
    }

    /** Returns the stem of a word in lower case by Porter's rules alone. */
    static String porter(String word) {
        EnglishStemmer stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
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
        for (String line : ResourceLines.of(EnglishStems.class, "english-irregular.txt")) {
            String[] words = line.trim().split(" +");
            for (String form : words) {
                forms.put(form, words[0]);
            }
        }
        return Map.copyOf(forms);
    }
}
