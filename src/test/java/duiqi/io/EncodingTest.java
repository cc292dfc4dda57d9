package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.TextDecoder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
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
                "« été » et « à »",
                "He wrote “Å” and “AMANHÔ.",
                "In UTF-8, don’t becomes donâ€™t",
                "乱码的例子：donâ€™t",
                "他来了——“你呢？”…",
                "ドラゴンボールゼット",
                "。継続的に接続リストを更新します。",
                "ЗдравствуйтеДрузья（你好）",
                "┄┄┄┄┄┄┄┄完┄┄┄┄┄┄┄┄",
                "拼音：āáǎàōóǒòēéěèīíǐì",
                "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩第一",
                "CAFÉ” and É”",
                "emoji ✅ 🎉 → ←",
                "the character � replaces a lost one",
                "“UTF-8 read as windows-1252 shows Ã© for é. In this long text about encodings, that is only one example.”"
                        + " 这是一篇讲字符编码的文章，里面只有一个乱码的例子，其余的文字都是正确的，所以不应该报错。"
            })
    void acceptsCorrectText(String text) throws IOException {
        assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void detectsUtf8WithControlCharacters() {
        assertThat(List.of("水" + "a".repeat(90) + "\n水\1\1\n", "\1\\可道watere"))
                .allMatch(text -> Encoding.detect(text.getBytes(StandardCharsets.UTF_8))
                        .equals(Optional.of(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"图片水印", "实时状态", "为 Rust 同时使"})
    void readsGbkThatIsAlsoValidUtf8(String text) throws IOException {
        assertThat(decode(text.getBytes(Charset.forName("GB18030")))).isEqualTo(text);
    }

    @Property(tries = 300)
    void acceptsAllChineseTextsInUtf8(@ForAll("chinese") String text) throws IOException {
        assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> chinese() {
        return Arbitraries.strings()
                .withChars((COMMON + COINCIDENCES + "，。\n").toCharArray())
                .ofMinLength(12)
                .ofMaxLength(300)
                .map(text -> "在" + text + "了大来");
    }

    @ParameterizedTest
    @CsvSource({
        "EUC-JP, 日本語のページです。今日は天気がよいので散歩に出かけました。駅前には多くの人が集まっている。",
        "EUC-KR, 한국어 문장입니다. 오늘은 날씨가 좋아서 산책을 나갔습니다. 역 앞에는 많은 사람이 모여 있습니다.",
        "KOI8-R, Тихое утро на берегу реки. Лодка медленно плыла вниз по течению и рыбаки молчали."
    })
    void rejectsOtherLanguages(String charset, String text) {
        assertThat(Encoding.detect(text.repeat(4).getBytes(Charset.forName(charset))))
                .isEmpty();
    }

    @Test
    void detectsEncodingOfLaterPartOfLongTable(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.csv");
        String text = "plain,text\n".repeat(20_000) + "這裡有魚,Here is fish\n";
        Files.writeString(file, text, Charset.forName("Big5"));
        assertThat(SourceFile.of(file).text()).isEqualTo(text);
    }

    private static String decode(byte[] bytes) throws IOException {
        return TextDecoder.decode(new Input("t.txt", bytes, Optional.empty())).text();
    }
}
