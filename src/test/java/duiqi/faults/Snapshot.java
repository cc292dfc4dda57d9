package duiqi.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Holds the content of the files of a project, byte by byte except for timestamps. Immutable.
 *
 * @param files contents of visible files, by path
 * @param hidden paths of hidden files: locks and incomplete writes
 */
record Snapshot(Map<String, String> files, List<String> hidden) {
    /** Timestamps in TMX, in reports and in workbooks. */
    private static final String TIMES = "\\d{8}T\\d{6}Z|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?Z?";

    Snapshot {
        files = Map.copyOf(files);
        hidden = List.copyOf(hidden);
    }

    static Snapshot of(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        List<String> hidden = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (name.contains(".index/") || name.equals("filling.dat")) {
                    continue; // An index may be deleted at any time. The test writes filling.dat.
                }
                if (String.valueOf(file.getFileName()).startsWith(".")) {
                    hidden.add(name);
                } else if (name.endsWith(".parquet")) {
                    // The names of the files and the order of the rows depend on the run.
                    contents.merge(name.replaceAll("/[^/]*$", ""), rows(file), Snapshot::sorted);
                } else {
                    contents.put(name, masked(content(file), folder));
                }
            }
        }
        return new Snapshot(contents, hidden);
    }

    /**
     * Returns one character per byte, so that binary data is comparable. For workbooks and compressed files, returns
     * the content, which has timestamps of its own.
     */
    private static String content(Path file) throws IOException {
        if (file.toString().endsWith(".gz")) {
            try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
        if (!file.toString().endsWith(".xlsx")) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
        StringBuilder parts = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.append(entry.getName())
                        .append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return parts.toString();
    }

    private static String sorted(String one, String other) {
        return Stream.of(one, other).flatMap(String::lines).sorted().collect(Collectors.joining("\n"));
    }

    /** Returns the rows of a table, sorted. */
    private static String rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .build()) {
            Optional<Group> row = Optional.ofNullable(reader.read());
            while (row.isPresent()) {
                rows.add(row.get().toString().replace("\n", " "));
                row = Optional.ofNullable(reader.read());
            }
        }
        return sorted("", String.join("\n", rows));
    }

    /** Returns a text with masked timestamps and with paths relative to the project. */
    static String masked(String text, Path folder) {
        String latin = new String(folder.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return text.replace(folder + "/", "").replace(latin + "/", "").replaceAll(TIMES, "TIME");
    }

    /** Returns a snapshot of one file. */
    Snapshot only(Path file) {
        return new Snapshot(
                files.entrySet().stream()
                        .filter(entry -> entry.getKey().equals(file.toString()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                List.of());
    }

    /** Returns whether an incomplete write exists. */
    boolean wasWriting() {
        return hidden.stream().anyMatch(name -> name.endsWith(".tmp"));
    }

    /** Returns the paths whose content differs from that in all other snapshots. */
    List<String> differing(Snapshot... others) {
        Set<String> names = new TreeSet<>(files.keySet());
        for (Snapshot other : others) {
            names.addAll(other.files.keySet());
        }
        return names.stream()
                .filter(name ->
                        Stream.of(others).noneMatch(other -> Objects.equals(other.files.get(name), files.get(name))))
                .toList();
    }
}
