package duiqi.document.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubtitleReaderTest {
    @Test
    void reportsLineOfTextWithoutTimes() {
        assertThatThrownBy(() -> read("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nstray line\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.srt:5:1: the text has no times; write the times in the format"
                        + " 00:01:02,000 --> 00:01:04,000, and separate subtitles by one empty line");
    }

    @Test
    void reportsLineOfInvalidTimes() {
        assertThatThrownBy(() -> read("1\n00:00:01,000 -> 00:00:02,000\nOne.\n"))
                .hasMessageStartingWith(
                        "t.srt:2:1: the times of the subtitle are invalid; write the times in the format");
        assertThatThrownBy(() -> read("1\n00:00:03,000 --> 00:00:02,000\nOne.\n"))
                .hasMessageStartingWith("t.srt:2:1: the times of the subtitle are invalid; ");
        assertThatThrownBy(() -> read("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n"))
                .hasMessageStartingWith("t.srt:5:1: the text has no times; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20\n00:01:2x,000 --> 00:01:23,000\nLine 20.\n",
                "20\n00:01:23,000 --> 00:01:21,000\nLine 20.\n",
                "20\nLine 20.\n",
                "20\n00:01:20,000 --> 00:01:23,000\n\nLine 20.\n",
                "20\n00:01:20,000 -> 00:01:23,000\nLine 20.\n",
            })
    void keepsTextOfOneDamagedSubtitle(String damaged) throws IOException {
        requireAllLines("", damaged, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20a\n00:01:20,000 --> 00:01:23,000\nLine 20.\n",
                "20\n00:01:20,000 --> 00:01:20,900\nLine 20.",
                "00:01:20,000 --> 00:01:20,900\nLine 20."
            })
    void needsNoNumberAndNoEmptyLine(String subtitle) throws IOException {
        requireAllLines("", subtitle, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Line 20.\n",
                "00:01:20.000 -> 00:01:23.000\nLine 20.\n",
                "00:01:20.000 --> 00:01:23.000\n\nLine 20.\n",
            })
    void keepsTextOfOneDamagedCueOfWebVtt(String damaged) throws IOException {
        requireAllLines("WEBVTT\n\n", damaged, 1);
    }

    /** Reads 40 subtitles with a damaged one and requires the text of all. */
    private static void requireAllLines(String start, String damaged, int damage) throws IOException {
        StringBuilder text = new StringBuilder(start);
        for (int k = 1; k <= 40; k++) {
            String time = String.format(Locale.ROOT, "00:%02d:%02d", k * 4 / 60, k * 4 % 60);
            text.append(k == 20 ? damaged : k + "\n" + time + ",000 --> " + time + ",900\nLine " + k + ".\n")
                    .append('\n');
        }
        Document document = new SubtitleReader().read(input(text.toString()));
        assertThat(document.paragraphs().stream().map(Paragraph::text).collect(Collectors.joining(" ")))
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(k -> "Line " + k + ".")
                        .collect(Collectors.joining(" ")));
        assertThat(document.damage()).hasSize(damage);
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

    @Test
    void givesTimesOfEachPart() throws IOException {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                The tide
                comes in

                2
                00:00:02,100 --> 00:00:03,000
                at noon.
                - Really? - Yes.
                """;
        assertThat(new SubtitleReader().read(input(cues)).paragraphs())
                .extracting(Paragraph::text, paragraph -> paragraph.marks().cues())
                .containsExactly(
                        tuple("The tide comes in at noon.", List.of(new Cue(0, 1000, 2000), new Cue(18, 2100, 3000))),
                        tuple("Really?", List.of(new Cue(0, 2100, 3000))),
                        tuple("Yes.", List.of(new Cue(0, 2100, 3000))));
    }

    @Test
    void separatesLanguagesOfDualSubtitles() throws IOException {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                涨潮的时候，
                When the tide

                2
                00:00:02,100 --> 00:00:03,000
                不要下水。
                comes in, stay out.

                3
                00:00:03,100 --> 00:00:04,000
                ♪

                4
                00:00:04,100 --> 00:00:05,000
                知道了… I know.

                5
                00:00:05,100 --> 00:00:06,000
                路易\\NLouis?
                """;
        assertThat(DocumentDump.of(new SubtitleReader().read(input(cues)))).isEqualTo("""
                SUBTITLE 3:1 |涨潮的时候，|
                   + 8:1 |不要下水。|
                SUBTITLE 4:1 |When the tide |
                   + 9:1 |comes in, stay out.|
                SUBTITLE 13:1 |♪|
                SUBTITLE 17:1 |知道了…|
                SUBTITLE 17:6 |I know.|
                SUBTITLE 21:1 |路易|
                SUBTITLE 21:5 |Louis?|
                """);
    }

    @Test
    void separatesSubtitlesAtTheSameTime() throws IOException {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                When the tide

                2
                00:00:01,000 --> 00:00:03,000
                涨潮时不要下水。

                3
                00:00:02,100 --> 00:00:03,000
                comes in, stay out.
                """;
        assertThat(DocumentDump.of(new SubtitleReader().read(input(cues)))).isEqualTo("""
                SUBTITLE 3:1 |When the tide |
                   + 11:1 |comes in, stay out.|
                SUBTITLE 7:1 |涨潮时不要下水。|
                """);
    }

    @Test
    void keepsForeignWordsOfFilmInOneLanguage() throws IOException {
        String cues = """
                1
                00:00:01,000 --> 00:00:02,000
                他们说 Hello
                Goodbye

                2
                00:00:02,100 --> 00:00:03,000
                就走了。

                3
                00:00:03,100 --> 00:00:04,000
                没有人说话。

                4
                00:00:04,100 --> 00:00:05,000
                天黑了。
                """;
        assertThat(new SubtitleReader().read(input(cues)).paragraphs())
                .extracting(Paragraph::text)
                .containsExactly("他们说 Hello Goodbye 就走了。", "没有人说话。", "天黑了。");
    }

    private static void read(String text) throws IOException {
        new SubtitleReader().read(input(text));
    }

    private static Input input(String text) {
        return new Input("t.srt", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
