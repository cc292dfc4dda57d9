package duiqi.check;

import duiqi.check.project.SettingsReader;
import duiqi.check.project.UserPattern;
import duiqi.io.PathGlob;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the check settings of a project, which {@code duiqi.toml} contains. Immutable.
 *
 * @param failOn lowest severity at which the check fails; empty if not set
 * @param files the files and folders to check in addition to the memories of the project; empty if not set
 * @param glossaries the glossaries to use instead of all glossaries of the project; empty if not set
 * @param baseline file of the known findings; empty if there is none
 * @param rules severity settings by rule id, for all files
 * @param paths settings for some files; later ones override earlier ones
 * @param folder the folder that paths are relative to
 * @param direction languages of source and target, which take precedence over the files; empty to use those of the files
 * @param srx file with the SRX rules that split sentences; empty for those of duiqi
 * @param house the patterns, names and length limits of the project
 */
public record CheckSettings(
        Optional<Severity> failOn,
        List<Path> files,
        List<Path> glossaries,
        Optional<Path> baseline,
        Map<String, SeveritySetting> rules,
        List<PathSettings> paths,
        Path folder,
        Optional<Direction> direction,
        Optional<Path> srx,
        HouseRules house) {
    /** Name of the settings file in the folder of a project. */
    public static final String FILE_NAME = "duiqi.toml";

    /**
     * Holds settings with the problems of their file. Invalid settings have no effect; the valid settings apply.
     *
     * @param settings the valid settings
     * @param problems the problems in file order, each with its line and column
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
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(srx, "srx");
        Objects.requireNonNull(house, "house");
        files = List.copyOf(files);
        glossaries = List.copyOf(glossaries);
        rules = Map.copyOf(rules);
        paths = List.copyOf(paths);
    }

    /** Returns the settings of a project without duiqi.toml. */
    public static CheckSettings defaults(Path folder) {
        return new CheckSettings(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                folder,
                Optional.empty(),
                Optional.empty(),
                HouseRules.NONE);
    }

    /** Returns a copy with another direction, or these settings if none is given. */
    public CheckSettings with(Optional<Direction> other) {
        return other.isEmpty()
                ? this
                : new CheckSettings(failOn, files, glossaries, baseline, rules, paths, folder, other, srx, house);
    }

    /**
     * Returns a copy in which all other rules are off. A selected rule that is off by default is on. Checks that are skipped
     * are reported unless their rule is ignored.
     *
     * @param selected the selected rules; empty for those that the settings apply
     * @param ignored the rules to switch off
     * @param known all rules
     */
    public CheckSettings selecting(Collection<Rule> selected, Collection<Rule> ignored, Collection<Rule> known) {
        Map<String, SeveritySetting> levels = new HashMap<>();
        List<Rule> applied = new ArrayList<>();
        for (Rule rule : known) {
            boolean isSelected = selected.contains(rule);
            boolean isWanted = selected.isEmpty() || isSelected || rule.equals(CheckRun.UNCHECKED);
            SeveritySetting level = everywhere(rule);
            if (!isWanted || ignored.contains(rule)) {
                levels.put(rule.id(), SeveritySetting.OFF);
            } else {
                levels.put(rule.id(), isSelected && level == SeveritySetting.OFF ? SeveritySetting.ON : level);
                applied.add(rule);
            }
        }
        return new CheckSettings(
                failOn,
                files,
                glossaries,
                baseline,
                levels,
                paths.stream().map(some -> some.selecting(applied)).toList(),
                folder,
                direction,
                srx,
                house);
    }

    /**
     * Reads a settings file.
     *
     * @param known all rules
     * @param profile name of the profile to use; empty for none
     * @throws FormatException if the file or the profile does not exist
     */
    public static Reading read(Path file, List<Rule> known, Optional<String> profile) throws IOException {
        return new SettingsReader(file, known).read(profile);
    }

    /**
     * Returns the limit for the length of translations in a file; empty if there is none.
     *
     * @param file file of the unit, as given by the user
     */
    public Optional<MaxLength> maxLength(String file) {
        Optional<MaxLength> limit = house.maxLength();
        for (PathSettings some : covering(file)) {
            Optional<MaxLength> earlier = limit;
            limit = some.maxLength().or(() -> earlier);
        }
        return limit;
    }

    /**
     * Returns the severity of a rule in a file; empty if the rule is off there.
     *
     * @param file file of the finding, as given by the user
     */
    public Optional<Severity> severity(Rule rule, String file) {
        SeveritySetting level = everywhere(rule);
        for (PathSettings some : covering(file)) {
            level = some.level(rule).orElse(level);
        }
        return level.severity(rule);
    }

    private SeveritySetting everywhere(Rule rule) {
        return PathSettings.level(rules, rule).orElse(rule.isOn() ? SeveritySetting.ON : SeveritySetting.OFF);
    }

    private List<PathSettings> covering(String file) {
        if (paths.isEmpty()) {
            return List.of();
        }
        String path = new ProjectFolder(folder).relative(file);
        return paths.stream().filter(some -> some.covers(path)).toList();
    }

    /** Returns whether a rule is on in at least one file. */
    boolean mayApply(Rule rule) {
        return Stream.concat(Stream.of(everywhere(rule)), paths.stream().flatMap(some -> some.level(rule).stream()))
                .anyMatch(level -> level != SeveritySetting.OFF);
    }

    /**
     * Returns a finding with the severity that the settings give it; empty if its rule is off. If a finding is less
     * severe than its rule, the settings can lower its severity but not raise it.
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
     * Holds the settings for the files that match some patterns. Immutable.
     *
     * @param files patterns for paths; a file must match one of them
     * @param rules severity settings by rule id
     * @param maxLength limit for the length of translations; empty if not set
     */
    public record PathSettings(
            List<PathGlob> files, Map<String, SeveritySetting> rules, Optional<MaxLength> maxLength) {
        /** Applies to all rules that have no setting of their own, except the rule about skipped checks. */
        public static final String ALL = "all";

        public PathSettings {
            files = List.copyOf(files);
            rules = Map.copyOf(rules);
            Objects.requireNonNull(maxLength, "maxLength");
        }

        boolean covers(String path) {
            return files.stream().anyMatch(glob -> glob.matches(path));
        }

        PathSettings selecting(Collection<Rule> selected) {
            Map<String, SeveritySetting> levels = new HashMap<>();
            selected.forEach(rule -> level(rule).ifPresent(level -> levels.put(rule.id(), level)));
            return new PathSettings(files, levels, maxLength);
        }

        Optional<SeveritySetting> level(Rule rule) {
            return level(rules, rule);
        }

        static Optional<SeveritySetting> level(Map<String, SeveritySetting> rules, Rule rule) {
            return Optional.ofNullable(rules.get(rule.id()))
                    .or(() -> Optional.ofNullable(rules.get(ALL)).filter(all -> !rule.equals(CheckRun.UNCHECKED)));
        }
    }

    /**
     * Holds the settings of the rules for patterns, spellings of names, limits of length, and ignores. Immutable.
     *
     * @param patterns regular expressions of the project
     * @param names names with their spelling
     * @param maxLength limit for the length of translations; empty if not set
     * @param ignores findings that the project accepts
     */
    public record HouseRules(
            List<UserPattern> patterns,
            List<String> names,
            Optional<MaxLength> maxLength,
            List<IgnoreSection> ignores) {
        /** Has no settings. */
        public static final HouseRules NONE = new HouseRules(List.of(), List.of(), Optional.empty(), List.of());

        public HouseRules {
            patterns = List.copyOf(patterns);
            names = List.copyOf(names);
            ignores = List.copyOf(ignores);
            Objects.requireNonNull(maxLength, "maxLength");
        }
    }

    /**
     * Limits the length of a translation. Immutable.
     *
     * @param characters maximum number of code points; empty for no limit
     * @param percent maximum length in per cent of the source; empty for no limit
     */
    public record MaxLength(OptionalInt characters, OptionalInt percent) {
        public MaxLength {
            Objects.requireNonNull(characters, "characters");
            Objects.requireNonNull(percent, "percent");
        }
    }

    /** Lists the values that the settings allow for a rule. */
    public enum SeveritySetting {
        /** The rule is off. */
        OFF,
        /** The rule is on with its own severity. */
        ON,
        /** The rule is on and its findings are notes. */
        NOTE,
        /** The rule is on and its findings are warnings. */
        WARNING,
        /** The rule is on and its findings are errors. */
        ERROR;

        /** Returns the setting of this name in any case; empty if there is none. */
        public static Optional<SeveritySetting> named(String name) {
            return Stream.of(values())
                    .filter(level -> level.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        /** Returns the severity that the rule gets; empty if it is off. */
        Optional<Severity> severity(Rule rule) {
            return switch (this) {
                case OFF -> Optional.empty();
                case ON -> Optional.of(rule.severity());
                case NOTE -> Optional.of(Severity.NOTE);
                case WARNING -> Optional.of(Severity.WARNING);
                case ERROR -> Optional.of(Severity.ERROR);
            };
        }

        /** Returns the name as in settings files: lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Resolves the file names of a settings file or baseline, which are relative to its folder. Immutable.
     *
     * @param path the folder
     */
    public record ProjectFolder(Path path) {
        /** Returns the folder that contains a file. */
        public static ProjectFolder of(Path file) {
            return new ProjectFolder(
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
        }

        /**
         * Returns a file name relative to this folder. The result has {@code /} on all systems and the composed form of
         * Unicode, since macOS may return the decomposed form. URLs and {@code -} (standard input) stay unchanged.
         */
        public String relative(String file) {
            if (file.equals("-") || file.contains("://")) {
                return file;
            }
            try {
                Path path = Path.of(file).toAbsolutePath().normalize();
                String relative =
                        this.path.toAbsolutePath().normalize().relativize(path).toString();
                return Normalizer.normalize(relative.replace(File.separatorChar, '/'), Normalizer.Form.NFC);
            } catch (IllegalArgumentException e) {
                // The name is not valid on this system, or the file is on another drive.
                return file.replace(File.separatorChar, '/');
            }
        }
    }

    /**
     * Represents a section {@code [[ignore]]} of the settings: findings that the project accepts for a reason. A finding
     * must meet all conditions. Immutable.
     *
     * @param rule id of the rule; empty for all rules
     * @param words a term, or words that a finding marks, in any case; empty for all
     * @param finding key of the only finding; empty for all
     * @param files patterns for paths; none for all files
     * @param reason the reason
     * @param place location of the section
     */
    public record IgnoreSection(
            Optional<String> rule,
            Optional<String> words,
            Optional<String> finding,
            List<PathGlob> files,
            String reason,
            Location place) {
        public IgnoreSection {
            files = List.copyOf(files);
        }

        /** Returns whether a finding meets all conditions. */
        public boolean matches(Finding found) {
            return rule.filter(id -> !id.equals(found.rule().id())).isEmpty()
                    && words.filter(some -> !isAbout(found, some)).isEmpty()
                    && finding.filter(key -> !key.equals(found.key())).isEmpty()
                    && (files.isEmpty() || covers(found.location().file()));
        }

        private static boolean isAbout(Finding found, String words) {
            return Stream.concat(Stream.of(found.term()), found.spans().stream().map(found.unit()::text))
                    .anyMatch(words::equalsIgnoreCase);
        }

        private boolean covers(String file) {
            String path = ProjectFolder.of(Path.of(place.file())).relative(file);
            return files.stream().anyMatch(glob -> glob.matches(path));
        }

        /** Returns the conditions for messages. */
        public String subject() {
            return Stream.of(rule, words.map(Finding::quoted), finding)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" "));
        }

        /** Returns the section as TOML, without {@code files}. */
        public String toml() {
            StringBuilder toml = new StringBuilder("\n[[ignore]]\n");
            rule.ifPresent(value -> toml.append("rule = ").append(text(value)));
            words.ifPresent(value -> toml.append("words = ").append(text(value)));
            finding.ifPresent(value -> toml.append("finding = ").append(text(value)));
            return toml.append("reason = ").append(text(reason)).toString();
        }

        private static String text(String value) {
            StringBuilder text = new StringBuilder("\"");
            value.codePoints().forEach(c -> {
                if (c == '"' || c == '\\') {
                    text.append('\\').appendCodePoint(c);
                } else if (Character.isISOControl(c)) {
                    text.append(String.format(Locale.ROOT, "\\u%04X", c));
                } else {
                    text.appendCodePoint(c);
                }
            });
            return text.append("\"\n").toString();
        }
    }
}
