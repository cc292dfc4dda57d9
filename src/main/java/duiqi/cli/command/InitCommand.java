package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.Version;
import duiqi.app.Workspace;
import duiqi.check.CheckSettings;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.print.ExitCode;
import duiqi.io.AtomicFile;
import duiqi.io.InputFile;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ResourceLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "init", header = "Set up a project folder, with a CI file on request.", description = """

                Creates the folders tm and glossary, a glossary with an example, and the settings file duiqi.toml. \
                If the folder has files that duiqi check reads, the settings name them instead of the folder tm. \
                duiqi init keeps files and folders that exist, so a second run changes nothing.

                With --ci, also creates the file with which GitHub, GitLab or pre-commit checks the translations of \
                each change.
                """, footer = """

                Files (--ci):
                  github      .github/workflows/duiqi.yml
                  gitlab      .gitlab-ci.yml
                  pre-commit  .pre-commit-config.yaml

                Examples:
                  duiqi init
                  duiqi init book --ci github
                  duiqi init --source-lang en-GB --target-lang zh-TW
                """)
public final class InitCommand extends Subcommand {
    /** Lists the systems that check each change, with their files. */
    enum ContinuousIntegration {
        GITHUB(".github/workflows/duiqi.yml", "github.yml"),
        GITLAB(".gitlab-ci.yml", "gitlab.yml"),
        PRE_COMMIT(".pre-commit-config.yaml", "pre-commit.yaml");

        private final String file;
        private final String template;

        ContinuousIntegration(String file, String template) {
            this.file = file;
            this.template = template;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int MAX_PLACES = 8;

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Option(
            names = "--ci",
            paramLabel = "SYSTEM",
            description = "Write the file for this system: ${COMPLETION-CANDIDATES}.")
    private @Nullable ContinuousIntegration system;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Folder of the project. Default: this folder.")
    private Path given = Path.of("");

    @Override
    public Integer call() throws IOException {
        Direction direction = languages.direction().orElse(Direction.INTO_ENGLISH);
        folder("");
        List<String> files = places();
        if (files.isEmpty()) {
            folder(Project.MEMORIES);
        }
        folder(Project.GLOSSARIES);
        boolean hasOther = InputFile.in(resolve(Project.GLOSSARIES), Integer.MAX_VALUE).stream()
                .anyMatch(file -> !file.endsWith("terms.csv"));
        if (!hasOther) {
            file(Project.GLOSSARIES + "/terms.csv", "terms.csv", direction, files);
        }
        file(CheckSettings.FILE_NAME, "duiqi.toml", direction, files);
        if (system != null) {
            file(system.file, system.template, direction, files);
        }
        String place = given.toString();
        print("next" + (place.isEmpty() ? "" : ", in " + place) + ":\n");
        String source = direction.isIntoChinese() ? "en" : "zh";
        String target = direction.isIntoChinese() ? "zh" : "en";
        if (files.isEmpty()) {
            next("align article." + source + ".txt article." + target + ".txt", "align two texts");
        }
        next("check", "find errors in the translations");
        next("doctor", "check the installation and the project");
        return ExitCode.DONE;
    }

    /**
     * Returns the files and folders at the top of the project that contain translations, except for its memories; the
     * whole project if these are many.
     */
    private List<String> places() throws IOException {
        Path folder = resolve("");
        List<String> places = ProjectCheck.CheckInputs.found(folder).stream()
                .map(file -> String.valueOf(folder.relativize(file).getName(0)))
                .filter(place -> !place.equals(Project.MEMORIES))
                .distinct()
                .toList();
        return places.size() > MAX_PLACES ? List.of(".") : places;
    }

    private void next(String command, String purpose) {
        print(String.format(Locale.ROOT, "  duiqi %-40s  %s\n", command, purpose));
    }

    private Path resolve(String name) {
        return console().folder().resolve(given).resolve(name);
    }

    private void folder(String name) throws IOException {
        Path folder = resolve(name);
        if (!name.isEmpty() && Files.isDirectory(folder)) {
            tell("kept", name + "/");
            return;
        }
        for (Path above = given.resolve(name); above != null; above = above.getParent()) {
            Path existing = console().folder().resolve(above);
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(existing)) {
                throw new FormatException(
                        above.toString(), "is a file, not a folder", "rename it, or use another folder");
            }
        }
        Files.createDirectories(folder);
        if (!name.isEmpty()) {
            tell("created", name + "/");
        }
    }

    /** Creates a file from its template. A link counts as a file, because its target can be in another folder. */
    private void file(String name, String template, Direction direction, List<String> files) throws IOException {
        Path file = resolve(name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            tell("kept", name);
            return;
        }
        byte[] content = filled(template, direction, files).getBytes(StandardCharsets.UTF_8);
        Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(file, out -> out.write(content)));
        tell("created", name);
    }

    private void tell(String done, String name) {
        print(String.format(Locale.ROOT, "%-8s %s\n", done, shown(name)));
    }

    private String shown(String name) {
        String folder = given.toString();
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private String filled(String template, Direction direction, List<String> files) throws IOException {
        Language chinese = direction.isIntoChinese() ? direction.target() : direction.source();
        boolean isTraditional = chinese.chineseScript().equals(Optional.of("Hant"));
        String term = isTraditional ? "翻譯記憶庫" : "翻译记忆库";
        String wrong = direction.isIntoChinese()
                ? (isTraditional ? "翻譯儲存庫" : "翻译存储库") + ",translation memory"
                : term + ",translation storage";
        String address = Version.address();
        return ResourceLines.text(InitCommand.class, "/duiqi/cli/init/" + template)
                .replace("@SOURCE@", setting("source-lang", direction.source()))
                .replace("@TARGET@", setting("target-lang", direction.target()))
                .replace("@FILES@", setting("files", files))
                .replace("@TERM@", term)
                .replace("@WRONG@", wrong)
                .replace("@REPOSITORY@", address.replaceFirst("^https://[^/]*/", ""))
                .replace("@ADDRESS@", address)
                .replace("@VERSION@", Version.number().replace("-SNAPSHOT", ""));
    }

    /** Returns a language setting. It is a comment by default, because it overrides the variants that files declare. */
    private String setting(String key, Language language) {
        boolean isGiven = languages.direction().isPresent();
        return padded((isGiven ? "" : "# ") + key + " = \"" + language.tag() + '"');
    }

    /** Returns the setting of the files to check. It is a comment for a project of memories. */
    private static String setting(String key, List<String> files) {
        String listed = (files.isEmpty() ? List.of("po", "locales") : files)
                .stream()
                        .map(file -> '"' + file.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(", "));
        return padded((files.isEmpty() ? "# " : "") + key + " = [" + listed + "]");
    }

    private static String padded(String setting) {
        return String.format(Locale.ROOT, "%-38s", setting);
    }
}
