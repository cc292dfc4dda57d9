package duiqi.report;

import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.exchange.Content;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates findings with all characters and spans that a format may write incorrectly. */
public final class SampleFindings {
    public static final Rule MISSING =
            rule("made-up-term-missing", Severity.WARNING, "a term has no translation from the glossary");
    public static final Rule FORBIDDEN =
            rule("made-up-term-forbidden", Severity.ERROR, "a term has a forbidden translation");
    static final Rule DOUBLED = rule(
            "made-up-doubled-rendering", Severity.WARNING, "the same translation is on both sides of a conjunction");
    public static final Rule PUNCTUATION =
            rule("made-up-punctuation", Severity.NOTE, "punctuation of one language in a text of the other");
    static final Rule UNTRANSLATED = rule("made-up-untranslated", Severity.ERROR, "the English is empty");
    static final Rule NUMBERS = rule("made-up-number-mismatch", Severity.WARNING, "a number is missing in the English");

    private SampleFindings() {}

    static Rule rule(String id, Severity severity, String summary) {
        return Rule.of(id, severity, summary);
    }

    /** Returns a text on one line of a file. The location of each character is known. */
    public static CheckedUnit.Passage onLine(String text, String file, int line, int column) {
        return new CheckedUnit.Passage(
                text, Content.of(text), offset -> new Location(file, line, column + text.codePointCount(0, offset)));
    }

    /** Returns a text for which only the location of the beginning is known. */
    public static CheckedUnit.Passage near(String text, String file, int line, int column) {
        return CheckedUnit.Passage.of(text, new Location(file, line, column));
    }

    public static TextSpan span(Side side, CheckedUnit unit, String words) {
        int start = unit.passage(side).text().indexOf(words);
        if (start < 0) {
            throw new IllegalArgumentException("no \"" + words + "\"");
        }
        return new TextSpan(side, start, start + words.length());
    }

    public static Finding finding(
            Rule rule, CheckedUnit unit, String message, String term, List<TextSpan> spans, String... write) {
        return new Finding(rule, rule.severity(), message, unit, spans, term, List.of(write));
    }

    private static CheckedUnit unit(String id, CheckedUnit.Passage source, CheckedUnit.Passage target) {
        return CheckedUnit.of(id, Direction.INTO_ENGLISH, source, target);
    }

    /** Returns each difficult case once. */
    static List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        CheckedUnit emoji = unit(
                "u1",
                onLine("😀他们坚持自立自强。", "text/a.zh.md", 3, 1),
                onLine("😀 They keep to self-reliance and self-reliance.", "text/a.en.md", 3, 1));
        TextSpan doubled = span(Side.TARGET, emoji, "self-reliance and self-reliance");
        all.add(finding(
                DOUBLED,
                emoji,
                "\"self-reliance\" is repeated",
                "自立自强",
                List.of(span(Side.SOURCE, emoji, "自立自强"), doubled),
                "self-reliance and self-improvement",
                "self-reliance & strength"));
        // A second finding of the same rule on the same words needs its own fingerprint.
        all.add(finding(DOUBLED, emoji, "a second finding", "自立自强", List.of(doubled)));

        CheckedUnit quotes = unit(
                "u2",
                near("产量“增长”50%，\n共20吨。", "tm/main, 100%: 新.tmx", 12, 7),
                near("Output \"grew\" by 5%, it's said,\nto 20 t.", "tm/main, 100%: 新.tmx", 15, 9));
        all.add(finding(
                NUMBERS,
                quotes,
                "50% is missing in the English, which has 5%, 20",
                "50%",
                List.of(span(Side.SOURCE, quotes, "50%"), span(Side.TARGET, quotes, "5%")),
                "50%"));

        CheckedUnit markup = unit(
                "u<3>",
                near("<b>标签</b>&amp;", "tm/main, 100%: 新.tmx", 20, 1),
                near("A tag </script><script>alert(1)</script> ]]> <!-- & \"x\" {{ }}", "tm/main, 100%: 新.tmx", 21, 1));
        all.add(finding(
                FORBIDDEN,
                markup,
                "</script> & ]]> are not \"tags\"",
                "<b>",
                List.of(span(Side.TARGET, markup, "</script>")),
                "<i>"));

        CheckedUnit escapes = unit(
                "u4\u001b[2J",
                near("红\u001b[31m色\u202e反\u2028行\u0000", "tm/\u001b[1mx.tmx", 1, 1),
                near("re\u009b31md \u202edrow\u0007 half \ud83d\r\n::error::no", "tm/\u001b[1mx.tmx", 2, 1));
        all.add(finding(
                FORBIDDEN,
                escapes,
                "\u001b]0;title\u0007 is\nnot a term",
                "\u001b[0m",
                List.of(span(Side.TARGET, escapes, "drow\u0007")),
                "wo\u001brd"));

