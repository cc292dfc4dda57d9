package duiqi.document.subtitle;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.Joiner;
import duiqi.document.plain.Shape;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Characters;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Line;
import duiqi.text.Located;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads subtitles: SubRip, and the cues of WebVTT (W3C, 2019). {@link SubtitleText} converts the cues to paragraphs.
 */
public final class SubtitleReader implements DocumentReader {
    /**
     * Holds the visible text of a subtitle.
     *
     * @param start start in milliseconds
     * @param end end in milliseconds
     * @param lines its lines, without markup
     */
    record Cue(long start, long end, List<Located.Builder> lines) {
        Cue {
            lines = List.copyOf(lines);
        }

        Cue with(List<Located.Builder> others) {
            return new Cue(start, end, others);
        }

        /** Returns the time that a subtitle shares with another one, in milliseconds. */
        long overlap(Cue other) {
            return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
        }
    }

    private static final String TIME = "(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})";
    private static final Pattern TIMES = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s+.*)?\\s*");
    private static final Pattern ARROW = Pattern.compile("\\d\\s*--?>\\s*\\d");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d+\\s*");
    private static final Pattern SIDE_BLOCK = Pattern.compile("(?:NOTE|STYLE|REGION)(?:\\s.*)?");
    private static final String REMEDY =
            "write the times in the format 00:01:02,000 --> 00:01:04,000, and separate subtitles by one empty line";

    @Override
    public Document read(Input input) throws IOException {
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        Cues cues = new Cues(input.name(), decoded.damage());
        cues.read(Line.of(decoded.text()));
        return new Document(input.name(), SubtitleText.paragraphs(cues.cues)).with(cues.damage);
    }

    /**
     * Reads the subtitles of a file. The text of a subtitle ends at the times of the next one. A few damaged subtitles
     * keep their text: a subtitle without valid times gets the end of the one before it, and text after an empty line
     * belongs to the subtitle before it. Not thread-safe.
     */
    private static final class Cues {
        /** Maximum share of damaged subtitles; a file with more is in another format. */
        private static final double MAX_SHARE = 0.02;

        /** Minimum number of subtitles of a file with one damaged subtitle. */
        private static final int MIN_CUES = 10;

        private final String file;
        private final List<Cue> cues = new ArrayList<>();
        private final List<ReadProblem> damage;
        private final List<FormatException> faults = new ArrayList<>();

        Cues(String file, List<ReadProblem> damage) {
            this.file = file;
            this.damage = new ArrayList<>(damage);
        }

        /**
         * Reads all subtitles.
         *
         * @throws FormatException if too many subtitles are damaged
         */
        void read(List<Line> lines) throws FormatException {
            boolean isWebVtt = !lines.isEmpty() && lines.get(0).text().startsWith("WEBVTT");
            boolean isSide = isWebVtt;
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                boolean isFirst = i == 0 || lines.get(i - 1).isBlank();
                isSide |= isWebVtt && isFirst && SIDE_BLOCK.matcher(line.text()).matches();
                if (line.isBlank()) {
                    isSide = false;
                } else if (isTimed(lines, i)) {
                    addCue(line);
                } else if (!isSide) {
                    addText(line, isFirst, isTimed(lines, i + 1));
                }
            }
            damage.sort(Comparator.comparing(ReadProblem::location));
            boolean isFew = faults.size() <= MAX_SHARE * cues.size() || (faults.size() == 1 && cues.size() >= MIN_CUES);
            if (!isFew) {
                throw faults.get(0);
            }
        }

        private static boolean isTimed(List<Line> lines, int i) {
            return i < lines.size() && ARROW.matcher(lines.get(i).text()).find();
        }

        private void addCue(Line line) {
            Matcher times = TIMES.matcher(line.text());
            long last = cues.isEmpty() ? 0 : cues.get(cues.size() - 1).end();
            long start = times.matches() ? time(times, 1) : last;
            long end = times.matches() ? time(times, 5) : last;
            if (!times.matches() || end < start) {
                fault(line, "the times of the subtitle are invalid");
            }
            cues.add(new Cue(Math.min(start, end), Math.max(start, end), List.of()));
        }

        /** Adds a line of text to the last subtitle, unless it is the number or the name of the next one. */
        private void addText(Line line, boolean isFirst, boolean isBeforeTimes) {
            boolean isNumber = NUMBER.matcher(line.text()).matches();
            if (isBeforeTimes && (isFirst || isNumber)) {
                return;
            }
            if (isFirst) {
                fault(line, "the text has no times");
            }
            if (!isFirst || !isNumber) {
                Cue last = cues.isEmpty() ? new Cue(0, 0, List.of()) : cues.remove(cues.size() - 1);
                Stream<Located.Builder> text = Stream.of(SubtitleText.visible(line));
                cues.add(last.with(Stream.concat(last.lines().stream(), text).toList()));
            }
        }

        private void fault(Line line, String problem) {
            Location location = new Location(file, line.number(), 1);
            damage.add(new ReadProblem(location, "", problem, ReadProblem.Kind.REPAIRED));
            faults.add(new FormatException(location, problem, REMEDY));
        }

        /** Returns a time in milliseconds. */
        private static long time(Matcher times, int group) {
            int hours = times.group(group) == null ? 0 : Integer.parseInt(times.group(group));
            int minutes = 60 * hours + Integer.parseInt(times.group(group + 1));
            return 1000L * (60L * minutes + Integer.parseInt(times.group(group + 2)))
                    + Integer.parseInt(times.group(group + 3));
        }
    }

    /**
     * Separates the Chinese and the English text of dual subtitles: subtitles with lines of both languages, and
     * subtitles of both languages at the same time. Stateless.
     */
    private static final class DualSubtitles {
        /** Minimum share of subtitles whose time has text of the other language. A film in one language has few. */
        private static final double MIN_SHARE = 0.3;

        private static final String WIDE =
                "\\x{2E80}-\\x{9FFF}\\x{F900}-\\x{FAFF}\\x{FF00}-\\x{FF60}\\x{20000}-\\x{3FFFF}";
        private static final String LETTER = "[^" + WIDE + "]*?[\\p{L}&&[^" + WIDE + "]]";

        /** Matches English with two letters or more before Chinese. Quotation marks may belong to the Chinese. */
        private static final Pattern ENGLISH_FIRST =
                Pattern.compile("^" + LETTER + LETTER + "[^" + WIDE + "]*?(?=[“‘…—]*[" + WIDE + "])");

        /** Matches Chinese, and the English after it. */
        private static final Pattern ENGLISH_LAST =
                Pattern.compile("[" + WIDE + "][”’…—]*+(" + LETTER + LETTER + "[^" + WIDE + "]*)$");

        private DualSubtitles() {}

        /**
         * Returns the subtitles by language, Chinese first; all in one list if they are in one language. A line is split
         * only if no other subtitle has the same time, since a Chinese line may begin with an English name.
         */
        static List<List<Cue>> tracks(List<Cue> cues) {
            List<Cue> sorted =
                    cues.stream().sorted(Comparator.comparingLong(Cue::start)).toList();
            List<Cue> separated = IntStream.range(0, sorted.size())
                    .mapToObj(k -> isAlone(sorted, k) ? separated(sorted.get(k)) : sorted.get(k))
                    .toList();
            List<Cue> chinese = track(separated, true);
            List<Cue> english = track(separated, false);
            return isAccompanied(chinese, english) && isAccompanied(english, chinese)
                    ? List.of(chinese, english)
                    : List.of(cues);
        }

        /** Returns whether the subtitles next to one have less than half of its time. */
        private static boolean isAlone(List<Cue> sorted, int k) {
            Cue cue = sorted.get(k);
            return IntStream.of(Math.max(0, k - 1), Math.min(k + 1, sorted.size() - 1))
                    .noneMatch(other -> other != k && 2 * cue.overlap(sorted.get(other)) > cue.end() - cue.start());
        }

        private static List<Cue> track(List<Cue> cues, boolean isChinese) {
            return cues.stream()
                    .map(cue -> cue.with(IntStream.range(0, cue.lines().size())
                            .filter(k -> isChinese(cue.lines(), k) == isChinese)
                            .mapToObj(cue.lines()::get)
                            .toList()))
                    .filter(cue -> !cue.lines().isEmpty())
                    .toList();
        }

        /**
         * Returns whether a line is Chinese. A line without letters has the language of the line before it, or of the
         * line after it. The second of two equal lines is English, as in names and songs.
         */
        private static boolean isChinese(List<Located.Builder> lines, int line) {
            return IntStream.concat(
                            IntStream.rangeClosed(0, line).map(k -> line - k), IntStream.range(line, lines.size()))
                    .mapToObj(lines::get)
                    .filter(DualSubtitles::hasLetters)
                    .findFirst()
                    .map(DualSubtitles::hasHan)
                    .orElse(line == 0);
        }

        private static boolean hasHan(CharSequence text) {
            return text.codePoints().anyMatch(Character::isIdeographic);
        }

        private static boolean hasLetters(CharSequence text) {
            return text.codePoints().anyMatch(Character::isLetter);
        }

        /** Splits a line with both languages, unless other lines of the subtitle are in another language. */
        private static Cue separated(Cue cue) {
            List<Located.Builder> lines = cue.lines();
            boolean hasChinese = lines.stream().anyMatch(DualSubtitles::hasHan);
            boolean hasEnglish = lines.stream().anyMatch(line -> hasLetters(line) && !hasHan(line));
            return hasChinese && !hasEnglish
                    ? cue.with(lines.stream()
                            .flatMap(line -> separated(line).stream())
                            .toList())
                    : cue;
        }

        /** Returns the Chinese and the English part of a line, if one follows the other. */
        private static List<Located.Builder> separated(Located.Builder line) {
            Matcher first = ENGLISH_FIRST.matcher(line);
            Matcher last = ENGLISH_LAST.matcher(line);
            boolean isFirst = first.find();
            if (isFirst == last.find()) {
                return List.of(line);
            }
            int cut = isFirst ? first.end() : last.start(1);
            return List.of(
                    new Located.Builder().append(line, 0, cut), new Located.Builder().append(line, cut, line.length()));
        }

        /** Returns whether enough subtitles of one language have text of the other for more than half of their time. */
        private static boolean isAccompanied(List<Cue> track, List<Cue> others) {
            long accompanied = track.stream()
                    .filter(cue -> 2 * others.stream().mapToLong(cue::overlap).sum() > cue.end() - cue.start())
                    .count();
            return accompanied > 0 && accompanied >= MIN_SHARE * track.size();
        }
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

        /** Maximum pause within a sentence, in milliseconds. */
        private static final long MAX_PAUSE = 3000;

        private final Joiner joiner;
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private final List<Paragraph.Cue> cues = new ArrayList<>();
        private Located.Builder open = new Located.Builder();

        private SubtitleText(Joiner joiner) {
            this.joiner = joiner;
        }

        /**
         * Returns the paragraphs of all subtitles by time. The languages of dual subtitles are in separate paragraphs.
         */
        static List<Paragraph> paragraphs(List<Cue> cues) {
            List<List<Cue>> tracks = DualSubtitles.tracks(cues);
            if (tracks.size() == 1) {
                return ofTrack(tracks.get(0));
            }
            return tracks.stream()
                    .flatMap(track -> ofTrack(track).stream())
                    .sorted(Comparator.<Paragraph>comparingLong(
                                    paragraph -> paragraph.marks().cues().get(0).start())
                            .thenComparing(
                                    paragraph -> paragraph.origins().get(0).line())
                            .thenComparing(
                                    paragraph -> paragraph.origins().get(0).column()))
                    .toList();
        }

        private static List<Paragraph> ofTrack(List<Cue> cues) {
            List<Line> lines = cues.stream()
                    .flatMap(cue -> cue.lines().stream())
                    .map(line -> new Line(1, line.toString()))
                    .toList();
            SubtitleText text = new SubtitleText(Joiner.of(lines));
            boolean punctuated = isPunctuated(cues);
            for (int i = 0; i < cues.size(); i++) {
                Cue cue = cues.get(i);
                cue.lines().forEach(line -> text.add(line, cue));
                boolean isLast = i + 1 == cues.size();
                List<Located.Builder> next =
                        isLast ? List.of() : cues.get(i + 1).lines();
                boolean paused = isLast || cues.get(i + 1).start() - cue.end() > MAX_PAUSE;
                if (!punctuated || paused || text.isSentence(next)) {
                    text.flush();
                }
            }
            return List.copyOf(text.paragraphs);
        }

        private static boolean isPunctuated(List<Cue> cues) {
            long ends = cues.stream()
                    .filter(cue -> !cue.lines().isEmpty())
                    .filter(cue -> Shape.SentenceEnd.closes(
                            cue.lines().get(cue.lines().size() - 1).toString().strip()))
                    .count();
            return ends >= MIN_ENDS * cues.size();
        }

        private void add(Located.Builder text, Cue cue) {
            Matcher dash = DASH.matcher(text);
            if (!dash.lookingAt()) {
                append(text, 0, text.length(), cue);
                return;
            }
            flush();
            int start = dash.end();
            Matcher inner = INNER_DASH.matcher(text);
            while (inner.find()) {
                append(text, start, inner.start(), cue);
                flush();
                start = inner.end();
            }
            append(text, start, text.length(), cue);
        }

        private void append(Located.Builder text, int from, int to, Cue cue) {
            int start = from;
            while (start < to && Characters.isSpace(text.charAt(start))) {
                start++;
            }
            Located.Builder part = new Located.Builder().append(text, start, to);
            part.truncateSpace();
            joiner.join(open, part);
            Paragraph.Cue time = new Paragraph.Cue(open.length() - part.length(), cue.start(), cue.end());
            boolean isNew = cues.isEmpty()
                    || cues.get(cues.size() - 1).start() != time.start()
                    || cues.get(cues.size() - 1).end() != time.end();
            if (isNew && !part.isEmpty()) {
                cues.add(time);
            }
        }

        /** Returns the line without tags, positions and ASS line breaks. */
        private static Located.Builder visible(Line line) {
            Located.Builder text = new Located.Builder();
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
        private boolean isSentence(List<Located.Builder> next) {
            if (open.isEmpty()) {
                return false;
            }
            char last = open.charAt(open.length() - 1);
            if (last == '♪' || last == '♫' || SOUND.matcher(open).matches()) {
                return true;
            }
            boolean trailsOff = last == '…' || open.toString().endsWith("...");
            String following = next.isEmpty() ? "" : next.get(0).toString().strip();
            boolean isContinued = following.startsWith("…")
                    || following.startsWith("...")
                    || (!following.isEmpty() && Character.isLowerCase(following.charAt(0)));
            return Shape.SentenceEnd.closes(open) && !(trailsOff && isContinued);
        }

        private void flush() {
            Paragraph.Marks marks = new Paragraph.Marks(Optional.empty(), Optional.empty(), cues);
            open.paragraph(Paragraph.Kind.SUBTITLE)
                    .map(paragraph -> paragraph.with(marks))
                    .ifPresent(paragraphs::add);
            open = new Located.Builder();
            cues.clear();
        }
    }
}
