package duiqi.check.contrast;

import duiqi.lexicon.ContentWord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Estimates whether a translation lost a negation, by a logistic regression over the features of {@code polarity.txt}. It
 * was trained on published translations, and on the same translations after a negation was removed.
 */
final class LostNegation {
    /** Number of content words that a negation can negate. */
    private static final int NEGATED = 3;

    /** Numbers of tokens before and after the translation of a negated word that contain its negation. */
    private static final int BEFORE = 6;

    private static final int AFTER = 2;

    /** Maximum length of a word in a pair. */
    private static final int STEM = 6;

    /** Number of classes of lengths: a text of the first one has fewer than four tokens, and each limit is twice the one before. */
    private static final int LENGTHS = 5;

    private static final int MAX_SURPLUS = 2;
    private static final int MAX_COUNT = 3;
    private static final int MAX_WEAK = 4;

    private final PolarityText own;
    private final PolarityText other;
    private final List<Integer> answers;
    private final List<Integer> weak;
    private final int surplus;
    private final Set<String> common = new HashSet<>();

    LostNegation(PolarityText own, PolarityText other) {
        this.own = own;
        this.other = other;
        answers = other.indexes(word -> other.table().has("answer", word));
        weak = other.indexes(other.table()::isWeak);
        int negations = own.indexes(word -> own.table().has("answer", word)).size();
        surplus = Math.max(-MAX_SURPLUS, Math.min(MAX_SURPLUS, negations - answers.size()));
        common.add("b");
        common.add("d" + surplus + "|" + Math.min(MAX_COUNT, negations));
        common.add("s" + Math.min(MAX_COUNT, answers.size()));
        common.add("w" + Math.min(MAX_WEAK, weak.size()));
        common.add("e" + length(other));
        common.add("z" + length(own));
        common.add(answers.isEmpty() && weak.isEmpty() ? "none" : "some");
        answers.forEach(k -> common.add("S" + other.token(k)));
        weak.forEach(k -> common.add("W" + (other.table().has("weak", other.token(k)) ? other.token(k) : "affix")));
        for (int k : other.indexes(word -> other.table().has("begin", word))) {
            common.add("X" + stem(other.token(k)) + " " + stem(other.token(k + 1)));
        }
    }

    private static int length(PolarityText text) {
        return Math.max(
                0,
                Math.min(
                        LENGTHS,
                        Integer.SIZE
                                - 2
                                - Integer.numberOfLeadingZeros(text.tokens().size())));
    }

    private static String stem(String word) {
        return word.substring(0, Math.min(STEM, word.length()));
    }

    /** Returns the logarithm of the odds that the translation lacks the negation at a token of the source. */
    double odds(int negation) {
        Set<String> features = new HashSet<>(common);
        String word = own.token(negation);
        String before = own.token(negation - 1);
        String phrase = word + " " + own.token(negation + 1);
        features.add("n" + word);
        features.add("a" + phrase);
        features.add("p" + before + " " + word);
        features.add("c" + phrase + " " + own.token(negation + 2));
        features.add("q" + before + " " + phrase);
        features.add("r" + own.token(negation - 2) + " " + before + " " + word);
        features.add(answers.isEmpty() ? "0" + phrase : "");
        addNegated(features, negation);
        return features.stream().mapToDouble(own.table()::weight).sum();
    }

    /** Adds the features of the first negated word with a translation. */
    private void addNegated(Set<String> features, int negation) {
        int end = own.endOfClause(negation);
        String state = "-";
        int count = 0;
        for (ContentWord word : own.words()) {
            int first = own.indexOf(word);
            int length = word.token().form().length();
            boolean isTranslated = word.isTranslated();
            if (own.table() == PolarityTable.CHINESE && first <= negation && first + length > negation) {
                features.add("O" + Math.min(MAX_COUNT, length) + number(isTranslated) + number(word.isPart()));
            }
            if (first > negation && first < end && count < NEGATED && state.equals("-")) {
                state = isTranslated ? place(word, features) + Math.min(1, count) + number(word.isPart()) : state;
                count++;
            }
        }
        features.add("L" + state);
        features.add("L" + state + "|" + number(surplus > 0) + "|" + Math.min(MAX_SURPLUS, answers.size()));
    }

    private static int number(boolean is) {
        return is ? 1 : 0;
    }

    /** Returns what is beside the translations of a word, and adds the tokens before the first one. */
    private String place(ContentWord word, Set<String> features) {
        List<Integer> places = word.translations().stream()
                .map(k -> other.indexOf(other.words().get(k)))
                .toList();
        if (isBeside(answers, places, AFTER)) {
            return "near";
        }
        String before = other.token(places.get(0) - 1);
        features.add("E" + before);
        features.add(
                "F" + other.token(places.get(0) - 2) + (other.table() == PolarityTable.CHINESE ? " " + before : ""));
        return isBeside(weak, places, 0) ? "weak" : "far";
    }

    private static boolean isBeside(List<Integer> tokens, List<Integer> places, int after) {
        return places.stream().anyMatch(at -> tokens.stream().anyMatch(k -> k >= at - BEFORE && k <= at + after));
    }
}
