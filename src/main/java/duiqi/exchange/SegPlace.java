package duiqi.exchange;

import duiqi.io.XmlNode;
import duiqi.text.Location;
import java.util.Set;

/**
 * Where the characters of a segment in XML stand in its file. Tags and what native codes hold count as no text, a reference as one
 * character. Immutable.
 *
 * @param start where the text of the segment begins
 * @param xml what the element holds
 */
record SegPlace(Location start, String xml) implements Location.Finder {
    private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "ut");

    /**
     * Of what an element of XLIFF holds. Line ends at its beginning are layout.
     *
     * @param unit where the unit begins
     * @param xml the whole unit
     */
    static SegPlace of(Location unit, String xml, XmlNode.Element element) {
        int begin = element.contentStart();
        while (begin < element.contentEnd() && Character.isWhitespace(xml.charAt(begin))) {
            begin++;
        }
        boolean isLayout = xml.substring(element.contentStart(), begin).indexOf('\n') >= 0;
        int start = isLayout ? begin : element.contentStart();
        return new SegPlace(unit.after(xml, 0, start), xml.substring(start, element.contentEnd()));
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
            int close = NATIVE.contains(name) && xml.charAt(end - 1) != '/' ? xml.indexOf("</" + name + ">", end) : -1;
            i = close < 0 ? end + 1 : close + name.length() + 3;
        }
        return i;
    }
}
