package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.project.Ignores;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the conversion of memory units to checked units. */
class CheckedUnitsTest {
    private static final String WATER = side("zh-CN", "水是软的。");
    private static final String SOFT = side("en", "Water is soft.");

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
        try (UnitReader reader = UnitReader.tmx(file, damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                checked.addAll(taken.of(unit.get(), reader));
            }
        }
        return checked;
    }

    /** A unit has sides such as {@code zh-TW:水。}, separated by ~. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', textBlock = """
            zh-CN:水。~en-GB:Water.~en-US:The water.|a 水。 = Water. 4/a-2 水。 = The water. 5
            en:Water.~zh-CN:水。|a 水。 = Water. 3
            zh-CN:水。|a 水。 =  3
            en:Water.|a  = Water. 3
            zh-CN:水。~en: |a 水。 =   4
            zh: ~en: |
            de:Wasser.~zh:水。~en:Water.|a 水。 = Water. 5
            de:Feuer.~fr:feu.|
            zh-TW:體育。~en:Sport.|a 體育。 = Sport. 4
            """)
    void pairsSides(String sides, @Nullable String expected) throws IOException {
        String unit = Stream.of(sides.split("~"))
                .map(side -> side(side.replaceFirst(":.*", ""), side.replaceFirst("[^:]*:", "")))
                .collect(Collectors.joining());
        assertThat(read(unit(unit)).stream()
                        .map(each -> each.id() + " " + each.chinese() + " = " + each.english() + " "
                                + each.target().place().at(0).line()))
                .containsExactly(expected == null ? new String[0] : expected.split("/"));
    }

    @Test
    void skipsUnitsThatTheProgramNoLongerUses() throws IOException {
        assertThat(read(unit("<prop type=\"x-po-obsolete\">yes</prop>", WATER, SOFT)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"translator-credits, ''", "Your names, NAME OF TRANSLATORS"})
    void skipsNamesOfTranslators(String source, String context) throws IOException {
        String property = "<prop type=\"x-context\">" + context + "</prop>";
        assertThat(read(unit(property, side("zh", source), side("en", "Li Hua 2012"))))
                .isEmpty();
        assertThat(read(unit(side("zh", "Your names"), side("en", "Li Hua")))).hasSize(1);
    }

    @Test
    void derivesMissingIdsFromText() throws IOException {
        String bare = unit(WATER, SOFT).replace(" tuid=\"a\"", "");
        String other = bare.replace("soft", "wet");
        List<String> ids = read(bare, other, bare).stream().map(CheckedUnit::id).toList();
        assertThat(ids).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(read(other, bare)).extracting(CheckedUnit::id).containsExactly(ids.get(1), ids.get(0));
    }

    @Test
    void readsSeveralIgnoresOnAnySide() throws IOException {
        String inSide = WATER.replace(
                "<seg>",
                "<prop type=\"x-duiqi-ignore\">punctuation: a quotation</prop>"
                        + "<prop type=\"x-who\">side</prop><seg>");
        List<CheckedUnit> units = read(unit(
                "<note>duiqi-ignore: misaligned: an adage</note><prop type=\"x-who\">unit</prop>",
                "<prop type=\"x-duiqi-ignore\">term-missing: meant freely</prop>",
                "<prop type=\"x-duiqi-ignore\">doubled-word: a song</prop>",
                inSide,
                SOFT));
        assertThat(Ignores.Ignore.of(units.get(0)))
                .containsExactlyInAnyOrder(
                        new Ignores.Ignore(List.of("term-missing"), "meant freely"),
                        new Ignores.Ignore(List.of("doubled-word"), "a song"),
                        new Ignores.Ignore(List.of("punctuation"), "a quotation"),
                        new Ignores.Ignore(List.of("misaligned"), "an adage"));
        assertThat(units.get(0).properties()).containsEntry("x-who", "unit");
    }
}
