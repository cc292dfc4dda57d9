package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManualPagesTest {
    @TempDir
    private Path folder;

    private static String page(Path pages, String name) throws IOException {
        return Files.readString(pages.resolve(name + ".1"));
    }

    @Test
    void writesThePageOfEachVisibleCommand() throws Exception {
        Path pages = folder.resolve("man/man1");
        ManualPages.main(new String[] {pages.toString()});
        CommandLine root = new CommandLineProgram(new FakeConsole().console()).commandLine();
        List<String> commands = root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(command -> "duiqi-" + command.getCommandName() + ".1")
                .toList();
        assertThat(commands).hasSizeGreaterThan(14);
        try (Stream<Path> files = Files.list(pages)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("duiqi.1", "duiqi-tm-merge.1", "duiqi-corpus-align.1")
                    .containsAll(commands);
        }
        assertThat(page(pages, "duiqi-tm-clean"))
                .startsWith(".TH DUIQI\\-TM\\-CLEAN 1 ")
                .contains("\n.SH NAME\nduiqi\\-tm\\-clean \\- Remove bad units from a memory\n.SH \"SYNOPSIS\"\n.nf\n")
                .contains("\nduiqi tm clean [OPTIONS] MEMORY")
                .contains("\n.SH \"Output\"\n.nf\n  \\-o, \\-\\-output=FILE    Write to this file.")
                .contains("\n.SH \"Filters (\\-\\-filters, \\-\\-without)\"\n.nf\n  empty, one\\-sided");
        assertThat(page(pages, "duiqi-align"))
                .contains("(第三章, Chapter Three)")
                .doesNotContain("${COMPLETION", "${DEFAULT", "%n");
        try (Stream<Path> files = Files.list(pages)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file).lines().filter(line -> line.startsWith(".")))
                        .as(file.toString())
                        .allMatch(line -> line.matches("\\.(TH .*|SH NAME|SH \".*\"|PP|nf|fi)"));
            }
        }
    }
}
