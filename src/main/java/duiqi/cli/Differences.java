package duiqi.cli;

import duiqi.report.Terminal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.diff.CommandVisitor;
import org.apache.commons.text.diff.StringsComparator;

/** Shows in which characters or words one text differs from another (Myers 1986, by Commons Text). */
final class Differences {
    private static final Pattern PIECE =
            Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+|\\s+|.", Pattern.DOTALL);

    /** Characters of private use stand for pieces, so that words are compared as wholes; texts with more are not compared. */
    private static final char FIRST = '\uE000';

    private static final int MAX_COUNT = 0x1900;

    private final Map<String, Character> signs = new HashMap<>();
    private final List<String> pieces = new ArrayList<>();

    private Differences() {}

    /**
     * A text in colour: what another one lacks in green, and in red what the other has in its place.
     *
     * @param text the text to show
     * @param other the text it is compared with
     */
    static String coloured(String text, String other) {
        Differences differences = new Differences();
        String from = differences.signs(other);
        String to = differences.signs(text);
        return differences.pieces.size() > MAX_COUNT ? text : differences.coloured(new StringsComparator(from, to));
    }

    private String signs(String text) {
        StringBuilder written = new StringBuilder();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            char sign = signs.computeIfAbsent(matcher.group(), piece -> {
                pieces.add(piece);
                return (char) (FIRST + pieces.size() - 1);
            });
            written.append(sign);
        }
        return written.toString();
    }

    private String coloured(StringsComparator comparator) {
        StringBuilder out = new StringBuilder();
        comparator.getScript().visit(new CommandVisitor<>() {
            @Override
            public void visitInsertCommand(Character sign) {
                out.append(Terminal.styled(piece(sign), Terminal.Style.GREEN, true));
            }

            @Override
            public void visitKeepCommand(Character sign) {
                out.append(piece(sign));
            }

            @Override
            public void visitDeleteCommand(Character sign) {
                out.append(Terminal.styled(piece(sign), Terminal.Style.STRUCK, true));
            }
        });
        return out.toString();
    }

    private String piece(char sign) {
        return pieces.get(sign - FIRST);
    }
}
