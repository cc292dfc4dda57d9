package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.io.FileStart;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and writes glossaries of MateCat as tables. The columns {@code Forbidden}, {@code Domain}, {@code Subdomain} and
 * {@code Definition} belong to the row. A column for each language has its code (RFC 3066) as its name, and may be
 * followed by {@code Notes} and {@code Example of use}. All columns except the languages are optional. Several rows with
 * the same term are its translations.
 */
public final class MatecatFormat implements GlossaryFormats.Format {
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}");
    private static final String EXAMPLE = "exampleofuse";
    private static final Set<String> NAMES =
            Set.of("forbidden", "domain", "subdomain", "definition", "note", "notes", "example", "examples", EXAMPLE);

    private static final Set<String> NO = Set.of("", "false", "no", "0", "n", "否");

    /** Separator of the domain and the subdomain in a glossary. */
    private static final String BELOW = " / ";

    @Override
    public String name() {
        return "matecat";
    }

    @Override
    public List<String> extensions() {
        return List.of(".csv");
    }

    @Override
    public boolean recognises(FileStart start) {
        return isHeader(MemoqFormat.headings(start));
    }

    /**
     * Returns whether a row has only column names of MateCat, with at least one language. A row with only the columns of
     * duiqi is a header of duiqi.
     */
    static boolean isHeader(List<String> headings) {
        List<String> names = headings.stream().filter(name -> !name.isBlank()).toList();
        List<String> codes = names.stream().filter(MatecatFormat::isLanguage).toList();
        boolean isRelated = codes.stream().anyMatch(code -> TermBase.Side.of(code) != TermBase.Side.OTHER);
        return isRelated
                && codes.size() < names.size() + (codes.size() > 2 ? 1 : 0)
                && names.stream().allMatch(name -> isLanguage(name) || NAMES.contains(plain(name)))
                && !names.stream()
                        .allMatch(name -> TermDraft.TermColumn.named(name).isPresent());
    }

    private static String plain(String heading) {
        return TermNames.plain(heading);
    }

    private static boolean isLanguage(String heading) {
        return !NAMES.contains(plain(heading)) && CODE.matcher(heading.strip()).matches();
    }

    /** Returns a table without the names of the tool if the user gives the columns. */
    @Override
    public GlossaryFormats.Format with(Table.Choice given) {
        return given.columns().isEmpty() ? this : TermRows.TermTableFormat.CSV.with(given);
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        try (Table.Rows rows = Table.Form.CSV.open(file, TermRows.TermTableFormat.damage(listener), new Omissions())) {
            return read(file, rows, listener);
        }
    }

    /** Reads a table whose first row has the column names. */
    static List<TermEntry> read(Path file, Table.Rows rows, Glossary.FaultListener listener) throws IOException {
        Table.Row header = rows.next()
                .filter(first -> first.cells().stream().anyMatch(MatecatFormat::isLanguage))
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "has no column names of MateCat",
                        "name the language columns zh-CN and en-US"));
        TermBase base = new TermBase(file, listener);
        header.cells().stream().filter(MatecatFormat::isLanguage).forEach(base::addLanguage);
        base.forEachRow(rows, row -> read(header, row, base));
        return base.entries();
    }

    private static void read(Table.Row header, Table.Row row, TermBase base) throws FormatException {
        Map<TermDraft.TermColumn, String> shared = new EnumMap<>(TermDraft.TermColumn.class);
        Map<TermBase.Side, TermBase.Term> terms = new EnumMap<>(TermBase.Side.class);
        String subdomain = "";
        boolean isForbidden = false;
        boolean isOfOther = false;
        for (int i = 0; i < header.cells().size(); i++) {
            String name = plain(header.cell(i));
            String cell = row.cell(i).strip();
            boolean isTerm = isLanguage(header.cell(i));
            TermBase.Side side = TermBase.Side.of(header.cell(i));
            isOfOther = isTerm ? side == TermBase.Side.OTHER : isOfOther;
            if (name.equals("forbidden")) {
                isForbidden = !NO.contains(cell.toLowerCase(Locale.ROOT));
            }
            if (cell.isEmpty() || name.isEmpty() || name.equals("forbidden")) {
                continue;
            }
            if (name.equals("subdomain")) {
                subdomain = cell;
            } else if (name.startsWith("example")) {
                base.omit("examples of use");
            } else if (isOfOther) {
                base.omit(isTerm ? "terms in other languages" : "values of terms in other languages");
            } else if (!isTerm) {
                base.put(shared, header.cell(i), cell, false);
            } else if (terms.putIfAbsent(side, new TermBase.Term(cell, Map.of(), row.place(i))) != null) {
                base.omit("terms in a second column of their language");
            }
        }
        if (!subdomain.isEmpty()) {
            shared.merge(TermDraft.TermColumn.DOMAIN, subdomain, (domain, below) -> domain + BELOW + below);
        }
        base.addDistinct(new TermBase.Concept(
                "",
                shared,
                list(terms, TermBase.Side.CHINESE, isForbidden && !terms.containsKey(TermBase.Side.ENGLISH)),
                list(terms, TermBase.Side.ENGLISH, isForbidden)));
    }

    private static List<TermBase.Term> list(
            Map<TermBase.Side, TermBase.Term> terms, TermBase.Side side, boolean isForbidden) {
        Map<TermDraft.TermColumn, String> fields =
                isForbidden ? Map.of(TermDraft.TermColumn.STATUS, TermStatus.FORBIDDEN.toString()) : Map.of();
        return Optional.ofNullable(terms.get(side)).stream()
                .map(term -> new TermBase.Term(term.text(), fields, term.location()))
                .toList();
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        Table.Output table = Table.Form.CSV.begin(out, now, omissions);
        table.write(List.of("Forbidden", "Domain", "Subdomain", "Definition", "zh-CN", "en-US"));
        TermBase.Losses losses = new TermBase.Losses(omissions);
        for (TermStatus status : TermStatus.values()) {
            for (TermEntry entry : glossary.entries()) {
                if (entry.status() == status && !losses.isExpression(entry)) {
                    losses.countName(entry);
                    losses.count(
                            entry,
                            TermDraft.TermColumn.CHINESE_STATUS,
                            TermDraft.TermColumn.TYPE,
                            TermDraft.TermColumn.POS,
                            TermDraft.TermColumn.CASE_SENSITIVE);
                    int below = entry.details().domain().indexOf(BELOW);
                    String domain = entry.details().domain();
                    table.write(List.of(
                            losses.isBanned(status) ? "TRUE" : "",
                            below < 0 ? domain : domain.substring(0, below),
                            below < 0 ? "" : domain.substring(below + BELOW.length()),
                            entry.details().note(),
                            entry.chinese(),
                            losses.withoutStemMark(entry)));
                }
            }
        }
        table.finish();
    }

    /**
     * Reads and writes OmegaT glossaries: term, translation and comment, separated by tabs
     * ({@link TermRows}). Reads UTF-8, UTF-16 and GB18030, and writes UTF-8. It writes only allowed
     * translations, the preferred ones first, since OmegaT would suggest forbidden ones too.
     *
     * @param direction direction of the project; OmegaT has the source in the first column
     */
    public record OmegatFormat(Direction direction) implements GlossaryFormats.Format {
        private static final Pattern SEMICOLON = Pattern.compile(" *[;\uFF1B]");

        @Override
        public Optional<GlossaryFormats.Format> with(Direction given) {
            return Optional.of(new OmegatFormat(given));
        }

        @Override
        public String name() {
            return "omegat";
        }

        @Override
        public List<String> extensions() {
            return List.of(".txt", ".utf8");
        }

        @Override
        public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
            return TermRows.TermTableFormat.TSV.read(file, listener);
        }

        @Override
        public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
            Table.Output table = Table.Form.TSV.begin(out, now, omissions);
            TermBase.Losses losses = new TermBase.Losses(omissions);
            omissions.add("words without a term", glossary.bans().size());
            for (Glossary.Concept concept : glossary.concepts()) {
                for (TermEntry entry : concept.entries().stream()
                        .sorted(Comparator.comparing(this::status))
                        .toList()) {
                    write(entry, table, losses);
                }
            }
            table.finish();
        }

        private TermStatus status(TermEntry entry) {
            return direction.isIntoChinese() ? entry.chineseStatus() : entry.status();
        }

        private void write(TermEntry entry, Table.Output table, TermBase.Losses losses) throws IOException {
            if (!status(entry).isAllowed()) {
                losses.omissions().add("deprecated and forbidden translations");
                return;
            }
            if (losses.isExpression(entry)) {
                return;
            }
            losses.omissions()
                    .add(
                            direction.isIntoChinese() ? "values of status" : "values of zh-status",
                            entry.status() == entry.chineseStatus() ? 0 : 1);
            losses.count(
                    entry,
                    TermDraft.TermColumn.TYPE,
                    TermDraft.TermColumn.POS,
                    TermDraft.TermColumn.DOMAIN,
                    TermDraft.TermColumn.CASE_SENSITIVE);
            String english = losses.withoutStemMark(entry);
            String target = direction.isIntoChinese() ? entry.chinese() : english;
            // OmegaT treats text between semicolons as separate translations.
            String undivided = SEMICOLON.matcher(target).replaceAll(",");
            losses.omissions().add("semicolons in translations", undivided.equals(target) ? 0 : 1);
            table.write(List.of(
                    direction.isIntoChinese() ? english : entry.chinese(),
                    undivided,
                    entry.details().note()));
        }
    }
}
