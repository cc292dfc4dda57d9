package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.AlignmentFormat;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import duiqi.exchange.ExchangeFormat;
import duiqi.glossary.GlossaryFormat;
import duiqi.glossary.GlossaryFormats;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineProgramTest {
    private static final String ESCAPE = "\033[";

    private final FakeConsole fake = new FakeConsole();

    @Test
    void tellsItsVersionAndThatOfJava() {
        assertThat(fake.run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(fake.out())
                .matches("(?s)duiqi \\d+\\.\\d+.*\\RJava " + Runtime.version().feature() + ".*");
        assertThat(fake.err()).isEmpty();
    }

    @Test
    void helpIsAManPage() {
        assertThat(fake.run("--help")).isEqualTo(ExitCode.DONE);
        assertThat(fake.out())
                .contains("Usage: duiqi", "Options:", "Commands", "Examples:", "Exit codes:", "Environment:", "Files:")
                .doesNotContain(ESCAPE);
        assertThat(fake.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void everyCommandHasHelpWithExamplesAndInheritsTheCommonOptions() {
        Failures failures = new Failures(fake.console(), () -> false);
        for (Object command : DuiqiCommand.subcommands(fake.console(), failures, () -> false)) {
            FakeConsole help = new FakeConsole();
            String name = command instanceof CommandLine group
                    ? group.getCommandName()
                    : new CommandLine(command).getCommandName();
            assertThat(help.run(name, "--help")).isEqualTo(ExitCode.DONE);
            assertThat(help.out())
                    .contains("\n\nUsage: duiqi " + name, "\n\nOptions:\n", "\n\nExamples:\n")
                    .contains("--color", "--debug", "--help")
                    .doesNotContain("\nduiqi align")
                    .doesNotContain("${");
        }
    }

    @Test
    void everyCommandHasItsRowInTheReadme() throws IOException {
        FakeConsole console = new FakeConsole();
        CommandLine root = new CommandLine(new DuiqiCommand());
        DuiqiCommand.subcommands(console.console(), new Failures(console.console(), () -> false), () -> false)
                .forEach(root::addSubcommand);
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        assertThat(root.getSubcommands().values())
                .filteredOn(command -> !command.getCommandSpec().usageMessage().hidden())
                .hasSizeGreaterThan(10)
                .extracting(CommandLine::getCommandName)
                .allSatisfy(name -> assertThat(readme).anyMatch(line -> line.contains("| `" + name + "` |")));
    }

    static Stream<Arguments> helpAndWhatItLists() {
        return Stream.of(
                Arguments.of(
                        "align",
                        AlignmentFormat.all((text, beads, outputs) -> {}).stream()
                                .map(AlignmentFormat::name)),
                Arguments.of("tm convert", ExchangeFormat.all().stream().map(ExchangeFormat::name)),
                Arguments.of(
                        "tm clean",
                        MemoryCleaning.Filter.all(Lexicon.standard()).stream().map(MemoryCleaning.Filter::name)),
                Arguments.of("glossary convert", GlossaryFormats.ALL.stream().map(GlossaryFormat::name)),
                Arguments.of("check", ReportFormats.ALL.stream().map(ReportFormat::name)));
    }

    @ParameterizedTest
    @MethodSource("helpAndWhatItLists")
    void theHelpNamesEveryFormAndFilter(String command, Stream<String> names) {
        assertThat(fake.run((command + " --help").split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(fake.out().split("[\\s,;.]+")).containsAll(names.toList());
    }

    @Test
    void withoutACommandSaysWhatToDo() {
        assertThat(fake.run()).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err()).startsWith("duiqi: no command given; for example: duiqi align");
        assertThat(fake.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"completoin, duiqi completion", "--debg, --debug", "--verison, --version"})
    void guessesWhatAMistypedWordMeant(String word, String guess) {
        assertThat(fake.run(word)).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err()).startsWith("duiqi: ").contains("'" + word + "'", guess);
        assertThat(fake.out()).isEmpty();
    }

    @Test
    void wrongUsageOfACommandPointsToItsHelp() {
        assertThat(fake.run("completion", "fish")).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err()).startsWith("duiqi: ").contains("fish", "See duiqi completion --help");
    }

    @Test
    void namesAWordThatIsNoCommandAtAll() {
        assertThat(fake.run("研究")).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err().lines()).containsExactly("duiqi: there is no command '研究'", "See duiqi --help");
    }

    @Test
    void namesTheArgumentThatIsTooMany() {
        assertThat(fake.run("completion", "bash", "more")).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err().lines())
                .containsExactly("duiqi: one argument too many: 'more'", "See duiqi completion --help");
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFileOfArguments() {
        fake.run("@nothing");
        assertThat(fake.err()).contains("'@nothing'");
    }

    @Test
    void coloursOnATerminal() {
        fake.onTerminal().run("--help");
        assertThat(fake.out()).contains(ESCAPE);
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1", "TERM, dumb", "TERM, ''"})
    void doesNotColourATerminalThatRefuses(String variable, String value) {
        fake.onTerminal().variable(variable, value).run("--help");
        assertThat(fake.out()).doesNotContain(ESCAPE);
    }

    @Test
    void theColourOptionOverridesTheTerminal() {
        fake.onTerminal().run("completion", "--color", "never", "--help");
        assertThat(fake.out()).isNotEmpty().doesNotContain(ESCAPE);
    }

    @Test
    void theColourOptionOverridesTheEnvironment() {
        fake.variable("NO_COLOR", "1").run("--color=always", "--help");
        assertThat(fake.out()).contains(ESCAPE);
    }
}
