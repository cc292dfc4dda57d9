package duiqi.document.office;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Expands the markup in a docx, pptx, odt or epub file, which are zip archives, and reads it as XML without DTDs and
 * external entities. Nothing is written, so that malicious entry names have no effect. Not thread-safe.
 */
public final class ZippedParts {
    /** Number of bytes that any archive may expand to. */
    private static final long ALLOWED_BYTES = 32L << 20;

    /** Maximum expansion factor of a larger archive; real documents expand 10 times, empty tables 100 times. */
    private static final long MAX_RATIO = 200;

    /** Maximum length of the end of an archive, a record with a comment (APPNOTE.TXT, section 4.3.16). */
    private static final int MAX_END_LENGTH = 22 + 0xFFFF;

    private static final Pattern MARKUP = Pattern.compile("(?is).*\\.(?:xml|rels|opf|xhtml|html?)");

    /** Elements that hold properties of something else. */
    private static final Set<String> NOT_OWN = Set.of("sectPr", "tblStylePr");

    private static final XMLInputFactory XML = xml();

    private final String file;
    private final String format;
    private final Map<String, byte[]> parts = new HashMap<>();

    private ZippedParts(String file, String format) {
        this.file = file;
        this.format = format;
    }

    interface Elements {
        /** Reads a start tag. May move on to the end tag of the element. */
        void begin(XMLStreamReader xml) throws XMLStreamException;

        default void end(XMLStreamReader xml) {}

        default void append(String text) {}
    }

