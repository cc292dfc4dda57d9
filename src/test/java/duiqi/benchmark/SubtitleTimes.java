package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.Evaluation;
import duiqi.align.GoldText;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Measures the effect of times on the alignment of subtitles. Each gold text becomes two subtitle files that are cut
 * independently: a cue holds one or two lines, parts of sentences and several sentences. The films differ by an offset
 * and the frame rate, and some cues are missing. Cues begin up to 0.3 seconds late and remain up to a second for
 * reading. The beads of the gold that share a sentence of a file are one bead.
 */
final class SubtitleTimes {
    private static final double CHARACTERS_PER_SECOND = 4.5;
    private static final double WHOLE_CUE = 0.8;
    private static final int MAX_CHINESE = 32;
    private static final int MAX_ENGLISH = 84;

    /** Delay of a cue after the speech, and time that a cue remains for reading, in seconds. */
    private static final double MAX_DELAY = 0.3;

    private static final double MAX_READING = 1;

    /** Number of characters that the reader may drop between two characters of a sentence. */
    private static final int MAX_DROPPED = 8;

    /**
     * Describes how the two films differ.
     *
     * @param missing share of missing cues
     * @param rate ratio of the frame rates
     * @param insertions number of advertisements of a minute in the English film
     */
    private record Condition(String name, double missing, double rate, int insertions) {}

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("same film", 0, 1, 0),
            new Condition("5 % of the cues missing", 0.05, 1, 0),
            new Condition("25 instead of 23.976 frames", 0.05, 0.95904, 0),
            new Condition("two advertisements", 0.05, 1, 2));

    /** Holds a part of a film: the text of a cue, and the sentence of each of its characters. */
    private record Cue(String text, List<Integer> sentences, double start, double end) {}

    /** Holds a subtitle file, its characters except white space, and the sentence of each of these characters. */
    private record Track(Text text, String characters, List<Integer> sentences) {}

    private final Random random;

    private SubtitleTimes(long seed) {
        random = new Random(seed);
    }

    /**
     * Prints the F1 with and without times.
     *
     * @param arguments folders of gold
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(SubtitleTimes.class, arguments);
        bench.say("| texts | films | without times | with times |%n|---|---|---|---|");
        Aligner aligner = new Aligner();
        for (Path folder : bench.paths()) {
            for (Condition condition : CONDITIONS) {
                List<Bead> gold = new ArrayList<>();
                List<Bead> plain = new ArrayList<>();
                List<Bead> timed = new ArrayList<>();
                int sources = 0;
                int targets = 0;
                for (GoldText text : GoldText.in(folder)) {
                    List<Track> tracks = new SubtitleTimes(text.name().length()).tracks(text, condition);
                    Text chinese = tracks.get(0).text();
                    Text english = tracks.get(1).text();
                    add(gold, truth(text, tracks), sources, targets);
                    add(plain, aligned(aligner, untimed(chinese), untimed(english)), sources, targets);
                    add(timed, aligned(aligner, chinese, english), sources, targets);
                    sources += chinese.segments().size();
                    targets += english.segments().size();
                }
                bench.say(
                        "| %s | %s | %.3f | %.3f |",
                        folder.getFileName(),
                        condition.name,
                        Evaluation.of(gold, plain).strict().f1(),
                        Evaluation.of(gold, timed).strict().f1());
            }
        }
    }

    private static void add(List<Bead> all, List<Bead> beads, int sources, int targets) {
        beads.forEach(bead -> all.add(bead.moved(sources, targets)));
    }

    private static List<Bead> aligned(Aligner aligner, Text chinese, Text english) {
        return aligner.align(chinese, english).text().alignment().beads();
    }

    private static Text untimed(Text text) {
        return new Text(
                text.name(),
                text.language(),
                text.segments().stream()
                        .map(segment ->
                                new Segment(segment.text(), segment.location(), segment.paragraph(), segment.kind()))
                        .toList());
    }

    /** Returns the Chinese and the English subtitles of a text. */
    private List<Track> tracks(GoldText text, Condition condition) throws IOException {
        double[][] chinese = new double[text.chinese().segments().size()][];
        double[][] english = new double[text.english().segments().size()][];
        double now = 5;
        for (Bead bead : text.beads()) {
            double start = now + (random.nextInt(20) == 0 ? 5 + 10 * random.nextDouble() : 0.2 + random.nextDouble());
            int characters = length(text.chinese(), bead.source());
            double letters = length(text.english(), bead.target()) / 3.5;
            now = start
                    + 0.8
                    + (0.8 + 0.4 * random.nextDouble()) * Math.max(characters, letters) / CHARACTERS_PER_SECOND;
            spread(text.chinese(), bead.source(), start, now, chinese);
            spread(text.english(), bead.target(), start, now, english);
        }
        double offset = 20 * random.nextDouble();
        List<Cue> chineseCues = cues(text.chinese(), chinese, MAX_CHINESE);
        List<Cue> englishCues = cues(text.english(), english, MAX_ENGLISH);
        double length = now;
        return List.of(
                track(chineseCues, condition.missing, Language.CHINESE, start -> start),
                track(
                        englishCues,
                        condition.missing,
                        Language.ENGLISH,
                        start -> offset
                                + condition.rate * start
                                + 60 * Math.floor(start / length * (condition.insertions + 1))));
    }

    private static int length(Text text, List<Integer> sentences) {
        return sentences.stream()
                .mapToInt(k -> text.segments().get(k).text().length())
                .sum();
    }

    /** Gives the sentences of one side of a bead their shares of its time. */
    private void spread(Text text, List<Integer> sentences, double start, double end, double[][] times) {
        double total = length(text, sentences);
        double before = 0;
        for (int k : sentences) {
            double length = text.segments().get(k).text().length();
            times[k] = new double[] {
                start + (end - start) * before / total + 0.15 * random.nextGaussian(),
                start + (end - start) * (before + length) / total
            };
            before += length;
        }
    }

    /** Cuts the sentences into cues; sentences without a time are not in the film. */
    private List<Cue> cues(Text text, double[][] times, int maximum) {
        List<Cue> cues = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        List<Integer> sentences = new ArrayList<>();
        double start = 0;
        int wanted = wanted(maximum);
        for (int k = 0; k < times.length; k++) {
            String sentence = text.segments().get(k).text();
            for (int c = 0; times[k] != null && c < sentence.length(); c++) {
                double at = times[k][0] + (times[k][1] - times[k][0]) * c / sentence.length();
                if (open.isEmpty()) {
                    start = at;
                }
                open.append(sentence.charAt(c));
                sentences.add(k);
                boolean mayCut = text.language().isChinese()
                        ? c + 2 < sentence.length() && "，、；：。”".indexOf(sentence.charAt(c + 1)) < 0
                        : sentence.charAt(c) == ' ';
                boolean isEnd = c == sentence.length() - 1;
                if ((open.length() >= wanted && mayCut) || (isEnd && random.nextDouble() < WHOLE_CUE)) {
                    double end = times[k][0] + (times[k][1] - times[k][0]) * (c + 1) / sentence.length();
                    cues.add(new Cue(open.toString(), List.copyOf(sentences), start, Math.max(start + 0.3, end)));
                    open.setLength(0);
                    sentences.clear();
                    wanted = wanted(maximum);
                } else if (isEnd && !text.language().isChinese()) {
                    open.append(' ');
                    sentences.add(k);
                }
            }
        }
        if (!open.isEmpty()) {
            cues.add(new Cue(open.toString(), List.copyOf(sentences), start, start + 2));
        }
        return cues;
    }

    private int wanted(int maximum) {
        return maximum / 3 + random.nextInt(maximum * 2 / 3);
    }

    /** Converts the time of a film. */
    private interface Clock {
        double at(double seconds);
    }

    private Track track(List<Cue> cues, double missing, Language language, Clock clock) throws IOException {
        StringBuilder file = new StringBuilder();
        StringBuilder characters = new StringBuilder();
        List<Integer> sentences = new ArrayList<>();
        int number = 0;
        for (int n = 0; n < cues.size(); n++) {
            Cue cue = cues.get(n);
            double start = clock.at(cue.start) + 0.1 * random.nextGaussian() + MAX_DELAY * random.nextDouble();
            double end = clock.at(cue.end) + MAX_READING * random.nextDouble();
            double next = n + 1 < cues.size() ? clock.at(cues.get(n + 1).start) : end;
            if (random.nextDouble() < missing) {
                continue;
            }
            file.append(++number).append('\n').append(time(start)).append(" --> ");
            file.append(time(Math.max(start + 0.3, Math.min(end, next))))
                    .append('\n')
                    .append(cue.text)
                    .append("\n\n");
            for (int k = 0; k < cue.text.length(); k++) {
                if (!Character.isWhitespace(cue.text.charAt(k))) {
                    characters.append(cue.text.charAt(k));
                    sentences.add(cue.sentences.get(k));
                }
            }
        }
        Input input = new Input("film.srt", file.toString().getBytes(StandardCharsets.UTF_8), Optional.empty());
        Document document = Documents.read(input);
        return new Track(Segmenter.standard().segment(document, language), characters.toString(), sentences);
    }

    /** Returns a time as in a subtitle file. */
    static String time(double seconds) {
        long millis = Math.max(0, Math.round(seconds * 1000));
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d,%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    /** Returns the gold of two subtitle files: sentences of the files that share a bead of the text are one bead. */
    private static List<Bead> truth(GoldText text, List<Track> tracks) {
        Map<Integer, Integer> chinese = new HashMap<>();
        Map<Integer, Integer> english = new HashMap<>();
        for (int k = 0; k < text.beads().size(); k++) {
            int number = k;
            text.beads().get(k).source().forEach(i -> chinese.put(i, number));
            text.beads().get(k).target().forEach(j -> english.put(j, number));
        }
        List<List<BitSet>> touched = List.of(touched(tracks.get(0), chinese), touched(tracks.get(1), english));
        BitSet joined = new BitSet();
        touched.stream()
                .flatMap(List::stream)
                .filter(beads -> !beads.isEmpty())
                .forEach(beads -> joined.set(beads.nextSetBit(0) + 1, beads.length()));
        Map<Integer, List<TreeSet<Integer>>> groups = new TreeMap<>();
        for (int side = 0; side < 2; side++) {
            for (int s = 0; s < touched.get(side).size(); s++) {
                if (!touched.get(side).get(s).isEmpty()) {
                    int first = joined.previousClearBit(touched.get(side).get(s).nextSetBit(0));
                    groups.computeIfAbsent(first, none -> List.of(new TreeSet<>(), new TreeSet<>()))
                            .get(side)
                            .add(s);
                }
            }
        }
        return groups.values().stream()
                .map(sides -> new Bead(List.copyOf(sides.get(0)), List.copyOf(sides.get(1)), 1))
                .toList();
    }

    /** Returns the beads that share a character with each sentence of a file. */
    private static List<BitSet> touched(Track track, Map<Integer, Integer> beads) {
        List<BitSet> touched = new ArrayList<>();
        int at = 0;
        for (Segment segment : track.text.segments()) {
            BitSet own = new BitSet();
            String characters = segment.text().replaceAll("\\s+", "");
            int whole = track.characters.indexOf(characters, at);
            at = whole >= 0 ? whole : at;
            for (int k = 0; k < characters.length(); k++) {
                // The reader drops some characters, such as the hyphen before a speech.
                int next = track.characters.indexOf(characters.charAt(k), at);
                if (next >= 0 && next < at + MAX_DROPPED) {
                    own.set(Optional.ofNullable(beads.get(track.sentences.get(next)))
                            .orElseThrow());
                    at = next + 1;
                }
            }
            touched.add(own);
        }
        return touched;
    }
}
