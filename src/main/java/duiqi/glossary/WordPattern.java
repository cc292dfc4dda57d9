package duiqi.glossary;

import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A rendering as a row of words, to be found in text whatever their inflection, spelling, hyphens and articles. Immutable.
 *
 * <p>A word with {@code |} behind it stands for all that begin like it. Words written as one match the same words written apart
 * ({@code set-up}, {@code setup}). An acronym must be in capitals.
 */
final class WordPattern {
    private static final Set<String> ARTICLES = Set.of("the", "a", "an");
    private static final Set<String> LINKS =
            Set.of("the", "a", "an", "of", "and", "in", "for", "on", "to", "or", "with", "by", "as", "from", "at");
    private static final int MAX_ACRONYM_LENGTH = 6;

    /** "basic, applied and interdisciplinary research" has four words before the one that all of them share. */
    private static final int MAX_GAP = 6;

    /** Words of a rendering that is taken apart stand within so many more than it has. */
    private static final int SCATTER = 4;

    private final List<EnglishWord> words;
    private final Set<Integer> stems = new HashSet<>();
    private final boolean hasComma;
    private final boolean isAcronym;

    private WordPattern(String rendering, List<EnglishWord> words) {
        this.words = words;
        this.hasComma = rendering.indexOf(',') >= 0;
        this.isAcronym = rendering.length() <= MAX_ACRONYM_LENGTH
                && rendering.chars().anyMatch(Character::isUpperCase)
                && rendering.equals(rendering.toUpperCase(Locale.ROOT));
        for (int k = 0; k < words.size(); k++) {
            int end = words.get(k).end();
            if (end < rendering.length() && rendering.charAt(end) == '|') {
                stems.add(k);
            }
        }
    }

    static WordPattern of(String rendering, EnglishWords english) {
        return new WordPattern(rendering, english.of(rendering));
    }

    boolean isAcronym() {
        return isAcronym;
    }

    /** Whether every word, but for articles and the like, is a word of the other. */
    boolean isWithin(WordPattern other) {
        return !words.isEmpty()
                && words.stream()
                        .filter(word -> !LINKS.contains(word.form()))
                        .allMatch(word -> other.words.stream().anyMatch(word::isFormOf));
    }

    /** A part of the text: indices of its first word and after its last. */
    record Stretch(int from, int to) {}

    /** Where the rendering stands, from left to right, none over another. */
    List<Stretch> find(String text, List<EnglishWord> in) {
        List<Stretch> found = new ArrayList<>();
        for (int i = 0; i < in.size() && !words.isEmpty(); ) {
            int end = match(text, in, i, 0, false);
            if (end > i) {
                found.add(new Stretch(i, end));
                i = end;
            } else {
                i++;
            }
        }
        return found;
    }

    /**
     * Whether the rendering is there in another shape: with what shares its last word ({@code basic and applied research} for
     * <i>basic research</i>), or with all its words near each other in another order.
     */
    boolean isThereLoosely(String text, List<EnglishWord> in) {
        for (int i = 0; i < in.size() && words.size() > 1; i++) {
            if (match(text, in, i, 0, true) > i || isScattered(in, i)) {
                return true;
            }
        }
        return false;
    }

    /** The index after the last word when the pattern from word {@code k} on stands at word {@code i}; -1 when it does not. */
    private int match(String text, List<EnglishWord> in, int i, int k, boolean takesGap) {
        if (k == words.size()) {
            return i;
        }
        if (i >= in.size() || (k > 0 && !touch(text, in, i, takesGap))) {
            return -1;
        }
        if (isMatch(text, in.get(i), k)) {
            int end = match(text, in, i + 1, k + 1, takesGap);
            if (end >= 0) {
                return end;
            }
        }
        if (k > 0 && ARTICLES.contains(in.get(i).form())) {
            return match(text, in, i + 1, k, takesGap);
        }
        if (ARTICLES.contains(words.get(k).form()) && words.size() > 1) {
            int end = match(text, in, i, k + 1, takesGap);
            if (end >= 0) {
                return end;
            }
        }
        int joined = matchJoined(text, in, i, k, takesGap);
        return joined < 0 && takesGap && k == words.size() - 1 && k > 0 ? matchBehindGap(text, in, i) : joined;
    }

