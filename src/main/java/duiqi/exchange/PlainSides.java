package duiqi.exchange;

import java.util.ArrayList;
import java.util.List;

/** Counts what a format loses of a unit that holds nothing but texts. */
final class PlainSides {
    private PlainSides() {}

    static void count(Sides sides, Omissions omissions) {
        List<Annotation> annotations = new ArrayList<>(sides.unit().annotations());
        annotations.addAll(sides.source().annotations());
        sides.target().ifPresent(target -> annotations.addAll(target.annotations()));
        for (Annotation annotation : annotations) {
            omissions.add(annotation.isNote() ? "notes" : "properties");
        }
        countFacts(sides.unit(), omissions);
        UnitFacts.count(
                sides.unit(),
                sides.target().map(target -> List.of(sides.source(), target)).orElse(List.of(sides.source())),
                omissions);
    }

    /** Counts id, dates and author. */
    static void countFacts(Tu unit, Omissions omissions) {
        if (!unit.id().isEmpty()) {
            omissions.add("ids");
        }
        if (unit.created().isPresent() || unit.changed().isPresent()) {
            omissions.add("dates");
        }
        if (unit.author().isPresent()) {
            omissions.add("authors");
        }
    }
}
