package duiqi.exchange;

import duiqi.text.TranslationUnit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a TMX file part by part and puts units of two documents in place of those that it has of them. Units that are to stay
 * keep their place, and the new ones stand before the next that stays, or behind the last of the documents. Good for one copy.
 */
final class TmxMerge {
    private final TmxSummary survey;
    private final Map<String, TranslationUnit> wanted;
    private final Iterator<TranslationUnit> pending;
    private final UnitXml unitXml;
    private final UnitPatch patch;
    private final Optional<ReviewedUnits> review;
    private final Set<String> written = new HashSet<>();
    private int added;
    private int kept;
    private int removed;

    /**
     * Prepares a copy.
     *
     * @param survey what was found in the file
     * @param wanted the units to put in, by id, in document order
     */
    TmxMerge(TmxSummary survey, Map<String, TranslationUnit> wanted) {
        this(survey, wanted, Optional.empty());
    }

    /**
     * Prepares a copy.
     *
     * @param review what a person says of the units; empty when they were only aligned
     */
    TmxMerge(TmxSummary survey, Map<String, TranslationUnit> wanted, Optional<ReviewedUnits> review) {
        this.review = review;
        this.survey = survey;
        this.wanted = wanted;
        this.pending = wanted.values().iterator();
        this.unitXml = new UnitXml(survey.style());
        this.patch = new UnitPatch(unitXml);
    }

    /** Units that were not in the file. */
    int added() {
        return added;
    }

    /** Units that were in the file and stay. */
    int kept() {
        return kept;
    }

    /** Units that were left out of the copy. */
    int removed() {
        return removed;
    }

    /**
     * Copies.
     *
     * @param tmx the file that was surveyed
     * @param out flushed, not closed
     */
    void copy(Path tmx, OutputStream out) throws IOException {
        try (TmxScanner scanner = TmxScanner.open(tmx, ReadProblemListener.STRICT)) {
            XmlEncoding encoding = scanner.encoding();
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, encoding.written()));
            if (encoding.hasMark()) {
                writer.write(XmlEncoding.MARK);
            }
            TmxHead head = scanner.readHead();
            boolean opensBody = head.hasEmptyBody() && pending.hasNext();
            writer.write(opensBody ? head.withOpenBody() : head.xml());
            int ahead = survey.aligned().size();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                RawUnit unit = next.get();
                if (!isAligned(unit)) {
                    write(writer, unit);
                    continue;
                }
                replace(writer, unit);
                ahead--;
                if (ahead == 0) {
                    writePending(writer);
                }
            }
            writePending(writer);
            tail(writer, scanner.readTail(), opensBody);
            writer.flush();
        }
    }

    /** Whether a unit is one that the survey found; of two with one id, it is the first. */
    private boolean isAligned(RawUnit unit) {
        RawUnit found = survey.aligned().get(unit.id());
        return found != null && found.location().equals(unit.location());
    }

    private void replace(Writer writer, RawUnit unit) throws IOException {
        if (wanted.containsKey(unit.id())) {
            writePendingUpTo(writer, unit.id());
        } else if (review.isPresent() ? isGone(unit, review.get()) : AlignedUnit.isBare(unit)) {
            // A comment before the unit may be about anything, so it stays.
            writer.write(unit.gap().stripTrailing());
            removed++;
        } else {
            write(writer, unit);
        }
    }

    private static boolean isGone(RawUnit unit, ReviewedUnits review) {
        return AlignedUnit.isBareInReview(unit) && !review.others().contains(unit.id());
    }

    private String patched(RawUnit old, TranslationUnit unit) {
        if (review.isEmpty()) {
            return patch.apply(old, unit);
        }
        return review.get().others().contains(unit.id())
                ? patch.unite(old, unit, note(unit))
                : patch.applyReview(old, unit, note(unit));
    }

    private Optional<String> note(TranslationUnit unit) {
        return review.map(ReviewedUnits::notes).map(notes -> notes.get(unit.id()));
    }

    private static void write(Writer writer, RawUnit unit) throws IOException {
        writer.write(unit.gap());
        writer.write(unit.xml());
    }

    private void writePendingUpTo(Writer writer, String id) throws IOException {
        // Where the order has changed, the unit may have been written already, before one that now comes later.
        while (pending.hasNext() && !written.contains(id)) {
            writeNext(writer);
        }
    }

    private void writePending(Writer writer) throws IOException {
        while (pending.hasNext()) {
            writeNext(writer);
        }
    }

    private void writeNext(Writer writer) throws IOException {
        TranslationUnit unit = pending.next();
        written.add(unit.id());
        RawUnit old = survey.aligned().get(unit.id());
        if (old == null) {
            writer.write(survey.style().lineEnd() + UnitXml.UNIT_INDENT + unitXml.of(unit, note(unit)));
            added++;
        } else {
            writer.write(old.gap() + patched(old, unit));
            kept++;
        }
    }

    private void tail(Writer writer, String tail, boolean opensBody) throws IOException {
        String bodyEnd = survey.style().lineEnd() + "  ";
        if (opensBody) {
            writer.write(bodyEnd + "</body>");
        } else if (added > 0 && tail.startsWith("<")) {
            writer.write(bodyEnd);
        }
        writer.write(tail);
    }
}
