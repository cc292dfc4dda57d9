package duiqi.exchange.xliff;

import duiqi.exchange.SharedCodes;
import duiqi.exchange.SharedCodes.CodeMark.Kind;
import duiqi.exchange.Suggestions;
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
 * Holds a translation with the inline tags of its source. There are three methods, in this order. If the memory has the
 * same text with the same tags, their positions in its translation apply. If the tags enclose a single stretch of text,
 * they enclose the translation. If the tags of the memory are similar and their correspondence is unambiguous, their
 * positions apply. Otherwise the translation has no tags. Immutable.
 *
 * @param xml content of the target
 * @param codes result for the tags of the source
 */
record XliffPlacement(String xml, Codes codes) {
    /** Lists the results of placing the tags of a source. */
    enum Codes {
        /** All tags are placed correctly, or there are none. */
        PLACED,
        /** All tags are placed, but a translator must check their positions. */
        UNCERTAIN,
        /** No tags are placed. */
        MISSING
    }

    /** Returns whether all tags of the source are in the translation. */
    boolean isWhole() {
        return codes != Codes.MISSING;
    }

    /**
     * Places a translation.
     *
     * @param unit XML that contains the source
     * @param source element that contains the source
     * @param text text of the source
     */
    static XliffPlacement of(
            String unit, XmlNode.Element source, String text, Suggestions.Suggestion suggestion, XmlEscape escape) {
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
            XliffCodes own, String text, Suggestions.Suggestion suggestion, XmlEscape escape) {
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
        boolean isCertain = isSame && offsets(own.marks()).equals(offsets(theirs));
        if (!isSame
                && !isUnambiguous(theirs)
                && !haveSameNeighbours(
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
                .map(xml -> new XliffPlacement(xml, isCertain ? Codes.PLACED : Codes.UNCERTAIN));
    }

    private static List<Integer> offsets(List<SharedCodes.CodeMark> marks) {
        return marks.stream().map(SharedCodes.CodeMark::offset).toList();
    }

    /** Returns whether the tags are unambiguous: at most one pair and one standalone tag. */
    private static boolean isUnambiguous(List<SharedCodes.CodeMark> marks) {
        return marks.stream()
                                .filter(mark -> mark.kind() == SharedCodes.CodeMark.Kind.OPEN)
                                .count()
                        <= 1
                && marks.stream()
                                .filter(mark -> mark.kind() == SharedCodes.CodeMark.Kind.ALONE)
                                .count()
                        <= 1;
    }

    /** Returns whether each tag is between the same characters in both texts. */
    private static boolean haveSameNeighbours(
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

    /** Returns a translation in place of the only stretch of text of the source; empty if there are several. */
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

    /** Collects the texts that are not blank. */
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
     * Holds a translation to insert into a segment. Immutable.
     *
     * @param segment segment to fill
     * @param sourceText text of the source
     * @param suggestion translation without inline tags
     * @param placement translation with inline tags
     */
    record XliffProposal(
            XliffUnits.XliffSegment segment,
            String sourceText,
            Suggestions.Suggestion suggestion,
            XliffPlacement placement) {
        /** Lists the kinds of work that a proposal leaves to the translator, the least first. */
        enum Grade {
            /** Needs a review. */
            EXACT,
            /** Needs a careful review, because no person has seen it. */
            MACHINE,
            /** Needs a change. */
            FUZZY
        }

        /** Returns the grade. If the positions of the tags are uncertain, the grade is FUZZY for any score. */
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
     * Holds the XML of the inline tags of a source, to insert them into a translation. Supports both versions of XLIFF.
     * Offsets do not count white space. Handles one segment.
     */
    static final class XliffCodes {
        /** Elements without text to translate, in both versions. */
        static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em");

        private static final Map<String, String> CLOSINGS = Map.of("bpt", "ept", "bx", "ex", "sc", "ec", "sm", "em");

        private final String unit;
        private final List<SharedCodes.CodeMark> marks = new ArrayList<>();
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
        static Optional<XliffCodes> of(String unit, XmlNode.Element source) {
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
        static boolean canBeCopied(XmlNode.Element code) {
            boolean isNamed = code.name().equals("mrk") && code.attribute("mid").isPresent();
            return !isNamed && !code.name().equals("sub") && !code.name().equals("cp");
        }

        /** Returns whether XLIFF 2 forbids a translation without the tags of the source. */
        static boolean areRequired(XmlNode.Element source) {
            return source.descendants()
                    .anyMatch(code ->
                            code.attribute("candelete").filter("no"::equals).isPresent());
        }

        private XliffCodes read(XmlNode.Element element) {
            for (XmlNode node : element.nodes()) {
                if (node instanceof XmlNode.Characters characters) {
                    length +=
                            SharedCodes.CodeMark.withoutSpace(characters.text()).length();
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

        /** Returns the key that both halves of a pair share. */
        private static String pair(XmlNode.Element code) {
            return code.attribute("rid")
                    .or(() -> code.attribute("startref"))
                    .or(() -> code.attribute("id"))
                    .orElse("");
        }

        private void add(Kind kind, int code, String xml) {
            marks.add(new SharedCodes.CodeMark(length, kind, code));
            written.add(xml);
        }

        /** Returns the positions of the tags. */
        List<SharedCodes.CodeMark> marks() {
            return marks;
        }

        /**
         * Returns a translation with the tags; empty if they would overlap or violate a fixed order.
         *
         * @param target positions in the translation, in order, with the tag numbers of the source
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
            throw new IllegalArgumentException("source has no tag " + mark);
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
