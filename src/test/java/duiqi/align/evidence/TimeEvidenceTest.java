package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.EvidenceFixture;
import duiqi.align.TextPair;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Span;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeEvidenceTest {
    private static final List<String> CHINESE =
            List.of("猫在屋顶上睡觉。", "哎哟！", "河水很冷。", "渔夫卖掉了船。", "喂？", "面包在桌子上。", "雪下了三天。", "唉。", "桥断了。", "医生明天来。");
    private static final List<String> ENGLISH = List.of(
            "The cat sleeps on the roof.",
            "Gosh!",
            "The river is cold.",
            "The fisherman sold the boat.",
            "Pardon?",
            "The bread is on the table.",
            "It snowed for three days.",
            "Well.",
            "The bridge broke.",
            "The doctor comes tomorrow.");
    private static final double RATE = 25 * 1.001 / 24;

    /** Returns the sentences four times, each sentence after five seconds. */
    private static List<Segment> film(List<String> sentences, DoubleUnaryOperator clock) {
        return IntStream.range(0, 4 * sentences.size())
                .mapToObj(k -> {
                    Paragraph paragraph = Paragraph.of(
                                    Paragraph.Kind.SUBTITLE, sentences.get(k % sentences.size()), k + 1, 1)
                            .with(new Paragraph.Marks(
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(new Paragraph.Cue(0, (long) clock.applyAsDouble(5000.0 * k), (long)
                                            clock.applyAsDouble(5000.0 * k + 2000)))));
                    return new Segment(
                            paragraph.text(),
                            new Location("film", k + 1, 1),
                            k,
                            paragraph.kind(),
                            paragraph.origins(),
                            paragraph.time(0, paragraph.text().length()));
                })
                .toList();
    }

    private static double measure(List<Segment> chinese, List<Segment> english, int i, int n, int j, int m) {
        return EvidenceFixture.ofSegments(chinese, english)
                .measure((pair, scores) -> new TimeEvidence(pair.texts().times()), i, n, j, m)
                .getOrDefault("times", Double.NaN);
    }

    private static DoubleUnaryOperator clock(String kind) {
        return time -> switch (kind) {
            case "other start and rate" -> 12_345 + RATE * time;
            case "inserted scene" -> time < 100_000 ? time : time + 90_000;
            case "advertisements" -> time + 60_000 * Math.floor(time / 50_000);
            default -> time;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "other start and rate, 40, 11 1 11 1, 5, 99",
        "other start and rate, 40, 39 1 39 1, 5, 99",
        "other start and rate, 40, 11 2 11 2, 5, 99",
        "other start and rate, 40, 11 1 12 1, -99, -2",
        "other start and rate, 40, 11 1 11 2, -3, 4",
        "other start and rate, 40, 11 1 11 0, 0, 0",
        "inserted scene, 40, 8 1 8 1, 5, 99",
        "inserted scene, 40, 31 1 31 1, 5, 99",
        "advertisements, 30, 5 1 5 1, 5, 99",
        "advertisements, 30, 15 1 15 1, 5, 99",
        "advertisements, 30, 27 1 27 1, 5, 99",
    })
    void supportsPairsAtTheSameTime(String kind, int size, String bead, double least, double most) {
        List<Segment> chinese = film(CHINESE, time -> time).subList(0, size);
        List<Segment> english = film(ENGLISH, clock(kind)).subList(0, size);
        int[] n = Stream.of(bead.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(measure(chinese, english, n[0], n[1], n[2], n[3])).isBetween(least, most);
    }

    @Test
    void ignoresTextsWithoutTimesAndUnrelatedTimes() {
        List<Segment> chinese = film(CHINESE, time -> time);
        List<Segment> untimed = new ArrayList<>();
        film(ENGLISH, time -> time)
                .forEach(segment -> untimed.add(
                        new Segment(segment.text(), segment.location(), segment.paragraph(), segment.kind())));
        assertThat(measure(chinese, untimed, 11, 1, 11, 1)).isZero();
        List<Segment> film = film(ENGLISH, time -> time);
        assertThat(measure(chinese, film, 11, 1, 12, 1))
                .as("a missing cue")
                .isGreaterThan(2 + measure(chinese, film, 11, 1, 18, 1));
        List<Segment> unrelated = film(ENGLISH, time -> time * (time % 7) % 999_983);
        assertThat(measure(chinese, unrelated, 11, 1, 11, 1)).isZero();
    }

    @Test
    void alignsFilmsOfAPoolBySeparateTimes() {
        TextPair first = pair(film(CHINESE, time -> time), film(ENGLISH, time -> time + 20_000));
        List<Segment> missing = new ArrayList<>(film(ENGLISH, time -> time / RATE));
        missing.remove(24);
        TextPair second = pair(film(CHINESE, time -> time), missing);
        List<Aligner.Outcome> outcomes = new Aligner().align(List.of(first, second));
        assertThat(outcomes.get(0).text().alignment().beads()).hasSize(40).noneMatch(Bead::isNull);
        assertThat(outcomes.get(1).text().alignment().beads())
                .filteredOn(Bead::isNull)
                .extracting(Bead::source)
                .containsExactly(List.of(24));
    }

    private static TextPair pair(List<Segment> chinese, List<Segment> english) {
        return new TextPair(
                new Text("film.zh.srt", Language.CHINESE, chinese), new Text("film.en.srt", Language.ENGLISH, english));
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 1000, 1800", "9, 25, 1900, 4000", "15, 25, 3000, 4000", "9, 14, 1900, 2500"})
    void givesSentencesOfACueSharesOfItsTime(int from, int to, long start, long end) {
        Paragraph paragraph = Paragraph.of(Paragraph.Kind.SUBTITLE, "One two. Three four five.", 1, 1)
                .with(new Paragraph.Marks(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Paragraph.Cue(0, 1000, 2500), new Paragraph.Cue(15, 3000, 4000))));
        assertThat(paragraph.time(from, to)).contains(new Span(start, end));
        assertThat(Paragraph.of(Paragraph.Kind.TEXT, "One.", 1, 1).time(0, 4)).isEmpty();
    }
}
