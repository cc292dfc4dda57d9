package duiqi.align;

import duiqi.text.DocumentPair;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.TranslationUnit.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts the beads of two texts to units for a translation memory, with the properties that {@link UnitProperties}
 * lists. A bead with a blank side makes no unit.
 *
 * <p>The context of a unit is the segment before and the segment after its source segments, paired or not. These
 * segments are there when the document is translated again. Empty segments are skipped.
 */
public final class BeadUnits {
    private final ParallelText text;
    private final DocumentPair documents;
    private final Instant created;

    private BeadUnits(ParallelText text, Instant created) {
        this.text = text;
        this.documents = DocumentPair.of(text.source(), text.target());
        this.created = created;
    }

    /**
     * Returns the units of beads, in the same order.
     *
     * @param beads beads of {@code text} to convert
     * @param created creation time of the units
     */
    public static List<TranslationUnit> of(ParallelText text, List<Bead> beads, Instant created) {
        BeadUnits units = new BeadUnits(text, created);
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(units.documents);
        List<TranslationUnit> made = new ArrayList<>();
        for (Bead bead : beads) {
            if (!text.sourceText(bead).isBlank() && !text.targetText(bead).isBlank()) {
                made.add(units.unit(bead, ids));
            }
        }
        return Collections.unmodifiableList(made);
    }

    private TranslationUnit unit(Bead bead, DocumentPair.UnitIds ids) {
        String source = text.sourceText(bead);
        String target = text.targetText(bead);
        return new TranslationUnit(
                ids.next(source, target),
                new Variant(text.source().language(), source, context(bead)),
                new Variant(text.target().language(), target),
                properties(bead),
                Optional.of(created));
    }

    private SortedMap<String, String> properties(Bead bead) {
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put(UnitProperties.ALIGNED, UnitProperties.YES);
        properties.put(UnitProperties.BEAD, bead.type().toString());
        properties.put(
                UnitProperties.PROBABILITY,
                Rounding.round(bead.probability(), 2).toPlainString());
        properties.put(UnitProperties.SOURCE_FILE, documents.source());
        properties.put(UnitProperties.SOURCE_POSITION, position(text.source(), bead.source()));
        properties.put(UnitProperties.TARGET_FILE, documents.target());
        properties.put(UnitProperties.TARGET_POSITION, position(text.target(), bead.target()));
        return properties;
    }

    private static String position(Text side, List<Integer> indices) {
        Segment first = side.segments().get(indices.get(0));
        return first.location().line() + ":" + first.location().column();
    }

    private SortedMap<String, String> context(Bead bead) {
        int first = bead.source().get(0);
        int last = bead.source().get(bead.source().size() - 1);
        SortedMap<String, String> context = new TreeMap<>();
        nearestText(first, -1).ifPresent(value -> context.put(UnitProperties.CONTEXT_BEFORE, value));
        nearestText(last, 1).ifPresent(value -> context.put(UnitProperties.CONTEXT_AFTER, value));
        return context;
    }

    private Optional<String> nearestText(int from, int step) {
        List<Segment> segments = text.source().segments();
        for (int i = from + step; i >= 0 && i < segments.size(); i += step) {
            if (!segments.get(i).text().isBlank()) {
                return Optional.of(segments.get(i).text());
            }
        }
        return Optional.empty();
    }
}
