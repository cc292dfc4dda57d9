package duiqi.exchange;

import duiqi.exchange.CodeMark.Kind;
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
 * The codes of a source in XLIFF of either version, as they are written, to be put into a translation. Their offsets do not count
 * white space. Good for one segment.
 */
final class XliffCodes {
    /** What holds no text to translate, in either version. */
    static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em");

    private static final Map<String, String> CLOSINGS = Map.of("bpt", "ept", "bx", "ex", "sc", "ec", "sm", "em");

    private final String unit;
    private final List<CodeMark> marks = new ArrayList<>();
    private final List<String> written = new ArrayList<>();

    /** Which codes are elements around text, and so may not overlap. */
    private final Set<Integer> around = new HashSet<>();

    private final Map<String, Integer> openings = new HashMap<>();
    private final Set<String> closings = new HashSet<>();
    private boolean isInOrder;
    private int codes;
    private int ink;

    private XliffCodes(String unit) {
        this.unit = unit;
    }

    /**
     * The codes of a source; empty when something stands among them that cannot be copied.
     *
     * @param unit the text that the source was parsed from
     */
    static Optional<XliffCodes> of(String unit, XmlElement source) {
        XliffCodes codes = new XliffCodes(unit);
        source.descendants().forEach(element -> codes.closings.add(element.name() + " " + pair(element)));
        return source.descendants().allMatch(XliffCodes::isCopied) ? Optional.of(codes.read(source)) : Optional.empty();
    }

    /** In 1.2 the name of a mark is that of a segment, and a text in a code would stay untranslated. */
    static boolean isCopied(XmlElement code) {
        boolean isNamed = code.name().equals("mrk") && code.attribute("mid").isPresent();
        return !isNamed && !code.name().equals("sub") && !code.name().equals("cp");
    }

    /** Whether a translation without the codes of a source would break the rules of XLIFF 2. */
    static boolean areBound(XmlElement source) {
        return source.descendants()
                .anyMatch(
                        code -> code.attribute("candelete").filter("no"::equals).isPresent());
    }

    private XliffCodes read(XmlElement element) {
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters) {
                ink += CodeMark.ink(characters.text()).length();
            } else if (node instanceof XmlElement code) {
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

    private void half(XmlElement code, String xml) {
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

    /** What the halves of a pair have in common. */
    private static String pair(XmlElement code) {
        return code.attribute("rid")
                .or(() -> code.attribute("startref"))
                .or(() -> code.attribute("id"))
                .orElse("");
    }

    private void add(Kind kind, int code, String xml) {
        marks.add(new CodeMark(ink, kind, code));
        written.add(xml);
    }

    /** Where they stand. */
    List<CodeMark> marks() {
        return marks;
    }

    /**
     * A translation with these codes in it; empty when they would overlap or come in an order that is not theirs.
     *
     * @param target where the codes stand in the translation, in its order and numbered as here
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
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).kind() == mark.kind() && marks.get(i).code() == mark.code()) {
                return written.get(i);
            }
        }
        throw new IllegalArgumentException("there is no code " + mark);
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
