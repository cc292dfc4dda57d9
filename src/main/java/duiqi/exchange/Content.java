package duiqi.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of a {@code <seg>}: text, and inline elements that stand for codes of the document the text is from. Immutable.
 *
 * @param pieces text and codes in reading order; no two texts are neighbours, and none is empty
 */
public record Content(List<Piece> pieces) {
    /** Elements that hold codes of the original format and no text to translate, but for {@code <sub>} in them. */
    private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "ut", "bx", "ex", "x");

    /** A part of a segment. */
    public sealed interface Piece permits Text, Code {}

    /** A stretch of text. */
    public record Text(String text) implements Piece {}

    /**
     * An inline element.
     *
     * @param element its name in lower case: {@code bpt}, {@code ept}, {@code ph}, {@code it}, {@code hi}, {@code sub},
     *     {@code ut}, or one that TMX does not have
     * @param attributes in the order of the file
     * @param content what is inside: the native code, or for the likes of {@code hi} the text that it marks
     */
    public record Code(String element, Map<String, String> attributes, Content content) implements Piece {
        public Code {
            attributes = Annotation.ordered(attributes);
        }

        /** Returns whether what is inside is native code and not text. */
        public boolean isNative() {
            return NATIVE.contains(element);
        }
    }

    public Content {
        pieces = joined(pieces);
    }

    /** Returns a segment of nothing but text. */
    public static Content of(String text) {
        return new Content(List.of(new Text(text)));
    }

    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>(pieces.size());
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Text part) {
                text.append(part.text);
            } else {
                flush(text, joined);
                joined.add(piece);
            }
        }
        flush(text, joined);
        return List.copyOf(joined);
    }

    private static void flush(StringBuilder text, List<Piece> pieces) {
        if (text.length() > 0) {
            pieces.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    /** Returns whether there are no codes. */
    public boolean isPlain() {
        return pieces.stream().allMatch(Text.class::isInstance);
    }

    /** Returns how many codes there are, those in others too. */
    public long codes() {
        return pieces.stream()
                .filter(Code.class::isInstance)
                .map(Code.class::cast)
                .mapToLong(code -> 1 + code.content().codes())
                .sum();
    }

    /** Returns the text without native codes, as a reader of the document sees it. */
    public String text() {
        if (pieces.size() == 1 && pieces.get(0) instanceof Text only) {
            return only.text;
        }
        StringBuilder text = new StringBuilder();
        addText(text);
        return text.toString();
    }

    private void addText(StringBuilder text) {
        for (Piece piece : pieces) {
            if (piece instanceof Text part) {
                text.append(part.text);
            } else if (piece instanceof Code code && !code.isNative()) {
                code.content.addText(text);
            }
        }
    }
}
