package duiqi.corpus;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.Explainer;
import duiqi.align.Explanation;
import duiqi.align.ParallelTextCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Aligns the documents of a task, one after the other, by the very aligner of {@code duiqi align}. What cannot be aligned becomes a
 * row with its reason and stops no other. Not thread-safe.
 */
final class DocumentAligning {
    private final Aligner aligner;
    private final DocumentReading reading;

    /**
     * @param tables what the corpus has taught; empty tables for nothing
     */
    DocumentAligning(CorpusTables tables, DocumentReading reading) {
        this.reading = reading;
        aligner = new Aligner().taughtBy(tables);
    }

    /** A row of a {@link DocumentTable} as one of an {@link AlignedTable}. */
    Row aligned(Row row) {
        if (!row.isNullAt(row.fieldIndex(DocumentTable.REASON))) {
            return AlignedTable.row(row, List.of());
        }
        CorpusDocument document = DocumentTable.document(row);
        int bucket = row.<Integer>getAs(DocumentTable.BUCKET);
        return GuardedTask.at(
                () -> {
                    CorpusDocument cut = reading.cut(document);
                    Aligner.Outcome outcome = aligner.align(reading.texts(cut));
                    refuseStrangers(cut, outcome.fit());
                    return AlignedTable.row(
                            DocumentTable.row(cut, bucket),
                            outcome.text().alignment().beads());
                },
                reason -> AlignedTable.row(DocumentTable.rejected(document.id(), document.place(), reason), List.of()));
    }

    /** A row of a {@link DocumentTable} or {@link AlignedTable} as one of a {@link ResultTable}. */
    Row result(Row row, Function<CorpusUnit, Optional<String>> filter) {
        CorpusDocument document = DocumentTable.document(row);
        if (!row.isNullAt(row.fieldIndex(DocumentTable.REASON))) {
            return ResultTable.rejected(document, row.getAs(DocumentTable.REASON));
        }
        return GuardedTask.at(
                () -> {
                    CorpusDocument cut = reading.cut(document);
                    Aligner.Outcome outcome = aligner.align(reading.texts(cut));
                    refuseStrangers(cut, outcome.fit());
                    return ResultTable.row(cut, outcome.fit(), units(cut, outcome, filter));
                },
                reason -> ResultTable.rejected(document, reason));
    }

    /** A slice may be an appendix; its document is judged as a whole later. */
    private static void refuseStrangers(CorpusDocument document, ParallelTextCheck fit) {
        if (document.part() == CorpusDocument.WHOLE && !fit.belongsTogether()) {
            throw new IllegalArgumentException(fit.problem());
        }
    }

    private List<CorpusUnit> units(
            CorpusDocument document, Aligner.Outcome outcome, Function<CorpusUnit, Optional<String>> filter) {
        Explainer explainer = outcome.explainer().get();
        List<CorpusUnit> units = new ArrayList<>();
        for (Bead bead : outcome.text().alignment().beads()) {
            String chinese = outcome.text().sourceText(bead);
            String english = outcome.text().targetText(bead);
            if (!chinese.isBlank() && !english.isBlank()) {
                List<Integer> chinesePositions = moved(bead.source(), document.chineseStart());
                List<Integer> englishPositions = moved(bead.target(), document.englishStart());
                CorpusUnit unit = new CorpusUnit(
                        PartsHash.of(List.of(
                                document.id(),
                                chinesePositions.toString(),
                                englishPositions.toString(),
                                chinese,
                                english)),
                        document.id(),
                        chinesePositions,
                        englishPositions,
                        chinese,
                        english,
                        bead.type().toString(),
                        bead.probability(),
                        evidence(explainer.explain(bead)),
                        Optional.empty());
                units.add(filter.apply(unit).map(unit::without).orElse(unit));
            }
        }
        return units;
    }

    private static List<Integer> moved(List<Integer> positions, int start) {
        return positions.stream().map(position -> position + start).toList();
    }

    private static Map<String, Float> evidence(Explanation explanation) {
        Map<String, Float> evidence = new LinkedHashMap<>();
        explanation.shares().forEach(share -> evidence.put(share.feature(), (float) share.score()));
        return evidence;
    }
}
