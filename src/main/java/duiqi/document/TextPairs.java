package duiqi.document;

import duiqi.io.FileName;
import duiqi.text.Direction;
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
import java.text.Normalizer;
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
                paths.size() == 1 && folders == 1 ? TextName.in(paths.get(0)) : TextName.of(TextFiles.expand(paths));
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
        boolean isIntoEnglish = source.filter(Language::isChinese)
                .or(() -> target.filter(Language::isEnglish))
                .isPresent();
        boolean isIntoChinese = source.filter(Language::isEnglish)
                .or(() -> target.filter(Language::isChinese))
                .isPresent();
        return isIntoEnglish == isIntoChinese
                ? Optional.empty()
                : Optional.of(isIntoEnglish ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE);
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
     * Parses the language in a file or folder name: {@code x.zh.txt}, {@code x_en-US.md}, {@code zh/}. Stateless.
     *
     * @param language Chinese or English
     * @param rest name without language mark and extension; empty if the name consists only of them
     */
    record LanguageMark(Language language, String rest) {
        private static final String CHINESE =
                "(?:zh|zho|chi|cmn)(?:[-_](?:hans|hant))?(?:[-_](?:cn|tw|hk|sg|mo))?|chs|cht|cn|chinese|中文";
        private static final String ENGLISH = "(?:en|eng)(?:[-_](?:us|gb|uk|au|ca|nz|ie|in))?|english|英文";
        private static final Pattern MARKED =
                Pattern.compile("(?i)(?:(.+?)[._-])??(?:(" + CHINESE + ")|(?:" + ENGLISH + "))");

        /** Matches a name with an extension; a number after a dot, as in {@code report 1.2}, is not an extension. */
        private static final Pattern EXTENDED = Pattern.compile(".+\\.([a-zA-Z][a-zA-Z0-9]{0,9}|7z)");

        /** Returns the mark at the end of a folder name or of a file name without extension. */
        static Optional<LanguageMark> of(String name) {
            Matcher marked = MARKED.matcher(name);
            if (!marked.matches()) {
                return Optional.empty();
            }
            Language language = marked.group(2) == null ? Language.ENGLISH : Language.CHINESE;
            return Optional.of(new LanguageMark(
                    language, Optional.ofNullable(marked.group(1)).orElse("")));
        }

        /** Returns the mark of a file name, before its extension or in place of it. */
        static Optional<LanguageMark> ofFile(String name) {
            return of(name).or(() -> of(withoutExtension(name)));
        }

        /** Returns the name without extension. A language mark is not an extension. */
        static String withoutExtension(String name) {
            String extension = extension(name);
            return extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        }

        /**
         * Returns the extension of a file name in lower case, without the dot. Empty if there is none or if it is a
         * language mark.
         */
        static String extension(String name) {
            Matcher extended = EXTENDED.matcher(name);
            return extended.matches() && of(extended.group(1)).isEmpty()
                    ? extended.group(1).toLowerCase(Locale.ROOT)
                    : "";
        }
    }

    /** Lists the files in folders that may be documents. Stateless. */
    static final class TextFiles {
        /**
         * Extensions of files that duiqi writes, possibly into the folder of the texts, and of its annotated corpora.
         */
        private static final Set<String> OUTPUTS = Set.of("tmx", "align", "tsv", "jsonl", "gold");

        private TextFiles() {}

        /**
         * Replaces each folder by the files in it at any depth, sorted. Given files remain unchanged. In folders,
         * hidden files, editor backups and files that duiqi writes are skipped.
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

                /**
                 * Adds an unreadable folder to the files, so that it is reported as unpaired and does not stop the
                 * walk.
                 */
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

        private static boolean mayBeDocument(String name) {
            return !name.startsWith(".")
                    && !name.endsWith("~")
                    && !OUTPUTS.contains(TextPairs.LanguageMark.extension(name));
        }
    }

    /**
     * Holds a file and the parts of its name. Immutable.
     *
     * @param path the file
     * @param name its folders and name without language mark and extension, separated by {@code /}
     * @param language language in the file name, or else in the innermost folder with a mark
     */
    private record TextName(Path path, String name, Optional<Language> language) {
        /** Returns the files of a folder, with names relative to it. */
        static List<TextName> in(Path folder) throws IOException {
            List<TextName> names = new ArrayList<>();
            for (Path file : TextPairs.TextFiles.expand(List.of(folder))) {
                TextName name = named(file, parts(folder.relativize(file)));
                names.add(name.name().isEmpty() ? new TextName(file, nameOf(folder), name.language()) : name);
            }
            return names;
        }

        /** Returns the names of any files, relative to their last common folder. */
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

        /** Returns the names in a path, in the composed form of Unicode: macOS may return the decomposed form. */
        private static List<String> parts(Path path) {
            List<String> parts = new ArrayList<>();
            path.forEach(part -> parts.add(Normalizer.normalize(part.toString(), Normalizer.Form.NFC)));
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

        /** Returns the length of the common folders of all names, including the final slash. */
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
