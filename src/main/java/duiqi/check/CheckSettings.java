package duiqi.check;

import duiqi.check.project.PathGlob;
import duiqi.check.project.SettingsReader;
import duiqi.text.FormatException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wishes of a project for its checks, as {@code duiqi.toml} says it. Immutable.
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
     * Settings with what is wrong in their file. Wrong settings do not hold; the rest do.
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

    /** The settings of a project without duiqi.toml. */
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

    /** Returns whether there can be a file in which a rule is looked at. */
    boolean mayLookAt(Rule rule) {
        SeveritySetting everywhere =
                PathSettings.level(rules, rule).orElse(rule.isOn() ? SeveritySetting.ON : SeveritySetting.OFF);
        return Stream.concat(Stream.of(everywhere), paths.stream().flatMap(some -> some.level(rule).stream()))
                .anyMatch(level -> level != SeveritySetting.OFF);
    }

    /**
     * Returns a finding as it is to be reported; empty when it is not. The settings do not make worse what a check holds for less bad
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

    /**
     * The settings for the files of some paths. Immutable.
     *
     * @param files patterns for paths; one of them is enough
     * @param rules levels by rule
     */
    public record PathSettings(List<PathGlob> files, Map<String, SeveritySetting> rules) {
        /** Stands for all rules that are not named themselves. */
        public static final String ALL = "all";

        public PathSettings {
            files = List.copyOf(files);
            rules = Map.copyOf(rules);
        }

        boolean covers(String path) {
            return files.stream().anyMatch(glob -> glob.matches(path));
        }

        Optional<SeveritySetting> level(Rule rule) {
            return level(rules, rule);
        }

        static Optional<SeveritySetting> level(Map<String, SeveritySetting> rules, Rule rule) {
            return Optional.ofNullable(rules.get(rule.id())).or(() -> Optional.ofNullable(rules.get(ALL)));
        }
    }

    /** The levels that settings give a rule. */
    public enum SeveritySetting {
        /** Not looked at. */
        OFF,
        /** Looked at, as bad as the rule says. */
        ON,
        /** Looked at, and a note. */
        NOTE,
        /** Looked at, and a warning. */
        WARNING,
        /** Looked at, and an error. */
        ERROR;

        /** The level of a name; empty when there is none of that name. */
        public static Optional<SeveritySetting> named(String name) {
            return Stream.of(values())
                    .filter(level -> level.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        /** How bad it is then to break a rule; empty when it is not looked at. */
        Optional<Severity> severity(Rule rule) {
            return switch (this) {
                case OFF -> Optional.empty();
                case ON -> Optional.of(rule.severity());
                case NOTE -> Optional.of(Severity.NOTE);
                case WARNING -> Optional.of(Severity.WARNING);
                case ERROR -> Optional.of(Severity.ERROR);
            };
        }

        /** As files have it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The folder that the files named in a settings file or a baseline are relative to: the one which that file is in. Immutable.
     *
     * @param path the folder
     */
    public record ProjectFolder(Path path) {
        /** The folder of a file. */
        public static ProjectFolder of(Path file) {
            return new ProjectFolder(
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
        }

        /**
         * A file as it is named from here, with {@code /} on all systems and in the composed form of Unicode, since macOS may give
         * the decomposed one. Addresses and standard input stay as they are.
         */
        String relative(String file) {
            if (file.equals("-") || file.contains("://")) {
                return file;
            }
            try {
                Path path = Path.of(file).toAbsolutePath().normalize();
                String relative =
                        this.path.toAbsolutePath().normalize().relativize(path).toString();
                return Normalizer.normalize(relative.replace(File.separatorChar, '/'), Normalizer.Form.NFC);
            } catch (IllegalArgumentException e) {
                // no name of a file here, or one on another drive
                return file.replace(File.separatorChar, '/');
            }
        }
    }
}
