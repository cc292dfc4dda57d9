package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Finds pages that may be translations of each other with an inverted index: two pages meet if they have a common
 * posting. A key with many pages of a language says little, so it is dropped; no task has to read all pages of a key.
 */
final class PageIndex {
    /** Id of no page, in the sums of a single page. */
    static final long NOBODY = 0;

    /** Greater than all patterns. */
    static final long NO_PATTERN = Long.MAX_VALUE;

    /** A posting of a page. A row of {@link #meetings} has the ids of two pages in the columns {@code zh} and {@code en}. */
    static final StructType POSTING =
            StructType.fromDDL("kind int NOT NULL, key bigint NOT NULL, detail bigint NOT NULL,"
                    + " zh boolean NOT NULL, page bigint NOT NULL");

    private static final StructType MEETING = StructType.fromDDL(
            "zh bigint NOT NULL, en bigint NOT NULL, pattern bigint NOT NULL, to_en int NOT NULL, to_zh int NOT NULL,"
                    + " w bigint NOT NULL, x int NOT NULL, y int NOT NULL");

    /** Maximum number of pairs of pages with a common feature. */
    private static final int MAX_MEETINGS = 100;

    private PageIndex() {}

    enum Kind {
        /** The address without markers; the detail is the {@linkplain #pattern pattern}. */
        ADDRESS(6),
        /** The address of a linked page; the detail is 1 for the link and 0 for the page itself. */
        LINK(8),
        /** A feature of the content; the detail is 16 times the position plus the weight. */
        FEATURE(24);

        private static final Kind[] ALL = values();

        /** Maximum number of pages of a language with a common key. */
        private final int most;

        Kind(int most) {
            this.most = most;
        }

        /** Returns the first columns of a posting. */
        Row posting(long key, long detail) {
            return RowFactory.create(index(), CorpusUnit.Hashes.mix(key + index()), detail);
        }

        @SuppressWarnings("EnumOrdinal") // The number is only in tables of the same run.
        int index() {
            return ordinal();
        }
    }

    /** Returns a number for a pattern. The pattern of an earlier key has a smaller number. */
    static long pattern(int rank, String pattern) {
        return ((long) rank << 48) | (CorpusUnit.Hashes.of(pattern) >>> 16);
    }

    /**
     * Returns the pairs of a Chinese and an English page that meet, each once, with their evidence; and for each page,
     * with {@link #NOBODY}, the sum of the weights of its features that a page of the other language has too.
     *
     * <p>The columns are the pattern of the markers, or {@link #NO_PATTERN}; whether a page links to the other one; the
     * number of common rare features and the sum of their weights; and the correlation of their positions, from -1 to 1.
     *
     * @param postings rows of {@link #POSTING}
     */
    static Dataset<Row> meetings(Dataset<Row> postings) {
        MapPartitionsFunction<Row, Row> thinning = rows -> {
            Thinning thinned = new Thinning();
            return CorpusUnit.stream(rows).filter(thinned::isKept).iterator();
        };
        FlatMapGroupsFunction<Long, Row, Row> meeting =
                (key, rows) -> new Group(rows).pairs().iterator();
        return postings.mapPartitions(thinning, Encoders.row(POSTING))
                .groupBy("key")
                .as(Encoders.LONG(), Encoders.row(POSTING))
                .flatMapGroups(meeting, Encoders.row(MEETING))
                .groupBy("zh", "en")
                .agg(
                        expr("min(pattern) AS pattern"),
                        expr("max(to_en) AS to_en"),
                        expr("max(to_zh) AS to_zh"),
                        expr("count_if(w > 0) AS shared"),
                        expr("sum(w) AS weight"),
                        expr("sum(w * x) AS wx"),
                        expr("sum(w * y) AS wy"),
                        expr("sum(w * x * x) AS wxx"),
                        expr("sum(w * y * y) AS wyy"),
                        expr("sum(w * x * y) AS wxy"))
                .withColumn("position_order", expr(CORRELATION))
                .drop("wx", "wy", "wxx", "wyy", "wxy");
    }

