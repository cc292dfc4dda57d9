package duiqi.document.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentDump;
import duiqi.document.Input;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubtitleReaderTest {
    @Test
    void reportsLineOfMissingNumber() {
        assertThatThrownBy(() -> read("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nstray line\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.srt:5:1: expected a subtitle number;"
                        + " separate subtitles by one empty line, and use no other empty lines");
    }

    @Test
    void reportsLineOfInvalidTimes() {
        assertThatThrownBy(() -> read("1\n00:00:01,000 -> 00:00:02,000\nOne.\n"))
                .hasMessage(
                        "t.srt:2:1: the times of the subtitle are invalid; write the times in the format 00:01:02,000 --> 00:01:04,000");
        assertThatThrownBy(() -> read("1\n00:00:03,000 --> 00:00:02,000\nOne.\n"))
                .hasMessage("t.srt:2:1: the subtitle ends before it begins; correct its times");
        assertThatThrownBy(() -> read("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n"))
                .hasMessageStartingWith("t.srt:5:1: the subtitle has no times; ");
    }

    @Test
    void endsSentenceAtLongPause() throws IOException {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                One

                2
                00:00:06,000 --> 00:00:07,000
                Two.

                3
                00:00:07,100 --> 00:00:08,000
                Three

                4
                00:00:08,100 --> 00:00:09,000
                four.
                """;
        assertThat(DocumentDump.of(new SubtitleReader().read(input(cues))))
                .isEqualTo("SUBTITLE 3:1 |One|\nSUBTITLE 7:1 |Two.|\nSUBTITLE 11:1 |Three |\n   + 15:1 |four.|\n");
    }

    @Test
    void keepsSoundDescriptionSeparate() throws IOException {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                [Sound of waves]

                2
                00:00:02,100 --> 00:00:03,000
                Nobody knows.
                """;
        assertThat(DocumentDump.of(new SubtitleReader().read(input(cues))))
                .isEqualTo("SUBTITLE 3:1 |[Sound of waves]|\nSUBTITLE 7:1 |Nobody knows.|\n");
    }

    private static void read(String text) throws IOException {
        new SubtitleReader().read(input(text));
    }

    private static Input input(String text) {
        return new Input("t.srt", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