    /** Two words of one side that the other writes as one. */
    private int matchJoined(String text, List<EnglishWord> in, int i, int k, boolean takesGap) {
        if (i + 1 < in.size()
                && isClose(text, in.get(i), in.get(i + 1))
                && isOne(in.get(i), in.get(i + 1), words.get(k))) {
            return match(text, in, i + 2, k + 1, takesGap);
        }
        if (k + 1 < words.size() && isOne(words.get(k), words.get(k + 1), in.get(i))) {
            return match(text, in, i + 1, k + 2, takesGap);
        }
        return -1;
    }

    private static boolean isOne(EnglishWord first, EnglishWord second, EnglishWord whole) {
        int length = first.form().length();
        return whole.form().length() > length
                && whole.form().startsWith(first.form())
                && (whole.form().substring(length).equals(second.form())
                        || second.lemmas().stream()
                                .anyMatch(lemma -> whole.lemmas().contains(first.form() + lemma)));
    }

    private static boolean isClose(String text, EnglishWord first, EnglishWord second) {
        return second.start() - first.end() <= 1
                || text.substring(first.end(), second.start()).isBlank();
    }

    /** The last word, behind others that share it: they begin with a comma, and, or. */
    private int matchBehindGap(String text, List<EnglishWord> in, int i) {
        boolean isList = List.of("and", "or").contains(in.get(i).form())
                || text.substring(in.get(i - 1).end(), in.get(i).start())
                        .strip()
                        .startsWith(",")
                || text.substring(in.get(i - 1).end(), in.get(i).start())
                        .strip()
                        .startsWith("/");
        for (int j = i + 1; isList && j < in.size() && j - i <= MAX_GAP; j++) {
            if (text.substring(in.get(j - 1).end(), in.get(j).start()).matches(".*[.;:!?].*")) {
                return -1;
            }
            if (isMatch(text, in.get(j), words.size() - 1)) {
                return j + 1;
            }
        }
        return -1;
    }

    private boolean isMatch(String text, EnglishWord word, int k) {
        EnglishWord wanted = words.get(k);
        if (stems.contains(k)) {
            return word.form().startsWith(wanted.form())
                    || word.lemmas().stream().anyMatch(lemma -> lemma.startsWith(wanted.form()));
        }
        if (isAcronym && Character.isLowerCase(text.charAt(word.start()))) {
            return false;
        }
        return word.isFormOf(wanted);
    }

    /** Whether a word goes on with the one before: no mark that ends a clause stands between. */
    private boolean touch(String text, List<EnglishWord> in, int i, boolean takesGap) {
        if (i == 0) {
            return true;
        }
        for (int at = in.get(i - 1).end(); at < in.get(i).start(); at++) {
            char c = text.charAt(at);
            if (".;:!?()[]。；：！？（）…".indexOf(c) >= 0 || ((c == ',' || c == '，') && !hasComma && !takesGap)) {
                return false;
            }
        }
        return true;
    }

    private boolean isScattered(List<EnglishWord> in, int from) {
        int to = Math.min(in.size(), from + words.size() + SCATTER);
        if (words.stream()
                .noneMatch(word -> !LINKS.contains(word.form()) && in.get(from).isFormOf(word))) {
            return false;
        }
        for (int k = 0; k < words.size(); k++) {
            EnglishWord wanted = words.get(k);
            if (!LINKS.contains(wanted.form())
                    && in.subList(from, to).stream().noneMatch(word -> word.isFormOf(wanted))) {
                return false;
            }
        }
        return true;
    }
}
