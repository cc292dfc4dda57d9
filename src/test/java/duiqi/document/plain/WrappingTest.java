package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
    private static final String PROSE = """
            The installer copies the files of the package to the folder that the
            user has chosen, and writes the name of the folder to its settings.
            A second run changes nothing.
            """;

    private static final String CHINESE = """
            安装程序把软件包里的文件复制到用户选择的文件夹里面，然后把这个文件夹
            的名称写进它自己的设置文件里。第二次运行的时候，它什么也不会改变，除非
            用户删除了设置。
            """;

    private static final String JOINED =
            "The installer copies the files of the package to the folder that the user has chosen, and writes the name of"
                    + " the folder to its settings. A second run changes nothing.";

    private static final String CODE = """
            for (int i = 0; i < files.size(); i++) {
                copy(files.get(i), folder.resolve(names.get(i)), StandardCopyOption.REPLACE_EXISTING);
                settings.put("folder", folder.toString())
                log.info("copied {}", files.get(i));
            }
            """;

    @Test
    void joinsProseBetweenCode() throws IOException {
        String text = "%s\n%s\n%s\n".formatted(CODE, PROSE, CODE).repeat(5);
        List<String> paragraphs = paragraphs(text);
        assertThat(paragraphs).filteredOn(JOINED::equals).hasSize(5);
        assertThat(paragraphs)
                .filteredOn("settings.put(\"folder\", folder.toString())"::equals)
                .hasSize(10);
        assertThat(paragraphs(text.replace("\n", "\r\n"))).isEqualTo(paragraphs);
    }

    /** A reader that takes more than seven seconds rejects the text. */
    @Test
    @Tag("hostile")
    void readsLongTextWithoutEmptyLinesInTime() throws IOException {
        assertThat(paragraphs("The harvest of this year was better.\n".repeat(20_000)))
                .hasSize(20_000);
    }

    @Test
    void joinsChineseBetweenCode() throws IOException {
        List<String> paragraphs =
                paragraphs("%s\n%s\n%s\n".formatted(CODE, CHINESE, CODE).repeat(3));
        assertThat(paragraphs).filteredOn(CHINESE.replace("\n", "")::equals).hasSize(3);
        assertThat(paragraphs).contains("}");
    }

    @Test
    void joinsIndentedAndQuotedProse() throws IOException {
        String hanging = "- " + PROSE.strip().replace("\n", "\n  ");
        String block = PROSE.strip().replaceAll("(?m)^", "    ");
        String quoted = PROSE.strip().replaceAll("(?m)^", "> ");
        String text = (CODE + "\n" + hanging + "\n\n" + block + "\n\n" + quoted + "\n\n").repeat(3);
        assertThat(paragraphs(text)).contains("- " + JOINED, JOINED, "> " + JOINED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                Shall I compare thee to a summer's day?
                Thou art more lovely and more temperate:
                Rough winds do shake the darling buds of May,
                And summer's lease hath all too short a date
                """, """
                床前明月光
                疑是地上霜
                """, """
                - the folder of the package
                - the name of the user
                - the settings of the user
                """, """
                | name    | meaning                                   |
                | folder  | the place to which the files are copied   |
                | user    | the person who runs the program           |
                """, """
                “Where is the package?”
                “In the folder that you have chosen.”
                “Then copy it again.”
                """})
    void keepsOtherLines(String lines) throws IOException {
        assertThat(paragraphs((PROSE + "\n" + lines + "\n").repeat(4)))
                .contains(JOINED)
                .containsAll(lines.lines().toList());
    }

    private static List<String> paragraphs(String text) throws IOException {
        Input input = new Input("t.txt", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
        return new PlainTextReader()
                .read(input).paragraphs().stream().map(Paragraph::text).toList();
    }
}
