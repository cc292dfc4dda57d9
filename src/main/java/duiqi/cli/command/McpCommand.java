package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.protocol.AssistantServer;
import duiqi.protocol.LiveProject;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mcp",
        header = "Let an assistant use the memories, terms and checks of a project.",
        description = """

                Speaks the Model Context Protocol on standard input and output. An assistant starts this command, looks \
                up sentences, words and terms, aligns texts, and checks its translations. All texts stay on this \
                computer, except those that the assistant sends to its model.

                The assistant reads documents in the project folder only. With --allow-write, it also adds units and \
                terms. The process ends when the assistant closes standard input.
                """,
        footer = """

                Examples:
                  duiqi mcp
                  duiqi mcp ~/translations/client --allow-write
                  claude mcp add duiqi -- duiqi mcp ~/translations/client
                """)
public final class McpCommand extends Subcommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Use the memories, glossary and settings of this project. Default: the current folder.")
    private @Nullable Path folder;

    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Option(names = "--allow-write", description = "Let the assistant add units and terms.")
    private boolean allowsWriting;

    @Option(
            names = "--add-to",
            paramLabel = "FILE",
            description = "Add new units to this memory. Default: additions.tmx in the memory folder.")
    private @Nullable Path addTo;

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Override
    public Integer call() throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new FormatException(folder.toString(), "there is no such folder", "give the folder of a project");
        }
        Console console = folder == null ? console() : console().in(folder);
        Project project = options.project(console);
        try (LiveProject live = new LiveProject(
                project,
                memories.given(),
                Optional.ofNullable(addTo),
                allowsWriting,
                console.workspace().with(message -> console.warn(message)))) {
            new AssistantServer(live, failures()::report).run(console.in(), console.out());
        }
        return ExitCode.DONE;
    }
}
