package duiqi.cli.command;

import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.print.ExitCode;
import duiqi.protocol.LanguageService;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lsp",
        header = "Serve a text editor: findings, matches and terms while you write.",
        description = """

                Speaks the Language Server Protocol on standard input and output. An editor starts this command; you \
                do not run it yourself. It shows the findings of duiqi check in XLIFF, PO, TMX, CSV, TSV and resource files, \
                and in pairs of texts, before you save them.

                Each file uses the settings, the glossaries and the memories of its project: the nearest folder with \
                duiqi.toml, else the folder that the editor opened.
                """,
        footer = """

                Examples:
                  duiqi lsp
                  duiqi lsp --tm ~/tm --glossary ~/glossary
                """)
public final class LspCommand extends Subcommand {
    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--stdio", description = "Ignored; some editors add it.")
    @SuppressWarnings("UnusedVariable") // Editors give it.
    private boolean stdio;

    @Override
    public Integer call() throws IOException {
        LanguageService.Settings settings = new LanguageService.Settings(
                project.project(console()),
                memories.given(),
                ReportOptions.pages(console()),
                ProjectOptions.home(console()),
                console().workspace());
        // A library that prints would break the protocol.
        System.setOut(System.err);
        boolean isAsked = LanguageService.run(console().in(), new FileOutputStream(FileDescriptor.out), settings);
        return isAsked ? ExitCode.DONE : ExitCode.FOUND;
    }
}
