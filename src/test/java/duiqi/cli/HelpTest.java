package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
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
        assertThat(options).allSatisfy(option -> {
            assertThat(description(option)).matches("[A-Z].*\\.");
            assertThat(lines(command, option)).as(option.longestName()).isLessThanOrEqualTo(2);
        });
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description());
    }

    /** Returns the number of lines that the description takes on the screen. */
    private static long lines(CommandLine command, OptionSpec option) {
        Help help = command.getHelp();
        Help.Layout layout = help.createDefaultLayout(
                command.getCommandSpec().options(),
                command.getCommandSpec().positionalParameters(),
                help.colorScheme());
        layout.addOption(option, help.parameterLabelRenderer());
        return layout.toString().lines().filter(line -> line.length() > 30).count();
    }

    @Test
    void describesTheSameOptionInTheSameWordsInAllCommands() {
        Map<String, Set<String>> descriptions = new TreeMap<>();
        for (CommandLine command : commands()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                descriptions
                        .computeIfAbsent(option.longestName() + value, name -> new TreeSet<>())
                        .add(description(option).replaceFirst(" Default: .*", ""));
            }
        }
        assertThat(descriptions)
                .hasSizeGreaterThan(100)
                .allSatisfy((name, texts) -> assertThat(texts).hasSize(1));
    }

    /** A shared option is in the help of several commands. Each command adds at most twenty to these and the general ones. */
    @Test
    void declaresAtMostTwentyOptionsOfOneCommand() {
        Map<String, List<String>> commands = new TreeMap<>();
        for (CommandLine command : commands()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                commands.computeIfAbsent(option.longestName(), name -> new ArrayList<>())
                        .add(name(command));
            }
        }
        Map<String, Long> own = commands.values().stream()
                .filter(users -> users.size() == 1)
                .collect(Collectors.groupingBy(users -> users.get(0), Collectors.counting()));
        assertThat(own)
                .containsKey("duiqi align")
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(20));
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
