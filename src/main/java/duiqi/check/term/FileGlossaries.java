package duiqi.check.term;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.io.PathGlob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Selects the entries of a glossary that count in the file of a unit. Not thread-safe. */
final class FileGlossaries {
    private final Glossary glossary;
    private final CheckSettings.ProjectFolder folder;

    /** Patterns of all entries by their texts. */
    private final Map<String, PathGlob> patterns = new TreeMap<>();

    private final Map<String, Part> byFile = new HashMap<>();
    private final Map<Set<String>, Part> parts = new HashMap<>();

    /**
     * Holds the entries for some files.
     *
     * @param name the patterns that match the files; the same for the same entries
     */
    record Part(String name, Glossary glossary) {}

    FileGlossaries(Glossary glossary, CheckSettings settings) {
        this.glossary = glossary;
        this.folder = new CheckSettings.ProjectFolder(settings.folder());
        glossary.entries().stream()
                .flatMap(entry -> entry.details().limits().files().stream())
                .forEach(pattern -> patterns.computeIfAbsent(pattern, PathGlob::of));
    }

    Part of(CheckedUnit unit) {
        String file = patterns.isEmpty() ? "" : unit.location(0).file();
        return byFile.computeIfAbsent(file, this::ofFile);
    }

    private Part ofFile(String file) {
        String path = folder.relative(file);
        Set<String> matching = new TreeSet<>();
        patterns.forEach((text, pattern) -> {
            if (pattern.matches(path)) {
                matching.add(text);
            }
        });
        return parts.computeIfAbsent(matching, some -> new Part(some.toString(), entries(some)));
    }

    private Glossary entries(Set<String> matching) {
        return patterns.isEmpty()
                ? glossary
                : new Glossary(glossary.entries().stream()
                        .filter(entry -> counts(entry, matching))
                        .toList());
    }

    private static boolean counts(TermEntry entry, Set<String> matching) {
        List<String> files = entry.details().limits().files();
        return files.isEmpty() || files.stream().anyMatch(matching::contains);
    }
}
