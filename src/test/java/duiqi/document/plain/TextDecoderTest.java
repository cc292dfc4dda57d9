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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the detection of encodings, and texts that were damaged or decoded in a wrong encoding before. */
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
        TextDecoder.Decoded decoded = decode(text.getBytes(Charset.forName(charset)));
        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.charset()).isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"})
    void prefersByteOrderMarkToGivenEncoding(String charset) throws IOException {
        byte[] bytes = ("\uFEFF" + SIMPLIFIED).getBytes(Charset.forName(charset));
        TextDecoder.Decoded decoded = given(bytes, StandardCharsets.ISO_8859_1);
        assertThat(decoded.text()).isEqualTo(SIMPLIFIED);
        assertThat(decoded.charset().name()).isEqualTo(charset);
    }

    @Test
    void usesGivenEncoding() throws IOException {
        byte[] bytes = SIMPLIFIED.getBytes(Charset.forName("GB18030"));
        String western = given(bytes, StandardCharsets.ISO_8859_1).text();
        assertThat(western.getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
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
        assertThatThrownBy(() -> decode(damaged))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("t.txt:" + message);
    }

    @Test
    void reportsCharactersLostInEarlierConversion() throws IOException {
        byte[] lost = "一行\n坏\uFFFD了".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decode(lost)).hasMessageStartingWith("t.txt:2:2: has U+FFFD, which replaces ");
        assertThat(given(lost, StandardCharsets.UTF_8).text()).contains("\uFFFD");
    }

    @Test
    void keepsMojibakeInGivenEncoding() throws IOException {
        String mojibake = new String("Größe – schön".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        byte[] bytes = ("fine\n" + mojibake).getBytes(StandardCharsets.UTF_8);
        assertThat(decode(bytes).text()).isEqualTo("fine\nGröße – schön");
        assertThat(given(bytes, StandardCharsets.UTF_8).text()).endsWith(mojibake);
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
            assertThatThrownBy(() -> decode(bytes))
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("t\\.txt: is a(.*, a)? binary file, not text; use a text file");
        }
        assertThatThrownBy(() -> given(random, StandardCharsets.UTF_8))
                .hasMessage("t.txt: is a binary file, not text; use a text file");
    }

    @Test
    void rejectsUnknownEncodings() {
        byte[] shiftedKoi8 = "Тихое утро на берегу реки".getBytes(Charset.forName("KOI8-R"));
        assertThatThrownBy(() -> decode(shiftedKoi8))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("--encoding NAME");
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TextDecoder.Decoded decode(byte[] bytes) throws FormatException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.empty()));
    }

    private static TextDecoder.Decoded given(byte[] bytes, Charset charset) throws FormatException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.of(charset)));
    }

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

    private static final String COMMON = "的是在有人我他这中大来上个国到说时要就出会可也你对生能而子那得于着下自之年过发后作里";

    @ParameterizedTest
    @CsvSource({
        "清晨的港口很安静，渔船靠岸了。, UTF-8, ISO-8859-1",
        "我们明天看书, UTF-8, GB18030",
        "It’s “quiet – the café’s closed, UTF-8, windows-1252",
        "It’s the harbour’s café’s owner’s boat, UTF-8, GB18030",
        "Quietly – as always …, UTF-8, windows-1252",
        "8 × 3 = 24 °C €5 ½ naïve, UTF-8, ISO-8859-1",
        "第3章 😀 港口, UTF-8, ISO-8859-1",
    })
    void undoesWrongConversion(String text, String right, String wrong) throws IOException {
        String damaged = new String(text.getBytes(Charset.forName(right)), Charset.forName(wrong));
        assertThat(decode(("quiet\n" + damaged).getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("quiet\n" + text);
    }

    @Test
    void undoesSeveralConversions() throws IOException {
        String text = "It’s “quiet”";
        Charset western = Charset.forName("windows-1252");
        String twice = text.replace("”", "");
        for (int i = 0; i < 2; i++) {
            twice = new String(twice.getBytes(StandardCharsets.UTF_8), western);
        }
        assertThat(decode(twice.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("It’s “quiet");
        assertThat(decode("Itâ€™s â€œquietâ€ here".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo(text + " here");
    }

    @ParameterizedTest
    @CsvSource({
        "清晨的港口很安静，渔船靠岸了。, UTF-8, GB18030",
        "清晨的港口很安静，渔船靠岸了。, UTF-8, windows-1252",
        "港口锟斤拷锟斤拷了, UTF-8, UTF-8",
    })
    void reportsWrongConversion(String text, String right, String wrong) {
        String damaged =
                new String(text.getBytes(Charset.forName(right)), Charset.forName(wrong)).replace('\uFFFD', '?');
        assertThatThrownBy(() -> decode(("quiet\n" + damaged).getBytes(StandardCharsets.UTF_8))
                        .text())
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("t.txt:2:\\d+: the (line|text) was decoded in a wrong encoding.*"
                        + " or use --encoding UTF-8 to accept the text");
    }

    @Test
    void reportsDamagedParagraphOfLongText() throws IOException {
        String paragraph = "清晨的港口很安静，渔船靠岸了，人们把鱼搬到市场上去卖，太阳从山的后面慢慢升起来，海面上一片金光，孩子们在沙滩上跑来跑去。\n";
        String damaged = new String(paragraph.getBytes(StandardCharsets.UTF_8), Charset.forName("GB18030"))
                .replace('\uFFFD', '?');
        String mojibake = "æˆ‘ä»¬åœ¨å®¶é‡Œ"; // The third byte of a character is not in windows-1252.
        assertThat(decode((paragraph.repeat(60) + mojibake).getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo(paragraph.repeat(60) + "我们在家里");
        for (String lost : List.of(damaged, mojibake.replace("¨", ""))) {
            String text = paragraph.repeat(100) + lost;
            TextDecoder.Decoded decoded = decode(text.getBytes(StandardCharsets.UTF_8));
            assertThat(decoded.text()).isEqualTo(text);
            assertThat(decoded.damage())
                    .singleElement()
                    .asString()
                    .startsWith("t.txt:101:1: the text was decoded in a wrong encoding");
        }
    }

    @Property(tries = 300)
    void reportsAllDamagedChineseTexts(@ForAll("chinese") String text, @ForAll("wrongEncodings") String wrong) {
        String damaged = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(wrong));
        try {
            assertThat(decode(damaged.getBytes(StandardCharsets.UTF_8)).damage())
                    .isNotEmpty();
        } catch (FormatException reported) {
            assertThat(reported).hasMessageContaining("t.txt");
        }
    }

    @Provide
    Arbitrary<String> chinese() {
        return Arbitraries.strings()
                .withChars((COMMON + "，。\n").toCharArray())
                .ofMinLength(12)
                .ofMaxLength(300)
                .map(text -> "在" + text + "了大来");
    }

    @Provide
    Arbitrary<String> wrongEncodings() {
        return Arbitraries.of("GB18030", "windows-1252", "ISO-8859-1");
    }
}
