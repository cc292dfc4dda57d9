package duiqi.cli.option;

import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options that change the checked files or the settings. */
public final class ChangeOptions {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern PLACE = Pattern.compile(".+:\\d+:\\d+", Pattern.DOTALL);

    @Option(
            names = "--fix",
            order = OptionGroup.CHECKING,
            description = "Apply the suggestions that are certain, then report the other findings.")
    private boolean fix;

    @Option(
            names = "--dry-run",
            order = OptionGroup.OUTPUT,
            description = "Show what the command would do, but write nothing.")
    private boolean dryRun;

    @Option(
            names = "--ignore",
            paramLabel = "WHAT",
            order = OptionGroup.CHECKING,
            description = "Add an ignore to the settings: FILE:LINE:COLUMN, a key, RULE or RULE=WORDS.")
    private @Nullable String ignored;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            order = OptionGroup.CHECKING,
            description = "Set the reason of --ignore.")
    private @Nullable String reason;

    /** Rejects options without the options that they belong to. */
    public void requireFit() {
        if (dryRun && !fix) {
            throw new IllegalArgumentException("--dry-run: has no effect without --fix; add --fix");
        }
        if (reason != null && ignored == null) {
            throw new IllegalArgumentException("--reason: has no effect without --ignore; add --ignore");
        }
        if (ignored != null && (reason == null || reason.isBlank())) {
            throw new IllegalArgumentException("--ignore " + ignored + ": has no reason; add --reason");
        }
        if (ignored != null && fix) {
            throw new IllegalArgumentException("--ignore: cannot be combined with --fix; run the two separately");
        }
    }

    public boolean isFix() {
        return fix;
    }

    public boolean isPreview() {
        return dryRun;
    }

    /** Returns the findings to ignore. */
    public Optional<String> ignored() {
        return Optional.ofNullable(ignored);
    }

    /**
     * Returns the sections to add to the settings.
     *
     * @throws IllegalArgumentException if no finding matches
     */
    public List<CheckSettings.IgnoreSection> sections(List<Finding> findings) {
        String what = ignored().orElseThrow();
        List<CheckSettings.IgnoreSection> sections;
        if (KEY.matcher(what).matches()) {
            sections = findings.stream()
                    .filter(finding -> finding.key().equals(what))
                    .map(this::one)
                    .distinct()
                    .toList();
        } else if (PLACE.matcher(what).matches()) {
            sections = findings.stream()
                    .filter(finding -> finding.location().toString().equals(what))
                    .map(this::one)
                    .distinct()
                    .toList();
        } else {
            sections = List.of(rule(what));
        }
        if (findings.stream().noneMatch(finding -> sections.stream().anyMatch(section -> section.matches(finding)))) {
            throw new IllegalArgumentException(
                    "--ignore " + what + ": matches no finding of this check; copy a location from the report");
        }
        return sections;
    }

    private CheckSettings.IgnoreSection one(Finding finding) {
        return section(finding.rule().id(), Optional.empty(), Optional.of(finding.key()));
    }

    private CheckSettings.IgnoreSection rule(String what) {
        int sign = what.indexOf('=');
        String id = sign < 0 ? what : what.substring(0, sign);
        List<String> rules = Checks.rules().stream().map(Rule::id).toList();
        if (!rules.contains(id)) {
            throw new IllegalArgumentException("--ignore " + what + ": is no location, key or rule; "
                    + NearestName.of(id, rules)
                            .map(rule -> "did you mean '" + rule + "'?")
                            .orElse("list all rules with --rules"));
        }
        return section(id, Optional.of(what.substring(sign + 1)).filter(words -> sign >= 0), Optional.empty());
    }

    private CheckSettings.IgnoreSection section(String rule, Optional<String> words, Optional<String> key) {
        return new CheckSettings.IgnoreSection(
                Optional.of(rule),
                words,
                key,
                List.of(),
                Optional.ofNullable(reason).orElse(""),
                new Location(CheckSettings.FILE_NAME, 1, 1));
    }
}
