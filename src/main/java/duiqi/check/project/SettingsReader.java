package duiqi.check.project;

import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.project.SettingValues.Value;
import duiqi.io.PathGlob;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code duiqi.toml} and continues after errors. For one use. */
public final class SettingsReader {
    private static final String SOURCE = "source-lang";
    private static final String TARGET = "target-lang";
    private static final String PROFILES = "profiles";
    private static final String RULES = "rules";
    private static final String FILES = "files";
    private static final String MAX_LENGTH = "max-length";
    private static final String IGNORE = "ignore";
    private static final String REASON = "reason";
    private static final String RULE = "rule";
    private static final List<String> IGNORE_KEYS = List.of(RULE, "words", "finding", FILES, REASON);
    private static final List<String> KEYS = List.of(
            "fail-on",
            FILES,
            "glossary",
            "baseline",
            SOURCE,
            TARGET,
            "srx",
            RULES,
            "paths",
            "patterns",
            "names",
            IGNORE,
            MAX_LENGTH);
    private static final List<String> PATH_KEYS = List.of(FILES, RULES, MAX_LENGTH);
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]{0,5}) ?%");

    private final Path file;
    private final List<String> known;
    private final SettingValues values;

    public SettingsReader(Path file, List<Rule> known) {
        this.file = file;
        this.values = new SettingValues(file);
        this.known = Stream.concat(known.stream().map(Rule::id), Stream.of(CheckSettings.PathSettings.ALL))
                .toList();
    }

    /** Collects settings. A later setting replaces an earlier one or is added to it. */
    private static final class Draft {
        private Optional<Severity> failOn = Optional.empty();
        private List<Path> files = List.of();
        private List<Path> glossaries = List.of();
        private Optional<Path> baseline = Optional.empty();
        private Optional<Language> source = Optional.empty();
        private Optional<Language> target = Optional.empty();
        private Optional<Path> srx = Optional.empty();
        private Optional<CheckSettings.MaxLength> maxLength = Optional.empty();
        private final Map<String, CheckSettings.SeveritySetting> rules = new HashMap<>();
        private final List<CheckSettings.PathSettings> paths = new ArrayList<>();
        private final Map<String, UserPattern> patterns = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();
        private final List<CheckSettings.IgnoreSection> ignores = new ArrayList<>();

        /** Adds the settings of a profile, which take precedence. */
        void add(Draft profile) {
            failOn = profile.failOn.or(() -> failOn);
            files = profile.files.isEmpty() ? files : profile.files;
            glossaries = profile.glossaries.isEmpty() ? glossaries : profile.glossaries;
            baseline = profile.baseline.or(() -> baseline);
            source = profile.source.or(() -> source);
            target = profile.target.or(() -> target);
            srx = profile.srx.or(() -> srx);
            maxLength = profile.maxLength.or(() -> maxLength);
            rules.putAll(profile.rules);
            paths.addAll(profile.paths);
            patterns.putAll(profile.patterns);
            names.addAll(profile.names);
            ignores.addAll(profile.ignores);
        }

        CheckSettings settings(Path file) {
            return new CheckSettings(
                    failOn,
                    files,
                    glossaries,
                    baseline,
                    rules,
                    paths,
                    CheckSettings.ProjectFolder.of(file).path(),
                    Direction.of(source, target),
                    srx,
                    new CheckSettings.HouseRules(List.copyOf(patterns.values()), names, maxLength, ignores));
        }
    }

    /**
     * Reads the file.
     *
     * @param profile name of the profile to use
     * @throws FormatException if there is no such profile
     */
    public CheckSettings.Reading read(Optional<String> profile) throws IOException {
        List<Value> all = values.read();
        Map<String, Draft> profiles = new LinkedHashMap<>();
        List<Value> own = new ArrayList<>();
        for (Value value : all) {
            if (value.name().equals(PROFILES)) {
                values.table(value, "[profiles.acme]")
                        .ifPresent(named -> named.forEach(one -> values.table(one, "[profiles." + one.name() + "]")
                                .ifPresent(settings -> profiles.put(one.name(), draft(settings)))));
            } else {
                own.add(value);
            }
        }
        Draft draft = draft(own);
        if (profile.isPresent()) {
            draft.add(find(profile.get(), profiles));
        }
        return new CheckSettings.Reading(draft.settings(file), values.problems());
    }

    private Draft find(String profile, Map<String, Draft> profiles) throws FormatException {
        Draft found = profiles.get(profile);
        if (found == null) {
            throw new FormatException(
                    file.toString(),
                    "has no profile " + profile,
                    profiles.isEmpty()
                            ? "add a section [profiles." + profile + "]"
                            : NearestName.remedy(profile, profiles.keySet()));
        }
        return found;
    }

    private Draft draft(List<Value> settings) {
        Draft draft = new Draft();
        settings.forEach(value -> take(value, draft));
        requireTwoLanguages(settings, draft);
        return draft;
    }

    private void take(Value value, Draft draft) {
        switch (value.name()) {
            case "fail-on" -> draft.failOn = values.severity(value);
            case FILES -> draft.files = paths(value);
            case "glossary" -> draft.glossaries = paths(value);
            case "baseline" -> draft.baseline = values.text(value).flatMap(values::path);
            case SOURCE -> draft.source = values.language(value);
            case TARGET -> draft.target = values.language(value);
            case "srx" -> draft.srx = values.text(value).flatMap(values::path);
            case RULES -> draft.rules.putAll(levels(value));
            case "paths" -> values.sections(value).forEach(section -> draft.paths.add(pathSettings(section)));
            case "patterns" -> values.sections(value).forEach(section -> pattern(section, draft));
            case "names" -> values.texts(value).forEach(name -> name(name).ifPresent(draft.names::add));
            case MAX_LENGTH -> draft.maxLength = maxLength(value);
            case IGNORE ->
                values.sections(value).forEach(section -> ignore(section).ifPresent(draft.ignores::add));
            default ->
                values.unknown(
                        value,
                        "is not a setting",
                        Stream.concat(KEYS.stream(), Stream.of(PROFILES)).toList());
        }
    }

    private List<Path> paths(Value value) {
        return values.texts(value).stream()
                .flatMap(text -> values.path(text).stream())
                .toList();
    }

    private CheckSettings.PathSettings pathSettings(Value section) {
        List<PathGlob> files = new ArrayList<>();
        Map<String, CheckSettings.SeveritySetting> levels = new HashMap<>();
        Optional<CheckSettings.MaxLength> maxLength = Optional.empty();
        List<String> present = new ArrayList<>();
        for (Value value : values.values(section)) {
            present.add(value.name());
            switch (value.name()) {
                case FILES -> files.addAll(values.globs(value));
                case RULES -> levels.putAll(levels(value));
                case MAX_LENGTH -> maxLength = maxLength(value);
                default -> values.unknown(value, "is not a setting of [[paths]]", PATH_KEYS);
            }
        }
        if (!present.contains(FILES)) {
            values.problem(section.place(), "[[paths]] has no " + FILES, "add " + FILES + ", or remove the section");
        }
        if (!present.contains(RULES) && !present.contains(MAX_LENGTH)) {
            values.problem(section.place(), "[[paths]] has no " + RULES, "add " + RULES + ", or remove the section");
        }
        return new CheckSettings.PathSettings(files, levels, maxLength);
    }

    private Map<String, CheckSettings.SeveritySetting> levels(Value value) {
        Map<String, CheckSettings.SeveritySetting> levels = new HashMap<>();
        for (Value rule :
                values.table(value, "rules = { doubled-word = \"off\" }").orElse(List.of())) {
            if (known.contains(rule.name())) {
                values.level(rule).ifPresent(level -> levels.put(rule.name(), level));
            } else {
                noRule(rule);
            }
        }
        return levels;
    }

    private void noRule(Value name) {
        String remedy = Checks.RETIRED.get(name.name());
        if (remedy == null) {
            values.unknown(name, "is not a rule", known);
        } else {
            values.problem(name.place(), name.name() + " is no longer a rule", remedy);
        }
    }

    private void pattern(Value section, Draft draft) {
        UserPattern.Draft pattern = new UserPattern.Draft(section.place(), values);
        for (Value value : values.values(section)) {
            switch (value.name()) {
                case FILES -> pattern.files(values.globs(value));
                case "severity" -> values.level(value).ifPresent(pattern::severity);
                case TARGET -> values.language(value).ifPresent(pattern::language);
                default -> {
                    if (UserPattern.Draft.TEXTS.contains(value.name())) {
                        values.text(value).ifPresent(pattern::put);
                    } else {
                        values.unknown(value, "is not a setting of [[patterns]]", UserPattern.Draft.keys());
                    }
                }
            }
        }
        pattern.read().ifPresent(read -> {
            if (draft.patterns.putIfAbsent(read.name(), read) != null) {
                values.problem(section.place(), "two patterns are named " + read.name(), "rename one of them");
            }
        });
    }

    private Optional<CheckSettings.IgnoreSection> ignore(Value section) {
        Map<String, String> texts = new HashMap<>();
        List<PathGlob> files = new ArrayList<>();
        boolean isValid = true;
        for (Value value : values.values(section)) {
            Optional<String> text = value.text().map(String::strip).filter(some -> !some.isEmpty());
            if (value.name().equals(FILES)) {
                files.addAll(values.globs(value));
            } else if (!IGNORE_KEYS.contains(value.name())) {
                values.unknown(value, "is not a setting of [[ignore]]", IGNORE_KEYS);
            } else if (value.name().equals(RULE) && !known.contains(text.orElse(""))) {
                noRule(new Value(text.orElse(""), value.value(), value.place()));
                isValid = false;
            } else {
                text.ifPresent(some -> texts.put(value.name(), some));
            }
        }
        if (!texts.containsKey(REASON)) {
            values.problem(section.place(), "[[ignore]] has no reason", "add reason = \"...\" with the reason");
        } else if (isValid && texts.size() == 1) {
            values.problem(
                    section.place(), "[[ignore]] has no rule, words or finding", "add one of them, or use [[paths]]");
        }
        return isValid && texts.containsKey(REASON) && texts.size() > 1
                ? Optional.of(new CheckSettings.IgnoreSection(
                        Optional.ofNullable(texts.get(RULE)),
                        Optional.ofNullable(texts.get("words")),
                        Optional.ofNullable(texts.get("finding")),
                        files,
                        texts.getOrDefault(REASON, ""),
                        section.place()))
                : Optional.empty();
    }

    private Optional<String> name(Value value) {
        Optional<String> name = value.text().map(String::strip);
        if (name.filter(text -> text.matches("(?U).*\\p{IsLatin}.*")).isEmpty()) {
            values.problem(
                    value.place(),
                    "the name \"" + value.value() + "\" has no Latin letters",
                    "write it as in a text, for example \"GitHub\"");
            return Optional.empty();
        }
        return name;
    }

    private Optional<CheckSettings.MaxLength> maxLength(Value value) {
        OptionalInt characters = OptionalInt.empty();
        OptionalInt percent = OptionalInt.empty();
        for (Value item : values.items(value)) {
            Matcher ratio = PERCENT.matcher(item.text().orElse(""));
            if (item.value() instanceof Long number && number > 0 && number <= Integer.MAX_VALUE) {
                characters = OptionalInt.of(number.intValue());
            } else if (ratio.matches()) {
                percent = OptionalInt.of(Integer.parseInt(ratio.group(1)));
            } else {
                values.problem(
                        item.place(),
                        MAX_LENGTH + " is " + (item.text().isPresent() ? "\"" + item.value() + "\"" : item.value()),
                        "write a number of characters, for example 60, or a part of the source, for example \"150%\"");
            }
        }
        return characters.isEmpty() && percent.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckSettings.MaxLength(characters, percent));
    }

    /** Ignores the target language if it is the language of the source. */
    private void requireTwoLanguages(List<Value> settings, Draft draft) {
        if (draft.source
                .filter(language -> draft.target.filter(language::isSameAs).isPresent())
                .isPresent()) {
            draft.target = Optional.empty();
            settings.stream()
                    .filter(value -> value.name().equals(TARGET))
                    .forEach(value -> values.problem(
                            value.place(),
                            SOURCE + " and " + TARGET + " are the same language",
                            "give a Chinese and an English language, for example zh-CN and en-US"));
        }
    }
}
