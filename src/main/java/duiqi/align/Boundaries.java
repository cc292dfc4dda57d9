package duiqi.align;

import duiqi.io.TextEncoding;
import duiqi.lexicon.Figure;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts marks of two texts to boundaries that no bead crosses. The user asserts that the marks correspond one to
 * one.
 */
public enum Boundaries {
    /** Each paragraph of one text is the translation of a paragraph of the other. */
    PARAGRAPHS {
        @Override
        public HardBoundaries between(Text source, Text target) throws FormatException {
            return Paragraphs.between(source, target);
        }
    },

    /** Each heading of one text is the translation of a heading of the other. */
    HEADINGS {
        @Override
        public HardBoundaries between(Text source, Text target) throws FormatException {
            return Headings.between(source, target);
        }
    };

    /**
     * {@return the boundaries of two texts} The first side of a gate is the source.
     *
     * @param source the text that was translated
     * @param target its translation
     * @throws FormatException if the marks of the two texts do not correspond
     */
    public abstract HardBoundaries between(Text source, Text target) throws FormatException;

    /** Returns the names of both texts for messages. */
    static String names(Text source, Text target) {
        return source.name().equals(target.name()) ? source.name() : source.name() + " + " + target.name();
    }

    /** Returns the numbers of marks of both texts with their languages: {@code 3 Chinese, 4 English}. */
    static String counts(Text source, List<?> sources, Text target, List<?> targets) {
        return sources.size() + " " + source.language().displayName() + ", " + targets.size() + " "
                + target.language().displayName();
    }

    /** Returns the value of the command-line option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Sets a gate at the start of every paragraph. Both texts must have the same number of paragraphs. */
    static final class Paragraphs {
        private Paragraphs() {}

        static HardBoundaries between(Text source, Text target) throws FormatException {
            List<Integer> sourceStarts = starts(source);
            List<Integer> targetStarts = starts(target);
            if (sourceStarts.size() != targetStarts.size()) {
                throw new FormatException(
                        Boundaries.names(source, target),
                        "the numbers of paragraphs differ: "
                                + Boundaries.counts(source, sourceStarts, target, targetStarts),
                        "split or join paragraphs until they correspond, or omit --boundaries paragraphs");
            }
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            for (int k = 1; k < sourceStarts.size(); k++) {
                gates.add(new HardBoundaries.Gate(sourceStarts.get(k), targetStarts.get(k)));
            }
            return new HardBoundaries(gates);
        }

        /** Returns the indices of the segments that begin a paragraph. */
        static List<Integer> starts(Text text) {
            List<Integer> starts = new ArrayList<>();
            List<Segment> segments = text.segments();
            for (int k = 0; k < segments.size(); k++) {
                if (k == 0 || segments.get(k).paragraph() != segments.get(k - 1).paragraph()) {
                    starts.add(k);
                }
            }
            return starts;
        }
    }

    /**
     * Sets a gate at every heading, in order, if both texts have the same number of headings. Otherwise sets gates only
     * at numbered headings, and their numbers must agree: a translator adds a title or a preface more often than a
     * numbered chapter.
     */
    private static final class Headings {
        private static final String REMEDY = "correct the headings, or use --anchors FILE instead of --boundaries";

        /**
         * Locates a heading of a text.
         *
         * @param start index of its first segment
         */
        private record Heading(int start, Segment segment, OptionalInt number) {
            boolean differsFrom(Heading other) {
                return number.isPresent() && other.number.isPresent() && number.getAsInt() != other.number.getAsInt();
            }

            String quoted() {
                return "\"" + segment.text() + "\" (" + segment.location() + ")";
            }
        }

        private Headings() {}

        static HardBoundaries between(Text source, Text target) throws FormatException {
            List<Heading> left = headings(source);
            List<Heading> right = headings(target);
            requireSome(source, left);
            requireSome(target, right);
            if (left.size() == right.size() && firstDifference(left, right) == left.size()) {
                return gates(left, right);
            }
            List<Heading> numberedLeft = numbered(left);
            List<Heading> numberedRight = numbered(right);
            int difference = firstDifference(numberedLeft, numberedRight);
            if (difference < Math.max(numberedLeft.size(), numberedRight.size()) || numberedLeft.isEmpty()) {
                throw new FormatException(
                        Boundaries.names(source, target),
                        "the headings do not correspond (" + Boundaries.counts(source, left, target, right) + "): "
                                + (numberedLeft.isEmpty() || numberedRight.isEmpty()
                                        ? "they have no numbers to compare"
                                        : difference(numberedLeft, numberedRight, difference)),
                        REMEDY);
            }
            return gates(numberedLeft, numberedRight);
        }

        private static void requireSome(Text text, List<Heading> headings) throws FormatException {
            if (headings.isEmpty()) {
                throw new FormatException(text.name(), "has no headings", "omit --boundaries headings");
            }
        }

