package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitReaderTest {
    private static final ReaderSettings INTO_ENGLISH =
            new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {});
    private static final Location START = new Location("a.txt", 1, 1);

    @Test
    void readsUnitsInTheDirectionOfTheirTexts() throws IOException {
        try (UnitReader reader = reader("The water is soft.", "水是软的。")) {
            assertThat(reader.header().sourceCode()).contains("en-US");
            assertThat(reader.location()).isEqualTo(START);
            Tu unit = reader.next().orElseThrow();
            assertThat(unit.variants()).extracting(Tuv::code).containsExactly("en-US", "zh-CN");
            assertThat(reader.targetLanguage(unit)).contains(Language.CHINESE);
        }
    }

    @Test
    void readsAllUnitsOfALongFileWithTheirLocations() throws IOException {
        String[] texts = new String[1000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "水" + i;
        }
        try (UnitReader reader = reader(texts)) {
            List<String> read = new ArrayList<>();
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                read.add(unit.get().variants().get(0).text() + " "
                        + reader.location().line() + " "
                        + reader.place(1).at(0).column() + " "
                        + reader.placeOfMissing().at(0).column());
            }
            assertThat(read).hasSize(500).first().isEqualTo("水0 1 2 3");
            assertThat(read).last().isEqualTo("水998 500 2 3");
            assertThat(reader.next()).isEmpty();
        }
    }

    private static UnitReader reader(String... texts) throws IOException {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < texts.length; i += 2) {
            int line = units.size() + 1;
            List<Tuv> sides =
                    List.of(Tuv.of(Unit.SOURCE, Content.of(texts[i])), Tuv.of(Unit.TARGET, Content.of(texts[i + 1])));
            units.add(new Unit(
                    new Tu(Map.of(), List.of(), sides),
                    new Location("a.txt", line, 1),
                    side -> offset -> new Location("a.txt", line, side + 1),
                    Optional.empty(),
                    Optional.empty()));
        }
        TmxHeader header = new TmxHeader("", Map.of(Tu.SOURCE, Unit.SOURCE), List.of(), List.of());
        return new UnitReader(Unit.Units.of(header, units), START, INTO_ENGLISH::direction);
    }
}
