package duiqi.exchange.xliff;

import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Omissions;
import duiqi.exchange.SharedCodes;
import duiqi.io.XmlEscape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a segment as XLIFF 2.1 has it, the reverse of {@link XliffContent}. Pairs that are well nested become {@code pc}, as the
 * standard asks (section 4.7.2.3), others {@code sc} and {@code ec}. Good for one segment.
 */
final class Xliff2Inline {
    /** Pairs in pairs deeper than this are written as halves, which need no nesting. */
    private static final int DEEPEST = 100;

    private static final Set<String> OF_CODES =
            Set.of("i", "x", "id", "pos", "type", "subtype", "ctype", "subflows", "copyof");
    private static final Set<String> OF_ENDS = Set.of("i", "subflows");
    private static final Set<String> OF_MARKS = Set.of("id", "mid", "mtype", "type", "value", "comment", "translate");
    private static final String ATTRIBUTES = "attributes of inline tags";

    private final OfUnit unit;
    private final SharedCodes.CodePairs pairs;
    private final StringBuilder xml = new StringBuilder();
    private final Map<String, String> idsOfPairs = new HashMap<>();
    private final Set<String> markStarts = new HashSet<>();
    private int depth;

    /** The shared part of the segments of a unit: the names of its codes, and the texts that stand in their place. Good for one unit. */
    static final class OfUnit {
        private final XmlEscape escape;
        private final Omissions omissions;

        /** The kind of each named code: on both sides one name means one code (Version 2.1, section 4.7.2.5). */
        private final Map<String, String> kinds = new HashMap<>();

        /** The names on the present side, each of which is there once. */
        private final Set<String> ofSide = new HashSet<>();

        /** The names of the texts in place of codes, each text once (section 4.2.2.11). */
        private final Map<String, String> data = new LinkedHashMap<>();

        OfUnit(XmlEscape escape, Omissions omissions) {
            this.escape = escape;
            this.omissions = omissions;
        }

        /** Returns the next side between its tags. */
        String side(Content content) {
            ofSide.clear();
            Xliff2Inline inline = new Xliff2Inline(content, this);
            inline.text(content);
            return inline.xml.toString();
        }

        /** Returns the element with the texts in place of codes; an empty text when there are none. */
        String originalData(String indent) {
            if (data.isEmpty()) {
                return "";
            }
            StringBuilder element = new StringBuilder(indent).append("<originalData>\n");
            data.forEach((text, id) -> element.append(indent)
                    .append("  <data id=\"")
                    .append(id)
                    .append("\" xml:space=\"preserve\">")
                    .append(escape.text(text))
                    .append("</data>\n"));
            return element.append(indent).append("</originalData>\n").toString();
        }
    }

    private Xliff2Inline(Content content, OfUnit unit) {
        this.unit = unit;
        this.pairs = new SharedCodes.CodePairs(content);
    }

    private void text(Content content) {
        new Level(content.pieces()).write(0, content.pieces().size());
    }

    /** The pieces of one content, and which halves of pairs among them belong together. */
    private final class Level {
        private final List<Piece> pieces;

        /** For each half of a pair, the place of its other half here; -1 for all else. */
        private final int[] partners;

        Level(List<Piece> pieces) {
            this.pieces = pieces;
            this.partners = new int[pieces.size()];
            Arrays.fill(partners, -1);
            Map<String, Integer> open = new HashMap<>();
            for (int i = 0; i < partners.length; i++) {
                if (pieces.get(i) instanceof Code code && isPairedHalf(code)) {
                    String number = SharedCodes.CodePairs.number(code);
                    if (code.element().equals("bpt")) {
                        open.put(number, i);
                    } else if (open.containsKey(number)) {
                        int start = open.getOrDefault(number, i);
                        partners[start] = i;
                        partners[i] = start;
                    }
                }
            }
        }

        void write(int from, int to) {
            for (int i = from; i < to; i++) {
                if (pieces.get(i) instanceof Text text) {
                    xml.append(unit.escape.text(text.text()));
                } else if (pieces.get(i) instanceof Code code && partners[i] > i && isNested(i)) {
                    pair(code, i);
                    i = partners[i];
                } else if (pieces.get(i) instanceof Code code) {
                    code(code);
                }
            }
        }

