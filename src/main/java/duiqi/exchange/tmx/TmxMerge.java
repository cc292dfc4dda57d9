package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.OutputStream;
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
            TmxCopy copy = new TmxCopy(scanner.encoding(), scanner.readHead(), out);
            int ahead = survey.aligned().size();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                RawUnit unit = next.get();
                if (!isAligned(unit)) {
                    copy.write(copy.text(unit, Optional.of(unit.tu())));
                    continue;
                }
                replace(copy, unit);
                ahead--;
                if (ahead == 0) {
                    writePending(copy);
                }
            }
            writePending(copy);
            copy.end(scanner.readTail());
        }
    }

    /** Returns whether the summary contains the unit. If two units have the same id, it contains the first one. */
    private boolean isAligned(RawUnit unit) {
        RawUnit found = survey.aligned().get(unit.id());
        return found != null && found.location().equals(unit.location());
    }

    private void replace(TmxCopy copy, RawUnit unit) throws IOException {
        if (wanted.containsKey(unit.id())) {
            // If the order changed, an earlier call may have written the unit already.
            while (pending.hasNext() && !written.contains(unit.id())) {
                writeNext(copy);
            }
            return;
        }
        boolean isGone = review.isPresent() ? isGone(unit, review.get()) : unit.isBare();
        copy.write(copy.text(unit, isGone ? Optional.empty() : Optional.of(unit.tu())));
        removed += isGone ? 1 : 0;
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
                .sign(Tu.of(unit, survey.sourceCode(), survey.targetCode())
                        .with(note(unit).map(Annotation::note).stream().toList()));
    }

    private void writePending(TmxCopy copy) throws IOException {
        while (pending.hasNext()) {
            writeNext(copy);
        }
    }

    private void writeNext(TmxCopy copy) throws IOException {
        TranslationUnit unit = pending.next();
        onUnit.run();
        written.add(unit.id());
        RawUnit old = survey.aligned().get(unit.id());
        if (old == null) {
            copy.append(added(unit));
            added++;
        } else {
            copy.write(copy.text(old, Optional.of(changed(old.tu(), unit))));
            kept++;
        }
    }

    /** Returns a unit of the file with the properties of a new alignment, or of a review. */
    private Tu changed(Tu old, TranslationUnit unit) {
        if (review.isEmpty()) {
            return changed(old, unit, unit.properties(), UnitProperties.OF_UNIT);
        }
        Set<String> types = new HashSet<>(UnitProperties.OF_UNIT);
        types.addAll(UnitProperties.OF_REVIEW);
        if (review.get().others().contains(unit.id())) {
            return ofBoth(old, unit, types);
        }
        boolean isConfirmed = unit.properties().containsKey(UnitProperties.REVIEWED);
        Tu signed = signature(unit).sign(isConfirmed || !isReviewed(old) ? old : Signature.unsigned(old));
        Optional<String> hash = note(unit).map(ReviewedUnits.ReviewNote::hash);
        boolean isSame = ReviewedUnits.ReviewNote.of(old).isPresent()
                && old.property(UnitProperties.NOTE_HASH).equals(hash.or(() -> Optional.of("")));
        Tu noted = isSame ? signed : with(ReviewedUnits.ReviewNote.without(signed), note(unit));
        return changed(noted, unit, unit.properties(), types);
    }

    /** Returns a unit that two people reviewed, with the properties and notes of both. */
    private Tu ofBoth(Tu old, TranslationUnit unit, Set<String> types) {
        SortedMap<String, String> united = new TreeMap<>(unit.properties());
        old.annotations().stream()
                .filter(one -> one.isProperty() && UnitProperties.OF_REVIEW.contains(one.type()))
                .forEach(property -> united.putIfAbsent(property.type(), property.text()));
        if (united.containsKey(UnitProperties.REVIEWED)) {
            united.remove(UnitProperties.ALIGNED);
            united.remove(UnitProperties.PROBABILITY);
        }
        Optional<String> note = note(unit)
                .filter(text -> old.annotations().stream()
                        .filter(Annotation::isNote)
                        .map(other -> ReviewedUnits.ReviewNote.hash(other.text()))
                        .noneMatch(ReviewedUnits.ReviewNote.hash(text)::equals));
        Tu signed = isReviewed(old) ? old : signature(unit).sign(old);
        return changed(with(signed, note), unit, united, types);
    }

    private static boolean isReviewed(Tu unit) {
        return unit.property(UnitProperties.REVIEWED).equals(Optional.of(UnitProperties.YES));
    }

    private static Tu with(Tu unit, Optional<String> note) {
        return unit.with(note.map(Annotation::note).stream().toList());
    }

    private static Tu changed(Tu old, TranslationUnit unit, SortedMap<String, String> properties, Set<String> types) {
        List<Tuv> sides = new ArrayList<>(old.variants());
        Tuv source = sides.get(0);
        List<Annotation> ofSource = with(source.annotations(), unit.source().properties(), UnitProperties.OF_SOURCE);
        sides.set(0, new Tuv(source.attributes(), ofSource, source.content()));
        return new Tu(old.attributes(), with(old.annotations(), properties, types), sides);
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
