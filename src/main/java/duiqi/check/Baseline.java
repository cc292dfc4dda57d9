package duiqi.check;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Holds the findings that a project accepts for now, so that {@code check} reports only new ones. A baseline recognises
 * a finding by its rule, its term and the texts of its unit, even if the unit moves. The file is JSON lines in a fixed
 * order. Immutable.
 *
 * @param folder the base folder of the file names in the entries
 * @param entries sorted, each combination of file, rule, term and text once
 */
public record Baseline(Path folder, List<Entry> entries) {
    /**
     * Holds a baseline with the problems of its file. The reader skips wrong lines.
     *
     * @param baseline the readable entries
     * @param problems the problems, each with its line and column
     */
    public record Reading(Baseline baseline, List<FormatException> problems) {
        public Reading {
            Objects.requireNonNull(baseline, "baseline");
            problems = List.copyOf(problems);
        }
    }

    /**
     * Holds the result of a comparison of findings with a baseline.
     *
     * @param known the indices of the findings that are in the baseline
     * @param unused entries that no finding used, each with the unused part of its count
     */
    public record Match(BitSet known, List<Entry> unused) {
        public Match {
            known = BitSet.valueOf(known.toLongArray());
            unused = List.copyOf(unused);
        }
    }

    public Baseline {
        Objects.requireNonNull(folder, "folder");
        entries = entries.stream().sorted().toList();
    }

    /** Returns an empty baseline. */
    public static Baseline none(Path folder) {
        return new Baseline(folder, List.of());
    }

    /**
     * Reads a baseline.
     *
     * @throws FormatException if the file does not exist
     */
    public static Reading read(Path file) throws IOException {
        return new BaselineReader(file).read();
    }

    /**
     * Returns a baseline of entries that may be duplicated, for example after a merge of two branches. It keeps
     * the larger count.
     */
    static Baseline merged(Path folder, List<Entry> entries) {
        return collected(folder, entries, (one, other) -> one.count() >= other.count() ? one : other);
    }

    static Baseline of(Path folder, List<Finding> findings) {
        return none(folder).with(findings);
    }

    private Baseline with(List<Finding> findings) {
        List<Entry> all = new ArrayList<>(entries);
        for (Finding finding : findings) {
            all.add(Entry.of(finding, file(finding)));
        }
        return collected(folder, all, (one, other) -> one.times(one.count() + other.count()));
    }

    private static Baseline collected(Path folder, List<Entry> entries, BinaryOperator<Entry> ofTwo) {
        record Same(String file, Entry.Key key) {}
        Map<Same, Entry> each = new LinkedHashMap<>();
        for (Entry entry : entries) {
            each.merge(new Same(entry.file(), entry.key()), entry, ofTwo);
        }
        return new Baseline(folder, List.copyOf(each.values()));
    }

    private String file(Finding finding) {
        return new CheckSettings.ProjectFolder(folder)
                .relative(finding.location().file());
    }

    /** Returns the files of the entries, relative to the folder of the baseline. */
    public Set<String> files() {
        return entries.stream().map(Entry::file).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Compares findings with the baseline. A finding first uses an entry of its own file, then one of another file,
     * since the text may have moved. If there are more equal findings than the entry counts, the first ones are the
     * known ones.
     */
    public Match match(List<Finding> findings) {
        if (entries.isEmpty()) {
            return new Match(new BitSet(), List.of());
        }
        BaselineUse use = new BaselineUse(entries);
        BitSet known = new BitSet();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            known.set(i, use.take(Entry.key(finding), Optional.of(file(finding))));
        }
        for (int i = known.nextClearBit(0); i < findings.size(); i = known.nextClearBit(i + 1)) {
            known.set(i, use.take(Entry.key(findings.get(i)), Optional.empty()));
        }
        return new Match(known, use.unused());
    }

    /**
     * Returns the baseline to write after a check.
     *
     * @param findings all current findings, known and new
     * @param kept unused entries that are still valid
     */
    Baseline next(List<Finding> findings, List<Entry> kept) {
        return new Baseline(folder, kept).with(findings);
    }

