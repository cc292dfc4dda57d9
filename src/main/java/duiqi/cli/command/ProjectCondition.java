package duiqi.cli.command;

import duiqi.app.GlossaryFiles;
import duiqi.app.Project;
import duiqi.check.CheckSettings;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.print.Console;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.io.AtomicFile;
import duiqi.io.InputFile;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the files of the project that contains the current folder, for {@code duiqi doctor}. */
final class ProjectCondition {
    private static final long GOOD_SPACE = 1000 * DoctorCommand.MEGABYTE;
    private static final long SMALL_SPACE = 50 * DoctorCommand.MEGABYTE;

    private final Console console;
    private final Path folder;

    ProjectCondition(Console console) {
        this.console = console;
        folder = MemoryOptions.ProjectOptions.folder(console);
    }

    List<DoctorCommand.Subject> subjects() {
        return List.of(
                new DoctorCommand.Subject("disk", this::disk),
                new DoctorCommand.Subject("project", this::settings),
                new DoctorCommand.Subject("memories", this::memories),
                new DoctorCommand.Subject("index", this::index),
                new DoctorCommand.Subject("glossaries", this::glossaries),
                new DoctorCommand.Subject("locks", this::locks));
    }

    private Path memoryFolder() {
        return folder.resolve(Project.MEMORIES);
    }

    private void disk(List<DoctorCommand.Remark> remarks) {
        // Files.getFileStore fails in a changed root, which has no mount point.
        long free = folder.toAbsolutePath().toFile().getUsableSpace();
        String found = DoctorCommand.megabytes(free) + " free";
        if (free >= GOOD_SPACE) {
            remarks.add(new DoctorCommand.Remark(DoctorCommand.Level.OK, found));
        } else {
            remarks.add(new DoctorCommand.Remark(
                    free < SMALL_SPACE ? DoctorCommand.Level.ERROR : DoctorCommand.Level.WARNING,
                    found + "; free some space"));
        }
    }

    private void settings(List<DoctorCommand.Remark> remarks) throws IOException {
        Project project = Project.in(folder);
        CheckSettings settings = project.settings(problem ->
                remarks.add(new DoctorCommand.Remark(DoctorCommand.Level.ERROR, String.valueOf(problem.getMessage()))));
        Optional<Path> file = project.settingsFound();
        Stream.of(folder, memoryFolder(), project.glossaryFolder())
                .map(Path::toAbsolutePath)
                .filter(path -> Files.isDirectory(path) && !Files.isWritable(path))
                .forEach(path -> remarks.add(new DoctorCommand.Remark(
                        DoctorCommand.Level.WARNING, path + ": cannot be written; change its permissions")));
        if (!remarks.isEmpty()) {
            return;
        }
        String direction = settings.direction()
                .map(set -> ", " + set.source().tag() + " to " + set.target().tag())
                .orElse("");
        boolean isProject = file.isPresent() || Files.exists(memoryFolder());
        remarks.add(
                isProject
                        ? new DoctorCommand.Remark(
                                DoctorCommand.Level.OK, file.map(Path::toString).orElse("no duiqi.toml") + direction)
                        : new DoctorCommand.Remark(
                                DoctorCommand.Level.NOTE,
                                "there is no project in this folder; create one with duiqi init"));
    }

