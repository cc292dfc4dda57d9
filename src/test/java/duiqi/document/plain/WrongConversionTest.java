package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongConversionTest {
    private static final String COMMON = "的是在有人我他这中大来上个国到说时要就出会可也你对生能而子那得于着下自之年过发后作里";

    @ParameterizedTest
    @CsvSource({
        "清晨的港口很安静，渔船靠岸了。, UTF-8, ISO-8859-1",
        "清晨的港口很安静，渔船靠岸了。, GB18030, windows-1252",
        "清晨的港口很安静，渔船靠岸了。, GB18030, ISO-8859-1",
        "“你知道吗，”他说，“我这辈子从来没有对什么事情这样厌倦过。”, GB18030, ISO-8859-1",
        "我们明天看书, UTF-8, GB18030",
        "孩子們在沙灘上跑來跑去，大人把魚搬到市場上去賣，太陽慢慢升起來。, Big5, GB18030",
        "It’s “quiet – the café’s closed, UTF-8, windows-1252",
        "It’s the harbour’s café’s owner’s boat, UTF-8, GB18030",
        "Quietly – as always …, UTF-8, windows-1252",
        "8 × 3 = 24 °C €5 ½ naïve, UTF-8, ISO-8859-1",
        "第3章 😀 港口, UTF-8, ISO-8859-1",
        "清晨的港口很安靜，漁船靠岸了。, Big5, ISO-8859-1",
    })
    void undoesWrongConversion(String text, String right, String wrong) throws IOException {
        String damaged = new String(text.getBytes(Charset.forName(right)), Charset.forName(wrong));
        assertThat(decode(("quiet\n" + damaged).getBytes(StandardCharsets.UTF_8)))
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
        assertThat(decode(twice.getBytes(StandardCharsets.UTF_8))).isEqualTo("It’s “quiet");
        assertThat(decode("Itâ€™s â€œquietâ€ here".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(text + " here");
    }

    @ParameterizedTest
    @CsvSource({
        "清晨的港口很安静，渔船靠岸了。, UTF-8, GB18030",
        "清晨的港口很安静，渔船靠岸了。, UTF-8, windows-1252",
        "孩子们在沙滩上跑来跑去，大人把鱼搬到市场上去卖，太阳慢慢升起来。, GB18030, Big5",
        "一二三四五，上山打老虎，老虎打不到，打到小松鼠。, UTF-8, Big5",
        "港口锟斤拷锟斤拷了, UTF-8, UTF-8",
    })
    void reportsWrongConversion(String text, String right, String wrong) {
        String damaged =
                new String(text.getBytes(Charset.forName(right)), Charset.forName(wrong)).replace('\uFFFD', '?');
        assertThatThrownBy(() -> decode(("quiet\n" + damaged).getBytes(StandardCharsets.UTF_8)))
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
        assertThat(decode((paragraph.repeat(60) + mojibake).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(paragraph.repeat(60) + "我们在家里");
        for (String lost : List.of(damaged, mojibake.replace("¨", ""))) {
            String text = paragraph.repeat(100) + lost;
            TextDecoder.Decoded decoded =
                    TextDecoder.decode(new Input("t.txt", text.getBytes(StandardCharsets.UTF_8), Optional.empty()));
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
            assertThat(TextDecoder.decode(
                                    new Input("t.txt", damaged.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                            .damage())
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

    private static String decode(byte[] bytes) throws IOException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.empty())).text();
    }
}