    /** The sums are integers, so their order has no effect. */
    private static final String CORRELATION = "case when shared < 3 then 0d else"
            + " (weight * wxy - wx * wy) / (sqrt(double(weight * wxx - wx * wx) + weight * weight)"
            + " * sqrt(double(weight * wyy - wy * wy) + weight * weight)) end";

    /**
     * Drops postings of keys with too many pages in one part of the table, so that no key floods a task. It counts only
     * the keys of its slots and may keep a posting of a frequent key; {@link Group} drops the rest.
     */
    private static final class Thinning {
        private static final int SLOTS = 1 << 18;

        private final long[] keys = new long[SLOTS];
        private final int[] counts = new int[SLOTS];

        boolean isKept(Row row) {
            long key = row.getLong(1) ^ (row.getBoolean(3) ? 1 : 0);
            int slot = (int) (key >>> 20) & (SLOTS - 1);
            if (keys[slot] != key) {
                keys[slot] = key;
                counts[slot] = 0;
            }
            // One more than the maximum stays, so that the key is still recognised as too frequent. A page has two
            // postings of a link to itself at most.
            return counts[slot]++ <= 2 * Kind.ALL[row.getInt(0)].most;
        }
    }

    /** Pairs the pages of a key. A key contains its kind. */
    private static final class Group {
        private final List<Row> english = new ArrayList<>();
        private final List<Row> chinese = new ArrayList<>();

        Group(Iterator<Row> rows) {
            rows.forEachRemaining(row -> {
                List<Row> side = row.getBoolean(3) ? chinese : english;
                if (side.size() <= 2 * Kind.ALL[row.getInt(0)].most) {
                    side.add(row);
                }
            });
        }

        private List<Row> pairs() {
            if (chinese.isEmpty() || english.isEmpty()) {
                return List.of();
            }
            Kind kind = Kind.ALL[chinese.get(0).getInt(0)];
            if (chinese.size() > kind.most || english.size() > kind.most) {
                return List.of();
            }
            if (kind == Kind.FEATURE) {
                return features();
            }
            List<Row> pairs = new ArrayList<>();
            for (Row zh : chinese) {
                for (Row en : english) {
                    long one = zh.getLong(2);
                    long other = en.getLong(2);
                    if (kind == Kind.ADDRESS) {
                        long rank = (one >>> 48) + (other >>> 48);
                        long hash = CorpusUnit.Hashes.mix(one + 31 * other);
                        pairs.add(RowFactory.create(
                                zh.getLong(4), en.getLong(4), (rank << 48) | (hash >>> 16), 0, 0, 0L, 0, 0));
                    } else if (one != other) {
                        pairs.add(RowFactory.create(
                                zh.getLong(4), en.getLong(4), NO_PATTERN, (int) one, (int) other, 0L, 0, 0));
                    }
                }
            }
            return pairs;
        }

        /** Pairs the pages with a feature. The fewer pages have it, the more it weighs. */
        private List<Row> features() {
            int count = chinese.size() * english.size();
            if (count > MAX_MEETINGS) {
                return List.of();
            }
            double rarity = Math.log(2.0 * MAX_MEETINGS / count);
            List<Row> pairs = new ArrayList<>(count + chinese.size() + english.size());
            long most = 0;
            for (Row zh : chinese) {
                long weight = weight(zh, rarity);
                most = Math.max(most, weight);
                pairs.add(meeting(zh.getLong(4), NOBODY, weight, 0, 0));
                for (Row en : english) {
                    pairs.add(meeting(zh.getLong(4), en.getLong(4), weight, (int) (zh.getLong(2) >> 4), (int)
                            (en.getLong(2) >> 4)));
                }
            }
            for (Row en : english) {
                pairs.add(meeting(NOBODY, en.getLong(4), most, 0, 0));
            }
            return pairs;
        }

        private static long weight(Row posting, double rarity) {
            return Math.max(1, Math.round(rarity * (posting.getLong(2) & 15)));
        }

        private static Row meeting(long zh, long en, long weight, int x, int y) {
            return RowFactory.create(zh, en, NO_PATTERN, 0, 0, weight, x, y);
        }
    }
}
