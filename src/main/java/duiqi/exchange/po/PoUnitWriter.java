package duiqi.exchange.po;

import duiqi.exchange.Annotation;
import duiqi.exchange.Omissions;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.WriterSettings;
import duiqi.exchange.table.Sides;
import duiqi.exchange.table.TsvTable;
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
import java.util.stream.Stream;

/**
 * Writes units as a PO file ({@link PoFormat}) that {@code msgfmt --check} takes: a text stands once for each context, since PO
 * finds a rendering by its text; a rendering that begins or ends with a line feed where its text does not, or the other way
 * round, is marked fuzzy. Not thread-safe.
 */
public final class PoUnitWriter implements UnitWriter {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'+0000'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Writer out;
    private final WriterSettings options;
    private final PoComments comments;
    private final Set<String> seen = new HashSet<>();
    private int count;

    /** Forms that a plural of the target language has. */
    private final int most;

    /** The plural entry that is not complete yet: its units by form. */
    private final Map<Integer, Sides> forms = new TreeMap<>();

    /** Writes the header. */
    public PoUnitWriter(OutputStream out, WriterSettings options) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.options = options;
        this.comments = new PoComments(options.omissions());
        this.most = options.target().isChinese() ? 1 : 2;
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
                "Plural-Forms: " + (most == 1 ? "nplurals=1; plural=0;" : "nplurals=2; plural=(n != 1);"),
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

    /** Returns the number of the form of a plural entry that a unit is; empty when it is none. */
    private static Optional<Integer> form(Sides sides) {
        return sides.unit()
                .property(PoFormat.FORM)
                .filter(form -> form.matches("\\d{1,3}")
                        && sides.unit().property(PoFormat.PLURAL).isPresent())
                .map(Integer::valueOf);
    }

    private void add(Sides sides, int form) throws IOException {
        boolean belongs = !forms.isEmpty()
                && key(forms.values().iterator().next()).equals(key(sides))
                && sides.source()
                        .text()
                        .equals(sides.unit().property(PoFormat.PLURAL).orElse(""));
        if (!belongs) {
            flush();
        }
        // Of one form for singular and plural the second unit says nothing new.
        Optional<Sides> same = Optional.ofNullable(forms.putIfAbsent(form, sides));
        if (same.filter(other -> !other.targetText().equals(sides.targetText())).isPresent()) {
            options.omissions().add("further renderings of one text");
        }
    }

