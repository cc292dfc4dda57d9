package duiqi.exchange.xliff;

import duiqi.exchange.SharedCodes;
import duiqi.exchange.SharedCodes.CodeMark.Kind;
import duiqi.exchange.Suggestion;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode;
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
 * A translation put among the codes of its source: where the memory has the same codes in the same places, there where its own
 * translation has them; where they stand around one stretch of text, around the translation; where those of the memory are like
 * them and it is clear which is which, as the memory has them. Otherwise the translation stands without codes. Immutable.
 *
 * @param xml what stands in the target
 * @param codes what became of the codes of the source
 */
record XliffPlacement(String xml, Codes codes) {
    /** The fate of the codes of a source. */
    enum Codes {
        /** All are where they belong, or there are none. */
        PLACED,
        /** All are there, in places that a translator has to look at. */
        LIKELY,
        /** None is there. */
        MISSING
    }

    /** Returns whether all codes of the source are there. */
    boolean isWhole() {
        return codes != Codes.MISSING;
    }

    /**
     * Places a translation.
     *
     * @param unit the text that the source was parsed from
     * @param source what holds the source
     * @param text its text
     */
    static XliffPlacement of(
            String unit, XmlNode.Element source, String text, Suggestion suggestion, XmlEscape escape) {
        String plain = escape.text(suggestion.target());
        if (source.descendants().findAny().isEmpty()) {
            return new XliffPlacement(plain, Codes.PLACED);
        }
        Optional<XliffCodes> codes = XliffCodes.of(unit, source);
        if (codes.isEmpty()) {
            return new XliffPlacement(plain, Codes.MISSING);
        }
        Optional<XliffPlacement> asInMemory = asInMemory(codes.get(), text, suggestion, escape);
        return asInMemory
                .filter(found -> found.codes == Codes.PLACED)
                .or(() -> around(unit, source, suggestion.target(), escape))
                .or(() -> asInMemory)
                .orElse(new XliffPlacement(plain, Codes.MISSING));
    }

    private static Optional<XliffPlacement> asInMemory(
            XliffCodes own, String text, Suggestion suggestion, XmlEscape escape) {
        if (suggestion.codes().isEmpty() || suggestion.source().isEmpty()) {
            return Optional.empty();
        }
        String source = suggestion.source().get();
        SharedCodes shared = suggestion.codes().get();
        List<SharedCodes.CodeMark> theirs = SharedCodes.CodeMark.ignoringSpace(shared.source(), source);
        if (!SharedCodes.CodeMark.haveSameKinds(own.marks(), theirs)) {
            return Optional.empty();
        }
        boolean isSame = source.equals(text);
        boolean isSure = isSame && offsets(own.marks()).equals(offsets(theirs));
        if (!isSame
                && !isClear(theirs)
                && !standAlike(
                        own.marks(),
                        SharedCodes.CodeMark.withoutSpace(text),
                        theirs,
                        SharedCodes.CodeMark.withoutSpace(source))) {
            return Optional.empty();
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < theirs.size(); i++) {
            numbers.put(theirs.get(i).code(), own.marks().get(i).code());
        }
        List<SharedCodes.CodeMark> target = shared.target().stream()
                .map(mark -> new SharedCodes.CodeMark(mark.offset(), mark.kind(), numbers.getOrDefault(mark.code(), 0)))
                .toList();
        return own.in(suggestion.target(), target, escape)
                .map(xml -> new XliffPlacement(xml, isSure ? Codes.PLACED : Codes.LIKELY));
    }

    private static List<Integer> offsets(List<SharedCodes.CodeMark> marks) {
        return marks.stream().map(SharedCodes.CodeMark::offset).toList();
    }

    /** Returns whether no code can be taken for another: there is one pair at most, and one single code. */
    private static boolean isClear(List<SharedCodes.CodeMark> marks) {
        return marks.stream()
                                .filter(mark -> mark.kind() == SharedCodes.CodeMark.Kind.OPEN)
                                .count()
                        <= 1
                && marks.stream()
                                .filter(mark -> mark.kind() == SharedCodes.CodeMark.Kind.ALONE)
                                .count()
                        <= 1;
    }

    /** Returns whether each code stands between the same characters. */
    private static boolean standAlike(
            List<SharedCodes.CodeMark> some, String text, List<SharedCodes.CodeMark> others, String other) {
        for (int i = 0; i < some.size(); i++) {
            String here = neighbours(text, some.get(i).offset());
            if (!here.equals(neighbours(other, others.get(i).offset()))) {
                return false;
            }
        }
        return true;
    }

    private static String neighbours(String text, int offset) {
        return text.substring(Math.max(0, offset - 1), offset)
                + "\n"
                + text.substring(offset, Math.min(text.length(), offset + 1));
    }

    /** Returns a translation in the place of the one stretch of text that a source has. */
    private static Optional<XliffPlacement> around(
            String unit, XmlNode.Element source, String target, XmlEscape escape) {
        List<XmlNode.Characters> texts = new ArrayList<>();
        collect(source, texts);
        if (texts.size() != 1) {
            return Optional.empty();
        }
        XmlNode.Characters only = texts.get(0);
        String text = only.text();
        int start = text.length() - text.stripLeading().length();
        String placed = text.substring(0, start)
                + target.strip()
                + text.substring(text.stripTrailing().length());
        return Optional.of(new XliffPlacement(
                unit.substring(source.contentStart(), only.start())
                        + escape.text(placed)
                        + unit.substring(only.end(), source.contentEnd()),
                Codes.PLACED));
    }

