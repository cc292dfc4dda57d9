package duiqi.app;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.ReaderSettings;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.CompressedFile;
import duiqi.io.LockedFile;
import duiqi.memory.MemoryDiff;
import duiqi.memory.MemoryStatistics;
import duiqi.memory.TmxValidation;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Opens, locks and validates files with translation units. */
public final class MemoryFiles {
    private MemoryFiles() {}

    /** Returns the units of a file. Detects the format from the file name. */
    public static UnitReader.Source source(Path file) throws FormatException {
        return source(file, format(file), Language.CHINESE, Language.ENGLISH);
    }

    /**
     * Returns the units of a file.
     *
     * @param source the source language if the file does not state it
     * @param target the target language if the file does not state it
     */
    public static UnitReader.Source source(Path file, ExchangeFormat format, Language source, Language target)
            throws FormatException {
        return source(file, format, source, target, new Omissions());
    }

    /**
     * Returns the units of a file.
     *
     * @param source the source language if the file does not state it
     * @param target the target language if the file does not state it
     * @param omissions counts the content of the file that units cannot hold
     */
    public static UnitReader.Source source(
            Path file, ExchangeFormat format, Language source, Language target, Omissions omissions)
            throws FormatException {
        requireFile(file);
        return listener -> format.open(file, new ReaderSettings(source, target, listener, omissions));
    }

    /**
     * Returns the statistics of several files together.
     *
     * @param damage receives the damage in the files; throws an exception to reject it
     */
    public static MemoryStatistics statistics(List<Path> files, ReadProblem.Listener damage) throws IOException {
        MemoryStatistics statistics = new MemoryStatistics();
        for (Path file : files) {
            try (UnitReader reader = source(file).open(damage)) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    statistics.add(unit.get(), reader.header());
                }
            }
        }
        return statistics;
    }

    /**
     * Compares the units of two files.
     *
     * @param damage receives the damage in the files; throws an exception to reject it
     */
    public static MemoryDiff diff(Path before, Path after, ReadProblem.Listener damage) throws IOException {
        return MemoryDiff.of(source(before), source(after), damage);
    }

    /**
     * Validates a TMX file.
     *
     * @param report receives each violation of a rule
     */
    public static void validate(Path memory, TmxValidation.Report report) throws IOException {
        new TmxValidation(report).check(tmx(memory));
    }

    /** Returns the format of a file, detected from its name. */
    public static ExchangeFormat format(Path file) throws FormatException {
        return ExchangeFormat.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "is not in a known format",
                        "use a file name that ends in one of "
                                + ExchangeFormat.all().stream()
                                        .flatMap(format -> format.extensions().stream())
                                        .distinct()
                                        .collect(Collectors.joining(" "))));
    }

    private static void requireFile(Path file) throws FormatException {
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
        if (Files.isDirectory(file)) {
            requireFile(file);
        }
        if (!format(file).name().equals("tmx")) {
            throw new FormatException(
                    file.toString(),
                    "is not a TMX file",
                    "convert it first: duiqi tm convert " + file + " -o FILE.tmx");
        }
        requireFile(file);
        return file;
    }

    /**
     * Locks a memory, so that other duiqi processes do not write it. If another process holds the lock, warns and
     * waits.
     */
    public static LockedFile lock(Path memory, Workspace workspace) throws IOException {
        return LockedFile.toUpdate(
                memory, () -> workspace.messages().warn(memory + ": locked by another duiqi process; waiting"));
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
        boolean isTmx = ExchangeFormat.of(file)
                .filter(format -> format.name().equals("tmx"))
                .isPresent();
        if (!isTmx) {
            throw new FormatException(
                    file.toString(), "is not the name of a memory", "use a name that ends in .tmx or .tmx.gz");
        }
        requireNoArchive(file);
        return file;
    }

    /** Rejects a zip archive, which duiqi cannot write. */
    public static void requireNoArchive(Path file) throws FormatException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            throw new FormatException(file.toString(), "cannot write a zip archive", "use a .tmx or .tmx.gz file");
        }
    }

    /**
     * Writes the files of an output: all of them or none. Compresses files whose names end in {@code .gz}.
     *
     * @param files the files; most formats have one
     * @param replaces true to replace existing files
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
         * Rejects files that exist, unless they may be replaced.
         *
         * @throws FormatException if a file already exists
         */
        public void requireFree() throws FormatException {
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
            UninterruptibleWrite.run(
                    () -> AtomicFile.writeAll(files, outs -> CompressedFile.writeAll(files, outs, contents)));
        }
    }
}
