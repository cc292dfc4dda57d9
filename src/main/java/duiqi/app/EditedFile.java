package duiqi.app;

import duiqi.align.Aligner;
import duiqi.app.source.CheckSources;
import duiqi.app.source.CorrectedFile;
import duiqi.check.CheckedUnit;
import duiqi.check.CheckedUnits;
import duiqi.check.Correction;
import duiqi.document.TextPairs;
import duiqi.exchange.ExchangeFormat;
import duiqi.io.Encoding;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads the units of a file that a user edits, with the text that is not saved yet. It writes the text into a temporary
 * folder under the same names, because the readers detect the format and the language from the name of the file and of
 * its folder. Not thread-safe.
 */
public final class EditedFile implements Closeable {
    /** Number of names that a copy keeps: {@code res/values-zh/strings.xml}. */
    private static final int NAMES = 3;

    private static final String BLANK_LINE = "\n\n";

    private final List<Path> parts;
    private final Optional<TextPairSpecs.Spec> spec;
    private final TextPairReader reader;
    private final Path folder;
    private final Map<Path, Encoding> encodings = new HashMap<>();
    private final Map<Path, String> written = new HashMap<>();
    private Map<Path, String> current = Map.of();
    private Reading last = new Reading(List.of(), Optional.empty());
    private Optional<CorrectedFile> corrected = Optional.empty();

    private EditedFile(List<Path> parts, Optional<TextPairSpecs.Spec> spec, TextPairReader reader) throws IOException {
        this.parts = List.copyOf(parts);
        this.spec = spec;
        this.reader = reader;
        folder = Files.createTempDirectory("duiqi-");
    }

    /**
     * Holds the units of a text.
     *
     * @param units the units, whose locations are in the real files
     * @param problem the first damage that made duiqi skip a unit, as {@code location: problem; result}
     */
    public record Reading(List<CheckedUnit> units, Optional<String> problem) {
        public Reading {
            units = List.copyOf(units);
        }
    }

    /**
     * Describes a replacement in the text of the file of the translations.
     *
     * @param start index of the first UTF-16 unit to replace
     * @param end index after the last one
     * @param text the new text, with the escapes of the format
     */
    public record Change(int start, int end, String text) {}

    /**
     * Returns the file that contains a file: itself, with the file of its source texts if the format has one file for
     * each language, or a pair of texts whose names fit. Empty if duiqi does not check the file.
     *
     * @param reader the reader of texts, with the direction of the project
     */
    public static Optional<EditedFile> of(Path file, TextPairReader reader) throws IOException {
        Optional<ExchangeFormat> format =
                ExchangeFormat.of(file).filter(one -> !one.name().equals("moses"));
        if (format.isPresent()) {
            return MemoryFiles.glossary(file).isPresent()
                    ? Optional.empty()
                    : Optional.of(new EditedFile(format.get().parts(file), Optional.empty(), reader));
        }
        Path parent = Objects.requireNonNull(file.getParent());
        boolean isNamed = LanguageName.of(String.valueOf(parent.getFileName())).isPresent();
        Path place = isNamed && parent.getParent() != null ? parent.getParent() : parent;
        List<Path> near = List.of(place);
        if (!isNamed) {
            try (Stream<Path> all = Files.list(parent)) {
                near = all.filter(Files::isRegularFile).sorted().toList();
            }
        }
        for (TextPairs.Pair pair : TextPairs.of(near, reader.order()).pairs()) {
            List<Path> both = List.of(pair.source(), pair.target());
            if (both.contains(file)) {
                TextPairSpecs.Spec spec = new TextPairSpecs.Spec(
                        pair.name(), pair.source().toString(), pair.target().toString(), pair.direction());
                return Optional.of(new EditedFile(both, Optional.of(spec), reader));
            }
        }
        return Optional.empty();
    }

    /** Returns the files with the texts. The last one has the translations. */
    public List<Path> parts() {
        return parts;
    }

