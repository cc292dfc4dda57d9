package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.io.XmlEscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes a segment as XLIFF 2.1 has it, the reverse of {@link Xliff2Content}. Pairs that are well nested become {@code pc}, as
 * the standard asks (section 4.7.2.3), others {@code sc} and {@code ec}. Good for one segment.
 */
final class Xliff2Inline {
    /** Pairs in pairs deeper than this are written as halves, which need no nesting. */
    private static final int DEEPEST = 100;

    private static final Set<String> OF_MARKS = Set.of("id", "mid", "mtype", "type", "value", "comment", "translate");

    private final StringBuilder xml = new StringBuilder();
    private final XmlEscape escape;
    private final Omissions omissions;
    private final SharedCodes.CodePairs pairs;
    private final Xliff2Codes codes;
    private final Map<String, String> idsOfPairs = new HashMap<>();
    private final Set<String> markStarts = new HashSet<>();
    private int depth;

    private Xliff2Inline(Content content, CodeNames names, OriginalData data, XmlEscape escape, Omissions omissions) {
        this.escape = escape;
        this.omissions = omissions;
        this.pairs = new SharedCodes.CodePairs(content);
        this.codes = new Xliff2Codes(pairs, names, data, omissions);
    }

    /**
     * The segment between its tags.
     *
     * @param names gives the codes their names
     * @param data is given what the document has in place of the codes
     */
    static String of(Content content, CodeNames names, OriginalData data, XmlEscape escape, Omissions omissions) {
        Xliff2Inline inline = new Xliff2Inline(content, names, data, escape, omissions);
        inline.text(content);
        return inline.xml.toString();
    }

    private void text(Content content) {
        List<Piece> pieces = content.pieces();
        text(pieces, partners(pieces), 0, pieces.size());
    }

    /** For each beginning among pieces, the place of its end; -1 where there is none behind it. */
    private int[] partners(List<Piece> pieces) {
        int[] partners = new int[pieces.size()];
        Map<String, Integer> open = new HashMap<>();
        for (int i = 0; i < partners.length; i++) {
            partners[i] = -1;
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
        return partners;
    }

    private boolean isPairedHalf(Code code) {
        return (code.element().equals("bpt") || code.element().equals("ept")) && pairs.isPaired(code);
    }

    private void text(List<Piece> pieces, int[] partners, int from, int to) {
        for (int i = from; i < to; i++) {
            Piece piece = pieces.get(i);
            if (piece instanceof Text text) {
                xml.append(escape.text(text.text()));
            } else if (piece instanceof Code code) {
                int end = partners[i];
                if (code.element().equals("bpt") && end > i && isNested(pieces, partners, i, end)) {
                    pair(code, (Code) pieces.get(end), pieces, partners, i, end);
                    i = end;
                } else {
                    code(code);
                }
            }
        }
    }

    /** Whether every pair that has a half inside has both of them there. */
    private boolean isNested(List<Piece> pieces, int[] partners, int start, int end) {
        if (depth >= DEEPEST) {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            if (pieces.get(i) instanceof Code code
                    && isPairedHalf(code)
                    && (partners[i] <= start || partners[i] >= end)) {
                return false;
            }
        }
        return true;
    }

    private void pair(Code start, Code end, List<Piece> pieces, int[] partners, int from, int to) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", codes.id(start, "x"));
        Xliff2Types.write(start.attributes(), attributes);
        Xliff2Types.copy(start.attributes(), attributes);
        for (String name : List.of("disp", "equiv")) {
            Optional.ofNullable(attributes.remove(name)).ifPresent(value -> attributes.put(name + "Start", value));
            Optional.ofNullable(end.attributes().get(name)).ifPresent(value -> attributes.put(name + "End", value));
        }
        codes.refer(start, "dataRefStart", attributes);
        codes.refer(end, "dataRefEnd", attributes);
        codes.count(start, Xliff2Codes.OF_CODES);
        codes.count(end, Xliff2Codes.OF_ENDS);
        start("pc", attributes, ">");
        depth++;
        text(pieces, partners, from + 1, to);
        depth--;
        xml.append("</pc>");
    }

