package duiqi.report.findings;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormat.FilePaths;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes SARIF 2.1.0, which code hosts and editors show next to the text. GitHub accepts up to 5,000 results per run.
 * If there are more findings, the report contains the most severe ones and a notification with the number of omitted
 * findings. Use an instance once.
 *
 * <p>Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0 with Errata 01, section 3; GitHub Docs,
 * SARIF support for code scanning.
 */
public final class SarifReport {
    /** Maximum number of results that GitHub accepts per run. */
    private static final int MAX_COUNT = 5000;

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final FindingReport report;
    private final ReportFormat.Settings settings;
    private final FilePaths paths;
    private final List<Rule> rules;
    private final JsonReports.Fingerprints fingerprints = new JsonReports.Fingerprints();

    private SarifReport(FindingReport report, ReportFormat.Settings settings) {
        this.report = report;
        this.settings = settings;
        this.paths = settings.paths();
        this.rules = report.allRules();
    }

    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        out.write(JsonReports.indented(new SarifReport(report, settings).log()));
    }

    private Object log() throws IOException {
        List<Finding> reported = report.mostSevere(MAX_COUNT);
        List<String> ids = rules.stream().map(Rule::id).toList();
        List<Object> results = new ArrayList<>(reported.size());
        for (Finding finding : reported) {
            results.add(result(finding, ids.indexOf(finding.rule().id())));
        }
        Object run = JsonReports.object(
                "tool",
                JsonReports.object("driver", driver()),
                "invocations",
                List.of(invocation(reported.size())),
                "columnKind",
                "unicodeCodePoints",
                "results",
                results);
        return JsonReports.object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
    }

    private Object driver() throws IOException {
        List<Object> described = new ArrayList<>();
        for (Rule rule : rules) {
            described.add(rule(rule));
        }
        return JsonReports.object(
                "name",
                "duiqi",
                "version",
                report.version(),
                "informationUri",
                settings.pages().map(Object::toString),
                "rules",
                described);
    }

    private Object rule(Rule rule) throws IOException {
        boolean isNote = rule.severity() == Severity.NOTE;
        String severity = rule.severity().toString();
        String summary = sentence(rule.summary());
        String page = Rule.Page.find(rule).map(Rule.Page::text).orElse(summary);
        // The name must differ from the id in more than case (3.49.7).
        Optional<String> name = Optional.of(rule.id()).filter(id -> id.indexOf('-') > 0);
        return JsonReports.object(
                "id", rule.id(),
                "name", name.map(SarifReport::pascalCase),
                "shortDescription", text(summary),
                "fullDescription", text(summary),
                "help", JsonReports.object("text", page, "markdown", page),
                "helpUri", settings.page(rule.id()),
                "defaultConfiguration", JsonReports.object("enabled", rule.isOn(), "level", severity),
                "properties",
                        JsonReports.object(
                                "problem.severity",
                                isNote ? "recommendation" : severity,
                                "tags",
                                List.of("translation", "zh-en")));
    }

    private Object invocation(int reported) {
        List<Object> notifications = new ArrayList<>();
        report.incomplete().forEach(line -> notifications.add(notification("error", line)));
        int omitted = report.findings().size() - reported;
        if (omitted > 0) {
            notifications.add(notification(
                    "warning",
                    "This report contains the " + reported + " most severe findings; " + Plurals.of(omitted, "finding")
                            + " omitted."));
        }
        return JsonReports.object(
                "startTimeUtc", report.time().toString(),
                "executionSuccessful", report.incomplete().isEmpty(),
                "toolExecutionNotifications", notifications);
    }

    private static Object notification(String level, String text) {
        return JsonReports.object("level", level, "message", text(sentence(text)));
    }

    private static Object text(String text) {
        return Map.of("text", text);
    }

    private static String sentence(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        int first = clause.offsetByCodePoints(0, 1);
        String end = clause.matches("(?s).*[.!?。！？]") ? "" : ".";
        return clause.substring(0, first).toUpperCase(Locale.ROOT) + clause.substring(first) + end;
    }

    private static String pascalCase(String id) {
        return Stream.of(id.split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    /** Returns a finding as a result (section 3.27). Findings must come in the order of the log. */
    private Object result(Finding finding, int ruleIndex) {
        CheckedUnit unit = finding.unit();
        Region region = Region.of(finding);
        Optional<Object> related = finding.span(TextSpan.Side.SOURCE)
                .map(span -> List.of(JsonReports.object(
                        "id", 0,
                        "message", text(unit.language(span.side()) + ": " + Terminal.plain(unit.text(span))),
                        "physicalLocation", physical(Region.of(unit.source(), span)))));
        String fingerprint = fingerprints.next(finding);
        Optional<Object> fixes = Optional.<Object>of(
                        Region.Edit.of(finding).stream().map(this::fix).toList())
                .filter(all -> !all.equals(List.of()));
        // SARIF has no standard properties for these values.
        Object properties = JsonReports.object(
                "unit", unit.id(),
                "source", unit.source().text(),
                "target", unit.target().text(),
                "term", Optional.of(finding.term()).filter(term -> !term.isEmpty()));
        return JsonReports.object(
                "ruleId", finding.rule().id(),
                "ruleIndex", ruleIndex,
                "level", finding.severity().toString(),
                "message", text(sentence(FindingText.advice(finding))),
                "locations", List.of(Map.of("physicalLocation", physical(region))),
                "relatedLocations", related,
                // GitHub tracks an alert across runs only by primaryLocationLineHash.
                "partialFingerprints",
                        JsonReports.object("primaryLocationLineHash", fingerprint, "findingHash/v1", fingerprint),
                "fixes", fixes,
                "properties", properties);
    }

    private Object physical(Region region) {
        int line = region.start().line();
        Optional<Location> end = Optional.of(region.end()).filter(any -> region.hasEnd());
        Object lines = JsonReports.object(
                "startLine", line,
                "startColumn", region.start().column(),
                "endLine", end.map(Location::line).filter(last -> last != line),
                "endColumn", end.map(Location::column));
        return JsonReports.object("artifactLocation", artifact(region.start().file()), "region", lines);
    }

    private Object artifact(String file) {
        return JsonReports.object(
                "uri", paths.uri(file), "uriBaseId", Optional.of("%SRCROOT%").filter(root -> paths.isRelative(file)));
    }

    private Object fix(Region.Edit edit) {
        Region region = edit.region();
        // Without endColumn the region would extend to the end of the line.
        Object deleted = JsonReports.object(
                "startLine", region.start().line(),
                "startColumn", region.start().column(),
                "endColumn", region.end().column());
        Optional<Object> inserted =
                Optional.of(edit.text()).filter(text -> !text.isEmpty()).map(SarifReport::text);
        Object replacement = JsonReports.object("deletedRegion", deleted, "insertedContent", inserted);
        Object change = JsonReports.object(
                "artifactLocation", artifact(region.start().file()),
                "replacements", List.of(replacement));
        return JsonReports.object(
                "description", text(edit.text().isEmpty() ? "Delete the words." : "Use \"" + edit.text() + "\"."),
                "artifactChanges", List.of(change));
    }
}
