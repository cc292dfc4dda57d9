package duiqi.exchange.xliff;

import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Omissions;
import duiqi.exchange.SharedCodes.CodePairs;
import duiqi.io.XmlEscape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a segment as XLIFF 1.2, the reverse of {@link XliffContent}. Gives every inline tag the {@code id} that the
 * schema requires. Unpaired halves become isolated tags; markers of XLIFF 2 that may overlap are omitted. Handles one
 * segment.
 */
final class XliffInline {
    private static final Map<String, String> ASSOCIATIONS = Map.of("p", "preceding", "f", "following", "b", "both");

    /** Attributes that have the same meaning in both formats, or exist only in XLIFF. */
    private static final Map<String, Set<String>> KEPT = Map.of(
            "g", Set.of("clone", "equiv-text"),
            "x", Set.of("clone", "equiv-text"),
            "bx", Set.of("clone", "equiv-text", "rid"),
            "ex", Set.of("equiv-text", "rid"),
            "ph", Set.of("crc", "equiv-text"),
            "bpt", Set.of("crc", "equiv-text"),
            "ept", Set.of("crc", "equiv-text"),
            "it", Set.of("crc", "equiv-text"),
            "mrk", Set.of("comment"));

    /** Attributes that have another name in XLIFF, or that other XLIFF data determines. */
    private static final Set<String> RENAMED =
            Set.of("i", "x", "id", "pos", "type", "ctype", "mtype", "mid", "value", "equiv", "xid", "subflows");

    private final StringBuilder xml = new StringBuilder();
    private final boolean isTarget;
    private final XmlEscape escape;
    private final Omissions omissions;
    private final CodePairs pairs;

    private XliffInline(Content content, boolean isTarget, XmlEscape escape, Omissions omissions) {
        this.isTarget = isTarget;
        this.escape = escape;
        this.omissions = omissions;
        this.pairs = new CodePairs(content);
    }

    /**
     * Returns the segment without its own tags.
     *
     * @param isTarget true for a translation, in which only segments may have a {@code mid}
     */
    static String of(Content content, boolean isTarget, XmlEscape escape, Omissions omissions) {
        XliffInline inline = new XliffInline(content, isTarget, escape, omissions);
        inline.text(content);
        return inline.xml.toString();
    }

