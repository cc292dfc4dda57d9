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
