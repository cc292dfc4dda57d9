package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckSettingsTest {
    private static final Rule MISSING = Rule.of("term-missing", Severity.WARNING, "a term is not rendered");
    private static final Rule DOUBLED = Rule.of("doubled-word", Severity.ERROR, "a word stands twice");
    private static final Rule PUNCTUATION =
            new Rule("punctuation", Severity.NOTE, false, "a mark is wrong", Optional.empty());
    private static final List<Rule> RULES = List.of(MISSING, DOUBLED, PUNCTUATION);

    @TempDir
    Path folder;

    private CheckSettings.Reading read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private CheckSettings.Reading read(byte[] text) throws IOException {
        Path file = Files.write(folder.resolve(CheckSettings.FILE_NAME), text);
        return CheckSettings.read(file, RULES, Optional.empty());
    }

    private CheckSettings sound(String text) throws IOException {
        CheckSettings.Reading reading = read(text);
        assertThat(reading.problems()).isEmpty();
        return reading.settings();
    }

    /** Returns the problems without the folder. */
    private List<String> problems(CheckSettings.Reading reading) {
        return reading.problems().stream()
                .map(problem -> String.valueOf(problem.getMessage()).replace(folder + "/", ""))
                .toList();
    }

    private static Optional<Severity> severity(CheckSettings settings, Rule rule, Path file) {
        return settings.severity(rule, file.toString());
    }

    /** Returns the severities of the three rules in a file of the folder. */
    private String severities(CheckSettings settings, String file) {
        return RULES.stream()
                .map(rule -> severity(settings, rule, folder.resolve(file))
                        .map(Severity::toString)
                        .orElse("off"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void readsAllSettings() throws IOException {
        CheckSettings settings = sound("""
                fail-on = "warning"
                files = ["po", "app.xlf"]
                glossary = ["glossary/policy.csv", "more.csv"]
                baseline = "duiqi-baseline.jsonl"
                [rules]
                term-missing = "error"   # comment
                doubled-word = "off"
                punctuation = "on"
                [[paths]]
                files = ["legacy/**", "tm/old.tmx"]
                rules = { punctuation = "off", doubled-word = "note" }
                [[paths]]
                files = "legacy/2020/**"
                rules = { punctuation = "warning" }
                """);
        assertThat(settings.failOn()).contains(Severity.WARNING);
        assertThat(settings.glossaries())
                .containsExactly(folder.resolve("glossary/policy.csv"), folder.resolve("more.csv"));
        assertThat(settings.files()).containsExactly(folder.resolve("po"), folder.resolve("app.xlf"));
        assertThat(settings.baseline()).contains(folder.resolve("duiqi-baseline.jsonl"));
        assertThat(severities(settings, "tm/new.tmx")).isEqualTo("error off note");
        assertThat(severities(settings, "tm/old.tmx")).isEqualTo("error note off");
        assertThat(severities(settings, "legacy/a.tmx")).isEqualTo("error note off");
        assertThat(severities(settings, "legacy/2020/a.tmx")).isEqualTo("error note warning");
        assertThat(settings.mayApply(DOUBLED)).isTrue();
    }

    /** The severities are those in the folder and in the folder drafts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              | warning error off | warning error off
              rules = { all = "off", term-missing = true } | warning off off | warning off off
              [[paths]]⏎files = ["drafts"]⏎rules = { all = "note", doubled-word = false } | warning error off | note off note
            """)
    void appliesAllToOtherRules(@Nullable String text, String here, String ofDrafts) throws IOException {
        CheckSettings settings = text == null ? CheckSettings.defaults(folder) : sound(text.replace('⏎', '\n') + "\n");
        assertThat(severities(settings, "a.tmx")).isEqualTo(here);
        assertThat(severities(settings, "drafts/a.tmx")).isEqualTo(ofDrafts);
        assertThat(settings.mayApply(PUNCTUATION)).isEqualTo(ofDrafts.endsWith("note"));
    }

    @Test
    void resolvesPathsAgainstFolderOfSettings() throws IOException {
        CheckSettings settings = sound("[[paths]]\nfiles = [\"tm/a.tmx\"]\nrules = { term-missing = \"off\" }\n");
        Path other = folder.resolve("x").resolve("..").resolve("tm").resolve("a.tmx");
        Path fromHere = Path.of("").toAbsolutePath().relativize(folder.resolve("tm/a.tmx"));
        assertThat(severity(settings, MISSING, other)).isEmpty();
        assertThat(severity(settings, MISSING, fromHere)).isEmpty();
        for (String file : List.of("tm/a.tmx", "-", "https://example.org/tm/a.tmx")) {
            assertThat(settings.severity(MISSING, file)).contains(Severity.WARNING);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
              fail-on = "eror"      > 1:1: fail-on is "eror", which is not a severity; use one of note, warning, error, in quotation marks
              fail-on = 3           > 1:1: fail-on is a number; use one of note, warning, error, in quotation marks
              fail_on = "note"      > 1:1: fail_on is not a setting; did you mean fail-on?
              colour = "red"        > 1:1: colour is not a setting; use one of fail-on, files, glossary, baseline, source-lang, target-lang, srx, rules, paths, patterns, names, ignore, max-length, profiles
              rules.term-mising = "on"    > 1:1: term-mising is not a rule; did you mean term-missing?
              rules.length-ratio = "off"  > 1:1: length-ratio is no longer a rule; use misaligned
              rules.name-mismatch = "off"  > 1:1: name-mismatch is no longer a rule; remove it
              rules = { "术语" = "on" }    > 1:11: 术语 is not a rule; use one of term-missing, doubled-word, punctuation, all
              rules = { term-missing = "warn" } > 1:11: term-missing is "warn", which is not a setting for a rule; use one of off, on, note, warning, error, in quotation marks
              rules = { term-missing = 1979-05-27 } > 1:11: term-missing is a date or time; use one of off, on, note, warning, error, in quotation marks
              rules = "off"         > 1:1: rules is text; write it as a table, for example rules = { doubled-word = "off" }
              glossary = ["a.csv", 3]     > 1:22: glossary is a number; write a text in quotation marks
              glossary = true       > 1:1: glossary is a boolean; write a text in quotation marks
              baseline = ""         > 1:1: baseline is empty; give a file name, or remove the line
              paths = "x"           > 1:1: paths is text; write it as [[paths]] with double brackets
              [paths]⏎files = "a"   > 1:1: paths is a table; write it as [[paths]] with double brackets
              paths = [{ files = "a[", rules = {} }] > 1:12: the pattern "a[" has an unclosed [; write a relative path, for example "legacy/**" or "tm/old.tmx"
              paths = [{ file = "a", rules = {}, files = [] }] > 1:12: file is not a setting of [[paths]]; did you mean files?
              paths = [{ files = "a" }]   > 1:10: [[paths]] has no rules; add rules, or remove the section
              max-length = 0        > 1:1: max-length is 0; write a number of characters, for example 60, or a part of the source, for example "150%"
              max-length = "150"    > 1:1: max-length is "150"; write a number of characters, for example 60, or a part of the source, for example "150%"
              names = ["小红书"]     > 1:10: the name "小红书" has no Latin letters; write it as in a text, for example "GitHub"
              profiles = 3          > 1:1: profiles is a number; write it as a table, for example [profiles.acme]
              [[patterns]]⏎target = "x"        > 1:1: [[patterns]] has no name; add name, for example name = "percent"
              [[patterns]]⏎name = "a"          > 1:1: [[patterns]] has no expression; add source, target or target-lacks
              [[patterns]]⏎name = "a"⏎target = "(x"  > 3:1: target is not a valid regular expression: missing closing ); use the syntax of RE2, which has no look-around and no back references; put \\ before ( [ { * + ? . | ^ $ to match the character itself
              [[patterns]]⏎name = "a"⏎target = "x*"  > 3:1: target matches empty text; require at least one character
              [[patterns]]⏎name = "a"⏎target = "x"⏎fix = "$1"    > 4:1: fix has $1, which is no group of target; add a group in parentheses to target, or write \\\\$ for a dollar sign
              [[patterns]]⏎name = "a"⏎source = "x"⏎fix = "y"     > 4:1: fix has no target to replace; add target, or remove fix
              [[patterns]]⏎name = "a"⏎source = "x"⏎target = "$1" > 4:1: target refers to group 1, which source does not have; add a group in parentheses to source
              [[patterns]]⏎name = "a"⏎target = "x"⏎mesage = "y"  > 4:1: mesage is not a setting of [[patterns]]; did you mean message?
              [[patterns]]⏎name = "a"⏎target = "x"⏎[[patterns]]⏎name = "a"⏎target = "y" > 4:1: two patterns are named a; rename one of them
            """)
    void reportsErrorsWithLocation(String lines, String problem) throws IOException {
        assertThat(problems(read(lines.replace('⏎', '\n') + "\n"))).containsExactly("duiqi.toml:" + problem);
    }

    @Test
    void reportsAllInvalidValuesAndKeepsRest() throws IOException {
        CheckSettings.Reading reading = read("""
                fail-on = 3
                baseline = "b.jsonl"
                rules = { term-missing = "error", doubled-word = "of" }
                [[paths]]
                files = ["legacy/**"]
                rules = { doubled-word = "off", x = "on" }
                """);
        assertThat(problems(reading))
                .extracting(problem -> problem.replaceFirst(",.*| is a .*| is not a .*", ""))
                .containsExactly(
                        "duiqi.toml:1:1: fail-on", "duiqi.toml:3:35: doubled-word is \"of\"", "duiqi.toml:6:33: x");
        assertThat(reading.settings().baseline()).contains(folder.resolve("b.jsonl"));
        assertThat(severities(reading.settings(), "a.tmx")).isEqualTo("error error off");
        assertThat(severities(reading.settings(), "legacy/a.tmx")).isEqualTo("error off off");
    }

    @ParameterizedTest
    @CsvSource({
        "'fail-on = warning\n[rules]\ndoubled-word = \"off\"\n',1:11: is not valid TOML (unexpected 'w'",
        "'[rules]\nterm-missing = \"on\"\nterm-missing = \"off\"\n',3:1: is not valid TOML (term-missing previously defined",
        "'[rules]\ndoubled-word = \"off\"\n[[paths]\n',3:8: is not valid TOML (unexpected ']'",
    })
    void ignoresFileThatIsNotToml(String text, String problem) throws IOException {
        CheckSettings.Reading reading = read(text);
        assertThat(problems(reading)).singleElement().asString().startsWith("duiqi.toml:" + problem);
        assertThat(reading.settings())
                .isEqualTo(CheckSettings.defaults(reading.settings().folder()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "GB18030"})
    void readsFileInAnyEncoding(String encoding) throws IOException {
        String mark = encoding.equals("UTF-8") ? "\uFEFF" : "";
        CheckSettings.Reading reading =
                read((mark + "# 术语\n[rules]\ndoubled-word = \"off\"\n").getBytes(Charset.forName(encoding)));
        assertThat(problems(reading)).isEmpty();
        assertThat(severities(reading.settings(), "a.tmx")).isEqualTo("warning off off");
    }

    @ParameterizedTest
    @CsvSource({
        "term-missing = 'error', term-missing, , error",
        "term-missing = 'error', term-missing, NOTE, note",
        "term-missing = 'error', doubled-word, WARNING, warning",
        "doubled-word = 'note',  doubled-word, WARNING, note",
        "doubled-word = 'note',  punctuation, , off",
    })
    void keepsMilderSeverityOfCheck(String line, String rule, @Nullable Severity own, String expected)
            throws IOException {
        Rule of = RULES.stream()
                .filter(each -> each.id().equals(rule))
                .findFirst()
                .orElseThrow();
        Finding finding = Finding.of(of, Units.of("中文", "Chinese"), "x");
        assertThat(sound("[rules]\n" + line)
                        .grade(own == null ? finding : finding.as(own))
                        .map(graded -> graded.severity().toString())
                        .orElse("off"))
                .isEqualTo(expected);
    }

    private CheckSettings profile(String name, String text) throws IOException {
        Path file = folder.resolve(CheckSettings.FILE_NAME);
        Files.writeString(file, text);
        return CheckSettings.read(file, RULES, Optional.of(name)).settings();
    }

    private static final String WITH_PROFILES = """
            fail-on = "error"
            glossary = "base.csv"
            names = "GitHub"
            max-length = 60
            rules = { term-missing = "off", doubled-word = "note" }

            [[patterns]]
            name = "a"
            target = "x"

            [[patterns]]
            name = "b"
            target = "x"

            [profiles.acme]
            glossary = "acme.csv"
            names = ["OpenAI"]
            rules = { term-missing = "error" }

            [[profiles.acme.patterns]]
            name = "b"
            severity = "off"

            [[profiles.acme.paths]]
            files = ["old/**"]
            max-length = "200%"

            [profiles.other]
            """;

    @Test
    void putsProfileOverOtherSettings() throws IOException {
        for (CheckSettings base : List.of(sound(WITH_PROFILES), profile("other", WITH_PROFILES))) {
            assertThat(base.glossaries()).containsExactly(folder.resolve("base.csv"));
            assertThat(base.house().names()).containsExactly("GitHub");
        }
        CheckSettings settings = profile("acme", WITH_PROFILES);
        assertThat(settings.failOn()).contains(Severity.ERROR);
        assertThat(settings.glossaries()).containsExactly(folder.resolve("acme.csv"));
        assertThat(settings.house().names()).containsExactly("GitHub", "OpenAI");
        assertThat(severities(settings, "a.tmx")).isEqualTo("error note off");
        assertThat(settings.house().patterns())
                .extracting(pattern -> pattern.advice().severity())
                .containsExactly(Optional.of(Severity.WARNING), Optional.empty());
        assertThat(settings.maxLength(folder.resolve("a.tmx").toString()))
                .contains(new CheckSettings.MaxLength(OptionalInt.of(60), OptionalInt.empty()));
        assertThat(settings.maxLength(folder.resolve("old/a.tmx").toString()))
                .contains(new CheckSettings.MaxLength(OptionalInt.empty(), OptionalInt.of(200)));
    }

    @Test
    void rejectsUnknownProfileAndMissingFile() throws IOException {
        Path file = folder.resolve("none.toml");
        assertThatThrownBy(() -> CheckSettings.read(file, RULES, Optional.empty()))
                .hasMessage(file + ": the settings file does not exist; check its name and folder");
        assertThatThrownBy(() -> profile("acne", WITH_PROFILES))
                .hasMessage(folder + "/duiqi.toml: has no profile acne; did you mean 'acme'?");
        assertThatThrownBy(() -> profile("acme", ""))
                .hasMessage(folder + "/duiqi.toml: has no profile acme; add a section [profiles.acme]");
    }
}
