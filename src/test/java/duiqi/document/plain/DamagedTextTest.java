package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedTextTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String CHINESE = "清晨的港口很安静，渔船靠岸了。";
    private static final String ENGLISH = "The harbour is quiet – “early”.";

    @Test
    void keepsLinesAroundAnInvalidByte() throws IOException {
        for (String encoding : new String[] {"UTF-8", "GB18030", "Big5"}) {
            String line = encoding.equals("Big5") ? "清晨的港口很安靜，漁船靠岸了。" : CHINESE;
            Charset charset = Charset.forName(encoding);
            byte[] bytes = joined(
                    lines(line, 30).getBytes(charset),
                    new byte[] {'x', -1, 'y', '\n'},
                    lines(line, 30).getBytes(charset));
            TextDecoder.Decoded decoded = decode(bytes);
            assertThat(decoded.text()).isEqualTo(lines(line, 30) + "x\uFFFDy\n" + lines(line, 30));
            assertThat(decoded.charset()).isEqualTo(charset);
            assertThat(decoded.damage())
                    .extracting(ReadProblem::toString)
                    .containsExactly("t.txt:31:2: the byte 0xFF is not valid in " + encoding + "; skipped");
        }
    }

    @Test
    void readsLineInGb18030() throws IOException {
        byte[] phrase = "他说：“那边有船。”\n".getBytes(GB18030);
        byte[] own = lines(CHINESE, 20).getBytes(StandardCharsets.UTF_8);
        TextDecoder.Decoded decoded = decode(joined(own, phrase, own));
        assertThat(decoded.text()).isEqualTo(lines(CHINESE, 20) + "他说：“那边有船。”\n" + lines(CHINESE, 20));
        assertThat(decoded.damage())
                .extracting(ReadProblem::toString)
                .containsExactly("t.txt:21:1: the text is in GB18030; repaired");
        byte[] other = lines(CHINESE, 30).getBytes(GB18030);
        assertThat(decode(joined(other, (CHINESE + "\n").getBytes(StandardCharsets.UTF_8), other))
                        .text())
                .isEqualTo(lines(CHINESE, 61));
    }

    @Test
    void readsLinesInWindows1252() throws IOException {
        Charset western = Charset.forName("windows-1252");
        byte[] others = lines(ENGLISH, 20).getBytes(StandardCharsets.UTF_8);
        assertThat(decode(joined(others, "A café isn’t here.\n".getBytes(western)))
                        .text())
                .endsWith("\nA café isn’t here.\n");
        String line = "“No,” he said – “the café” … \n";
        byte[] own = ("“Café”\n" + lines("Plain text.", 60)).getBytes(StandardCharsets.UTF_8);
        TextDecoder.Decoded decoded = decode(joined(own, line.getBytes(western)));
        assertThat(decoded.text()).endsWith("\n" + line).startsWith("“Café”\n");
        assertThat(decoded.damage()).isNotEmpty().allMatch(place -> place.kind() == ReadProblem.Kind.REPAIRED);
        byte[] all = lines("A “café” isn’t here.", 30).getBytes(western);
        assertThat(decode(joined(all, new byte[] {'x', (byte) 0x81, 'y', '\n'}, all))
                        .text())
                .isEqualTo(lines("A “café” isn’t here.", 30) + "x\uFFFDy\n" + lines("A “café” isn’t here.", 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\0y", "x\uFFFDy"})
    void keepsLostCharacters(String line) throws IOException {
        String text = lines(CHINESE, 60) + line + "\n" + lines(ENGLISH, 60);
        TextDecoder.Decoded decoded = decode(text.getBytes(StandardCharsets.UTF_8));
        assertThat(decoded.text()).isEqualTo(text.replace('\0', '\uFFFD'));
        assertThat(decoded.damage()).singleElement().asString().startsWith("t.txt:61:2: has ");
    }

    @Test
    void dropsLineOfZeros() throws IOException {
        assertThat(decode((lines(CHINESE, 30) + "\0".repeat(9)).getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo(lines(CHINESE, 30));
    }

    @Test
    void keepsTextBeforeACutCharacter() throws IOException {
        byte[] bytes = lines(CHINESE, 30).strip().getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(decode(cut).text()).isEqualTo(lines(CHINESE, 30).strip().replaceFirst("。$", "\uFFFD"));
        assertThat(decode(cut).damage())
                .singleElement()
                .asString()
                .startsWith("t.txt:30:15: the byte 0xE3 is not valid in UTF-8");
    }

    @Test
    void rejectsMoreThanTwoLinesOfAHundred() throws IOException {
        String good = lines(CHINESE, 98);
        assertThat(decode((good + "损\uFFFD坏\n".repeat(2)).getBytes(StandardCharsets.UTF_8))
                        .damage())
                .hasSize(2);
        byte[] three = (good + "损\uFFFD坏\n".repeat(3)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decode(three))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.txt:99:2: has U+FFFD, which replaces a character lost in an earlier conversion, and 3 of"
                        + " 101 lines are damaged; convert the original file again, or use --encoding UTF-8 to accept"
                        + " the text");
        assertThat(given(three, StandardCharsets.UTF_8).damage()).isEmpty();
    }

    @Test
    void acceptsDamageInGivenEncoding() throws IOException {
        byte[] bytes = joined(lines(CHINESE, 4).getBytes(StandardCharsets.UTF_8), new byte[] {'x', -1, '\n'});
        assertThatThrownBy(() -> decode(bytes))
                .hasMessage(
                        "t.txt:5:2: the byte 0xFF is not valid in UTF-8; give another encoding with --encoding NAME,"
                                + " or use --encoding UTF-8 to accept the text");
        assertThat(given(bytes, StandardCharsets.UTF_8).text()).endsWith("x\uFFFD\n");
        byte[] other = lines(CHINESE, 9).getBytes(GB18030);
        assertThatThrownBy(() -> given(other, StandardCharsets.UTF_8))
                .hasMessageContaining(", and 9 of 9 lines are damaged; ")
                .hasMessageEndingWith("or omit --encoding to detect it");
    }

    private static String lines(String line, int count) {
        return (line + "\n").repeat(count);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static TextDecoder.Decoded decode(byte[] bytes) throws IOException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.empty()));
    }

    private static TextDecoder.Decoded given(byte[] bytes, Charset charset) throws IOException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.of(charset)));
    }
}
