package duiqi.app;

import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.glossary.Glossary;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The settings, glossaries and baseline that a project is checked by. Immutable.
 *
 * @param folder the folder of the project
 * @param config the settings that the user names; empty for {@code duiqi.toml} in the folder, if it exists
 * @param named the glossaries that the user names; none for those of the settings or the folder
 * @param baseline the baseline that the user names; empty for that of the settings
 */
public record Project(Path folder, Optional<Path> config, List<Path> named, Optional<Path> baseline) {
    /** The folder with the glossaries of a project. */
    public static final String GLOSSARIES = "glossary";

    /** The folder with the memories of a project. */
    public static final String MEMORIES = "tm";

    public Project {
        named = List.copyOf(named);
    }

    /** Returns the project in a folder, with its own settings, glossaries and baseline. */
    public static Project in(Path folder) {
        return new Project(folder, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * Returns the inputs of a check: the memories of the project when nothing is named.
     *
     * @throws FormatException if there is nothing
     */
    public ProjectCheck.CheckInputs inputs(List<String> inputs, boolean isSwapped) throws IOException {
        return inputs.isEmpty()
                ? ProjectCheck.CheckInputs.project(folder.resolve(MEMORIES))
                : ProjectCheck.CheckInputs.of(inputs, isSwapped);
    }

    /** Reads the settings; what is wrong in them is reported, and the rest holds. */
    public CheckSettings settings(Consumer<FormatException> problems) throws IOException {
        if (config.isEmpty() && !Files.exists(settingsFile())) {
            return CheckSettings.defaults(folder.toAbsolutePath());
        }
        CheckSettings.Reading reading = CheckSettings.read(settingsFile(), Checks.rules());
        reading.problems().forEach(problems);
        return reading.settings();
    }

    private Path settingsFile() {
        return config.orElse(folder.resolve(CheckSettings.FILE_NAME));
    }

    /** Returns the files and folders with glossaries. */
    public List<Path> glossaries(CheckSettings settings) {
        List<Path> places = named.isEmpty() ? settings.glossaries() : named;
        if (!places.isEmpty()) {
            return places;
        }
        Path own = folder.resolve(GLOSSARIES);
        return Files.isDirectory(own) ? List.of(own) : List.of();
    }

    /**
     * Reads files and folders with glossaries as far as they can be read.
     *
     * @param faults hears of rows and files that cannot be read
     */
    public static Glossary glossary(List<Path> places, Glossary.FaultListener faults) throws IOException {
        List<Glossary> glossaries = new ArrayList<>();
        for (Path place : places) {
            try {
                glossaries.add(Glossary.read(place, faults));
            } catch (FormatException fault) {
                faults.found(fault);
            }
        }
        return Glossary.of(glossaries);
    }

    /** Returns the table that a new term is written to: the first among the glossaries, since a row can be added to a table alone. */
    Path termFile(List<Path> glossaries) throws IOException {
        for (Path place : glossaries) {
            if (Files.exists(place)) {
                for (Path file : Glossary.files(place)) {
                    String name = file.toString().toLowerCase(Locale.ROOT);
                    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
                        return file;
                    }
                }
            }
        }
        return glossaries.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(folder.resolve(GLOSSARIES))
                .resolve("terms.csv");
    }

    /**
     * Makes sure that a file to be written is none that a check reads, under whatever name.
     *
     * @throws FormatException if it is one
     */
    public void requireOther(Path output, ProjectCheck.CheckInputs toCheck, CheckSettings settings) throws IOException {
        List<Path> files = new ArrayList<>(toCheck.files());
        files.add(settingsFile());
        for (Path place : glossaries(settings)) {
            if (Files.exists(place)) {
                files.addAll(Glossary.files(place));
            }
        }
        for (Path file : files) {
            requireOther(output, file);
        }
    }

    /**
     * Makes sure that a file to be written is not a certain one that is read.
     *
     * @throws FormatException if it is
     */
    public static void requireOther(Path output, Path read) throws IOException {
        if (Files.exists(output) && Files.exists(read) && Files.isSameFile(output, read)) {
            throw new FormatException(
                    output.toString(), "is to be read and written as well", "name another file to write");
        }
    }

    /** Returns the file of the baseline; empty where there is none. */
    public Optional<Path> baselineFile(CheckSettings settings) {
        return baseline.or(settings::baseline);
    }

    /**
     * Reads the baseline.
     *
     * @param isUpdate whether it is to be written anew
     * @param problems hears of what is wrong in the file
     * @throws FormatException if it is to be written anew and is another file
     */
    Baseline baseline(CheckSettings settings, boolean isUpdate, Consumer<FormatException> problems) throws IOException {
        Optional<Path> file = baselineFile(settings);
        if (isUpdate && file.isEmpty()) {
            throw new IllegalArgumentException("--update-baseline has no file to write; name one with --baseline FILE");
        }
        if (file.isEmpty() || (isUpdate && !Files.exists(file.get()))) {
            return Baseline.none(file.map(Project::folderOf).orElse(settings.folder()));
        }
        if (!Files.exists(file.get())) {
            problems.accept(new FormatException(
                    file.get().toString(),
                    "there is no such baseline",
                    "check its name, or write it with --update-baseline"));
            return Baseline.none(folderOf(file.get()));
        }
        Baseline.Reading reading = Baseline.read(file.get());
        boolean isOther =
                reading.baseline().entries().isEmpty() && !reading.problems().isEmpty();
        if (isUpdate && isOther) {
            throw new FormatException(
                    file.get().toString(), "is no baseline, and is not replaced by one", "name another file");
        }
        reading.problems().forEach(problems);
        return reading.baseline();
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file);
    }
}
