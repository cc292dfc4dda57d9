package duiqi.exchange.po;

import duiqi.exchange.Annotation;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.po.PoFormat.PoText;
import duiqi.exchange.table.Sides;
import duiqi.text.Language;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes units as a PO file ({@link PoFormat}) that passes {@code msgfmt --check}. Each text occurs once per context,
 * because PO looks up translations by text. A translation is marked fuzzy if its line feeds at the ends differ from
 * those of the text. Not thread-safe.
 */
public final class PoUnitWriter implements UnitWriter {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'+0000'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Properties that entries hold in addition to those whose names begin with {@code x-po-}. */
    private static final Set<String> HELD = Set.of(PoFormat.CONTEXT, PoFormat.FUZZY);

    private final Writer out;
    private final UnitWriter.WriterSettings options;
    private final Set<String> seen = new HashSet<>();
    private int count;

    /** Number of plural forms in the target language. */
    private final int formCount;

    /** Units of the incomplete plural entry, by form. */
    private final Map<Integer, Sides> forms = new TreeMap<>();

    /** Creates a writer and writes the header. */
    public PoUnitWriter(OutputStream out, UnitWriter.WriterSettings options) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.options = options;
        this.formCount = options.target().isChinese() ? 1 : 2;
        String header = String.join(
                "\n",
                "Project-Id-Version: " + options.document().replaceAll("\\s+", " "),
                "PO-Revision-Date: " + DATE.format(options.now()),
                "Last-Translator: ",
                "Language-Team: ",
                "Language: " + code(options.target()),
                "X-Source-Language: " + code(options.source()),
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: 8bit",
                "Plural-Forms: " + (formCount == 1 ? "nplurals=1; plural=0;" : "nplurals=2; plural=(n != 1);"),
                "X-Generator: duiqi " + options.toolVersion(),
                "");
        this.out.write("msgid \"\"\n" + PoText.keyword("", "msgstr ", header, "\n"));
    }

    private static String code(Language language) {
        return language.tag().replace('-', '_');
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (Sides sides : Sides.of(unit, options, true)) {
            sides.countRegions(options);
            Optional<Integer> form = form(sides);
            if (form.isEmpty()) {
                flush();
                entry(sides, List.of(sides));
            } else {
                add(sides, form.get());
            }
        }
    }

    /** Returns the plural form number of a unit; empty if the unit is not a plural form. */
    private static Optional<Integer> form(Sides sides) {
        return sides.unit()
                .property(PoFormat.FORM)
                .filter(form -> form.matches("\\d{1,3}")
                        && sides.unit().property(PoFormat.PLURAL).isPresent())
                .map(Integer::valueOf);
    }

    private void add(Sides sides, int form) throws IOException {
        boolean isSameEntry = !forms.isEmpty()
                && key(forms.values().iterator().next()).equals(key(sides))
                && sides.source()
                        .text()
                        .equals(sides.unit().property(PoFormat.PLURAL).orElse(""));
        if (!isSameEntry) {
            flush();
        }
        // If one form serves as singular and plural, the second unit adds nothing.
        Optional<Sides> same = Optional.ofNullable(forms.putIfAbsent(form, sides));
        if (same.filter(other -> !other.targetText().equals(sides.targetText())).isPresent()) {
            options.omissions().add("further translations of a text");
        }
    }

    /** Returns the key that all plural forms of an entry share. */
    private static String key(Sides sides) {
        return sides.unit().property(PoFormat.CONTEXT).orElse("")
                + '\u0004'
                + sides.unit().property(PoFormat.PLURAL).orElse("");
    }

    private void flush() throws IOException {
        if (forms.isEmpty()) {
            return;
        }
        List<Sides> all = List.copyOf(forms.values());
        forms.clear();
        if (all.size() > formCount) {
            options.omissions().add("plural forms that the target language does not have");
        }
        entry(all.get(0), all.subList(0, Math.min(formCount, all.size())));
    }

    private void entry(Sides sides, List<Sides> translations) throws IOException {
        Tu unit = sides.unit();
        String source = text(sides.source().text());
        Optional<String> context = unit.property(PoFormat.CONTEXT).map(this::text);
        if (!seen.add(context.map(name -> name + '\u0004').orElse("") + source)) {
            options.omissions().add("further translations of a text");
            return;
        }
        boolean isFuzzy = unit.property(PoFormat.FUZZY).isPresent();
        boolean isOdd = !isFuzzy && !translations.stream().allMatch(one -> haveSameLineEnds(source, one.targetText()));
        options.omissions().add("translations marked fuzzy (line feeds at the ends differ)", isOdd ? 1 : 0);
        String prefix = unit.property(PoFormat.OBSOLETE).isPresent() ? "#~ " : "";
        StringBuilder entry = new StringBuilder("\n").append(comments(sides, isFuzzy || isOdd));
        context.ifPresent(name -> entry.append(PoText.keyword(prefix, "msgctxt ", name, "\n")));
        entry.append(PoText.keyword(prefix, "msgid ", source, "\n"));
        if (form(sides).isEmpty()) {
            entry.append(PoText.keyword(prefix, "msgstr ", text(sides.targetText()), "\n"));
        } else {
            boolean isTranslated =
                    translations.stream().anyMatch(form -> form.target().isPresent());
            options.omissions()
                    .add(
                            "plural forms without a translation (added for the target language)",
                            isTranslated ? Math.max(0, formCount - translations.size()) : 0);
            String plural = text(unit.property(PoFormat.PLURAL).orElse(""));
            entry.append(PoText.keyword(prefix, "msgid_plural ", plural, "\n"));
            for (int i = 0; i < formCount; i++) {
                String translation =
                        i < translations.size() ? text(translations.get(i).targetText()) : "";
                entry.append(PoText.keyword(prefix, "msgstr[" + i + "] ", translation, "\n"));
            }
        }
        out.write(entry.toString());
        // For a plural entry, the reader creates a unit for the singular and one for each other form.
        count += form(sides).isEmpty() ? 1 : Math.max(2, translations.size());
    }

    private static boolean haveSameLineEnds(String source, String target) {
        return target.isEmpty()
                || (source.startsWith("\n") == target.startsWith("\n")
                        && source.endsWith("\n") == target.endsWith("\n"));
    }

    /** Returns a text without NUL characters, which end a string in C, and without unpaired surrogates. */
    private String text(String text) {
        return options.omissions().plainText(text);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        flush();
        out.flush();
    }

    /** Returns the comments before an entry, and counts the data that they cannot hold. */
    private String comments(Sides sides, boolean isFuzzy) {
        Tu unit = sides.unit();
        List<Annotation> annotations = new ArrayList<>(unit.annotations());
        long properties = annotations.stream()
                .filter(Annotation::isProperty)
                .filter(one -> !one.type().startsWith("x-po-") && !HELD.contains(one.type()))
                .count();
        for (Tuv side : sides.both()) {
            long notes = side.annotations().stream().filter(Annotation::isNote).count();
            options.omissions().add("notes of one language (moved to the unit)", notes);
            properties += side.annotations().size() - notes;
            annotations.addAll(side.annotations());
        }
        options.omissions().add("properties", properties);
        List<String> notes = annotations.stream()
                .filter(Annotation::isNote)
                .map(Annotation::text)
                .toList();
        Sides.PlainSides.countFacts(sides, options.omissions());
        Sides.UnitFacts.count(unit, sides.both(), options.omissions());
        Sides.UnitFacts.countNotes(notes, options.omissions());
        StringBuilder lines = new StringBuilder();
        notes.forEach(note -> comment(lines, "#", note));
        unit.property(PoFormat.EXTRACTED).ifPresent(text -> comment(lines, "#.", text));
        unit.property(PoFormat.REFERENCES).ifPresent(text -> comment(lines, "#:", text));
        String flags = Stream.concat(
                        Stream.of(PoEntry.FUZZY).filter(flag -> isFuzzy),
                        unit.property(PoFormat.FLAGS).map(PoUnitWriter::line).stream())
                .collect(Collectors.joining(", "));
        lines.append(flags.isEmpty() ? "" : "#, " + flags + "\n");
        String prefix = unit.property(PoFormat.OBSOLETE).isPresent() ? "#~| " : "#| ";
        for (String keyword : List.of("msgctxt", "msgid", "msgid_plural")) {
            unit.property(PoFormat.PREVIOUS + keyword)
                    .ifPresent(text -> lines.append(PoText.keyword(prefix, keyword + " ", text, "\n")));
        }
        return lines.toString();
    }

    private void comment(StringBuilder lines, String mark, String text) {
        for (String line : text.split("\n", -1)) {
            String plain = line(line);
            options.omissions().add("tabs and line breaks in notes (replaced with spaces)", plain.equals(line) ? 0 : 1);
            lines.append(mark).append(plain.isEmpty() ? "" : " " + plain).append('\n');
        }
    }

    private static String line(String text) {
        return Table.TsvTable.line(text.replace("\0", ""));
    }
}