    private void text(Content content) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                xml.append(escape.text(text.text()));
            } else if (piece instanceof Code code) {
                code(code);
            }
        }
    }

    private void code(Code code) {
        switch (code.element()) {
            case "bpt", "ept" -> {
                if (pairs.isPaired(code)) {
                    nativeCode(
                            code.element(),
                            code,
                            paired(code, pairs.opening(code).orElse(code)));
                } else {
                    omissions.add("inline tags converted to other tags");
                    isolated(code, code.element().equals("bpt") ? "open" : "close");
                }
            }
            case "it" -> isolated(code, "end".equals(code.attributes().get("pos")) ? "close" : "open");
            case "ph" -> {
                Map<String, String> attributes = identified(code, "x");
                kind(code, attributes, true);
                Optional.ofNullable(ASSOCIATIONS.get(code.attributes().getOrDefault("assoc", "")))
                        .ifPresent(assoc -> attributes.put("assoc", assoc));
                nativeCode("ph", code, attributes);
            }
            case "ut" -> {
                Map<String, String> attributes = identified(code, "x");
                attributes.put("ctype", XliffTypes.UNKNOWN_TAG);
                nativeCode("ph", code, attributes);
            }
            case "hi" -> {
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("mtype", XliffTypes.highlight(code.attributes().getOrDefault("x", "")));
                copy(code, "type", attributes, "comment");
                element("mrk", code, attributes, code.content());
            }
            case "mrk" -> mark(code);
            case "g" -> element("g", code, own(code), code.content());
            case "x", "bx", "ex" -> element(code.element(), code, own(code), Content.of(""));
            default -> {
                // sm and em of XLIFF 2 mark ranges that may overlap. All other elements belong to no known format.
                omissions.add("inline tags");
                text(code.content());
            }
        }
    }

    private Map<String, String> paired(Code code, Code opening) {
        String number = CodePairs.number(code);
        String id = opening.attributes().getOrDefault("x", number);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id);
        if (!id.equals(number)) {
            attributes.put("rid", number);
        }
        if (code.element().equals("bpt")) {
            kind(code, attributes, false);
        }
        return attributes;
    }

    private void isolated(Code code, String position) {
        Map<String, String> attributes = identified(code, "x");
        attributes.put("pos", position);
        kind(code, attributes, false);
        nativeCode("it", code, attributes);
    }

    private void mark(Code code) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String kind = code.attributes().getOrDefault("mtype", code.attributes().getOrDefault("type", "generic"));
        boolean isKind = code.attributes().containsKey("mtype") || kind.equals("term") || kind.startsWith("x-");
        attributes.put("mtype", isKind ? kind : "x-" + XliffTypes.encode(kind));
        Optional<String> name = Optional.ofNullable(
                        code.attributes().getOrDefault("mid", code.attributes().get("id")))
                .filter(XliffTypes::isToken);
        if (isTarget && name.isPresent()) {
            omissions.add("ids of markers");
        } else {
            name.ifPresent(id -> attributes.put("mid", id));
        }
        copy(code, "value", attributes, "comment");
        element("mrk", code, attributes, code.content());
    }

    private Map<String, String> own(Code code) {
        Map<String, String> attributes = identified(code, "id");
        String kind = code.attributes().getOrDefault("ctype", "");
        if (!kind.isEmpty() && !code.element().equals("ex")) {
            attributes.put(
                    "ctype",
                    XliffTypes.ctype(XliffTypes.type(kind), code.element().equals("x")));
        }
        return attributes;
    }

    private Map<String, String> identified(Code code, String name) {
        String id = code.attributes().get(name);
        return new LinkedHashMap<>(Map.of("id", id == null ? pairs.fresh() : id));
    }

    private static void kind(Code code, Map<String, String> attributes, boolean isPlaceholder) {
        Optional.ofNullable(code.attributes().get("type"))
                .ifPresent(type -> attributes.put("ctype", XliffTypes.ctype(type, isPlaceholder)));
    }

    private static void copy(Code code, String from, Map<String, String> attributes, String to) {
        Optional.ofNullable(code.attributes().get(from)).ifPresent(value -> attributes.put(to, value));
    }

    private void keep(String element, Code code, Map<String, String> attributes) {
        Set<String> kept = KEPT.getOrDefault(element, Set.of());
        omissions.add(
                "attributes of inline tags",
                code.attributes().keySet().stream()
                        .filter(name -> !RENAMED.contains(name) && !kept.contains(name))
                        .filter(name -> !(name.equals("assoc") && code.element().equals("ph")))
                        .count());
        kept.stream().sorted().filter(name -> isValid(code, name)).forEach(name -> copy(code, name, attributes, name));
        copy(code, "equiv", attributes, "equiv-text");
        if (code.attributes().containsKey("xid") || code.attributes().containsKey("subflows")) {
            omissions.add("references of inline tags to other units");
        }
    }

    private boolean isValid(Code code, String name) {
        return switch (name) {
            case "clone" -> Set.of("yes", "no").contains(code.attributes().getOrDefault(name, ""));
            case "rid" -> pairs.isPaired(code);
            default -> true;
        };
    }

    /** Writes a tag that contains native markup and its subflows. */
    private void nativeCode(String element, Code code, Map<String, String> attributes) {
        start(element, code, attributes);
        for (Piece piece : code.content().pieces()) {
            if (piece instanceof Text text) {
                xml.append(escape.text(text.text()));
            } else if (piece instanceof Code inner && inner.element().equals("sub")) {
                Map<String, String> ofSub = new LinkedHashMap<>();
                kind(inner, ofSub, false);
                element("sub", inner, ofSub, inner.content());
            } else if (piece instanceof Code inner) {
                omissions.add("inline tags");
                xml.append(escape.text(inner.content().text()));
            }
        }
        xml.append("</").append(element).append('>');
    }

    private void element(String element, Code code, Map<String, String> attributes, Content inside) {
        start(element, code, attributes);
        if (inside.pieces().isEmpty()) {
            xml.insert(xml.length() - 1, '/');
            return;
        }
        text(inside);
        xml.append("</").append(element).append('>');
    }

    private void start(String element, Code code, Map<String, String> attributes) {
        keep(element, code, attributes);
        xml.append('<').append(element);
        escape.attributes(xml, attributes);
        xml.append('>');
    }
}