        private static List<Heading> headings(Text text) {
            List<Heading> headings = new ArrayList<>();
            for (int start : Paragraphs.starts(text)) {
                Segment segment = text.segments().get(start);
                if (segment.kind() == Paragraph.Kind.HEADING) {
                    headings.add(new Heading(start, segment, Figure.Numbers.ofHeading(segment.text())));
                }
            }
            return headings;
        }

        private static List<Heading> numbered(List<Heading> headings) {
            return headings.stream()
                    .filter(heading -> heading.number().isPresent())
                    .toList();
        }

        /**
         * Returns the index of the first pair of headings with different numbers, or of the first heading without
         * counterpart.
         */
        private static int firstDifference(List<Heading> left, List<Heading> right) {
            int size = Math.min(left.size(), right.size());
            int k = 0;
            while (k < size && !left.get(k).differsFrom(right.get(k))) {
                k++;
            }
            return k;
        }

        private static String difference(List<Heading> left, List<Heading> right, int difference) {
            if (difference == left.size()) {
                return right.get(difference).quoted() + " has no counterpart";
            }
            if (difference == right.size()) {
                return left.get(difference).quoted() + " has no counterpart";
            }
            return left.get(difference).quoted() + " does not match "
                    + right.get(difference).quoted();
        }

        private static HardBoundaries gates(List<Heading> left, List<Heading> right) {
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            for (int k = 0; k < left.size(); k++) {
                gates.add(new HardBoundaries.Gate(
                        left.get(k).start(), right.get(k).start()));
            }
            return new HardBoundaries(gates);
        }
    }

    /**
     * Reads anchors written by hand. A line holds a line number of the source, a tab, and a line number of the
     * target. The first sentences that begin on these two lines start a bead together. Line numbers start
     * at 1; in a file with one sentence a line, they are the numbers of the sentences. Blank lines and lines that begin
     * with {@code #} are ignored. Stateless.
     */
    public static final class AnchorFile {
        private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,9})\\s+(\\d{1,9})\\s*(?:#.*)?");
        private static final String REMEDY = "write two line numbers, source first, separated by a tab";

        private AnchorFile() {}

        /**
         * Reads a file of anchors.
         *
         * @param file the file of anchors, in UTF-8
         * @param source the text whose line is the first number
         * @param target the text whose line is the second number
         * @return a gate for each line with numbers, in the order of the file
         * @throws FormatException if a line is not a pair of numbers, does not increase, or points to a line where no
         *     sentence begins
         * @throws IOException if the file cannot be read
         */
        public static HardBoundaries read(Path file, Text source, Text target) throws IOException {
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            int number = 0;
            for (String line : lines(file)) {
                number++;
                if (line.isBlank() || line.strip().startsWith("#")) {
                    continue;
                }
                Location location = new Location(file.toString(), number, 1);
                Matcher pair = PAIR.matcher(line);
                if (!pair.matches()) {
                    throw new FormatException(
                            location, "\"" + line.strip() + "\" is not a pair of line numbers", REMEDY);
                }
                HardBoundaries.Gate gate = new HardBoundaries.Gate(
                        start(location, Integer.parseInt(pair.group(1)), source),
                        start(location, Integer.parseInt(pair.group(2)), target));
                if (!gates.isEmpty()) {
                    requireIncrease(location, gates.get(gates.size() - 1), gate);
                }
                gates.add(gate);
            }
            return new HardBoundaries(gates);
        }

        private static List<String> lines(Path file) throws IOException {
            try {
                return TextEncoding.readUtf8(file, REMEDY).lines().toList();
            } catch (NoSuchFileException e) {
                throw new FormatException(file.toString(), "does not exist", "check the name", e);
            }
        }

        /** Returns the index of the first segment that begins on a line. */
        private static int start(Location location, int line, Text text) throws FormatException {
            List<Segment> segments = text.segments();
            for (int k = 0; k < segments.size(); k++) {
                if (segments.get(k).location().line() == line) {
                    return k;
                }
            }
            TreeSet<Integer> starts = segments.stream()
                    .map(segment -> segment.location().line())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (line > starts.last()) {
                throw new FormatException(
                        location,
                        "line " + line + " is after the last sentence of " + text.name() + ", which begins on line "
                                + starts.last(),
                        "check that the anchors belong to these texts");
            }
            String near = Stream.of(Optional.ofNullable(starts.lower(line)), Optional.ofNullable(starts.higher(line)))
                    .flatMap(Optional::stream)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" or "));
            throw new FormatException(
                    location, "no sentence begins on line " + line + " of " + text.name(), "use line " + near);
        }

        private static void requireIncrease(Location location, HardBoundaries.Gate before, HardBoundaries.Gate gate)
                throws FormatException {
            if (!gate.isBehind(before)) {
                throw new FormatException(
                        location, "is not after the previous anchor in both texts", "sort the lines or remove one");
            }
        }
    }
}
