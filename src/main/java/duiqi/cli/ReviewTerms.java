package duiqi.cli;

import duiqi.bitext.FormatException;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.glossary.GlossaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a review checks by: as the check of a project does, see {@link CheckCommand}.
 *
 * @param settings what is looked at
 * @param glossaries files and folders with terms
 * @param termFile the glossary that new terms are added to, which may not be there yet
 */
record ReviewTerms(CheckSettings settings, List<Path> glossaries, Path termFile) {
    private static final String NEW_FILE = "terms.csv";

    /**
     * @param config the settings file that the user named; empty for that of the project, if it is there
     * @param named glossaries that the user named; empty for those of the settings or the project
     * @param problems is told what is wrong in the settings
     */
    static ReviewTerms of(
            Path folder, Optional<Path> config, List<Path> named, Consumer<FormatException> problems)
            throws IOException {
        CheckSettings settings = settings(folder, config, problems);
        Path own = folder.resolve(Glossaries.FOLDER);
        List<Path> places = named.isEmpty() ? settings.glossaries() : named;
        if (places.isEmpty() && Files.isDirectory(own)) {
            places = List.of(own);
        }
        return new ReviewTerms(settings, places, termFile(places, own));
    }

    private static CheckSettings settings(Path folder, Optional<Path> config, Consumer<FormatException> problems)
            throws IOException {
        Path file = config.orElse(folder.resolve(CheckSettings.FILE_NAME));
        if (config.isEmpty() && !Files.exists(file)) {
            return CheckSettings.defaults(folder.toAbsolutePath());
        }
        CheckSettings.Reading reading = CheckSettings.read(file, Checks.rules());
        reading.problems().forEach(problems);
        return reading.settings();
    }

    /** The first table among the glossaries, since a row can be added to a table alone. */
    private static Path termFile(List<Path> places, Path own) throws IOException {
        for (Path place : places) {
            if (Files.exists(place)) {
                for (Path file : GlossaryFolder.files(place)) {
                    String name = file.toString().toLowerCase(Locale.ROOT);
                    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
                        return file;
                    }
                }
            }
        }
        return places.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(own)
                .resolve(NEW_FILE);
    }
}
