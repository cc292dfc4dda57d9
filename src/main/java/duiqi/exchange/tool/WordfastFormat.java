package duiqi.exchange.tool;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.FileStart;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text memories of Wordfast Classic and Wordfast Pro. A header line precedes the units, one unit per line
 * with fields separated by tabs:
 *
 * <pre>%20240131~120000  %User ID,LI,LI Li Ming  %TU=00000001  %ZH-CN  %Wordfast TM v.546/00  %EN-US  %---  Subject (1),LE,LE Legal
 * 20240131~120102   LI                       3              ZH-CN  水是软的。               EN-US  Water is soft.  LE</pre>
 *
 * <p>The fields are date, user, usage count, source language, source, target language, target, and up to five
 * attributes. An ampersand before {@code 'XX;} marks the character {@code XX} of windows-1252, and an ampersand
 * before {@code tA;}, {@code tB;}, ... a placeholder of a tag. Wordfast imports TMX, so duiqi does not write this format.
 *
 * <p>Source: Wordfast Classic User Manual, chapter on the format of translation memories.
 */
public final class WordfastFormat implements ExchangeFormat {
    private static final Pattern HEADER = Pattern.compile("%\\d{8}~\\d{6}\\t[^\\r\\n]*%(?:TU=|Wordfast)");

    @Override
    public String name() {
        return "wordfast";
    }

    @Override
    public List<String> extensions() {
        return List.of();
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return HEADER.matcher(start.text()).lookingAt();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        return new UnitReader(new WordfastUnits(file, settings), new Location(file.toString(), 1, 1));
    }

    /** Reads units line by line. Not thread-safe. */
    private static final class WordfastUnits implements Unit.Units {
        private static final int DATE = 0;
        private static final int USER = 1;
        private static final int USES = 2;
        private static final int SOURCE = 4;
        private static final int TARGET = 6;
        private static final int ATTRIBUTES = 7;

        /** Number in brackets after the name of an attribute in the header. */
        private static final Pattern COUNT = Pattern.compile("\\s*\\(\\d+\\)$");

        private final SourceFile.Lines lines;
        private final ReaderSettings settings;
        private final List<String> head;

        WordfastUnits(Path file, ReaderSettings settings) throws IOException {
            this.settings = settings;
            this.lines = new SourceFile.Lines(file);
            String first = lines.next().orElse("");
            if (!HEADER.matcher(first).lookingAt()) {
                lines.close();
                throw new FormatException(
                        file.toString(),
                        "is not a Wordfast memory: it has no header line",
                        "use a file that begins with %20240131~120000 and %TU=, separated by tabs");
            }
            this.head = split(first);
        }

        private static List<String> split(String line) {
            return List.of(line.split("\t", -1));
        }

        @Override
        public TmxHeader header() {
            String source = code(head, SOURCE);
            return new TmxHeader("", source.isEmpty() ? Map.of() : Map.of(Tu.SOURCE, source), List.of(), List.of());
        }

        /** Returns the language code before a text; empty if there is none. */
        private static String code(List<String> fields, int text) {
            String code = text <= fields.size()
                    ? fields.get(text - 1).replace("%", "").strip()
                    : "";
            return LanguageName.ofCode(code).isPresent() ? code : "";
        }

        @Override
        public Optional<Unit> next() throws IOException {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                List<String> fields = split(line.get());
                if (line.get().startsWith("%")) {
                    settings.omissions().add("lines that Wordfast marks as no units");
                } else if (SourceFile.hasInvalidBytes(line.get())) {
                    settings.lost(lines.location(1), "", "line has bytes that are invalid in the encoding of the file");
                } else if (!line.get().isBlank() && fields.size() <= TARGET) {
                    settings.lost(lines.location(1), "", "line has " + fields.size() + " fields, expected 7 or more");
                } else if (!line.get().isBlank()) {
                    return Optional.of(unit(fields));
                }
            }
            return Optional.empty();
        }

        private Unit unit(List<String> fields) {
            Map<String, String> attributes = new LinkedHashMap<>();
            String date = fields.get(DATE).strip();
            // Wordfast writes local time without a zone.
            String tmx = date.replace('~', 'T');
            put(attributes, Tu.CREATED, Tu.date(tmx).isPresent() ? tmx + "Z" : date);
            put(attributes, "creationid", fields.get(USER));
            put(attributes, "usagecount", fields.get(USES));
            List<Annotation> annotations = new ArrayList<>();
            for (int i = ATTRIBUTES; i < fields.size(); i++) {
                if (!fields.get(i).isBlank()) {
                    annotations.add(Annotation.property(
                            name(i), new Field(fields.get(i)).content().text()));
                }
            }
            List<Tuv> sides = new ArrayList<>(List.of(side(fields, SOURCE, settings.source())));
            if (!fields.get(TARGET).isEmpty()) {
                sides.add(side(fields, TARGET, settings.target()));
            }
            Location location = lines.location(1);
            return new Unit(
                    new Tu(attributes, annotations, sides),
                    location,
                    side -> place(location, fields, side == 0 ? SOURCE : TARGET),
                    LanguageName.ofCode(code(fields, SOURCE)),
                    LanguageName.ofCode(own(fields, TARGET)));
        }

        private static void put(Map<String, String> attributes, String name, String value) {
            if (!value.isBlank()) {
                attributes.put(name, value.strip());
            }
        }

        /** Returns the name of an attribute: the first entry of its list in the header, else its number. */
        private String name(int field) {
            String list = field < head.size() ? head.get(field) : "";
            String name = COUNT.matcher(list.split(",", 2)[0].strip()).replaceFirst("");
            return name.isEmpty() ? "x-wordfast-" + (field - ATTRIBUTES + 1) : name;
        }

        /** Returns the language code of a text, else that of the file. */
        private String own(List<String> fields, int text) {
            String own = fields.get(text - 1).strip();
            return own.isEmpty() ? code(head, text) : own;
        }

        private Tuv side(List<String> fields, int text, Language usual) {
            String code = own(fields, text);
            return new Tuv(
                    Map.of("xml:lang", code.isEmpty() ? usual.tag() : code),
                    List.of(),
                    new Field(fields.get(text)).content());
        }

        private static Location.Finder place(Location line, List<String> fields, int text) {
            String before = String.join("\t", fields.subList(0, text)) + "\t";
            Field field = new Field(fields.get(text));
            return offset -> line.after(before + field.raw(), 0, before.length() + field.rawOffset(offset));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /**
     * Decodes a text field. Immutable.
     *
     * @param raw the field as written
     */
    private record Field(String raw) {
        private static final Pattern CODE = Pattern.compile("&'([0-9A-Fa-f]{1,2});|&t([A-Z]{1,2});");
        private static final Charset WINDOWS = Charset.forName("windows-1252");
        private static final int LINE_BREAK = 0x0B;

        /** Returns the content: text, and {@code <ph>} tags for placeholders. */
        Content content() {
            List<Content.Piece> pieces = new ArrayList<>();
            Matcher code = CODE.matcher(raw);
            int end = 0;
            while (code.find()) {
                pieces.add(new Content.Text(raw.substring(end, code.start())));
                pieces.add(piece(code));
                end = code.end();
            }
            pieces.add(new Content.Text(raw.substring(end)));
            return new Content(pieces);
        }

        private static Content.Piece piece(Matcher code) {
            if (code.group(1) != null) {
                return new Content.Text(character(Integer.parseInt(code.group(1), 16)));
            }
            int number = 0;
            for (char letter : code.group(2).toCharArray()) {
                number = number * 26 + letter - 'A' + 1;
            }
            return new Content.Code("ph", Map.of("x", String.valueOf(number)), Content.of(code.group()));
        }

        private static String character(int value) {
            return value == LINE_BREAK ? "\n" : new String(new byte[] {(byte) value}, WINDOWS);
        }

        /** Returns the offset in the field of a character of the text. */
        int rawOffset(int offset) {
            Matcher code = CODE.matcher(raw);
            int at = 0;
            for (int taken = 0; at < raw.length(); taken++) {
                while (code.region(at, raw.length()).lookingAt() && code.group(2) != null) {
                    at = code.end();
                }
                if (taken == offset || at == raw.length()) {
                    break;
                }
                at = code.lookingAt() ? code.end() : at + 1;
            }
            return at;
        }
    }
}
