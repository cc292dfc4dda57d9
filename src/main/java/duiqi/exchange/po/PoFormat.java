package duiqi.exchange.po;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.Omissions;
import duiqi.exchange.Suggestions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.resource.ResourceFormat;
import duiqi.io.FileStart;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes PO, the message files of GNU gettext, and PO templates (POT). Properties hold the data specific to
 * PO:
 *
 * <table>
 * <caption>Properties of a unit</caption>
 * <tr><td>{@code x-context}</td><td>{@code msgctxt}; same name as in Weblate and Translate Toolkit</td></tr>
 * <tr><td>{@code x-fuzzy}</td><td>{@code yes}: needs review by the translator</td></tr>
 * <tr><td>{@code x-po-flags}</td><td>other flags ({@code #,}), separated by commas</td></tr>
 * <tr><td>{@code x-po-extracted}, {@code x-po-references}</td><td>{@code #.} and {@code #:}, line by line</td></tr>
 * <tr><td>{@code x-po-previous-msgid}, {@code -msgctxt}, {@code -msgid_plural}</td><td>{@code #|}</td></tr>
 * <tr><td>{@code x-po-obsolete}</td><td>{@code yes}: {@code #~}</td></tr>
 * <tr><td>{@code x-po-plural}</td><td>{@code msgid_plural} of an entry with plural forms; each form is a unit</td></tr>
 * <tr><td>{@code x-po-form}</td><td>number of the plural form, from 0</td></tr>
 * </table>
 *
 * <p>Translator comments are notes. Header fields are properties of the {@link TmxHeader}. Source: GNU gettext manual,
 * section The Format of PO Files.
 */
public final class PoFormat implements ExchangeFormat {
    static final String CONTEXT = "x-context";
    public static final String FUZZY = "x-fuzzy";
    public static final String FLAGS = "x-po-flags";
    static final String EXTRACTED = "x-po-extracted";
    static final String REFERENCES = "x-po-references";
    static final String PREVIOUS = "x-po-previous-";
    public static final String OBSOLETE = "x-po-obsolete";
    static final String PLURAL = "x-po-plural";
    static final String FORM = "x-po-form";
    public static final String YES = "yes";

    private static final Pattern FORM_COUNT = Pattern.compile("nplurals\\s*=\\s*(\\d{1,3})");

    /** Comments and blank lines before the first entry. */
    private static final Pattern ENTRY =
            Pattern.compile("(?:[ \\t]*+(?:#[^\\n]*+)?+\\r?+\\n)*+[ \\t]*+(?:msgctxt|msgid)[ \\t]*+\"");

    @Override
    public String name() {
        return "po";
    }

    @Override
    public List<String> extensions() {
        return List.of(".po");
    }

    @Override
    public List<String> readExtensions() {
        return List.of(".pot");
    }

    @Override
    public boolean isFilled() {
        return true;
    }

    @Override
    public boolean recognises(FileStart start) {
        return ENTRY.matcher(start.text()).lookingAt();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new PoReader(file, options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings options)
            throws IOException {
        return new PoUnitWriter(outs.get(0), options);
    }

    @Override
    public Suggestions.Filling fill(
            Path file, OutputStream out, ReaderSettings settings, boolean overwrites, Suggestions suggestions)
            throws IOException {
        try (UnitReader reader = open(file, settings.with(damage -> {}))) {
            Optional<Language> target = reader.header().annotations().stream()
                    .filter(field -> field.type().equals("Language"))
                    .findFirst()
                    .flatMap(field -> new LanguageCode(field.text()).language());
            Suggestions fitting =
                    suggestions.between(reader.header().sourceCode().map(Language::new), target);
            return PoFilling.fill(file, out, settings.listener(), fitting);
        }
    }

    /** Reads the units of a PO file ({@link PoFormat}). Not thread-safe. */
    private static final class PoReader implements UnitReader {
        /** Number of entries read to detect the languages of source and target. */
        private static final int SAMPLE = 200;

        private final String name;
        private final PoEntries entries;
        private final Deque<PoEntry> ahead = new ArrayDeque<>();
        private final Deque<Tu> forms = new ArrayDeque<>();
        private final TmxHeader header;
        private final Direction direction;
        private final Omissions omissions;

        /** Number of plural forms that the header declares; 0 if it declares none. */
        private final int formCount;

        private Location location;

        PoReader(Path file, ReaderSettings options) throws IOException {
            this.name = file.toString();
            this.omissions = options.omissions();
            this.location = new Location(name, 1, 1);
            this.entries = new PoEntries(file, options.listener());
            try {
                Optional<PoEntry> entry = entry();
                while (entry.isPresent() && ahead.size() < SAMPLE) {
                    ahead.add(entry.get());
                    entry = entry();
                }
                entry.ifPresent(ahead::add);
                boolean hasHeader = !ahead.isEmpty() && ahead.getFirst().isHeader();
                Optional<PoEntry> first = hasHeader ? Optional.of(ahead.removeFirst()) : Optional.empty();
                Map<String, String> fields = first.map(PoEntry::fields).orElse(Map.of());
                this.direction = direction(fields, options);
                Matcher number = FORM_COUNT.matcher(fields.getOrDefault("Plural-Forms", ""));
                this.formCount = number.find() ? Integer.parseInt(number.group(1)) : 0;
                this.header = header(fields, first);
            } catch (IOException | RuntimeException e) {
                entries.close();
                throw e;
            }
        }

        private Optional<PoEntry> entry() throws IOException {
            for (Optional<PoEntries.Block> block = entries.next(); block.isPresent(); block = entries.next()) {
                if (block.get().entry().isPresent()) {
                    return block.get().entry();
                }
            }
            return Optional.empty();
        }

        /**
         * Returns the languages of the header. The header declares the target and sometimes the source; the texts, the
         * name of the file and the settings decide the rest.
         */
        private Direction direction(Map<String, String> fields, ReaderSettings options) {
            List<String> ids = ahead.stream().map(PoEntry::id).toList();
            List<String> translations = ahead.stream()
                    .flatMap(entry -> entry.translations().stream())
                    .toList();
            Optional<Language> target = new LanguageCode(fields.getOrDefault("Language", ""))
                    .language()
                    .or(() ->
                            isChinese(translations) ? Optional.empty() : ResourceFormat.languageOfName(Path.of(name)));
            Optional<Language> source = new LanguageCode(fields.getOrDefault("X-Source-Language", ""))
                    .language()
                    // A catalogue such as en_GB.po changes the spelling of English.
                    .or(() -> target.filter(Language::isEnglish).filter(english -> !isChinese(ids)));
            return options.direction(source, target, ids, translations);
        }

        private static boolean isChinese(List<String> texts) {
            return Language.of(String.join("\n", texts))
                    .filter(Language::isChinese)
                    .isPresent();
        }

        private TmxHeader header(Map<String, String> fields, Optional<PoEntry> first) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("srclang", direction.source().tag());
            List<Annotation> annotations = new ArrayList<>();
            fields.forEach((field, value) -> annotations.add(Annotation.property(field, value)));
            first.filter(entry -> !entry.comments().translator().isEmpty())
                    .ifPresent(entry -> annotations.add(
                            Annotation.note(String.join("\n", entry.comments().translator()))));
            return new TmxHeader("", attributes, annotations, List.of());
        }

        @Override
        public TmxHeader header() {
            return header;
        }

        @Override
        public Optional<Language> targetLanguage(Tu unit) {
            return Optional.of(direction.target());
        }

        @Override
        public Optional<Tu> next() throws IOException {
            while (forms.isEmpty()) {
                Optional<PoEntry> entry = ahead.isEmpty() ? entry() : Optional.of(ahead.removeFirst());
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                if (!entry.get().id().isEmpty()) {
                    location = new Location(name, entry.get().line(), 1);
                    forms.addAll(units(entry.get()));
                }
            }
            return Optional.of(forms.removeFirst());
        }

        /**
         * Returns a unit for each plural form. If one form serves as singular and plural, returns a unit for each of
         * the two.
         */
        private List<Tu> units(PoEntry entry) {
            if (entry.plural().isEmpty()) {
                return List.of(unit(entry, entry.id(), entry.translations().get(0), List.of()));
            }
            boolean isOther = formCount > 0 && entry.translations().size() != formCount;
            omissions.add("entries whose number of plural forms differs from the header", isOther ? 1 : 0);
            String plural = entry.plural().get();
            List<Tu> units = new ArrayList<>();
            int last = Math.max(2, entry.translations().size());
            for (int i = 0; i < last; i++) {
                int form = Math.min(i, entry.translations().size() - 1);
                List<Annotation> which = List.of(
                        Annotation.property(PoFormat.PLURAL, plural),
                        Annotation.property(PoFormat.FORM, Integer.toString(form)));
                units.add(unit(
                        entry,
                        i == 0 ? entry.id() : plural,
                        entry.translations().get(form),
                        which));
            }
            return units;
        }

        private Tu unit(PoEntry entry, String source, String target, List<Annotation> form) {
            List<Annotation> annotations = new ArrayList<>();
            entry.context().ifPresent(context -> annotations.add(Annotation.property(PoFormat.CONTEXT, context)));
            annotations.addAll(form);
            if (entry.isFuzzy()) {
                annotations.add(Annotation.property(PoFormat.FUZZY, PoFormat.YES));
            }
            List<String> flags = entry.comments().flags().stream()
                    .filter(flag -> !flag.equals(PoEntry.FUZZY))
                    .toList();
            add(annotations, PoFormat.FLAGS, String.join(", ", flags));
            add(
                    annotations,
                    PoFormat.EXTRACTED,
                    String.join("\n", entry.comments().extracted()));
            add(
                    annotations,
                    PoFormat.REFERENCES,
                    String.join("\n", entry.comments().references()));
            entry.comments().previous().forEach((keyword, text) -> add(annotations, PoFormat.PREVIOUS + keyword, text));
            add(annotations, PoFormat.OBSOLETE, entry.isObsolete() ? PoFormat.YES : "");
            String notes = String.join("\n", entry.comments().translator());
            if (!notes.isEmpty()) {
                annotations.add(Annotation.note(notes));
            }
            List<Tuv> sides = new ArrayList<>();
            sides.add(Tuv.of(direction.source(), source));
            if (!target.isEmpty()) {
                sides.add(Tuv.of(direction.target(), target));
            }
            return new Tu(Map.of(), annotations, sides);
        }

        private static void add(List<Annotation> annotations, String type, String text) {
            if (!text.isEmpty()) {
                annotations.add(Annotation.property(type, text));
            }
        }

        @Override
        public Location location() {
            return location;
        }

        @Override
        public void close() throws IOException {
            entries.close();
        }
    }

    /** Reads and writes quoted texts with C escapes as in PO files (GNU gettext manual, section The Format of PO Files). */
    public static final class PoText {
        private static final String ESCAPED = "ntrabfv\\\"'?";
        private static final String UNESCAPED = "\n\t\r\u0007\b\f\u000B\\\"'?";

        private PoText() {}

        /**
         * Reads the quoted text at the end of a line.
         *
         * @param start expected index of the opening quotation mark
         */
        static String read(String file, PoEntries.PoLine line, int start) throws FormatException {
            String text = line.text();
            if (start >= text.length() || text.charAt(start) != '"') {
                throw fault(file, line, start, "expected a text in quotation marks", "put the text in quotation marks");
            }
            StringBuilder read = new StringBuilder(text.length());
            int i = start + 1;
            while (i < text.length() && text.charAt(i) != '"') {
                if (text.charAt(i) != '\\') {
                    read.append(text.charAt(i));
                    i++;
                } else {
                    i = escape(file, line, i, read);
                }
            }
            if (i >= text.length()) {
                throw fault(file, line, start, "quotation mark is not closed", "close it on the same line");
            }
            if (!text.substring(i + 1).isBlank()) {
                throw fault(
                        file,
                        line,
                        i + 1,
                        "unexpected characters after the text",
                        "write quotation marks inside the text as \\\"");
            }
            return read.toString();
        }

        /** Reads an escape and returns the index after it. */
        private static int escape(String file, PoEntries.PoLine line, int start, StringBuilder read)
                throws FormatException {
            String text = line.text();
            char c = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
            int known = ESCAPED.indexOf(c);
            if (known >= 0) {
                read.append(UNESCAPED.charAt(known));
                return start + 2;
            }
            boolean isHex = c == 'x';
            int end = start + (isHex ? 2 : 1);
            int most = end + (isHex ? 2 : 3);
            int value = 0;
            int first = end;
            for (int radix = isHex ? 16 : 8; end < text.length() && end < most; end++) {
                int digit = Character.digit(text.charAt(end), radix);
                if (digit < 0) {
                    break;
                }
                value = value * radix + digit;
            }
            if (end == first || value >= 0x80) {
                throw fault(file, line, start, "unknown escape", "write a backslash as \\\\");
            }
            read.append((char) value);
            return end;
        }

        static FormatException fault(String file, PoEntries.PoLine line, int index, String problem, String remedy) {
            int end = Math.min(index, line.text().length());
            return new FormatException(
                    new Location(file, line.number(), line.text().codePointCount(0, end) + 1), problem, remedy);
        }

        /**
         * Returns a keyword followed by a text, with one quoted line for each line of the text.
         *
         * @param prefix prefix of each line
         * @param keyword keyword including the space after it
         */
        public static String keyword(String prefix, String keyword, String text, String lineEnd) {
            StringBuilder lines = new StringBuilder(prefix).append(keyword);
            int feed = text.indexOf('\n');
            if (feed < 0 || feed == text.length() - 1) {
                return lines.append(quoted(text)).append(lineEnd).toString();
            }
            lines.append("\"\"").append(lineEnd);
            for (int from = 0; from < text.length(); ) {
                int end = text.indexOf('\n', from);
                String line = text.substring(from, end < 0 ? text.length() : end + 1);
                lines.append(prefix).append(quoted(line)).append(lineEnd);
                from += line.length();
            }
            return lines.toString();
        }

        private static String quoted(String text) {
            StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int known = UNESCAPED.indexOf(c);
                if (known >= 0 && c != '\'' && c != '?') {
                    quoted.append('\\').append(ESCAPED.charAt(known));
                } else if (c < ' ' || c == 0x7F) {
                    quoted.append(String.format(Locale.ROOT, "\\%03o", (int) c));
                } else {
                    quoted.append(c);
                }
            }
            return quoted.append('"').toString();
        }
    }
}
