package duiqi.glossary.format;

import duiqi.exchange.Table;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.format.TermBase.Side;
import duiqi.glossary.format.TermBase.Term;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tables of other tools in which each row is a concept. The columns hold terms of a language, fields of the row,
 * and fields of the terms. Immutable.
 *
 * @param columns columns in file order
 */
record ConceptRows(TermBase base, List<ConceptRows.Column> columns) {
    /** Separator of the domain and the subdomain in a glossary. */
    static final String BELOW = " / ";

    private static final Set<String> USUAL_SETTINGS = Set.of("casepermissive", "halfprefix", "custom");
    private static final Set<String> PARTS_OF_SPEECH = Set.of("noun", "verb", "adjective", "adverb");

    enum Kind {
        /** Terms of a language. A language may have several columns. */
        TERM,
        FIELD,
        SUBDOMAIN,
        ID,
        /** Status of the translation. */
        STATUS,
        /** List of settings of the term before it, for example {@code CaseSense;Forbidden}. */
        SETTINGS,
        EXAMPLE,
        CHANGE,
        UNNAMED
    }

    /**
     * Represents a column.
     *
     * @param name name of the field
     * @param side language of the terms, or of the terms that have the field; empty for a field of the row
     */
    record Column(Kind kind, String name, Optional<Side> side) {
        Column(Kind kind) {
            this(kind, "", Optional.empty());
        }
    }

    /** Returns the entries of the first sheet of a table after its column names, and counts rows of further sheets. */
    List<TermEntry> entries(Table.Rows rows) throws IOException {
        String sheet = rows.sheet();
        for (Optional<Table.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            if (!rows.sheet().equals(sheet)) {
                base.omit("rows of further sheets");
            } else if (!row.get().isBlank()) {
                read(row.get());
            }
        }
        return base.entries();
    }

    private void read(Table.Row row) throws FormatException {
        Map<TermColumn, String> shared = new EnumMap<>(TermColumn.class);
        Map<Side, List<Term>> terms = new EnumMap<>(Side.class);
        String id = "";
        String status = "";
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            // A hyphen stands for an empty cell.
            String cell = row.cell(i).strip().equals("-") ? "" : row.cell(i).strip();
            boolean isOfOther = column.side().equals(Optional.of(Side.OTHER));
            if (cell.isEmpty()) {
                continue;
            }
            switch (column.kind()) {
                case TERM -> addTerm(row, i, cell, terms);
                case ID -> id = cell;
                case STATUS -> status = cell;
                case EXAMPLE -> base.omit("examples of use");
                case CHANGE -> base.omit("dates and users of changes");
                case FIELD, SUBDOMAIN -> {
                    if (isOfOther) {
                        base.omit("values of terms in other languages");
                    } else if (column.kind() == Kind.SUBDOMAIN) {
                        shared.merge(TermColumn.DOMAIN, cell, (domain, below) -> domain + BELOW + below);
                    } else if (!TermNames.field(column.name()).equals(Optional.of(TermColumn.POS))
                            || !shared.containsKey(TermColumn.POS)) {
                        // The parts of speech of the two terms are nearly always the same.
                        base.put(shared, column.name(), cell, false);
                    }
                }
                case SETTINGS, UNNAMED -> {
                    // The term reads its settings.
                }
            }
        }
        add(id, status, shared, terms);
    }

    private void addTerm(Table.Row row, int column, String cell, Map<Side, List<Term>> terms) {
        Side side = columns.get(column).side().orElse(Side.OTHER);
        if (side == Side.OTHER) {
            base.omit("terms in other languages");
            return;
        }
        int next = column + 1;
        String settings = next < columns.size() && columns.get(next).kind() == Kind.SETTINGS ? row.cell(next) : "";
        // Only English words have stems.
        String text = side == Side.CHINESE ? cell.replace("|", "") : cell;
        terms.computeIfAbsent(side, any -> new ArrayList<>())
                .add(new Term(text, settings(settings), row.place(column)));
    }

    private Map<TermColumn, String> settings(String cell) {
        Map<TermColumn, String> fields = new EnumMap<>(TermColumn.class);
        for (String setting : cell.split("[;,|]")) {
            String plain = TermNames.plain(setting);
            if (plain.equals("forbidden")) {
                fields.put(TermColumn.STATUS, TermStatus.FORBIDDEN.toString());
            } else if (plain.equals("casesense") || plain.equals("casesensitive")) {
                fields.put(TermColumn.CASE_SENSITIVE, "yes");
            } else if (PARTS_OF_SPEECH.contains(plain)) {
                fields.put(TermColumn.POS, plain);
            } else if (!plain.isEmpty() && !USUAL_SETTINGS.contains(plain)) {
                base.omit("settings of matching");
            }
        }
        return fields;
    }

    /** Adds the concept. Its status belongs to the English terms if there are any. */
    private void add(String id, String status, Map<TermColumn, String> shared, Map<Side, List<Term>> terms)
            throws FormatException {
        Optional<String> known = TermNames.flag("forbidden", status)
                .map(Map.Entry::getValue)
                .or(() -> TermNames.status(status).map(TermStatus::toString));
        if (known.isEmpty() && !status.isEmpty()) {
            base.omitField("term status");
        }
        Side holder = terms.containsKey(Side.ENGLISH) ? Side.ENGLISH : Side.CHINESE;
        known.filter(value -> !value.isEmpty())
                .ifPresent(value -> terms.computeIfPresent(
                        holder,
                        (side, all) -> all.stream()
                                .map(term -> term.with(TermColumn.STATUS, value))
                                .toList()));
        base.addDistinct(new TermBase.Concept(
                id,
                id,
                shared,
                terms.getOrDefault(Side.CHINESE, List.of()),
                terms.getOrDefault(Side.ENGLISH, List.of())));
    }
}
