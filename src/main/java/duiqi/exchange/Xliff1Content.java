package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.io.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Segments of XLIFF 1.2 as {@link Content}. Its codes {@code bpt}, {@code ept}, {@code it} and {@code ph} are those of TMX under
 * other names of attributes, and become those; {@code g}, {@code x}, {@code bx}, {@code ex} and {@code mrk} stay what they are.
 *
 * <p>Source: XLIFF 1.2, section 2.4; TMX 1.4b, section 4. {@code id} is what pairs a code of the source with that of the target,
 * as {@code x} is in TMX; {@code rid}, or else {@code id}, pairs beginning and end, as {@code i} is.
 */
final class Xliff1Content {
    /** Marks what {@code <hi>} is in TMX. */
    private static final String HIGHLIGHT = "x-duiqi-hi";

    /** Marks what {@code <ut>} is in TMX. */
    static final String UNKNOWN_TAG = "x-duiqi-ut";

    private static final Map<String, String> ASSOCIATIONS = Map.of("preceding", "p", "following", "f", "both", "b");

    private Xliff1Content() {}

    /** What an element holds. */
    static Content of(XmlNode.Element element) {
        List<Piece> pieces = new ArrayList<>();
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters) {
                pieces.add(new Text(characters.text()));
            } else if (node instanceof XmlNode.Element code) {
                pieces.add(code(code));
            }
        }
        return new Content(pieces);
    }

    private static Code code(XmlNode.Element element) {
        Content inside = of(element);
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        String name = element.name();
        switch (name) {
            case "bpt" -> {
                String id = remove(attributes, "id");
                String pair = remove(attributes, "rid");
                attributes.put("i", pair.isEmpty() ? id : pair);
                attributes.put("x", id);
                type(attributes);
            }
            case "ept" -> {
                String id = remove(attributes, "id");
                String pair = remove(attributes, "rid");
                attributes.put("i", pair.isEmpty() ? id : pair);
            }
            case "it" -> {
                rename(attributes, "id", "x");
                attributes.put("pos", remove(attributes, "pos").equals("close") ? "end" : "begin");
                type(attributes);
            }
            case "ph" -> {
                rename(attributes, "id", "x");
                if (UNKNOWN_TAG.equals(attributes.get("ctype"))) {
                    attributes.remove("ctype");
                    return new Code("ut", attributes, inside);
                }
                type(attributes);
                attributes.computeIfPresent("assoc", (key, value) -> ASSOCIATIONS.getOrDefault(value, value));
            }
            case "sub" -> {
                type(attributes);
                attributes.computeIfPresent("datatype", (key, value) -> Xliff1Types.type(value));
            }
            case "mrk" -> {
                String kind = attributes.getOrDefault("mtype", "");
                if (kind.startsWith(HIGHLIGHT)) {
                    attributes.remove("mtype");
                    if (kind.startsWith(HIGHLIGHT + ":")) {
                        attributes.put("x", Xliff1Types.XliffNames.decode(kind.substring(HIGHLIGHT.length() + 1)));
                    }
                    rename(attributes, "comment", "type");
                    return new Code("hi", attributes, inside);
                }
            }
            default -> {
                // g, x, bx, ex, and whatever else there is
            }
        }
        return new Code(name, attributes, inside);
    }

    /** The {@code mtype} of a highlight, with its name behind it, since {@code mid} is for segments. */
    static String highlight(String name) {
        return name.isEmpty() ? HIGHLIGHT : HIGHLIGHT + ":" + Xliff1Types.XliffNames.encode(name);
    }

    private static void type(Map<String, String> attributes) {
        String kind = remove(attributes, "ctype");
        if (!kind.isEmpty()) {
            attributes.put("type", Xliff1Types.type(kind));
        }
    }

    private static void rename(Map<String, String> attributes, String from, String to) {
        String value = attributes.remove(from);
        if (value != null) {
            attributes.put(to, value);
        }
    }

    private static String remove(Map<String, String> attributes, String name) {
        String value = attributes.remove(name);
        return value == null ? "" : value;
    }
}
