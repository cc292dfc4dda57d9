package duiqi.glossary;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.format.TermColumn;
import duiqi.glossary.format.TermDraft;
import duiqi.glossary.format.TermRows;
import duiqi.glossary.format.TermTableFormat;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.FormulaGuard;
import duiqi.io.InputFile;
import duiqi.io.LockedFile;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Adds a term to a glossary that is a text table. Existing bytes of the file stay unchanged. The new row has the
 * columns, the separator, the line ends and the encoding of the file. If the file does not exist, duiqi creates it with
 * a header row. Immutable; the file is locked during an addition.
 */
public final class TermAddition {
    private static final Pattern SPACE = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");
    private static final Pattern QUOTED = Pattern.compile("(?s).*[\",;\\t\\r\\n].*|\\s.*|.*\\s");

    private final Path file;
    private final TermEntry entry;

    /**
     * Holds an added term.
     *
     * @param location location of the term
     * @param row its line in the file, without line end
     */
    public record Added(TermEntry entry, Location location, String row) {}

    private TermAddition(Path file, TermEntry entry) {
        this.file = file;
        this.entry = entry;
    }

    /**
     * Adds a term.
     *
     * @param file the glossary, with the extension {@code .csv}, {@code .tsv} or {@code .tab}
     * @param known the other glossaries of the project, which the term may not contradict
     * @param note note on the term; may be empty
     * @param now time of the addition
     * @throws FormatException if the term exists, contradicts an entry, or the file cannot store it
     */
    public static Added add(
            Path file, Glossary known, String chinese, String english, TermStatus status, String note, Instant now)
            throws IOException {
        TermTableFormat form = form(file);
        TermEntry entry = new TermDraft(new Location(file.toString(), 1, 1))
                .put(TermColumn.CHINESE, chinese)
                .put(TermColumn.ENGLISH, english)
                .put(TermColumn.STATUS, status.toString())
                .put(TermColumn.NOTE, SPACE.matcher(note).replaceAll(" "))
                .entry();
        LockedFile lock = LockedFile.toUpdate(file);
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                requireNew(entry, known.entries());
                Glossary first = new Glossary(List.of(entry));
                AtomicFile.write(file, out -> form.write(first, out, now, new Omissions()));
                List<String> lines = SourceFile.of(file).text().lines().toList();
                return new Added(entry, new Location(file.toString(), 2, 1), lines.get(1));
            }
            FileState seen = FileState.of(file);
            List<TermEntry> all = new ArrayList<>(Glossary.read(file).entries());
            all.addAll(known.entries());
            requireNew(entry, all);
            return new TermAddition(file, entry).append(concept(entry, all), seen);
        } finally {
            lock.close();
        }
    }

    /**
     * Removes an added term.
     *
     * @throws FormatException if its line has changed
     */
    public static void remove(Path file, Added added) throws IOException {
        LockedFile lock = LockedFile.toUpdate(file);
        try {
            FileState seen = FileState.of(file);
            SourceFile source = SourceFile.of(file);
            String text = source.text();
            int start = text.lastIndexOf("\n" + added.row) + 1;
            int end = start + added.row.length();
            boolean isThere = start > 0 && (end == text.length() || "\r\n".indexOf(text.charAt(end)) >= 0);
            if (!isThere) {
                throw new FormatException(
                        added.location,
                        "the line of " + added.entry.chinese() + " has changed since it was added",
                        "remove it from the file by hand");
            }
            while (end < text.length() && text.charAt(end) == '\r') {
                end++;
            }
            end += end < text.length() && text.charAt(end) == '\n' ? 1 : 0;
            String rest = text.substring(0, start) + text.substring(end);
            AtomicFile.update(file, seen, out -> {
                Writer writer = source.encoding().writer(out);
                writer.write(rest);
                writer.flush();
            });
        } finally {
            lock.close();
        }
    }

    private static TermTableFormat form(Path file) throws FormatException {
        Optional<GlossaryFormats.Format> format = GlossaryFormats.of(file);
        for (TermTableFormat form : List.of(TermTableFormat.CSV, TermTableFormat.TSV)) {
            if (format.filter(form::equals).isPresent()) {
                return form;
            }
        }
        throw new FormatException(file.toString(), "is not a text table", "use a .csv or .tsv file");
    }

    private static void requireNew(TermEntry entry, List<TermEntry> known) throws FormatException {
        for (TermEntry other : known) {
            if (!Glossary.Folding.chinese(other.chinese()).equals(Glossary.Folding.chinese(entry.chinese()))) {
                continue;
            }
            String term = "\"" + TermDraft.shown(entry.chinese()) + "\"";
            String rendering = "\"" + TermDraft.shown(other.english()) + "\"";
            boolean isSame =
                    Glossary.Folding.english(other.english()).equals(Glossary.Folding.english(entry.english()));
            if (isSame && other.status() == entry.status()) {
                throw new FormatException(
                        other.location(), term + " already has the translation " + rendering, "use the existing entry");
            }
            if (isSame) {
                throw new FormatException(
                        other.location(),
                        rendering + " is " + other.status() + " as a translation of " + term + " and cannot be "
                                + entry.status() + " too",
                        "change its status in this line");
            }
            if (other.status() == TermStatus.PREFERRED && entry.status() == TermStatus.PREFERRED) {
                throw new FormatException(
                        other.location(),
                        term + " already has the preferred translation " + rendering,
                        "add the new one as admitted, or change this line");
            }
        }
    }

    /** Returns the concept of the term in the file; empty if it equals the term. */
    private static String concept(TermEntry entry, List<TermEntry> known) {
        return known.stream()
                .filter(other -> other.chinese().equals(entry.chinese()))
                .map(TermEntry::concept)
                .filter(concept -> !concept.equals(entry.chinese()))
                .findFirst()
                .orElse("");
    }

    private Added append(String concept, FileState seen) throws IOException {
        SourceFile source = SourceFile.of(file);
        String text = source.text();
        boolean isCsv = form(file).equals(TermTableFormat.CSV);
        char separator = isCsv ? Table.separator(file) : '\t';
        List<String> cells = new ArrayList<>();
        List<Optional<TermColumn>> columns = TermRows.columns(file);
        for (Optional<TermColumn> column : columns) {
            String cell = column.map(one -> one == TermColumn.CONCEPT ? concept : one.of(entry))
                    .orElse("");
            cells.add(isCsv ? csv(cell, separator) : cell);
        }
        requirePlace(cells, columns);
        String row = String.join(String.valueOf(separator), cells);
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String added = (text.endsWith("\n") ? "" : lineEnd) + row + lineEnd;
        byte[] before = InputFile.bytes(file);
        AtomicFile.update(file, seen, out -> {
            out.write(before);
            out.write(added.getBytes(source.encoding().charset()));
        });
        int lines = (int) text.chars().filter(c -> c == '\n').count() + (text.endsWith("\n") ? 1 : 2);
        return new Added(entry, new Location(file.toString(), lines, 1), row);
    }

    /** Rejects the addition if the file has no column for a part of it, which would be lost. */
    private void requirePlace(List<String> cells, List<Optional<TermColumn>> columns) throws FormatException {
        if (entry.status() != TermStatus.PREFERRED && !columns.contains(Optional.of(TermColumn.STATUS))) {
            throw noColumn(TermColumn.STATUS);
        }
        if (!entry.details().note().isEmpty() && !columns.contains(Optional.of(TermColumn.NOTE))) {
            throw noColumn(TermColumn.NOTE);
        }
        if (!columns.contains(Optional.of(TermColumn.STATUS)) && cells.get(0).startsWith("#")) {
            throw new FormatException(
                    file.toString(), "a row that begins with # would be a comment", "add a header row to the file");
        }
    }

    private FormatException noColumn(TermColumn column) {
        return new FormatException(
                new Location(file.toString(), 1, 1),
                "has no column " + column.title() + " for the term " + TermDraft.shown(entry.chinese()),
                "add the column, or add the term without this value");
    }

    private static String csv(String cell, char separator) {
        String safe = FormulaGuard.guard(cell);
        boolean isQuoted = QUOTED.matcher(safe).matches() || safe.indexOf(separator) >= 0;
        return isQuoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
