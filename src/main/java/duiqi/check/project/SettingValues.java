package duiqi.check.project;

import duiqi.check.CheckSettings;
import duiqi.check.Severity;
import duiqi.io.PathGlob;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Converts the values of a settings file and collects the problems of invalid ones. Not thread-safe. */
final class SettingValues {
    private final Path file;
    private final Path folder;
    private final SortedMap<Location, List<FormatException>> problems = new TreeMap<>();

    /**
     * Creates a converter.
     *
     * @param file the settings file; its folder is the one that file names are relative to
     */
    SettingValues(Path file) {
        this.file = file;
        this.folder = CheckSettings.ProjectFolder.of(file).path();
    }

    /** Holds a value with the location of its key, or of the value itself in a list. */
    record Value(String name, Object value, Location place) {
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

    /** Returns the problems, sorted by location. */
    List<FormatException> problems() {
        return problems.values().stream().flatMap(List::stream).toList();
    }

    List<Value> read() throws IOException {
        if (!Files.exists(file)) {
            throw new FormatException(file.toString(), "the settings file does not exist", "check its name and folder");
        }
        return of(SourceFile.of(file).text());
    }

    /**
     * Returns the values of a text in TOML 1.0.0. With a syntax error it has none, because a check with a part of its
     * settings is another check.
     */
    List<Value> of(String text) {
        try {
            TomlParseResult toml = Toml.parse(text);
            if (!toml.hasErrors()) {
                return of(toml);
            }
            reject(toml.errors().get(0));
        } catch (TomlParseError thrown) { // The parser throws errors in escapes of table keys.
            reject(thrown);
        }
        return List.of();
    }

    private void reject(TomlParseError error) {
        String message = String.valueOf(error.getMessage());
        problem(
                place(error.position()),
                "is not valid TOML (" + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) + ")",
                "correct it; duiqi ignores the file");
    }

    private List<Value> of(TomlTable table) {
        return table.keySet().stream()
                .map(key -> new Value(
                        key,
                        Objects.requireNonNull(table.get(List.of(key))),
                        place(Objects.requireNonNull(table.inputPositionOf(List.of(key))))))
                .toList();
    }

    private List<Value> of(TomlArray list, String name) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> new Value(name, list.get(i), place(list.inputPositionOf(i))))
                .toList();
    }

    private Location place(TomlPosition position) {
        return new Location(file.toString(), position.line(), position.column());
    }

    /**
     * Returns the values of a table; empty, with a problem, if the value is no table.
     *
     * @param example an example of a table
     */
    Optional<List<Value>> table(Value value, String example) {
        if (value.value() instanceof TomlTable table) {
            return Optional.of(of(table));
        }
        wrong(value, "write it as a table, for example " + example);
        return Optional.empty();
    }

    /** Returns the sections {@code [[name]]}, each as a table. */
    List<Value> sections(Value value) {
        String remedy = "write it as [[" + value.name() + "]] with double brackets";
        if (!(value.value() instanceof TomlArray list)) {
            wrong(value, remedy);
            return List.of();
        }
        List<Value> sections = new ArrayList<>();
        for (Value item : of(list, value.name())) {
            if (item.value() instanceof TomlTable) {
                sections.add(item);
            } else {
                wrong(item, remedy);
            }
        }
        return sections;
    }

    List<Value> values(Value section) {
        return section.value() instanceof TomlTable table ? of(table) : List.of();
    }

    /** Returns the items of a list, or the value itself. */
    List<Value> items(Value value) {
        return value.value() instanceof TomlArray list ? of(list, value.name()) : List.of(value);
    }

    Optional<CheckSettings.SeveritySetting> level(Value value) {
        if (value.value() instanceof Boolean isOn) {
            return Optional.of(isOn ? CheckSettings.SeveritySetting.ON : CheckSettings.SeveritySetting.OFF);
        }
        String levels = Stream.of(CheckSettings.SeveritySetting.values())
                .map(CheckSettings.SeveritySetting::toString)
                .collect(Collectors.joining(", "));
        return named(value, CheckSettings.SeveritySetting::named, "a setting for a rule", levels);
    }

    Optional<Severity> severity(Value value) {
        String severities = Stream.of(Severity.values()).map(Severity::toString).collect(Collectors.joining(", "));
        return named(value, Severity::named, "a severity", severities);
    }

    Optional<Language> language(Value value) {
        return named(value, SettingValues::language, "Chinese or English", "zh-CN, zh-TW, en-US and similar tags");
    }

    private static Optional<Language> language(String tag) {
        try {
            Language language = new Language(tag);
            return language.isChinese() || language.isEnglish() ? Optional.of(language) : Optional.empty();
        } catch (IllegalArgumentException notATag) {
            return Optional.empty();
        }
    }

    <T> Optional<T> named(Value value, Function<String, Optional<T>> names, String what, String choices) {
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
    List<Value> texts(Value value) {
        return items(value).stream().flatMap(item -> text(item).stream()).toList();
    }

    Optional<Value> text(Value value) {
        if (value.text().isEmpty()) {
            wrong(value, "write a text in quotation marks");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    List<PathGlob> globs(Value value) {
        return texts(value).stream().flatMap(text -> glob(text).stream()).toList();
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

    Optional<Path> path(Value value) {
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

    void unknown(Value value, String what, Collection<String> names) {
        String remedy = NearestName.of(value.name(), List.copyOf(names))
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("use one of " + String.join(", ", names));
        problem(value.place(), value.name() + " " + what, remedy);
    }

    void wrong(Value value, String remedy) {
        problem(value.place(), value.name() + " is " + value.kind(), remedy);
    }

    void problem(Location place, String problem, String remedy) {
        problems.computeIfAbsent(place, at -> new ArrayList<>()).add(new FormatException(place, problem, remedy));
    }
}
