package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormat.FilePaths;
import duiqi.report.page.FindingText;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes suggestions for the lines of a pull request on GitHub: one comment per line, as a JSON object. Writes only
 * warnings and errors whose correction replaces characters of one line. {@code src/ci/suggest} selects the lines that the pull
 * request changes and posts the comments.
 *
 * <p>Each comment ends with a hidden mark, {@code duiqi:} and the fingerprint of the finding, so that a later run
 * recognises it. The keys {@code path} and {@code line} come first.
 *
 * <p>Source: GitHub Docs, REST API, Create a review for a pull request; Incorporating feedback in your pull request.
 */
public final class ReviewReport {
    /** Maximum length of a comment on GitHub. It rejects the whole review for a longer one. */
    private static final int MAX_BODY = 65_536;

    /** Characters with which a message could become a link, a tag or another format */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_~<>\\[\\]&|#]");

    private ReviewReport() {}

    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = settings.paths();
        JsonReports.Fingerprints fingerprints = new JsonReports.Fingerprints();
        SourceLines lines = new SourceLines();
        for (Finding finding : report.findings()) {
            String fingerprint = fingerprints.next(finding);
            Optional<Region.Edit> edit = Region.Edit.of(finding).stream()
                    .filter(any -> finding.isAtLeast(Severity.WARNING))
                    .findFirst();
            Optional<String> corrected =
                    edit.flatMap(first -> corrected(first, lines, finding.unit().text(first.span())));
            if (corrected.isEmpty()) {
                continue;
            }
            String body = body(finding, corrected.get(), fingerprint);
            if (body.length() > MAX_BODY) {
                continue;
            }
            Region region = edit.orElseThrow().region();
            Object comment = JsonReports.object(
                    "path",
                    paths.path(region.start().file()),
                    "line",
                    region.start().line(),
                    "side",
                    "RIGHT",
                    "body",
                    body);
            out.write(JsonReports.line(comment) + "\n");
        }
    }

    private static String body(Finding finding, String line, String fingerprint) {
        // A fence is longer than all runs of backticks in its block.
        StringBuilder fence = new StringBuilder("```");
        while (line.contains(fence)) {
            fence.append('`');
        }
        String advice = MARKUP.matcher(FindingText.advice(finding)).replaceAll("\\\\$0");
        return advice + " [" + finding.rule().id() + "]\n\n" + fence + "suggestion\n" + line + "\n" + fence
                + "\n<!-- duiqi:" + fingerprint + " -->";
    }

    /** Returns the line of an edit after the edit; empty if the line is unknown or has other words there. */
    private static Optional<String> corrected(Region.Edit edit, SourceLines lines, String words) {
        Region region = edit.region();
        String line = lines.line(region.start()).orElse("");
        if (region.end().column() - 1 > line.codePointCount(0, line.length())) {
            return Optional.empty();
        }
        int start = line.offsetByCodePoints(0, region.start().column() - 1);
        int end = line.offsetByCodePoints(
                start, region.end().column() - region.start().column());
        return Optional.of(line.substring(0, start) + edit.text() + line.substring(end))
                .filter(corrected -> line.substring(start, end).equals(words));
    }
}
