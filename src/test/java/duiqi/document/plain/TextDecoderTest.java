package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecoderTest {
    private static final String SIMPLIFIED = "我们明天去学校看书吧";

    @ParameterizedTest
    @CsvSource({
        "我们明天去学校看书吧, UTF-8",
        "我们明天去学校看书吧, UTF-16LE",
        "我们明天去学校看书吧, UTF-16BE",
        "我们明天去学校看书吧, GB18030",
        "我們明天去學校看書吧, Big5",
        "我們明天去學校看書吧, GB18030",
        "漁船靠岸了。, Big5",
        "渔船靠岸了。, GB18030",
        "人, Big5",
        "这里有鱼 and chips 卖, GB18030",
        "這裡有魚 and chips 賣, Big5",
        "The harbour was quiet., UTF-8",
        "The harbour was quiet., UTF-16LE",
        "The harbour was quiet., UTF-16BE",
        "The café’s owner said “no”., windows-1252",
        "Über alles spricht man “hier”…, windows-1252",
        "A naïve façade, windows-1252",
    })
    void detectsTheEncodingOfShortTexts(String text, String charset) throws IOException {
        TextDecoder.Decoded decoded = TextDecoder.decode(input(text.getBytes(Charset.forName(charset))));
        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.charset()).isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"})
    void prefersByteOrderMarkToGivenEncoding(String charset) throws IOException {
        byte[] bytes = ("\uFEFF" + SIMPLIFIED).getBytes(Charset.forName(charset));
        TextDecoder.Decoded decoded = TextDecoder.decode(given(bytes, StandardCharsets.ISO_8859_1));
        assertThat(decoded.text()).isEqualTo(SIMPLIFIED);
        assertThat(decoded.charset().name()).isEqualTo(charset);
    }

    @Test
    void usesGivenEncoding() throws IOException {
        byte[] bytes = SIMPLIFIED.getBytes(Charset.forName("GB18030"));
        String western =
                TextDecoder.decode(given(bytes, StandardCharsets.ISO_8859_1)).text();
        assertThat(western.getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void rejectsUtf16WithExtraOrMissingByte(String charset) throws IOException {
        for (String line : new String[] {SIMPLIFIED + "。\n", "The harbour was quiet.\n"}) {
            byte[] bytes = ('\uFEFF' + line.repeat(40)).getBytes(Charset.forName(charset));
            int half = bytes.length / 4 * 2 + 1;
            byte[] extra = new byte[bytes.length + 1];
            System.arraycopy(bytes, 0, extra, 0, half);
            System.arraycopy(bytes, half, extra, half + 1, bytes.length - half);
            byte[] missing = Arrays.copyOf(bytes, bytes.length - 1);
            System.arraycopy(bytes, half + 1, missing, half, bytes.length - half - 1);
            for (byte[] shifted : new byte[][] {extra, missing}) {
                assertThatThrownBy(() -> TextDecoder.decode(input(shifted)))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining(
                                "has a missing or an extra byte, so that the text after it is not valid ");
            }
            byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
            assertThat(TextDecoder.decode(input(cut)).damage()).hasSize(1);
        }
    }

    /** Each line is a text, its encoding, the index of a byte that becomes FF or the cut (negative), and the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            我们明天去学校看书吧\\n我们明天去学校看书吧 | UTF-8 | -1 | 2:10: the byte 0xE5 is not valid in UTF-8;
            我们明天去学校看书吧\\n我们明天去学校看书吧 | UTF-8 | -2 | 2:10: the byte 0xE5 is not valid in UTF-8;
            我们明天去学校看书吧\\n好我们明天去学校看书吧 | UTF-8 | 35 | 2:2: the byte 0xE6 is not valid in UTF-8;
            我们明天去学校看书吧 | GB18030 | -1 | 1:10: the byte 0xB0 is not valid in GB18030;
            我們明天去學校看書吧 | Big5 | -1 | 1:10: the byte 0xA7 is not valid in Big5;
            """)
    void reportsInvalidByte(String text, String charset, int change, String message) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(Charset.forName(charset));
        byte[] damaged = change < 0 ? Arrays.copyOf(bytes, bytes.length + change) : bytes;
        if (change > 0) {
            damaged[change] = (byte) 0xFF;
        }
        assertThatThrownBy(() -> TextDecoder.decode(input(damaged)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("t.txt:" + message);
    }

    @Test
    void reportsCharactersLostInEarlierConversion() throws IOException {
        byte[] lost = "一行\n坏\uFFFD了".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TextDecoder.decode(input(lost)))
                .hasMessageStartingWith("t.txt:2:2: has U+FFFD, which replaces ");
        assertThat(TextDecoder.decode(given(lost, StandardCharsets.UTF_8)).text())
                .contains("\uFFFD");
    }

    @Test
    void keepsMojibakeInGivenEncoding() throws IOException {
        String mojibake = new String("Größe – schön".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        byte[] bytes = ("fine\n" + mojibake).getBytes(StandardCharsets.UTF_8);
        assertThat(TextDecoder.decode(input(bytes)).text()).isEqualTo("fine\nGröße – schön");
        assertThat(TextDecoder.decode(given(bytes, StandardCharsets.UTF_8)).text())
                .endsWith(mojibake);
    }

    @Test
    void rejectsBinaryFiles() {
        byte[] random = new byte[4096];
        new Random(7).nextBytes(random);
        byte[] utf8WithZero = (SIMPLIFIED + "\0").getBytes(StandardCharsets.UTF_8);
        for (byte[] bytes : new byte[][] {
            latin("\u007FELF\2\1\1\0\0"),
            latin("\u0089PNG\r\n\u001A\n\0\0"),
            latin("PK\3\4\24\0"),
            latin("%PDF-1.7\n"),
            random,
            Arrays.copyOf(random, 40),
            new byte[100],
            utf8WithZero
        }) {
            assertThatThrownBy(() -> TextDecoder.decode(input(bytes)))
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("t\\.txt: is a(.*, a)? binary file, not text; use a text file");
        }
        assertThatThrownBy(() -> TextDecoder.decode(given(random, StandardCharsets.UTF_8)))
                .hasMessage("t.txt: is a binary file, not text; use a text file");
    }

    @Test
    void rejectsUnknownEncodings() {
        byte[] shiftedKoi8 = "Тихое утро на берегу реки".getBytes(Charset.forName("KOI8-R"));
        assertThatThrownBy(() -> TextDecoder.decode(input(shiftedKoi8)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("--encoding NAME");
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Input input(byte[] bytes) {
        return new Input("t.txt", bytes, Optional.empty());
    }

    private static Input given(byte[] bytes, Charset charset) {
        return new Input("t.txt", bytes, Optional.of(charset));
    }
}
