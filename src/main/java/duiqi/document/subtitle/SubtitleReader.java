package duiqi.document.subtitle;

import duiqi.document.DocumentReader;
import duiqi.document.Input;
import duiqi.document.plain.Characters;
import duiqi.document.plain.Line;
import duiqi.document.plain.LineShape;
import duiqi.document.plain.SourceMappedText;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads subtitles: SubRip, and the cues of WebVTT (W3C, 2019). {@link SubtitleText} converts the cues to paragraphs.
 */
public final class SubtitleReader implements DocumentReader {
    /**
     * Holds one subtitle.
     *
     * @param start time of its beginning
     * @param end time of its end
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
    private static final String REMEDY = "write the times in the format 00:01:02,000 --> 00:01:04,000";

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
                    "expected a subtitle number",
                    "separate subtitles by one empty line, and use no other empty lines");
        }
        if (numbered && block.size() == 1) {
            throw fault(file, first, "the subtitle has no times", REMEDY);
        }
        Line second = block.get(numbered ? 1 : 0);
        Matcher times = TIMES.matcher(second.text());
        if (!times.matches()) {
            throw fault(file, second, "the times of the subtitle are invalid", REMEDY);
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

    /**
     * Converts subtitles to paragraphs. A sentence over several cues becomes one paragraph. Each speech of a dialogue
     * with dashes becomes a separate paragraph. If the subtitles have no punctuation, as often in Chinese, each cue is
     * a paragraph. Not thread-safe; reads one document.
     */
    private static final class SubtitleText {
        private static final Pattern MARKUP =
                Pattern.compile("</?[a-zA-Z][^<>]*>|<\\d[\\d:.]*>|\\{\\\\[^{}]*}|\\\\[Nnh]");
        private static final Pattern DASH = Pattern.compile("\\s*[-–—](?![-–—])\\s*(?=\\S)");
        private static final Pattern INNER_DASH = Pattern.compile("(?<=[.!?…。！？\"”])\\s+[-–—]\\s*(?=\\S)");

        /** Matches a sound description for viewers who are hard of hearing. */
        private static final Pattern SOUND = Pattern.compile("\\[[^\\[\\]]+\\]|[（(][^（()）]+[）)]|【[^【】]+】");

        /** Minimum share of cues that end a sentence; below it, the subtitles use no full stops. */
        private static final double MIN_ENDS = 0.2;

        /** Maximum pause within a sentence. */
        private static final Duration MAX_PAUSE = Duration.ofSeconds(3);

        private final Line.Joiner joiner;
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private SourceMappedText open = new SourceMappedText();

        private SubtitleText(Line.Joiner joiner) {
            this.joiner = joiner;
        }

        static List<Paragraph> paragraphs(List<Cue> cues) {
            List<Line> lines =
                    cues.stream().flatMap(cue -> cue.lines().stream()).toList();
            SubtitleText text = new SubtitleText(Line.Joiner.of(lines));
            boolean punctuated = isPunctuated(cues);
            for (int i = 0; i < cues.size(); i++) {
                Cue cue = cues.get(i);
                cue.lines().forEach(text::add);
                boolean paused = i + 1 == cues.size()
                        || cues.get(i + 1).start().minus(cue.end()).compareTo(MAX_PAUSE) > 0;
                if (!punctuated
                        || paused
                        || text.isSentence(
                                i + 1 == cues.size()
                                        ? List.of()
                                        : cues.get(i + 1).lines())) {
                    text.flush();
                }
            }
            return List.copyOf(text.paragraphs);
        }

        private static boolean isPunctuated(List<Cue> cues) {
            long ends = cues.stream()
                    .filter(cue -> !cue.lines().isEmpty())
                    .filter(cue -> LineShape.SentenceEnd.closes(
                            visible(cue.lines().get(cue.lines().size() - 1))
                                    .toString()
                                    .strip()))
                    .count();
            return ends >= MIN_ENDS * cues.size();
        }

        private void add(Line line) {
            SourceMappedText text = visible(line);
            Matcher dash = DASH.matcher(text);
            if (!dash.lookingAt()) {
                append(text, 0, text.length());
                return;
            }
            flush();
            int start = dash.end();
            Matcher inner = INNER_DASH.matcher(text);
            while (inner.find()) {
                append(text, start, inner.start());
                flush();
                start = inner.end();
            }
            append(text, start, text.length());
        }

        private void append(SourceMappedText text, int from, int to) {
            int start = from;
            while (start < to && Characters.isSpace(text.charAt(start))) {
                start++;
            }
            SourceMappedText part = new SourceMappedText().append(text, start, to);
            part.truncateSpace();
            joiner.join(open, part);
        }

        /** Returns the line without tags, positions and ASS line breaks. */
        private static SourceMappedText visible(Line line) {
            SourceMappedText text = new SourceMappedText();
            Matcher markup = MARKUP.matcher(line.text());
            int start = 0;
            while (markup.find()) {
                text.append(line, start, markup.start());
                if (markup.group().charAt(0) == '\\') {
                    text.append(' ', line.number(), line.column(markup.start()));
                }
                start = markup.end();
            }
            return text.append(line, start, line.text().length());
        }

        /**
         * Returns whether the text so far is a whole sentence. After an ellipsis, a following ellipsis or lower-case
         * letter continues it.
         */
        private boolean isSentence(List<Line> next) {
            if (open.isEmpty()) {
                return false;
            }
            char last = open.charAt(open.length() - 1);
            if (last == '♪' || last == '♫' || SOUND.matcher(open).matches()) {
                return true;
            }
            boolean trailsOff = last == '…' || open.toString().endsWith("...");
            String following =
                    next.isEmpty() ? "" : visible(next.get(0)).toString().strip();
            boolean isContinued = following.startsWith("…")
                    || following.startsWith("...")
                    || (!following.isEmpty() && Character.isLowerCase(following.charAt(0)));
            return LineShape.SentenceEnd.closes(open) && !(trailsOff && isContinued);
        }

        private void flush() {
            open.paragraph(Paragraph.Kind.SUBTITLE).ifPresent(paragraphs::add);
            open = new SourceMappedText();
        }
    }
}
