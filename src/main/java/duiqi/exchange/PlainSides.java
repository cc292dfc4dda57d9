package duiqi.exchange;

import java.util.List;
import java.util.stream.Stream;

/** Counts what a format loses of a unit that holds nothing but texts. */
final class PlainSides {
    private PlainSides() {}

    static void count(Sides sides, Omissions omissions) {
        Stream.concat(
                        Stream.of(sides.unit().annotations()),
                        sides.both().stream().map(Tuv::annotations))
                .flatMap(List::stream)
                .forEach(annotation -> omissions.add(annotation.isNote() ? "notes" : "properties"));
        countFacts(sides, omissions);
        UnitFacts.count(sides.unit(), sides.both(), omissions);
    }

    /** Counts id, dates and authors. */
    static void countFacts(Sides sides, Omissions omissions) {
        omissions.add("ids", sides.unit().id().isEmpty() ? 0 : 1);
        omissions.add("dates", count(sides, Tu.CREATED) + count(sides, Tu.CHANGED));
        omissions.add("authors", count(sides, UnitFacts.CREATOR) + count(sides, UnitFacts.CHANGER));
    }

    private static long count(Sides sides, String attribute) {
        return Stream.concat(
                        Stream.of(sides.unit().attributes()),
                        sides.both().stream().map(Tuv::attributes))
                .filter(attributes -> attributes.containsKey(attribute))
                .count();
    }
}
