package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingGuessTest {
    private static final String COMMON = "的是在有人我他这中大来上个国到说时要就出会可也你对生能而子那得于着下自之年过发后作里";

    /** The bytes of these words in GBK are also valid in UTF-8. */
    private static final String COINCIDENCES = "图片水印实时状态写偏斜为同使小时前";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "图片水印",
                "![实时状态](a.png)",
                "写偏斜\n为 Rust 同时使",
                "Привет, мир",
                "Ελληνικά",
                "العربية",
                "日本語のページ",
                "これはひらがなのぶんしょうです。カタカナもあります。漢字は少しだけ。",
                "忐忑不安",
                "六带犰狳",
                "Bình Dương",
                "Guchū shūkyū",
                "한국어",
                "The café in Kraków costs 20 °C — ¥5",
                "Ältere Ämter Ärzte Äpfel",
                "CAFÉ” and É”",
                "emoji ✅ 🎉 → ←",
                "the character � replaces a lost one",
                "“UTF-8 read as windows-1252 shows Ã© for é. In this long text about encodings, that is only one example.”"
                        + " 这是一篇讲字符编码的文章，里面只有一个乱码的例子，其余的文字都是正确的，所以不应该报错。"
            })
    void acceptsCorrectText(String text) throws FormatException {
        assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "清晨的港口很安静，渔船靠岸了。, UTF-8, GB18030",
        "清晨的港口很安静，渔船靠岸了。, UTF-8, windows-1252",
        "清晨的港口很安静，渔船靠岸了。, UTF-8, ISO-8859-1",
        "清晨的港口很安静，渔船靠岸了。, GB18030, windows-1252",
        "清晨的港口很安静，渔船靠岸了。, GB18030, ISO-8859-1",
        "孩子们在沙滩上跑来跑去，大人把鱼搬到市场上去卖，太阳慢慢升起来。, GB18030, Big5",
        "清晨的港口很安靜，漁船靠岸了。, Big5, ISO-8859-1",
        "孩子們在沙灘上跑來跑去，大人把魚搬到市場上去賣，太陽慢慢升起來。, Big5, GB18030",
        "一二三四五，上山打老虎，老虎打不到，打到小松鼠。, UTF-8, Big5",
        "It’s “quiet” – the café’s closed, UTF-8, windows-1252",
        "It’s the harbour’s café’s owner’s boat, UTF-8, GB18030",
    })
    void reportsWrongConversion(String text, String right, String wrong) {
        String damaged =
                new String(text.getBytes(Charset.forName(right)), Charset.forName(wrong)).replace('\uFFFD', '?');
        assertThatThrownBy(() -> decode(("quiet\n" + damaged).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("t.txt:2:1: the line was decoded in a wrong encoding and saved as UTF-8; ");
    }

    @Test
    void reportsConversionOfReplacementCharacters() {
        assertThatThrownBy(() -> decode("港口锟斤拷锟斤拷了".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("was decoded in a wrong encoding");
    }

    @Test
    void reportsDamagedParagraphOfLongText() {
        String paragraph = "清晨的港口很安静，渔船靠岸了，人们把鱼搬到市场上去卖，太阳从山的后面慢慢升起来，海面上一片金光，孩子们在沙滩上跑来跑去。";
        String damaged = new String(paragraph.getBytes(StandardCharsets.UTF_8), Charset.forName("GB18030"))
                .replace('\uFFFD', '?');
        String text = (paragraph + "\n").repeat(100) + damaged;
        assertThatThrownBy(() -> decode(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("t.txt:101:1: the line was decoded in a wrong encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"图片水印", "实时状态", "为 Rust 同时使"})
    void readsGbkThatIsAlsoValidUtf8(String text) throws FormatException {
        assertThat(decode(text.getBytes(Charset.forName("GB18030")))).isEqualTo(text);
    }

    @Property(tries = 300)
    void acceptsAllChineseTextsInUtf8(@ForAll("chinese") String text) throws FormatException {
        assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Property(tries = 300)
    void reportsAllDamagedChineseTexts(@ForAll("chinese") String text, @ForAll("wrongEncodings") String wrong) {
        String damaged = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(wrong));
        assertThatThrownBy(() -> decode(damaged.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FormatException.class);
    }

    @Provide
    Arbitrary<String> chinese() {
        return Arbitraries.strings()
                .withChars((COMMON + COINCIDENCES + "，。\n").toCharArray())
                .ofMinLength(12)
                .ofMaxLength(300)
                .map(text -> "在" + text + "了大来");
    }

    @Provide
    Arbitrary<String> wrongEncodings() {
        return Arbitraries.of("GB18030", "windows-1252", "ISO-8859-1");
    }

    private static String decode(byte[] bytes) throws FormatException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.empty())).text();
    }
}
