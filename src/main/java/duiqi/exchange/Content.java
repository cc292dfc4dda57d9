package duiqi.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the content of a {@code <seg>}: text and inline tags. Inline tags represent markup of the original document.
 * Immutable.
 *
 * @param pieces text and inline tags in reading order; texts are not empty and not adjacent
 */
public record Content(List<Piece> pieces) implements Serializable {
    /** Elements that hold markup of the original format. Only {@code <sub>} inside them holds text to translate. */
    private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "ut", "bx", "ex", "x");

    /** A piece is a text or an inline tag of a segment. */
    public sealed interface Piece extends Serializable permits Text, Code {}

    public record Text(String text) implements Piece {}

    /**
     * Represents an inline tag.
     *
     * @param element element name in lower case: {@code bpt}, {@code ept}, {@code ph}, {@code it}, {@code hi},
     *     {@code sub}, {@code ut}, or a name that TMX does not define
     * @param attributes attributes in file order
     * @param content content of the element: native markup, or the marked text of elements like {@code hi}
     */
    public record Code(String element, Map<String, String> attributes, Content content) implements Piece {
        public Code {
            attributes = Annotation.ordered(attributes);
        }

        /** Returns whether the content is native markup, not text. */
        public boolean isNative() {
            return NATIVE.contains(element);
        }
    }

    public Content {
        pieces = joined(pieces);
    }

    /** Returns a segment of plain text without inline tags. */
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

    /** Returns whether the segment has no inline tags. */
    public boolean isPlain() {
        return pieces.stream().allMatch(Text.class::isInstance);
    }

    /** Returns the number of inline tags, including nested ones. */
    public long codes() {
        return tags().count();
    }

    /** Returns the inline tags in reading order, each before the tags in it. */
    public Stream<Code> tags() {
        return pieces.stream()
                .filter(Code.class::isInstance)
                .map(Code.class::cast)
                .flatMap(code -> Stream.concat(Stream.of(code), code.content().tags()));
    }

    /** Returns the text without native markup, as a reader of the document sees it. */
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
