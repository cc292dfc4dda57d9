package duiqi.glossary;

import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Matches a sequence of words in text, in any inflection and spelling, and with any hyphens and articles.
 * Immutable.
 *
 * <p>A word followed by {@code |} matches all words that begin with it. Words written as one match the same words
 * written separately ({@code set-up}, {@code setup}). An acronym must be in capitals.
 */
final class WordPattern {
    private static final Set<String> ARTICLES = Set.of("the", "a", "an");
    private static final Set<String> LINKS =
            Set.of("the", "a", "an", "of", "and", "in", "for", "on", "to", "or", "with", "by", "as", "from", "at");

    /** Words that are no second part of a word: "process or" is no "processor". */
    private static final Set<String> NO_PARTICLES = Set.of("or", "and", "of", "a", "an", "the", "as", "at");

    private static final Set<String> DETERMINERS =
            Set.of("the", "this", "that", "these", "those", "such", "its", "their", "our", "said", "both");
    private static final int MAX_ACRONYM_LENGTH = 6;

    /** Number of letters in the key of a stem; the shortest stem has as many. */
    private static final int STEM_KEY = 2;

    /** Maximum number of words before the shared one: "basic, applied and interdisciplinary research" has four. */
    private static final int MAX_GAP = 6;

    /** Number of letters that related words share. */
    private static final int MIN_START = 3;

    /** Minimum number of letters of a word that proves a relation to a longer word. */
    private static final int MIN_END = 6;

    /** Maximum number of content words of a term with another form with "of". */
    private static final int MAX_INVERTED = 4;

    private static final EnglishWords.EnglishWord OF = new EnglishWords.EnglishWord("of", List.of("of"), 0, 0);

    /** Maximum number of other words between two words of a translation: "climate and energy policy" has two. */
    private static final int MAX_BETWEEN = 2;

    /**
     * Words that are also a past form or a plural of another word. In a term they have their own meaning: <i>wound</i>
     * is not a form of <i>wind</i>, <i>art</i> not of <i>be</i>.
     */
    private static final Set<String> OWN =
            Set.of(("art wound found left felt saw ground bound lay rose spoke stove bore fell dove axes thought"
                            + " cast spring news building meeting writing being")
                    .split(" "));

    private final List<EnglishWords.EnglishWord> words;
    private final Set<Integer> stems = new HashSet<>();
    private final boolean hasComma;
    private final boolean isAcronym;
    private final boolean isRelated;

