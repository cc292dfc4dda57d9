package duiqi.exchange.resource;

import duiqi.exchange.Content;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.exchange.resource.ResourceFile.Passage;
import duiqi.io.FileStart;
import duiqi.io.InputFile;
import duiqi.io.XmlEncoding;
import duiqi.io.XmlNode.Element;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Reads resource files in XML: Android, .NET and property lists of Apple. Stateless. */
final class XmlSyntax {
    private static final Pattern COMMENT = Pattern.compile("<!--(.*?)-->", Pattern.DOTALL);

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{4}");

    private XmlSyntax() {}

    /** Returns the text of an XML file in the encoding that it declares. */
    static String decode(Path path) throws IOException {
        Charset charset = XmlEncoding.of(path).charset();
        String text = new String(InputFile.bytes(path), charset);
        return text.startsWith(XmlEncoding.MARK) ? text.substring(1) : text;
    }

    /** Reads the keys and texts of a file in XML. */
    private interface Syntax extends ResourceFile.Syntax {
        @Override
        default String decode(Path path) throws IOException {
            return XmlSyntax.decode(path);
        }
    }

    /**
     * Parses a whole file, whose root element has a name.
     *
     * @param remedy remedy for a file with another root element
     */
    private static Element root(ResourceFile file, String name, String remedy) throws FormatException {
        Element root = root(file);
        if (!root.name().equals(name)) {
            throw file.error(root.start(), "<" + name + "> is missing", remedy);
        }
        return root;
    }

    /** Parses a whole file, so that offsets are those of the file. */
    static Element root(ResourceFile file) throws FormatException {
        Location start = file.location(0);
        return Element.parse(new Location(start.file(), 1, 1), file.text(), "");
    }

    /** Returns the text of an element exactly as it is, without tags and comments. */
    static Passage passage(ResourceFile file, Element element) {
        Reading reading = new Reading(false);
        reading.read(file.text(), element);
        return reading.passage.end(element.contentEnd());
    }

    /** Reads {@code strings.xml} of Android. Source: Android developer guide, String resources. */
    record Android() implements Syntax {
        @Override
        public String name() {
            return "android";
        }

        @Override
        public List<String> extensions() {
            return List.of("strings.xml");
        }

        @Override
        public boolean recognises(FileStart start) {
            String text = start.text();
            return start.hasRoot("resources")
                    && (text.contains("<string") || text.contains("<plurals") || text.contains("\"string\""));
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            Element root = root(file, "resources", "use a resource file of Android");
            int before = root.contentStart();
            for (Element element : root.elements().toList()) {
                List<String> notes = notes(file.text().substring(before, element.start()));
                before = element.end();
                String name = element.attribute("name").orElse("")
                        + element.attribute("product")
                                .filter(product -> !product.equals("default"))
                                .map(product -> "." + product)
                                .orElse("");
                boolean isFixed = element.attribute("translatable")
                        .filter("false"::equals)
                        .isPresent();
                switch (element.name()) {
                    case "string" -> add(file, name, element, notes, isFixed);
                    case "string-array", "array", "plurals" -> {
                        int number = 0;
                        for (Element item : element.children("item").toList()) {
                            String own = item.attribute("quantity").orElse(Integer.toString(number++));
                            add(file, name + "." + own, item, notes, isFixed);
                        }
                    }
                    case "item" -> {
                        if (element.attribute("type").filter("string"::equals).isPresent()) {
                            add(file, name, element, notes, isFixed);
                        }
                    }
                    default -> file.omissions().add("values that are not texts");
                }
            }
        }

        private static void add(ResourceFile file, String key, Element element, List<String> notes, boolean isFixed)
                throws FormatException {
            Reading reading = new Reading(true);
            reading.read(file.text(), element);
            Passage passage = reading.passage.end(element.contentEnd());
            file.omissions().add("marks of <xliff:g>", reading.marks);
            if (passage.text().matches("[@?][\\w:]+/\\w+")) {
                file.omissions().add("references to other resources");
                file.fixed().add(key);
                return;
            }
            if (isFixed) {
                file.fixed().add(key);
            }
            file.add(new Entry(key, passage, reading.content(), notes));
        }

        /** Returns the last comment above an element. */
        private static List<String> notes(String gap) {
            Matcher comments = COMMENT.matcher(gap);
            String last = "";
            while (comments.find()) {
                last = comments.group(1).strip();
            }
            return last.isEmpty() ? List.of() : List.of(last);
        }
    }

    /** Reads {@code .resx} and {@code .resw} of .NET. Source: the schema in each file. */
    record Resx() implements Syntax {
        @Override
        public String name() {
            return "resx";
        }

        @Override
        public List<String> extensions() {
            return List.of(".resx", ".resw");
        }

        @Override
        public boolean recognises(FileStart start) {
            return start.hasRoot("root")
                    && (start.text().contains("<resheader") || start.text().contains("text/microsoft-resx"));
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            Element root = root(file, "root", "use a resource file of .NET");
            for (Element data : root.children("data").toList()) {
                String key = data.attribute("name").orElse("");
                Optional<Element> value = data.child("value");
                boolean isText = data.attribute("mimetype").isEmpty()
                        && data.attribute("type")
                                .map(type -> type.startsWith("System.String"))
                                .orElse(true)
                        && !key.startsWith(">>");
                if (!isText || value.isEmpty()) {
                    file.omissions().add("values that are not texts");
                    continue;
                }
                List<String> notes = data.child("comment").map(Element::text).map(String::strip).stream()
                        .filter(note -> !note.isEmpty())
                        .toList();
                file.add(new Entry(key, passage(file, value.get()), notes));
            }
        }
    }

    /** Reads {@code .stringsdict} and property lists of texts of Apple. */
    record PropertyList() implements Syntax {
        @Override
        public String name() {
            return "stringsdict";
        }

