package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.SharedCodes.CodeMark.Kind;
import duiqi.exchange.xliff.XliffTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the positions of the inline tags that the source and the target of a unit share. A tag has the same number in
 * both. Immutable.
 *
 * @param source positions in the source text, in order
 * @param target positions in the target text, in order
 */
public record SharedCodes(List<CodeMark> source, List<CodeMark> target) {
    /**
     * Keys that identify the same tag in source and target, the most reliable first: its id, its content, the number of
     * its pair.
     */
    private static final List<Function<Code, String>> KEYS = List.of(
            code -> code.attributes().getOrDefault("x", code.attributes().getOrDefault("id", "")),
            code -> code.isNative() ? code.content().text() : "",
            code -> code.attributes().getOrDefault("i", ""));

    private static final String SIDES = "/";

    private static final Set<String> HALVES = Set.of("bpt", "ept", "bx", "ex");

    /** Attributes that identify a tag in TMX or XLIFF. */
    private static final List<String> IDS = List.of("i", "x", "id", "rid", "mid");

    public SharedCodes {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /** Returns the shared tags of two segments; empty if there are none, or if the correspondence is ambiguous. */
    public static Optional<SharedCodes> of(Content source, Content target) {
        List<Found> ofSource = found(source);
        List<Found> ofTarget = found(target);
        if (ofSource.isEmpty() || ofSource.size() != ofTarget.size()) {
            return Optional.empty();
        }
        return KEYS.stream()
                .flatMap(name -> matched(ofSource, ofTarget, one -> name.apply(one.code)).stream())
                .findFirst()
                .or(() -> matched(ofSource, ofTarget, one -> one.isPair() ? "pair" : "alone"));
    }

    /** Represents a tag mark that has no number yet. */
    private record Found(int offset, Kind kind, Code code) {
        boolean isPair() {
            return kind != Kind.ALONE;
        }
    }

    private static List<Found> found(Content content) {
        List<Found> all = new ArrayList<>();
        collect(content, new CodePairs(content), new int[1], all);
        return all;
    }

    private static void collect(Content content, CodePairs pairs, int[] offset, List<Found> all) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                offset[0] += text.text().length();
            } else if (piece instanceof Code code && !code.isNative()) {
                all.add(new Found(offset[0], Kind.OPEN, code));
                collect(code.content(), pairs, offset, all);
                all.add(new Found(offset[0], Kind.CLOSE, code));
            } else if (piece instanceof Code code && !pairs.isPaired(code)) {
                all.add(new Found(offset[0], Kind.ALONE, code));
            } else if (piece instanceof Code code) {
                all.add(new Found(
                        offset[0],
                        CodePairs.isOpening(code) ? Kind.OPEN : Kind.CLOSE,
                        pairs.opening(code).orElse(code)));
            }
        }
    }

    /**
     * Returns the tags matched by key. Requires that each tag has a unique key and that both segments have the same
     * keys.
     */
    private static Optional<SharedCodes> matched(List<Found> source, List<Found> target, Function<Found, String> name) {
        Map<String, Integer> numbers = new HashMap<>();
        source.forEach(one -> numbers.putIfAbsent(name.apply(one), numbers.size()));
        boolean areSame =
                keys(source, one -> one.kind + name.apply(one)).equals(keys(target, one -> one.kind + name.apply(one)));
        boolean areDistinct = Stream.of(source, target)
                .allMatch(side -> keys(side, one -> (one.kind == Kind.CLOSE) + name.apply(one))
                                .size()
                        == side.size());
        return areSame && areDistinct && !numbers.containsKey("")
                ? Optional.of(new SharedCodes(marks(source, name, numbers), marks(target, name, numbers)))
                : Optional.empty();
    }

    private static Set<String> keys(List<Found> marks, Function<Found, String> key) {
        return marks.stream().map(key).collect(Collectors.toSet());
    }

    private static List<CodeMark> marks(List<Found> found, Function<Found, String> name, Map<String, Integer> numbers) {
        return found.stream()
                .map(one -> new CodeMark(one.offset, one.kind, numbers.getOrDefault(name.apply(one), 0)))
                .toList();
    }

    /** Returns a copy with source and target swapped. */
    public SharedCodes swapped() {
        return new SharedCodes(target, source);
    }

    /** Returns the marks as a short text that {@link #parse} reads. */
    public String format() {
        return format(source) + SIDES + format(target);
    }

    private static String format(List<CodeMark> marks) {
        return marks.stream()
                .map(mark -> mark.kind() + " " + mark.code() + " " + mark.offset())
                .collect(Collectors.joining(","));
    }

    /** Reads the text that {@link #format} returns. */
    public static SharedCodes parse(String text) {
        String[] sides = text.split(SIDES, 2);
        return new SharedCodes(marks(sides[0]), marks(sides[1]));
    }

    private static List<CodeMark> marks(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(mark -> mark.split(" ", 3))
                .map(mark -> new CodeMark(Integer.parseInt(mark[2]), Kind.valueOf(mark[0]), Integer.parseInt(mark[1])))
                .toList();
    }

    /**
     * Represents the position of an inline tag, or of one half of a tag pair, in the text of a segment. Immutable.
     *
     * @param offset number of UTF-16 units of the text before the tag
     * @param kind half of a pair, or a standalone tag
     * @param code number of the tag; both halves of a pair have the same
     */
    public record CodeMark(int offset, Kind kind, int code) {
        public enum Kind {
            /** First half of a pair. */
            OPEN,
            /** Second half of a pair. */
            CLOSE,
            /** Standalone tag. */
            ALONE
        }

        /** Returns a copy with tags renumbered in their order, so that marks of different segments are comparable. */
        static List<CodeMark> inOrder(List<CodeMark> marks) {
            Map<Integer, Integer> numbers = new LinkedHashMap<>();
            List<CodeMark> ordered = new ArrayList<>();
            for (CodeMark mark : marks) {
                numbers.putIfAbsent(mark.code, numbers.size());
                ordered.add(new CodeMark(mark.offset, mark.kind, numbers.getOrDefault(mark.code, 0)));
            }
            return ordered;
        }

        /** Returns a copy with offsets that do not count white space, which varies with the layout of a file. */
        public static List<CodeMark> ignoringSpace(List<CodeMark> marks, String text) {
            return marks.stream()
                    .map(mark -> new CodeMark(
                            withoutSpace(text.substring(0, mark.offset)).length(), mark.kind, mark.code))
                    .toList();
        }

        /** Returns a text without white space. */
        public static String withoutSpace(String text) {
            StringBuilder kept = new StringBuilder(text.length());
            text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> kept.append((char) c));
            return kept.toString();
        }

        /** Returns whether two segments have the same kinds of tags in the same order, at any position. */
        public static boolean haveSameKinds(List<CodeMark> some, List<CodeMark> others) {
            return kinds(some).equals(kinds(others));
        }

        private static List<CodeMark> kinds(List<CodeMark> marks) {
            return inOrder(marks).stream()
                    .map(mark -> new CodeMark(0, mark.kind, mark.code))
                    .toList();
        }
    }

    /** Finds the tag pairs of one segment and the ids that its tags use. */
    public static final class CodePairs {
        private final Map<String, List<Code>> halves;
        private final Set<String> names;
        private int generated;

        public CodePairs(Content content) {
            this.halves = content.tags()
                    .filter(code -> HALVES.contains(code.element()))
                    .collect(Collectors.groupingBy(CodePairs::key));
            this.names = content.tags()
                    .flatMap(code -> IDS.stream().map(id -> code.attributes().getOrDefault(id, "")))
                    .collect(Collectors.toSet());
        }

        /** Returns whether a tag is the first half of a pair. */
        static boolean isOpening(Code code) {
            return code.element().equals("bpt") || code.element().equals("bx");
        }

        /** Returns the number that both halves of a pair share; empty if the tag has none. */
        public static String number(Code code) {
            return code.attributes().getOrDefault("i", "");
        }

        /** Returns the number or name of the pair, with the attribute that holds it. */
        private static String key(Code code) {
            boolean isEmpty = code.element().equals("bx") || code.element().equals("ex");
            return isEmpty ? "rid " + code.attributes().getOrDefault("rid", "") : "i " + number(code);
        }

        /** Returns whether a tag is one of exactly two halves that share a valid number or name. */
        public boolean isPaired(Code code) {
            String key = key(code);
            List<Code> same = halves.getOrDefault(key, List.of());
            return same.contains(code)
                    && XliffTypes.isToken(key.substring(key.indexOf(' ') + 1))
                    && same.size() == 2
                    && !same.get(0).element().equals(same.get(1).element());
        }

        /** Returns the first half of a pair. */
        public Optional<Code> opening(Code closing) {
            return halves.getOrDefault(key(closing), List.of()).stream()
                    .filter(CodePairs::isOpening)
                    .findFirst();
        }

        /** Returns an id that no tag of the segment uses. */
        public String fresh() {
            do {
                generated++;
            } while (names.contains(Integer.toString(generated)));
            return Integer.toString(generated);
        }
    }
}
