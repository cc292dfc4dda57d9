package duiqi.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.text.diff.CommandVisitor;
import org.apache.commons.text.diff.StringsComparator;

/**
 * Lists the differences between two texts, by Chinese characters and other words (Myers 1986, implemented by Commons
 * Text). Immutable.
 *
 * @param pieces the words of both texts, in order
 */
public record Differences(List<Piece> pieces) {
    private static final Pattern WORD =
            Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+|\\s+|.", Pattern.DOTALL);

    /** Texts with more words are not compared. */
    private static final int MAX_COUNT = 10_000;

    public Differences {
        pieces = List.copyOf(pieces);
    }

    /** Lists the texts that contain a piece. */
    public enum Side {
        BOTH,
        TEXT,
        OTHER
    }

    /**
     * Holds a word, a character or white space.
     *
     * @param side the texts that contain it
     * @param text its characters
     */
    public record Piece(Side side, String text) {}

    /**
     * Compares two texts.
     *
     * @param text the text to show
     * @param other the text to compare it with
     */
    public static Differences between(String text, String other) {
        List<String> before = words(other);
        List<String> after = words(text);
        if (before.size() + after.size() > MAX_COUNT) {
            return new Differences(List.of(new Piece(Side.BOTH, text)));
        }
        int[] matches = matches(before, after);
        List<Piece> pieces = new ArrayList<>();
        List<Piece> gone = new ArrayList<>();
        int next = 0;
        for (int i = 0; i <= before.size(); i++) {
            int match = i == before.size() ? after.size() : matches[i];
            if (match < 0) {
                gone.add(new Piece(Side.OTHER, before.get(i)));
                continue;
            }
            after.subList(next, match).forEach(word -> pieces.add(new Piece(Side.TEXT, word)));
            pieces.addAll(gone);
            gone.clear();
            if (i < before.size()) {
                pieces.add(new Piece(Side.BOTH, before.get(i)));
            }
            next = match + 1;
        }
        return new Differences(pieces);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    /**
     * Returns the new index of each word or sentence in a changed text, or -1 if it is gone. The matches are a longest common
     * subsequence (Myers 1986, implemented by Commons Text).
     */
    public static int[] matches(List<String> before, List<String> after) {
        Map<String, Character> signs = new HashMap<>();
        int[] matches = new int[before.size()];
        new StringsComparator(signs(before, signs), signs(after, signs))
                .getScript()
                .visit(new CommandVisitor<>() {
                    private int i;
                    private int j;

                    @Override
                    public void visitInsertCommand(Character sign) {
                        j++;
                    }

                    @Override
                    public void visitKeepCommand(Character sign) {
                        // Texts with more different words than there are characters have signs that are not unique.
                        matches[i] = before.get(i).equals(after.get(j)) ? j : -1;
                        i++;
                        j++;
                    }

                    @Override
                    public void visitDeleteCommand(Character sign) {
                        matches[i++] = -1;
                    }
                });
        return matches;
    }

    /** Returns a text with one character for each word or sentence. */
    private static String signs(List<String> words, Map<String, Character> signs) {
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(signs.computeIfAbsent(word, one -> (char) signs.size())));
        return text.toString();
    }
}
