package duiqi.exchange.resource;

import duiqi.exchange.Content;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.io.FileStart;
import duiqi.io.SourceFile;
import duiqi.io.XmlNode.Element;
import duiqi.text.FormatException;
import duiqi.text.Located;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/** Reads resource files in XML: Android, .NET and property lists of Apple. Stateless. */
final class XmlSyntax {
    private static final Pattern COMMENT = Pattern.compile("<!--(.*?)-->", Pattern.DOTALL);

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{4}");

    private XmlSyntax() {}

    interface Syntax extends ResourceFile.Syntax {
        @Override
        default String decode(Path path) throws IOException {
            return SourceFile.ofXml(path).text();
        }
    }

    /**
     * Parses a whole file, whose root element has a name.
     *
     * @param remedy remedy for a file with another root element
     */
    static Element root(ResourceFile file, String name, String remedy) throws FormatException {
        // A file of TypeScript is no XML at all.
        if (file.text().stripLeading().startsWith("<")) {
            Element root = Element.parse(file.location(0), file.text(), "");
            if (root.name().equals(name)) {
                return root;
            }
        }
        throw file.error(0, "<" + name + "> is missing", remedy);
    }

    /** Returns the text of an element exactly as it is, without tags and comments. */
    static Located passage(ResourceFile file, Element element) throws FormatException {
        return new Reading(file, element, false).passage();
    }

    /** Reads {@code strings.xml} of Android. Source: Android developer guide, String resources. */
    record Android(String name, List<String> extensions) implements Syntax {
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
                String note = lastComment(file.text().substring(before, element.start()));
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
                    case "string" -> add(file, name, element, note, isFixed);
                    case "string-array", "array", "plurals" -> {
                        int number = 0;
                        for (Element item : element.children("item").toList()) {
                            String own = item.attribute("quantity").orElse(Integer.toString(number++));
                            add(file, name + "." + own, item, note, isFixed);
                        }
                    }
                    case "item" -> {
                        if (element.attribute("type").filter("string"::equals).isPresent()) {
                            add(file, name, element, note, isFixed);
                        }
                    }
                    default -> file.omissions().add("values that are not texts");
                }
            }
        }

        private static void add(ResourceFile file, String key, Element element, String note, boolean isFixed)
                throws FormatException {
            Reading reading = new Reading(file, element, true);
            Located passage = reading.passage();
            file.omissions().add("marks of <xliff:g>", reading.marks);
            boolean isReference = passage.text().matches("[@?][\\w:]+/\\w+");
            if (isFixed || isReference) {
                file.fixed().add(key);
            }
            if (isReference) {
                file.omissions().add("references to other resources");
                return;
            }
            file.add(new Entry(key, passage, reading.content(), Stream.of(note)));
        }

        private static String lastComment(String gap) {
            return COMMENT.matcher(gap)
                    .results()
                    .map(comment -> comment.group(1))
                    .reduce("", (first, last) -> last);
        }
    }

    /** Reads {@code .resx} and {@code .resw} of .NET. Source: the schema in each file. */
    record Resx(String name, List<String> extensions) implements Syntax {
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
                file.add(new Entry(key, passage(file, value.get()), data.child("comment").map(Element::text).stream()));
            }
        }
    }

    /** Reads {@code .stringsdict} and property lists of texts of Apple. */
    record PropertyList(String name, List<String> extensions) implements Syntax {
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
                            file.add(new Entry(path + key, passage(file, element), Stream.empty()));
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
        private final ResourceFile file;
        private final String xml;
        private final int end;
        private final boolean isAndroid;
        private final Located.Collector passage;
        private final List<Content.Piece> pieces = new ArrayList<>();
        private final Deque<String> open = new ArrayDeque<>();
        private boolean isQuoted;
        private int space = -1;

        /** Length of the passage after the last white space. White space on both sides of a tag is one space. */
        private int afterSpace = -1;

        private int done;
        private int pairs;
        private int marks;

        Reading(ResourceFile file, Element element, boolean isAndroid) throws FormatException {
            this.file = file;
            this.xml = file.text();
            this.end = element.contentEnd();
            this.isAndroid = isAndroid;
            this.passage = file.collector();
            int i = element.contentStart();
            while (i < end) {
                if (xml.startsWith("<!--", i)) {
                    i = xml.indexOf("-->", i) + 3;
                } else if (xml.startsWith("<![CDATA[", i)) {
                    int close = xml.indexOf("]]>", i);
                    i += "<![CDATA[".length();
                    while (i < close) {
                        // A quotation mark of HTML is text.
                        i = xml.charAt(i) == '"' ? put('"', i) : character(i);
                    }
                    i = close + 3;
                } else if (xml.charAt(i) == '<') {
                    int close = xml.indexOf('>', i) + 1;
                    tag(xml.substring(i, close));
                    i = close;
                } else {
                    i = xml.charAt(i) == '&' ? reference(i) : character(i);
                }
            }
        }

        /** Adds the character of a reference, which is never part of an escape of Android. */
        private int reference(int start) {
            int after = xml.indexOf(';', start) + 1;
            StringEscapeUtils.unescapeXml(xml.substring(start, after))
                    .codePoints()
                    .forEach(c -> put(c, start));
            return after;
        }

        /** Adds a character, or the escape that begins with it. Returns the offset after it. */
        private int character(int at) throws FormatException {
            char c = xml.charAt(at);
            if (!isAndroid) {
                put(c == '\r' ? '\n' : c, at);
                return xml.startsWith("\r\n", at) ? at + 2 : at + 1;
            }
            if (c == '"') {
                isQuoted = !isQuoted;
                return at + 1;
            }
            if (!isQuoted && " \n\r\t".indexOf(c) >= 0) {
                space = space < 0 ? at : space;
                return at + 1;
            }
            if (c != '\\' || at + 1 >= end) {
                return put(c, at);
            }
            if (xml.charAt(at + 1) == '&') {
                return reference(at + 1);
            }
            putSpace();
            return file.escape(at, HEXADECIMAL.matcher(xml).region(at + 2, end).lookingAt() ? "ntu" : "nt", passage);
        }

        private int put(int c, int at) {
            putSpace();
            passage.add(c, at);
            return at + 1;
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
            boolean isEnd = tag.startsWith("</");
            if (name.endsWith(":g")) {
                // The mark says which words not to translate. The words are text.
                marks += isEnd ? 0 : 1;
                return;
            }
            putSpace();
            flush();
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

        Located passage() {
            return passage.end(end);
        }

        Content content() {
            flush();
            return new Content(pieces);
        }
    }
}
