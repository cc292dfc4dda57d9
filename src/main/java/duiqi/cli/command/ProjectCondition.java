package duiqi.cli.command;

import duiqi.app.GlossaryFiles;
import duiqi.app.Project;
import duiqi.check.CheckSettings;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.print.Console;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.memory.MemoryFile;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the files of the project that contains the current folder, for {@code duiqi doctor}. */
final class ProjectCondition {
    private static final long GOOD_SPACE = 1000 * Installation.MEGABYTE;
    private static final long SMALL_SPACE = 50 * Installation.MEGABYTE;

    private final Path folder;
    private final Project project;
    private final Path memories;

    ProjectCondition(Console console) {
        folder = ProjectOptions.folder(console);
        project = Project.in(folder);
        memories = folder.resolve(Project.MEMORIES);
    }

    void addTo(Map<String, Remarks.Check> checks) {
        checks.put("disk", this::disk);
        checks.put("project", this::settings);
        checks.put("memories", this::memories);
        checks.put("glossaries", this::glossaries);
    }

    private void disk(Remarks remarks) {
        // Files.getFileStore fails in a changed root, which has no mount point.
        long free = folder.toAbsolutePath().toFile().getUsableSpace();
        String found = Installation.megabytes(free) + " free";
        if (free >= GOOD_SPACE) {
            remarks.ok(found);
        } else if (free >= SMALL_SPACE) {
            remarks.warn(found + "; free some space");
        } else {
            remarks.error(found + "; free some space");
        }
    }

    private void settings(Remarks remarks) throws IOException {
        CheckSettings settings = project.settings(remarks::error);
        Stream.of(folder, memories, project.glossaryFolder())
                .map(Path::toAbsolutePath)
                .filter(path -> Files.isDirectory(path) && !Files.isWritable(path))
                .forEach(path -> remarks.warn(path + ": cannot be written; change its permissions"));
        Optional<Path> file = project.settingsFound();
        if (!remarks.isEmpty()) {
            return;
        }
        if (file.isPresent() || Files.exists(memories)) {
            remarks.ok(file.map(Path::toString).orElse("no duiqi.toml")
                    + settings.direction()
                            .map(set -> ", " + set.source().tag() + " to "
                                    + set.target().tag())
                            .orElse(""));
        } else {
            remarks.note("there is no project in this folder; create one with duiqi init");
        }
    }

    /** Returns whether a folder exists. Adds an error if a file has its name. */
    private static boolean isFolder(Path path, Remarks remarks) {
        if (Files.isDirectory(path)) {
            return true;
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            remarks.error(path + ": is not a folder; rename it, then run duiqi init");
        } else {
            remarks.note("there is no folder " + path + "; create it with duiqi init");
        }
        return false;
    }

    private void memories(Remarks remarks) throws IOException {
        if (!isFolder(memories, remarks)) {
            return;
        }
        for (Path other : MemoryFile.others(memories)) {
            remarks.note(other + ": is not a memory; convert it with: duiqi tm convert " + other + " -o NAME.tmx");
        }
        List<MemoryFile> files = MemoryFile.in(memories);
        long units = 0;
        for (MemoryFile memory : files) {
            try {
                units += count(memory.path(), remarks);
            } catch (IOException unreadable) {
                remarks.error(unreadable);
            }
        }
        remarks.ok(
                files.isEmpty()
                        ? "none yet; duiqi align writes one"
                        : Plurals.of(files.size(), "file") + ", " + Plurals.units(units));
    }

    private static long count(Path memory, Remarks remarks) throws IOException {
        int[] damaged = {0};
        long units = 0;
        try (UnitReader reader = UnitReader.tmx(memory, damage -> damaged[0]++)) {
            while (reader.next().isPresent()) {
                units++;
            }
        }
        if (damaged[0] > 0) {
            remarks.warn(memory + ": is damaged in " + Plurals.of(damaged[0], "location")
                    + "; list them with: duiqi tm validate " + memory);
        }
        return units;
    }

    private void glossaries(Remarks remarks) throws IOException {
        List<Path> places = project.glossaries(readable());
        if (places.isEmpty() && !isFolder(project.glossaryFolder(), remarks)) {
            return;
        }
        int files = 0;
        for (Path place : places) {
            files += Glossary.files(place).size();
        }
        Glossary glossary = GlossaryFiles.read(places, remarks::error);
        remarks.ok(
                Plurals.of(files, "file") + ", " + Plurals.of(glossary.entries().size(), "translation"));
    }

    /** Returns the settings, or the default ones if the file cannot be read, which is an error of another subject. */
    private CheckSettings readable() {
        try {
            return project.settings(problem -> {});
        } catch (IOException unreadable) {
            return CheckSettings.defaults(folder.toAbsolutePath());
        }
    }
}
