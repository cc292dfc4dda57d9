package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final CodePairs pairs;
    private final Xliff2Codes codes;
    private final Map<String, String> idsOfPairs = new HashMap<>();
    private final Set<String> markStarts = new HashSet<>();
    private int depth;

    private Xliff2Inline(Content content, CodeNames names, OriginalData data, XmlEscape escape, Omissions omissions) {
        this.escape = escape;
        this.omissions = omissions;
        this.pairs = new CodePairs(content);
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
                String number = CodePairs.number(code);
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
                    idsOfPairs.put(CodePairs.number(code), attributes.getOrDefault("id", ""));
                    codes.refer(code, "dataRef", attributes);
                    start("sc", attributes, "/>");
                } else {
                    omissions.add(Xliff1Inline.BECAME_OTHERS);
                    isolated(code, "sc");
                }
            }
            case "ept" -> {
                String id = pairs.isPaired(code) ? idsOfPairs.getOrDefault(CodePairs.number(code), "") : "";
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
                Xliff2Marks.copy(code.attributes(), attributes);
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
        attributes.forEach((name, value) -> xml.append(' ')
                .append(name)
                .append("=\"")
                .append(escape.attribute(value))
                .append('"'));
        xml.append(end);
    }
}
