package duiqi.exchange.xliff;

import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.xliff.XliffFormat.Version;
import duiqi.io.XmlNode;
import duiqi.io.XmlNode.Element;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts XLIFF segments to {@link Content} with TMX tags.
 *
 * <p>In 1.2, {@code bpt}, {@code ept}, {@code it} and {@code ph} correspond to the TMX tags with other attribute names;
 * {@code g}, {@code x}, {@code bx}, {@code ex} and {@code mrk} stay unchanged. {@code id} matches a source tag with its
 * target tag, like {@code x} in TMX. {@code rid}, or else {@code id}, matches start and end, like {@code i} in TMX.
 *
 * <p>In 2.1, {@code pc}, and {@code sc} with {@code ec}, become {@code bpt} with {@code ept}; isolated tags become
 * {@code it}. All contain their text from {@code <originalData>}. Markers stay unchanged. A {@code cp} becomes its
 * character, unless XML forbids it.
 *
 * <p>Sources: XLIFF 1.2, section 2.4; XLIFF Version 2.1, sections 4.2.3 (inline elements) and 4.7.2 (inline codes); TMX
 * 1.4b, section 4. Handles one unit.
 */
final class XliffContent {
    private static final Map<String, String> ASSOCIATIONS = Map.of("preceding", "p", "following", "f", "both", "b");
    private static final String LINE_ENDS = "[ \\t]*[\\r\\n][ \\t\\r\\n]*";

    private final XliffPart part;
    private final Map<String, String> data = new LinkedHashMap<>();

    XliffContent(XliffPart part) {
        this.part = part;
        part.unit()
                .child("originaldata")
                .ifPresent(all -> all.children("data")
                        .forEach(one -> data.put(
                                one.attribute("id").orElse(""), inside(one).text())));
    }

    /**
     * Returns the content of a source or target. Unless {@code xml:space} preserves it, line ends with the white space
     * around them are the layout of the XML file: one space inside a text, nothing at its ends. Other white space stays,
     * because many tools rely on it without declaring {@code preserve}.
     */
    Content of(Element element) {
        boolean isPreserved = element.attribute("xml:space")
                .map("preserve"::equals)
                .orElse(part.scope().isPreserved());
        return isPreserved ? inside(element) : withoutLayout(inside(element), true);
    }

    private static Content withoutLayout(Content content, boolean isWhole) {
        List<Piece> pieces = new ArrayList<>();
        int last = content.pieces().size() - 1;
        for (int i = 0; i <= last; i++) {
            Piece piece = content.pieces().get(i);
            if (piece instanceof Text text) {
                pieces.add(new Text(withoutLayout(text.text(), isWhole && i == 0, isWhole && i == last)));
            } else if (piece instanceof Code code && !code.isNative()) {
                pieces.add(new Code(code.element(), code.attributes(), withoutLayout(code.content(), false)));
            } else {
                pieces.add(piece);
            }
        }
        return new Content(pieces);
    }

