package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a second conversion into the same format, for the same tool, loses nothing. */
class SecondConversionTest {
    private record Converted(List<Tu> units, TmxHeader header, Omissions omissions, List<byte[]> bytes) {}

    private static Stream<Arguments> cases() {
        return Stream.of("garden", "rich")
                .flatMap(memory -> ExchangeFormat.all().stream()
                        .filter(ExchangeFormat::isWritten)
                        .flatMap(format -> Stream.of(TmxProfile.values())
                                .filter(profile -> profile == TmxProfile.PLAIN
                                        || format.name().equals("tmx"))
                                .map(profile -> Arguments.of(memory, format.name(), profile))));
    }

    private static List<Tu> memory(String name) throws IOException {
        return name.equals("rich")
                ? OmissionsTest.kinds().values().stream().flatMap(List::stream).toList()
                : new Exchanged("tmx").read(Golden.file("tmx/garden.tmx"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void losesNothingMore(String memory, String format, TmxProfile profile) throws IOException {
        List<Tu> units = memory(memory);
        Converted first = convert(units, TmxHeader.NONE, format, profile);
        Converted second = convert(first.units(), first.header(), format, profile);
        assertThat(second.units()).isEqualTo(first.units());
        // A workbook stores its creation time. An empty translation is not written again.
        if (!format.equals("xlsx") && memory.equals("garden")) {
            assertThat(second.bytes()).usingRecursiveComparison().isEqualTo(first.bytes());
        }
        assertThat(second.omissions().counts().keySet())
                .as("what is lost again")
                .isSubsetOf(first.omissions().counts().keySet());
        // memoQ stores contexts in another format with the same meaning.
        if (first.omissions().counts().isEmpty() && profile != TmxProfile.MEMOQ) {
            assertThat(OmissionsTest.facts(first.units(), true)).containsAll(OmissionsTest.facts(units, true));
        }
    }

    private static Converted convert(List<Tu> units, TmxHeader header, String format, TmxProfile profile)
            throws IOException {
        Exchanged exchanged = new Exchanged(format);
        List<byte[]> written = exchanged.write(
                units,
                header,
                new UnitWriter.WriterSettings(
                        Language.CHINESE,
                        Language.ENGLISH,
                        "memory",
                        "1.0",
                        Exchanged.NOW,
                        profile,
                        exchanged.omissions));
        List<Tu> read = exchanged.readBytes(written);
        assertThat(exchanged.damage).isEmpty();
        return new Converted(read, exchanged.header, exchanged.omissions, written);
    }
}
