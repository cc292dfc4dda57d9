package duiqi.align;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Assigns tested alignments to gold standards. Two files form a pair. In two folders, files with the same name form a
 * pair; the extensions {@code .gold} and {@code .align} are not part of the name. If one folder contains both, the gold
 * side takes {@code .gold} and the tested side {@code .align}. Immutable.
 *
 * @param pairs pairs sorted by name, at least one
 * @param goldOnly gold standards without a tested alignment
 * @param testOnly tested alignments without a gold standard
 */
public record GoldPairs(List<Pair> pairs, List<Path> goldOnly, List<Path> testOnly) {
    private static final String GOLD = ".gold";
    private static final String ALIGN = ".align";

    /**
     * Pairs a gold standard with the alignment to evaluate.
     *
     * @param name name of the document
     * @param gold the gold standard
     * @param test the tested alignment
     */
    public record Pair(String name, Path gold, Path test) {
        private boolean isSwapped() {
            return gold.toString().endsWith(ALIGN) && test.toString().endsWith(GOLD);
        }
    }

    public GoldPairs {
        pairs = List.copyOf(pairs);
        goldOnly = List.copyOf(goldOnly);
        testOnly = List.copyOf(testOnly);
    }

    /**
     * Pairs two files or two folders.
     *
     * @throws FormatException if there is nothing to evaluate, or the two paths are in the wrong order
     * @throws IllegalArgumentException if one is a folder and the other is not
     */
    public static GoldPairs of(Path gold, Path test) throws IOException {
        for (Path path : List.of(gold, test)) {
            if (!Files.exists(path)) {
                throw new FormatException(
                        path.toString(), "there is no such file or folder", "check its name and folder");
            }
        }
        boolean isFolder = Files.isDirectory(gold);
        if (isFolder != Files.isDirectory(test)) {
            throw new IllegalArgumentException(gold + " and " + test + " must be two files or two folders");
        }
        GoldPairs all = isFolder
                ? of(alignments(gold, GOLD), alignments(test, ALIGN))
                : new GoldPairs(List.of(new Pair(name(gold), gold, test)), List.of(), List.of());
        if (all.pairs.isEmpty()) {
            throw new FormatException(
                    test.toString(),
                    "has no x.align for any x.gold in " + gold,
                    "run duiqi align with --to ids -o " + test);
        }
        if (all.pairs.stream().allMatch(Pair::isSwapped)) {
            throw new FormatException(
                    test.toString(),
                    "is the gold standard, and " + gold + " is the alignment",
                    "give the gold standard first");
        }
        return all;
    }

    private static GoldPairs of(Map<String, Path> golds, Map<String, Path> tests) {
        List<Pair> pairs = new ArrayList<>();
        List<Path> goldOnly = new ArrayList<>();
        Map<String, Path> testOnly = new TreeMap<>(tests);
        golds.forEach((name, gold) -> {
            Path test = testOnly.remove(name);
            if (test == null) {
                goldOnly.add(gold);
            } else {
                pairs.add(new Pair(name, gold, test));
            }
        });
        return new GoldPairs(pairs, goldOnly, List.copyOf(testOnly.values()));
    }

    private static Map<String, Path> alignments(Path folder, String preferred) throws IOException {
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                boolean isAlignment =
                        file.toString().endsWith(GOLD) || file.toString().endsWith(ALIGN);
                if (isAlignment
                        && (!byName.containsKey(name(file)) || file.toString().endsWith(preferred))) {
                    byName.put(name(file), file);
                }
            }
        }
        return byName;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.(gold|align)$", "");
    }
}