    /** Returns what the forms of an entry have in common. */
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
        if (all.size() > most) {
            options.omissions().add("plural forms that the target language does not have");
        }
        entry(all.get(0), all.subList(0, Math.min(most, all.size())));
    }

    private void entry(Sides sides, List<Sides> renderings) throws IOException {
        Tu unit = sides.unit();
        String source = text(sides.source().text());
        Optional<String> context = unit.property(PoFormat.CONTEXT).map(this::text);
        if (!seen.add(context.map(name -> name + '\u0004').orElse("") + source)) {
            options.omissions().add("further renderings of one text");
            return;
        }
        boolean isFuzzy = unit.property(PoFormat.FUZZY).isPresent();
        for (Sides rendering : renderings) {
            if (!isFuzzy && !endsAlike(source, text(rendering.targetText()))) {
                options.omissions().add("marks of being final, of renderings with other line feeds at the ends");
                isFuzzy = true;
            }
        }
        String prefix = unit.property(PoFormat.OBSOLETE).isPresent() ? "#~ " : "";
        StringBuilder entry = new StringBuilder("\n").append(comments.of(sides, isFuzzy));
        context.ifPresent(name -> entry.append(PoText.keyword(prefix, "msgctxt ", name, "\n")));
        entry.append(PoText.keyword(prefix, "msgid ", source, "\n"));
        if (form(sides).isEmpty()) {
            entry.append(PoText.keyword(prefix, "msgstr ", text(sides.targetText()), "\n"));
        } else {
            String plural = text(unit.property(PoFormat.PLURAL).orElse(""));
            entry.append(PoText.keyword(prefix, "msgid_plural ", plural, "\n"));
            for (int i = 0; i < most; i++) {
                String rendering =
                        i < renderings.size() ? text(renderings.get(i).targetText()) : "";
                entry.append(PoText.keyword(prefix, "msgstr[" + i + "] ", rendering, "\n"));
            }
        }
        out.write(entry.toString());
        // Of a plural entry the reader makes a unit for the singular and one for each other form.
        count += form(sides).isEmpty() ? 1 : Math.max(2, renderings.size());
    }

    static boolean endsAlike(String source, String target) {
        return target.isEmpty()
                || (source.startsWith("\n") == target.startsWith("\n")
                        && source.endsWith("\n") == target.endsWith("\n"));
    }

    /** Returns a text without what ends it in C and what no encoding holds. */
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

    /** The comments before an entry of a PO file, and the count of what finds no place in them. */
    private static final class PoComments {
        private static final Set<String> HELD = Set.of(
                PoFormat.CONTEXT,
                PoFormat.FUZZY,
                PoFormat.FLAGS,
                PoFormat.EXTRACTED,
                PoFormat.REFERENCES,
                PoFormat.PREVIOUS + "msgctxt",
                PoFormat.PREVIOUS + "msgid",
                PoFormat.PREVIOUS + "msgid_plural",
                PoFormat.OBSOLETE,
                PoFormat.PLURAL,
                PoFormat.FORM);

        private final Omissions omissions;

        PoComments(Omissions omissions) {
            this.omissions = omissions;
        }

        String of(Sides sides, boolean isFuzzy) {
            Tu unit = sides.unit();
            count(sides);
            StringBuilder lines = new StringBuilder();
            unit.annotations().stream().filter(Annotation::isNote).forEach(note -> comment(lines, "#", note.text()));
            sides.source().annotations().stream()
                    .filter(Annotation::isNote)
                    .forEach(note -> comment(lines, "#", note.text()));
            sides.target().stream()
                    .flatMap(target -> target.annotations().stream())
                    .filter(Annotation::isNote)
                    .forEach(note -> comment(lines, "#", note.text()));
            unit.property(PoFormat.EXTRACTED).ifPresent(text -> comment(lines, "#.", text));
            unit.property(PoFormat.REFERENCES).ifPresent(text -> comment(lines, "#:", text));
            List<String> flags = new ArrayList<>();
            if (isFuzzy) {
                flags.add(PoEntry.FUZZY);
            }
            unit.property(PoFormat.FLAGS).map(PoComments::line).ifPresent(flags::add);
            if (!flags.isEmpty()) {
                lines.append("#, ").append(String.join(", ", flags)).append('\n');
            }
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
                if (!plain.equals(line)) {
                    omissions.add("tabs and line breaks in notes, which became spaces");
                }
                lines.append(mark)
                        .append(plain.isEmpty() ? "" : " ")
                        .append(plain)
                        .append('\n');
            }
        }

        private static String line(String text) {
            return TsvTable.line(text.replace("\0", ""));
        }

        private void count(Sides sides) {
            Tu unit = sides.unit();
            for (Annotation annotation : unit.annotations()) {
                if (annotation.isProperty() && !HELD.contains(annotation.type())) {
                    omissions.add("properties");
                }
            }
            for (Tuv side : sides.both()) {
                for (Annotation annotation : side.annotations()) {
                    omissions.add(
                            annotation.isProperty()
                                    ? "properties"
                                    : "sides that notes are about, which became notes of units");
                }
            }
            Sides.PlainSides.countFacts(sides, omissions);
            Sides.UnitFacts.count(unit, sides.both(), omissions);
            Sides.UnitFacts.countNotes(
                    Stream.concat(
                                    unit.annotations().stream(),
                                    sides.both().stream().flatMap(side -> side.annotations().stream()))
                            .filter(Annotation::isNote)
                            .map(Annotation::text)
                            .toList(),
                    omissions);
        }
    }
}