        /** Returns whether every pair that has a half inside a pair has both of them there. */
        private boolean isNested(int start) {
            int end = partners[start];
            boolean isNested = depth < DEEPEST;
            for (int i = start + 1; i < end && isNested; i++) {
                isNested = !(pieces.get(i) instanceof Code code && isPairedHalf(code))
                        || (partners[i] > start && partners[i] < end);
            }
            return isNested;
        }

        private void pair(Code start, int from) {
            Code end = (Code) pieces.get(partners[from]);
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("id", id(start, "x"));
            describe(start.attributes(), attributes);
            for (String name : List.of("disp", "equiv")) {
                Optional.ofNullable(attributes.remove(name)).ifPresent(value -> attributes.put(name + "Start", value));
                Optional.ofNullable(end.attributes().get(name)).ifPresent(value -> attributes.put(name + "End", value));
            }
            refer(start, "dataRefStart", attributes);
            refer(end, "dataRefEnd", attributes);
            count(start, OF_CODES);
            count(end, OF_ENDS);
            start("pc", attributes, ">");
            depth++;
            write(from + 1, partners[from]);
            depth--;
            xml.append("</pc>");
        }
    }

    private boolean isPairedHalf(Code code) {
        return (code.element().equals("bpt") || code.element().equals("ept")) && pairs.isPaired(code);
    }

    private void code(Code code) {
        switch (code.element()) {
            case "bpt" -> opening(code);
            case "ept" -> closing(code);
            case "it" -> isolated(code, "end".equals(code.attributes().get("pos")) ? "ec" : "sc");
            case "bx" -> half(code, "sc");
            case "ex" -> half(code, "ec");
            case "ph" -> placeholder(code, "x");
            case "x" -> {
                unit.omissions.add(Xliff1Inline.BECAME_OTHERS);
                placeholder(code, "id");
            }
            case "ut" -> {
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("id", id(code, "x"));
                attributes.put("type", "other");
                attributes.put("subType", XliffTypes.Two.UNKNOWN_TAG);
                count(code, Set.of("x"));
                empty("ph", code, attributes);
            }
            case "g" -> {
                unit.omissions.add(Xliff1Inline.BECAME_OTHERS);
                around("pc", attributes(code, "id"), code);
            }
            case "hi" -> highlight(code);
            case "mrk", "sm" -> mark(code);
            case "em" -> {
                String start = code.attributes().getOrDefault("startref", "");
                if (markStarts.remove(start)) {
                    start("em", Map.of("startRef", start), "/>");
                }
            }
            default -> {
                unit.omissions.add("inline tags");
                text(code.content());
            }
        }
    }

    private void opening(Code code) {
        if (!pairs.isPaired(code)) {
            half(code, "sc");
            return;
        }
        Map<String, String> attributes = attributes(code, "x");
        idsOfPairs.put(SharedCodes.CodePairs.number(code), attributes.getOrDefault("id", ""));
        empty("sc", code, attributes);
    }

    /** An end says of itself what its beginning says, but for what stands in its place (section 4.2.3.5). */
    private void closing(Code code) {
        String start = pairs.isPaired(code) ? idsOfPairs.getOrDefault(SharedCodes.CodePairs.number(code), "") : "";
        if (start.isEmpty()) {
            half(code, "ec");
            return;
        }
        Map<String, String> model =
                new LinkedHashMap<>(pairs.opening(code).map(Code::attributes).orElse(Map.of()));
        for (String own : List.of("disp", "equiv", "equiv-text")) {
            model.remove(own);
            Optional.ofNullable(code.attributes().get(own)).ifPresent(value -> model.put(own, value));
        }
        count(code, OF_ENDS);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("startRef", start);
        describe(model, attributes);
        empty("ec", code, attributes);
    }

    /** Half of a pair whose other half is missing, or that XLIFF 1.2 alone has, becomes an isolated code. */
    private void half(Code code, String element) {
        unit.omissions.add(Xliff1Inline.BECAME_OTHERS);
        isolated(code, element);
    }

    private void isolated(Code code, String element) {
        Map<String, String> attributes = attributes(code, code.attributes().containsKey("id") ? "id" : "x");
        attributes.put("isolated", "yes");
        empty(element, code, attributes);
    }

    private void placeholder(Code code, String name) {
        Map<String, String> attributes = attributes(code, name);
        unit.omissions.add(
                ATTRIBUTES,
                Stream.of("canOverlap", "dir")
                        .filter(other -> attributes.remove(other) != null)
                        .count());
        empty("ph", code, attributes);
    }

