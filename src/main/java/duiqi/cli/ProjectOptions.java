package duiqi.cli;

import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.glossary.GlossaryFolder;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about what a project is checked by: its glossaries and its settings. */
final class ProjectOptions {
    private static final String MEMORIES = "tm";

    @Option(
            names = "--glossary",
            paramLabel = "FILE",
            description =
                    "Take the terms of this glossary, or of all in this folder, instead of those in glossary. May be "
                            + "given several times.")
    private List<Path> glossaries = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: duiqi.toml in the folder at hand, if it is there.")
    private @Nullable Path config;

    /**
     * What is to be checked: the memories of the project when nothing is named.
     *
     * @throws FormatException if there is nothing
     */
    static CheckInputs inputs(List<String> named, boolean swapped, Console console) throws IOException {
        return named.isEmpty()
                ? CheckInputs.project(console.folder().resolve(MEMORIES))
                : CheckInputs.of(named, swapped);
    }

    /** The settings; what is wrong in them is told, and the rest holds. */
    CheckSettings settings(Console console, Consumer<FormatException> problems) throws IOException {
        if (config == null && !Files.exists(file(console))) {
            return CheckSettings.defaults(console.folder().toAbsolutePath());
        }
        CheckSettings.Reading reading = CheckSettings.read(file(console), Checks.rules());
        reading.problems().forEach(problems);
        return reading.settings();
    }

    private Path file(Console console) {
        return config == null ? console.folder().resolve(CheckSettings.FILE_NAME) : config;
    }

    /** Where the glossaries are. */
    List<Path> glossaries(CheckSettings settings, Console console) {
        List<Path> places = glossaries.isEmpty() ? settings.glossaries() : glossaries;
        if (!places.isEmpty()) {
            return places;
        }
        Path own = console.folder().resolve(Glossaries.FOLDER);
        return Files.isDirectory(own) ? List.of(own) : List.of();
    }

    /** All files that are read. */
    FilesInUse inUse(CheckInputs toCheck, CheckSettings settings, Console console) throws IOException {
        List<Path> files = new ArrayList<>(toCheck.files());
        files.add(file(console));
        for (Path place : glossaries(settings, console)) {
            if (Files.exists(place)) {
                files.addAll(GlossaryFolder.files(place));
            }
        }
        return new FilesInUse(files);
    }
}
