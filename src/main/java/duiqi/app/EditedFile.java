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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the units of a file that a user edits, with the text that is not saved yet. It writes the text into a temporary
 * folder under the same names, because the readers detect the format and the language from the name of the file and of
 * its folder. Not thread-safe.
 */
public final class EditedFile implements Closeable {
    /** Number of names that a copy keeps: {@code res/values-zh/strings.xml}. */
    private static final int NAMES = 3;

    private final List<Path> parts;
    private final Optional<TextPairSpecs.Spec> texts;
    private final TextPairReader reader;
    private final Path folder;
    private final Map<Path, Encoding> encodings = new HashMap<>();
    private final Map<Path, String> written = new HashMap<>();
    private Optional<CorrectedFile> corrected = Optional.empty();

    private EditedFile(List<Path> parts, Optional<TextPairSpecs.Spec> texts, TextPairReader reader) throws IOException {
        this.parts = List.copyOf(parts);
        this.texts = texts;
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
            boolean isUnits = MemoryFiles.glossary(file).isEmpty();
            return isUnits
                    ? Optional.of(new EditedFile(format.get().parts(file), Optional.empty(), reader))
                    : Optional.empty();
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
        return texts.isPresent();
    }

    /**
     * Returns the text of a file on the disk, as editors show it.
     *
     * @throws IOException if the file cannot be read
     */
    public String saved(Path file) throws IOException {
        return (isXml(file) ? SourceFile.ofXml(file) : SourceFile.of(file)).text();
    }

    private static boolean isXml(Path file) {
        return CorrectedFile.isXml(file);
    }

    /**
     * Reads the units.
     *
     * @param texts returns the current text of a part
     * @param aligner aligns two texts
     * @throws FormatException if the text has an error; its location is in the real file
     */
    public Reading read(Function<Path, String> texts, Supplier<Aligner> aligner) throws IOException {
        corrected = Optional.empty();
        for (Path part : parts) {
            write(part, texts.apply(part));
        }
        try {
            return this.texts.isPresent() ? aligned(this.texts.get(), aligner.get()) : read();
        } catch (FormatException problem) {
            FormatException renamed = problem;
            for (Path part : parts) {
                renamed = renamed.renamed(copy(part).toString(), part.toString());
            }
            throw renamed;
        }
    }

    private Path copy(Path part) {
        int names = part.getNameCount();
        return folder.resolve(part.subpath(Math.max(0, names - NAMES), names));
    }

    private void write(Path part, String text) throws IOException {
        if (text.equals(written.get(part))) {
            return;
        }
        Path copy = copy(part);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        if (!encodings.containsKey(part)) {
            encodings.put(part, encoding(part));
        }
        try (Writer out = Objects.requireNonNull(encodings.get(part)).writer(Files.newOutputStream(copy))) {
            out.write(text);
        }
        written.put(part, text);
    }

    private static Encoding encoding(Path part) throws IOException {
        if (!Files.exists(part) || Files.size(part) == 0) {
            return new Encoding(StandardCharsets.UTF_8, 0, Optional.empty());
        }
        return (isXml(part) ? SourceFile.ofXml(part) : SourceFile.of(part)).encoding();
    }

    private Path translations() {
        return parts.get(parts.size() - 1);
    }

    private Reading read() throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        CheckedUnits converter = new CheckedUnits(translations().toString(), reader.given());
        ReadProblem.Listener damaged = damage -> {
            if (damage.isLost() || damage.isMalformed()) {
                Location place = real(damage.location());
                problems.add(new ReadProblem(place, damage.unit(), damage.problem(), damage.kind()).toString());
            }
        };
        MemoryFiles.source(copy(translations()))
                .read(damaged, (unit, in) -> converter.of(unit, in).forEach(one -> units.add(real(one))));
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
                .map(this::real)
                .toList();
        return new Reading(units, Optional.empty());
    }

    private CheckedUnit real(CheckedUnit unit) {
        return new CheckedUnit(
                unit.id(), unit.direction(), real(unit.source()), real(unit.target()), unit.properties(), unit.notes());
    }

    private CheckedUnit.Passage real(CheckedUnit.Passage passage) {
        Location.Finder inCopy = passage.place();
        return new CheckedUnit.Passage(passage.text(), passage.content(), offset -> real(inCopy.at(offset)));
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
     * Returns the change that makes a correction in the text that was read last; empty if the file does not have the words
     * in one piece.
     *
     * @param isVerified true to read the file with the change, and to return it only if it changes nothing else
     */
    public Optional<Change> change(Correction correction, boolean isVerified) throws IOException {
        if (corrected.isEmpty()) {
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
