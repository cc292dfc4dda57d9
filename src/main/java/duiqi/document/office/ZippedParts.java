package duiqi.document.office;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Expands the markup in a docx, odt or epub file, which are zip archives.
 *
 * <p>The content is expanded in memory and nothing is written, so that malicious entry names have no effect. Only
 * markup is kept. XML is read without DTDs and external entities. Immutable.
 */
public final class ZippedParts {
    /** First bytes of a zip archive (APPNOTE.TXT, section 4.3.7). */
    private static final byte[] ENTRY = {'P', 'K', 3, 4};

    /** First bytes of the end of the central directory (APPNOTE.TXT, section 4.3.16). */
    private static final byte[] DIRECTORY_END = {'P', 'K', 5, 6};

    private static final int DIRECTORY_END_BYTES = 22;
    private static final int MAX_COMMENT_LENGTH = 0xFFFF;

    /**
     * First bytes of a Compound File Binary, which contains a Word document up to 2003 or a newer one with a password
     * ([MS-CFB], 2.2).
     */
    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private static final XMLInputFactory XML = xml();

    private final String file;
    private final String format;
    private final Map<String, byte[]> parts;

    private ZippedParts(String file, String format, Map<String, byte[]> parts) {
        this.file = file;
        this.format = format;
        this.parts = parts;
    }

    /** Reads a part; may throw the exceptions of the stream. */
    @FunctionalInterface
    interface Walk {
        void over(XMLStreamReader xml) throws XMLStreamException;
    }

    /**
     * Expands an archive.
     *
     * @param format name of the format in messages
     */
    static ZippedParts of(Input input, String format) throws FormatException {
        requireArchive(input, format);
        try (BoundedZip zip = new BoundedZip(input.name(), input.bytes())) {
            return new ZippedParts(input.name(), format, markup(zip));
        } catch (FormatException refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException damage) {
            throw new FormatException(
                    input.name(), "is a damaged " + format + " file", "copy it or download it again", damage);
        }
    }

