package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {

    static List<CommandLine> commands() {
        return withSubcommands(new CommandLineProgram(new FakeConsole().console()).commandLine())
                .toList();
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static String help(CommandLine command) {
        FakeConsole console = new FakeConsole();
        String[] words = (name(command) + " --help").split(" ");
        assertThat(console.run(Arrays.copyOfRange(words, 1, words.length))).isEqualTo(ExitCode.DONE);
        return console.out();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsWell(CommandLine command) {
        List<OptionSpec> options = command.getCommandSpec().options();
        List<OptionGroup> groups = OptionGroup.of(options);
        String help = help(command);
        assertThat(help)
                .matches("(?s).*?\\.\\R\\RUsage: " + name(command) + " .*\\R\\RExamples:\\R.*duiqi .*")
                .contains(command.getSubcommands().isEmpty() ? "-q, --quiet" : "Commands:\n")
                .doesNotContain("${", "\n\n\n");
        assertThat(help.lines())
                .allMatch(line -> line.length() <= 80)
                .containsAll(groups.stream().map(group -> group.heading() + ":").toList());
        assertThat(groups)
                .extracting(OptionGroup::heading)
                .doesNotHaveDuplicates()
                .endsWith("General");
        assertThat(groups.stream().flatMap(group -> group.options().stream()))
                .containsExactlyInAnyOrderElementsOf(options);
        assertThat(options)
                .allSatisfy(option ->
                        assertThat(String.join(" ", option.description())).matches("[A-Z].*\\."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "align", "tm stats"})
    void isTheSameAfterTheCommandHelp(String words) {
        FakeConsole asked = new FakeConsole();
        assertThat(asked.run(("help " + words).strip().split(" "))).isEqualTo(ExitCode.DONE);
        FakeConsole option = new FakeConsole();
        option.run((words + " --help").strip().split(" "));
        assertThat(asked.out()).isEqualTo(option.out()).contains("Usage: duiqi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "tm --version", "tm stats --version"})
    void everyCommandPrintsTheVersion(String line) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(line.split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(console.out())
                .startsWith("duiqi ")
                .contains("\nJava " + Runtime.version().feature());
    }
}
