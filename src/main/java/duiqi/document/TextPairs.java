package duiqi.document;

import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * The language that a file or folder name tells: {@code x.zh.txt}, {@code x_en-US.md}, {@code zh/}. Stateless.
     *
     * @param language Chinese or English
     * @param rest the name without mark and extension; empty when it is nothing but a mark
     */
    record LanguageMark(Language language, String rest) {
        private static final String CHINESE =
                "(?:zh|zho|chi|cmn)(?:[-_](?:hans|hant))?(?:[-_](?:cn|tw|hk|sg|mo))?|chs|cht|cn|chinese|中文";
        private static final String ENGLISH = "(?:en|eng)(?:[-_](?:us|gb|uk|au|ca|nz|ie|in))?|english|英文";
        private static final Pattern MARKED =
                Pattern.compile("(?i)(?:(.+?)[._-])??(?:(" + CHINESE + ")|(?:" + ENGLISH + "))");

        /** A number behind a dot, as in {@code report 1.2}, is no extension. */
        private static final Pattern EXTENDED = Pattern.compile(".+\\.([a-zA-Z][a-zA-Z0-9]{0,9}|7z)");

        /** The mark at the end of a name without extension, or that is the name of a folder. */
        static Optional<LanguageMark> of(String name) {
            Matcher marked = MARKED.matcher(name);
            if (!marked.matches()) {
                return Optional.empty();
            }
            Language language = marked.group(2) == null ? Language.ENGLISH : Language.CHINESE;
            return Optional.of(new LanguageMark(
                    language, Optional.ofNullable(marked.group(1)).orElse("")));
        }

        /** The mark of a file name, before its extension or in its place. */
        static Optional<LanguageMark> ofFile(String name) {
            return of(name).or(() -> of(withoutExtension(name)));
        }

        /** The name without extension; a language mark is none. */
        static String withoutExtension(String name) {
            String extension = extension(name);
            return extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        }

        /** The extension of a file name, lower case without the dot; empty when there is none or it is a language mark. */
        static String extension(String name) {
            Matcher extended = EXTENDED.matcher(name);
            return extended.matches() && of(extended.group(1)).isEmpty()
                    ? extended.group(1).toLowerCase(Locale.ROOT)
                    : "";
        }
    }

    /** Finds the files in folders that may be documents. Stateless. */
    static final class TextFiles {
        /** The extensions of files that duiqi itself writes, perhaps beside the texts, and of gold standards for it. */
        private static final Set<String> OUTPUTS = Set.of("tmx", "align", "tsv", "jsonl", "gold");

        private TextFiles() {}

        /**
         * Replaces each folder by the files in it at any depth, sorted. Files given by name stand as they are; in folders, hidden ones,
         * backups of editors and what duiqi writes are skipped.
         */
        static List<Path> expand(List<Path> paths) throws IOException {
            List<Path> files = new ArrayList<>();
            for (Path path : paths) {
                if (Files.isDirectory(path)) {
                    files.addAll(filesIn(path));
                } else {
                    files.add(path);
                }
            }
            return files.stream().distinct().toList();
        }

        private static List<Path> filesIn(Path folder) throws IOException {
            List<Path> files = new ArrayList<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped =
                            !directory.equals(folder) && nameOf(directory).startsWith(".");
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (mayBeDocument(nameOf(file))) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A folder that may not be looked into stops nothing: it is named among what finds no partner. */
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
            return files;
        }

        private static String nameOf(Path path) {
            return String.valueOf(path.getFileName());
        }

        private static boolean mayBeDocument(String name) {
            return !name.startsWith(".")
                    && !name.endsWith("~")
                    && !OUTPUTS.contains(TextPairs.LanguageMark.extension(name));
        }
    }

    /**
     * A file and what its name says of it. Immutable.
     *
     * @param path the file
     * @param name its folders and name without language mark and extension, parted by {@code /}
     * @param language the language that the name, or else the innermost folder with a mark, tells
     */
    private record TextName(Path path, String name, Optional<Language> language) {
        /** The files of a folder, named from there. */
        static List<TextName> in(Path folder) throws IOException {
            List<TextName> names = new ArrayList<>();
            for (Path file : TextPairs.TextFiles.expand(List.of(folder))) {
                TextName name = named(file, parts(folder.relativize(file)));
                names.add(name.name().isEmpty() ? new TextName(file, nameOf(folder), name.language()) : name);
            }
            return names;
        }

        /** Files from anywhere, named from the last folder that they share. */
        static List<TextName> of(List<Path> files) {
            List<TextName> full = files.stream()
                    .map(file -> named(file, parts(file.normalize())))
                    .toList();
            int shared = full.isEmpty() ? 0 : sharedFolders(full.get(0).name(), full);
            return full.stream()
                    .map(name -> new TextName(name.path(), name.name().substring(shared), name.language()))
                    .toList();
        }

        private static String nameOf(Path folder) {
            return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        }

        private static List<String> parts(Path path) {
            List<String> parts = new ArrayList<>();
            path.forEach(part -> parts.add(part.toString()));
            return parts;
        }

        private static TextName named(Path path, List<String> parts) {
            List<String> folders = new ArrayList<>(parts.subList(0, parts.size() - 1));
            String file = parts.get(parts.size() - 1);
            Optional<TextPairs.LanguageMark> mark = TextPairs.LanguageMark.ofFile(file);
            Optional<Language> language = mark.map(TextPairs.LanguageMark::language);
            for (int i = folders.size() - 1; i >= 0; i--) {
                Optional<TextPairs.LanguageMark> folder = TextPairs.LanguageMark.of(folders.get(i));
                if (folder.filter(found -> found.rest().isEmpty()).isPresent()) {
                    folders.remove(i);
                    language = language.or(() -> folder.map(TextPairs.LanguageMark::language));
                    break;
                }
            }
            String rest = mark.map(TextPairs.LanguageMark::rest)
                    .orElseGet(() -> TextPairs.LanguageMark.withoutExtension(file));
            Stream<String> named = rest.isEmpty() ? folders.stream() : Stream.concat(folders.stream(), Stream.of(rest));
            return new TextName(path, String.join("/", named.toList()), language);
        }

        /** Length of the folders, with the stroke behind them, that all names begin with. */
        private static int sharedFolders(String first, List<TextName> names) {
            for (int end = first.lastIndexOf('/') + 1; end > 0; end = first.lastIndexOf('/', end - 2) + 1) {
                String folders = first.substring(0, end);
                if (names.stream().allMatch(name -> name.name().startsWith(folders))) {
                    return end;
                }
            }
            return 0;
        }
    }
}
