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
 * Writes a segment as XLIFF 2.1, the reverse of {@link XliffContent}. Properly nested pairs become {@code pc}, as the
 * standard requires (section 4.7.2.3), other pairs {@code sc} and {@code ec}. Handles one segment.
 */
final class Xliff2Inline {
    /** Maximum nesting depth of {@code pc}. Deeper pairs become halves, which need no nesting. */
    private static final int MAX_DEPTH = 100;

    private static final Set<String> OF_CODES =
            Set.of("i", "x", "id", "pos", "type", "subtype", "ctype", "subflows", "copyof");
    private static final Set<String> OF_ENDS = Set.of("i", "subflows");
    private static final Set<String> OF_MARKS = Set.of("id", "mid", "mtype", "type", "value", "comment", "translate");
    private static final String ATTRIBUTES = "attributes of inline tags";
    private static final String HALF_MARKS = "starts and ends of markers that span segments";

    private final OfUnit unit;
    private final SharedCodes.CodePairs pairs;
    private final StringBuilder xml = new StringBuilder();
    private final Map<String, String> idsOfPairs = new HashMap<>();

    /** Written id of each open marker by its id in the content. */
    private final Map<String, String> idsOfMarks = new HashMap<>();

    /** Ids of the markers that begin and end in the content. */
    private final Set<String> wholeMarks = new HashSet<>();

    private int depth;

    /**
     * Holds the data that the segments of a unit share: the ids of its inline tags and their original data. Handles one
     * unit.
     */
    static final class OfUnit {
        private final XmlEscape escape;
        private final Omissions omissions;

        /** Kind of tag by id. In source and target, the same id denotes the same tag (Version 2.1, section 4.7.2.5). */
        private final Map<String, String> kinds = new HashMap<>();

        /** Ids in the current text. Each may occur once. */
        private final Set<String> usedIds = new HashSet<>();

        /** Id of each original data text. Equal texts share an id (section 4.2.2.11). */
        private final Map<String, String> data = new LinkedHashMap<>();

        OfUnit(XmlEscape escape, Omissions omissions) {
            this.escape = escape;
            this.omissions = omissions;
        }

        /** Returns the content of the next source or target. */
        String side(Content content) {
            usedIds.clear();
            Xliff2Inline inline = new Xliff2Inline(content, this);
            inline.text(content);
            return inline.xml.toString();
        }

        /** Returns the {@code <originalData>} element; an empty text if there is no original data. */
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
        ids(content, "sm", "id", wholeMarks);
        Set<String> ended = new HashSet<>();
        ids(content, "em", "startref", ended);
        wholeMarks.retainAll(ended);
    }

