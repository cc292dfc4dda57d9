package duiqi.exchange.tool;

import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.FileStart;
import duiqi.io.XmlNode;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads SDLTM, the memories of Trados Studio. Each is an SQLite database with one memory in two languages. The
 * properties have the names that Trados Studio gives them in its TMX files:
 *
 * <table>
 * <caption>Properties of a unit</caption>
 * <tr><td>{@code x-LastUsedBy}</td><td>user who last inserted the unit into a document</td></tr>
 * <tr><td>{@code x-Origin}</td><td>{@code TM}, {@code MachineTranslation}, {@code Alignment}, or the number of another
 * origin</td></tr>
 * <tr><td>{@code x-OriginalFormat}</td><td>number of the format that the unit was imported from</td></tr>
 * <tr><td>{@code x-ConfirmationLevel}</td><td>status of the segment: {@code Draft}, {@code Translated}, ...</td></tr>
 * <tr><td>{@code x-NAME:TYPE}</td><td>value of a field; a field with several values has several properties</td></tr>
 * <tr><td>{@code x-Context}</td><td>hashes of the previous source and target segment, one property for each
 * occurrence</td></tr>
 * <tr><td>{@code x-IdContext}</td><td>id of the segment in its document</td></tr>
 * </table>
 */
public final class SdltmFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "sdltm";
    }

    @Override
    public List<String> extensions() {
        return List.of(".sdltm");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.binary().startsWith(SqliteFile.MAGIC);
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        return new UnitReader(new SdltmUnits(file, settings), new Location(file.toString(), 1, 1));
    }

    /**
     * Holds a segment of a Trados memory. Its start and end tags become {@code bpt} and {@code ept}: the anchor becomes
     * {@code i}, the anchor of the translation {@code x}, and the tag id {@code type}. Tags without a counterpart become
     * {@code it}; placeholders and locked text become {@code ph} with their text. Immutable.
     *
     * @param language language code of the segment; empty if it has none
     * @param content text and inline tags
     */
    record SdltmSegment(String language, Content content) {
        private static final String NONE = "0";

        /**
         * Parses a segment.
         *
         * @param location location of its unit
         * @param xml XML of the segment, or its text without tags
         * @param omissions counts the data that TMX tags cannot hold
         * @throws FormatException if the text begins as XML and is not a segment
         */
        static SdltmSegment parse(Location location, String xml, Omissions omissions) throws FormatException {
            String start = xml.stripLeading();
            if (!start.startsWith("<") && !start.startsWith("\uFEFF<")) {
                return new SdltmSegment("", Content.of(xml));
            }
            XmlNode.Element segment = XmlNode.Element.parse(location, xml.substring(xml.indexOf('<')), "");
            if (!segment.name().equals("segment")) {
                throw new FormatException(
                        location, "segment is <" + segment.name() + ">, not <Segment>", "repair the memory");
            }
            List<XmlNode.Element> elements = segment.child("elements")
                    .map(all -> all.elements().toList())
                    .orElse(List.of());
            return new SdltmSegment(
                    text(segment, "culturename"), new Content(new Tags(elements, omissions).pieces(elements)));
        }

        private static String text(XmlNode.Element element, String name) {
            return element.child(name).map(XmlNode.Element::text).orElse("");
        }

        private static final class Tags {
            /** Numbers of start tags, by the start or end tag. */
            private final Map<XmlNode.Element, String> paired = new HashMap<>();

            private final Omissions omissions;

            Tags(List<XmlNode.Element> elements, Omissions omissions) {
                this.omissions = omissions;
                Map<String, XmlNode.Element> open = new HashMap<>();
                Set<String> used = new HashSet<>();
                int fresh = elements.size();
                for (XmlNode.Element element : elements) {
                    String anchor = text(element, "anchor");
                    switch (text(element, "type")) {
                        case "Start" -> open.put(anchor, element);
                        case "End" -> {
                            XmlNode.Element start = open.remove(anchor);
                            if (start != null) {
                                String number = anchor;
                                while (!used.add(number)) {
                                    number = Integer.toString(++fresh);
                                }
                                paired.put(start, number);
                                paired.put(element, number);
                            }
                        }
                        default -> {
                            // Other elements are single.
                        }
                    }
                }
            }

            List<Piece> pieces(List<XmlNode.Element> elements) {
                List<Piece> pieces = new ArrayList<>(elements.size());
                for (XmlNode.Element element : elements) {
                    switch (element.name()) {
                        case "text" -> pieces.add(new Text(text(element, "value")));
                        case "tag" -> pieces.add(tag(element));
                        default -> omissions.add("elements of Trados segments");
                    }
                }
                return pieces;
            }

            private Code tag(XmlNode.Element tag) {
                omissions.add(
                        "marks of hidden inline tags", text(tag, "canhide").equals("true") ? 1 : 0);
                String type = text(tag, "type");
                String pair = paired.getOrDefault(tag, "");
                return switch (type) {
                    case "Start" -> pair.isEmpty() ? isolated(tag, "begin") : code("bpt", Map.of("i", pair), tag);
                    case "End" ->
                        pair.isEmpty()
                                ? isolated(tag, "end")
                                : new Code("ept", Map.of("i", pair), new Content(List.of()));
                    case "UnmatchedStart" -> isolated(tag, "begin");
                    case "UnmatchedEnd" -> isolated(tag, "end");
                    default -> code("ph", Map.of(), tag);
                };
            }

            private static Code isolated(XmlNode.Element tag, String position) {
                return code("it", Map.of("pos", position), tag);
            }

            private static Code code(String element, Map<String, String> own, XmlNode.Element tag) {
                Map<String, String> attributes = new LinkedHashMap<>(own);
                String counterpart = text(tag, "alignmentanchor");
                if (!counterpart.isEmpty() && !counterpart.equals(NONE)) {
                    attributes.put("x", counterpart);
                }
                String id = text(tag, "tagid");
                if (!id.isEmpty()) {
                    attributes.put("type", id);
                }
                return new Code(element, attributes, Content.of(text(tag, "textequivalent")));
            }
        }
    }
}
