package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads subtitles: SubRip, and WebVTT (W3C, 2019) as far as its cues are concerned. {@link SubtitleText} makes paragraphs of
 * the cues.
 */
final class SubtitleReader implements DocumentReader {
    /**
     * One subtitle.
     *
     * @param start when it appears
     * @param end when it disappears
     * @param lines its lines, none of them blank
     */
    record Cue(Duration start, Duration end, List<Line> lines) {
        Cue {
            lines = List.copyOf(lines);
        }
    }

    private static final String TIME = "(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})";
    private static final Pattern TIMES = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s+.*)?\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d+\\s*");
    private static final Pattern SIDE_BLOCK = Pattern.compile("(?:NOTE|STYLE|REGION)(?:\\s.*)?");
    private static final String REMEDY = "write 00:01:02,000 --> 00:01:04,000 there";

    @Override
    public String format() {
        return "subtitles";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("srt", "vtt");
    }

    @Override
    public Document read(Input input) throws IOException {
        return new Document(input.name(), SubtitleText.paragraphs(cues(input)));
    }

    private static List<Cue> cues(Input input) throws FormatException {
        List<Line> lines = Line.of(TextDecoder.decode(input).text());
        List<Cue> cues = new ArrayList<>();
        boolean webVtt = !lines.isEmpty() && lines.get(0).text().startsWith("WEBVTT");
        int i = webVtt ? endOfBlock(lines, 0) : 0;
        while (i < lines.size()) {
            int end = endOfBlock(lines, i);
            boolean side = webVtt && SIDE_BLOCK.matcher(lines.get(i).text()).matches();
            if (end > i && !side) {
                cues.add(cue(input.name(), lines.subList(i, end), webVtt));
            }
            i = Math.max(end, i + 1);
        }
        return cues;
    }

    private static int endOfBlock(List<Line> lines, int start) {
        int end = start;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        return end;
    }

    private static Cue cue(String file, List<Line> block, boolean webVtt) throws FormatException {
        Line first = block.get(0);
        boolean numbered = !first.text().contains("-->");
        if (numbered && !webVtt && !NUMBER.matcher(first.text()).matches()) {
            throw fault(
                    file,
                    first,
                    "expected the number of a subtitle",
                    "separate subtitles by one empty line, and only them");
        }
        if (numbered && block.size() == 1) {
            throw fault(file, first, "the subtitle has no times", REMEDY);
        }
        Line second = block.get(numbered ? 1 : 0);
        Matcher times = TIMES.matcher(second.text());
        if (!times.matches()) {
            throw fault(file, second, "these are no times of a subtitle", REMEDY);
        }
        Duration start = time(times, 1);
        Duration end = time(times, 5);
        if (end.compareTo(start) < 0) {
            throw fault(file, second, "the subtitle ends before it begins", "correct its times");
        }
        return new Cue(start, end, block.subList(numbered ? 2 : 1, block.size()));
    }

    private static Duration time(Matcher times, int group) {
        String hours = times.group(group);
        return Duration.ofHours(hours == null ? 0 : Integer.parseInt(hours))
                .plusMinutes(Integer.parseInt(times.group(group + 1)))
                .plusSeconds(Integer.parseInt(times.group(group + 2)))
                .plusMillis(Integer.parseInt(times.group(group + 3)));
    }

    private static FormatException fault(String file, Line line, String problem, String remedy) {
        return new FormatException(new Location(file, line.number(), 1), problem, remedy);
    }
}