    private static void ids(Content content, String element, String attribute, Set<String> ids) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Code code) {
                if (code.element().equals(element)) {
                    ids.add(code.attributes().getOrDefault(attribute, ""));
                }
                ids(code.content(), element, attribute, ids);
            }
        }
    }

    private void text(Content content) {
        new Level(content.pieces()).write(0, content.pieces().size());
    }

    /** Holds the pieces at one nesting level and matches the halves of pairs among them. */
    private final class Level {
        private final List<Piece> pieces;

        /** For each half of a pair, the index of the other half at this level; -1 for all other pieces. */
        private final int[] otherHalves;

        Level(List<Piece> pieces) {
            this.pieces = pieces;
            this.otherHalves = new int[pieces.size()];
            Arrays.fill(otherHalves, -1);
            Map<String, Integer> open = new HashMap<>();
            for (int i = 0; i < otherHalves.length; i++) {
                if (pieces.get(i) instanceof Code code && isPairedHalf(code)) {
                    String number = SharedCodes.CodePairs.number(code);
                    if (code.element().equals("bpt")) {
                        open.put(number, i);
                    } else if (open.containsKey(number)) {
                        int start = open.getOrDefault(number, i);
                        otherHalves[start] = i;
                        otherHalves[i] = start;
                    }
                }
            }
        }

        void write(int from, int to) {
            for (int i = from; i < to; i++) {
                if (pieces.get(i) instanceof Text text) {
                    xml.append(unit.escape.text(text.text()));
                } else if (pieces.get(i) instanceof Code code && otherHalves[i] > i && isNested(i)) {
                    pair(code, i);
                    i = otherHalves[i];
                } else if (pieces.get(i) instanceof Code code) {
                    code(code);
                }
            }
        }

        /** Returns whether every pair with a half inside a pair has both halves inside it. */
        private boolean isNested(int start) {
            int end = otherHalves[start];
            boolean isNested = depth < MAX_DEPTH;
            for (int i = start + 1; i < end && isNested; i++) {
                isNested = !(pieces.get(i) instanceof Code code && isPairedHalf(code))
                        || (otherHalves[i] > start && otherHalves[i] < end);
            }
            return isNested;
        }

        private void pair(Code start, int from) {
            Code end = (Code) pieces.get(otherHalves[from]);
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
            write(from + 1, otherHalves[from]);
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
                unit.omissions.add(Xliff1Inline.CONVERTED);
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
                unit.omissions.add(Xliff1Inline.CONVERTED);
                around("pc", attributes(code, "id"), code);
            }
            case "hi" -> highlight(code);
            case "mrk", "sm", "em" -> annotation(code);
            default -> {
                unit.omissions.add("inline tags");
                text(code.content());
            }
        }
    }

    /** Writes an annotation or a half of one. The other half may be in another segment, which is another unit. */
    private void annotation(Code code) {
        Map<String, String> attributes = code.attributes();
        if (code.element().equals("em")) {
            Optional<String> start = Optional.ofNullable(idsOfMarks.remove(attributes.getOrDefault("startref", "")));
            start.ifPresent(id -> start("em", Map.of("startRef", id), "/>"));
            unit.omissions.add(HALF_MARKS, start.isEmpty() ? 1 : 0);
        } else if (code.element().equals("mrk") || wholeMarks.contains(attributes.getOrDefault("id", ""))) {
            mark(code);
        } else {
            unit.omissions.add(HALF_MARKS);
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

    /** Writes the end of a pair. It has the attributes of its start, except the original data (section 4.2.3.5). */
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

    /** Writes an unpaired half, or a half that only XLIFF 1.2 has, as an isolated tag. */
    private void half(Code code, String element) {
        unit.omissions.add(Xliff1Inline.CONVERTED);
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
            idsOfMarks.put(code.attributes().getOrDefault("id", ""), attributes.getOrDefault("id", ""));
            start("sm", attributes, "/>");
        } else {
            around("mrk", attributes, code);
        }
    }

    /** Writes an element that contains the text of a tag. */
    private void around(String element, Map<String, String> attributes, Code code) {
        start(element, attributes, ">");
        text(code.content());
        xml.append("</").append(element).append('>');
    }

    /** Writes an empty element that refers to the original data of a tag. */
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
     * Returns the attributes of a tag.
     *
     * @param name attribute that holds the id of the tag
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

    /** Returns the attributes of a tag under their TMX names. */
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

    /** Counts the attributes of a tag that are omitted. */
    private void count(Code code, Set<String> known) {
        unit.omissions.add(
                ATTRIBUTES,
                code.attributes().keySet().stream()
                        .filter(name -> !known.contains(name) && !XliffTypes.Two.isCopied(name))
                        .count());
    }

    /** Returns the id of a tag, or a new one if the tag has none or if it is taken. */
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
                || unit.usedIds.contains(id)
                || !unit.kinds.getOrDefault(id, kind).equals(kind)) {
            id = pairs.fresh();
        }
        unit.usedIds.add(id);
        unit.kinds.put(id, kind);
        unit.omissions.add("ids of inline tags", wanted.isEmpty() || id.equals(wanted) ? 0 : 1);
        return id;
    }

    /**
     * Adds a reference to the original data of a tag.
     *
     * @param name attribute that holds the reference
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
