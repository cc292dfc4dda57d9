package duiqi.app;

import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the settings, glossaries and baseline of a project. Immutable.
 *
 * @param config the settings file; empty for {@code duiqi.toml} in the folder, if it exists
 * @param named the given glossaries; none for the glossaries of the settings or the folder
 * @param baseline the given baseline; empty for the baseline of the settings
 * @param profile the profile of the settings to use; empty for none
 */
public record Project(
        Path folder, Optional<Path> config, List<Path> named, Optional<Path> baseline, Optional<String> profile) {
    public static final String GLOSSARIES = "glossary";

    public static final String MEMORIES = "tm";

    public Project {
        named = List.copyOf(named);
    }

    /** Returns the project in a folder, with its own settings, glossaries and baseline. */
    public static Project in(Path folder) {
        return new Project(folder, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns the folder of the project that contains a folder: the nearest one with {@code duiqi.toml} among the folder
     * and the folders above it. The search ends at the root of the git repository. Outside a repository it ends at the
     * home folder, and outside that at the folder itself, because other users may write to the folders above.
     *
     * @param folder the folder where the search begins
     * @param home the home folder of the user; empty if there is none
     * @return the folder of the settings, relative if {@code folder} is; {@code folder} if there are no settings
     */
    public static Path around(Path folder, Optional<Path> home) {
        Path start = folder.toAbsolutePath().normalize();
        List<Path> above = new ArrayList<>();
        for (Path path = start; path != null; path = path.getParent()) {
            above.add(path);
        }
        Path last = above.stream()
                .filter(path -> Files.exists(path.resolve(".git")))
                .findFirst()
                .or(() -> home.map(path -> path.toAbsolutePath().normalize()).filter(above::contains))
                .orElse(start);
        return above.subList(0, above.indexOf(last) + 1).stream()
                .filter(path -> Files.isRegularFile(path.resolve(CheckSettings.FILE_NAME)))
                .findFirst()
                .filter(found -> !found.equals(start))
                .map(found -> folder.isAbsolute() ? found : start.relativize(found))
                .orElse(folder);
    }

    /**
     * Returns the inputs of a check.
     *
     * @param inputs the given inputs; none for those of the project: its memories and the files of its settings. If it
     *     has neither, these are all files of units in its folder
     * @throws FormatException if there is nothing to check
     */
    public ProjectCheck.CheckInputs inputs(List<String> inputs, CheckSettings settings, TextPairReader reader)
            throws IOException {
        if (!inputs.isEmpty()) {
            return ProjectCheck.CheckInputs.of(inputs, reader);
        }
        Path memories = folder.resolve(MEMORIES);
        boolean hasMemories = Files.isDirectory(memories)
                && !ProjectCheck.CheckInputs.found(memories).isEmpty();
        if (!settings.files().isEmpty()) {
            boolean isNamed = settings.files().stream().anyMatch(place -> contains(place, memories));
            Stream<Path> own = hasMemories && !isNamed ? Stream.of(memories) : Stream.of();
            return ProjectCheck.CheckInputs.of(
                    Stream.concat(own, settings.files().stream().map(place -> inProject(place, settings)))
                            .map(Path::toString)
                            .toList(),
                    reader);
        }
        return hasMemories || settingsFound().isEmpty()
                ? ProjectCheck.CheckInputs.project(memories)
                : ProjectCheck.CheckInputs.whole(folder);
    }

    /** Returns the translations among the given files, which are not its glossaries. */
    public ProjectCheck.CheckInputs translations(List<String> inputs, CheckSettings settings) throws IOException {
        List<Path> glossaries = glossaries(settings);
        return ProjectCheck.CheckInputs.among(inputs.stream()
                .filter(name -> glossaries.stream().noneMatch(place -> contains(place, Path.of(name))))
                .toList());
    }

    /** Returns the path of a file of the settings, relative if the folder of the project is. */
    private Path inProject(Path place, CheckSettings settings) {
        boolean isOwn =
                settings.folder().equals(folder.toAbsolutePath().normalize()) && contains(settings.folder(), place);
        return isOwn ? folder.resolve(settings.folder().relativize(place)) : place;
    }

    private static boolean contains(Path folder, Path file) {
        return file.toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize());
    }

    public CheckSettings settings(Consumer<FormatException> problems) throws IOException {
        if (config.isEmpty() && profile.isEmpty() && !Files.exists(settingsFile())) {
            return CheckSettings.defaults(folder.toAbsolutePath());
        }
        CheckSettings.Reading reading = CheckSettings.read(settingsFile(), Checks.rules(), profile);
        reading.problems().forEach(problems);
        return reading.settings();
    }

    public Optional<Path> settingsFound() {
        return Optional.of(settingsFile()).filter(Files::exists);
    }

    /**
     * Adds sections {@code [[ignore]]} to the settings file, or creates the file.
     *
     * @return the file
     */
    public Path add(List<CheckSettings.IgnoreSection> ignores) throws IOException {
        Path file = settingsFile();
        FileState seen = FileState.of(file);
        byte[] old = Files.exists(file) ? InputFile.bytes(file) : new byte[0];
        boolean isEnded = old.length == 0 || old[old.length - 1] == '\n';
        String added = ignores.stream().map(CheckSettings.IgnoreSection::toml).collect(Collectors.joining());
        AtomicFile.update(file, seen, out -> {
            out.write(old);
            out.write(((isEnded ? "" : "\n") + (old.length == 0 ? added.stripLeading() : added))
                    .getBytes(StandardCharsets.UTF_8));
        });
        return file;
    }

    private Path settingsFile() {
        return config.orElse(folder.resolve(CheckSettings.FILE_NAME));
    }

    public Path glossaryFolder() {
        return folder.resolve(GLOSSARIES);
    }

    public List<Path> glossaries(CheckSettings settings) {
        List<Path> places = named.isEmpty() ? settings.glossaries() : named;
        if (!places.isEmpty()) {
            return places;
        }
        Path own = glossaryFolder();
        return Files.isDirectory(own) ? List.of(own) : List.of();
    }

    /**
     * Returns the first CSV or TSV file among the glossaries, which receives new terms. duiqi adds rows only to these
     * formats. If there is none, returns the path of a new file.
     */
    public Path termFile(List<Path> glossaries) throws IOException {
        for (Path place : glossaries) {
            if (Files.exists(place)) {
                for (Path file : Glossary.files(place)) {
                    boolean isTable = GlossaryFormats.of(file)
                            .filter(format -> Set.of("csv", "tsv").contains(format.name()))
                            .isPresent();
                    if (isTable) {
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
     * Rejects an output file that is also an input of a check, under any name.
     *
     * @throws FormatException if the file is an input
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
     * Rejects an output file that is the same as an input file.
     *
     * @throws FormatException if both are the same file
     */
    public static void requireOther(Path output, Path read) throws IOException {
        if (Files.exists(output) && Files.exists(read) && Files.isSameFile(output, read)) {
            throw new FormatException(output.toString(), "is both input and output", "give another output file");
        }
    }

    public Optional<Path> baselineFile(CheckSettings settings) {
        return baseline.or(settings::baseline);
    }

    /**
     * Reads the baseline.
     *
     * @param isUpdate true if duiqi will write a new baseline
     * @param problems receives the problems in the file
     * @throws FormatException if duiqi would replace a file that is not a baseline
     */
    public Baseline baseline(CheckSettings settings, boolean isUpdate, Consumer<FormatException> problems)
            throws IOException {
        Optional<Path> file = baselineFile(settings);
        if (isUpdate && file.isEmpty()) {
            throw new IllegalArgumentException(
                    "the project has no baseline; give a file with --baseline FILE, or set baseline in duiqi.toml");
        }
        if (file.isEmpty() || (isUpdate && !Files.exists(file.get()))) {
            return Baseline.none(file.map(Project::folderOf).orElse(settings.folder()));
        }
        if (!Files.exists(file.get())) {
            problems.accept(new FormatException(
                    file.get().toString(),
                    "there is no such baseline",
                    "check its name, or create it with duiqi baseline"));
            return Baseline.none(folderOf(file.get()));
        }
        Baseline.Reading reading = Baseline.read(file.get());
        boolean isOther =
                reading.baseline().entries().isEmpty() && !reading.problems().isEmpty();
        if (isUpdate && isOther) {
            throw new FormatException(
                    file.get().toString(), "already exists and is not a baseline", "give another file");
        }
        reading.problems().forEach(problems);
        return reading.baseline();
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file);
    }
}
