package duiqi.align;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Assigns tested alignments to gold standards. Two files form a pair. In two folders, files with the same name form a
 * pair; the extensions {@code .gold} and {@code .align} are not part of the name. If one folder contains both, the gold
 * side takes {@code .gold} and the tested side {@code .align}. Immutable.
 *
 * @param pairs pairs sorted by name
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
        /** Reads both files and evaluates the alignment. */
        public Evaluation evaluate() throws IOException {
            return Evaluation.of(
                    AlignmentFormat.AlignmentReader.read(gold), AlignmentFormat.AlignmentReader.read(test));
        }

        /** Reads both files and returns their differences. */
        public List<Difference> differences() throws IOException {
            return Difference.between(
                    AlignmentFormat.AlignmentReader.read(gold), AlignmentFormat.AlignmentReader.read(test));
        }

        /** Returns whether the file names suggest that gold and alignment are swapped. */
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
            Path counterpart = tests.get(entry.getKey());
            if (counterpart != null) {
                pairs.add(new Pair(entry.getKey(), entry.getValue(), counterpart));
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

    private static List<Path> without(Map<String, Path> files, Map<String, Path> counterparts) {
        return files.entrySet().stream()
                .filter(entry -> !counterparts.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Describes a difference between an alignment and the gold standard: beads that only one of them contains and that
     * share segments. A wrong boundary is one difference although it affects two beads. Immutable.
     *
     * @param gold beads of the gold that are not in the alignment
     * @param test beads of the alignment that are not in the gold
     */
    public record Difference(Kind kind, List<Bead> gold, List<Bead> test) {
        private static final ObjectWriter JSON = new JsonMapper().writer();

        /** Lists the kinds of difference. */
        public enum Kind {
            /** The gold has beads that cross or have gaps, or two beads of the alignment cross. */
            CROSSING,
            /** A segment is unpaired in one, and paired or missing in the other. */
            UNPAIRED,
            /** Both have the same number of beads, with other boundaries. */
            BOUNDARY,
            /** The gold has fewer beads: it joins segments that the alignment separates. */
            JOINED_IN_GOLD,
            /** The gold has more beads: it separates segments that the alignment joins. */
            JOINED_IN_TEST;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
        }

        /** Holds the fields of the JSON format. */
        private record Form(String document, String difference, List<Bead.Link> gold, List<Bead.Link> test) {}

        public Difference {
            gold = List.copyOf(gold);
            test = List.copyOf(test);
        }

        /**
         * Returns all differences in the order of the source, or of the target if a difference has no source segments.
         */
        public static List<Difference> between(List<Bead> gold, List<Bead> test) {
            List<Bead> beads = new ArrayList<>(without(gold, Bead.Link.of(test)));
            int golds = beads.size();
            beads.addAll(without(test, Bead.Link.of(gold)));
            int[] place = places(beads);
            return IntStream.range(0, beads.size())
                    .filter(k -> place[k] == k)
                    .mapToObj(
                            k -> of(members(beads, place, k, 0, golds), members(beads, place, k, golds, beads.size())))
                    .sorted(Comparator.<Difference>comparingInt(found -> found.first(true))
                            .thenComparingInt(found -> found.first(false)))
                    .toList();
        }

        private static List<Bead> without(List<Bead> beads, Set<Bead.Link> known) {
            Set<Bead.Link> seen = new HashSet<>(known);
            return beads.stream().filter(bead -> seen.add(Bead.Link.of(bead))).toList();
        }

        /**
         * Returns for each bead the first bead of its group. Beads that share segments, directly or through other
         * beads, form a group.
         */
        private static int[] places(List<Bead> beads) {
            int[] place = new int[beads.size()];
            Map<Integer, Integer> bySource = new HashMap<>();
            Map<Integer, Integer> byTarget = new HashMap<>();
            for (int k = 0; k < place.length; k++) {
                place[k] = k;
                for (int segment : beads.get(k).source()) {
                    join(place, k, bySource.getOrDefault(segment, k));
                    bySource.put(segment, k);
                }
                for (int segment : beads.get(k).target()) {
                    join(place, k, byTarget.getOrDefault(segment, k));
                    byTarget.put(segment, k);
                }
            }
            for (int k = 0; k < place.length; k++) {
                place[k] = root(place, k);
            }
            return place;
        }

        private static void join(int[] place, int a, int b) {
            int one = root(place, a);
            int other = root(place, b);
            place[Math.max(one, other)] = Math.min(one, other);
        }

        private static int root(int[] place, int k) {
            int at = k;
            while (place[at] != at) {
                at = place[at];
            }
            return at;
        }

        private static List<Bead> members(List<Bead> beads, int[] place, int root, int from, int end) {
            List<Bead> members = new ArrayList<>();
            for (int k = from; k < end; k++) {
                if (place[k] == root) {
                    members.add(beads.get(k));
                }
            }
            return members;
        }

        private static Difference of(List<Bead> gold, List<Bead> test) {
            return new Difference(kind(gold, test), gold, test);
        }

        private static Kind kind(List<Bead> gold, List<Bead> test) {
            if (isCrossing(gold) || isCrossing(test)) {
                return Kind.CROSSING;
            }
            if (twoSided(gold) + twoSided(test) == 0
                    || !paired(gold, true).equals(paired(test, true))
                    || !paired(gold, false).equals(paired(test, false))) {
                return Kind.UNPAIRED;
            }
            int more = Integer.compare(twoSided(gold), twoSided(test));
            return more == 0 ? Kind.BOUNDARY : more < 0 ? Kind.JOINED_IN_GOLD : Kind.JOINED_IN_TEST;
        }

        /** Returns whether a bead has gaps, or the targets are not in the order of the sources. */
        private static boolean isCrossing(List<Bead> beads) {
            List<Bead> pairs = beads.stream()
                    .filter(bead -> !bead.isNull())
                    .sorted(Comparator.comparing(bead -> bead.source().get(0)))
                    .toList();
            int source = -1;
            int target = -1;
            for (Bead bead : pairs) {
                boolean back = bead.source().get(0) <= source || bead.target().get(0) <= target;
                if (back || hasGap(bead.source()) || hasGap(bead.target())) {
                    return true;
                }
                source = last(bead.source());
                target = last(bead.target());
            }
            return false;
        }

        private static boolean hasGap(List<Integer> segments) {
            return last(segments) - segments.get(0) != segments.size() - 1;
        }

        private static int last(List<Integer> segments) {
            return segments.get(segments.size() - 1);
        }

        /** Returns the paired segments of one side. */
        private static Set<Integer> paired(List<Bead> beads, boolean source) {
            Set<Integer> paired = new LinkedHashSet<>();
            beads.stream()
                    .filter(bead -> !bead.isNull())
                    .forEach(bead -> paired.addAll(source ? bead.source() : bead.target()));
            return paired;
        }

        private static int twoSided(List<Bead> beads) {
            return (int) beads.stream().filter(bead -> !bead.isNull()).count();
        }

        private int first(boolean source) {
            return Stream.concat(gold.stream(), test.stream())
                    .flatMap(bead -> (source ? bead.source() : bead.target()).stream())
                    .mapToInt(Integer::intValue)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        /** Returns the difference in one line, with beads in the format {@code ids}. */
        public String toLine() {
            return kind + ": gold " + ids(gold) + " | test " + ids(test);
        }

        private static String ids(List<Bead> beads) {
            return beads.stream().map(bead -> Bead.Link.of(bead).ids()).collect(Collectors.joining(" "));
        }

        /** Returns the difference as one JSON object with the name of the document. */
        public String toJson(String document) {
            try {
                return JSON.writeValueAsString(new Form(
                        document, kind.toString(), List.copyOf(Bead.Link.of(gold)), List.copyOf(Bead.Link.of(test))));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("numbers can always be written", e);
            }
        }
    }
}
