package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Tests the laws of {@code duiqi check --fix} on generated texts in files of each format: a second run changes nothing, no
 * finding is new, and all bytes outside of the corrected marks, spaces and words stay.
 */
class FixLawsTest {
    private static final List<String> SOURCES = List.of(
            "Open the file, then save it to the list.",
            "It grew by 7.5 percent in May 2021, to 35 tonnes.",
            "Text editor;file list;words of code;",
            "See https://example.org/en/a,b for the list (of words).",
            "Use --all to show 12 files in version 3.2.1 here.");

    private static final List<String> PIECES = List.of(
            "打开这个文件",
            "然后保存,",
            "到列表中.",
            "  ",
            " ",
            "（词语)",
            "(词语)",
            "增长7.5%",
            "增长8.5%",
            "在2012年5月",
            "35吨",
            "的的",
            "!",
            "!?",
            ";文本编辑;",
            "：",
            "https://example.org/zh/a,b",
            "--all",
            "12个文件",
            "13个文件",
            "3.2.1版",
            "“好\"",
            "，，",
            "。",
            "你 好");

    /** Describes a format: the file around the units, and the text of a unit, with {@code ~} for a line break. */
    private record Form(String name, String charset, String start, String unit, String end) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    "a.tmx",
                    "UTF-8",
                    "\uFEFF<?xml version='1.0'?>~<tmx version=\"1.4\"><header srclang=\"en\"/><body>~~",
                    "<tu  tuid='ID'><!-- ,的的  --><tuv xml:lang=\"en\"><seg>SOURCE</seg></tuv>~"
                            + "<tuv xml:lang='zh-CN'><seg><ph x='1'/>TARGET<ph/></seg></tuv></tu>~",
                    "</body></tmx>"),
            new Form(
                    "a.tmx",
                    "GBK",
                    "<?xml version='1.0' encoding=\"GBK\"?>~<tmx version=\"1.4\"><header srclang=\"en\"/><body>",
                    "<tu><tuv xml:lang=\"en\"><seg>SOURCE</seg></tuv><tuv xml:lang='zh-CN'><seg>TARGET</seg></tuv></tu>~",
                    "</body></tmx>"),
            new Form(
                    "a.xlf",
                    "UTF-8",
                    "<xliff version=\"1.2\"><file original=\"a\" source-language=\"en\" target-language=\"zh-CN\"><body>~",
                    "<trans-unit id=\"ID\"><source>SOURCE</source><target>~  TARGET</target></trans-unit>~",
                    "</body></file></xliff>~"),
            new Form(
                    "a.po",
                    "UTF-8",
                    "msgid \"\"~msgstr \"\"~\"Language: zh_CN\\n\"~\"Content-Type: text/plain; charset=UTF-8\\n\"~~",
                    "#. ,的的  ~msgctxt \"ID\"~msgid \"SOURCE\"~msgstr \"\"~\"TARGET\"~~",
                    ""),
            new Form("a.tsv", "GB18030", "en\tzh~", "SOURCE\tTARGET~", ""),
            new Form("a.csv", "UTF-8", "\uFEFFen,zh,note~", "\"SOURCE\",\"TARGET\",的的~", ""));

    @Provide
    Arbitrary<List<String>> targets() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(pieces -> String.join("", pieces).strip())
                .filter(text -> !text.isEmpty())
                .list()
                .ofSize(SOURCES.size());
    }

    @Property(tries = 5)
    void keepsEverythingElse(@ForAll("targets") List<String> targets) throws IOException {
        Path folder = Files.createTempDirectory("fix-laws");
        try {
            for (int i = 0; i < FORMS.size(); i++) {
                fix(folder.resolve(FORMS.get(i).name), FORMS.get(i), i % 2 == 0 ? "\r\n" : "\n", targets);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void fix(Path file, Form form, String lineEnd, List<String> targets) throws IOException {
        Charset charset = Charset.forName(form.charset);
        Files.write(file, text(form, lineEnd, targets).getBytes(charset));
        List<String> before = rules(file);
        String diff = run(file, "--fix=all", "--dry-run");
        run(file, "--fix=all");
        byte[] once = Files.readAllBytes(file);
        String after = new String(once, charset);
        List<String> corrected = targets(form, lineEnd, after);
        List<String> changed = new ArrayList<>(after.lines().toList());
        text(form, lineEnd, targets).lines().forEach(changed::remove);
        assertThat(diff.lines().filter(line -> line.startsWith("+") && !line.startsWith("+++ b/")))
                .as(diff)
                .containsExactlyInAnyOrderElementsOf(
                        changed.stream().map(line -> "+" + line).toList());
        assertThat(text(form, lineEnd, corrected)).isEqualTo(after);
        assertThat(after.getBytes(charset)).isEqualTo(once);
        for (int i = 0; i < targets.size(); i++) {
            assertThat(words(corrected.get(i)))
                    .as(targets.get(i))
                    .isSubsetOf(words(targets.get(i) + " " + SOURCES.get(i)));
        }
        List<String> rest = new ArrayList<>(rules(file));
        before.forEach(rest::remove);
        assertThat(rest).as("new findings in %s", after).isEmpty();
        run(file, "--fix=all");
        assertThat(Files.readAllBytes(file)).as(after).isEqualTo(once);
    }

    private static String text(Form form, String lineEnd, List<String> targets) {
        StringBuilder text = new StringBuilder(form.start);
        for (int i = 0; i < targets.size(); i++) {
            text.append(form.unit
                    .replace("ID", String.valueOf(i))
                    .replace("SOURCE", SOURCES.get(i))
                    .replace("TARGET", escaped(form, targets.get(i))));
        }
        return text.append(form.end).toString().replace("~", lineEnd);
    }

    private static String escaped(Form form, String target) {
        return form.name.endsWith(".po")
                ? target.replace("\"", "\\\"")
                : form.name.endsWith(".csv") ? target.replace("\"", "\"\"") : target;
    }

    /** Returns the targets of a file, or fails if anything around them has changed. */
    private static List<String> targets(Form form, String lineEnd, String text) {
        List<String> units = new ArrayList<>();
        for (int i = 0; i < SOURCES.size(); i++) {
            units.add(form.unit.replace("ID", String.valueOf(i)).replace("SOURCE", SOURCES.get(i)));
        }
        String pattern = Stream.of(form.start + String.join("", units) + form.end)
                .flatMap(all -> Stream.of(all.replace("~", lineEnd).split("TARGET", -1)))
                .map(Pattern::quote)
                .collect(Collectors.joining("(.*)"));
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        List<String> targets = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String target = matcher.group(i);
            targets.add(
                    form.name.endsWith(".po")
                            ? target.replace("\\\"", "\"")
                            : form.name.endsWith(".csv") ? target.replace("\"\"", "\"") : target);
        }
        return targets;
    }

    private static List<String> words(String text) {
        return Pattern.compile("\\p{IsHan}|[\\p{Alnum}.]+")
                .matcher(text)
                .results()
                .map(word -> word.group())
                .toList();
    }

    private static List<String> rules(Path file) {
        return Pattern.compile("\"rule\":\"([a-z-]+)\"")
                .matcher(run(file, "--to", "jsonl"))
                .results()
                .map(rule -> rule.group(1))
                .toList();
    }

    private static String run(Path file, String... options) {
        FakeConsole console = new FakeConsole().at(file.resolveSibling(""));
        List<String> arguments = new ArrayList<>(List.of("check", "--fail-on", "never"));
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        assertThat(console.run(arguments.toArray(String[]::new)))
                .as(console.out() + console.err())
                .isZero();
        return console.out();
    }
}
