package duiqi.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a table says of a unit besides its texts and properties. Immutable.
 *
 * @param id its id; empty when it has none, as for all of these
 * @param created when it was made, in the form of {@link UnitDates}
 * @param changed when it was changed
 * @param author who changed it, or else made it
 * @param note its notes, a line each
 */
record UnitFacts(String id, String created, String changed, String author, String note) {
    static final String CREATOR = "creationid";
    static final String CHANGER = "changeid";
    private static final Set<String> OF_BOTH = Set.of(Tu.CREATED, Tu.CHANGED, CREATOR, CHANGER);
    private static final Set<String> OF_UNIT = Set.of(Tu.ID, Tu.CREATED, Tu.CHANGED, CREATOR, CHANGER);
    private static final Set<String> OF_SIDE = Set.of("xml:lang", "lang", Tu.CREATED, Tu.CHANGED, CREATOR, CHANGER);

    /** Of a unit; what does not find its way in is told. */
    static UnitFacts of(Sides sides, Omissions omissions) {
        Tu unit = sides.unit();
        List<Tuv> both = sides.both();
        count(unit, both, omissions);
        List<String> notes = new ArrayList<>();
        unit.annotations().stream()
                .filter(Annotation::isNote)
                .map(Annotation::text)
                .forEach(notes::add);
        for (Tuv side : both) {
            for (Annotation note : side.annotations()) {
                if (note.isNote()) {
                    notes.add(note.text());
                    omissions.add("sides that notes are about, which became notes of units");
                }
            }
        }
        countNotes(notes, omissions);
        for (Tuv side : both) {
            omissions.add(
                    "dates and authors of sides, which became those of units",
                    side.attributes().keySet().stream()
                            .filter(OF_BOTH::contains)
                            .count());
        }
        String changer = value(unit, both, CHANGER);
        String creator = value(unit, both, CREATOR);
        String changed = date(unit, both, Tu.CHANGED, omissions);
        if (!changer.isEmpty() && !creator.isEmpty()) {
            omissions.add("names of who made a unit that another changed", changer.equals(creator) ? 0 : 1);
        } else if (changed.isEmpty() ? creator.isEmpty() && !changer.isEmpty() : !creator.isEmpty()) {
            omissions.add("whether an author made or changed a unit");
        }
        return new UnitFacts(
                unit.id(),
                date(unit, both, Tu.CREATED, omissions),
                changed,
                changer.isEmpty() ? creator : changer,
                String.join("\n", notes));
    }

    /** Counts what is lost of notes that become lines of one. */
    static void countNotes(List<String> notes, Omissions omissions) {
        omissions.add("limits between notes, which became lines of one", Math.max(0, notes.size() - 1));
        omissions.add("notes without text", notes.equals(List.of("")) ? 1 : 0);
    }

    /** Counts what is neither written here nor a property. */
    static void count(Tu unit, List<Tuv> sides, Omissions omissions) {
        unit.attributes().keySet().stream()
                .filter(name -> !OF_UNIT.contains(name))
                .forEach(name -> omissions.add("attributes"));
        countAttributes(unit.annotations(), omissions);
        for (Tuv side : sides) {
            side.attributes().keySet().stream()
                    .filter(name -> !OF_SIDE.contains(name))
                    .forEach(name -> omissions.add("attributes"));
            countAttributes(side.annotations(), omissions);
            omissions.add("inline codes", side.content().codes());
        }
    }

    /** Counts what notes and properties say besides their type and text. */
    static void countAttributes(List<Annotation> annotations, Omissions omissions) {
        for (Annotation annotation : annotations) {
            if (annotation.attributes().keySet().stream().anyMatch(name -> !name.equals("type"))) {
                omissions.add("attributes of notes and properties");
            }
        }
    }

    private static String value(Tu unit, List<Tuv> sides, String name) {
        Optional<String> own = unit.attribute(name);
        return own.or(() -> sides.stream()
                        .flatMap(side -> side.attribute(name).stream())
                        .findFirst())
                .orElse("");
    }

    private static String date(Tu unit, List<Tuv> sides, String name, Omissions omissions) {
        String date = value(unit, sides, name);
        Optional<String> iso = UnitDates.iso(date);
        if (!date.isEmpty() && iso.isEmpty()) {
            omissions.add("dates that are none");
        }
        return iso.orElse("");
    }
}
