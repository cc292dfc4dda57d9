package duiqi.document;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Finds the files in folders that may be documents. Stateless. */
final class TextFiles {
    /** What duiqi itself writes, perhaps beside the texts, and gold standards for it. */
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
                boolean skipped = !directory.equals(folder) && nameOf(directory).startsWith(".");
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
        return !name.startsWith(".") && !name.endsWith("~") && !OUTPUTS.contains(LanguageMark.extension(name));
    }
}
