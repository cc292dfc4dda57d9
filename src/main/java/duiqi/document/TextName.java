package duiqi.document;

import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file and what its name says of it. Immutable.
 *
 * @param path the file
 * @param name its folders and name without language mark and extension, parted by {@code /}
 * @param language the language that the name, or else the innermost folder with a mark, tells
 */
record TextName(Path path, String name, Optional<Language> language) {
    /** The files of a folder, named from there. */
    static List<TextName> in(Path folder) throws IOException {
        List<TextName> names = new ArrayList<>();
        for (Path file : TextFiles.expand(List.of(folder))) {
            TextName name = named(file, parts(folder.relativize(file)));
            names.add(name.name().isEmpty() ? new TextName(file, nameOf(folder), name.language()) : name);
        }
        return names;
    }

    /** Files from anywhere, named from the last folder that they share. */
    static List<TextName> of(List<Path> files) {
        List<TextName> full =
                files.stream().map(file -> named(file, parts(file.normalize()))).toList();
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
        Optional<LanguageMark> mark = LanguageMark.ofFile(file);
        Optional<Language> language = mark.map(LanguageMark::language);
        for (int i = folders.size() - 1; i >= 0; i--) {
            Optional<LanguageMark> folder = LanguageMark.of(folders.get(i));
            if (folder.filter(found -> found.rest().isEmpty()).isPresent()) {
                folders.remove(i);
                language = language.or(() -> folder.map(LanguageMark::language));
                break;
            }
        }
        String rest = mark.map(LanguageMark::rest).orElseGet(() -> LanguageMark.withoutExtension(file));
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
