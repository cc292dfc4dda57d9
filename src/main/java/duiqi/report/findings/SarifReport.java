package duiqi.report.findings;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.Words;
import duiqi.text.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SARIF 2.1.0, which code hosts and editors show beside the text. Of more than 5,000 findings the worst are told, as GitHub takes
 * no more of a run, and a notification says how many are left out.
 *
 * <p>Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0 with Errata 01, section 3; GitHub Docs, SARIF support
 * for code scanning.
 */
public final class SarifReport implements ReportFormat {
    /** Results that GitHub takes of a run. */
    private static final int MAX_COUNT = 5000;

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public String purpose() {
        return "code scanning at GitHub and others, editors";
    }

    @Override
    public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        List<Rule> rules = report.allRules();
        List<Finding> told = report.worst(MAX_COUNT);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver(report, rules, settings)));
        run.put("invocations", List.of(invocation(report, told.size())));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", results(told, rules, settings));
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        out.write(JsonReport.Text.indented(log));
    }

    private static List<Object> results(List<Finding> told, List<Rule> rules, ReportFormat.Settings settings) {
        List<String> ids = rules.stream().map(Rule::id).toList();
        Result result = new Result(new FilePaths(settings.root()), ids);
        List<Object> results = new ArrayList<>(told.size());
        for (Finding finding : told) {
            results.add(result.object(finding));
        }
        return results;
    }

    private static Map<String, Object> driver(FindingReport report, List<Rule> rules, ReportFormat.Settings settings)
            throws IOException {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "duiqi");
        driver.put("version", report.version());
        settings.pages().ifPresent(address -> driver.put("informationUri", address.toString()));
        List<Object> described = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            described.add(rule(rule, settings));
        }
        driver.put("rules", described);
        return driver;
    }

    private static Map<String, Object> rule(Rule rule, ReportFormat.Settings settings) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", rule.id());
        // A name that differs in case alone would be the id again (3.49.7).
        if (rule.id().indexOf('-') > 0) {
            object.put("name", pascalCase(rule.id()));
        }
        object.put("shortDescription", Map.of("text", sentence(rule.summary())));
        object.put("fullDescription", Map.of("text", sentence(rule.summary())));
        String page = Rule.Page.find(rule).map(Rule.Page::text).orElse(sentence(rule.summary()));
        Map<String, Object> help = new LinkedHashMap<>();
        help.put("text", page);
        help.put("markdown", page);
        object.put("help", help);
        settings.page(rule.id()).ifPresent(address -> object.put("helpUri", address));
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("enabled", rule.isOn());
        configuration.put("level", rule.severity().toString());
        object.put("defaultConfiguration", configuration);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "problem.severity",
                rule.severity() == Severity.NOTE
                        ? "recommendation"
                        : rule.severity().toString());
        properties.put("tags", List.of("translation", "zh-en"));
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> invocation(FindingReport report, int told) {
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("startTimeUtc", report.time().toString());
        invocation.put("executionSuccessful", report.incomplete().isEmpty());
        List<Object> notifications = new ArrayList<>();
        report.incomplete().forEach(line -> notifications.add(notification("error", line)));
        int left = report.findings().size() - told;
        if (left > 0) {
            notifications.add(notification(
                    "warning",
                    "The " + told + " worst findings are told; " + left + (left == 1 ? " is" : " are") + " left out."));
        }
        invocation.put("toolExecutionNotifications", notifications);
        return invocation;
    }

    private static Map<String, Object> notification(String level, String text) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("level", level);
        notification.put("message", Map.of("text", sentence(text)));
        return notification;
    }

    /** With a capital letter and a full stop. */
    static String sentence(String clause) {
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

    /** A finding as a result of SARIF (section 3.27). Must be asked in the order of the report. Not thread-safe. */
    private static final class Result {
        private final FilePaths paths;
        private final List<String> rules;
        private final Fingerprints fingerprints = new Fingerprints();

        /**
         * Begins a run.
         *
         * @param rules ids of its rules, in order
         */
        Result(FilePaths paths, List<String> rules) {
            this.paths = paths;
            this.rules = rules;
        }

        Map<String, Object> object(Finding finding) {
            CheckedUnit unit = finding.unit();
            Region region = Region.of(finding);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("ruleId", finding.rule().id());
            result.put("ruleIndex", rules.indexOf(finding.rule().id()));
            result.put("level", finding.severity().toString());
            result.put("message", Map.of("text", SarifReport.sentence(Words.advice(finding))));
            result.put("locations", List.of(Map.of("physicalLocation", physical(region))));
            finding.span(TextSpan.Side.SOURCE).ifPresent(span -> {
                Map<String, Object> related = new LinkedHashMap<>();
                related.put("id", 0);
                related.put("message", Map.of("text", "The Chinese: " + Terminal.plain(unit.text(span))));
                related.put("physicalLocation", physical(Region.of(unit.source(), span)));
                result.put("relatedLocations", List.of(related));
            });
            // GitHub follows an alert from run to run by the one of this name alone.
            String fingerprint = fingerprints.next(finding);
            Map<String, Object> partial = new LinkedHashMap<>();
            partial.put("primaryLocationLineHash", fingerprint);
            partial.put("findingHash/v1", fingerprint);
            result.put("partialFingerprints", partial);
            List<Object> fixes = region.replacements(finding).stream()
                    .<Object>map(suggestion -> fix(region, suggestion))
                    .toList();
            if (!fixes.isEmpty()) {
                result.put("fixes", fixes);
            }
            result.put("properties", properties(finding));
            return result;
        }

        private Map<String, Object> physical(Region region) {
            Map<String, Object> physical = new LinkedHashMap<>();
            physical.put("artifactLocation", artifact(region.start().file()));
            Map<String, Object> where = new LinkedHashMap<>();
            where.put("startLine", region.start().line());
            where.put("startColumn", region.start().column());
            if (region.hasEnd()) {
                if (region.end().line() != region.start().line()) {
                    where.put("endLine", region.end().line());
                }
                where.put("endColumn", region.end().column());
            }
            physical.put("region", where);
            return physical;
        }

        private Map<String, Object> artifact(String file) {
            Map<String, Object> artifact = new LinkedHashMap<>();
            artifact.put("uri", paths.uri(file));
            if (paths.isRelative(file)) {
                artifact.put("uriBaseId", "%SRCROOT%");
            }
            return artifact;
        }

        private Map<String, Object> fix(Region region, String suggestion) {
            Location start = region.start();
            Map<String, Object> deleted = new LinkedHashMap<>();
            deleted.put("startLine", start.line());
            deleted.put("startColumn", start.column());
            // A region without an end would go to the end of the line.
            deleted.put("endColumn", region.end().column());
            Map<String, Object> replacement = new LinkedHashMap<>();
            replacement.put("deletedRegion", deleted);
            replacement.put("insertedContent", Map.of("text", suggestion));
            Map<String, Object> change = new LinkedHashMap<>();
            change.put("artifactLocation", artifact(start.file()));
            change.put("replacements", List.of(replacement));
            Map<String, Object> fix = new LinkedHashMap<>();
            fix.put("description", Map.of("text", "Write \"" + suggestion + "\"."));
            fix.put("artifactChanges", List.of(change));
            return fix;
        }

        /** What SARIF has no place for. */
        private static Map<String, Object> properties(Finding finding) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("unit", finding.unit().id());
            properties.put("source", finding.unit().chinese());
            properties.put("target", finding.unit().english());
            if (!finding.term().isEmpty()) {
                properties.put("term", finding.term());
            }
            return properties;
        }
    }
}
