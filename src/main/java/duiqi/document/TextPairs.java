package duiqi.document;

import duiqi.document.DocumentReader.Input;
import duiqi.io.FileName;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pairs files by their names: {@code x.zh.txt} with {@code x.en.txt}, {@code x.zh} with {@code x.en}, {@code zh/x.txt}
 * with {@code en/x.html}, and files of the same name in two folders. Extensions are ignored. Immutable.
 *
 * @param pairs pairs sorted by name
 * @param unpaired files without a counterpart, sorted
 */
public record TextPairs(List<Pair> pairs, List<Unpaired> unpaired) {
    /**
     * Pairs a source file with its translation.
     *
     * @param name common part of the names, with the folders below the given one, separated by {@code /}
     * @param source the source file
     * @param target its translation
     * @param direction direction that the names show; empty if they contain no language
     */
    public record Pair(String name, Path source, Path target, Optional<Direction> direction) {}

    /**
     * Reports a file without a counterpart.
     *
     * @param name its name without language mark and extension, with the folders below the given one
     * @param file the file
     * @param nearest another unpaired file with a similar name, which suggests a typing error
     */
    public record Unpaired(String name, Path file, Optional<Path> nearest) {}

    public TextPairs {
        pairs = List.copyOf(pairs);
        unpaired = List.copyOf(unpaired);
    }

    /** Pairs files. In one folder or in a list, the Chinese files are the sources. */
    public static TextPairs of(List<Path> paths) throws IOException {
        return of(paths, Direction.INTO_ENGLISH);
    }

    /**
     * Pairs files. The first of two files or two folders is the source. A folder represents all files in it, at any depth, except hidden files and the memories and
     * alignments that duiqi writes.
     *
     * @param paths one folder, two corresponding folders (neither has files in both languages), or any number of files
     *     and folders
     * @param order direction of the pairs in one folder or in a list
     * @throws FormatException if a path or the target of a symbolic link does not exist, or if a file has more than one
     *     possible counterpart
     */
    public static TextPairs of(List<Path> paths, Direction order) throws IOException {
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw Documents.MissingFile.at(path);
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
                paths.size() == 1 && folders == 1 ? TextName.in(paths.get(0)) : TextName.of(TextName.expand(paths));
        if (paths.size() == 2 && folders == 0 && names.size() == 2) {
            return new TextPairs(List.of(pair(names.get(0), names.get(1))), List.of());
        }
        return pair(written(names, order.source()), written(names, order.target()), unmarked(names));
    }

    private static boolean hasBothLanguages(List<TextName> names) {
        return names.stream()
                        .flatMap(name -> name.language().stream())
                        .distinct()
                        .count()
                > 1;
    }

    private static List<TextName> written(List<TextName> names, Language language) {
        return names.stream()
                .filter(name -> name.language().filter(language::isSameAs).isPresent())
                .toList();
    }

    private static List<TextName> unmarked(List<TextName> names) {
        return names.stream().filter(name -> name.language().isEmpty()).toList();
    }

    private static Pair pair(TextName source, TextName target) {
        return new Pair(source.name(), source.path(), target.path(), direction(source.language(), target.language()));
    }

    /** Returns the direction of two names if at least one of them contains a language, and not both the same one. */
    private static Optional<Direction> direction(Optional<Language> source, Optional<Language> target) {
        if (source.equals(target)) {
            return Optional.empty();
        }
        boolean isIntoEnglish = source.map(Language::isChinese)
                .orElseGet(() -> target.filter(Language::isEnglish).isPresent());
        return Optional.of(isIntoEnglish ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE);
    }

    private static TextPairs pair(List<TextName> sources, List<TextName> targets, List<TextName> others)
            throws FormatException {
        Map<String, List<TextName>> sourcesByName = byName(sources);
        Map<String, List<TextName>> targetsByName = byName(targets);
        List<Pair> pairs = new ArrayList<>();
        Set<TextName> remaining = new LinkedHashSet<>(sources);
        remaining.addAll(targets);
        remaining.addAll(others);
        for (Map.Entry<String, List<TextName>> entry : sourcesByName.entrySet()) {
            List<TextName> counterparts = targetsByName.getOrDefault(entry.getKey(), List.of());
            if (counterparts.isEmpty()) {
                continue;
            }
            requireOne(entry.getValue(), counterparts);
            requireOne(counterparts, entry.getValue());
            pairs.add(pair(entry.getValue().get(0), counterparts.get(0)));
            remaining.remove(entry.getValue().get(0));
            remaining.remove(counterparts.get(0));
        }
        pairs.sort(Comparator.comparing(Pair::name));
        return new TextPairs(pairs, unpaired(remaining));
    }

    private static Map<String, List<TextName>> byName(List<TextName> names) {
        return names.stream().collect(Collectors.groupingBy(TextName::name, TreeMap::new, Collectors.toList()));
    }

    private static void requireOne(List<TextName> names, List<TextName> counterparts) throws FormatException {
        if (names.size() > 1) {
            throw new FormatException(
                    counterparts.get(0).path().toString(),
                    "has more than one possible counterpart: "
                            + names.stream()
                                    .map(name -> name.path().toString())
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    "rename or move all but one, or give the two files explicitly");
        }
    }