    private void highlight(Code code) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id(code, "x"));
        attributes.put("type", XliffTypes.Two.HIGHLIGHT);
        count(code, Set.of("x", "type"));
        Optional.ofNullable(code.attributes().get("type")).ifPresent(type -> attributes.put("value", type));
        around("mrk", attributes, code);
    }

    private void mark(Code code) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id(code, code.attributes().containsKey("mtype") ? "mid" : "id"));
        XliffTypes.Two.copyMark(code.attributes(), attributes);
        count(code, OF_MARKS);
        if (code.element().equals("sm")) {
            markStarts.add(attributes.getOrDefault("id", ""));
            start("sm", attributes, "/>");
        } else {
            around("mrk", attributes, code);
        }
    }

    /** Writes an element around the text of a code. */
    private void around(String element, Map<String, String> attributes, Code code) {
        start(element, attributes, ">");
        text(code.content());
        xml.append("</").append(element).append('>');
    }

    /** Writes an empty element that refers to the text in place of a code. */
    private void empty(String element, Code code, Map<String, String> attributes) {
        refer(code, "dataRef", attributes);
        start(element, attributes, "/>");
    }

    private void start(String element, Map<String, String> attributes, String end) {
        xml.append('<').append(element);
        unit.escape.attributes(xml, attributes);
        xml.append(end);
    }

    /**
     * Returns the attributes of a code.
     *
     * @param name the attribute in which it has its name
     */
    private Map<String, String> attributes(Code code, String name) {
        Map<String, String> model = model(code);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id(code, name));
        describe(model, attributes);
        count(code, OF_CODES);
        if (model.containsKey("subflows") || model.containsKey("copyof")) {
            unit.omissions.add("references of inline tags to other units");
        }
        return attributes;
    }

    /** Returns what a code says, under the names of TMX. */
    private static Map<String, String> model(Code code) {
        Map<String, String> model = new LinkedHashMap<>(code.attributes());
        if (model.containsKey("ctype")) {
            model.put("type", XliffTypes.One.type(model.getOrDefault("ctype", "")));
        }
        return model;
    }

    private static void describe(Map<String, String> model, Map<String, String> attributes) {
        XliffTypes.Two.write(model, attributes);
        XliffTypes.Two.copy(model, attributes);
    }

    /** Counts the attributes of a code that are left out. */
    private void count(Code code, Set<String> known) {
        unit.omissions.add(
                ATTRIBUTES,
                code.attributes().keySet().stream()
                        .filter(name -> !known.contains(name) && !XliffTypes.Two.isCopied(name))
                        .count());
    }

    /** Returns the name of a code, or another one where it has none or one that is taken. */
    private String id(Code code, String name) {
        boolean isOpening = code.element().equals("bpt");
        String wanted = code.attributes().getOrDefault(name, isOpening ? SharedCodes.CodePairs.number(code) : "");
        Map<String, String> description = new TreeMap<>();
        describe(model(code), description);
        description.keySet().removeAll(Set.of("disp", "equiv"));
        String half = code.element().equals("it") ? code.attributes().getOrDefault("pos", "") : "";
        String element = isOpening && !pairs.isPaired(code) ? "it" : code.element();
        String kind = element + half + description;
        String id = wanted;
        while (!XliffTypes.isToken(id)
                || unit.ofSide.contains(id)
                || !unit.kinds.getOrDefault(id, kind).equals(kind)) {
            id = pairs.fresh();
        }
        unit.ofSide.add(id);
        unit.kinds.put(id, kind);
        unit.omissions.add("ids of inline tags", wanted.isEmpty() || id.equals(wanted) ? 0 : 1);
        return id;
    }

    /**
     * Says where to find what the document has in place of a code.
     *
     * @param name the attribute that says so
     */
    private void refer(Code code, String name, Map<String, String> attributes) {
        if (code.content().pieces().isEmpty()) {
            return;
        }
        unit.omissions.add("texts inside inline tags", code.content().isPlain() ? 0 : 1);
        StringBuilder text = new StringBuilder();
        for (Piece piece : code.content().pieces()) {
            text.append(
                    piece instanceof Text part
                            ? part.text()
                            : ((Code) piece).content().text());
        }
        attributes.put(name, unit.data.computeIfAbsent(text.toString(), unknown -> "d" + (unit.data.size() + 1)));
    }
}