        CheckedUnit formula = unit("=1+1", near("=2+5的和", "a.csv", 2, 1), near("@SUM(1;2), +5 or -5", "a.csv", 2, 9));
        all.add(finding(
                MISSING,
                formula,
                "=HYPERLINK(\"http://example.org\";\"x\") has no translation",
                "＝和",
                List.of(span(Side.SOURCE, formula, "和")),
                "+sum",
                "-sum"));

        CheckedUnit empty = unit("", onLine("未译。", "text/a.zh.md", 9, 1), onLine("", "text/a.en.md", 9, 1));
        all.add(finding(UNTRANSLATED, empty, "the English is empty", "", List.of()));

        CheckedUnit gap =
                unit("u7", onLine("他来了。", "text/a.zh.md", 11, 1), onLine("He has come", "text/a.en.md", 11, 5));
        int end = gap.english().length();
        all.add(finding(
                PUNCTUATION, gap, "the full stop is missing", "", List.of(new TextSpan(Side.TARGET, end, end)), "."));

        String zh = "很长的一句话，".repeat(12);
        String en = "a very long sentence, ".repeat(12);
        CheckedUnit wide = unit(
                "u8",
                onLine(zh + "其中有基础研究一词，" + zh, "text/a.zh.md", 20, 1),
                onLine(en + "in which (基础研究) is left as it is, " + en, "text/a.en.md", 20, 1));
        all.add(finding(
                MISSING,
                wide,
                "基础研究 has no translation",
                "基础研究",
                List.of(span(Side.TARGET, wide, "基础研究"), span(Side.SOURCE, wide, "基础研究")),
                "basic research"));
        CheckedUnit chinese = CheckedUnit.of(
                "u9",
                Direction.INTO_CHINESE,
                onLine("Click the button twice.", "text/b.en.md", 4, 1),
                onLine("请点击钮。", "text/b.zh.md", 4, 1));
        all.add(finding(
                FORBIDDEN,
                chinese,
                "钮 is a forbidden translation of button",
                "button",
                List.of(span(Side.SOURCE, chinese, "button"), span(Side.TARGET, chinese, "钮")),
                "按钮"));
        all.add(finding(
                NUMBERS,
                chinese,
                "2 is missing in the Chinese; write 两次",
                "2",
                List.of(span(Side.SOURCE, chinese, "twice"), span(Side.TARGET, chinese, "请点击钮。"))));
        return all;
    }

    public static FindingReport report(List<Finding> findings, String... incomplete) {
        return new FindingReport(
                "0.1.0",
                Instant.parse("2026-11-25T08:00:00.5Z"),
                List.of(
                        "text/a.en.md",
                        "text/b.zh.md",
                        "text/clean.en.md",
                        "tm/main, 100%: 新.tmx",
                        "tm/\u001b[1mx.tmx",
                        "a.csv"),
                120,
                List.of(
                        MISSING,
                        FORBIDDEN,
                        DOUBLED,
                        PUNCTUATION,
                        UNTRANSLATED,
                        NUMBERS,
                        rule("made-up-doubled-word", Severity.WARNING, "a word is repeated")),
                new CheckRun.Result(
                        Finding.inOrder(findings),
                        0,
                        0,
                        0,
                        List.of(),
                        () -> Baseline.none(Path.of("").toAbsolutePath())),
                Optional.of(Severity.WARNING),
                List.of(incomplete));
    }

    public static FindingReport report() {
        return report(all(), "tm/broken.tmx:7:3: <tu> has no end tag; skipped \u001b[5m");
    }

    public static ReportFormat.Settings settings() {
        Path folder = Path.of("/project").toAbsolutePath();
        return new ReportFormat.Settings(
                folder,
                folder,
                new ReportFormat.TextLayout(false, false, false, 80, ""),
                Optional.of(URI.create("https://example.org/rules/")));
    }

    public static String written(ReportFormat format, FindingReport report, ReportFormat.Settings settings) {
        StringWriter out = new StringWriter();
        try {
            format.write(report, settings, out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to a string does not fail", e);
        }
        return out.toString();
    }

    /** Returns a page with an empty style and its hash, as the golden files have it. */
    static String withoutStyle(String page) {
        return page.replaceFirst("(?s)(?<=<style>).*(?=</style>)", "")
                .replaceFirst("(?<=style-src 'sha256-)[^']*", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    public static String written(String format, FindingReport report) {
        return written(ReportFormat.named(format).orElseThrow(), report, settings());
    }
}
