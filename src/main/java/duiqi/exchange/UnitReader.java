package duiqi.exchange;

import duiqi.exchange.tmx.TmxFormat;
import duiqi.io.XmlNode;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the units of a file one by one, so that a file may have any size. Reports problems to the
 * {@link ReadProblem.Listener} given when opening the file. Not thread-safe.
 */
public interface UnitReader extends Closeable {
    /** Returns the header of the file; {@link TmxHeader#NONE} if the format has none. */
    TmxHeader header();

    /**
     * Reads the next unit; empty after the last one.
     *
     * @throws duiqi.text.FormatException if the file is damaged and the listener rejects it, or if the rest of the file
     *     is unreadable
     */
    Optional<Tu> next() throws IOException;

    /** Returns the source language of a unit, as declared by the unit or its file; empty if neither declares one. */
    default Optional<Language> sourceLanguage(Tu unit) {
        return unit.attribute(Tu.SOURCE)
                .or(() -> header().sourceCode())
                .flatMap(code -> new LanguageCode(code).language());
    }

    /** Returns the target language that the file declares for a unit; empty if it declares none. */
    default Optional<Language> targetLanguage(Tu unit) {
        return Optional.empty();
    }

    /** Returns the location of the last unit read. */
    Location location();

    /**
     * Returns the location of the text of a variant of the last unit read. If the format provides none, it is the
     * location of the unit.
     *
     * @param side index of the variant in the unit
     */
    default Location.Finder place(int side) {
        Location unit = location();
        return offset -> unit;
    }

    /**
     * Returns the location of the missing translation of the last unit read: that of its empty element or cell. If
     * there is none, it is the location of the source.
     */
    default Location.Finder placeOfMissing() {
        return place(0);
    }

    /** Returns whether the last unit read contains comments, unknown elements or text that {@link Tu} does not hold. */
    default boolean holdsMore() {
        return false;
    }

    /**
     * Opens a TMX file with any name.
     *
     * @param listener receives each problem and may reject the file
     * @throws FormatException if the file is not TMX
     */
    static UnitReader tmx(Path file, ReadProblem.Listener listener) throws IOException {
        return new TmxFormat().open(file, new ReaderSettings(Language.CHINESE, Language.ENGLISH, listener));
    }

