package duiqi.app;

import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Pairs;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.glossary.GlossaryFormats;
import duiqi.io.AtomicFile;
import duiqi.io.CompressedFile;
import duiqi.io.FileStart;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.io.LockedFile;
import duiqi.memory.MemoryStatistics;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens, locks and validates files with translation units. */
public final class MemoryFiles {
    /** Number of units that {@link #direction} and {@link #requireChineseAndEnglish} read. */
    private static final int SAMPLE = 200;

    /** Attribute of the target language in every version of XLIFF. */
    private static final Pattern TARGET_LANGUAGE = Pattern.compile("(?i)\\s(?:target-language|trgLang)\\s*=");

    /** Formats whose files can be documents too. */
    static final List<String> DOCUMENTS = List.of("moses", "tsv", "csv");

    private static final ReaderSettings STANDARD = new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {});

    private MemoryFiles() {}

    /** Returns the units of a file. Detects the format from the file name. */
    public static UnitReader.Source source(Path file) throws FormatException {
        return source(file, Table.Choice.NONE);
    }

    /**
     * Returns the units of a file. Detects the format from the file name.
     *
     * @param columns the columns that the user gives, if the file is a table
     */
    public static UnitReader.Source source(Path file, Table.Choice columns) throws FormatException {
        return source(file, format(file), STANDARD.with(columns));
    }

    /** Returns the units of two files with one language each: source texts and translations with the same keys. */
    public static UnitReader.Source source(Path file, Path original) throws FormatException {
        return source(file, format(file), STANDARD.withOriginal(Optional.of(original)));
    }

    /**
     * Returns the units of a file.
     *
     * @param settings the settings of the reader; {@link UnitReader.Source#open} gives the listener
     */
    public static UnitReader.Source source(Path file, ExchangeFormat format, ReaderSettings settings)
            throws FormatException {
        requireFile(file);
        return listener -> format.open(file, settings.with(listener));
    }

    /**
     * Returns files without the parts of other files. A format with one file for each language has two parts, and the
     * file of the translations represents both.
     *
     * @param problems receives the files that lack the other part
     */
    static List<Path> withoutParts(List<Path> files, ReadProblem.Failures problems) throws IOException {
        Set<Path> originals = new HashSet<>();
        Map<Path, FormatException> unpaired = new LinkedHashMap<>();
        Set<Path> whole = new LinkedHashSet<>();
        for (Path file : files) {
            try {
                List<Path> parts = Files.isRegularFile(file) ? format(file).parts(file) : List.of(file);
                originals.addAll(parts.subList(0, parts.size() - 1));
                whole.add(parts.get(parts.size() - 1));
            } catch (FormatException problem) {
                unpaired.put(file, problem);
            }
        }
        for (Map.Entry<Path, FormatException> file : unpaired.entrySet()) {
            // A file with several counterparts is clear if the user gives one of them too.
            if (!originals.contains(file.getKey())) {
                problems.found(file.getValue());
            }
        }
        return List.copyOf(whole);
    }

    /** Returns the direction of a file of any format, as {@link #direction(Path, ExchangeFormat, ReaderSettings)} does. */
    static Optional<Direction> direction(Path file, Table.Choice columns) throws IOException {
        return direction(file, format(file), STANDARD.with(columns));
    }

    /**
     * Returns the direction of most of the first units of a file. In a unit with Chinese, English and other languages,
     * only Chinese and English count. Empty if no unit has two languages.
     *
     * @param settings the settings of the reader, with the direction if the file does not state it
     */
    static Optional<Direction> direction(Path file, ExchangeFormat format, ReaderSettings settings) throws IOException {
        Map<Direction, Integer> counts = new LinkedHashMap<>();
        try (UnitReader reader = source(file, format, settings).open(damage -> {})) {
            for (int i = 0; i < SAMPLE; i++) {
                Optional<Tu> unit = reader.next();
                if (unit.isEmpty()) {
                    break;
                }
                direction(unit.get(), reader).ifPresent(found -> counts.merge(found, 1, Integer::sum));
            }
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private static Optional<Direction> direction(Tu unit, UnitReader reader) {
        Language source = reader.sourceLanguage(unit)
                .or(() -> unit.source(reader.header()).flatMap(Pairs::language))
                .orElse(Language.CHINESE);
        List<Language> languages = Stream.of(
                        Stream.of(source),
                        unit.variants().stream().flatMap(side -> Pairs.language(side).stream()),
                        reader.targetLanguage(unit).stream())
                .flatMap(Function.identity())
                .toList();
        boolean isPair = languages.stream().anyMatch(Language::isChinese)
                && languages.stream().anyMatch(Language::isEnglish);
        List<Language> counted = languages.stream()
                .filter(language -> !isPair || language.isChinese() || language.isEnglish())
                .toList();
        return counted.stream()
                .filter(language -> isPair ? !language.isSameAs(counted.get(0)) : !language.equals(counted.get(0)))
                .findFirst()
                .map(target -> new Direction(counted.get(0), target));
    }

    /**
     * Rejects a file in other languages than Chinese and English. It may contain some units in other languages.
     *
     * @throws FormatException if no unit is in Chinese and English, or if the texts of the first units are in another
     *     language than declared
     */
    public static void requireChineseAndEnglish(Path file) throws IOException {
        requireChineseAndEnglish(file, Table.Choice.NONE);
    }

    /** Requires the same of a table whose columns the user gives. */
    public static void requireChineseAndEnglish(Path file, Table.Choice columns) throws IOException {
        requireChineseAndEnglish(file, format(file), columns);
    }

    /** Requires the same of a memory, which may have any extension. */
    static void requireMemory(Path file) throws IOException {
        requireChineseAndEnglish(file, ExchangeFormat.named("tmx").orElseThrow(), Table.Choice.NONE);
    }

    private static void requireChineseAndEnglish(Path file, ExchangeFormat format, Table.Choice columns)
            throws IOException {
        Pairs.ForeignUnits foreign = foreign(file, format, columns);
        foreign.requirePairs();
        foreign.requireDeclaredLanguages();
    }

    /** Returns whether a file has a unit in Chinese and English. A file with texts in other languages is an error. */
    static boolean hasPairs(Path file) throws IOException {
        Pairs.ForeignUnits foreign = foreign(file, format(file), Table.Choice.NONE);
        foreign.requireDeclaredLanguages();
        return foreign.hasPairs();
    }

    /**
     * Returns whether all units of a file are in other languages, or in the source language only. An unreadable file may
     * have units in any language.
     */
    static boolean isInOtherLanguages(Path file) throws IOException {
        try {
            return isTemplate(file)
                    || foreign(file, format(file), Table.Choice.NONE).hasOnlyOthers();
        } catch (FormatException unreadable) {
            return false;
        }
    }

    /** Returns whether an XLIFF file names no target language and has no translation, as tools extract it from programs. */
    private static boolean isTemplate(Path file) throws IOException {
        ExchangeFormat format = format(file);
        if (!format.name().startsWith("xliff")
                || TARGET_LANGUAGE.matcher(FileStart.of(file).text()).find()) {
            return false;
        }
        try (UnitReader reader = source(file, format, STANDARD).open(damage -> {})) {
            Optional<Tu> unit = reader.next();
            boolean hasUnits = unit.isPresent();
            while (unit.isPresent() && unit.get().variants().size() == 1) {
                unit = reader.next();
            }
            return hasUnits && unit.isEmpty();
        }
    }

    private static Pairs.ForeignUnits foreign(Path file, ExchangeFormat format, Table.Choice columns)
            throws IOException {
        Pairs.ForeignUnits foreign = new Pairs.ForeignUnits();
        try (UnitReader reader = source(file, format, STANDARD.with(columns)).open(damage -> {})) {
            Optional<Tu> unit = reader.next();
            for (int i = 0; unit.isPresent() && (i < SAMPLE || !foreign.hasPairs()); i++) {
                foreign.add(unit.get(), reader);
                unit = reader.next();
            }
        }
        return foreign;
    }

    /**
     * Returns the statistics of several files together.
     *
     * @param damage receives the damage in the files; throws an exception to reject it
     */
    public static MemoryStatistics statistics(List<Path> files, ReadProblem.Listener damage) throws IOException {
        MemoryStatistics statistics = new MemoryStatistics();
        for (Path file : files) {
            source(file).read(damage, (unit, reader) -> statistics.add(unit, reader.header()));
        }
        return statistics;
    }

    /** Returns the format of a file, detected from its content or name. */
    public static ExchangeFormat format(Path file) throws FormatException {
        if (Files.isDirectory(file)) {
            requireFile(file);
        }
        Optional<FormatException> glossary = glossary(file);
        if (glossary.isPresent()) {
            throw glossary.get();
        }
        return ExchangeFormat.of(file).orElseThrow(() -> unknown(file, ExchangeFormat.all()));
    }

    /**
     * Returns the error for a file that has the content of a glossary; empty for other files. A table of MateCat
     * without forbidden terms is no error, because its columns can also be those of a memory.
     */
    static Optional<FormatException> glossary(Path file) {
        FileStart start = FileStart.of(file);
        return GlossaryFormats.ofContent(start)
                .filter(format -> !format.name().equals("matecat") || hasForbiddenTerms(start))
                .filter(format -> ExchangeFormat.all().stream().noneMatch(memory -> memory.recognises(start)))
                .map(format -> new FormatException(
                        file.toString(),
                        "is a glossary (" + format.name() + "), not a translation memory",
                        "convert it with duiqi glossary convert, or move it to glossary/"));
    }

    private static boolean hasForbiddenTerms(FileStart start) {
        return start.text()
                .lines()
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("forbidden");
    }

    /**
     * Returns the format of a file to write: the one that the user names, else that of the file name.
     *
     * @param command name of the command, for messages
     * @param named the name of the format that the user gives
     * @throws FormatException if the file name has the extension of another format
     */
    static ExchangeFormat formatToWrite(String command, Path file, Optional<String> named) throws FormatException {
        Map<String, List<String>> written = new LinkedHashMap<>();
        ExchangeFormat.all().stream()
                .filter(ExchangeFormat::isWritten)
                .forEach(format -> written.put(format.name(), format.extensions()));
        return ExchangeFormat.named(new MemoryConversion.OutputName(command, false, written).format(file, named))
                .orElseThrow();
    }

    private static FormatException unknown(Path file, List<ExchangeFormat> formats) {
        String known = formats.stream()
                .flatMap(format -> Stream.concat(format.extensions().stream(), format.readExtensions().stream()))
                .distinct()
                .collect(Collectors.joining(" "));
        String remedy = Input.extensionOf(file.toString())
                .flatMap(Documents::remedy)
                .orElse((Files.isRegularFile(file) ? "align documents with duiqi align, or " : "")
                        + "use a file name that ends in one of " + known);
        return new FormatException(file.toString(), "is not in a known format", remedy);
    }

    /**
     * Rejects a file of units, because its markup would be read as text. Tables and Moses files can be documents.
     *
     * @throws FormatException if the file contains translation units
     */
    static void requireDocument(Path file) throws FormatException {
        Optional<ExchangeFormat> found = ExchangeFormat.of(file).filter(format -> !DOCUMENTS.contains(format.name()));
        if (found.isPresent()) {
            throw new FormatException(
                    file.toString(),
                    "is not a document",
                    found.get().isFilled()
                            ? "fill it with: duiqi pretranslate " + file
                            : "convert it to text first: duiqi tm convert " + file + " -o NAME.zh");
        }
    }

    static void requireFile(Path file) throws FormatException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "use a file in it");
        }
        if (!Files.exists(file)) {
            throw new FormatException(file.toString(), "there is no such file", "check its name and folder");
        }
    }

    /**
     * Returns a TMX file that exists. Only TMX files are changed in place.
     *
     * @throws FormatException if the file does not exist or is not TMX
     */
    public static Path tmx(Path file) throws FormatException {
        if (!format(file).name().equals("tmx")) {
            throw notTmx(file);
        }
        requireFile(file);
        return file;
    }

    /** Rejects a file whose content has another format than TMX. Its name does not count. */
    static void requireTmxContent(Path file) throws FormatException {
        FileStart start = FileStart.of(file);
        if (ExchangeFormat.all().stream()
                .anyMatch(format -> format.recognises(start) && !format.name().equals("tmx"))) {
            throw notTmx(file);
        }
    }

    private static FormatException notTmx(Path file) {
        return new FormatException(
                file.toString(), "is not a TMX file", "convert it first: duiqi tm convert " + file + " -o FILE.tmx");
    }

    /**
     * Locks a memory, so that other duiqi processes do not write it. If another process holds the lock, warns and
     * waits.
     */
    public static LockedFile lock(Path memory, Workspace workspace) throws IOException {
        return LockedFile.toUpdate(
                memory, () -> workspace.messages().warn(memory + ": locked by another duiqi process; waiting"));
    }

    /** Decides the content of a file while it is locked. */
    @FunctionalInterface
    interface Update {
        AtomicFile.Content content() throws IOException;
    }

    /** Updates a file under its lock. Fails if another program changes the file in the meantime. */
    static void update(Path file, Workspace workspace, Update update) throws IOException {
        LockedFile lock = lock(file, workspace);
        try {
            FileState seen = FileState.of(file);
            AtomicFile.Content content = update.content();
            Workspace.UninterruptibleWrite.run(() -> AtomicFile.update(file, seen, content));
        } finally {
            lock.close();
        }
    }

    /**
     * Returns a TMX file that duiqi can write. The file may be missing.
     *
     * @throws FormatException if the name is not the name of a TMX file, or duiqi cannot write the format
     */
    public static Path newTmx(Path file) throws FormatException {
        if (Files.isDirectory(file)) {
            requireFile(file);
        }
        boolean isTmx = ExchangeFormat.ofName(file)
                .filter(format -> format.name().equals("tmx"))
                .isPresent();
        if (!isTmx) {
            throw new FormatException(
                    file.toString(), "is not the name of a memory", "use a name that ends in .tmx or .tmx.gz");
        }
        requireNoArchive(file);
        return file;
    }

    public static void requireNoArchive(Path file) throws FormatException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            throw new FormatException(file.toString(), "cannot write a zip archive", "use a .tmx or .tmx.gz file");
        }
    }

    /**
     * Writes the files of an output: all of them or none. Compresses files whose names end in {@code .gz}.
     *
     * @param files the files; most formats have one
     */
    public record OutputFiles(List<Path> files, boolean replaces) {
        public OutputFiles {
            files = List.copyOf(files);
        }

        /** Returns whether duiqi would replace an existing file. A terminal or pipe does not count. */
        public static boolean isTaken(Path file) {
            return Files.isRegularFile(file);
        }

        /**
         * Rejects files that exist, unless they may be replaced, and names that the file system does not distinguish.
         *
         * @throws FormatException if a file already exists, or would hold two of the outputs
         */
        public void requireFree() throws IOException {
            InputFile.requireDistinct(files);
            for (Path file : files) {
                if (!replaces && isTaken(file)) {
                    throw new FormatException(file.toString(), "already exists", "give another file, or add --force");
                }
            }
        }

        /**
         * Writes the files.
         *
         * @throws FormatException if a file already exists and may not be replaced
         */
        public void write(AtomicFile.Contents contents) throws IOException {
            requireFree();
            Workspace.UninterruptibleWrite.run(
                    () -> AtomicFile.writeAll(files, outs -> CompressedFile.writeAll(files, outs, contents)));
        }
    }
}
