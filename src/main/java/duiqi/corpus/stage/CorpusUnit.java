package duiqi.corpus.stage;

import duiqi.io.FileState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Holds a pair of texts of a document, as in the Parquet tables. It is not a {@link duiqi.text.TranslationUnit},
 * because a unit holds positions, probability and evidence only as text; {@link TmxShards} creates translation units
 * from the rows. Immutable.
 *
 * @param id the first 128 bits of a SHA-256 hash of the document id, the positions and the texts, in hexadecimal; the
 *     same in every run
 * @param place the positions of its sentences
 * @param chinese the Chinese sentences, joined
 * @param english the English sentences, joined
 * @param type the number of sentences of each side, for example {@code 1-2}
 * @param scores the probability that the pair is correct, and its quality
 * @param evidence the evidence for and against the pair, by feature, in the order of the shares: see
 *     {@link duiqi.align.Explanation.Share}
 * @param dropped the reason why the unit is dropped; empty for a unit that is kept
 */
public record CorpusUnit(
        String id,
        Place place,
        String chinese,
        String english,
        String type,
        Scores scores,
        Map<String, Float> evidence,
        Optional<String> dropped) {
    /** Columns of a unit. {@code dropped} is the reason why it is dropped; null for a unit that is kept. */
    public static final StructType SCHEMA = StructType.fromDDL("id string NOT NULL, document string NOT NULL,"
            + " zh_positions array<int> NOT NULL, en_positions array<int> NOT NULL, zh string NOT NULL,"
            + " en string NOT NULL, type string NOT NULL, probability double NOT NULL, quality double NOT NULL,"
            + " evidence map<string, float> NOT NULL, dropped string");

    public CorpusUnit {
        // Map.copyOf has another order in each process, so the rows of the same unit would differ.
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /**
     * Locates the sentences of a unit. Immutable.
     *
     * @param document the id of the document
     * @param chinesePositions the positions of the Chinese sentences in the document, from 0; at least one
     * @param englishPositions the positions of the English sentences in the document, from 0; at least one
     */
    public record Place(String document, List<Integer> chinesePositions, List<Integer> englishPositions) {
        public Place {
            chinesePositions = List.copyOf(chinesePositions);
            englishPositions = List.copyOf(englishPositions);
        }
    }

    /**
     * Holds the scores of a unit. Immutable.
     *
     * @param probability the probability that the pair is correct, from 0 to 1
     * @param quality the {@linkplain duiqi.memory.UnitQuality quality}, from 0 to 1
     */
    public record Scores(double probability, double quality) {}

    /** Returns a copy of this unit that is dropped for the given reason. */
    CorpusUnit without(String reason) {
        return new CorpusUnit(id, place, chinese, english, type, scores, evidence, Optional.of(reason));
    }

    /** Returns the row of the unit. */
    public Row row() {
        return RowFactory.create(
                id,
                place.document,
                place.chinesePositions.toArray(),
                place.englishPositions.toArray(),
                chinese,
                english,
                type,
                scores.probability,
                scores.quality,
                CollectionConverters.asScala(evidence),
                dropped.orElse(null));
    }

    /** Returns a stream of the rows of a partition. It holds no rows in memory. */
    public static <T> Stream<T> stream(Iterator<T> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false);
    }

    static Row appended(Row row, Object value) {
        Object[] values = new Object[row.size() + 1];
        for (int k = 0; k < row.size(); k++) {
            values[k] = row.get(k);
        }
        values[row.size()] = value;
        return RowFactory.create(values);
    }

    /** Computes hashes of texts and numbers. The hashes are the same on every machine. */
    public static final class Hashes {
        private static final int BYTES = 16;

        private Hashes() {}

        /**
         * Returns 64 bits that each depend on every bit of the argument. This function is the finaliser of SplitMix64
         * (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators).
         */
        public static long mix(long bits) {
            long z = bits + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        /**
         * Returns the FNV-1a hash of the UTF-16 units of a text (Fowler, Noll and Vo; RFC 9923), mixed with {@link #mix}.
         */
        public static long of(String text) {
            long hash = 0xCBF29CE484222325L;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            }
            return mix(hash);
        }

        /** Returns the first 128 bits of a SHA-256 hash (FIPS 180-4) of a list of texts, in hexadecimal. */
        public static String ofParts(List<String> parts) {
            MessageDigest digest = FileState.sha256();
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                // This byte never occurs in UTF-8, so the hash includes the boundaries of the parts.
                digest.update((byte) 0xFF);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        }
    }
}