    /** Opens a memory any number of times. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens the memory at its beginning.
         *
         * @param listener receives each problem and may reject the file
         */
        UnitReader open(ReadProblem.Listener listener) throws IOException;
    }

    /**
     * Finds the location of the characters of an XML segment in its file. Tags and the content of native tags do not
     * count as text; a reference counts as one character. Immutable.
     *
     * @param start location of the first character of the segment
     * @param xml content of the element
     */
    record XmlPlace(Location start, String xml) implements Location.Finder {
        private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "ut");

        /**
         * Returns the locations of the content of an XLIFF element. Line breaks at its beginning are layout.
         *
         * @param unit location of the unit
         * @param xml XML of the whole unit
         */
        public static XmlPlace of(Location unit, String xml, XmlNode.Element element) {
            if (element.contentStart() > element.contentEnd()) {
                // The element is a single tag without content.
                return new XmlPlace(unit.after(xml, 0, element.contentEnd()), "");
            }
            int begin = element.contentStart();
            while (begin < element.contentEnd() && Character.isWhitespace(xml.charAt(begin))) {
                begin++;
            }
            boolean isLayout = xml.substring(element.contentStart(), begin).indexOf('\n') >= 0;
            int start = isLayout ? begin : element.contentStart();
            return new XmlPlace(unit.after(xml, 0, start), xml.substring(start, element.contentEnd()));
        }

        @Override
        public Location at(int offset) {
            int i = offset < 2 * Marks.DISTANCE
                    ? walk(skipMarkup(0), 0, offset)[0]
                    : Marks.of(this).index(offset);
            return start.after(xml, 0, i);
        }

        /**
         * Returns the index in the XML of a character of the text, and the offset of the next character that begins there.
         *
         * @param from index of a character in the XML
         * @param before offset of this character in the text
         * @param offset offset of the character to find
         */
        private int[] walk(int from, int before, int offset) {
            int i = from;
            int taken = before;
            int semicolon = -1;
            for (; taken < offset && i < xml.length(); taken++) {
                int end = i + 1;
                if (xml.charAt(i) == '&') {
                    if (semicolon < i) {
                        int next = xml.indexOf(';', i);
                        semicolon = next < 0 ? xml.length() : next;
                    }
                    end = semicolon == xml.length() ? end : semicolon + 1;
                    taken += isSupplementary(xml, i, end) ? 1 : 0;
                }
                i = skipMarkup(end);
            }
            return new int[] {i, taken};
        }

        private static boolean isSupplementary(String xml, int start, int end) {
            boolean isHex = xml.startsWith("&#x", start);
            if (!xml.startsWith("&#", start) || xml.charAt(end - 1) != ';') {
                return false;
            }
            try {
                String digits = xml.substring(start + (isHex ? 3 : 2), end - 1);
                return Integer.parseInt(digits, isHex ? 16 : 10) > Character.MAX_VALUE;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private int skipMarkup(int from) {
            int i = from;
            while (i < xml.length() && xml.charAt(i) == '<') {
                int end = xml.indexOf('>', i);
                if (end < 0) {
                    return xml.length();
                }
                String name = xml.substring(i + 1, end).split("[\\s/]", 2)[0];
                int close =
                        NATIVE.contains(name) && xml.charAt(end - 1) != '/' ? xml.indexOf("</" + name + ">", end) : -1;
                i = close < 0 ? end + 1 : close + name.length() + 3;
            }
            return i;
        }

        /**
         * Holds the indices of regularly spaced characters of the last long segment, so that many locations in one segment
         * take linear time. Immutable.
         */
        private record Marks(XmlPlace place, List<int[]> states) {
            /** Distance of two marks in UTF-16 units of the text. */
            private static final int DISTANCE = 1024;

            private static volatile Optional<WeakReference<Marks>> last = Optional.empty();

            @SuppressWarnings("ReferenceEquality") // An equal segment in another object only costs time.
            static Marks of(XmlPlace place) {
                return last.map(WeakReference::get)
                        .filter(known -> known.place.xml == place.xml)
                        .orElseGet(() -> create(place));
            }

            private static Marks create(XmlPlace place) {
                List<int[]> states = new ArrayList<>();
                int[] state = {place.skipMarkup(0), 0};
                states.add(state);
                while (state[0] < place.xml.length()) {
                    state = place.walk(state[0], state[1], states.size() * DISTANCE);
                    states.add(state);
                }
                Marks marks = new Marks(place, states);
                last = Optional.of(new WeakReference<>(marks));
                return marks;
            }

            int index(int offset) {
                int mark = Math.min(offset / DISTANCE, states.size() - 1);
                // A character outside the basic plane counts as two, so a mark can be one further.
                int[] state = states.get(states.get(mark)[1] > offset ? mark - 1 : mark);
                return place.walk(state[0], state[1], offset)[0];
            }
        }
    }

    /**
     * Holds the settings of a reader. Immutable except for the omissions.
     *
     * @param source language of the source if the file does not declare it
     * @param target language of the target if the file does not declare it
     * @param listener receives each problem and may reject the file
     * @param omissions counts data of the file that a {@link Tu} cannot hold
     * @param original file of the source texts, for formats that have one file for each language; empty to find it by name
     * @param columns columns of a table that the user gives
     */
    public record ReaderSettings(
            Language source,
            Language target,
            ReadProblem.Listener listener,
            Omissions omissions,
            Optional<Path> original,
            Table.Choice columns) {
        /** Creates settings that find the file of the source texts by name, and the columns of tables. */
        public ReaderSettings(Language source, Language target, ReadProblem.Listener listener, Omissions omissions) {
            this(source, target, listener, omissions, Optional.empty(), Table.Choice.NONE);
        }

        /** Creates settings for a caller that does not need the omissions. */
        public ReaderSettings(Language source, Language target, ReadProblem.Listener listener) {
            this(source, target, listener, new Omissions());
        }

        /** Returns a copy with another listener. */
        public ReaderSettings with(ReadProblem.Listener other) {
            return new ReaderSettings(source, target, other, omissions, original, columns);
        }

        /** Returns a copy with another file of the source texts. */
        public ReaderSettings withOriginal(Optional<Path> file) {
            return new ReaderSettings(source, target, listener, omissions, file, columns);
        }

        /** Returns a copy with columns of tables that the user gives. */
        public ReaderSettings with(Table.Choice given) {
            return new ReaderSettings(source, target, listener, omissions, original, given);
        }

        /** Returns the direction if the file does not declare one. */
        public Direction direction() {
            return new Direction(source, target);
        }

        /** Returns the direction of a file that declares no languages: the one that its first texts show. */
        public Direction direction(List<String> sources, List<String> targets) {
            return Direction.of(direction(), sources, targets);
        }

        /**
         * Reports a unit that the reader skips.
         *
         * @param unit id of the unit; empty if it has none
         * @throws FormatException if the listener rejects the file
         */
        public void lost(Location location, String unit, String problem) throws FormatException {
            listener.found(new ReadProblem(location, unit, problem, ReadProblem.Kind.LOST));
        }

        /**
         * Returns the direction of a file. Languages that the file does not declare follow from its texts, else from these
         * settings.
         *
         * @param source source language that the file declares
         * @param target target language that the file declares
         * @param sources first source texts of the file
         * @param targets first target texts of the file
         */
        public Direction direction(
                Optional<Language> source, Optional<Language> target, List<String> sources, List<String> targets) {
            Direction likely = Direction.of(
                    direction(), source.isPresent() ? List.of() : sources, target.isPresent() ? List.of() : targets);
            return new Direction(
                    source.orElseGet(() -> isDeclared(likely.source(), target) ? likely.target() : likely.source()),
                    target.orElseGet(() -> isDeclared(likely.target(), source) ? likely.source() : likely.target()));
        }

        private static boolean isDeclared(Language language, Optional<Language> declared) {
            return declared.filter(language::isSameAs).isPresent();
        }
    }
}