        @Override
        public List<String> extensions() {
            return List.of(".stringsdict");
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            Element root = root(file, "plist", "use a property list of texts");
            for (Element dictionary : root.children("dict").toList()) {
                dictionary(file, dictionary, "");
            }
        }

        private static void dictionary(ResourceFile file, Element dictionary, String path) throws FormatException {
            String key = "";
            for (Element element : dictionary.elements().toList()) {
                switch (element.name()) {
                    case "key" -> key = element.text();
                    case "dict" -> dictionary(file, element, path + key + ".");
                    case "string" -> {
                        if (!key.startsWith("NSStringFormat") && !key.equals("NSStringLocalizedFormatKey")) {
                            file.add(new Entry(path + key, passage(file, element), List.of()));
                        }
                    }
                    default -> file.omissions().add("values that are not texts");
                }
            }
        }
    }

    /**
     * Reads the text of an element with the offset of each character. Removes the escapes of Android on request: white
     * space is one space, quotation marks keep it, and a backslash escapes. Handles one element.
     */
    private static final class Reading {
        private final boolean isAndroid;
        private final Passage.Builder passage = new Passage.Builder();
        private final List<Content.Piece> pieces = new ArrayList<>();
        private final Deque<String> open = new ArrayDeque<>();
        private boolean isQuoted;
        private int space = -1;

        /** Length of the passage after the last white space. White space on both sides of a tag is one space. */
        private int afterSpace = -1;

        private int done;
        private int pairs;
        private int marks;

        Reading(boolean isAndroid) {
            this.isAndroid = isAndroid;
        }

        void read(String xml, Element element) {
            int i = element.contentStart();
            while (i < element.contentEnd()) {
                if (xml.startsWith("<!--", i)) {
                    i = xml.indexOf("-->", i) + 3;
                } else if (xml.startsWith("<![CDATA[", i)) {
                    int end = xml.indexOf("]]>", i);
                    i += "<![CDATA[".length();
                    while (i < end) {
                        boolean isQuote = xml.charAt(i) == '"';
                        i = isQuote ? quote(i) : character(xml.charAt(i), i, i + 1, xml, end);
                    }
                    i = end + 3;
                } else if (xml.charAt(i) == '<') {
                    int end = xml.indexOf('>', i) + 1;
                    tag(xml.substring(i, end));
                    i = end;
                } else {
                    i = reference(xml, i, element.contentEnd());
                }
            }
        }

        /** Adds a quotation mark of HTML in a CDATA section. */
        private int quote(int at) {
            put('"', at);
            return at + 1;
        }

        private int reference(String xml, int i, int limit) {
            int end = xml.charAt(i) == '&' ? xml.indexOf(';', i) + 1 : 0;
            if (end == 0) {
                return character(xml.charAt(i), i, i + 1, xml, limit);
            }
            String text = StringEscapeUtils.unescapeXml(xml.substring(i, end));
            for (int at = 0; at < text.length(); at++) {
                // An escaped character is never part of an escape of Android, except for the apostrophe and the quote.
                put(text.charAt(at), i);
            }
            return end;
        }

        /** Adds a character, or the escape that begins with it. Returns the offset after it. */
        private int character(char c, int at, int next, String xml, int limit) {
            if (!isAndroid) {
                passage.add(c == '\r' ? '\n' : c, at);
                return c == '\r' && xml.startsWith("\n", next) ? next + 1 : next;
            }
            if (c == '"') {
                isQuoted = !isQuoted;
                return next;
            }
            if (!isQuoted && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
                space = space < 0 ? at : space;
                return next;
            }
            if (c != '\\' || next >= limit) {
                put(c, at);
                return next;
            }
            return escape(at, next, xml, limit);
        }

        /** Adds the character of an escape, which begins with a backslash. */
        private int escape(int at, int next, String xml, int limit) {
            char escaped = xml.charAt(next);
            if (escaped == '&') {
                return reference(xml, next, limit);
            }
            Matcher digits = HEXADECIMAL.matcher(xml).region(next + 1, limit);
            if (escaped == 'u' && digits.lookingAt()) {
                put((char) Integer.parseInt(digits.group(), 16), at);
                return next + 5;
            }
            put(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped, at);
            return next + 1;
        }

        private void put(char c, int at) {
            putSpace();
            passage.add(c, at);
        }

        /** Adds the white space before a character or tag, unless it is the first of the text. */
        private void putSpace() {
            boolean isRepeated = passage.length() == afterSpace;
            if (space >= 0 && !isRepeated && (passage.length() > 0 || !pieces.isEmpty())) {
                passage.add(' ', space);
                afterSpace = passage.length();
            }
            space = -1;
        }

        private void tag(String tag) {
            String name = tag.replaceAll("^</?|[\\s/>][\\s\\S]*$", "");
            if (name.endsWith(":g")) {
                // The mark says which words not to translate. The words are text.
                marks += tag.startsWith("</") ? 0 : 1;
                return;
            }
            putSpace();
            flush();
            boolean isEnd = tag.startsWith("</");
            boolean isAlone = tag.endsWith("/>");
            String number = isEnd ? open.isEmpty() ? "0" : open.pop() : Integer.toString(++pairs);
            if (!isEnd && !isAlone) {
                open.push(number);
            }
            pieces.add(new Content.Code(
                    isEnd ? "ept" : isAlone ? "ph" : "bpt", isAlone ? Map.of() : Map.of("i", number), Content.of(tag)));
        }

        private void flush() {
            if (passage.length() > done) {
                pieces.add(new Content.Text(passage.from(done)));
                done = passage.length();
            }
        }

        Content content() {
            flush();
            return new Content(pieces);
        }
    }
}
