package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.AlignmentFormat;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.ExchangeFormat;
import duiqi.glossary.GlossaryFormats;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.report.ReportFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineProgramTest {
    private final FakeConsole fake = new FakeConsole();

    @Test
    void helpHasTheGroupsAndWordsOfTheReadme() throws IOException {
        List<String> readme = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = Pattern.compile("\\| ([a-z ]*?) *\\| `([a-z]+)` \\| (.*) \\|")
                    .matcher(line);
            if (row.matches()) {
                String purpose = row.group(3).replace("`", "");
                readme.addAll(row.group(1).isEmpty() ? List.of() : List.of(row.group(1)));
                readme.add(row.group(2) + " " + purpose.substring(0, 1).toUpperCase(Locale.ROOT) + purpose.substring(1)
                        + ".");
            }
        }
        assertThat(readme).hasSizeGreaterThan(20);
        assertThat(fake.run("--help")).isEqualTo(ExitCode.DONE);
        String help = fake.out();
        String commands = help.substring(help.indexOf("Commands:\n") + 10, help.indexOf("\nExamples:"));
        assertThat(commands.replaceAll("\n {19}", " ")
                        .lines()
                        .map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactlyElementsOf(readme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "review"})
    @EnabledOnOs(OS.LINUX) // Other systems have no such names.
    void rejectsNamesThatAreNotUtf8InLists(String command, @TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("a.tmx"), "<tmx/>");
        Files.writeString(Path.of(URI.create(folder.toUri() + "b%FF.tmx")), "<tmx/>");
        String arguments = command + " " + good + " " + folder.resolve("b\uFFFD.tmx");
        assertThat(fake.run(arguments.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err()).startsWith("duiqi: " + folder + "/b\uFFFD.tmx: the name is not UTF-8; rename it,");
    }

    static Stream<Arguments> helpAndItsLists() {
        return Stream.of(
                Arguments.of(
                        "align",
                        AlignmentFormat.all((text, beads, outputs) -> {}).stream()
                                .map(AlignmentFormat::name)),
                Arguments.of("tm convert", ExchangeFormat.all().stream().map(ExchangeFormat::name)),
                Arguments.of(
                        "tm clean",
                        MemoryCleaning.Filter.all(Lexicon.standard()).stream().map(MemoryCleaning.Filter::name)),
                Arguments.of("glossary convert", GlossaryFormats.ALL.stream().map(GlossaryFormats.Format::name)),
                Arguments.of("check", ReportFormat.ALL.stream().map(ReportFormat::name)));
    }

    @ParameterizedTest
    @MethodSource("helpAndItsLists")
    void helpListsEveryFormatAndFilter(String command, Stream<String> names) {
        assertThat(fake.run((command + " --help").split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(fake.out().split("[\\s,;:.]+")).containsAll(names.toList());
    }

    @Test
    void helpListsFormatsThatAreOnlyReadSeparately() {
        assertThat(fake.run("tm", "convert", "--help")).isEqualTo(ExitCode.DONE);
        String help = fake.out();
        List<String> written = List.of(
                help.substring(help.indexOf("Formats (--from, --to):"), help.indexOf("Formats that duiqi only reads:"))
                        .split("[\\s,]+"));
        assertThat(ExchangeFormat.all())
                .allSatisfy(format -> assertThat(written.contains(format.name()))
                        .as(format.name())
                        .isEqualTo(format.isWritten()));
    }

    @Test
    void rejectsCommandLineWithoutCommand() {
        assertThat(fake.run()).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err().lines())
                .containsExactly(
                        "duiqi: no command given; give one, for example: duiqi init", "For help, run: duiqi --help");
        assertThat(fake.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "algin                    | unknown command 'algin'; did you mean 'align'?",
                "stats                    | unknown command 'stats'; did you mean 'tm stats'?",
                "glosary extract b.tmx    | unknown command 'glosary'; did you mean 'glossary extract'?",
                "convert a.tmx            | unknown command 'convert'; did you mean 'tm convert' or 'glossary convert'?",
                "tm lookup                | unknown command 'tm lookup'; did you mean 'lookup'?",
                "help stats               | unknown command 'stats'; did you mean 'tm stats'?",
                "help tm stat             | unknown command 'tm stat'; did you mean 'tm stats'?",
                "研究                     | unknown command '研究'",
                "--debg                   | unknown option '--debg'; did you mean '--debug'?",
                "align --ouput=a b c      | unknown option '--ouput'; did you mean '--output'?",
                "check --zzz              | unknown option '--zzz'",
                "tm merge --on-conflict newst a b | --on-conflict newst: unknown value; did you mean 'newest'?",
                "completion tcsh          | SHELL tcsh: unknown value; use one of bash, zsh",
                "completion bash more     | unexpected argument 'more'",
                "tm convert               | missing --output FILE and FILE",
                "align -o a -o b x y      | --output: given more than once; give it once",
                "lookup --limit many x    | --limit: 'many' is not a whole number",
                "check --config=          | --config: the name is empty; give a file or folder; . is the current folder"
            })
    void suggestsWhatToTypeInstead(String line, String message) {
        assertThat(fake.run(line.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err().lines()).hasSize(2).first().isEqualTo("duiqi: " + message);
        assertThat(fake.err().lines().skip(1)).first().asString().matches("For help, run: duiqi( [a-z]+)* --help");
        assertThat(fake.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --to sraif                       | --to sraif: unknown format; did you mean 'sarif'?",
                "check --fail-on bad                    | --fail-on bad: unknown level; use one of note, warning, error, never",
                "tm convert a.tmx -o b.tmx --to xlif    | xlif: unknown format; did you mean 'xliff'?",
                "glossary convert a.csv -o b.tbx --to tbxx | tbxx: unknown format; did you mean 'tbx'?"
            })
    void suggestsValuesOfOptions(String line, String message) {
        assertThat(fake.run(line.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(fake.err().lines()).containsExactly("duiqi: " + message);
    }

    @Test
    void doesNotExpandArgumentsWithAnAtSign() {
        fake.run("@nothing");
        assertThat(fake.err()).contains("'@nothing'");
    }

    @ParameterizedTest
    @CsvSource({
        "TERM, xterm, --help, true",
        "NO_COLOR, 1, --help, false",
        "TERM, dumb, --help, false",
        "TERM, '', --help, false",
        "TERM, xterm, completion --color never --help, false",
        "NO_COLOR, 1, --color=always --help, true"
    })
    void coloursHelpOnATerminalWithColour(String variable, String value, String line, boolean isColoured) {
        fake.onTerminal().variable(variable, value).run(line.split(" "));
        assertThat(fake.out().contains("\033[")).isEqualTo(isColoured);
        assertThat(fake.out()).isNotEmpty();
    }
}
