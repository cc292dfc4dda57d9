package duiqi.exchange.tool;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.FileStart;
import duiqi.io.TextEncoding;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;
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
        return new WordfastReader(file, settings);
    }

    /** Lists the fields of a line. */
    private static final class Fields {
        static final int DATE = 0;
        static final int USER = 1;
        static final int USES = 2;
        static final int SOURCE_CODE = 3;
        static final int SOURCE = 4;
        static final int TARGET_CODE = 5;
        static final int TARGET = 6;
        static final int ATTRIBUTES = 7;

        private Fields() {}
    }

    /** Reads units line by line. Not thread-safe. */
    private static final class WordfastReader implements UnitReader {
        /** Number in brackets after the name of an attribute in the header. */
        private static final Pattern COUNT = Pattern.compile("\\s*\\(\\d+\\)$");

        private final TextEncoding.Lines lines;
        private final ReaderSettings settings;
        private final List<String> names;
        private final TmxHeader header;
        private final String targetCode;
        private List<String> fields = List.of();
        private Location location;

        WordfastReader(Path file, ReaderSettings settings) throws IOException {
            this.settings = settings;
            this.lines = new TextEncoding.Lines(file);
            this.location = lines.location(1);
            try {
                List<String> first = split(lines.next().orElse(""));
                if (!HEADER.matcher(String.join("\t", first)).lookingAt()) {
                    throw new FormatException(
                            file.toString(),
                            "is not a Wordfast memory: it has no header line",
                            "use a file that begins with %20240131~120000 and %TU=, separated by tabs");
                }
                String source = code(first, Fields.SOURCE_CODE);
                this.targetCode = code(first, Fields.TARGET_CODE);
                this.names = first.size() > Fields.ATTRIBUTES
                        ? List.copyOf(first.subList(Fields.ATTRIBUTES, first.size()))
                        : List.of();
                this.header = new TmxHeader(
                        "", source.isEmpty() ? Map.of() : Map.of(Tu.SOURCE, source), List.of(), List.of());
            } catch (IOException | RuntimeException e) {
                lines.close();
                throw e;
            }
        }

        private static List<String> split(String line) {
            return List.of(line.split("\t", -1));
        }

        private static String code(List<String> header, int field) {
            String code = header.size() > field ? header.get(field).replace("%", "") : "";
            return new LanguageCode(code).language().isPresent() ? code : "";
        }

        @Override
        public TmxHeader header() {
            return header;
        }

        @Override
        public Optional<Tu> next() throws IOException {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = line.get();
                if (text.startsWith("%")) {
                    settings.omissions().add("lines that Wordfast marks as no units");
                    continue;
                }
                List<String> row = split(text);
                Optional<String> problem = problem(text, row);
                if (problem.isPresent()) {
                    settings.listener()
                            .found(new ReadProblem(lines.location(1), "", problem.get(), ReadProblem.Kind.LOST));
                } else if (!text.isBlank()) {
                    fields = row;
                    location = lines.location(1);
                    return Optional.of(unit());
                }
            }
            return Optional.empty();
        }

        private static Optional<String> problem(String line, List<String> row) {
            if (TextEncoding.hasInvalidBytes(line)) {
                return Optional.of("line has bytes that are invalid in the encoding of the file");
            }
            if (!line.isBlank() && row.size() <= Fields.TARGET) {
                return Optional.of("line has " + Plurals.of(row.size(), "field") + ", expected 7 or more");
            }
            return Optional.empty();
        }

        private Tu unit() {
            Map<String, String> attributes = new LinkedHashMap<>();
            String date = fields.get(Fields.DATE).strip();
            if (!date.isEmpty()) {
                // Wordfast writes local time without a zone.
                attributes.put(Tu.CREATED, Tu.date(date.replace('~', 'T')).isPresent() ? tmx(date) : date);
            }
            put(attributes, "creationid", fields.get(Fields.USER));
            put(attributes, "usagecount", fields.get(Fields.USES));
            List<Annotation> annotations = new ArrayList<>();
            for (int i = Fields.ATTRIBUTES; i < fields.size(); i++) {
                if (!fields.get(i).isBlank()) {
                    annotations.add(Annotation.property(name(i - Fields.ATTRIBUTES), new Field(fields.get(i)).text()));
                }
            }
            List<Tuv> sides = new ArrayList<>();
            side(Fields.SOURCE_CODE, settings.source()).ifPresent(sides::add);
            side(Fields.TARGET_CODE, settings.target()).ifPresent(sides::add);
            return new Tu(attributes, annotations, sides);
        }

        private static String tmx(String date) {
            return date.replace('~', 'T') + "Z";
        }

        private static void put(Map<String, String> attributes, String name, String value) {
            if (!value.isBlank()) {
                attributes.put(name, value.strip());
            }
        }

        /** Returns the name of an attribute: the first entry of its list in the header, else its number. */
        private String name(int attribute) {
            String list = attribute < names.size() ? names.get(attribute) : "";
            String name = COUNT.matcher(list.split(",", 2)[0].strip()).replaceFirst("");
            return name.isEmpty() ? "x-wordfast-" + (attribute + 1) : name;
        }

        /** Returns a variant; empty if it is an empty target. */
        private Optional<Tuv> side(int codeField, Language usual) {
            String text = fields.get(codeField + 1);
            if (text.isEmpty() && codeField == Fields.TARGET_CODE) {
                return Optional.empty();
            }
            String own = fields.get(codeField).strip();
            String declared =
                    codeField == Fields.SOURCE_CODE ? header.sourceCode().orElse("") : targetCode;
            String code = own.isEmpty() ? declared : own;
            return Optional.of(new Tuv(
                    Map.of("xml:lang", code.isEmpty() ? usual.tag() : code), List.of(), new Field(text).content()));
        }

        @Override
        public Optional<Language> sourceLanguage(Tu unit) {
            return language(Fields.SOURCE_CODE).or(() -> UnitReader.super.sourceLanguage(unit));
        }

        @Override
        public Optional<Language> targetLanguage(Tu unit) {
            return language(Fields.TARGET_CODE).or(() -> new LanguageCode(targetCode).language());
        }

        private Optional<Language> language(int codeField) {
            return new LanguageCode(fields.get(codeField)).language();
        }

        @Override
        public Location location() {
            return location;
        }

        @Override
        public Location.Finder place(int side) {
            int index = side == 0 ? Fields.SOURCE : Fields.TARGET;
            String before = String.join("\t", fields.subList(0, index)) + "\t";
            Field field = new Field(fields.get(index));
            return offset -> location.after(before + field.raw, 0, before.length() + field.rawOffset(offset));
        }

        @Override
        public Location.Finder placeOfMissing() {
            return place(1);
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

        String text() {
            return content().text();
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
