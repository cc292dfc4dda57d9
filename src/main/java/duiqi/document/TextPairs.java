package duiqi.document;

import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Files paired by their names: {@code x.zh.txt} with {@code x.en.txt}, {@code x.zh} with {@code x.en}, {@code zh/x.txt} with
 * {@code en/x.html}, and in two folders files of the same name. Extensions do not matter. Immutable.
 *
 * @param pairs sorted by name
 * @param unpaired files that found no partner, sorted
 */
public record TextPairs(List<Pair> pairs, List<Unpaired> unpaired) {
    /**
     * A text and its rendering. The Chinese one is the source where the names tell it; otherwise the one given first.
     *
     * @param name what both have in common, with the folders below the one that was given, parted by {@code /}
     * @param source the original
     * @param target its rendering
     */
    public record Pair(String name, Path source, Path target) {}

    /**
     * A file without partner.
     *
     * @param file the file
     * @param nearest another one without partner whose name is so similar that a slip may be the cause
     */
    public record Unpaired(Path file, Optional<Path> nearest) {}

    public TextPairs {
        pairs = List.copyOf(pairs);
        unpaired = List.copyOf(unpaired);
    }

    /**
     * Pairs files. Folders stand for all files in them, at any depth, save hidden ones and the memories and alignments that
     * duiqi writes.
     *
     * @param paths one folder, two folders that correspond (neither has files of both languages), or any number of files and folders
     * @throws FormatException if a path does not exist (of a link, what it points to may be missing), or if a file has more than one possible partner
     */
    public static TextPairs of(List<Path> paths) throws IOException {
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw MissingFile.at(path);
            }
        }
        long folders = paths.stream().filter(Files::isDirectory).count();
        if (paths.size() == 2 && folders == 2 && !Files.isSameFile(paths.get(0), paths.get(1))) {
            List<TextName> sources = TextName.in(paths.get(0));
            List<TextName> targets = TextName.in(paths.get(1));
            if (!hasBothLanguages(sources) && !hasBothLanguages(targets)) {
                return pair(sources, targets, List.of());
            }
        }
        List<TextName> names =
                paths.size() == 1 && folders == 1 ? TextName.in(paths.get(0)) : TextName.of(TextFiles.expand(paths));
        if (paths.size() == 2 && folders == 0 && names.size() == 2) {
            return new TextPairs(List.of(inOrder(names.get(0), names.get(1))), List.of());
        }
        return pair(
                written(names, Optional.of(Language.CHINESE)),
                written(names, Optional.of(Language.ENGLISH)),
                written(names, Optional.empty()));
    }

    private static boolean hasBothLanguages(List<TextName> names) {
        return names.stream()
                        .flatMap(name -> name.language().stream())
                        .distinct()
                        .count()
                > 1;
    }

    private static List<TextName> written(List<TextName> names, Optional<Language> language) {
        return names.stream().filter(name -> name.language().equals(language)).toList();
    }

    private static Pair inOrder(TextName one, TextName other) {
        boolean swapped = one.language().equals(Optional.of(Language.ENGLISH))
                && other.language().equals(Optional.of(Language.CHINESE));
        return swapped
                ? new Pair(other.name(), other.path(), one.path())
                : new Pair(one.name(), one.path(), other.path());
    }

    private static TextPairs pair(List<TextName> sources, List<TextName> targets, List<TextName> others)
            throws FormatException {
        Map<String, List<TextName>> sourcesByName = byName(sources);
        Map<String, List<TextName>> targetsByName = byName(targets);
        List<Pair> pairs = new ArrayList<>();
        Set<TextName> left = new LinkedHashSet<>(sources);
        left.addAll(targets);
        left.addAll(others);
        for (Map.Entry<String, List<TextName>> entry : sourcesByName.entrySet()) {
            List<TextName> partners = targetsByName.getOrDefault(entry.getKey(), List.of());
            if (partners.isEmpty()) {
                continue;
            }
            requireOne(entry.getValue(), partners);
            requireOne(partners, entry.getValue());
            pairs.add(inOrder(entry.getValue().get(0), partners.get(0)));
            left.remove(entry.getValue().get(0));
            left.remove(partners.get(0));
        }
        pairs.sort(Comparator.comparing(Pair::name));
        return new TextPairs(pairs, unpaired(left));
    }

    private static Map<String, List<TextName>> byName(List<TextName> names) {
        return names.stream().collect(Collectors.groupingBy(TextName::name, TreeMap::new, Collectors.toList()));
    }

    private static void requireOne(List<TextName> names, List<TextName> partners) throws FormatException {
        if (names.size() > 1) {
            throw new FormatException(
                    partners.get(0).path().toString(),
                    "has more than one possible partner: "
                            + names.stream()
                                    .map(name -> name.path().toString())
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    "rename or move all but one, or give the two files by name");
        }
    }

    private static List<Unpaired> unpaired(Set<TextName> names) {
        return names.stream()
                .map(name -> new Unpaired(name.path(), nearest(name, names)))
                .sorted(Comparator.comparing(Unpaired::file))
                .toList();
    }

    private static Optional<Path> nearest(TextName name, Set<TextName> all) {
        Map<String, Path> others = new TreeMap<>();
        all.stream()
                .filter(other -> !other.equals(name))
                .filter(other -> other.language().isEmpty() || !other.language().equals(name.language()))
                .forEach(other -> others.putIfAbsent(other.name(), other.path()));
        return NearestName.of(name.name(), others.keySet()).map(others::get);
    }
}
