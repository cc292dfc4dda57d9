package duiqi.cli.option;

import duiqi.app.Project;
import duiqi.check.CheckSettings;
import duiqi.cli.print.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

public final class ProjectOptions {
    @Option(
            names = "--glossary",
            paramLabel = "FILE|FOLDER",
            description = "Use the terms of this glossary or folder; repeatable. Default: glossary.")
    private List<Path> glossaries = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read the settings from this file. Default: duiqi.toml in this folder or above.")
    private @Nullable Path config;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Use the settings of this profile in the settings file, for example of a client.")
    private @Nullable String profile;

    public Project project(Console console) {
        return project(console, Optional.empty());
    }

    /** Returns the project with the baseline given by the user, if there is one. */
    public Project project(Console console, Optional<Path> baseline) {
        Path folder = config == null ? folder(console) : console.folder();
        return new Project(folder, Optional.ofNullable(config), glossaries, baseline, Optional.ofNullable(profile));
    }

    /** Returns the settings for reading texts. The command reports problems of the settings when it reads them itself. */
    public CheckSettings settings(Console console) throws IOException {
        return project(console).settings(problem -> {});
    }

    /** Returns the folder of the project: the current folder, or one above it that has settings. */
    public static Path folder(Console console) {
        return Project.around(console.folder(), home(console));
    }

    public static Optional<Path> home(Console console) {
        return console.variable("HOME")
                .or(() -> console.variable("USERPROFILE"))
                .map(Path::of);
    }
}
