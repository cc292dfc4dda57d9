package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * White space where {@code xml:space} does not say that it matters. There, line ends with what is around them are the layout of
 * the XML file: one space inside a text, and nothing at its ends. Other white space stays, since many tools never say
 * {@code preserve} and yet mean it.
 */
final class XliffSpace {
    private static final String LINE_ENDS = "[ \\t]*[\\r\\n][ \\t\\r\\n]*";

    private XliffSpace() {}

    /** The content without layout. */
    static Content normal(Content content, boolean isPreserved) {
        if (isPreserved) {
            return content;
        }
        List<Piece> pieces = new ArrayList<>();
        int last = content.pieces().size() - 1;
        for (int i = 0; i <= last; i++) {
            Piece piece = content.pieces().get(i);
            if (piece instanceof Text text) {
                pieces.add(new Text(text(text.text(), i == 0, i == last)));
            } else if (piece instanceof Code code && !code.isNative()) {
                pieces.add(new Code(code.element(), code.attributes(), inner(code.content())));
            } else {
                pieces.add(piece);
            }
        }
        return new Content(pieces);
    }

    private static Content inner(Content content) {
        return new Content(content.pieces().stream()
                .map(piece -> piece instanceof Text text
                        ? new Text(text(text.text(), false, false))
                        : piece instanceof Code code && !code.isNative()
                                ? new Code(code.element(), code.attributes(), inner(code.content()))
                                : piece)
                .toList());
    }

    private static String text(String text, boolean isFirst, boolean isLast) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        String plain = isFirst ? text.replaceFirst("^" + LINE_ENDS, "") : text;
        plain = isLast ? plain.replaceFirst(LINE_ENDS + "$", "") : plain;
        return plain.replaceAll(LINE_ENDS, " ");
    }
}
