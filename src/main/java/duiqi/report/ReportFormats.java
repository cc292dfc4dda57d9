package duiqi.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All forms in which findings are told. */
public final class ReportFormats {
    /** The forms, in the order of their page; the first is the one for people at a terminal. */
    public static final List<ReportFormat> ALL = List.of(
            new TextReport(),
            new JsonReport(),
            new JsonReport.Lines(),
            new SarifReport(),
            new JunitReport(),
            new CheckstyleReport(),
            new GithubReport(),
            new GitlabReport(),
            new RdjsonlReport(),
            new CsvReport(),
            new HtmlReport());

    private ReportFormats() {}

    /** The form that a user names. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