    /** Returns whether a folder exists. Adds an error if a file has its name. */
    private static boolean isFolder(Path path, List<DoctorCommand.Remark> remarks) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path)) {
            remarks.add(new DoctorCommand.Remark(
                    DoctorCommand.Level.ERROR, path + ": is not a folder; rename it, then run duiqi init"));
        } else if (!Files.isDirectory(path)) {
            remarks.add(new DoctorCommand.Remark(
                    DoctorCommand.Level.NOTE, "there is no folder " + path + "; create it with duiqi init"));
        }
        return Files.isDirectory(path);
    }

    private void memories(List<DoctorCommand.Remark> remarks) throws IOException {
        if (!isFolder(memoryFolder(), remarks)) {
            return;
        }
        List<MemoryFile> memories = MemoryFile.in(memoryFolder());
        for (Path other : MemoryFile.others(memoryFolder())) {
            remarks.add(new DoctorCommand.Remark(
                    DoctorCommand.Level.NOTE,
                    other + ": is not a memory; convert it with: duiqi tm convert " + other + " -o NAME.tmx"));
        }
        long end = System.nanoTime() + DoctorCommand.COUNTING.toNanos();
        long[] units = {0};
        boolean isWhole = true;
        for (MemoryFile memory : memories) {
            try {
                isWhole &= count(memory.path(), end, units, remarks);
            } catch (IOException unreadable) {
                remarks.add(new DoctorCommand.Remark(DoctorCommand.Level.ERROR, DoctorCommand.explain(unreadable)));
            }
        }
        remarks.add(
                0,
                new DoctorCommand.Remark(
                        DoctorCommand.Level.OK,
                        memories.isEmpty()
                                ? "none yet; duiqi align writes one"
                                : Plurals.of(memories.size(), "file")
                                        + (isWhole ? ", " : ", more than ")
                                        + Plurals.units(units[0])));
    }

    /** Counts the units of a memory until the time ends. Returns whether it counted all. */
    private static boolean count(Path memory, long end, long[] units, List<DoctorCommand.Remark> remarks)
            throws IOException {
        int[] damaged = {0};
        try (UnitReader reader = UnitReader.tmx(memory, damage -> damaged[0]++)) {
            while (reader.next().isPresent()) {
                units[0]++;
                if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                    return false;
                }
            }
        } finally {
            if (damaged[0] > 0) {
                remarks.add(new DoctorCommand.Remark(
                        DoctorCommand.Level.WARNING,
                        memory + ": is damaged in " + Plurals.of(damaged[0], "location")
                                + "; list them with: duiqi tm validate " + memory));
            }
        }
        return true;
    }

    private void index(List<DoctorCommand.Remark> remarks) throws IOException {
        if (!Files.isDirectory(memoryFolder())) {
            remarks.add(new DoctorCommand.Remark(DoctorCommand.Level.OK, "none"));
            return;
        }
        List<MemoryFile> without = TranslationMemory.withoutIndex(
                memoryFolder(), console.workspace().indexes());
        remarks.add(new DoctorCommand.Remark(
                DoctorCommand.Level.OK,
                without.isEmpty()
                        ? "up to date"
                        : "of " + without.size() + Plurals.choose(without.size(), " memory", " memories")
                                + " missing or old; the next search builds it"));
    }

    private void glossaries(List<DoctorCommand.Remark> remarks) throws IOException {
        Project project = Project.in(folder);
        CheckSettings settings = readable(project);
        List<Path> places = project.glossaries(settings);
        if (settings.glossaries().isEmpty() && !isFolder(project.glossaryFolder(), remarks)) {
            return;
        }
        int files = 0;
        for (Path place : places) {
            files += Glossary.files(place).size();
        }
        Glossary glossary = GlossaryFiles.read(
                places,
                fault -> remarks.add(
                        new DoctorCommand.Remark(DoctorCommand.Level.ERROR, String.valueOf(fault.getMessage()))));
        remarks.add(
                0,
                new DoctorCommand.Remark(
                        DoctorCommand.Level.OK,
                        Plurals.of(files, "file") + ", "
                                + Plurals.of(glossary.entries().size(), "translation")));
    }

    /** Returns the settings, or the default ones if the file cannot be read, which is an error of another subject. */
    private CheckSettings readable(Project project) {
        try {
            return project.settings(problem -> {});
        } catch (IOException unreadable) {
            return CheckSettings.defaults(folder.toAbsolutePath());
        }
    }

    private void locks(List<DoctorCommand.Remark> remarks) throws IOException {
        for (Path place : List.of(folder, memoryFolder(), folder.resolve(Project.GLOSSARIES))) {
            if (Files.isDirectory(place)) {
                locks(place, remarks);
            }
        }
        if (remarks.isEmpty()) {
            remarks.add(new DoctorCommand.Remark(DoctorCommand.Level.OK, "none"));
        }
    }

    /** Reports locks in use and locks that fail. Any other lock file is harmless: the next update uses it. */
    private void locks(Path place, List<DoctorCommand.Remark> remarks) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, ".*.lock")) {
            for (Path lock : found) {
                try (FileChannel channel = InputFile.openOwn(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    if (isHeld(channel)) {
                        remarks.add(new DoctorCommand.Remark(
                                DoctorCommand.Level.NOTE,
                                lock + ": another duiqi works on the file; wait until it ends"));
                    }
                } catch (NoSuchFileException gone) {
                    // Its holder ended and removed it.
                } catch (IOException unlockable) {
                    remarks.add(new DoctorCommand.Remark(
                            DoctorCommand.Level.WARNING,
                            lock + ": cannot be locked, so that simultaneous updates may lose changes; delete it"));
                }
            }
        }
        AtomicFile.temporaryFilesNear(
                        place.resolve("any"), console.clock().instant().minus(Duration.ofDays(1)))
                .forEach(file -> remarks.add(new DoctorCommand.Remark(
                        DoctorCommand.Level.NOTE, file + ": a killed duiqi left it; delete it")));
    }

    private static boolean isHeld(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }
}