    /** Writes the baseline to a file, completely or not at all. */
    public void write(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        AtomicFile.write(file, out -> {
            for (Entry entry : entries) {
                out.write((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Counts down how often each entry of a baseline may still be used. Not thread-safe. */
    private static final class BaselineUse {
        private final List<Entry> entries;
        private final int[] left;
        private final Map<Entry.Key, List<Integer>> byKey = new HashMap<>();

        BaselineUse(List<Entry> entries) {
            this.entries = List.copyOf(entries);
            this.left = entries.stream().mapToInt(Entry::count).toArray();
            for (int i = 0; i < left.length; i++) {
                byKey.computeIfAbsent(entries.get(i).key(), key -> new ArrayList<>())
                        .add(i);
            }
        }

        /** Uses an entry of this file, or of any if empty. Returns whether there was one. */
        boolean take(Entry.Key key, Optional<String> file) {
            for (int i : byKey.getOrDefault(key, List.of())) {
                if (left[i] > 0
                        && file.orElse(entries.get(i).file())
                                .equals(entries.get(i).file())) {
                    left[i]--;
                    return true;
                }
            }
            return false;
        }

        /** Returns the entries that are not used up, each with its remaining count. */
        List<Entry> unused() {
            List<Entry> unused = new ArrayList<>();
            for (int i = 0; i < left.length; i++) {
                if (left[i] > 0) {
                    unused.add(entries.get(i).times(left[i]));
                }
            }
            return unused;
        }
    }

    /** Reads a baseline and continues after wrong lines. For one use. */
    private static final class BaselineReader {
        private static final String REMEDY = "correct the line, or recreate the baseline";
        private static final ObjectReader JSON = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();

        private final Path file;
        private final List<FormatException> problems = new ArrayList<>();

        BaselineReader(Path file) {
            this.file = file;
        }

        Reading read() throws IOException {
            if (!Files.exists(file)) {
                throw new FormatException(file.toString(), "the baseline does not exist", "check its name and folder");
            }
            List<Entry> entries = new ArrayList<>();
            String[] lines = SourceFile.of(file).text().split("\r?\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    entry(lines[i], i + 1).ifPresent(entries::add);
                }
            }
            return new Reading(
                    Baseline.merged(CheckSettings.ProjectFolder.of(file).path(), entries), problems);
        }

        private Optional<Entry> entry(String line, int number) {
            JsonNode json;
            try {
                json = JSON.readTree(line);
            } catch (JsonProcessingException e) {
                int column = Optional.ofNullable(e.getLocation())
                        .map(JsonLocation::getColumnNr)
                        .orElse(1);
                int units = Math.min(Math.max(column - 1, 0), line.length());
                return reject(
                        number, line.codePointCount(0, units) + 1, "is not JSON (" + e.getOriginalMessage() + ")");
            }
            if (!json.isObject()) {
                return reject(number, 1, "is not a JSON object");
            }
            for (String key : List.of("file", "rule", "text")) {
                if (!json.path(key).isTextual()) {
                    return reject(number, 1, "has no \"" + key + "\"");
                }
            }
            JsonNode count = json.path("count");
            if (!count.isMissingNode()
                    && !(count.canConvertToExactIntegral() && count.canConvertToInt() && count.intValue() > 0)) {
                return reject(number, 1, "has a \"count\" that is not a positive integer");
            }
            return Optional.of(new Entry(
                    json.path("file").textValue(),
                    json.path("rule").textValue(),
                    json.path("term").asText(""),
                    json.path("text").textValue(),
                    json.path("source").asText(""),
                    json.path("target").asText(""),
                    count.asInt(1)));
        }

        private Optional<Entry> reject(int line, int column, String problem) {
            problems.add(new FormatException(new Location(file.toString(), line, column), problem, REMEDY));
            return Optional.empty();
        }
    }

    /**
     * Represents a known finding, or several equal ones. Immutable.
     *
     * @param file file of the finding, relative to the folder of the baseline; the finding may move to another file
     * @param rule id of the rule
     * @param term term, number or word of the finding; may be empty
     * @param text hash of the texts of the unit: the first 64 bits of the SHA-256 of the Chinese, a zero byte and the
     *     English, in hex
     * @param source beginning of the Chinese, for human readers
     * @param target beginning of the English, for human readers
     * @param count number of equal findings
     */
    @JsonPropertyOrder({"file", "rule", "term", "source", "target", "text", "count"})
    public record Entry(String file, String rule, String term, String text, String source, String target, int count)
            implements Comparable<Entry> {
        private static final int HASH_BYTES = 8;
        private static final int EXCERPT = 40;

        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::file)
                .thenComparing(Entry::rule)
                .thenComparing(Entry::term)
                .thenComparing(Entry::source)
                .thenComparing(Entry::text);

        /** Identifies a finding. It has no location, so that texts may move. */
        record Key(String rule, String term, String text) {}

        public Entry {
            if (count < 1) {
                throw new IllegalArgumentException("the count of a known finding must be at least 1, not " + count);
            }
        }

        static Entry of(Finding finding, String file) {
            CheckedUnit unit = finding.unit();
            return new Entry(
                    file,
                    finding.rule().id(),
                    finding.term(),
                    hash(unit),
                    excerpt(unit.chinese()),
                    excerpt(unit.english()),
                    1);
        }

        static Key key(Finding finding) {
            return new Key(finding.rule().id(), finding.term(), hash(finding.unit()));
        }

        Key key() {
            return new Key(rule, term, text);
        }

        /** Returns this entry with another count. */
        Entry times(int other) {
            return new Entry(file, rule, term, text, source, target, other);
        }

        private static String hash(CheckedUnit unit) {
            byte[] hash = FileState.sha256()
                    .digest((unit.chinese() + '\0' + unit.english()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        }

        private static String excerpt(String text) {
            String line = text.replaceAll("\\s+", " ").strip();
            return line.codePointCount(0, line.length()) <= EXCERPT
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
        }

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }
}
