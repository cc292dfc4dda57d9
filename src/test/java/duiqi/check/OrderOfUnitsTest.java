package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Tests that findings do not depend on the order of files, since folders list them in any order. */
class OrderOfUnitsTest {
    private final Glossary termsOfGolden = Glossary.of(
            Specification.cases().stream().map(Specification.Case::glossary).toList());
    private final List<CheckedUnit> golden = golden();
    private final List<String> ofGolden = described(termsOfGolden, golden);

    OrderOfUnitsTest() throws IOException {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void findsSameInSpecificationInAnyOrder(@ForAll long seed) {
        assertThat(ofGolden).hasSizeGreaterThan(150);
        assertThat(described(termsOfGolden, shuffled(golden, seed))).isEqualTo(ofGolden);
    }

    /** Tests a translation that is preferred for one Chinese form of a concept and admitted for another. */
    @Test
    void ignoresOrderOfTranslationWithTwoStatuses() {
        Glossary glossary = new Glossary(List.of(
                term("高校", "university", TermStatus.PREFERRED),
                term("大学校", "university", TermStatus.ADMITTED),
                term("大学校", "higher school", TermStatus.ADMITTED)));
        List<CheckedUnit> units = List.of(
                Units.unit("a.tmx", 1, "这所高校很大。", "This university is large."),
                Units.unit("a.tmx", 3, "这所大学校很小。", "That university is small."),
                Units.unit("a.tmx", 5, "那所大学校很新。", "The higher school is new."));
        List<String> inOrder = described(glossary, units);
        assertThat(inOrder).hasSize(1);
        List<CheckedUnit> reversed = new ArrayList<>(units);
        Collections.reverse(reversed);
        assertThat(described(glossary, reversed)).isEqualTo(inOrder);
    }

    private static TermEntry term(String chinese, String english, TermStatus status) {
        return new TermEntry("school", chinese, english, status, new Location("g.csv", 1, 1));
    }

    private static List<String> described(Glossary glossary, List<CheckedUnit> units) {
        return EveryCheck.findings(glossary, units).stream()
                .map(OrderOfUnitsTest::described)
                .sorted()
                .toList();
    }

    private static String described(Finding finding) {
        return String.join(
                "|",
                finding.location().toString(),
                finding.unit().id(),
                finding.rule().id(),
                finding.severity().toString(),
                finding.message(),
                finding.spans().toString(),
                finding.term(),
                finding.suggestions().toString());
    }

    /** Returns the units by file in any order of files. The units of a file keep their order. */
    private static List<CheckedUnit> shuffled(List<CheckedUnit> units, long seed) {
        List<List<CheckedUnit>> files = new ArrayList<>(units.stream()
                .collect(Collectors.groupingBy(unit -> unit.location(0).file()))
                .values());
        Collections.shuffle(files, new Random(seed));
        return files.stream().flatMap(List::stream).toList();
    }

    /** Returns the units of all cases, each with its own line, as in a file. */
    private static List<CheckedUnit> golden() throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        for (Specification.Case each : Specification.cases()) {
            for (CheckedUnit unit : each.units()) {
                units.add(placed(unit, new Location(each.file(), units.size() + 1, 1)));
            }
        }
        return units;
    }

    private static CheckedUnit placed(CheckedUnit unit, Location place) {
        return CheckedUnit.of(
                "u" + place.line(),
                unit.direction(),
                new CheckedUnit.Passage(unit.source().text(), unit.source().content(), offset -> place),
                new CheckedUnit.Passage(unit.target().text(), unit.target().content(), offset -> place));
    }
}