    /** Returns whether the units come from the alignment of two texts, which takes longer than reading. */
    public boolean isAligned() {
        return spec.isPresent();
    }

    /**
     * Returns the text of a file on the disk, as editors show it; empty if there is no file.
     *
     * @throws IOException if the file cannot be read
     */
    public String saved(Path part) throws IOException {
        return Files.exists(part) ? source(part).text() : "";
    }

    private static SourceFile source(Path part) throws IOException {
        return CorrectedFile.isXml(part) ? SourceFile.ofXml(part) : SourceFile.of(part);
    }

    /**
     * Reads the units. After a change inside an entry of a PO file, it reads only this entry.
     *
     * @param texts the current text of each part
     * @param aligner aligns two texts
     * @param isWhole true to read everything
     * @throws FormatException if the text has an error; its location is in the real file
     */
    public Reading read(Map<Path, String> texts, Supplier<Aligner> aligner, boolean isWhole) throws IOException {
        String before = current.getOrDefault(translations(), "");
        current = Map.copyOf(texts);
        corrected = Optional.empty();
        try {
            Optional<Reading> entry =
                    isWhole ? Optional.empty() : entry(before, current.getOrDefault(translations(), ""));
            if (entry.isPresent()) {
                last = entry.get();
            } else {
                write();
                last = spec.isPresent()
                        ? aligned(spec.get(), aligner.get())
                        : read(copy(translations()), place -> place);
            }
            return last;
        } catch (IOException problem) {
            last = new Reading(List.of(), Optional.empty());
            if (problem instanceof FormatException renamed) {
                for (Path part : parts) {
                    renamed = renamed.renamed(copy(part).toString(), part.toString());
                }
                throw renamed;
            }
            throw problem;
        }
    }

    private Path copy(Path part) {
        int names = part.getNameCount();
        return folder.resolve(part.subpath(Math.max(0, names - NAMES), names));
    }

    private Path translations() {
        return parts.get(parts.size() - 1);
    }

    /** Writes the copies of the current texts. */
    private void write() throws IOException {
        for (Path part : parts) {
            String text = current.getOrDefault(part, "");
            if (!text.equals(written.get(part))) {
                write(part, copy(part), text);
                written.put(part, text);
            }
        }
    }

    private void write(Path part, Path copy, String text) throws IOException {
        Encoding encoding = encodings.get(part);
        if (encoding == null) {
            boolean isNew = !Files.exists(part) || Files.size(part) == 0;
            encoding = isNew
                    ? new Encoding(StandardCharsets.UTF_8, 0, Optional.empty())
                    : source(part).encoding();
            encodings.put(part, encoding);
        }
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        try (Writer out = encoding.writer(Files.newOutputStream(copy))) {
            out.write(text);
        }
    }

