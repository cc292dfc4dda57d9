package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.Tu;
import duiqi.io.XmlEncoding;
import duiqi.io.XmlEscape;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
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
 * Copies a TMX file part by part and puts units of two documents in place of those that it has of them. Units that are to stay
 * keep their place, and the new ones stand before the next that stays, or behind the last of the documents. Good for one copy.
 */
public final class TmxMerge {
    private final TmxSummary survey;
    private final Map<String, TranslationUnit> wanted;
    private final Iterator<TranslationUnit> pending;
    private final TmxXml xml;
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
    public TmxMerge(TmxSummary survey, Map<String, TranslationUnit> wanted) {
        this(survey, wanted, Optional.empty());
    }

    /**
     * Prepares a copy.
     *
     * @param review what a person says of the units; empty when they were only aligned
     */
    public TmxMerge(TmxSummary survey, Map<String, TranslationUnit> wanted, Optional<ReviewedUnits> review) {
        this.review = review;
        this.survey = survey;
        this.wanted = wanted;
        this.pending = wanted.values().iterator();
        this.xml = new TmxXml(
                new XmlEscape(survey.style().charset()), survey.style().lineEnd());
        this.patch = new UnitPatch(xml);
    }

    /** Units that were not in the file. */
    public int added() {
        return added;
    }

    /** Units that were in the file and stay. */
    public int kept() {
        return kept;
    }

    /** Units that were left out of the copy. */
    public int removed() {
        return removed;
    }

    /**
     * Copies.
     *
     * @param tmx the file that was surveyed
     * @param out flushed, not closed
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

    /** Returns whether a unit is one that the survey found; of two with one id, it is the first. */
    private boolean isAligned(RawUnit unit) {
        RawUnit found = survey.aligned().get(unit.id());
        return found != null && found.location().equals(unit.location());
    }

    private void replace(Writer writer, RawUnit unit) throws IOException {
        if (wanted.containsKey(unit.id())) {
            writePendingUpTo(writer, unit.id());
        } else if (review.isPresent() ? isGone(unit, review.get()) : unit.isBare()) {
            // A comment before the unit may be about anything, so it stays.
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
                ? patch.unite(old, unit, note(unit))
                : patch.applyReview(old, unit, note(unit));
    }

    private Optional<String> note(TranslationUnit unit) {
        return review.map(ReviewedUnits::notes).map(notes -> notes.get(unit.id()));
    }

    private Tu added(TranslationUnit unit) {
        return Tu.of(unit, survey.style())
                .with(note(unit).map(Annotation::note).stream().toList());
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
     * Brings what aligning says of a unit in a file up to date (position, probability, context) and leaves every other letter as
     * it is. Not thread-safe.
     */
    private static final class UnitPatch {
        private final TmxXml xml;

        UnitPatch(TmxXml xml) {
            this.xml = xml;
        }

        /**
         * Returns the element of a unit with the properties of the same unit aligned anew.
         *
         * @param old the unit in the file
         * @param unit the unit aligned anew
         */
        String apply(RawUnit old, TranslationUnit unit) {
            return apply(old, unit, UnitProperties.OF_UNIT, Optional.empty());
        }

        /**
         * Returns the same for the unit as a review has it.
         *
         * @param note what the review says of it
         */
        String applyReview(RawUnit old, TranslationUnit unit, Optional<String> note) {
            Set<String> types = new HashSet<>(UnitProperties.OF_UNIT);
            types.addAll(UnitProperties.OF_REVIEW);
            String hash = note.map(ReviewedUnits.ReviewNote::hash).orElse("");
            boolean isSame = ReviewedUnits.ReviewNote.of(old.tu()).isPresent()
                    && old.property(UnitProperties.NOTE_HASH).equals(Optional.of(hash));
            return isSame
                    ? apply(old, unit, types, Optional.empty())
                    : apply(ReviewedUnits.ReviewNote.without(old), unit, types, note);
        }

        /**
         * Returns the same for a unit of which somebody else said something in another review: both hold, and a note of
         * each stays.
         *
         * @param note what this review says of it
         */
        String unite(RawUnit old, TranslationUnit unit, Optional<String> note) {
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
                    isThere ? Optional.empty() : note);
        }

        private String apply(RawUnit old, TranslationUnit unit, Set<String> types, Optional<String> note) {
            RawUnit.Variant source = old.variants().get(0);
            List<Edit> edits = new ArrayList<>();
            new Site(old.xml(), old.body().properties(), old.body().contentStart(), TmxXml.IN_UNIT_INDENT)
                    .change(types, unit.properties(), edits);
            if (note.isPresent()) {
                StringBuilder line = new StringBuilder();
                xml.line(line, TmxXml.IN_UNIT_INDENT, Annotation.note(note.get()));
                int place = old.body().properties().stream()
                        .mapToInt(RawUnit.Property::end)
                        .max()
                        .orElse(old.body().contentStart());
                // Before the properties that are put in at the same place, so as to come out behind them.
                edits.add(0, new Edit(place, place, line.toString()));
            }
            new Site(old.xml(), source.body().properties(), source.body().contentStart(), TmxXml.IN_VARIANT_INDENT)
                    .change(UnitProperties.OF_SOURCE, unit.source().properties(), edits);
            // From the back to the front, so that the offsets before stay true.
            StringBuilder patched = new StringBuilder(old.xml());
            edits.sort(Comparator.comparingInt(Edit::start).reversed());
            edits.forEach(edit -> patched.replace(edit.start, edit.end, edit.replacement));
            return patched.toString();
        }

        private record Edit(int start, int end, String replacement) {}

        /** One place of a unit where properties stand. */
        private final class Site {
            private final String text;
            private final List<RawUnit.Property> properties;
            private final int contentStart;
            private final String indent;

            Site(String text, List<RawUnit.Property> properties, int contentStart, String indent) {
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
                // What is inserted at one place comes out in reverse order.
                for (Map.Entry<String, String> entry : missing.descendingMap().entrySet()) {
                    StringBuilder line = new StringBuilder();
                    xml.line(line, indent, Annotation.property(entry.getKey(), entry.getValue()));
                    int place = placeOf(entry.getKey());
                    edits.add(new Edit(place, place, line.toString()));
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

            /** Behind the last property that sorts before the type. */
            private int placeOf(String type) {
                return properties.stream()
                        .filter(property -> property.type().compareTo(type) < 0)
                        .mapToInt(RawUnit.Property::end)
                        .max()
                        .orElse(contentStart);
            }
        }
    }
}
