package duiqi.check.project;

import duiqi.check.CheckSettings;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads {@code duiqi.toml} and continues after errors. For one use. */
public final class SettingsReader {
    private static final String SOURCE = "source-lang";
    private static final String TARGET = "target-lang";
    private static final List<String> KEYS =
            List.of("fail-on", "glossary", "baseline", SOURCE, TARGET, "rules", "paths");
    private static final List<String> PATH_KEYS = List.of("files", "rules");

    private final Path file;
    private final List<String> known;
    private final Path folder;
    private final List<LenientUtf8.FileProblem> problems = new ArrayList<>();

    private Optional<Severity> failOn = Optional.empty();
    private List<Path> glossaries = List.of();
    private Optional<Path> baseline = Optional.empty();
    private Optional<Language> source = Optional.empty();
    private Optional<Language> target = Optional.empty();
    private Map<String, CheckSettings.SeveritySetting> rules = Map.of();
    private List<CheckSettings.PathSettings> paths = List.of();

    public SettingsReader(Path file, List<Rule> known) {
        this.file = file;
        this.folder = CheckSettings.ProjectFolder.of(file).path();
        this.known = Stream.concat(known.stream().map(Rule::id), Stream.of(CheckSettings.PathSettings.ALL))
                .toList();
    }

    /** Holds a value with the location of its key, or of the value itself in a list. */
    private record Value(String name, Object value, Location place) {
        Optional<String> text() {
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        }

        String kind() {
            if (value instanceof TomlTable) {
                return "a table";
            }
            if (value instanceof TomlArray) {
                return "a list";
            }
            if (value instanceof Boolean) {
                return "a boolean";
            }
            if (value instanceof Number) {
                return "a number";
            }
            return value instanceof String ? "text" : "a date or time";
        }
    }

    public CheckSettings.Reading read() throws IOException {
        LenientUtf8 text = LenientUtf8.read(file, "the settings file");
        problems.addAll(text.problems());
        TomlText toml = TomlText.of(file.toString(), text.text());
        problems.addAll(toml.problems());
        List<Value> values = values(toml.table());
        values.forEach(this::take);
        requireTwoLanguages(values);
        return new CheckSettings.Reading(
                new CheckSettings(failOn, glossaries, baseline, rules, paths, folder, Direction.of(source, target)),
                LenientUtf8.FileProblem.exceptions(problems));
    }

    private void take(Value value) {
        switch (value.name()) {
            case "fail-on" -> failOn = severity(value);
            case "glossary" ->
                glossaries = texts(value).stream()
                        .flatMap(text -> path(text).stream())
                        .toList();
            case "baseline" -> baseline = text(value).flatMap(this::path);
            case SOURCE -> source = language(value);
            case TARGET -> target = language(value);
            case "rules" -> rules = levels(value);
            case "paths" -> paths = pathSettings(value);
            default -> unknown(value, "is not a setting", KEYS);
        }
    }

    private List<CheckSettings.PathSettings> pathSettings(Value value) {
        if (!(value.value() instanceof TomlArray list)) {
            wrong(value, "write it as [[paths]] with double brackets");
            return List.of();
        }
        List<CheckSettings.PathSettings> all = new ArrayList<>();
        for (Value item : values(list, value.name())) {
            if (item.value() instanceof TomlTable table) {
                all.add(pathSettings(item, values(table)));
            } else {
                wrong(item, "write it as [[paths]] with double brackets");
            }
        }
        return all;
    }

    private CheckSettings.PathSettings pathSettings(Value section, List<Value> values) {
        List<PathGlob> files = new ArrayList<>();
        Map<String, CheckSettings.SeveritySetting> levels = new HashMap<>();
        for (Value value : values) {
            switch (value.name()) {
                case "files" -> texts(value).forEach(text -> glob(text).ifPresent(files::add));
                case "rules" -> levels.putAll(levels(value));
                default -> unknown(value, "is not a setting of [[paths]]", PATH_KEYS);
            }
        }
        for (String key : PATH_KEYS) {
            if (values.stream().noneMatch(value -> value.name().equals(key))) {
                problem(section.place(), "[[paths]] has no " + key, "add " + key + ", or remove the section");
            }
        }
        return new CheckSettings.PathSettings(files, levels);
    }

    private Map<String, CheckSettings.SeveritySetting> levels(Value value) {
        if (!(value.value() instanceof TomlTable table)) {
            wrong(value, "write it as a table, for example rules = { doubled-word = \"off\" }");
            return Map.of();
        }
        Map<String, CheckSettings.SeveritySetting> levels = new HashMap<>();
        for (Value rule : values(table)) {
            if (known.contains(rule.name())) {
                level(rule).ifPresent(level -> levels.put(rule.name(), level));
            } else {
                unknown(rule, "is not a rule", known);
            }
        }
        return levels;
    }

