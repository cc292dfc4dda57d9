package duiqi.exchange;

import duiqi.io.XmlNode;
import duiqi.text.Location;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the location of the characters of an XML segment in its file. Tags and the content of native tags do not count
 * as text; a reference counts as one character. Immutable.
 */
public final class XmlPlace implements Location.Finder {
    private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "ut");

    private static final Pattern REFERENCE = Pattern.compile("&(?:#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,9}))|[^;&<]*);");

    private final Location start;
    private final String xml;

    /** Index in the XML of each UTF-16 unit of the text, and of its end; no indices until a location needs them. */
    private volatile int[] indices = {};

    /**
     * Creates the locations of a segment.
     *
     * @param start location of the first character of the segment
     * @param xml content of the element
     */
    public XmlPlace(Location start, String xml) {
        this.start = start;
        this.xml = xml;
    }

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
        String content = xml.substring(element.contentStart(), element.contentEnd());
        String text = content.stripLeading();
        boolean isLayout =
                content.substring(0, content.length() - text.length()).indexOf('\n') >= 0;
        String placed = isLayout ? text : content;
        return new XmlPlace(unit.after(xml, 0, element.contentEnd() - placed.length()), placed);
    }

    /** Returns a place that shares the memory of an equal text. */
    public XmlPlace sharing(String text) {
        return xml.equals(text) ? new XmlPlace(start, text) : this;
    }

    @Override
    public Location at(int offset) {
        if (offset > 0 && indices.length == 0) {
            indices = read();
        }
        return start.after(xml, 0, offset == 0 ? skipMarkup(0) : indices[Math.min(offset, indices.length - 1)]);
    }

    private int[] read() {
        IntStream.Builder all = IntStream.builder();
        Matcher reference = REFERENCE.matcher(xml);
        int i = skipMarkup(0);
        while (i < xml.length()) {
            all.add(i);
            boolean isReference =
                    xml.charAt(i) == '&' && reference.region(i, xml.length()).lookingAt();
            if (isReference && isSupplementary(reference)) {
                all.add(i);
            }
            i = skipMarkup(isReference ? reference.end() : i + 1);
        }
        return all.add(xml.length()).build().toArray();
    }

    private static boolean isSupplementary(Matcher reference) {
        boolean isHex = reference.group(1) != null;
        String digits = isHex ? reference.group(1) : reference.group(2);
        return digits != null && Long.parseLong(digits, isHex ? 16 : 10) > Character.MAX_VALUE;
    }

    private int skipMarkup(int from) {
        int i = from;
        while (i < xml.length() && xml.charAt(i) == '<') {
            int end = xml.indexOf('>', i);
            if (end < 0) {
                return xml.length();
            }
            String name = xml.substring(i + 1, end).split("[\\s/]", 2)[0];
            boolean isNative = NATIVE.contains(name) && xml.charAt(end - 1) != '/';
            int close = isNative ? xml.indexOf("</" + name + ">", end) : -1;
            i = close < 0 ? end + 1 : close + name.length() + 3;
        }
        return i;
    }
}
