package duiqi.check;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a project wants of its checks, as {@code duiqi.toml} says it. Immutable.
 *
 * @param failOn the least severity at which the check fails; empty when not said
 * @param glossaries the glossaries to check by instead of all of the project; empty when not said
 * @param baseline the file of the findings that are known; empty when there is none
 * @param rules levels by rule for all files
 * @param paths levels for some files, of which the later overrule the earlier
 * @param folder what paths are relative to
 */
public record CheckSettings(
        Optional<Severity> failOn,
        List<Path> glossaries,
        Optional<Path> baseline,
        Map<String, SeveritySetting> rules,
        List<PathSettings> paths,
        Path folder) {
    /** The name of the file in the folder of a project. */
    public static final String FILE_NAME = "duiqi.toml";

    /**
     * Settings with what is wrong in their file. What is wrong does not hold; the rest does.
     *
     * @param settings what holds
     * @param problems each with its line and column, in the order of the file
     */
    public record Reading(CheckSettings settings, List<FormatException> problems) {
        public Reading {
            Objects.requireNonNull(settings, "settings");
            problems = List.copyOf(problems);
        }
    }

    public CheckSettings {
        Objects.requireNonNull(failOn, "failOn");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(folder, "folder");
        glossaries = List.copyOf(glossaries);
        rules = Map.copyOf(rules);
        paths = List.copyOf(paths);
    }

    /** Those of a project that says nothing. */
    public static CheckSettings defaults(Path folder) {
        return new CheckSettings(Optional.empty(), List.of(), Optional.empty(), Map.of(), List.of(), folder);
    }

    /**
     * Reads a settings file.
     *
     * @param known all rules there are
     * @throws FormatException if there is no such file
     */
    public static Reading read(Path file, List<Rule> known) throws IOException {
        return new SettingsReader(file, known).read();
    }

    /**
     * How bad it is to break a rule; empty when it is not looked at.
     *
     * @param file the file it is broken in, as the user named it
     */
    public Optional<Severity> severity(Rule rule, String file) {
        SeveritySetting level =
                PathSettings.level(rules, rule).orElse(rule.isOn() ? SeveritySetting.ON : SeveritySetting.OFF);
        if (!paths.isEmpty()) {
            String path = new ProjectFolder(folder).relative(file);
            for (PathSettings some : paths) {
                if (some.covers(path)) {
                    level = some.level(rule).orElse(level);
                }
            }
        }
        return level.severity(rule);
    }

    /** Whether there can be a file in which a rule is looked at. */
    boolean mayLookAt(Rule rule) {
        SeveritySetting everywhere =
                PathSettings.level(rules, rule).orElse(rule.isOn() ? SeveritySetting.ON : SeveritySetting.OFF);
        return Stream.concat(Stream.of(everywhere), paths.stream().flatMap(some -> some.level(rule).stream()))
                .anyMatch(level -> level != SeveritySetting.OFF);
    }

    /**
     * A finding as it is to be reported; empty when it is not. What a check holds for less bad than its rule says is not made worse
     * than that by the settings.
     */
    Optional<Finding> grade(Finding finding) {
        Rule rule = finding.rule();
        return severity(rule, finding.location().file()).map(severity -> {
            boolean isMild = finding.severity().compareTo(rule.severity()) < 0;
            boolean isWanted =
                    severity == rule.severity() || (isMild && finding.severity().compareTo(severity) < 0);
            return isWanted ? finding : finding.as(severity);
        });
    }
}
