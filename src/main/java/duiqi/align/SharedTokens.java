package duiqi.align;

import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tokens that stand on both sides of two texts because a known rendering stands there: the Chinese segment gets the Chinese form
 * as a further token, and the English segment the same token. Only renderings that both texts have count, as far as they have
 * them: a term that this translator rendered otherwise tells nothing. Not thread-safe.
 */
final class SharedTokens {
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
    SharedTokens(int chineseSize, int englishSize) {
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
            List<KnownTranslation> renderings,
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

    /** For each English form the Chinese forms that it renders. */
    private static Map<String, Set<String>> byEnglish(List<KnownTranslation> all) {
        Map<String, Set<String>> renderings = new TreeMap<>();
        for (KnownTranslation rendering : all) {
            renderings
                    .computeIfAbsent(rendering.english(), form -> new TreeSet<>())
                    .add(rendering.chinese());
        }
        return renderings;
    }

    /** The further tokens of a Chinese segment. */
    List<Token> chinese(int i) {
        return chinese.get(i);
    }

    /** The further tokens of an English segment. */
    List<Token> english(int j) {
        return english.get(j);
    }
}
