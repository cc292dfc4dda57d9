package duiqi.align.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.Bead;
import duiqi.align.Beads;
import duiqi.align.SampleText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentReaderTest {
    private static final String FORM = "; write a bead as [0,1]:[2], numbers from 0, source first";

    @TempDir
    Path folder;

    @Test
    void readsGoldStandards() throws IOException {
        assertThat(AlignmentReader.read(file(""))).isEmpty();
        Path file = file("\uFEFF[0,1]:[0]\r\n\r\n [7] : [ 3 , 4 ] \r\n[5]:[]\n\n[]:[12]\n[2]:[1]:0.231\n[]:[]\n");
        assertThat(AlignmentReader.read(file))
                .containsExactly(
                        new Bead(List.of(0, 1), List.of(0), 1),
                        new Bead(List.of(7), List.of(3, 4), 1),
                        new Bead(List.of(5), List.of(), 1),
                        new Bead(List.of(), List.of(12), 1),
                        new Bead(List.of(2), List.of(1), 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0]:[0]\\n[1]:1        | 2:1 | \"[1]:1\" is not a bead",
                "\\n  0 1               | 2:3 | \"0 1\" is not a bead",
                "[0:[1]                 | 1:1 | \"[0:[1]\" is not a bead",
                "[0]:[1] x              | 1:1 | \"[0]:[1] x\" is not a bead",
                "[0,a]:[1]              | 1:4 | \"a\" is not a segment number",
                "[0]:[1, 2 3]           | 1:9 | \"2 3\" is not a segment number",
                "[0]:[1,]               | 1:8 | \"\" is not a segment number",
                "[0]:[99999999999]      | 1:6 | \"99999999999\" is not a segment number",
                "[0,-1]:[1]             | 1:4 | segment -1 is negative",
                "[0]:[3,4,3]            | 1:10 | segment 3 is repeated",
                "[0]:[4,3]              | 1:8 | segment 3 follows segment 4",
            })
    void reportsProblemAndLocation(String content, String place, String problem) throws IOException {
        Path file = file(content.replace("\\n", "\n"));
        assertThatThrownBy(() -> AlignmentReader.read(file)).hasMessage(file + ":" + place + ": " + problem + FORM);
    }

    @Test
    void rejectsFilesThatAreNotText() throws IOException {
        Path file = Files.write(folder.resolve("a.align"), new byte[] {(byte) 0xD6, 0});
        assertThatThrownBy(() -> AlignmentReader.read(file))
                .hasMessage(file + ":1:1: is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252; save it as UTF-8");
    }

    @Property
    void readsTheOutputOfTheIdsWriter(@ForAll("beads") List<Bead> beads) throws IOException {
        Path file = Files.createTempFile("beads", ".align");
        try (OutputStream out = Files.newOutputStream(file)) {
            new AlignmentWriters.Ids().write(SampleText.PAIR, beads, List.of(out));
            assertThat(AlignmentReader.read(file)).isEqualTo(beads);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<Bead>> beads() {
        return Beads.any().list();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("a.align"), content);
    }
}
