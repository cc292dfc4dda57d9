package duiqi.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which tested alignment is to be judged by which gold standard. Two files belong together as they are; of two folders, the
 * files of the same name do, where {@code .gold} or {@code .align} is no part of the name. Where one folder has both, the gold
 * side takes {@code .gold} and the tested side {@code .align}. Immutable.
 *
 * @param pairs what belongs together, by name
 * @param goldOnly gold standards without a tested alignment
 * @param testOnly tested alignments without a gold standard
 */
public record GoldPairs(List<Pair> pairs, List<Path> goldOnly, List<Path> testOnly) {
    private static final String GOLD = ".gold";
    private static final String ALIGN = ".align";

    /**
     * A gold standard and the alignment to judge by it.
     *
     * @param name name of the document
     */
    public record Pair(String name, Path gold, Path test) {
        /** Reads and judges. */
        public Evaluation evaluate() throws IOException {
            return Evaluation.of(AlignmentReader.read(gold), AlignmentReader.read(test));
        }

        /** Reads, and finds where the two part. */
        public List<Difference> differences() throws IOException {
            return Difference.between(AlignmentReader.read(gold), AlignmentReader.read(test));
        }

        /** Whether the names say that the alignment is to judge the gold. */
        public boolean isSwapped() {
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
     * @throws IllegalArgumentException if one is a folder and the other is not
     */
    public static GoldPairs of(Path gold, Path test) throws IOException {
        boolean folders = Files.isDirectory(gold);
        if (folders != Files.isDirectory(test)) {
            throw new IllegalArgumentException(gold + " and " + test + " must be two files or two folders");
        }
        if (!folders) {
            return new GoldPairs(List.of(new Pair(name(gold), gold, test)), List.of(), List.of());
        }
        Map<String, Path> golds = alignments(gold, GOLD);
        Map<String, Path> tests = alignments(test, ALIGN);
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, Path> entry : golds.entrySet()) {
            Path partner = tests.get(entry.getKey());
            if (partner != null) {
                pairs.add(new Pair(entry.getKey(), entry.getValue(), partner));
            }
        }
        return new GoldPairs(pairs, without(golds, tests), without(tests, golds));
    }

    private static Map<String, Path> alignments(Path folder, String preferred) throws IOException {
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = name(file);
                boolean isAlignment = !name.equals(String.valueOf(file.getFileName()));
                if (isAlignment && (!byName.containsKey(name) || file.toString().endsWith(preferred))) {
                    byName.put(name, file);
                }
            }
        }
        return byName;
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        for (String extension : List.of(GOLD, ALIGN)) {
            if (name.endsWith(extension)) {
                return name.substring(0, name.length() - extension.length());
            }
        }
        return name;
    }

    private static List<Path> without(Map<String, Path> files, Map<String, Path> partners) {
        return files.entrySet().stream()
                .filter(entry -> !partners.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
