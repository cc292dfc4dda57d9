package duiqi.glossary;

import duiqi.exchange.TableRow;
import duiqi.exchange.TableRows;
import duiqi.lexicon.Han;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a glossary of OmegaT: source, target and comment in three columns without names, lines with {@code #} passed over (OmegaT
 * 5.8 user manual, "Glossaries"). Either language may be the source. Several targets stand in lines of their own or with
 * semicolons between them; of the renderings of a term the first counts as preferred, the others as admitted.
 */
final class OmegatRows {
    private final Path file;
    private final FaultListener listener;
    private final Set<String> known = new HashSet<>();

    OmegatRows(Path file, FaultListener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** All entries, from the first row that has something to the last. */
    List<TermEntry> entries(TableRow first, TableRows rest) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        for (Optional<TableRow> row = Optional.of(first); row.isPresent(); row = rest.next()) {
            if (!row.get().isBlank() && !TermRows.isComment(row.get())) {
                rows.add(row.get());
            }
        }
        if (rows.stream().noneMatch(row -> row.cells().size() > 1)) {
            throw new FormatException(
                    new Location(file.toString(), 1, 1),
                    "has no row with a term and a rendering in columns",
                    "let it have columns zh and en; if it is no glossary, keep it in another folder");
        }
        int chinese = chineseColumn(rows);
        List<TermEntry> entries = new ArrayList<>();
        for (TableRow row : rows) {
            for (String target : targets(row.cell(1))) {
                try {
                    entries.add(entry(row, chinese, target));
                } catch (FormatException fault) {
                    listener.found(fault);
                }
            }
        }
        return entries;
    }

    /** The column of the two in which more rows have Chinese characters. */
    private static int chineseColumn(List<TableRow> rows) {
        int first = 0;
        for (TableRow row : rows) {
            first += hasHan(row.cell(0)) ? 1 : 0;
            first -= hasHan(row.cell(1)) ? 1 : 0;
        }
        return first >= 0 ? 0 : 1;
    }

    private static boolean hasHan(String text) {
        return text.chars().anyMatch(c -> Han.is((char) c));
    }

    /** The targets in a cell; an empty one where it has none, which is a fault. */
    private static List<String> targets(String cell) {
        List<String> targets = List.of(cell.split("[;\uFF1B]")).stream()
                .filter(target -> !target.isBlank())
                .toList();
        return targets.isEmpty() ? List.of("") : targets;
    }

    private TermEntry entry(TableRow row, int chinese, String target) throws FormatException {
        TermDraft draft = new TermDraft(row.location());
        String zh = chinese == 0 ? row.cell(0) : target;
        draft.put(TermColumn.CHINESE, zh, row.place(chinese));
        draft.put(TermColumn.ENGLISH, chinese == 0 ? target : row.cell(0), row.place(1 - chinese));
        draft.put(TermColumn.NOTE, row.cell(2), row.place(2));
        draft.put(
                TermColumn.STATUS,
                (known.contains(zh.strip()) ? TermStatus.ADMITTED : TermStatus.PREFERRED).toString());
        TermEntry entry = draft.entry();
        known.add(zh.strip());
        return entry;
    }
}
