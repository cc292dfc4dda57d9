package duiqi.cli.command;

import duiqi.app.GlossaryFiles;
import duiqi.app.Project;
import duiqi.check.CheckSettings;
import duiqi.cli.option.ProjectOptions;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the files of the project that contains the current folder, for {@code duiqi doctor}. */
final class ProjectCondition {
    private static final long GOOD_SPACE = 1000 * Installation.MEGABYTE;
    private static final long SMALL_SPACE = 50 * Installation.MEGABYTE;

    /** Time to count the units of all memories. */
    private static final Duration COUNTING = Duration.ofMillis(1500);

    private final Console console;
    private final Path folder;

    ProjectCondition(Console console) {
        this.console = console;
        folder = ProjectOptions.folder(console);
    }

    void addTo(Map<String, Remarks.Check> checks) {
        checks.put("disk", this::disk);
        checks.put("project", this::settings);
        checks.put("memories", this::memories);
        checks.put("index", this::index);
        checks.put("glossaries", this::glossaries);
        checks.put("locks", this::locks);
    }

    private Path memoryFolder() {
        return folder.resolve(Project.MEMORIES);
    }

    private void disk(Remarks remarks) {
        // Files.getFileStore fails in a changed root, which has no mount point.
        long free = folder.toAbsolutePath().toFile().getUsableSpace();
        String found = Installation.megabytes(free) + " free";
        if (free >= GOOD_SPACE) {
            remarks.ok(found);
        } else {
            remarks.add(free < SMALL_SPACE ? Remarks.Level.ERROR : Remarks.Level.WARNING, found + "; free some space");
        }
    }

    private void settings(Remarks remarks) throws IOException {
        Project project = Project.in(folder);
        CheckSettings settings =
                project.settings(problem -> remarks.add(Remarks.Level.ERROR, String.valueOf(problem.getMessage())));
        Optional<Path> file = project.settingsFound();
        Stream.of(folder, memoryFolder(), project.glossaryFolder())
                .map(Path::toAbsolutePath)
                .filter(path -> Files.isDirectory(path) && !Files.isWritable(path))
                .forEach(path ->
                        remarks.add(Remarks.Level.WARNING, path + ": cannot be written; change its permissions"));
        if (!remarks.isEmpty()) {
            return;
        }
        String direction = settings.direction()
                .map(set -> ", " + set.source().tag() + " to " + set.target().tag())
                .orElse("");
        boolean isProject = file.isPresent() || Files.exists(memoryFolder());
        if (isProject) {
            remarks.ok(file.map(Path::toString).orElse("no duiqi.toml") + direction);
        } else {
            remarks.add(Remarks.Level.NOTE, "there is no project in this folder; create one with duiqi init");
        }
    }

    /** Returns whether a folder exists. Adds an error if a file has its name. */
    private static boolean isFolder(Path path, Remarks remarks) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path)) {
            remarks.add(Remarks.Level.ERROR, path + ": is not a folder; rename it, then run duiqi init");
        } else if (!Files.isDirectory(path)) {
            remarks.add(Remarks.Level.NOTE, "there is no folder " + path + "; create it with duiqi init");
        }
        return Files.isDirectory(path);
    }

    private void memories(Remarks remarks) throws IOException {
        if (!isFolder(memoryFolder(), remarks)) {
            return;
        }
        List<MemoryFile> memories = MemoryFile.in(memoryFolder());
        for (Path other : MemoryFile.others(memoryFolder())) {
            remarks.add(
                    Remarks.Level.NOTE,
                    other + ": is not a memory; convert it with: duiqi tm convert " + other + " -o NAME.tmx");
        }
        long end = System.nanoTime() + COUNTING.toNanos();
        long[] units = {0};
        boolean isWhole = true;
        for (MemoryFile memory : memories) {
            try {
                isWhole &= count(memory.path(), end, units, remarks);
            } catch (IOException unreadable) {
                remarks.add(Remarks.Level.ERROR, Remarks.explain(unreadable));
            }
        }
        remarks.summary(
                memories.isEmpty()
                        ? "none yet; duiqi align writes one"
                        : Plurals.of(memories.size(), "file")
                                + (isWhole ? ", " : ", more than ")
                                + Plurals.units(units[0]));
    }

    /** Counts the units of a memory until the time ends. Returns whether it counted all. */
    private static boolean count(Path memory, long end, long[] units, Remarks remarks) throws IOException {
        int[] damaged = {0};
        try (UnitReader reader = UnitReader.tmx(memory, damage -> damaged[0]++)) {
            while (reader.next().isPresent()) {
                units[0]++;
                if (System.nanoTime() > end) {
                    return false;
                }
            }
        } finally {
            if (damaged[0] > 0) {
                remarks.add(
                        Remarks.Level.WARNING,
                        memory + ": is damaged in " + Plurals.of(damaged[0], "location")
                                + "; list them with: duiqi tm validate " + memory);
            }
        }
        return true;
    }

    private void index(Remarks remarks) throws IOException {
        if (!Files.isDirectory(memoryFolder())) {
            remarks.ok("none");
            return;
        }
        List<MemoryFile> without = TranslationMemory.withoutIndex(
                memoryFolder(), console.workspace().indexes());
        remarks.ok(
                without.isEmpty()
                        ? "up to date"
                        : "of " + without.size() + Plurals.choose(without.size(), " memory", " memories")
                                + " missing or old; the next search builds it");
    }

    private void glossaries(Remarks remarks) throws IOException {
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
                places, fault -> remarks.add(Remarks.Level.ERROR, String.valueOf(fault.getMessage())));
        remarks.summary(
                Plurals.of(files, "file") + ", " + Plurals.of(glossary.entries().size(), "translation"));
    }

    /** Returns the settings, or the default ones if the file cannot be read, which is an error of another subject. */
    private CheckSettings readable(Project project) {
        try {
            return project.settings(problem -> {});
        } catch (IOException unreadable) {
            return CheckSettings.defaults(folder.toAbsolutePath());
        }
    }

    private void locks(Remarks remarks) throws IOException {
        for (Path place : List.of(folder, memoryFolder(), folder.resolve(Project.GLOSSARIES))) {
            if (Files.isDirectory(place)) {
                locks(place, remarks);
            }
        }
        if (remarks.isEmpty()) {
            remarks.ok("none");
        }
    }

    /** Reports locks in use and locks that fail. Any other lock file is harmless: the next update uses it. */
    private void locks(Path place, Remarks remarks) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, ".*.lock")) {
            for (Path lock : found) {
                try (FileChannel channel = InputFile.openOwn(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    if (isHeld(channel)) {
                        remarks.add(Remarks.Level.NOTE, lock + ": another duiqi works on the file; wait until it ends");
                    }
                } catch (NoSuchFileException gone) {
                    // Its holder ended and removed it.
                } catch (IOException unlockable) {
                    remarks.add(
                            Remarks.Level.WARNING,
                            lock + ": cannot be locked, so that simultaneous updates may lose changes; delete it");
                }
            }
        }
        AtomicFile.temporaryFilesNear(
                        place.resolve("any"), console.clock().instant().minus(Duration.ofDays(1)))
                .forEach(file -> remarks.add(Remarks.Level.NOTE, file + ": a killed duiqi left it; delete it"));
    }

    private static boolean isHeld(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }
}
