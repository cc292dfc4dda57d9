package duiqi.exchange;

import duiqi.io.XmlNode;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the units of a file one after the other, so that a file may be of any size. What cannot be read is told to the
 * {@link ReadProblem.Listener} the reader was opened with. Not thread-safe.
 */
public interface UnitReader extends Closeable {
    /** Returns what the file says of all its units; {@link TmxHeader#NONE} where the format has nothing of the kind. */
    TmxHeader header();

    /**
     * Reads the next unit; empty when there is none.
     *
     * @throws duiqi.text.FormatException if the file is damaged and the listener refuses it, or so damaged that nothing more
     *     can be read
     */
    Optional<Tu> next() throws IOException;

    /** Returns the language a unit is translated from, as the unit or its file says; empty where neither does. */
    default Optional<Language> sourceLanguage(Tu unit) {
        return unit.attribute("srclang")
                .or(() -> header().sourceCode())
                .flatMap(code -> new LanguageCode(code).language());
    }

    /** Returns the place where the last unit read begins. */
    Location location();

    /**
     * Returns where the text of a side of the last unit read stands, as far as the form tells: in most the place of the
     * unit.
     *
     * @param side index of the side among those of the unit
     */
    default Location.Finder place(int side) {
        Location unit = location();
        return offset -> unit;
    }

    /** A memory that can be read as often as is asked. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens it at its beginning.
         *
         * @param listener is told of damage, and may refuse the file
         */
        UnitReader open(ReadProblem.Listener listener) throws IOException;
    }

    /**
     * Finds the places of the characters of a segment in XML in its file. Tags and what native codes hold count as no text, a
     * reference as one character. Immutable.
     *
     * @param start where the text of the segment begins
     * @param xml what the element holds
     */
    record XmlPlace(Location start, String xml) implements Location.Finder {
        private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "ut");

        /**
         * Returns the places of the content of an element of XLIFF. Line ends at its beginning are layout.
         *
         * @param unit where the unit begins
         * @param xml the whole unit
         */
        public static XmlPlace of(Location unit, String xml, XmlNode.Element element) {
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
            int i = skipMarkup(0);
            for (int taken = 0; taken < offset && i < xml.length(); taken++) {
                int end = i + 1;
                if (xml.charAt(i) == '&') {
                    int semicolon = xml.indexOf(';', i);
                    end = semicolon < 0 ? end : semicolon + 1;
                    taken += isSupplementary(xml.substring(i, end)) ? 1 : 0;
                }
                i = skipMarkup(end);
            }
            return start.after(xml, 0, i);
        }

        private static boolean isSupplementary(String reference) {
            boolean isHex = reference.startsWith("&#x");
            if (!reference.startsWith("&#")) {
                return false;
            }
            try {
                String digits = reference.substring(isHex ? 3 : 2, reference.length() - 1);
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
    }
}