    private static String withoutLayout(String text, boolean isFirst, boolean isLast) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        String plain = isFirst ? text.replaceFirst("^" + LINE_ENDS, "") : text;
        plain = isLast ? plain.replaceFirst(LINE_ENDS + "$", "") : plain;
        return plain.replaceAll(LINE_ENDS, " ");
    }

    private Content inside(Element element) {
        List<Piece> pieces = new ArrayList<>();
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters) {
                pieces.add(new Text(characters.text()));
            } else if (node instanceof Element code && part.version() == Version.ONE) {
                pieces.add(ofOne(code));
            } else if (node instanceof Element code) {
                addTwo(code, pieces);
            }
        }
        return new Content(pieces);
    }

    private Code ofOne(Element element) {
        Content inside = inside(element);
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        String name = element.name();
        switch (name) {
            case "bpt", "ept" -> {
                String id = remove(attributes, "id");
                String pair = remove(attributes, "rid");
                attributes.put("i", pair.isEmpty() ? id : pair);
                if (name.equals("bpt")) {
                    attributes.put("x", id);
                    type(attributes);
                }
            }
            case "it" -> {
                rename(attributes, "id", "x");
                attributes.put("pos", remove(attributes, "pos").equals("close") ? "end" : "begin");
                type(attributes);
            }
            case "ph" -> {
                rename(attributes, "id", "x");
                if (XliffTypes.UNKNOWN_TAG.equals(attributes.get("ctype"))) {
                    attributes.remove("ctype");
                    return new Code("ut", attributes, inside);
                }
                type(attributes);
                attributes.computeIfPresent("assoc", (key, value) -> ASSOCIATIONS.getOrDefault(value, value));
            }
            case "sub" -> type(attributes);
            case "mrk" -> {
                String kind = attributes.getOrDefault("mtype", "");
                if (kind.startsWith(XliffTypes.HIGHLIGHT)) {
                    attributes.remove("mtype");
                    if (kind.startsWith(XliffTypes.HIGHLIGHT + ":")) {
                        attributes.put("x", XliffTypes.decode(kind.substring(XliffTypes.HIGHLIGHT.length() + 1)));
                    }
                    rename(attributes, "comment", "type");
                    return new Code("hi", attributes, inside);
                }
            }
            default -> {
                // The elements g, x, bx, ex and all others stay unchanged.
            }
        }
        return new Code(name, attributes, inside);
    }

    private static void type(Map<String, String> attributes) {
        String kind = remove(attributes, "ctype");
        if (!kind.isEmpty()) {
            attributes.put("type", XliffTypes.type(kind));
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

    private void addTwo(Element element, List<Piece> pieces) {
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        String id = remove(attributes, "id");
        switch (element.name()) {
            case "cp" -> pieces.add(new Text(character(attributes.getOrDefault("hex", ""))));
            case "pc" -> pair(element, id, attributes, pieces);
            case "ph" -> {
                Content inside = data(attributes, "dataref");
                attributes.put("x", id);
                XliffTypes.readTwo(attributes);
                pieces.add(new Code("ph", attributes, inside));
            }
            case "sc", "ec" -> pieces.add(half(element.name(), id, attributes));
            default -> {
                if (!id.isEmpty()) {
                    attributes.put("id", id);
                }
                pieces.add(new Code(element.name(), attributes, inside(element)));
            }
        }
    }

    private void pair(Element element, String id, Map<String, String> attributes, List<Piece> pieces) {
        Map<String, String> ending = new LinkedHashMap<>();
        ending.put("i", id);
        Content start = data(attributes, "datarefstart");
        Content end = data(attributes, "datarefend");
        for (String name : List.of("disp", "equiv", "subflows")) {
            rename(attributes, name + "start", name);
            String ofEnd = attributes.remove(name + "end");
            if (ofEnd != null) {
                ending.put(name, ofEnd);
            }
        }
        XliffTypes.readTwo(attributes);
        attributes.put("i", id);
        attributes.put("x", id);
        pieces.add(new Code("bpt", attributes, start));
        pieces.addAll(inside(element).pieces());
        pieces.add(new Code("ept", ending, end));
    }

    private Code half(String name, String id, Map<String, String> attributes) {
        Content inside = data(attributes, "dataref");
        boolean isIsolated = "yes".equals(attributes.remove("isolated"));
        String start = remove(attributes, "startref");
        XliffTypes.readTwo(attributes);
        if (isIsolated) {
            attributes.put("pos", name.equals("sc") ? "begin" : "end");
            attributes.put("x", id.isEmpty() ? start : id);
            return new Code("it", attributes, inside);
        }
        if (name.equals("sc")) {
            attributes.put("i", id);
            attributes.put("x", id);
            return new Code("bpt", attributes, inside);
        }
        // All other attributes are the same as at the start of the pair.
        attributes.keySet().retainAll(Set.of("disp", "equiv", "subflows"));
        attributes.put("i", start.isEmpty() ? id : start);
        return new Code("ept", attributes, inside);
    }

    private Content data(Map<String, String> attributes, String name) {
        return Content.of(data.getOrDefault(remove(attributes, name), ""));
    }

    private static String character(String hex) {
        try {
            int c = Integer.parseInt(hex.strip(), 16);
            return Character.isValidCodePoint(c) ? XmlCharacters.only(Character.toString(c)) : "";
        } catch (NumberFormatException noNumber) {
            return "";
        }
    }
}
