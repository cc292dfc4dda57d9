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
import org.junit.jupiter.params.provider.CsvSource;

class SubtitleReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', textBlock = """
            1\\n00:00:01,000 --> 00:00:02,000\\nOne.\\n\\nstray line\\n ⇒ 5:1: the text has no times; write the times in the format 00:01:02,000 --> 00:01:04,000, and separate subtitles by one empty line
            1\\n00:00:01,000 --> 00:00:02,000\\nOne.\\n\\n2\\n ⇒ 5:1: the text has no times;
            1\\n00:00:01,000 -> 00:00:02,000\\nOne.\\n ⇒ 2:1: the times of the subtitle are invalid; write the times in the format
            1\\n00:00:03,000 --> 00:00:02,000\\nOne.\\n ⇒ 2:1: the times of the subtitle are invalid;
            """)
    void reportsLineOfMistake(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("t.srt:" + message);
    }

    /** Each line is the start of a file, the 20th of its 40 subtitles, and the number of problems; no text gets lost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~ | 20\\n00:01:2x,000 --> 00:01:23,000\\nLine 20.\\n | 1
            ~~ | 20\\n00:01:23,000 --> 00:01:21,000\\nLine 20.\\n | 1
            ~~ | 20\\nLine 20.\\n | 1
            ~~ | 20\\n00:01:20,000 --> 00:01:23,000\\n\\nLine 20.\\n | 1
            ~~ | 20\\n00:01:20,000 -> 00:01:23,000\\nLine 20.\\n | 1
            ~~ | 20a\\n00:01:20,000 --> 00:01:23,000\\nLine 20.\\n | 0
            ~~ | 20\\n00:01:20,000 --> 00:01:20,900\\nLine 20. | 0
            ~~ | 00:01:20,000 --> 00:01:20,900\\nLine 20. | 0
            WEBVTT\\n\\n | Line 20.\\n | 1
            WEBVTT\\n\\n | 00:01:20.000 -> 00:01:23.000\\nLine 20.\\n | 1
            WEBVTT\\n\\n | 00:01:20.000 --> 00:01:23.000\\n\\nLine 20.\\n | 1
            """)
    void keepsTextOfOneDamagedSubtitle(String start, String damaged, int damage) throws IOException {
        StringBuilder text = new StringBuilder(start);
        for (int k = 1; k <= 40; k++) {
            String time = String.format(Locale.ROOT, "00:%02d:%02d", k * 4 / 60, k * 4 % 60);
            text.append(k == 20 ? damaged : k + "\n" + time + ",000 --> " + time + ",900\nLine " + k + ".\n")
                    .append('\n');
        }
        Document document = read(text.toString().replace("\\n", "\n"));
        assertThat(document.paragraphs().stream().map(Paragraph::text).collect(Collectors.joining(" ")))
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(k -> "Line " + k + ".")
                        .collect(Collectors.joining(" ")));
        assertThat(document.damage()).hasSize(damage);
    }

    /** Each line is subtitles, {@code BEGIN TEXT} in seconds and separated by ¶, and the paragraphs with all origins. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # a long pause ends a sentence, and a sound is no part of one
            1 One ¶ 6 Two. ¶ 7.1 Three ¶ 8.1 four. ⇒ 3:1 |One| 7:1 |Two.| 11:1 |Three | + 15:1 |four.|
            1 [Sound of waves] ¶ 2.1 Nobody knows. ⇒ 3:1 |[Sound of waves]| 7:1 |Nobody knows.|
            # two languages in one subtitle, and at the same time
            1 涨潮的时候，\\nWhen the tide ¶ 2.1 不要下水。\\ncomes in, stay out. ⇒ 3:1 |涨潮的时候，| + 8:1 |不要下水。| 4:1 |When the tide | + 9:1 |comes in, stay out.|
            1 涨潮。\\nHigh tide. ¶ 3.1 ♪ ¶ 4.1 知道了… I know. ¶ 5.1 路易\\NLouis? ⇒ 3:1 |涨潮。| 4:1 |High tide.| 8:1 |♪| 12:1 |知道了…| 12:6 |I know.| 16:1 |路易| 16:5 |Louis?|
            1 When the tide ¶ 1 涨潮时不要下水。 ¶ 2.1 comes in, stay out. ⇒ 3:1 |When the tide | + 11:1 |comes in, stay out.| 7:1 |涨潮时不要下水。|
            # foreign words in a film of one language
            1 他们说 Hello\\nGoodbye ¶ 2.1 就走了。 ¶ 3.1 没有人说话。 ¶ 4.1 天黑了。 ⇒ 3:1 |他们说 Hello | + 4:1 |Goodbye | + 8:1 |就走了。| 12:1 |没有人说话。| 16:1 |天黑了。|
            """)
    void joinsSubtitles(String subtitles, String paragraphs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String subtitle : subtitles.split(" ¶ ")) {
            String[] parts = subtitle.split(" ", 2);
            double begin = Double.parseDouble(parts[0]);
            text.append("1\n" + time(begin) + " --> " + time(Math.floor(begin) + 1) + "\n");
            text.append(parts[1].replace("\\n", "\n")).append("\n\n");
        }
        assertThat(DocumentDump.of(read(text.toString()))
                        .replaceAll("SUBTITLE | {3}(?=\\+)", "")
                        .replace('\n', ' ')
                        .strip())
                .isEqualTo(paragraphs);
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "00:00:%06.3f", seconds).replace('.', ',');
    }

    @Test
    void givesTimesOfEachPart() throws IOException {
        assertThat(read("""
                                1
                                00:00:01,000 --> 00:00:02,000
                                The tide
                                comes in

                                2
                                00:00:02,100 --> 00:00:03,000
                                at noon.
                                - Really? - Yes.
                                """).paragraphs())
                .extracting(Paragraph::text, paragraph -> paragraph.marks().cues())
                .containsExactly(
                        tuple("The tide comes in at noon.", List.of(new Cue(0, 1000, 2000), new Cue(18, 2100, 3000))),
                        tuple("Really?", List.of(new Cue(0, 2100, 3000))),
                        tuple("Yes.", List.of(new Cue(0, 2100, 3000))));
    }

    private static Document read(String text) throws IOException {
        return new SubtitleReader().read(new Input("t.srt", text.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }
}
