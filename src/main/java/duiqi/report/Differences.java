package duiqi.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
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

    /**
     * First private-use character that represents a word, so that words are compared as a whole. Texts with too many
     * different words are not compared.
     */
    private static final char FIRST = '\uE000';

    private static final int MAX_COUNT = 0x1900;

    public Differences {
        pieces = List.copyOf(pieces);
    }

    /** Lists the texts that contain a piece. */
    public enum Side {
        /** Both texts. */
        BOTH,
        /** Only the text. */
        TEXT,
        /** Only the other text. */
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
        Signs signs = new Signs();
        String from = signs.of(other);
        String to = signs.of(text);
        if (signs.words.size() > MAX_COUNT) {
            return new Differences(List.of(new Piece(Side.BOTH, text)));
        }
        List<Piece> pieces = new ArrayList<>();
        new StringsComparator(from, to).getScript().visit(new CommandVisitor<>() {
            @Override
            public void visitInsertCommand(Character sign) {
                pieces.add(new Piece(Side.TEXT, signs.word(sign)));
            }

            @Override
            public void visitKeepCommand(Character sign) {
                pieces.add(new Piece(Side.BOTH, signs.word(sign)));
            }

            @Override
            public void visitDeleteCommand(Character sign) {
                pieces.add(new Piece(Side.OTHER, signs.word(sign)));
            }
        });
        return new Differences(pieces);
    }

    /** Numbers the different words of two texts. Not thread-safe. */
    private static final class Signs {
        private final Map<String, Character> signs = new HashMap<>();
        private final List<String> words = new ArrayList<>();

        /** Returns a text with one character for each word. */
        String of(String text) {
            StringBuilder written = new StringBuilder();
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                char sign = signs.computeIfAbsent(matcher.group(), word -> {
                    words.add(word);
                    return (char) (FIRST + words.size() - 1);
                });
                written.append(sign);
            }
            return written.toString();
        }

        String word(char sign) {
            return words.get(sign - FIRST);
        }
    }
}