    private Optional<CheckSettings.SeveritySetting> level(Value value) {
        if (value.value() instanceof Boolean isOn) {
            return Optional.of(isOn ? CheckSettings.SeveritySetting.ON : CheckSettings.SeveritySetting.OFF);
        }
        String levels = Stream.of(CheckSettings.SeveritySetting.values())
                .map(CheckSettings.SeveritySetting::toString)
                .collect(Collectors.joining(", "));
        return named(value, CheckSettings.SeveritySetting::named, "a setting for a rule", levels);
    }

    private Optional<Severity> severity(Value value) {
        String severities = Stream.of(Severity.values()).map(Severity::toString).collect(Collectors.joining(", "));
        return named(value, Severity::named, "a severity", severities);
    }

    private Optional<Language> language(Value value) {
        return named(value, SettingsReader::language, "Chinese or English", "zh-CN, zh-TW, en-US and similar tags");
    }

    private static Optional<Language> language(String tag) {
        try {
            Language language = new Language(tag);
            return language.isChinese() || language.isEnglish() ? Optional.of(language) : Optional.empty();
        } catch (IllegalArgumentException notATag) {
            return Optional.empty();
        }
    }

    /** Ignores the target language if it is the language of the source. */
    private void requireTwoLanguages(List<Value> values) {
        if (source.filter(language -> target.filter(language::isSameAs).isPresent())
                .isPresent()) {
            target = Optional.empty();
            values.stream()
                    .filter(value -> value.name().equals(TARGET))
                    .forEach(value -> problem(
                            value.place(),
                            SOURCE + " and " + TARGET + " are the same language",
                            "give a Chinese and an English language, for example zh-CN and en-US"));
        }
    }

    private <T> Optional<T> named(Value value, Function<String, Optional<T>> names, String what, String choices) {
        String remedy = "use one of " + choices + ", in quotation marks";
        if (value.text().isEmpty()) {
            wrong(value, remedy);
            return Optional.empty();
        }
        Optional<T> found = value.text().flatMap(names);
        if (found.isEmpty()) {
            problem(value.place(), value.name() + " is \"" + value.value() + "\", which is not " + what, remedy);
        }
        return found;
    }

    /** Returns one text, or several from a list. */
    private List<Value> texts(Value value) {
        if (value.value() instanceof TomlArray list) {
            return values(list, value.name()).stream()
                    .flatMap(item -> text(item).stream())
                    .toList();
        }
        return text(value).stream().toList();
    }

    private Optional<Value> text(Value value) {
        if (value.text().isEmpty()) {
            wrong(value, "write a text in quotation marks");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private Optional<PathGlob> glob(Value value) {
        try {
            return value.text().map(PathGlob::of);
        } catch (IllegalArgumentException e) {
            problem(
                    value.place(),
                    "the pattern \"" + value.value() + "\" " + e.getMessage(),
                    "write a relative path, for example \"legacy/**\" or \"tm/old.tmx\"");
            return Optional.empty();
        }
    }

    private Optional<Path> path(Value value) {
        try {
            return value.text()
                    .filter(text -> !text.isBlank())
                    .map(folder::resolve)
                    .or(() -> {
                        problem(value.place(), value.name() + " is empty", "give a file name, or remove the line");
                        return Optional.empty();
                    });
        } catch (InvalidPathException e) {
            problem(value.place(), "\"" + value.value() + "\" is not a valid file name", "give another name");
            return Optional.empty();
        }
    }

    private void unknown(Value value, String what, List<String> names) {
        String remedy = NearestName.of(value.name(), names)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("use one of " + String.join(", ", names));
        problem(value.place(), value.name() + " " + what, remedy);
    }

    private void wrong(Value value, String remedy) {
        problem(value.place(), value.name() + " is " + value.kind(), remedy);
    }

    private void problem(Location place, String problem, String remedy) {
        problems.add(new LenientUtf8.FileProblem(place, problem, remedy));
    }

    private List<Value> values(TomlTable table) {
        return table.keySet().stream()
                .map(key -> new Value(
                        key,
                        Objects.requireNonNull(table.get(List.of(key))),
                        place(Objects.requireNonNull(table.inputPositionOf(List.of(key))))))
                .toList();
    }

    private List<Value> values(TomlArray list, String name) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> new Value(name, list.get(i), place(list.inputPositionOf(i))))
                .toList();
    }

    private Location place(TomlPosition position) {
        return new Location(file.toString(), position.line(), position.column());
    }
}
