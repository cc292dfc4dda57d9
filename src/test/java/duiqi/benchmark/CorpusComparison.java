package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the output of {@code duiqi corpus align} on JSON lines with separate alignments of each document by the
 * tables of the corpus, as with {@code duiqi align --tables}. Documents in slices are reported separately.
 */
final class CorpusComparison {
    private static final JsonMapper JSON = new JsonMapper();

    private CorpusComparison() {}

    /**
     * Compares the alignments.
     *
     * @param arguments the corpus and the output folder, separated by a space
     */
    public static void main(String[] arguments) throws IOException {
        String[] words = String.join(" ", arguments).split(" ");
        Path output = Path.of(words[1]);
        Map<String, Set<String>> pairs = new HashMap<>();
        Set<String> sliced = new HashSet<>();
        try (SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            for (String table : List.of("units", "dropped")) {
                spark.read()
                        .parquet(output.resolve(table).toString())
                        .select("document", "source_positions", "target_positions")
                        .toLocalIterator()
                        .forEachRemaining(row -> pairs.computeIfAbsent(row.getString(0), none -> new HashSet<>())
                                .add(row.getList(1) + " " + row.getList(2)));
            }
            for (Row row : spark.read()
                    .parquet(output.resolve("documents").toString())
                    .where("slices > 0")
                    .select("id")
                    .collectAsList()) {
                sliced.add(row.getString(0));
            }
        }
        compare(Path.of(words[0]), aligner(output.resolve("translations.tables")), pairs, sliced);
    }

    private static Aligner aligner(Path tables) throws IOException {
        if (!Files.exists(tables)) {
            return new Aligner();
        }
        try (InputStream in = Files.newInputStream(tables)) {
            return new Aligner().withTables(CorpusTables.read(tables.toString(), in));
        }
    }

    private static void compare(Path corpus, Aligner aligner, Map<String, Set<String>> pairs, Set<String> sliced)
            throws IOException {
        AtomicLong documents = new AtomicLong();
        AtomicLong same = new AtomicLong();
        AtomicLong beads = new AtomicLong();
        try (Stream<String> lines = Files.lines(corpus)) {
            lines.parallel().forEach(line -> {
                JsonNode document = parse(line);
                String id = document.get("id").asText();
                Set<String> alone = new HashSet<>();
                for (Bead bead : aligner.align(SyntheticCorpus.texts(document))
                        .text()
                        .alignment()
                        .beads()) {
                    if (!bead.isNull()) {
                        alone.add(bead.source() + " " + bead.target());
                    }
                }
                Set<String> together = pairs.getOrDefault(id, Set.of());
                if (sliced.contains(id)) {
                    Set<String> shared = new HashSet<>(alone);
                    shared.retainAll(together);
                    System.out.println("in slices " + id + ": " + alone.size() + " beads uncut, " + together.size()
                            + " in slices, " + shared.size() + " the same");
                } else {
                    documents.incrementAndGet();
                    beads.addAndGet(alone.size());
                    same.addAndGet(alone.equals(together) ? 1 : 0);
                }
            });
        }
        System.out.println(
                same + " of " + documents + " documents have the same beads, of " + beads + " with two sides");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
