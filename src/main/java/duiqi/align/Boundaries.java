package duiqi.align;

import duiqi.io.TextEncoding;
import duiqi.lexicon.Numbers;
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

/** Marks that correspond in both texts, one to one, because the user says so: no bead crosses them. */
public enum Boundaries {
    /** Each paragraph of one text renders one of the other. */
    PARAGRAPHS {
        @Override
        public HardBoundaries between(Text chinese, Text english) throws FormatException {
            return Paragraphs.between(chinese, english);
        }
    },

    /** Each heading of one text renders one of the other. */
    HEADINGS {
        @Override
        public HardBoundaries between(Text chinese, Text english) throws FormatException {
            return Headings.between(chinese, english);
        }
    };

    /**
     * Returns the boundaries of two texts.
     *
     * @throws FormatException if those of one text do not correspond to those of the other
     */
    public abstract HardBoundaries between(Text chinese, Text english) throws FormatException;

    /** Returns how messages call two texts. */
    static String place(Text chinese, Text english) {
        return chinese.name() + " + " + english.name();
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A gate at the start of every paragraph, for texts that have the same number of them. */
    static final class Paragraphs {
        private Paragraphs() {}

        static HardBoundaries between(Text chinese, Text english) throws FormatException {
            List<Integer> chineseStarts = starts(chinese);
            List<Integer> englishStarts = starts(english);
            if (chineseStarts.size() != englishStarts.size()) {
                throw new FormatException(
                        Boundaries.place(chinese, english),
                        chineseStarts.size() + " paragraphs face " + englishStarts.size(),
                        "split or join paragraphs until they correspond, or do without --boundaries paragraphs");
            }
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            for (int k = 1; k < chineseStarts.size(); k++) {
                gates.add(new HardBoundaries.Gate(chineseStarts.get(k), englishStarts.get(k)));
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
     * A gate at every heading: in order where both texts have the same number of headings, else at those that bear a number, where
     * the numbers agree. A translator adds a title or a preface more readily than a numbered chapter.
     */
    private static final class Headings {
        private static final String REMEDY = "mend the headings, or give --anchors FILE instead of --boundaries";

        /**
         * A heading of a text.
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

        static HardBoundaries between(Text chinese, Text english) throws FormatException {
            List<Heading> left = headings(chinese);
            List<Heading> right = headings(english);
            requireSome(chinese, left);
            requireSome(english, right);
            if (left.size() == right.size() && firstDifference(left, right) == left.size()) {
                return gates(left, right);
            }
            List<Heading> numberedLeft = numbered(left);
            List<Heading> numberedRight = numbered(right);
            int difference = firstDifference(numberedLeft, numberedRight);
            if (difference < Math.max(numberedLeft.size(), numberedRight.size()) || numberedLeft.isEmpty()) {
                throw new FormatException(
                        Boundaries.place(chinese, english),
                        left.size() + " headings face " + right.size() + ", and "
                                + (numberedLeft.isEmpty() || numberedRight.isEmpty()
                                        ? "they have no numbers to tell which is which"
                                        : told(numberedLeft, numberedRight, difference)),
                        REMEDY);
            }
            return gates(numberedLeft, numberedRight);
        }

        private static void requireSome(Text text, List<Heading> headings) throws FormatException {
            if (headings.isEmpty()) {
                throw new FormatException(text.name(), "has no headings", "do without --boundaries headings");
            }
        }

        private static List<Heading> headings(Text text) {
            List<Heading> headings = new ArrayList<>();
            for (int start : Paragraphs.starts(text)) {
                Segment segment = text.segments().get(start);
                if (segment.kind() == Paragraph.Kind.HEADING) {
                    headings.add(new Heading(start, segment, Numbers.ofHeading(segment.text())));
                }
            }
            return headings;
        }

        private static List<Heading> numbered(List<Heading> headings) {
            return headings.stream()
                    .filter(heading -> heading.number().isPresent())
                    .toList();
        }

        /** Returns the index of the first pair of headings whose numbers differ, or of the first without partner. */
        private static int firstDifference(List<Heading> left, List<Heading> right) {
            int size = Math.min(left.size(), right.size());
            int k = 0;
            while (k < size && !left.get(k).differsFrom(right.get(k))) {
                k++;
            }
            return k;
        }

        private static String told(List<Heading> left, List<Heading> right, int difference) {
            if (difference == left.size()) {
                return right.get(difference).quoted() + " has no partner";
            }
            if (difference == right.size()) {
                return left.get(difference).quoted() + " has no partner";
            }
            return left.get(difference).quoted() + " meets "
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
     * Reads gates that a person has written down: a line of the Chinese document, a tab, and a line of the English one, each meaning
     * that the first sentence to begin on the one starts a bead with the first sentence to begin on the other. Lines count from 1;
     * of a file with a sentence a line they are the numbers of the sentences. Blank lines and those that begin with {@code #} say
     * nothing. Stateless.
     */
    public static final class AnchorFile {
        private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,9})\\s+(\\d{1,9})\\s*(?:#.*)?");
        private static final String FORM = "write two numbers of lines, Chinese first, with a tab between";

        private AnchorFile() {}

        /**
         * Reads a file.
         *
         * @throws FormatException naming the line that is no pair of numbers, does not increase, or where no sentence begins
         */
        public static HardBoundaries read(Path file, Text chinese, Text english) throws IOException {
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            int number = 0;
            for (String line : lines(file)) {
                number++;
                if (line.isBlank() || line.strip().startsWith("#")) {
                    continue;
                }
                Location place = new Location(file.toString(), number, 1);
                Matcher pair = PAIR.matcher(line);
                if (!pair.matches()) {
                    throw new FormatException(place, "\"" + line.strip() + "\" is no pair of lines", FORM);
                }
                HardBoundaries.Gate gate = new HardBoundaries.Gate(
                        start(place, Integer.parseInt(pair.group(1)), chinese),
                        start(place, Integer.parseInt(pair.group(2)), english));
                if (!gates.isEmpty()) {
                    requireIncrease(place, gates.get(gates.size() - 1), gate);
                }
                gates.add(gate);
            }
            return new HardBoundaries(gates);
        }

        private static List<String> lines(Path file) throws IOException {
            try {
                return TextEncoding.readUtf8(file, FORM).lines().toList();
            } catch (NoSuchFileException e) {
                throw new FormatException(file.toString(), "there is no such file of anchors", "check its name", e);
            }
        }

        /** Returns the index of the first segment that begins on a line. */
        private static int start(Location place, int line, Text text) throws FormatException {
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
                        place,
                        "line " + line + " is outside " + text.name() + ", whose last sentence begins on line "
                                + starts.last(),
                        "check that these are the texts it was made for");
            }
            String near = Stream.of(Optional.ofNullable(starts.lower(line)), Optional.ofNullable(starts.higher(line)))
                    .flatMap(Optional::stream)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" or "));
            throw new FormatException(
                    place, "no sentence begins on line " + line + " of " + text.name(), "take line " + near);
        }

        private static void requireIncrease(Location place, HardBoundaries.Gate before, HardBoundaries.Gate gate)
                throws FormatException {
            if (!gate.isBehind(before)) {
                throw new FormatException(
                        place, "does not come after the anchor before it in both texts", "sort the lines, or drop one");
            }
        }
    }
}