    /** Collects what is not blank. */
    private static void collect(XmlNode.Element element, List<XmlNode.Characters> texts) {
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters
                    && !characters.text().isBlank()) {
                texts.add(characters);
            } else if (node instanceof XmlNode.Element code && !XliffCodes.NATIVE.contains(code.name())) {
                collect(code, texts);
            }
        }
    }

    /**
     * A translation that is to be put into a segment. Immutable.
     *
     * @param sourceText the text of the segment
     * @param placement the translation as it stands in the target
     */
    record XliffProposal(
            XliffUnits.XliffSegment segment, String sourceText, Suggestion suggestion, XliffPlacement placement) {
        /** The work that is left to a translator. */
        enum Grade {
            /** Look at it. */
            EXACT,
            /** Look at it closely: no person has. */
            MACHINE,
            /** Change it. */
            FUZZY
        }

        /**
         * Returns how good it is; one whose codes are not surely where they belong has to be changed, whatever it agrees
         * with.
         */
        Grade grade() {
            if (placement.codes() != XliffPlacement.Codes.PLACED) {
                return Grade.FUZZY;
            }
            if (suggestion.isMachine()) {
                return Grade.MACHINE;
            }
            return suggestion.isExact() ? Grade.EXACT : Grade.FUZZY;
        }
    }

    /**
     * The codes of a source in XLIFF of either version, as they are written, to be put into a translation. Their offsets do not count
     * white space. Good for one segment.
     */
    static final class XliffCodes {
        /** The elements that hold no text to translate, in either version. */
        static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em");

        private static final Map<String, String> CLOSINGS = Map.of("bpt", "ept", "bx", "ex", "sc", "ec", "sm", "em");

        private final String unit;
        private final List<SharedCodes.CodeMark> marks = new ArrayList<>();
        private final List<String> written = new ArrayList<>();

        /** The codes that are elements around text, and so may not overlap. */
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
         * Returns the codes of a source; empty when something stands among them that cannot be copied.
         *
         * @param unit the text that the source was parsed from
         */
        static Optional<XliffCodes> of(String unit, XmlNode.Element source) {
            XliffCodes codes = new XliffCodes(unit);
            source.descendants().forEach(element -> codes.closings.add(element.name() + " " + pair(element)));
            return source.descendants().allMatch(XliffCodes::isCopied)
                    ? Optional.of(codes.read(source))
                    : Optional.empty();
        }

        /**
         * Returns whether a code is copied. In 1.2 the name of a mark is that of a segment, and a text in a code would stay untranslated.
         */
        static boolean isCopied(XmlNode.Element code) {
            boolean isNamed = code.name().equals("mrk") && code.attribute("mid").isPresent();
            return !isNamed && !code.name().equals("sub") && !code.name().equals("cp");
        }

        /** Returns whether a translation without the codes of a source would break the rules of XLIFF 2. */
        static boolean areBound(XmlNode.Element source) {
            return source.descendants()
                    .anyMatch(code ->
                            code.attribute("candelete").filter("no"::equals).isPresent());
        }

        private XliffCodes read(XmlNode.Element element) {
            for (XmlNode node : element.nodes()) {
                if (node instanceof XmlNode.Characters characters) {
                    ink += SharedCodes.CodeMark.withoutSpace(characters.text()).length();
                } else if (node instanceof XmlNode.Element code) {
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

        private void half(XmlNode.Element code, String xml) {
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

        /** Returns what the halves of a pair have in common. */
        private static String pair(XmlNode.Element code) {
            return code.attribute("rid")
                    .or(() -> code.attribute("startref"))
                    .or(() -> code.attribute("id"))
                    .orElse("");
        }

        private void add(Kind kind, int code, String xml) {
            marks.add(new SharedCodes.CodeMark(ink, kind, code));
            written.add(xml);
        }

        /** Returns where they stand. */
        List<SharedCodes.CodeMark> marks() {
            return marks;
        }

        /**
         * Returns a translation with these codes in it; empty when they would overlap or come in an order that is not
         * theirs.
         *
         * @param target where the codes stand in the translation, in its order and numbered as here
         */
        Optional<String> in(String translation, List<SharedCodes.CodeMark> target, XmlEscape escape) {
            if (!isNested(target) || (isInOrder && !sequence(target).equals(sequence(marks)))) {
                return Optional.empty();
            }
            StringBuilder placed = new StringBuilder();
            int done = 0;
            for (SharedCodes.CodeMark mark : target) {
                placed.append(escape.text(translation.substring(done, mark.offset())))
                        .append(xml(mark));
                done = mark.offset();
            }
            return Optional.of(
                    placed.append(escape.text(translation.substring(done))).toString());
        }

        private static List<SharedCodes.CodeMark> sequence(List<SharedCodes.CodeMark> marks) {
            return marks.stream()
                    .map(mark -> new SharedCodes.CodeMark(0, mark.kind(), mark.code()))
                    .toList();
        }

        private String xml(SharedCodes.CodeMark mark) {
            for (int i = 0; i < marks.size(); i++) {
                if (marks.get(i).kind() == mark.kind() && marks.get(i).code() == mark.code()) {
                    return written.get(i);
                }
            }
            throw new IllegalArgumentException("there is no code " + mark);
        }

        private boolean isNested(List<SharedCodes.CodeMark> target) {
            Deque<Integer> open = new ArrayDeque<>();
            Set<Integer> opened = new HashSet<>();
            for (SharedCodes.CodeMark mark : target) {
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
}