    private static List<Unpaired> unpaired(Set<TextName> names) {
        return names.stream()
                .map(name -> new Unpaired(name.name(), name.path(), nearest(name, names)))
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

    /**
     * Holds a file and the parts of its name. Immutable.
     *
     * @param path the file
     * @param name its folders and name without language mark and extension, separated by {@code /}
     * @param language language in the file name, or else in the innermost folder with a mark
     */
    private record TextName(Path path, String name, Optional<Language> language) {
        /** Matches what separates a language from the rest of a name; none is needed before 中文版. */
        private static final Pattern SEPARATOR = Pattern.compile("^|[._-]|\\s*[(（\\[【]|(?=[中英]文版)");

        /** Matches a name with an extension; a number after a dot, as in {@code report 1.2}, is not an extension. */
        private static final Pattern EXTENDED = Pattern.compile("(.+)\\.([a-zA-Z][a-zA-Z0-9]{0,9}|7z)");

        /**
         * Extensions of files that duiqi writes, possibly into the folder of the texts, and of its annotated corpora.
         */
        private static final Set<String> OUTPUTS = Set.of("tmx", "align", "tsv", "jsonl", "gold");

        /** Returns the files of a folder, with names relative to it. */
        static List<TextName> in(Path folder) throws IOException {
            String named = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
            return expand(List.of(folder)).stream()
                    .map(file -> of(file, folder.relativize(file)))
                    .map(name -> name.name().isEmpty() ? new TextName(name.path(), named, name.language()) : name)
                    .toList();
        }

        /** Returns the names of any files, relative to their last common folder. */
        static List<TextName> of(List<Path> files) {
            List<TextName> full =
                    files.stream().map(file -> of(file, file.normalize())).toList();
            String shared = full.stream()
                    .map(name -> name.name().substring(0, name.name().lastIndexOf('/') + 1))
                    .reduce(TextName::commonStart)
                    .orElse("");
            int length = shared.lastIndexOf('/') + 1;
            return full.stream()
                    .map(name -> new TextName(name.path(), name.name().substring(length), name.language()))
                    .toList();
        }

        private static String commonStart(String one, String other) {
            int end = 0;
            while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
                end++;
            }
            return one.substring(0, end);
        }

        private static TextName of(Path path, Path named) {
            List<String> folders = new ArrayList<>();
            // macOS may return the decomposed form of Unicode.
            named.forEach(part -> folders.add(Normalizer.normalize(part.toString(), Normalizer.Form.NFC)));
            String file = folders.remove(folders.size() - 1);
            String plain = withoutExtension(file);
            Optional<TextName> marked = marked(path, file).or(() -> marked(path, plain));
            Optional<Language> language = marked.flatMap(TextName::language);
            for (int i = folders.size() - 1; i >= 0; i--) {
                Optional<Language> ofFolder = marked(path, folders.get(i))
                        .filter(found -> found.name.isEmpty())
                        .flatMap(TextName::language);
                if (ofFolder.isPresent()) {
                    folders.remove(i);
                    language = language.or(() -> ofFolder);
                    break;
                }
            }
            folders.add(marked.map(TextName::name).orElse(plain));
            folders.remove("");
            return new TextName(path, String.join("/", folders), language);
        }

        /** Returns a name without the language at its end, in the file or folder {@code x.zh} or {@code x（中文版）}. */
        private static Optional<TextName> marked(Path path, String name) {
            String bare = name.replaceFirst("版?[)）\\]】]?$", "");
            Matcher separator = SEPARATOR.matcher(name);
            while (separator.find() && separator.end() < bare.length()) {
                Optional<Language> language = LanguageName.of(bare.substring(separator.end()))
                        .filter(found -> found.isChinese() || found.isEnglish())
                        .map(found -> found.isChinese() ? Language.CHINESE : Language.ENGLISH);
                if (language.isPresent()) {
                    return Optional.of(new TextName(path, bare.substring(0, separator.start()), language));
                }
            }
            return Optional.empty();
        }

        /** Returns the name without extension. A language mark is not an extension. */
        private static String withoutExtension(String name) {
            Matcher extended = EXTENDED.matcher(name);
            return extended.matches() && LanguageName.of(extended.group(2)).isEmpty() ? extended.group(1) : name;
        }

        /**
         * Replaces each folder by the files in it at any depth, sorted. Given files remain unchanged. In folders, hidden
         * files, editor backups and files that duiqi writes are skipped.
         */
        static List<Path> expand(List<Path> paths) throws IOException {
            Set<Path> files = new LinkedHashSet<>();
            for (Path path : paths) {
                files.addAll(Files.isDirectory(path) ? filesIn(path) : List.of(path));
            }
            return List.copyOf(files);
        }

        private static List<Path> filesIn(Path folder) throws IOException {
            List<Path> files = new ArrayList<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean isSkipped =
                            !directory.equals(folder) && nameOf(directory).startsWith(".");
                    return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = nameOf(file);
                    boolean isOutput =
                            Input.extensionOf(name).filter(OUTPUTS::contains).isPresent();
                    if (!name.startsWith(".") && !name.endsWith("~") && !isOutput) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** Adds an unreadable folder to the files, so that it is reported as unpaired. */
                @Override
                public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                    if (path.equals(folder)) {
                        throw failure;
                    }
                    files.add(path);
                    return FileVisitResult.CONTINUE;
                }
            });
            Collections.sort(files);
            FileName.requireUtf8(files);
            return files;
        }

        private static String nameOf(Path path) {
            return String.valueOf(path.getFileName());
        }
    }
}
