package duiqi.exchange.po;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Suggestions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.resource.ResourceFormat;
import duiqi.io.FileStart;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Located;
import duiqi.text.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /** Number of entries read to detect the languages of source and target. */
    private static final int SAMPLE = 200;

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

    /**
     * Opens a file. The header declares the target and sometimes the source; the texts, the name of the file and the
     * settings decide the rest.
     */
    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        PoFile po = PoFile.of(file, settings.listener());
        Optional<PoEntry> first = po.header();
        Map<String, String> fields = first.map(PoEntry::fields).orElse(Map.of());
        Direction direction = direction(file, po, settings);
        List<Annotation> annotations = new ArrayList<>();
        fields.forEach((field, value) -> annotations.add(Annotation.property(field, value)));
        first.map(entry -> String.join("\n", entry.comments("#")))
                .filter(note -> !note.isEmpty())
                .ifPresent(note -> annotations.add(Annotation.note(note)));
        Map<String, String> attributes = Map.of(Tu.SOURCE, direction.source().tag());
        TmxHeader header = new TmxHeader("", attributes, annotations, List.of());
        Matcher number = FORM_COUNT.matcher(fields.getOrDefault("Plural-Forms", ""));
        int formCount = number.find() ? Integer.parseInt(number.group(1)) : 0;
        List<Unit> units = new ArrayList<>();
        for (PoEntry entry : po.texts()) {
            int forms = entry.translations().size();
            boolean isOther = entry.plural().isPresent() && formCount > 0 && forms != formCount;
            settings.omissions().add("entries whose number of plural forms differs from the header", isOther ? 1 : 0);
            // If one form serves as singular and plural, each of the two is a unit.
            int last = entry.plural().isPresent() ? Math.max(2, forms) : 1;
            for (int i = 0; i < last; i++) {
                units.add(unit(po.name(), entry, i, direction));
            }
        }
        return new UnitReader(Unit.Units.of(header, units), new Location(po.name(), 1, 1));
    }

    private static Direction direction(Path file, PoFile po, ReaderSettings settings) {
        Map<String, String> fields = po.header().map(PoEntry::fields).orElse(Map.of());
        List<PoEntry> sample = po.texts().stream().limit(SAMPLE).toList();
        List<String> ids = sample.stream().map(PoEntry::id).toList();
        List<String> translations = sample.stream()
                .flatMap(entry -> entry.translations().stream())
                .map(text -> text.located().text())
                .toList();
        Optional<Language> target = LanguageName.ofCode(fields.getOrDefault("Language", ""))
                .or(() -> isChinese(translations) ? Optional.empty() : ResourceFormat.languageOfName(file));
        Optional<Language> source = LanguageName.ofCode(fields.getOrDefault("X-Source-Language", ""))
                // A catalogue such as en_GB.po changes the spelling of English.
                .or(() -> target.filter(Language::isEnglish).filter(english -> !isChinese(ids)));
        return settings.direction(source, target, ids, translations);
    }

    private static boolean isChinese(List<String> texts) {
        return Language.of(String.join("\n", texts)).filter(Language::isChinese).isPresent();
    }

    /** Returns the unit of a text without plural, or of a number of a plural form. */
    private static Unit unit(String file, PoEntry entry, int number, Direction direction) {
        int form = Math.min(number, entry.translations().size() - 1);
        Located source = entry.located(number == 0 ? "msgid" : "msgid_plural");
        Located target = entry.translations().get(form).located();
        List<Annotation> annotations = new ArrayList<>();
        add(annotations, CONTEXT, entry.text("msgctxt").orElse(""));
        add(annotations, PLURAL, entry.plural().orElse(""));
        add(annotations, FORM, entry.plural().isPresent() ? Integer.toString(form) : "");
        add(annotations, FUZZY, entry.isFuzzy() ? YES : "");
        List<String> flags = new ArrayList<>(entry.flags());
        flags.removeIf(PoEntry.FUZZY::equals);
        add(annotations, FLAGS, String.join(", ", flags));
        add(annotations, EXTRACTED, String.join("\n", entry.comments("#.")));
        add(annotations, REFERENCES, String.join("\n", entry.comments("#:")));
        entry.previous()
                .forEach((keyword, text) ->
                        add(annotations, PREVIOUS + keyword, text.located().text()));
        add(annotations, OBSOLETE, entry.isObsolete() ? YES : "");
        String notes = String.join("\n", entry.comments("#"));
        if (!notes.isEmpty()) {
            annotations.add(Annotation.note(notes));
        }
        List<Tuv> sides = new ArrayList<>(List.of(Tuv.of(direction.source(), source.text())));
        if (!target.text().isEmpty()) {
            sides.add(Tuv.of(direction.target(), target.text()));
        }
        return new Unit(
                new Tu(Map.of(), annotations, sides),
                target.locate(file, 0),
                side -> index -> {
                    Located text = side == 0 ? source : target;
                    return text.locate(file, Math.min(index, text.text().length()));
                },
                Optional.of(direction.source()),
                Optional.of(direction.target()));
    }

    private static void add(List<Annotation> annotations, String type, String text) {
        if (!text.isEmpty()) {
            annotations.add(Annotation.property(type, text));
        }
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
        PoFile po = PoFile.of(file, settings.listener());
        Map<String, String> fields = po.header().map(PoEntry::fields).orElse(Map.of());
        Suggestions fitting = suggestions.between(
                Optional.of(direction(file, po, settings).source()),
                LanguageName.ofCode(fields.getOrDefault("Language", "")));
        return new PoFilling(po, settings.listener(), fitting).fill(out);
    }

    /** Writes quoted texts with C escapes as in PO files (GNU gettext manual, section The Format of PO Files). */
    public static final class PoText {
        private PoText() {}

        /**
         * Returns a keyword followed by a text, with one quoted line for each line of the text.
         *
         * @param prefix prefix of each line
         * @param keyword keyword including the space after it
         */
        public static String keyword(String prefix, String keyword, String text, String lineEnd) {
            return prefix + keyword + lines(prefix, text, lineEnd) + lineEnd;
        }

        /** Returns a text in quotation marks, with one line for each line of the text after the first line. */
        static String lines(String prefix, String text, String lineEnd) {
            int feed = text.indexOf('\n');
            return feed < 0 || feed == text.length() - 1
                    ? quoted(text)
                    : Arrays.stream(text.split("(?<=\n)"))
                            .map(PoText::quoted)
                            .collect(Collectors.joining(lineEnd + prefix, "\"\"" + lineEnd + prefix, ""));
        }

        private static String quoted(String text) {
            StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int known = PoFile.UNESCAPED.indexOf(c);
                if (known >= 0 && c != '\'' && c != '?') {
                    quoted.append('\\').append(PoFile.ESCAPED.charAt(known));
                } else {
                    quoted.append(c < ' ' || c == 0x7F ? String.format(Locale.ROOT, "\\%03o", (int) c) : c);
                }
            }
            return quoted.append('"').toString();
        }
    }
}
