package duiqi.report;

import static duiqi.report.SampleFindings.onLine;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TermCoverage;
import duiqi.check.TermVariants;
import duiqi.text.Direction;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Creates pairs: the units of {@link SampleFindings}, and pairs with properties that only aligned texts have. */
final class SamplePairs {
    private static final String TEXTS = "text/a.zh.md and text/a.en.md";

    private SamplePairs() {}

    static CheckedUnit aligned(int line, String chinese, String english, String type, String probability) {
        return new CheckedUnit(
                "line" + line,
                Direction.INTO_ENGLISH,
                onLine(chinese, "text/a.zh.md", line, 1),
                onLine(english, "text/a.en.md", line, 5),
                new TreeMap<>(Map.of(UnitProperties.BEAD, type, UnitProperties.PROBABILITY, probability)),
                List.of());
    }

    static List<PairReport.Pair> all() {
        List<PairReport.Pair> pairs = new ArrayList<>();
        SampleFindings.all().stream()
                .map(Finding::unit)
                .distinct()
                .forEach(unit -> pairs.add(
                        new PairReport.Pair(unit, unit.target().place().at(0).file(), false)));
        pairs.add(new PairReport.Pair(aligned(30, "水是软的。", "Water is soft.", "1-1", "1.00"), TEXTS, false));
        pairs.add(new PairReport.Pair(
                aligned(31, "石头是硬的。", "Stones are hard. So they are.", "1-2", "0.31"), TEXTS, true));
        pairs.add(new PairReport.Pair(aligned(32, "没有译文。", "", "1-0", "0.82"), TEXTS, false));
        pairs.add(new PairReport.Pair(aligned(33, "", "Added.", "0-1", "0.77"), TEXTS, false));
        pairs.add(new PairReport.Pair(aligned(34, "不知道。", "Unknown.", "<b>", "NaN"), TEXTS, false));
        CheckedUnit seen = aligned(35, "看过。", "Seen.", "1-1", "");
        SortedMap<String, String> properties = new TreeMap<>(seen.properties());
        properties.put(UnitProperties.REVIEWED, UnitProperties.YES);
        pairs.add(new PairReport.Pair(
                new CheckedUnit(
                        seen.id(), seen.direction(), seen.source(), seen.target(), properties, List.of("checked")),
                TEXTS,
                false));
        return pairs;
    }

    private static TermVariants.Row variants(CheckedUnit unit) {
        return new TermVariants.Row(
                "<水>",
                false,
                3,
                new TermVariants.Variant("<water>", 2, List.of(unit), 0),
                List.of(new TermVariants.Variant("", 1, List.of(unit), 1)));
    }

    static String written(List<PairReport.Pair> pairs, FindingReport findings) {
        return written(pairs, findings, Integer.MAX_VALUE);
    }

    static String written(List<PairReport.Pair> pairs, FindingReport findings, int maxRows) {
        PairCounts counts = new PairCounts();
        pairs.forEach(counts::add);
        PairReport report = new PairReport(
                "A \u202e<title> & more",
                findings,
                counts,
                List.of(new TermCoverage.Line("<基础研究>", 7, 3, 2, 1, 0)),
                Optional.of(List.of(variants(pairs.get(0).unit()))),
                Optional.of(new PairReport.ReviewAddress(
                        URI.create("http://127.0.0.1:7737/"), Map.of(TEXTS, "a \"甲\" 1"))));
        StringWriter out = new StringWriter();
        try {
            report.write(
                    to -> {
                        for (PairReport.Pair pair : pairs) {
                            to.take(pair);
                        }
                    },
                    maxRows,
                    out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to a string does not fail", e);
        }
        return out.toString();
    }

    static String written() {
        return written(all(), SampleFindings.report());
    }
}
