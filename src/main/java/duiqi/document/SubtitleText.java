package duiqi.document;

import duiqi.document.SubtitleReader.Cue;
import duiqi.text.Paragraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes paragraphs of subtitles. A sentence that runs over several cues becomes one paragraph; each speech of a dialogue
 * marked by dashes becomes one of its own. Where punctuation is not used, as often in Chinese subtitles, each cue is a paragraph.
 * For one document and one thread.
 */
final class SubtitleText {
    private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]*>|<\\d[\\d:.]*>|\\{\\\\[^{}]*}|\\\\[Nnh]");
    private static final Pattern DASH = Pattern.compile("\\s*[-–—](?![-–—])\\s*(?=\\S)");
    private static final Pattern INNER_DASH = Pattern.compile("(?<=[.!?…。！？\"”])\\s+[-–—]\\s*(?=\\S)");

    /** What is heard, for those who cannot hear it. */
    private static final Pattern SOUND = Pattern.compile("\\[[^\\[\\]]+\\]|[（(][^（()）]+[）)]|【[^【】]+】");

    /** Below this share of cues at the end of a sentence, full stops are not in use. */
    private static final double MIN_ENDS = 0.2;

    /** Nobody stops for so long in a sentence. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(3);

    private final LineJoiner joiner;
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private SourceMappedText open = new SourceMappedText();

    private SubtitleText(LineJoiner joiner) {
        this.joiner = joiner;
    }

    static List<Paragraph> paragraphs(List<Cue> cues) {
        List<Line> lines = cues.stream().flatMap(cue -> cue.lines().stream()).toList();
        SubtitleText text = new SubtitleText(LineJoiner.of(lines));
        boolean punctuated = isPunctuated(cues);
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            cue.lines().forEach(text::add);
            boolean paused = i + 1 == cues.size()
                    || cues.get(i + 1).start().minus(cue.end()).compareTo(MAX_PAUSE) > 0;
            if (!punctuated
                    || paused
                    || text.isSentence(
                            i + 1 == cues.size() ? List.of() : cues.get(i + 1).lines())) {
                text.flush();
            }
        }
        return List.copyOf(text.paragraphs);
    }

    private static boolean isPunctuated(List<Cue> cues) {
        long ends = cues.stream()
                .filter(cue -> !cue.lines().isEmpty())
                .filter(cue ->
                        SentenceEnd.closes(visible(cue.lines().get(cue.lines().size() - 1))
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

    /** The line without tags, positions and the line breaks of ASS. */
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

    /** Whether the text so far is a sentence, seeing what comes next: an ellipsis or a small letter takes it up again. */
    private boolean isSentence(List<Line> next) {
        if (open.isEmpty()) {
            return false;
        }
        char last = open.charAt(open.length() - 1);
        if (last == '♪' || last == '♫' || SOUND.matcher(open).matches()) {
            return true;
        }
        boolean trailsOff = last == '…' || open.toString().endsWith("...");
        String following = next.isEmpty() ? "" : visible(next.get(0)).toString().strip();
        boolean takenUp = following.startsWith("…")
                || following.startsWith("...")
                || (!following.isEmpty() && Character.isLowerCase(following.charAt(0)));
        return SentenceEnd.closes(open) && !(trailsOff && takenUp);
    }

    private void flush() {
        open.paragraph(Paragraph.Kind.SUBTITLE).ifPresent(paragraphs::add);
        open = new SourceMappedText();
    }
}