    /**
     * Expands an archive.
     *
     * @param format name of the format in messages
     */
    static ZippedParts of(Input input, String format) throws FormatException {
        requireArchive(input, format);
        ZippedParts archive = new ZippedParts(input.name(), format);
        long remaining = Math.max(ALLOWED_BYTES, MAX_RATIO * input.bytes().length);
        try (ZipInputStream zip = open(input.bytes())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = zip.readNBytes((int) Math.min(remaining + 1, 1 << 30));
                remaining -= part.length;
                if (remaining < 0 || part.length == 1 << 30) {
                    throw new FormatException(
                            input.name(),
                            "expands to far more data than a document contains",
                            "open it in the program that made it and save it again");
                }
                if (MARKUP.matcher(entry.getName()).matches()) {
                    archive.parts.putIfAbsent(entry.getName(), part);
                }
            }
            return archive;
        } catch (FormatException refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException damage) {
            throw new FormatException(
                    input.name(), "is a damaged " + format + " file", "copy it or download it again", damage);
        }
    }

    private static ZipInputStream open(byte[] bytes) {
        return new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
    }

    private static void requireArchive(Input input, String format) throws FormatException {
        byte[] bytes = input.bytes();
        String start = text(bytes, 0, Math.min(bytes.length, 4));
        if (start.equals("\u00D0\u00CF\u0011\u00E0")) { // Compound File Binary ([MS-CFB], 2.2)
            byte[] encrypted = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
            boolean isProtected = text(bytes, 0, bytes.length).contains(text(encrypted, 0, encrypted.length));
            throw isProtected
                    ? locked(input.name())
                    : new FormatException(
                            input.name(),
                            "is in the format of Office 97 to 2003",
                            "open it in Office or LibreOffice and save it as " + format);
        }
        if (bytes.length == 0) {
            throw new FormatException(input.name(), "is empty", "save or download it again");
        }
        if (!start.equals("PK\3\4")) {
            throw new FormatException(
                    input.name(),
                    "is not a " + format + " file, despite its name",
                    "open it in the program that made it and save it as " + format);
        }
        if (!text(bytes, Math.max(0, bytes.length - MAX_END_LENGTH), bytes.length)
                .contains("PK\5\6")) {
            throw new FormatException(input.name(), "is incomplete", "copy it or download it again");
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static FormatException locked(String file) {
        return new FormatException(
                file, "is protected by a password", "open it with the password and save it without one");
    }

    /** Returns the extension of a document without the dot; {@code .zip} for any other archive. */
    public static String extension(byte[] bytes) {
        try (ZipInputStream zip = open(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                boolean isTyped = entry.getName().equals("mimetype");
                String type = isTyped ? new String(zip.readNBytes(99), StandardCharsets.US_ASCII) : entry.getName();
                switch (type.strip()) {
                    case "word/document.xml" -> {
                        return "docx";
                    }
                    case "ppt/presentation.xml" -> {
                        return "pptx";
                    }
                    case "application/vnd.oasis.opendocument.text" -> {
                        return "odt";
                    }
                    case "application/epub+zip" -> {
                        return "epub";
                    }
                    default -> {}
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            return ".zip"; // The caller then reports an unsupported format.
        }
        return ".zip";
    }

    /** Removes the folder around all parts, if a part that belongs to the top of the archive is in a folder. */
    void leaveFolderOf(String first) {
        Optional<String> inFolder = parts.keySet().stream()
                .filter(name -> !has(first) && name.endsWith('/' + first))
                .min(Comparator.comparingInt(String::length));
        inFolder.map(name -> name.substring(0, name.length() - first.length()))
                .ifPresent(folder -> Set.copyOf(parts.keySet()).stream()
                        .filter(name -> name.startsWith(folder))
                        .forEach(name -> parts.put(name.substring(folder.length()), parts.remove(name))));
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    byte[] require(String part) throws FormatException {
        byte[] bytes = parts.get(part);
        if (bytes == null) {
            throw new FormatException(
                    file,
                    "is not a complete " + format + " file: " + part + " is missing",
                    "open it in the program that made it and save it as " + format);
        }
        return bytes;
    }

    void read(String part, Elements elements) throws FormatException {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(require(part)));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> elements.begin(xml);
                    case XMLStreamConstants.END_ELEMENT -> elements.end(xml);
                    case XMLStreamConstants.CHARACTERS -> elements.append(xml.getText());
                    default -> {}
                }
            }
        } catch (XMLStreamException damage) {
            throw new FormatException(
                    file,
                    "the part " + part + " is damaged",
                    "open it in the program that made it and save it again",
                    damage);
        }
    }

    /**
     * Holds a start tag.
     *
     * @param name local name
     * @param attributes values by local name; the id of a relationship by {@code r:id}
     */
    record Tag(String name, Map<String, String> attributes) {
        static Tag of(XMLStreamReader xml) {
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String namespace = String.valueOf(xml.getAttributeNamespace(i));
                String prefix = namespace.endsWith("/relationships") ? "r:" : "";
                attributes.put(prefix + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
            return new Tag(xml.getLocalName(), attributes);
        }

        /** Returns the value of an attribute; an empty text if it is missing. */
        String get(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }
    }

    /** Returns the start tags of a part in their order; none if the part is missing. */
    List<Tag> tags(String part) throws FormatException {
        List<Tag> tags = new ArrayList<>();
        if (has(part)) {
            read(part, xml -> tags.add(Tag.of(xml)));
        }
        return tags;
    }

    /**
     * Returns the names of the parts that a part refers to (ECMA-376-2, section 9.3).
     *
     * @param part name of a part; empty for the archive
     * @param key {@code Id}, or {@code Type} for the last word of the type; the first target of a type counts
     */
    Map<String, String> targets(String part, String key) throws FormatException {
        String folder = part.substring(0, part.lastIndexOf('/') + 1);
        Map<String, String> targets = new LinkedHashMap<>();
        for (Tag tag : tags(folder + "_rels/" + part.substring(folder.length()) + ".rels")) {
            String target = tag.get("Target");
            String name = target.startsWith("/") ? target.substring(1) : folder + target;
            targets.putIfAbsent(tag.get(key).replaceFirst(".*/", ""), resolved(name));
        }
        return targets;
    }

    /** Returns a name without the steps to the folder itself and to the folder above. */
    static String resolved(String name) {
        List<String> steps = new ArrayList<>();
        for (String step : name.split("/")) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    /**
     * Returns the value of an attribute of the current start tag by its local name, because the namespace differs between
     * transitional and strict OOXML and between versions of ODF.
     */
    static Optional<String> attribute(XMLStreamReader xml, String localName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(localName)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** Moves from the start tag of an element to its end tag. */
    static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /**
     * Moves to the end tag of an element, and returns the value {@code val} of each element in it by local name. The
     * first one counts. Elements that hold the state before a tracked change are omitted.
     */
    static Map<String, String> properties(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> properties = new HashMap<>();
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().endsWith("Change") || NOT_OWN.contains(xml.getLocalName())) {
                    skip(xml);
                } else {
                    depth++;
                    properties.putIfAbsent(
                            xml.getLocalName(), attribute(xml, "val").orElse(""));
                }
            }
        }
        return properties;
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new WstxInputFactory();
        // Drawings have attributes of a megabyte; the budget of the archive limits them.
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Integer.MAX_VALUE);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Otherwise some errors would be unchecked exceptions.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }
}