    /**
     * Reads the units of a copy.
     *
     * @param moved returns the location in the real file for a location in the copy, whose file it need not change
     */
    private Reading read(Path copy, UnaryOperator<Location> moved) throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        CheckedUnits converter = new CheckedUnits(translations().toString(), reader.given());
        ReadProblem.Listener damaged = damage -> {
            if (damage.isLost() || damage.isMalformed()) {
                Location place = real(damage.location());
                problems.add(new ReadProblem(place, damage.unit(), damage.problem(), damage.kind()).toString());
            }
        };
        MemoryFiles.source(copy)
                .read(damaged, (unit, in) -> converter.of(unit, in).forEach(one -> units.add(real(one, moved))));
        try {
            converter.foreign().requirePairs();
            converter.foreign().requireDeclaredLanguages();
        } catch (FormatException foreign) {
            return new Reading(List.of(), Optional.empty());
        }
        return new Reading(units, problems.stream().findFirst());
    }

    private Reading aligned(TextPairSpecs.Spec texts, Aligner aligner) throws IOException {
        TextPairSpecs.Spec copies = new TextPairSpecs.Spec(
                texts.name(), copy(parts.get(0)).toString(), copy(parts.get(1)).toString(), texts.named());
        Aligner.Outcome outcome = aligner.align(reader.read(copies));
        if (!outcome.fit().isParallel()) {
            return new Reading(List.of(), Optional.empty());
        }
        List<CheckedUnit> units = Stream.of(
                        CheckSources.TextUnits.of(outcome.text()), CheckSources.TextUnits.omissions(outcome.text()))
                .flatMap(List::stream)
                .map(unit -> real(unit, place -> place))
                .toList();
        return new Reading(units, Optional.empty());
    }

    private CheckedUnit real(CheckedUnit unit, UnaryOperator<Location> moved) {
        return new CheckedUnit(
                unit.id(),
                unit.direction(),
                real(unit.source(), moved),
                real(unit.target(), moved),
                unit.properties(),
                unit.notes());
    }

    private CheckedUnit.Passage real(CheckedUnit.Passage passage, UnaryOperator<Location> moved) {
        Location.Finder inCopy = passage.place();
        return new CheckedUnit.Passage(
                passage.text(), passage.content(), offset -> real(moved.apply(inCopy.at(offset))));
    }

    private Location real(Location place) {
        for (Path part : parts) {
            if (place.file().equals(copy(part).toString())) {
                return new Location(part.toString(), place.line(), place.column());
            }
        }
        return place;
    }

    /**
     * Reads the entry of a PO file that contains a change, as a file with the header and this entry, so that a person sees
     * the findings of a large file at each key. Empty if the change is not within an entry or changes the number of lines.
     */
    private Optional<Reading> entry(String before, String after) throws IOException {
        int header = after.indexOf(BLANK_LINE) + BLANK_LINE.length();
        int shorter = Math.min(before.length(), after.length());
        int prefix = 0;
        while (prefix < shorter && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        int tail = after.length();
        int longer = before.length() - after.length();
        while (tail > prefix && tail + longer > prefix && before.charAt(tail + longer - 1) == after.charAt(tail - 1)) {
            tail--;
        }
        int start = after.lastIndexOf(BLANK_LINE, prefix - BLANK_LINE.length()) + BLANK_LINE.length();
        int end = after.indexOf(BLANK_LINE, tail);
        if (header < BLANK_LINE.length()
                || start < header
                || end < start
                || !translations().toString().endsWith(".po")
                || last.units.isEmpty()
                || lines(after, start, end) != lines(before, start, end + longer)) {
            return Optional.empty();
        }
        int first = lines(after, 0, start) + 1;
        int down = first - 1 - lines(after, 0, header);
        Path copy =
                folder.resolve("entry").resolve(String.valueOf(translations().getFileName()));
        write(translations(), copy, after.substring(0, header) + after.substring(start, end) + "\n");
        Reading entry =
                read(copy, place -> new Location(translations().toString(), place.line() + down, place.column()));
        List<CheckedUnit> units = new ArrayList<>(last.units);
        units.removeIf(unit -> {
            int line = unit.source().place().at(0).line();
            return first <= line && line <= first + lines(after, start, end);
        });
        units.addAll(entry.units);
        return entry.problem.isPresent() ? Optional.empty() : Optional.of(new Reading(units, last.problem));
    }

    private static int lines(String text, int start, int end) {
        return (int) text.substring(start, end).chars().filter(c -> c == '\n').count();
    }

    /**
     * Returns the change that makes a correction in the text that was read last; empty if the file does not have the words
     * in one piece.
     *
     * @param isVerified true to read the file with the change, and to return it only if it changes nothing else
     */
    public Optional<Change> change(Correction correction, boolean isVerified) throws IOException {
        if (corrected.isEmpty()) {
            write();
            corrected = Optional.of(new CorrectedFile(copy(translations()).toString()));
        }
        return corrected.get().change(correction, isVerified);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