    private void code(Code code) {
        switch (code.element()) {
            case "bpt" -> {
                if (pairs.isPaired(code)) {
                    Map<String, String> attributes = codes.of(code, "x");
                    idsOfPairs.put(SharedCodes.CodePairs.number(code), attributes.getOrDefault("id", ""));
                    codes.refer(code, "dataRef", attributes);
                    start("sc", attributes, "/>");
                } else {
                    omissions.add(Xliff1Inline.BECAME_OTHERS);
                    isolated(code, "sc");
                }
            }
            case "ept" -> {
                String id = pairs.isPaired(code) ? idsOfPairs.getOrDefault(SharedCodes.CodePairs.number(code), "") : "";
                if (id.isEmpty()) {
                    omissions.add(Xliff1Inline.BECAME_OTHERS);
                    isolated(code, "ec");
                } else {
                    start("ec", codes.ending(code, id), "/>");
                }
            }
            case "it" -> isolated(code, "end".equals(code.attributes().get("pos")) ? "ec" : "sc");
            case "bx" -> {
                omissions.add(Xliff1Inline.BECAME_OTHERS);
                isolated(code, "sc");
            }
            case "ex" -> {
                omissions.add(Xliff1Inline.BECAME_OTHERS);
                isolated(code, "ec");
            }
            case "ph", "x" -> {
                omissions.add(Xliff1Inline.BECAME_OTHERS, code.element().equals("x") ? 1 : 0);
                Map<String, String> attributes = codes.of(code, code.element().equals("x") ? "id" : "x");
                omissions.add(
                        Xliff2Codes.ATTRIBUTES,
                        Stream.of("canOverlap", "dir")
                                .filter(name -> attributes.remove(name) != null)
                                .count());
                codes.refer(code, "dataRef", attributes);
                start("ph", attributes, "/>");
            }
            case "ut" -> {
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("id", codes.id(code, "x"));
                attributes.put("type", "other");
                attributes.put("subType", Xliff2Types.UNKNOWN_TAG);
                codes.count(code, Set.of("x"));
                codes.refer(code, "dataRef", attributes);
                start("ph", attributes, "/>");
            }
            case "g" -> {
                omissions.add(Xliff1Inline.BECAME_OTHERS);
                start("pc", codes.of(code, "id"), ">");
                text(code.content());
                xml.append("</pc>");
            }
            default -> mark(code);
        }
    }

    private void mark(Code code) {
        Map<String, String> attributes = new LinkedHashMap<>();
        switch (code.element()) {
            case "hi" -> {
                attributes.put("id", codes.id(code, "x"));
                attributes.put("type", Xliff2Types.HIGHLIGHT);
                codes.count(code, Set.of("x", "type"));
                Optional.ofNullable(code.attributes().get("type")).ifPresent(type -> attributes.put("value", type));
            }
            case "mrk", "sm" -> {
                boolean isOld = code.attributes().containsKey("mtype");
                attributes.put("id", codes.id(code, isOld ? "mid" : "id"));
                if (code.element().equals("sm")) {
                    markStarts.add(attributes.getOrDefault("id", ""));
                }
                Xliff2Types.Xliff2Marks.copy(code.attributes(), attributes);
                codes.count(code, OF_MARKS);
            }
            case "em" -> {
                String start = code.attributes().getOrDefault("startref", "");
                if (markStarts.remove(start)) {
                    start("em", Map.of("startRef", start), "/>");
                }
                return;
            }
            default -> {
                omissions.add("inline codes");
                text(code.content());
                return;
            }
        }
        if (code.element().equals("sm")) {
            start("sm", attributes, "/>");
            return;
        }
        start("mrk", attributes, ">");
        text(code.content());
        xml.append("</mrk>");
    }

    private void isolated(Code code, String element) {
        Map<String, String> attributes = codes.of(code, code.attributes().containsKey("id") ? "id" : "x");
        attributes.put("isolated", "yes");
        codes.refer(code, "dataRef", attributes);
        start(element, attributes, "/>");
    }

    private void start(String element, Map<String, String> attributes, String end) {
        xml.append('<').append(element);
        escape.attributes(xml, attributes);
        xml.append(end);
    }

    /** What the codes of a segment say of themselves in XLIFF 2.1; counts what they cannot say there. Good for one segment. */
    private static final class Xliff2Codes {
        static final String ATTRIBUTES = "attributes of inline codes";
        static final Set<String> OF_CODES =
                Set.of("i", "x", "id", "pos", "type", "subtype", "ctype", "subflows", "copyof");
        static final Set<String> OF_ENDS = Set.of("i", "subflows");

        private final SharedCodes.CodePairs pairs;
        private final CodeNames names;
        private final OriginalData data;
        private final Omissions omissions;

        /**
         * Prepares.
         *
         * @param names gives the codes their names
         * @param data is given what the document has in place of the codes
         */
        Xliff2Codes(SharedCodes.CodePairs pairs, CodeNames names, OriginalData data, Omissions omissions) {
            this.pairs = pairs;
            this.names = names;
            this.data = data;
            this.omissions = omissions;
        }

        /**
         * The attributes of a code.
         *
         * @param name the attribute in which it has its name
         */
        Map<String, String> of(Code code, String name) {
            Map<String, String> model = model(code);
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("id", id(code, name));
            Xliff2Types.write(model, attributes);
            Xliff2Types.copy(model, attributes);
            count(code, OF_CODES);
            if (model.containsKey("subflows") || model.containsKey("copyof")) {
                omissions.add("references of inline codes to other units");
            }
            return attributes;
        }

