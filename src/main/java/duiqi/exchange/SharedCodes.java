package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.SharedCodes.CodeMark.Kind;
import duiqi.exchange.xliff.XliffTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The places of the codes that both sides of a unit have, in the text of each. A code has the same number on both. Immutable.
 *
 * @param source in the order of the source
 * @param target in the order of the target
 */
public record SharedCodes(List<CodeMark> source, List<CodeMark> target) {
    /** The marks by which the same code is known on both sides, the surest first: its name, what it holds, the number of its pair. */
    private static final List<Function<Code, String>> NAMES = List.of(
            code -> code.attributes().getOrDefault("x", code.attributes().getOrDefault("id", "")),
            code -> code.isNative() ? code.content().text() : "",
            code -> code.attributes().getOrDefault("i", ""));

    private static final String SIDES = "/";

    public SharedCodes {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /** Returns the codes of two sides; empty when these have none, or when it is not certain which is which. */
    public static Optional<SharedCodes> of(Content source, Content target) {
        List<Found> ofSource = found(source);
        List<Found> ofTarget = found(target);
        if (ofSource.isEmpty() || ofSource.size() != ofTarget.size()) {
            return Optional.empty();
        }
        return NAMES.stream()
                .flatMap(name -> matched(ofSource, ofTarget, one -> name.apply(one.code)).stream())
                .findFirst()
                .or(() -> matched(ofSource, ofTarget, one -> one.isPair() ? "pair" : "alone"));
    }

    /** A mark before its code has a number. */
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
            } else if (piece instanceof Code code) {
                boolean isPaired = pairs.isPaired(code);
                if (isPaired && code.element().equals("bpt")) {
                    all.add(new Found(offset[0], Kind.OPEN, code));
                } else if (isPaired && code.element().equals("ept")) {
                    all.add(new Found(offset[0], Kind.CLOSE, pairs.opening(code).orElse(code)));
                } else if (code.isNative()) {
                    all.add(new Found(offset[0], Kind.ALONE, code));
                } else {
                    all.add(new Found(offset[0], Kind.OPEN, code));
                    collect(code.content(), pairs, offset, all);
                    all.add(new Found(offset[0], Kind.CLOSE, code));
                }
            }
        }
    }

    /** Returns the codes under names, if every code has one of its own and the sides have the same. */
    private static Optional<SharedCodes> matched(List<Found> source, List<Found> target, Function<Found, String> name) {
        Map<String, Integer> numbers = new HashMap<>();
        source.forEach(one -> numbers.putIfAbsent(name.apply(one), numbers.size()));
        if (numbers.containsKey("") || !isDistinct(source, name) || !isDistinct(target, name)) {
            return Optional.empty();
        }
        Set<String> own = source.stream().map(one -> one.kind + name.apply(one)).collect(Collectors.toSet());
        Set<String> other =
                target.stream().map(one -> one.kind + name.apply(one)).collect(Collectors.toSet());
        return own.equals(other)
                ? Optional.of(new SharedCodes(marks(source, name, numbers), marks(target, name, numbers)))
                : Optional.empty();
    }

    private static boolean isDistinct(List<Found> marks, Function<Found, String> name) {
        Set<String> seen = new HashSet<>();
        return marks.stream().allMatch(one -> seen.add((one.kind == Kind.CLOSE) + name.apply(one)));
    }

    private static List<CodeMark> marks(List<Found> found, Function<Found, String> name, Map<String, Integer> numbers) {
        return found.stream()
                .map(one -> new CodeMark(one.offset, one.kind, numbers.getOrDefault(name.apply(one), 0)))
                .toList();
    }

    /** Returns the same of the unit in the other direction. */
    public SharedCodes swapped() {
        return new SharedCodes(target, source);
    }

    /** Returns all of it as a short text, which {@link #parse} understands. */
    public String format() {
        return format(source) + SIDES + format(target);
    }

    private static String format(List<CodeMark> marks) {
        return marks.stream()
                .map(mark -> mark.kind() + " " + mark.code() + " " + mark.offset())
                .collect(Collectors.joining(","));
    }

    /** Returns what {@link #format} has written. */
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
     * The place of a code, or of one half of a pair of codes, in the text of a segment. Immutable.
     *
     * @param offset characters of the text before it
     * @param code number of the code; both halves of a pair have the same
     */
    public record CodeMark(int offset, Kind kind, int code) {
        /** The kind of code that a mark stands for. */
        public enum Kind {
            /** The first half of a pair. */
            OPEN,
            /** The second half of a pair. */
            CLOSE,
            /** A code by itself. */
            ALONE
        }

        /**
         * Returns the same with codes numbered in the order in which they come, so that the marks of different segments
         * compare.
         */
        static List<CodeMark> inOrder(List<CodeMark> marks) {
            Map<Integer, Integer> numbers = new LinkedHashMap<>();
            List<CodeMark> ordered = new ArrayList<>();
            for (CodeMark mark : marks) {
                numbers.putIfAbsent(mark.code, numbers.size());
                ordered.add(new CodeMark(mark.offset, mark.kind, numbers.getOrDefault(mark.code, 0)));
            }
            return ordered;
        }

        /** Returns the same with offsets that do not count white space, which differs with the layout of a file. */
        public static List<CodeMark> inInk(List<CodeMark> marks, String text) {
            return marks.stream()
                    .map(mark ->
                            new CodeMark(ink(text.substring(0, mark.offset)).length(), mark.kind, mark.code))
                    .toList();
        }

        /** Returns a text without white space. */
        public static String ink(String text) {
            StringBuilder ink = new StringBuilder(text.length());
            text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> ink.append((char) c));
            return ink.toString();
        }

        /** Returns whether two segments have the same kinds of codes in the same order, wherever these stand. */
        public static boolean areAlike(List<CodeMark> some, List<CodeMark> others) {
            return kinds(some).equals(kinds(others));
        }

        private static List<CodeMark> kinds(List<CodeMark> marks) {
            return inOrder(marks).stream()
                    .map(mark -> new CodeMark(0, mark.kind, mark.code))
                    .toList();
        }
    }

    /** The codes of a segment that open and close the same thing, and the names of its codes. Good for one segment. */
    public static final class CodePairs {
        private final Map<String, Code> openings = new HashMap<>();
        private final Map<String, Code> closings = new HashMap<>();
        private final Set<String> twice = new HashSet<>();
        private final Set<String> names = new HashSet<>();
        private int generated;

        public CodePairs(Content content) {
            read(content);
        }

        private void read(Content content) {
            for (Piece piece : content.pieces()) {
                if (piece instanceof Code code) {
                    switch (code.element()) {
                        case "bpt", "bx" -> put(openings, code);
                        case "ept", "ex" -> put(closings, code);
                        default -> {
                            // no half of a pair
                        }
                    }
                    for (String name : new String[] {"i", "x", "id", "rid", "mid"}) {
                        Optional.ofNullable(code.attributes().get(name)).ifPresent(names::add);
                    }
                    read(code.content());
                }
            }
        }

        private void put(Map<String, Code> halves, Code code) {
            if (halves.put(key(code), code) != null) {
                twice.add(key(code));
            }
        }

        /** Returns what the halves of a pair have in common; empty when a code says nothing. */
        public static String number(Code code) {
            return code.attributes().getOrDefault("i", "");
        }

        /** Codes with and without content pair each by themselves. */
        private static String key(Code code) {
            boolean hasContent = code.element().equals("bpt") || code.element().equals("ept");
            return hasContent ? "i " + number(code) : "rid " + code.attributes().getOrDefault("rid", "");
        }

        /** Returns whether a half of a pair is one of exactly two that belong together under a sound name. */
        public boolean isPaired(Code code) {
            String key = key(code);
            return XliffTypes.isToken(key.substring(key.indexOf(' ') + 1))
                    && openings.containsKey(key)
                    && closings.containsKey(key)
                    && !twice.contains(key);
        }

        /** Returns the {@code <bpt>} of a pair. */
        public Optional<Code> opening(Code closing) {
            return Optional.ofNullable(openings.get(key(closing)));
        }

        /** Returns a name that no code has. */
        public String fresh() {
            do {
                generated++;
            } while (names.contains(Integer.toString(generated)));
            return Integer.toString(generated);
        }
    }
}
