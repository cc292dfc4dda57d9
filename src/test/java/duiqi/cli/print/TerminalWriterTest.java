package duiqi.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.report.Terminal;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWriterTest extends CommandFolder {
    /** Sets the title, sends a query, hides text, colours the background, moves back, rings and reverses text */
    private static final String HOSTILE =
            "水\u001b]0;title\u0007\u001b[6n\u001b[8m\u001b[41m\u001b[2J\u009b2J\u001bc\b\u007f\u202eabc\u2066\u0000\u001b[";

    private static String shown(String text) throws IOException {
        StringWriter out = new StringWriter();
        try (Console.TerminalWriter writer = new Console.TerminalWriter(out, true)) {
            writer.write(text);
        }
        return out.toString();
    }

    @Test
    void replacesControlCharacters() throws IOException {
        assertThat(shown(HOSTILE)).isEqualTo("水�]0;title��[6n�[8m�[41m�[2J�2J�c���abc���[");
        assertThat(shown("\u001b[31mred\u001b[0m\r\u001b[K")).isEqualTo("�[31mred�[0m��[K");
        assertThat(shown("a\rb\r")).isEqualTo("a�b�");
        assertThat(shown("\u001b" + Terminal.ESCAPE + "[1m")).isEqualTo("�\u001b[1m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"水\tfire\n", "a\r\nb", "\u001b[31;9mword\u001b[0m", "\r\u001b[K[##..] 1/2\r\u001b[K", "𠀀\u200d"
            })
    void keepsSequencesOfDuiqi(String text) throws IOException {
        assertThat(shown(text.replace("\u001b", Terminal.ESCAPE))).isEqualTo(text);
    }

    @Test
    void changesTextsAndFileNamesOnTerminalOnly() throws IOException {
        String text = "水\u001b]0;title\u0007火\u202e。" + "今天下雨了，我们不出门。".repeat(50);
        String segment = "segment --lang zh --sentences -";
        assertThat(run(new FakeConsole().onTerminal().in(text), 0, segment).out())
                .startsWith("水�]0;title�")
                .doesNotContain("\u001b", "\u0007", "\u202e");
        assertThat(run(new FakeConsole().in(text), 0, segment).out()).contains("\u001b]0;title\u0007", "\u202e");
        String name = "\u001b]0;x\u0007\u202e\u001b[31m\u009b.zh.txt";
        for (String each : new String[] {name, "b.zh.txt"}) {
            write(each, "水。\n");
            write(each.replace(".zh", ".en"), "Water.\n");
        }
        FakeConsole terminal = new FakeConsole().onTerminal();
        terminal.run("align", "--allow-unrelated", folder.toString(), "-o", path("out.tmx"));
        terminal.run("segment", path(name + "\u001bc"));
        assertThat(terminal.out() + terminal.err())
                .contains("�]0;x���[31m�")
                .doesNotContain("\u001b]", "\u001bc", "\u001b[31m", "\u009b", "\u0007", "\u202e");
    }
}
