package duiqi.lexicon;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts English text into words that can be compared with those of terms: a hyphen of any kind parts words as a space does, and
 * quotation marks, possessives, case, width and soft hyphens make no difference. Marks are no words but {@code &}. Not
 * thread-safe: it keeps what it found.
 */
public final class EnglishWords {
    /** What stands inside words and is not seen: soft hyphen, zero-width space and joiners, word joiner, byte order mark. */
    private static final String UNSEEN = "\u00AD\u200B-\u200D\u2060\uFEFF";

    private static final Pattern WORD = Pattern.compile("&|＆"
            + "|\\p{N}++(?:[.,]\\p{N}++)++"
            + "|\\p{Lu}(?:\\.\\p{Lu})++(?:\\.(?!\\p{L}))?"
            + "|(?:[\\p{IsLatin}\\p{M}\\p{N}][" + UNSEEN
            + "]*+)++(?:['’ʼ＇][\\p{IsLatin}]++)*+(?:(?<=s)['’](?!\\p{L}))?");

    private static final Pattern FOLDED = Pattern.compile("[" + UNSEEN + "]|['’ʼ＇](?:s|)$");

    /** More different words than any memory has; a bound for hostile input. */
    private static final int MAX_CACHED = 500_000;

    private final Map<String, List<String>> lemmas = new HashMap<>();
    private String last = "";
    private List<EnglishWord> lastWords = List.of();

    /** The words of a text in order. Asked for the same text again, it gives the same list at once. */
    public List<EnglishWord> of(String text) {
        if (!text.equals(last)) {
            lastWords = words(text);
            last = text;
        }
        return lastWords;
    }

    private List<EnglishWord> words(String text) {
        List<EnglishWord> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String form = fold(matcher.group());
            if (!form.isEmpty()) {
                words.add(new EnglishWord(form, lemmas(form), matcher.start(), matcher.end()));
            }
        }
        return List.copyOf(words);
    }

    private static String fold(String word) {
        if (word.equals("&") || word.equals("＆")) {
            return "and";
        }
        boolean isPlain = isPlain(word);
        String plain = isPlain ? word : Normalizer.normalize(word, Normalizer.Form.NFKC);
        String lower = plain.toLowerCase(Locale.ROOT);
        return isPlain && lower.indexOf('\'') < 0
                ? lower
                : FOLDED.matcher(lower).replaceAll("");
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private List<String> lemmas(String form) {
        if (lemmas.size() >= MAX_CACHED) {
            lemmas.clear();
        }
        return lemmas.computeIfAbsent(form, EnglishLemmas::of);
    }
}
