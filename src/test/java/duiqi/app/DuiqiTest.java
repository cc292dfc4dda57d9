package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.BilingualDocument.Layout;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuiqiTest {
    private static final List<String> CHINESE = List.of("中心全年开放。", "访客须在前台登记。", "谢谢。");
    private static final List<String> ENGLISH =
            List.of("The centre is open all year, and visitors register at the front desk.", "Thank you.");
    private static final List<String> GERMAN =
            List.of("Der Brunnen liegt hinter dem Haus.", "Wir haben ihn nicht gefunden, weil er im Schatten steht.");

    @TempDir
    private Path folder;

    @Test
    void alignsInBothDirections() {
        Duiqi.Alignment intoEnglish = Duiqi.align(CHINESE, ENGLISH);
        Duiqi.Alignment intoChinese = Duiqi.align(ENGLISH, CHINESE);
        assertThat(intoEnglish.direction()).isEqualTo(Direction.INTO_ENGLISH);
        assertThat(intoChinese.direction()).isEqualTo(Direction.INTO_CHINESE);
        assertThat(intoChinese.text()).isEqualTo(intoEnglish.text().reversed());
        assertThat(intoChinese.pairs())
                .isEqualTo(intoEnglish.pairs())
                .last()
                .isEqualTo(new Duiqi.Pair(
                        "谢谢。", "Thank you.", intoEnglish.pairs().get(1).probability()));
    }

    @Test
    void writesSourceFirst() throws IOException {
        Path memory = folder.resolve("a.tmx");
        Duiqi.Alignment alignment = Duiqi.align(ENGLISH, CHINESE);
        assertThat(Duiqi.update(memory, alignment)).isEqualTo(new Duiqi.Update(2, 0, 0, 0));
        assertThat(Files.readString(memory)).contains("srclang=\"en-US\"", "\"x-source-file\">sentences.en<");
        assertThat(Duiqi.update(memory, Duiqi.align(CHINESE, ENGLISH)))
                .as("the memory keeps its direction")
                .isEqualTo(new Duiqi.Update(0, 2, 0, 0));
    }

    @Test
    void rejectsOtherLanguages() {
        assertThatThrownBy(() -> Duiqi.align(CHINESE, GERMAN))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FormatException.class)
                .hasMessageContaining("is in German, not in Chinese or English");
        assertThatThrownBy(() -> Duiqi.align(ENGLISH, ENGLISH)).hasMessageContaining("is English, like ");
    }

    @Test
    void alignsBilingualDocument() throws IOException {
        Path file = Files.writeString(folder.resolve("x.md"), """
                The courts settle disputes.

                争议由法院解决。

                This contract is made in two copies.

                本合同一式两份。
                """);
        Duiqi.Alignment alignment = Duiqi.align(file);
        assertThat(alignment.direction()).isEqualTo(Direction.INTO_CHINESE);
        assertThat(alignment.pairs()).extracting(Duiqi.Pair::chinese).containsExactly("争议由法院解决。", "本合同一式两份。");
        Duiqi.Settings settings = Duiqi.Settings.standard().with(TextReader.Settings.STANDARD.with(Layout.TABLE));
        assertThatThrownBy(() -> Duiqi.align(file, settings))
                .hasMessage(file + ": does not contain both languages in the layout table; "
                        + "give another --layout, or omit it");
    }

    @Test
    void alignsTextsWithoutDetectableLanguage() {
        assertThat(Duiqi.align(List.of("3.5"), List.of("3.5")).direction()).isEqualTo(Direction.INTO_ENGLISH);
        assertThat(Duiqi.align(List.of(), List.of()).pairs()).isEmpty();
    }
}
