package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Pairs the Chinese and English pages of a crawl that are translations of each other. */
public final class PagePairing {
    public static final String CHINESE_ADDRESS = "zh_address";
    public static final String ENGLISH_ADDRESS = "en_address";
    public static final String PROBABILITY = PageMatching.PROBABILITY;
    public static final String EVIDENCE = "evidence";

    private static final StructType EDGE = new StructType()
            .add(PageIndex.CHINESE, DataTypes.LongType, false)
            .add(PageIndex.ENGLISH, DataTypes.LongType, false)
            .add(PROBABILITY, DataTypes.DoubleType, false)
            .add(EVIDENCE, DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false), false);

    private PagePairing() {}

    /**
     * Returns the pairs of pages, each page in one pair at most: {@link #CHINESE_ADDRESS}, {@link #ENGLISH_ADDRESS},
     * {@link #PROBABILITY} and {@link #EVIDENCE}.
     *
     * @param pages rows of {@link CrawledPage}, each address once
     * @param minProbability the smallest probability of a pair, from 0 to 1
     */
    public static Dataset<Row> pairs(Dataset<Row> pages, double minProbability) {
        Dataset<Row> both = pages.filter(col(CrawledPage.LANGUAGE).isin("zh", "en"));
        FlatMapFunction<Row, Row> posting = row -> postings(CrawledPage.of(row)).iterator();
        Dataset<Row> meetings = PageIndex.meetings(both.flatMap(posting, Encoders.row(PageIndex.POSTING)));
        Dataset<Row> patterns = meetings.groupBy(PageIndex.PATTERN).agg(count(lit(1)).as("pairs"));
        MapFunction<Row, Row> weighing = PagePairing::weighed;
        Dataset<Row> edges = meetings.join(patterns, PageIndex.PATTERN)
                .map(weighing, Encoders.row(EDGE))
                .filter(col(PROBABILITY).geq(minProbability));
        MapFunction<Row, Row> naming = row -> RowFactory.create(id(row.getString(0)), row.getString(0));
        Dataset<Row> names = both.select(CrawledPage.ADDRESS)
                .map(naming, Encoders.row(StructType.fromDDL("id bigint NOT NULL, address string NOT NULL")));
        return PageMatching.chosen(edges)
                .join(names.toDF(PageIndex.CHINESE, CHINESE_ADDRESS), PageIndex.CHINESE)
                .join(names.toDF(PageIndex.ENGLISH, ENGLISH_ADDRESS), PageIndex.ENGLISH)
                .select(CHINESE_ADDRESS, ENGLISH_ADDRESS, PROBABILITY, EVIDENCE);
    }

    private static long id(String address) {
        return CorpusUnit.Hashes.of(address);
    }

    private static List<Row> postings(CrawledPage page) {
        boolean isChinese = page.language().equals("zh");
        long id = id(page.address());
        List<Row> rows = new ArrayList<>();
        List<AddressKeys.Key> keys = AddressKeys.of(page.address(), isChinese);
        String own = AddressKeys.plain(page.address());
        for (int k = 0; k < keys.size(); k++) {
            rows.add(PageIndex.Kind.ADDRESS.posting(
                    keys.get(k).key(), isChinese, id, PageIndex.pattern(k, keys.get(k).pattern())));
        }
        rows.add(PageIndex.Kind.LINK.posting(own, isChinese, id, 0));
        page.links().stream()
                .filter(link -> link.language().matches(isChinese ? "en.*|x-default" : "zh.*|cn.*"))
                .map(link -> AddressKeys.plain(link.address()))
                .distinct()
                .filter(target -> !target.equals(own))
                .forEach(target -> rows.add(PageIndex.Kind.LINK.posting(target, isChinese, id, 1)));
        return rows;
    }

    private static Row weighed(Row meeting) {
        boolean isAddress = meeting.<Long>getAs(PageIndex.PATTERN) != PageIndex.NO_PATTERN;
        int toEnglish = meeting.getAs(PageIndex.LINK_TO_ENGLISH);
        int toChinese = meeting.getAs(PageIndex.LINK_TO_CHINESE);
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("bias", -3.0);
        evidence.put("address", isAddress ? 3 + Math.min(3, 0.5 * Math.log(meeting.<Long>getAs("pairs"))) : 0);
        evidence.put("links", 3.0 * (toEnglish + toChinese));
        double sum = evidence.values().stream().mapToDouble(Double::doubleValue).sum();
        return RowFactory.create(
                meeting.getAs(PageIndex.CHINESE),
                meeting.getAs(PageIndex.ENGLISH),
                1 / (1 + Math.exp(-sum)),
                CollectionConverters.asScala(evidence));
    }
}