    /**
     * Creates a pattern.
     *
     * @param isRelated true if it matches words of the same families too
     */
    private WordPattern(String rendering, List<EnglishWords.EnglishWord> words, boolean isRelated) {
        this.isRelated = isRelated;
        this.words = words.stream()
                .map(word -> OWN.contains(word.form()) || (words.size() == 1 && isNumber(word))
                        ? new EnglishWords.EnglishWord(word.form(), List.of(word.form()), word.start(), word.end())
                        : word)
                .toList();
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

    /** Returns whether a word has digits as a form. Alone, <i>eight</i> is not in <i>UTF-8</i>. */
    private static boolean isNumber(EnglishWords.EnglishWord word) {
        return word.lemmas().stream().anyMatch(lemma -> Character.isDigit(lemma.charAt(0)));
    }

    static WordPattern of(String rendering, EnglishWords english) {
        return new WordPattern(rendering, english.of(rendering), false);
    }

    /**
     * Returns a pattern that also matches words of the same families and longer words with the same end: <i>economic</i>
     * for <i>economy</i>, <i>unsustainable</i> for <i>sustainable</i>.
     */
    static WordPattern related(String rendering, EnglishWords english) {
        return new WordPattern(rendering, english.of(rendering), true);
    }

    boolean isAcronym() {
        return isAcronym;
    }

    /**
     * Returns whether the other pattern contains every word of this one, not counting articles and similar words.
     */
    boolean isWithin(WordPattern other) {
        return !words.isEmpty()
                && words.stream()
                        .filter(word -> !LINKS.contains(word.form()))
                        .allMatch(word -> other.words.stream().anyMatch(word::isFormOf));
    }

    /** Lists the purposes of a search. */
    enum Use {
        /** Finds terms in a source. */
        SOURCE,
        /** Finds allowed translations in a target. */
        ALLOWED,
        /** Finds wrong translations in a target. */
        WRONG
    }

    /**
     * Represents a part of the text by the index of its first word and the index after its last word.
     *
     * @param isScattered true if other words are between
     */
    record Stretch(int from, int to, boolean isScattered) {}

    /**
     * Returns the matches from left to right, without overlaps.
     *
     * @param starts indexes of the words where a match may begin
     * @param use {@code SOURCE} for a search in a source, where a word in -ing or -ed must match itself: a term
     *     <i>setting</i> is not in <i>set the value</i>. An acronym must be in capitals: IT is not in <i>It is</i>.
     *     {@code ALLOWED} for a translation that may have other words between its words
     */
    List<Stretch> find(String text, List<EnglishWords.EnglishWord> in, BitSet starts, Use use) {
        List<Stretch> found = new ArrayList<>();
        for (int i = starts.nextSetBit(0); i >= 0 && !words.isEmpty(); ) {
            int end = match(text, in, i, 0, false);
            boolean isScattered = end < 0 && use == Use.ALLOWED && words.size() > 1;
            if (isScattered) {
                end = match(text, in, i, 0, true);
            }
            if (end > i && (use != Use.SOURCE || (keepsDerivedWords(in, i, end) && keepsCapitals(text, in, i, end)))) {
                found.add(new Stretch(i, end, isScattered));
                i = starts.nextSetBit(end);
            } else {
                i = starts.nextSetBit(i + 1);
            }
        }
        return found;
    }

    private boolean keepsCapitals(String text, List<EnglishWords.EnglishWord> in, int from, int to) {
        String found =
                text.substring(in.get(from).start(), in.get(to - 1).end()).replaceFirst("['’]?s$", "");
        return !isAcronym || found.equals(found.toUpperCase(Locale.ROOT));
    }

    private boolean keepsDerivedWords(List<EnglishWords.EnglishWord> in, int from, int to) {
        return words.stream()
                .filter(word -> word.form().endsWith("ing") || word.form().endsWith("ed"))
                .allMatch(word -> in.subList(from, to).stream()
                        .anyMatch(found -> found.form().equals(word.form())
                                || found.lemmas().contains(word.lemmas().get(0))));
    }

    /**
     * Passes keys of the first word of all texts that the pattern matches: its form, its lemmas, or the form of its
     * first two words as one word. A pattern whose first word has a stem mark has the first letters as its key.
     */
    void keys(Consumer<String> taker) {
        int first = 0;
        while (first < words.size() - 1 && ARTICLES.contains(words.get(first).form())) {
            first++;
        }
        if (words.isEmpty()) {
            return;
        }
        EnglishWords.EnglishWord word = words.get(first);
        if (stems.contains(first)) {
            taker.accept(stemKey(word.form()));
        }
        taker.accept(word.form());
        word.lemmas().forEach(taker);
        if (first + 1 < words.size()) {
            EnglishWords.EnglishWord second = words.get(first + 1);
            taker.accept(word.form() + second.form());
            second.lemmas().forEach(lemma -> taker.accept(word.form() + lemma));
        }
    }

    /** Returns the index of the article before a word, or of the word: a pattern may begin with an article. */
    static int withArticle(List<EnglishWords.EnglishWord> in, int i) {
        return i > 0 && ARTICLES.contains(in.get(i - 1).form()) ? i - 1 : i;
    }

    /** Passes the keys of the patterns that may begin at a word of a text, not counting articles. */
    static void keys(List<EnglishWords.EnglishWord> in, int i, Consumer<String> taker) {
        EnglishWords.EnglishWord word = in.get(i);
        taker.accept(word.form());
        taker.accept(stemKey(word.form()));
        for (String lemma : word.lemmas()) {
            taker.accept(lemma);
            taker.accept(stemKey(lemma));
        }
        if (i + 1 < in.size()) {
            EnglishWords.EnglishWord second = in.get(i + 1);
            taker.accept(word.form() + second.form());
            second.lemmas().forEach(lemma -> taker.accept(word.form() + lemma));
        }
    }

    private static String stemKey(String form) {
        return form.substring(0, Math.min(STEM_KEY, form.length())) + '|';
    }

    /** Returns whether a text has the main word of the pattern after an article or a similar word. */
    boolean refersBack(List<EnglishWords.EnglishWord> in) {
        int main = words.size() - 1;
        for (int k = 1; k < words.size(); k++) {
            if (words.get(k).form().equals("of")) {
                main = k - 1;
                break;
            }
        }
        for (int i = 1; i < in.size() && words.size() > 1; i++) {
            if (DETERMINERS.contains(in.get(i - 1).form()) && in.get(i).isFormOf(words.get(main))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the form of a term of nouns with "of", or without it: <i>protection of the ozone layer</i> for <i>ozone
     * layer protection</i>, and the reverse. Empty for other terms.
     */
    Optional<WordPattern> inverted() {
        List<String> forms = words.stream().map(EnglishWords.EnglishWord::form).toList();
        long content = forms.stream().filter(form -> !LINKS.contains(form)).count();
        if (content < 2 || content > MAX_INVERTED || isAcronym || !stems.isEmpty()) {
            return Optional.empty();
        }
        int of = forms.indexOf("of");
        List<EnglishWords.EnglishWord> other = new ArrayList<>();
        if (of > 0 && of < words.size() - 1 && forms.lastIndexOf("of") == of) {
            other.addAll(words.subList(of + 1, words.size()));
            other.addAll(words.subList(0, of));
            other.removeIf(word -> ARTICLES.contains(word.form()));
        } else if (of < 0 && forms.stream().noneMatch(LINKS::contains)) {
            other.add(words.get(words.size() - 1));
            other.add(OF);
            other.addAll(words.subList(0, words.size() - 1));
        }
        return other.isEmpty() ? Optional.empty() : Optional.of(new WordPattern("", other, isRelated));
    }

    /**
     * Matches the pattern from word {@code k} at word {@code i} of the text. Returns the index after the last word,
     * or -1.
     */
    private int match(String text, List<EnglishWords.EnglishWord> in, int i, int k, boolean takesGap) {
        if (k == words.size()) {
            return i;
        }
        if (i >= in.size() || (k > 0 && !touch(text, in, i, takesGap))) {
            return -1;
        }
        int end = isMatch(text, in.get(i), k) ? match(text, in, i + 1, k + 1, takesGap) : -1;
        if (end < 0 && k > 0 && isSkipped(in, i)) {
            return match(text, in, i + 1, k, takesGap);
        }
        if (end < 0 && ARTICLES.contains(words.get(k).form()) && words.size() > 1) {
            end = match(text, in, i, k + 1, takesGap);
        }
        return end < 0 ? matchOther(text, in, i, k, takesGap) : end;
    }

    /** Matches word {@code k} where it does not begin at word {@code i} alone. */
    private int matchOther(String text, List<EnglishWords.EnglishWord> in, int i, int k, boolean takesGap) {
        int end = matchJoined(text, in, i, k, takesGap);
        return end < 0 && takesGap && k > 0 ? matchBehind(text, in, i, k) : end;
    }

    /** Matches word {@code k} behind other words of a list, or behind a few words of any kind. */
    private int matchBehind(String text, List<EnglishWords.EnglishWord> in, int i, int k) {
        int end = isShared(k) ? matchBehindGap(text, in, i) : -1;
        return end < 0 ? matchBehindWords(text, in, i, k) : end;
    }

    /** Matches word {@code k} behind a few other words. Returns the index after the last word of the pattern, or -1. */
    private int matchBehindWords(String text, List<EnglishWords.EnglishWord> in, int i, int k) {
        for (int j = i + 1; j <= i + MAX_BETWEEN && j < in.size() && touch(text, in, j, false); j++) {
            if (isMatch(text, in.get(j), k)) {
                return match(text, in, j + 1, k + 1, true);
            }
        }
        return -1;
    }

    /** Returns whether a word is an article, but not the third in a row: each one takes stack space. */
    private static boolean isSkipped(List<EnglishWords.EnglishWord> in, int i) {
        boolean isThird = i > 1
                && ARTICLES.contains(in.get(i - 1).form())
                && ARTICLES.contains(in.get(i - 2).form());
        return ARTICLES.contains(in.get(i).form()) && !isThird;
    }

    /** Returns whether word {@code k} is the last of several words. In a list, other words may share it. */
    private boolean isShared(int k) {
        return k > 0 && k == words.size() - 1;
    }

    /**
     * Matches two words of the text with one word of the pattern, or the reverse, and then the rest of the pattern.
     * Returns the index after the last word, or -1.
     */
    private int matchJoined(String text, List<EnglishWords.EnglishWord> in, int i, int k, boolean takesGap) {
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

    private static boolean isOne(
            EnglishWords.EnglishWord first, EnglishWords.EnglishWord second, EnglishWords.EnglishWord whole) {
        int length = first.form().length();
        return !NO_PARTICLES.contains(second.form())
                && whole.form().length() > length
                && whole.form().startsWith(first.form())
                && (whole.form().substring(length).equals(second.form())
                        || second.lemmas().stream()
                                .anyMatch(lemma -> whole.lemmas().contains(first.form() + lemma)));
    }

    private static boolean isClose(String text, EnglishWords.EnglishWord first, EnglishWords.EnglishWord second) {
        return second.start() - first.end() <= 1
                || text.substring(first.end(), second.start()).isBlank();
    }

    /**
     * Matches the last word after other words that share it, in a list with "and", "or" or a slash. Returns the index
     * after the last word, or -1. No list precedes the first word of the text.
     */
    private int matchBehindGap(String text, List<EnglishWords.EnglishWord> in, int i) {
        int and = -1;
        for (int j = i; j < in.size() && j - i <= MAX_GAP && isInList(text, in, j, j == i); j++) {
            boolean isSlash = before(text, in, j).equals("/");
            and = isAnd(in.get(j)) || isSlash ? j : and;
            if (and >= 0 && j > and && j - and <= MAX_BETWEEN && isMatch(text, in.get(j), words.size() - 1)) {
                return j + 1;
            }
        }
        return -1;
    }

    /** Returns whether a word may continue a list, or begin the rest of one. */
    private static boolean isInList(String text, List<EnglishWords.EnglishWord> in, int i, boolean isFirst) {
        if (i == 0) {
            return false;
        }
        String before = before(text, in, i);
        return before.isEmpty()
                ? !isFirst || isAnd(in.get(i))
                : before.equals(",") || before.equals("-") || before.equals("/");
    }

    /** Returns the marks between a word and the word before. */
    private static String before(String text, List<EnglishWords.EnglishWord> in, int i) {
        return text.substring(in.get(i - 1).end(), in.get(i).start()).strip();
    }

    private static boolean isAnd(EnglishWords.EnglishWord word) {
        return word.form().equals("and") || word.form().equals("or");
    }

    private boolean isMatch(String text, EnglishWords.EnglishWord word, int k) {
        EnglishWords.EnglishWord wanted = words.get(k);
        if (stems.contains(k)) {
            return word.form().startsWith(wanted.form())
                    || word.lemmas().stream().anyMatch(lemma -> lemma.startsWith(wanted.form()));
        }
        if (isAcronym && Character.isLowerCase(text.charAt(word.start()))) {
            return false;
        }
        boolean isModifier =
                k + 1 < words.size() && !LINKS.contains(words.get(k + 1).form());
        return (word.isFormOf(wanted) && !(isModifier && isOppositeParticiple(word, wanted)))
                || (isRelated && (isDerived(word, wanted) || isPartOf(word, wanted)));
    }

    /** Returns whether words of one family also begin with the same letters: <i>female</i> is in the family of <i>woman</i>. */
    private static boolean isDerived(EnglishWords.EnglishWord word, EnglishWords.EnglishWord wanted) {
        return word.form().regionMatches(0, wanted.form(), 0, MIN_START) && EnglishWords.Families.isOne(word, wanted);
    }

    /** Returns whether a word begins or ends with another: <i>parameterized</i> and <i>parameter</i>. */
    private static boolean isPartOf(EnglishWords.EnglishWord word, EnglishWords.EnglishWord part) {
        return part.form().length() >= MIN_END
                && word.lemmas().stream()
                        .anyMatch(whole -> part.lemmas().stream()
                                .anyMatch(lemma -> whole.startsWith(lemma) || whole.endsWith(lemma)));
    }

    /**
     * Returns whether word {@code i} follows the previous word in the same clause: no mark between them ends a
     * clause.
     */
    private boolean touch(String text, List<EnglishWords.EnglishWord> in, int i, boolean takesGap) {
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

    /** Returns whether one word is <i>developed</i> and the other <i>developing</i>, which are opposites of countries. */
    private static boolean isOppositeParticiple(EnglishWords.EnglishWord word, EnglishWords.EnglishWord wanted) {
        return (word.form().equals("developed") && wanted.form().equals("developing"))
                || (word.form().equals("developing") && wanted.form().equals("developed"));
    }
}