    /**
     * Returns the parts of an archive that contains a folder of files instead of the files, with their names in it.
     *
     * @param first a part that the archive has at its top if it contains the files
     */
    ZippedParts withoutFolder(String first) {
        String folder = parts.keySet().stream()
                .filter(name -> name.endsWith('/' + first))
                .map(name -> name.substring(0, name.length() - first.length()))
                .min(Comparator.comparingInt(String::length))
                .orElse("");
        if (folder.isEmpty() || has(first)) {
            return this;
        }
        Map<String, byte[]> inside = new HashMap<>();
        parts.forEach((name, bytes) -> {
            if (name.startsWith(folder)) {
                inside.put(name.substring(folder.length()), bytes);
            }
        });
        return new ZippedParts(file, format, inside);
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    Optional<byte[]> find(String part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** Returns the bytes of a required part. */
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

    /** Returns the first result of a function over the elements of a part. */
    <T> Optional<T> first(String part, Function<XMLStreamReader, Optional<T>> function) throws FormatException {
        List<T> found = new ArrayList<>();
        walk(part, xml -> {
            while (xml.hasNext() && found.isEmpty()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    function.apply(xml).ifPresent(found::add);
                }
            }
        });
        return found.stream().findFirst();
    }

    /** Reads a part as XML. */
    void walk(String part, Walk walk) throws FormatException {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(require(part)));
            try {
                walk.over(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException damage) {
            throw new FormatException(
                    file,
                    "the part " + part + " is damaged",
                    "open it in the program that made it and save it again",
                    damage);
        }
    }

    private static void requireArchive(Input input, String format) throws FormatException {
        byte[] bytes = input.bytes();
        if (startsWith(bytes, 0, COMPOUND_FILE)) {
            if (contains(bytes, "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE))) {
                throw new FormatException(
                        input.name(),
                        "is protected by a password",
                        "open it with the password and save it without one");
            }
            throw new FormatException(
                    input.name(),
                    "is an old Word document (.doc)",
                    "open it in Word or LibreOffice and save it as docx");
        }
        if (bytes.length == 0) {
            throw new FormatException(input.name(), "is empty", "save or download it again");
        }
        if (!startsWith(bytes, 0, ENTRY)) {
            throw new FormatException(
                    input.name(),
                    "is not a " + format + " file, despite its name",
                    "open it in the program that made it and save it as " + format);
        }
        if (!hasDirectory(bytes)) {
            throw new FormatException(input.name(), "is incomplete", "copy it or download it again");
        }
    }

    private static boolean hasDirectory(byte[] bytes) {
        int first = Math.max(0, bytes.length - DIRECTORY_END_BYTES - MAX_COMMENT_LENGTH);
        for (int i = bytes.length - DIRECTORY_END_BYTES; i >= first; i--) {
            if (startsWith(bytes, i, DIRECTORY_END)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] start) {
        return at + start.length <= bytes.length && Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (startsWith(bytes, i, part)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, byte[]> markup(BoundedZip zip) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        for (Optional<String> name = zip.next(); name.isPresent(); name = zip.next()) {
            if (isMarkup(name.get())) {
                parts.putIfAbsent(name.get(), zip.content());
            }
        }
        return parts;
    }

    private static boolean isMarkup(String name) {
        return switch (Input.extensionOf(name.toLowerCase(Locale.ROOT)).orElse("")) {
            case "xml", "rels", "opf", "xhtml", "html", "htm" -> true;
            default -> name.endsWith(".rels");
        };
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new WstxInputFactory();
        // Drawings have attributes of a megabyte; the budget of the archive limits them.
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Integer.MAX_VALUE);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(
                XMLInputFactory2.P_LAZY_PARSING, false); // Otherwise some errors would be unchecked exceptions.
        return factory;
    }

    /**
     * Iterates over the parts of a zip archive in their order. It rejects an archive that expands too much. It counts
     * the expanded bytes, including those of skipped parts, because declared sizes may be wrong and parts may overlap.
     * Nested archives are not opened. Not thread-safe.
     */
    public static final class BoundedZip implements Closeable {
        private static final long MAX_BYTES = 1L << 30;

        /** Number of bytes that any archive may expand to. */
        private static final long ALLOWED_BYTES = 32L << 20;

        /**
         * Maximum expansion factor; real documents expand 10 times, empty tables 100 times, deflate at most about 1000
         * times.
         */
        private static final long MAX_RATIO = 200;

        /** Maximum number of parts; a large book has some thousand pictures. */
        private static final int MAX_PARTS = 50_000;

        private final String file;
        private final ZipInputStream zip;
        private final byte[] buffer = new byte[1 << 14];
        private long remaining;
        private int parts;

        /**
         * Creates an iterator.
         *
         * @param file file name for messages
         * @param bytes content of the archive
         */
        public BoundedZip(String file, byte[] bytes) {
            this.file = file;
            zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
            remaining = Math.min(MAX_BYTES, Math.max(ALLOWED_BYTES, MAX_RATIO * bytes.length));
        }

        /**
         * Advances to the next part.
         *
         * @return its name; empty after the last part
         * @throws FormatException if the archive expands too much
         */
        public Optional<String> next() throws IOException {
            if (parts > 0) {
                expand(new ByteArrayOutputStream(0), false);
            }
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                return Optional.empty();
            }
            if (++parts > MAX_PARTS) {
                throw tooLarge();
            }
            return Optional.of(entry.getName());
        }

        /**
         * Returns the content of the current part.
         *
         * @throws FormatException if the archive expands too much
         */
        public byte[] content() throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            expand(content, true);
            return content.toByteArray();
        }

        private void expand(ByteArrayOutputStream content, boolean keeps) throws IOException {
            for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                remaining -= read;
                if (remaining < 0) {
                    throw tooLarge();
                }
                content.write(buffer, 0, keeps ? read : 0);
            }
        }

        private FormatException tooLarge() {
            return new FormatException(
                    file,
                    "expands to far more data than a document contains",
                    "open it in the program that made it and save it again");
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /**
     * Reads elements and attributes of the office formats. Attributes are found by local name, because the namespace of
     * an attribute differs between transitional and strict OOXML and between versions of ODF.
     */
    static final class XmlElements {
        private XmlElements() {}

        /** Returns the value of an attribute of the current start tag. */
        static Optional<String> attribute(XMLStreamReader xml, String localName) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(localName)) {
                    return Optional.of(xml.getAttributeValue(i));
                }
            }
            return Optional.empty();
        }

        /**
         * Returns whether a toggle property, for example {@code <w:vanish/>}, is on. It is on unless its value says
         * otherwise.
         */
        static boolean isOn(XMLStreamReader xml) {
            return attribute(xml, "val")
                    .map(value -> !value.equals("0") && !value.equals("false") && !value.equals("off"))
                    .orElse(true);
        }

        /** Moves from the start tag of an element to its end tag. */
        static void skip(XMLStreamReader xml) throws XMLStreamException {
            for (int depth = 1; depth > 0; ) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        }
    }
}