        /** Counts the attributes of a code that are left out. */
        void count(Code code, Set<String> known) {
            omissions.add(
                    ATTRIBUTES,
                    code.attributes().keySet().stream()
                            .filter(name -> !known.contains(name) && !Xliff2Types.isCopied(name))
                            .count());
        }

        /** What a code says, under the names of TMX. */
        private static Map<String, String> model(Code code) {
            Map<String, String> model = new LinkedHashMap<>(code.attributes());
            if (model.containsKey("ctype")) {
                model.put("type", Xliff1Types.type(model.getOrDefault("ctype", "")));
            }
            return model;
        }

        /** The name of a code, another one where it has none, or one that is taken. */
        String id(Code code, String name) {
            String id = code.attributes()
                    .getOrDefault(name, code.element().equals("bpt") ? SharedCodes.CodePairs.number(code) : "");
            Map<String, String> kind = new TreeMap<>();
            Xliff2Types.write(model(code), kind);
            Xliff2Types.copy(model(code), kind);
            kind.keySet().removeAll(Set.of("disp", "equiv"));
            String half = code.element().equals("it") ? code.attributes().getOrDefault("pos", "") : "";
            String element = code.element().equals("bpt") && !pairs.isPaired(code) ? "it" : code.element();
            String given = names.name(id, element + half + kind, pairs::fresh);
            omissions.add("names of inline codes", id.isEmpty() || given.equals(id) ? 0 : 1);
            return given;
        }

        /**
         * Says where to find what the document has in place of a code.
         *
         * @param name the attribute that says so
         */
        void refer(Code code, String name, Map<String, String> attributes) {
            List<Piece> pieces = new ArrayList<>(code.content().pieces());
            if (pieces.isEmpty()) {
                return;
            }
            if (!code.content().isPlain()) {
                omissions.add("texts inside of inline codes");
            }
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                text.append(
                        piece instanceof Text part
                                ? part.text()
                                : ((Code) piece).content().text());
            }
            attributes.put(name, data.id(text.toString()));
        }

        /** An end says of itself what its beginning says, but for what stands in its place (section 4.2.3.5). */
        Map<String, String> ending(Code code, String start) {
            Map<String, String> model = new LinkedHashMap<>(
                    pairs.opening(code).map(Code::attributes).orElse(Map.of()));
            for (String own : List.of("disp", "equiv", "equiv-text")) {
                model.remove(own);
                Optional.ofNullable(code.attributes().get(own)).ifPresent(value -> model.put(own, value));
            }
            count(code, OF_ENDS);
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("startRef", start);
            Xliff2Types.write(model, attributes);
            Xliff2Types.copy(model, attributes);
            refer(code, "dataRef", attributes);
            return attributes;
        }
    }

    /**
     * Names of the codes of a unit of XLIFF 2. On one side each is there once; on both sides one name means one code, so that a
     * translator's tool can tell which are missing (Version 2.1, section 4.7.2.5). Good for one unit.
     */
    static final class CodeNames {
        private final Map<String, String> kinds = new HashMap<>();
        private final Set<String> ofSide = new HashSet<>();

        /** Begins with the other side. */
        void nextSide() {
            ofSide.clear();
        }

        /**
         * A name for a code.
         *
         * @param wanted the name it has; empty when it has none
         * @param kind what it is, and must be on the other side too
         * @param others gives names that no code of this side wants
         */
        String name(String wanted, String kind, Supplier<String> others) {
            String name = wanted;
            while (!Xliff1Types.XliffNames.isToken(name)
                    || ofSide.contains(name)
                    || !kinds.getOrDefault(name, kind).equals(kind)) {
                name = others.get();
            }
            ofSide.add(name);
            kinds.put(name, kind);
            return name;
        }
    }

    /** What the document has in place of the codes of a unit, each text once (XLIFF 2.1, section 4.2.2.11). Good for one unit. */
    static final class OriginalData {
        private final Map<String, String> ids = new LinkedHashMap<>();

        /** The name of a text. */
        String id(String text) {
            return ids.computeIfAbsent(text, unknown -> "d" + (ids.size() + 1));
        }

        /** The element, indented by a text; empty when there is nothing in it. */
        String xml(String indent, XmlEscape escape) {
            if (ids.isEmpty()) {
                return "";
            }
            StringBuilder xml = new StringBuilder(indent).append("<originalData>\n");
            ids.forEach((text, id) -> xml.append(indent)
                    .append("  <data id=\"")
                    .append(id)
                    .append("\" xml:space=\"preserve\">")
                    .append(escape.text(text))
                    .append("</data>\n"));
            return xml.append(indent).append("</originalData>\n").toString();
        }
    }
}
