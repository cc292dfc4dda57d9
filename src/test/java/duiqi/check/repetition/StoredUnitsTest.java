package duiqi.check.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
import duiqi.exchange.UnitReader;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoredUnitsTest {
    private static final Location START = new Location("a.tmx", 3, 7);

    private final StoredUnits units = new StoredUnits();

    private static CheckedUnit.Passage passage(String text, String xml) {
        return new CheckedUnit.Passage(text, Content.of(text), new UnitReader.XmlPlace(START, xml));
    }

    private static CheckedUnit unit(CheckedUnit.Passage source, CheckedUnit.Passage target) {
        return new CheckedUnit(
                "1", Direction.INTO_CHINESE, source, target, new TreeMap<>(Map.of("client", "A")), List.of("note"));
    }

    @Test
    void returnsEqualUnits() {
        CheckedUnit plain = unit(passage("a & b", "a &amp; b"), passage("甲和乙", "甲和乙"));
        CheckedUnit broken = unit(passage("\ud800", "\ud800"), passage("", ""));
        CheckedUnit elsewhere = unit(CheckedUnit.Passage.of("a", START), passage("甲", "甲"));
        CheckedUnit large = unit(passage("a".repeat(70_000), ""), passage("甲", "甲"));
        for (CheckedUnit unit : List.of(plain, broken, elsewhere, large)) {
            assertThat(units.get(units.add(unit))).isEqualTo(unit);
        }
        assertThat(units.get(0)).isEqualTo(plain);
    }

    @Test
    void storesAUnitOnceForSeveralChecks() {
        CheckedUnit unit = unit(passage("a", "a"), passage("甲", "甲"));
        assertThat(units.add(unit)).isEqualTo(units.add(unit));
        assertThat(units.size()).isEqualTo(1);
    }
}
