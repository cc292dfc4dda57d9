package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.XmlEscape;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies a TMX file and replaces the units of two documents in it. Units that stay keep their position. New units
 * precede the next unit that stays, or follow the last unit of the documents. Handles one copy.
 */
public final class TmxMerge {
    private final TmxSummary survey;
    private final Map<String, TranslationUnit> wanted;
    private final Iterator<TranslationUnit> pending;
    private final TmxXml xml;
    private final Optional<ReviewedUnits> review;
    private final Runnable onUnit;
    private final Set<String> written = new HashSet<>();
    private int added;
    private int kept;
    private int removed;

    /**
     * Creates a merge.
     *
     * @param survey summary of the file
     * @param wanted units to write, by id, in document order
     */
    public TmxMerge(TmxSummary survey, Map<String, TranslationUnit> wanted) {
        this(survey, wanted, Optional.empty(), () -> {});
    }

    /**
     * Creates a merge.
     *
     * @param survey summary of the file
     * @param wanted units to write, by id, in document order
     * @param review decisions of the reviewer; empty if the units come from an alignment only
     * @param onUnit runs for each unit that is written
     */
    public TmxMerge(
            TmxSummary survey, Map<String, TranslationUnit> wanted, Optional<ReviewedUnits> review, Runnable onUnit) {
        this.onUnit = onUnit;
        this.review = review;
        this.survey = survey;
        this.wanted = wanted;
        this.pending = wanted.values().iterator();
        this.xml = new TmxXml(
                new XmlEscape(survey.style().charset()), survey.style().lineEnd());
    }

    /** Returns the number of new units. */
    public int added() {
        return added;
    }

    /** Returns the number of units that were in the file and stay. */
    public int kept() {
        return kept;
    }

    /** Returns the number of units not copied. */
    public int removed() {
        return removed;
    }

