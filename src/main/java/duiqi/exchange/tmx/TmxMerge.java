package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.exchange.Tu;
import duiqi.io.XmlEncoding;
import duiqi.io.XmlEscape;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.XmlCharacters;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final UnitPatch patch;
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
        this.patch = new UnitPatch(xml);
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
            XmlEncoding encoding = scanner.encoding();
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, encoding.written()));
            if (encoding.hasMark()) {
                writer.write(XmlEncoding.MARK);
            }
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

    private String patched(RawUnit old, TranslationUnit unit) {
        if (review.isEmpty()) {
            return patch.apply(old, unit);
        }
        return review.get().others().contains(unit.id())
                ? patch.applyBothReviews(old, unit, note(unit), signature(unit))
                : patch.applyReview(old, unit, note(unit), signature(unit));
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
        writer.write(unit.xml());
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

    /**
     * Updates the alignment data of a unit in a file (position, probability, context) and keeps every other character.
     * Not thread-safe.
     */
    private static final class UnitPatch {
        private final TmxXml xml;

        UnitPatch(TmxXml xml) {
            this.xml = xml;
        }

        /**
         * Returns the element of a unit with the properties of a new alignment.
         *
         * @param old unit in the file
         * @param unit the same unit, aligned again
         */
        String apply(RawUnit old, TranslationUnit unit) {
            return apply(old, unit, UnitProperties.OF_UNIT, Optional.empty(), old.tu());
        }

        /**
         * Returns the element of a unit with the properties of a review.
         *
         * @param old unit in the file
         * @param unit the same unit after the review
         * @param note note of the reviewer
         * @param by who confirmed the unit in this review
         */
        String applyReview(RawUnit old, TranslationUnit unit, Optional<String> note, Signature by) {
            boolean isConfirmed = unit.properties().containsKey(UnitProperties.REVIEWED);
            Tu signed = by.sign(isConfirmed || !old.isReviewed() ? old.tu() : Signature.unsigned(old.tu()));
            Set<String> types = new HashSet<>(UnitProperties.OF_UNIT);
            types.addAll(UnitProperties.OF_REVIEW);
            String hash = note.map(ReviewedUnits.ReviewNote::hash).orElse("");
            boolean isSame = ReviewedUnits.ReviewNote.of(old.tu()).isPresent()
                    && old.property(UnitProperties.NOTE_HASH).equals(Optional.of(hash));
            return isSame
                    ? apply(old, unit, types, Optional.empty(), signed)
                    : apply(ReviewedUnits.ReviewNote.without(old), unit, types, note, signed);
        }

        /**
         * Returns the element of a unit that two people reviewed. It keeps the properties and notes of both.
         *
         * @param old unit in the file, with the other review
         * @param unit the same unit after this review
         * @param note note of this reviewer
         * @param by who confirmed the unit in this review; the other reviewer takes precedence
         */
        String applyBothReviews(RawUnit old, TranslationUnit unit, Optional<String> note, Signature by) {
            SortedMap<String, String> united = new TreeMap<>(unit.properties());
            old.body().properties().stream()
                    .filter(property -> UnitProperties.OF_REVIEW.contains(property.type()))
                    .forEach(property -> united.putIfAbsent(property.type(), property.value()));
            if (united.containsKey(UnitProperties.REVIEWED)) {
                united.remove(UnitProperties.ALIGNED);
                united.remove(UnitProperties.PROBABILITY);
            }
            boolean isThere = note.isEmpty()
                    || old.tu().annotations().stream()
                            .anyMatch(other -> other.isNote()
                                    && ReviewedUnits.ReviewNote.hash(other.text())
                                            .equals(ReviewedUnits.ReviewNote.hash(note.get())));
            Set<String> types = new HashSet<>(UnitProperties.OF_UNIT);
            types.addAll(UnitProperties.OF_REVIEW);
            return apply(
                    old,
                    new TranslationUnit(unit.id(), unit.source(), unit.target(), united, unit.created()),
                    types,
                    isThere ? Optional.empty() : note,
                    old.isReviewed() ? old.tu() : by.sign(old.tu()));
        }

        /** Returns the element with the properties of a unit, another note, and the attributes of a signed unit. */
        private String apply(RawUnit old, TranslationUnit unit, Set<String> types, Optional<String> note, Tu signed) {
            RawUnit.Variant source = old.variants().get(0);
            List<Edit> edits = new ArrayList<>();
            if (!signed.attributes().equals(old.tu().attributes())) {
                StringBuilder tag = new StringBuilder("<tu");
                xml.attributes(tag, signed.attributes());
                edits.add(new Edit(0, old.body().contentStart(), tag.append('>').toString()));
            }
            new PropertyList(old.xml(), old.body().properties(), old.body().contentStart(), TmxXml.IN_UNIT_INDENT)
                    .change(types, unit.properties(), edits);
            if (note.isPresent()) {
                StringBuilder line = new StringBuilder();
                xml.line(line, TmxXml.IN_UNIT_INDENT, Annotation.note(note.get()));
                int offset = old.body().properties().stream()
                        .mapToInt(RawUnit.Property::end)
                        .max()
                        .orElse(old.body().contentStart());
                // This edit comes first, so that the note follows properties inserted at the same offset.
                edits.add(0, new Edit(offset, offset, line.toString()));
            }
            new PropertyList(
                            old.xml(),
                            source.body().properties(),
                            source.body().contentStart(),
                            TmxXml.IN_VARIANT_INDENT)
                    .change(UnitProperties.OF_SOURCE, unit.source().properties(), edits);
            // Applies edits from the end to the start, so that the remaining offsets stay valid.
            StringBuilder patched = new StringBuilder(old.xml());
            edits.sort(Comparator.comparingInt(Edit::start).reversed());
            edits.forEach(edit -> patched.replace(edit.start, edit.end, edit.replacement));
            return patched.toString();
        }

        private record Edit(int start, int end, String replacement) {}

        /** Represents a location in a unit that contains properties. */
        private final class PropertyList {
            private final String text;
            private final List<RawUnit.Property> properties;
            private final int contentStart;
            private final String indent;

            PropertyList(String text, List<RawUnit.Property> properties, int contentStart, String indent) {
                this.text = text;
                this.properties = properties;
                this.contentStart = contentStart;
                this.indent = indent;
            }

            void change(Set<String> types, SortedMap<String, String> wanted, List<Edit> edits) {
                TreeMap<String, String> missing = new TreeMap<>(wanted);
                missing.keySet().retainAll(types);
                for (RawUnit.Property property : properties) {
                    missing.remove(property.type());
                    String value = wanted.get(property.type());
                    if (!types.contains(property.type())) {
                        continue;
                    }
                    if (value == null) {
                        edits.add(new Edit(startOfGap(property.start()), property.end(), ""));
                    } else if (!property.value().equals(XmlCharacters.only(value))) {
                        edits.add(new Edit(property.start(), property.end(), element(property.type(), value)));
                    }
                }
                // Texts inserted at the same offset appear in reverse order.
                for (Map.Entry<String, String> entry : missing.descendingMap().entrySet()) {
                    StringBuilder line = new StringBuilder();
                    xml.line(line, indent, Annotation.property(entry.getKey(), entry.getValue()));
                    int offset = offsetFor(entry.getKey());
                    edits.add(new Edit(offset, offset, line.toString()));
                }
            }

            private String element(String type, String value) {
                StringBuilder element = new StringBuilder();
                xml.element(element, Annotation.property(type, value));
                return element.toString();
            }

            private int startOfGap(int end) {
                int start = end;
                while (start > contentStart && Character.isWhitespace(text.charAt(start - 1))) {
                    start--;
                }
                return start;
            }

            /** Returns the offset after the last property that sorts before the type. */
            private int offsetFor(String type) {
                return properties.stream()
                        .filter(property -> property.type().compareTo(type) < 0)
                        .mapToInt(RawUnit.Property::end)
                        .max()
                        .orElse(contentStart);
            }
        }
    }
}
