package duiqi.exchange.xliff;

import duiqi.exchange.SharedCodes.CodeMark;
import duiqi.exchange.SharedCodes.CodeMark.Kind;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode;
import duiqi.io.XmlNode.Characters;
import duiqi.io.XmlNode.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the XML of the inline tags of a source, to insert them into a translation. Supports both versions of XLIFF.
 * Offsets do not count white space. Handles one segment.
 */
final class XliffCodes {
    /** Elements without text to translate, in both versions. */
    static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em");

    private static final Map<String, String> CLOSINGS = Map.of("bpt", "ept", "bx", "ex", "sc", "ec", "sm", "em");

    private final String unit;
    private final List<CodeMark> marks = new ArrayList<>();
    private final List<String> written = new ArrayList<>();

    /** Numbers of tags that are elements around text and therefore must not overlap. */
    private final Set<Integer> around = new HashSet<>();

    private final Map<String, Integer> openings = new HashMap<>();
    private final Set<String> closings = new HashSet<>();
    private boolean isInOrder;
    private int codes;
    private int length;

    private XliffCodes(String unit) {
        this.unit = unit;
    }

    /**
     * Returns the tags of a source; empty if one of them cannot be copied.
     *
     * @param unit XML that contains the source
     */
    static Optional<XliffCodes> of(String unit, Element source) {
        XliffCodes codes = new XliffCodes(unit);
        source.descendants().forEach(element -> codes.closings.add(element.name() + " " + pair(element)));
        return source.descendants().allMatch(XliffCodes::canBeCopied)
                ? Optional.of(codes.read(source))
                : Optional.empty();
    }

    /**
     * Returns whether a tag can be copied. In 1.2, a {@code mid} identifies a segment; a text inside a tag would
     * stay untranslated.
     */
    static boolean canBeCopied(Element code) {
        boolean isNamed = code.name().equals("mrk") && code.attribute("mid").isPresent();
        return !isNamed && !code.name().equals("sub") && !code.name().equals("cp");
    }

    /** Returns whether XLIFF 2 forbids a translation without the tags of the source. */
    static boolean areRequired(Element source) {
        return source.descendants()
                .anyMatch(
                        code -> code.attribute("candelete").filter("no"::equals).isPresent());
    }

    private XliffCodes read(Element element) {
        for (XmlNode node : element.nodes()) {
            if (node instanceof Characters characters) {
                length += CodeMark.withoutSpace(characters.text()).length();
            } else if (node instanceof Element code) {
                isInOrder |= code.attribute("canreorder")
                        .filter(is -> !is.equals("yes"))
                        .isPresent();
                String xml = unit.substring(code.start(), code.end());
                if (NATIVE.contains(code.name())) {
                    half(code, xml);
                } else if (code.isOneTag()) {
                    add(Kind.ALONE, codes++, xml);
                } else {
                    int number = codes++;
                    around.add(number);
                    add(Kind.OPEN, number, unit.substring(code.start(), code.contentStart()));
                    read(code);
                    add(Kind.CLOSE, number, unit.substring(code.contentEnd(), code.end()));
                }
            }
        }
        return this;
    }

    private void half(Element code, String xml) {
        String closing = CLOSINGS.getOrDefault(code.name(), "") + " " + pair(code);
        Integer opening = openings.remove(code.name() + " " + pair(code));
        if (opening != null) {
            add(Kind.CLOSE, opening, xml);
        } else if (closings.contains(closing) && !openings.containsKey(closing)) {
            openings.put(closing, codes);
            add(Kind.OPEN, codes++, xml);
        } else {
            add(Kind.ALONE, codes++, xml);
        }
    }

    /** Returns the key that both halves of a pair share. */
    private static String pair(Element code) {
        return code.attribute("rid")
                .or(() -> code.attribute("startref"))
                .or(() -> code.attribute("id"))
                .orElse("");
    }

    private void add(Kind kind, int code, String xml) {
        marks.add(new CodeMark(length, kind, code));
        written.add(xml);
    }

    List<CodeMark> marks() {
        return marks;
    }

    /**
     * Returns a translation with the tags; empty if they would overlap or violate a fixed order.
     *
     * @param target positions in the translation, in order, with the tag numbers of the source
     */
    Optional<String> in(String translation, List<CodeMark> target, XmlEscape escape) {
        if (!isNested(target) || (isInOrder && !sequence(target).equals(sequence(marks)))) {
            return Optional.empty();
        }
        StringBuilder placed = new StringBuilder();
        int done = 0;
        for (CodeMark mark : target) {
            placed.append(escape.text(translation.substring(done, mark.offset())))
                    .append(xml(mark));
            done = mark.offset();
        }
        return Optional.of(
                placed.append(escape.text(translation.substring(done))).toString());
    }

    private static List<CodeMark> sequence(List<CodeMark> marks) {
        return marks.stream()
                .map(mark -> new CodeMark(0, mark.kind(), mark.code()))
                .toList();
    }

    private String xml(CodeMark mark) {
        return written.get(sequence(marks).indexOf(new CodeMark(0, mark.kind(), mark.code())));
    }

    private boolean isNested(List<CodeMark> target) {
        Deque<Integer> open = new ArrayDeque<>();
        Set<Integer> opened = new HashSet<>();
        for (CodeMark mark : target) {
            boolean isAround = around.contains(mark.code());
            if (mark.kind() == Kind.OPEN) {
                opened.add(mark.code());
                if (isAround) {
                    open.push(mark.code());
                }
            } else if (mark.kind() == Kind.CLOSE
                    && (!opened.contains(mark.code()) || (isAround && open.pop() != mark.code()))) {
                return false;
            }
        }
        return true;
    }
}
