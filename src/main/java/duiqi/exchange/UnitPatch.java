package duiqi.exchange;

import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings what aligning says of a unit in a file up to date (position, probability, context) and leaves every other letter as
 * it is. Not thread-safe.
 */
final class UnitPatch {
    private final UnitXml xml;

    UnitPatch(UnitXml xml) {
        this.xml = xml;
    }

    /**
     * The element of a unit with the properties of the same unit aligned anew.
     *
     * @param old the unit in the file
     * @param unit the unit aligned anew
     */
    String apply(RawUnit old, TranslationUnit unit) {
        return apply(old, unit, UnitProperties.OF_UNIT, Optional.empty());
    }

    /**
     * The same for the unit as a review has it.
     *
     * @param note what the review says of it
     */
    String applyReview(RawUnit old, TranslationUnit unit, Optional<String> note) {
        Set<String> types = new HashSet<>(UnitProperties.OF_UNIT);
        types.addAll(UnitProperties.OF_REVIEW);
        String hash = note.map(ReviewNote::hash).orElse("");
        boolean isSame = ReviewNote.of(old.tu()).isPresent()
                && old.property(UnitProperties.NOTE_HASH).equals(Optional.of(hash));
        return isSame ? apply(old, unit, types, Optional.empty()) : apply(ReviewNote.without(old), unit, types, note);
    }

    /**
     * The same for a unit of which somebody else said something in another review: both hold, and a note of each stays.
     *
     * @param note what this review says of it
     */
    String unite(RawUnit old, TranslationUnit unit, Optional<String> note) {
        SortedMap<String, String> united = new TreeMap<>(unit.properties());
        old.properties().stream()
                .filter(property -> UnitProperties.OF_REVIEW.contains(property.type()))
                .forEach(property -> united.putIfAbsent(property.type(), property.value()));
        if (united.containsKey(UnitProperties.REVIEWED)) {
            united.remove(UnitProperties.ALIGNED);
            united.remove(UnitProperties.PROBABILITY);
        }
        boolean isThere = note.isEmpty()
                || old.tu().annotations().stream()
                        .anyMatch(other ->
                                other.isNote() && ReviewNote.hash(other.text()).equals(ReviewNote.hash(note.get())));
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
        new Site(old.xml(), old.properties(), old.contentStart(), UnitXml.IN_UNIT_INDENT)
                .change(types, unit.properties(), edits);
        if (note.isPresent()) {
            StringBuilder line = new StringBuilder();
            xml.line(line, UnitXml.IN_UNIT_INDENT, xml.note(note.get()));
            int place = old.properties().stream()
                    .mapToInt(RawUnit.Property::end)
                    .max()
                    .orElse(old.contentStart());
            // Before the properties that are put in at the same place, so as to come out behind them.
            edits.add(0, new Edit(place, place, line.toString()));
        }
        new Site(old.xml(), source.properties(), source.contentStart(), UnitXml.IN_VARIANT_INDENT)
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
                    edits.add(new Edit(property.start(), property.end(), xml.property(property.type(), value)));
                }
            }
            // What is inserted at one place comes out in reverse order.
            for (Map.Entry<String, String> entry : missing.descendingMap().entrySet()) {
                StringBuilder line = new StringBuilder();
                xml.line(line, indent, xml.property(entry.getKey(), entry.getValue()));
                int place = placeOf(entry.getKey());
                edits.add(new Edit(place, place, line.toString()));
            }
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
