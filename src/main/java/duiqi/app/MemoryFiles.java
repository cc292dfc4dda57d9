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

/** Opens, locks and checks files with translation units. */
public final class MemoryFiles {
    private MemoryFiles() {}

    /** Returns the units of a file, whose form its name shows. */
    public static UnitReader.Source source(Path file) throws FormatException {
        return source(file, format(file), Language.CHINESE, Language.ENGLISH);
    }

    /**
     * Returns the units of a file.
     *
     * @param source its source language where it does not say
     * @param target its target language where it does not say
     */
    public static UnitReader.Source source(Path file, ExchangeFormat format, Language source, Language target)
            throws FormatException {
        return source(file, format, source, target, new Omissions());
    }

    /**
     * Returns the units of a file.
     *
     * @param source its source language where it does not say
     * @param target its target language where it does not say
     * @param omissions counts the content of the file that units do not hold
     */
    public static UnitReader.Source source(
            Path file, ExchangeFormat format, Language source, Language target, Omissions omissions)
            throws FormatException {
        requireFile(file);
        return listener -> format.open(file, new ReaderSettings(source, target, listener, omissions));
    }

    /**
     * Counts what is in files together.
     *
     * @param damage hears of damage in the files, and may refuse it
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
     * @param damage hears of damage in the files, and may refuse it
     */
    public static MemoryDiff diff(Path before, Path after, ReadProblem.Listener damage) throws IOException {
        return MemoryDiff.of(source(before), source(after), damage);
    }

    /**
     * Checks a TMX file.
     *
     * @param report hears of each place that breaks a rule
     */
    public static void validate(Path memory, TmxValidation.Report report) throws IOException {
        new TmxValidation(report).check(tmx(memory));
    }

    /** Returns the form of a file, which its name shows. */
    public static ExchangeFormat format(Path file) throws FormatException {
        return ExchangeFormat.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "its name does not tell what it is",
                        "let it end in one of "
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

    /** Requires a TMX file to be read, the only form that is changed in place. */
    public static Path tmx(Path file) throws FormatException {
        if (Files.isDirectory(file)) {
            requireFile(file);
        }
        if (!format(file).name().equals("tmx")) {
            throw new FormatException(
                    file.toString(), "is no TMX", "make one of it first: duiqi tm convert " + file + " -o FILE.tmx");
        }
        requireFile(file);
        return file;
    }

    /** Keeps other processes from writing a memory until the lock is closed; warns when one does. */
    public static LockedFile lock(Path memory, Workspace workspace) throws IOException {
        return LockedFile.toUpdate(
                memory, () -> workspace.messages().warn(memory + ": another duiqi is writing it; waiting for its end"));
    }

    /** Requires a name for a TMX file to be written. */
    public static Path newTmx(Path file) throws FormatException {
        if (Files.isDirectory(file)) {
            requireFile(file);
        }
        boolean isTmx = ExchangeFormat.of(file)
                .filter(format -> format.name().equals("tmx"))
                .isPresent();
        if (!isTmx) {
            throw new FormatException(
                    file.toString(), "its name is not that of a memory", "let it end in .tmx or .tmx.gz");
        }
        requireNoArchive(file);
        return file;
    }

    /** Refuses an archive, which cannot be written. */
    public static void requireNoArchive(Path file) throws FormatException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            throw new FormatException(file.toString(), "cannot write a zip archive", "use a .tmx or .tmx.gz file");
        }
    }

    /**
     * The files of an output, one in most forms: all of them are written or none, compressed where their names end in {@code .gz}.
     * Files that are there already are not replaced unless that is asked for.
     *
     * @param replaces whether files that are there may be replaced
     */
    public record OutputFiles(List<Path> files, boolean replaces) {
        public OutputFiles {
            files = List.copyOf(files);
        }

        /** Returns whether there is a file that would be replaced; a terminal is none. */
        public static boolean isTaken(Path file) {
            return Files.isRegularFile(file);
        }

        /**
         * Makes sure that nothing is replaced that may not be.
         *
         * @throws FormatException if a file is there already
         */
        public void requireFree() throws FormatException {
            for (Path file : files) {
                if (!replaces && isTaken(file)) {
                    throw new FormatException(file.toString(), "is there already", "name another file, or add --force");
                }
            }
        }

        /**
         * Writes the files.
         *
         * @throws FormatException if one is there already
         */
        public void write(AtomicFile.Contents contents) throws IOException {
            requireFree();
            UninterruptibleWrite.run(
                    () -> AtomicFile.writeAll(files, outs -> CompressedFile.writeAll(files, outs, contents)));
        }
    }
}
