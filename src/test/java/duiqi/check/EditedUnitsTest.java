package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditedUnitsTest {
    private static final CheckSettings SETTINGS = CheckSettings.defaults(Path.of(""));
    private static final Baseline BASELINE = Baseline.none(Path.of(""));

    private final Glossary glossary;
    private final EditedUnits edited;

    EditedUnitsTest() throws Exception {
        glossary = Glossary.read(Path.of("glossary"));
        edited = new EditedUnits(glossary, Lexicon.standard(), SETTINGS, BASELINE);
    }

    private static List<CheckedUnit> units(int count) throws Exception {
        Path file = Path.of("tm/basic-research.tmx");
        CheckedUnits reader = new CheckedUnits(file.toString(), Optional.empty());
        List<CheckedUnit> units = new ArrayList<>();
        UnitReader.ReaderSettings settings =
                new UnitReader.ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {});
        try (var in = ExchangeFormat.of(file).orElseThrow().open(file, settings)) {
            for (var unit = in.next(); unit.isPresent() && units.size() < count; unit = in.next()) {
                units.addAll(reader.of(unit.get(), in));
            }
        }
        return units;
    }

    /** Returns a unit with other texts, on another line. */
    private static CheckedUnit of(CheckedUnit unit, String source, String target, int line) {
        Location place = new Location("a.tmx", line, 1);
        return CheckedUnit.of(
                unit.id(),
                unit.direction(),
                CheckedUnit.Passage.of(source, place),
                CheckedUnit.Passage.of(target, place));
    }

    private List<String> checked(List<CheckedUnit> units) {
        return texts(EveryCheck.run(glossary, SETTINGS, units).findings());
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.location() + " " + finding.rule().id() + " " + finding.message()
                        + finding.spans() + finding.suggestions())
                .toList();
    }

    @Test
    void findsTheSameAsACheckOfAllUnitsAfterEachEdit() throws Exception {
        Random random = new Random(7);
        List<CheckedUnit> all = units(200);
        List<CheckedUnit> units = new ArrayList<>(all);
        for (int round = 0; round < 12; round++) {
            int at = random.nextInt(units.size());
            CheckedUnit unit = units.get(at);
            CheckedUnit other = all.get(random.nextInt(all.size()));
            switch (round % 4) {
                case 0 ->
                    units.set(at, of(unit, unit.source().text(), other.target().text(), 1));
                case 1 -> units.add(at, of(other, unit.source().text(), "The the year 2035.", 1));
                case 2 -> units.remove(at);
                default ->
                    units.set(at, of(unit, unit.source().text(), unit.target().text() + " 自强 ", 1));
            }
            List<CheckedUnit> moved = new ArrayList<>();
            for (CheckedUnit each : units) {
                moved.add(of(each, each.source().text(), each.target().text(), moved.size() + 1));
            }
            if (round % 3 != 0) {
                edited.findings(moved);
            }
            assertThat(texts(edited.compared(moved))).isEqualTo(checked(moved));
            units = moved;
        }
    }

    @Test
    void findsAnErrorOfAnEditedUnitBeforeTheComparison() {
        CheckedUnit good = Units.of(Direction.INTO_ENGLISH, "a.tmx", "共有25个国家。", "There are 25 countries.");
        edited.compared(List.of(good));
        CheckedUnit bad = of(good, good.source().text(), "There are 26 countries.", 7);
        assertThat(texts(edited.findings(List.of(good, bad))))
                .singleElement()
                .asString()
                .startsWith("a.tmx:7:1 number-mismatch");
        assertThat(edited.findings(List.of(good))).isEmpty();
    }
}
