package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.text.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A finding as a result of SARIF (section 3.27). Must be asked in the order of the report. Not thread-safe. */
final class SarifResult {
    private final FilePaths paths;
    private final List<String> rules;
    private final Fingerprints fingerprints = new Fingerprints();

    /**
     * Begins a run.
     *
     * @param rules ids of its rules, in order
     */
    SarifResult(FilePaths paths, List<String> rules) {
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