    /**
     * Copies the file.
     *
     * @param tmx the file of the summary
     * @param out stream that receives the copy; flushed, not closed
     */
    public void copy(Path tmx, OutputStream out) throws IOException {
        try (TmxScanner scanner = TmxScanner.open(tmx, ReadProblem.Listener.STRICT)) {
            Writer writer = scanner.encoding().writer(out);
            TmxScanner.TmxHead head = scanner.readHead();
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

    /** Returns whether the summary contains the unit. If two units have the same id, it contains the first one. */
    private boolean isAligned(RawUnit unit) {
        RawUnit found = survey.aligned().get(unit.id());
        return found != null && found.location().equals(unit.location());
    }

    private void replace(Writer writer, RawUnit unit) throws IOException {
        if (wanted.containsKey(unit.id())) {
            writePendingUpTo(writer, unit.id());
        } else if (review.isPresent() ? isGone(unit, review.get()) : unit.isBare()) {
            // A comment before the unit may refer to something else, so it stays.
            writer.write(unit.gap().stripTrailing());
            removed++;
        } else {
            write(writer, unit);
        }
    }

    private static boolean isGone(RawUnit unit, ReviewedUnits review) {
        return unit.isBareInReview() && !review.others().contains(unit.id());
    }

    private Signature signature(TranslationUnit unit) {
        return review.map(ReviewedUnits::signatures)
                .map(signatures -> signatures.get(unit.id()))
                .orElse(Signature.UNKNOWN);
    }

    private Optional<String> note(TranslationUnit unit) {
        return review.map(ReviewedUnits::notes).map(notes -> notes.get(unit.id()));
    }

    private Tu added(TranslationUnit unit) {
        return signature(unit)
                .sign(Tu.of(unit, survey.style())
                        .with(note(unit).map(Annotation::note).stream().toList()));
    }

    private static void write(Writer writer, RawUnit unit) throws IOException {
        writer.write(unit.gap());
        writer.write(unit.original());
    }

    private void writePendingUpTo(Writer writer, String id) throws IOException {
        // If the order changed, an earlier call may have written the unit already.
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
        onUnit.run();
        written.add(unit.id());
        RawUnit old = survey.aligned().get(unit.id());
        if (old == null) {
            writer.write(survey.style().lineEnd() + TmxXml.UNIT_INDENT + xml.of(added(unit)));
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

    /** Returns the element of a unit with the properties of a new alignment, or of a review. */
    private String patched(RawUnit old, TranslationUnit unit) {
        if (review.isEmpty()) {
            return patched(old, unit, unit.properties(), UnitProperties.OF_UNIT, Optional.empty(), old.tu());
        }
        Set<String> types = new HashSet<>(UnitProperties.OF_UNIT);
        types.addAll(UnitProperties.OF_REVIEW);
        Optional<String> note = note(unit);
        if (review.get().others().contains(unit.id())) {
            return patchedByBoth(old, unit, types, note);
        }
        boolean isConfirmed = unit.properties().containsKey(UnitProperties.REVIEWED);
        Tu signed = signature(unit).sign(isConfirmed || !old.isReviewed() ? old.tu() : Signature.unsigned(old.tu()));
        String hash = note.map(ReviewedUnits.ReviewNote::hash).orElse("");
        boolean isSame = ReviewedUnits.ReviewNote.of(old.tu()).isPresent()
                && old.property(UnitProperties.NOTE_HASH).equals(Optional.of(hash));
        return isSame
                ? patched(old, unit, unit.properties(), types, Optional.empty(), signed)
                : patched(ReviewedUnits.ReviewNote.without(old), unit, unit.properties(), types, note, signed);
    }

    /** Returns the element of a unit that two people reviewed, with the properties and notes of both. */
    private String patchedByBoth(RawUnit old, TranslationUnit unit, Set<String> types, Optional<String> note) {
        SortedMap<String, String> united = new TreeMap<>(unit.properties());
        old.tu().annotations().stream()
                .filter(one -> one.isProperty() && UnitProperties.OF_REVIEW.contains(one.type()))
                .forEach(property -> united.putIfAbsent(property.type(), property.text()));
        if (united.containsKey(UnitProperties.REVIEWED)) {
            united.remove(UnitProperties.ALIGNED);
            united.remove(UnitProperties.PROBABILITY);
        }
        boolean isThere = note.isEmpty()
                || old.tu().annotations().stream()
                        .anyMatch(other -> other.isNote()
                                && ReviewedUnits.ReviewNote.hash(other.text())
                                        .equals(ReviewedUnits.ReviewNote.hash(note.get())));
        Tu signed = old.isReviewed() ? old.tu() : signature(unit).sign(old.tu());
        return patched(old, unit, united, types, isThere ? Optional.empty() : note, signed);
    }

    private String patched(
            RawUnit old,
            TranslationUnit unit,
            SortedMap<String, String> properties,
            Set<String> types,
            Optional<String> note,
            Tu signed) {
        List<Annotation> annotations = with(old.tu().annotations(), properties, types);
        note.map(Annotation::note).ifPresent(annotations::add);
        List<Tuv> sides = new ArrayList<>(old.tu().variants());
        Tuv source = sides.get(0);
        sides.set(
                0,
                new Tuv(
                        source.attributes(),
                        with(source.annotations(), unit.source().properties(), UnitProperties.OF_SOURCE),
                        source.content()));
        return old.with(new Tu(signed.attributes(), annotations, sides), xml);
    }

    /** Returns annotations in which the properties of some types have other values. */
    private static List<Annotation> with(
            List<Annotation> old, SortedMap<String, String> properties, Set<String> types) {
        SortedMap<String, String> missing = new TreeMap<>(properties);
        missing.keySet().retainAll(types);
        List<Annotation> changed = new ArrayList<>();
        for (Annotation annotation : old) {
            String value = properties.get(annotation.type());
            boolean isOther = !annotation.isProperty() || !types.contains(annotation.type());
            if (isOther || (value != null && annotation.text().equals(XmlCharacters.only(value)))) {
                changed.add(annotation);
            } else if (value != null) {
                changed.add(Annotation.property(annotation.type(), value));
            }
            missing.remove(annotation.isProperty() ? annotation.type() : "");
        }
        missing.forEach((type, value) -> changed.add(Annotation.property(type, value)));
        return changed;
    }
}
