package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.project.Ignores;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the conversion of memory units to checked units. */
class CheckedUnitsTest {
    private static final String WATER = side("zh-CN", "水是软的。");

    @TempDir
    private Path folder;

    private static String side(String language, String text) {
        return "<tuv xml:lang=\"" + language + "\"><seg>" + text + "</seg></tuv>\n";
    }

    private static String unit(String... inside) {
        return "<tu tuid=\"a\">\n" + String.join("", inside) + "</tu>\n";
    }

    private List<CheckedUnit> read(String... units) throws IOException {
        Path file = Files.writeString(
                folder.resolve("m.tmx"),
                "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body>\n" + String.join("", units)
                        + "</body></tmx>\n");
        List<CheckedUnit> checked = new ArrayList<>();
        CheckedUnits taken = new CheckedUnits("m.tmx", Optional.empty());
        try (UnitReader reader = ExchangeFormat.of(file)
                .orElseThrow()
                .open(file, new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {}, new Omissions()))) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                checked.addAll(taken.of(unit.get(), reader));
            }
        }
        return checked;
    }

    private static List<String> said(List<CheckedUnit> units) {
        return units.stream()
                .map(unit -> unit.id() + " " + unit.chinese() + " = " + unit.english())
                .toList();
    }

    @Test
    void checksEachEnglishSideWithTheChinese() throws IOException {
        List<CheckedUnit> units =
                read(unit(WATER, side("en-GB", "Water is soft."), side("en-US", "The water is soft.")));
        assertThat(said(units)).containsExactly("a 水是软的。 = Water is soft.", "a-2 水是软的。 = The water is soft.");
        assertThat(units)
                .extracting(unit -> unit.target().place().at(0).line())
                .as("each has its own line")
                .containsExactly(4, 5);
    }

    @Test
    @Timeout(60)
    void limitsCombinationsOfThousandsOfSides() throws IOException {
        String chinese = WATER.repeat(8000);
        assertThat(read(unit(chinese, side("en-US", "Water is soft.")))).hasSize(8000);
        assertThat(read(unit(chinese, side("en-US", "Water is soft.").repeat(8000))))
                .hasSize(8000);
    }

    @Test
    void ignoresOrderOfSides() throws IOException {
        assertThat(said(read(unit(side("en", "Water is soft."), WATER)))).containsExactly("a 水是软的。 = Water is soft.");
    }

    @Test
    void placesMissingSideAtOtherSide() throws IOException {
        List<CheckedUnit> units = read(unit(WATER), unit(side("en", "Water is soft.")));
        assertThat(said(units)).containsExactly("a 水是软的。 = ", "a  = Water is soft.");
        assertThat(units.get(0).target().place().at(0))
                .isEqualTo(units.get(0).source().place().at(0));
        assertThat(units.get(0).target().place().at(0).line()).isEqualTo(3);
    }

    @Test
    void skipsUnitsWithTwoBlankSides() throws IOException {
        assertThat(said(read(unit(WATER, side("en", " ")), unit(side("zh", ""), side("en", " ")))))
                .containsExactly("a 水是软的。 =  ");
    }

    @Test
    void skipsOtherLanguages() throws IOException {
        assertThat(said(read(
                        unit(side("de", "Wasser ist weich."), WATER, side("en", "Water is soft.")),
                        unit(side("de", "Feuer"), side("fr", "feu")))))
                .containsExactly("a 水是软的。 = Water is soft.");
    }

    @Test
    void skipsUnitsThatTheProgramNoLongerUses() throws IOException {
        assertThat(read(unit("<prop type=\"x-po-obsolete\">yes</prop>", WATER, side("en", "Water is soft."))))
                .isEmpty();
    }

    @Test
    void checksTraditionalChinese() throws IOException {
        assertThat(said(read(unit(side("zh-TW", "體育是好的。"), side("en", "Sport is good.")))))
                .containsExactly("a 體育是好的。 = Sport is good.");
    }

    @Test
    void derivesMissingIdsFromText() throws IOException {
        String bare = unit(WATER, side("en", "Water is soft.")).replace(" tuid=\"a\"", "");
        String other = bare.replace("soft", "wet");
        List<String> ids = read(bare, other, bare).stream().map(CheckedUnit::id).toList();
        assertThat(ids).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(read(other, bare)).extracting(CheckedUnit::id).containsExactly(ids.get(1), ids.get(0));
    }

    @Test
    void readsSeveralIgnoresOnAnySide() throws IOException {
        String inSide = WATER.replace("<seg>", "<prop type=\"x-duiqi-ignore\">punctuation: a quotation</prop><seg>");
        List<CheckedUnit> units = read(unit(
                "<note>duiqi-ignore: misaligned: an adage</note>",
                "<prop type=\"x-duiqi-ignore\">term-missing: meant freely</prop>",
                "<prop type=\"x-duiqi-ignore\">doubled-word: a song</prop>",
                inSide,
                side("en", "Water is soft.")));
        assertThat(Ignores.Ignore.of(units.get(0)))
                .containsExactlyInAnyOrder(
                        new Ignores.Ignore(List.of("term-missing"), "meant freely"),
                        new Ignores.Ignore(List.of("doubled-word"), "a song"),
                        new Ignores.Ignore(List.of("punctuation"), "a quotation"),
                        new Ignores.Ignore(List.of("misaligned"), "an adage"));
    }

    @Test
    void keepsFirstValueOfOtherProperties() throws IOException {
        List<CheckedUnit> units = read(unit(
                "<prop type=\"x-who\">unit</prop>",
                WATER.replace("<seg>", "<prop type=\"x-who\">side</prop><seg>"),
                side("en", "Water is soft.")));
        assertThat(units.get(0).properties()).containsEntry("x-who", "unit");
    }
}
