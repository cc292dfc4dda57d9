package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a second conversion into the same format, for the same tool, loses nothing. */
class SecondConversionTest {
    @TempDir
    Path folder;

    private record Converted(List<Tu> units, TmxHeader header, Omissions omissions, List<byte[]> bytes) {}

    private static Stream<Arguments> cases() {
        return Stream.of("basic-research", "rich")
                .flatMap(memory -> ExchangeFormat.all().stream()
                        .filter(ExchangeFormat::isWritten)
                        .flatMap(format -> Stream.of(TmxProfile.values())
                                .filter(profile -> profile == TmxProfile.PLAIN
                                        || format.name().equals("tmx"))
                                .map(profile -> Arguments.of(memory, format, profile))));
    }

    private List<Tu> memory(String name) throws IOException {
        if (name.equals("rich")) {
            return OmissionsTest.kinds().values().stream().flatMap(List::stream).toList();
        }
        return read(ExchangeFormat.named("tmx").orElseThrow(), Path.of("tm/" + name + ".tmx"))
                .units();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void losesNothingMore(String memory, ExchangeFormat format, TmxProfile profile) throws IOException {
        List<Tu> units = memory(memory);
        Converted first = convert(units, TmxHeader.NONE, format, profile);
        Converted second = convert(first.units(), first.header(), format, profile);
        assertThat(second.units()).isEqualTo(first.units());
        // A workbook stores its creation time. An empty translation is not written again.
        if (!format.name().equals("xlsx") && memory.equals("basic-research")) {
            for (int i = 0; i < first.bytes().size(); i++) {
                assertThat(second.bytes().get(i)).isEqualTo(first.bytes().get(i));
            }
        }
        assertThat(second.omissions().counts().keySet())
                .as("what is lost again")
                .isSubsetOf(first.omissions().counts().keySet());
        // memoQ stores contexts in another format with the same meaning.
        if (first.omissions().counts().isEmpty() && profile != TmxProfile.MEMOQ) {
            assertThat(OmissionsTest.facts(first.units(), true)).containsAll(OmissionsTest.facts(units, true));
        }
    }

    private Converted convert(List<Tu> units, TmxHeader header, ExchangeFormat format, TmxProfile profile)
            throws IOException {
        Omissions omissions = new Omissions();
        UnitWriter.WriterSettings settings = new UnitWriter.WriterSettings(
                Language.CHINESE, Language.ENGLISH, "memory", "1.0", Exchanged.NOW, profile, omissions);
        List<Path> files = format.files(folder.resolve("a" + format.extensions().get(0)), settings);
        List<ByteArrayOutputStream> outs = new ArrayList<>();
        files.forEach(file -> outs.add(new ByteArrayOutputStream()));
        UnitWriter writer = format.writer(List.<OutputStream>copyOf(outs), header, settings);
        for (Tu unit : units) {
            writer.write(unit);
        }
        writer.finish();
        for (int i = 0; i < files.size(); i++) {
            Files.write(files.get(i), outs.get(i).toByteArray());
        }
        Converted read = read(format, files.get(0));
        assertThat(read.units()).as("what the writer counts").hasSize(writer.count());
        return new Converted(
                read.units(),
                read.header(),
                omissions,
                outs.stream().map(ByteArrayOutputStream::toByteArray).toList());
    }

    private static Converted read(ExchangeFormat format, Path file) throws IOException {
        List<Tu> units = new ArrayList<>();
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT);
        try (UnitReader reader = format.open(file, settings)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get());
            }
            return new Converted(units, reader.header(), settings.omissions(), List.of());
        }
    }
}
