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
import org.junit.jupiter.api.Test;

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

    @Test
    void supportsPairsAtTheSameTimeOfFilmsWithOtherStartAndRate() {
        List<Segment> chinese = film(CHINESE, time -> time);
        List<Segment> english = film(ENGLISH, time -> 12_345 + RATE * time);
        assertThat(measure(chinese, english, 11, 1, 11, 1)).isGreaterThan(5);
        assertThat(measure(chinese, english, 39, 1, 39, 1)).isGreaterThan(5);
        assertThat(measure(chinese, english, 11, 2, 11, 2)).isGreaterThan(5);
        assertThat(measure(chinese, english, 11, 1, 12, 1)).isLessThan(-2);
        assertThat(measure(chinese, english, 11, 1, 11, 2)).isBetween(-3.0, 4.0);
        assertThat(measure(chinese, english, 11, 1, 11, 0)).isZero();
    }

    @Test
    void followsOffsetAfterInsertedScene() {
        List<Segment> chinese = film(CHINESE, time -> time);
        List<Segment> english = film(ENGLISH, time -> time < 100_000 ? time : time + 90_000);
        assertThat(measure(chinese, english, 8, 1, 8, 1)).isGreaterThan(5);
        assertThat(measure(chinese, english, 31, 1, 31, 1)).isGreaterThan(5);
    }

    @Test
    void followsOffsetsOfShortTextAfterAdvertisements() {
        List<Segment> chinese = film(CHINESE, time -> time).subList(0, 30);
        List<Segment> english =
                film(ENGLISH, time -> time + 60_000 * Math.floor(time / 50_000)).subList(0, 30);
        assertThat(measure(chinese, english, 5, 1, 5, 1)).isGreaterThan(5);
        assertThat(measure(chinese, english, 15, 1, 15, 1)).isGreaterThan(5);
        assertThat(measure(chinese, english, 27, 1, 27, 1)).isGreaterThan(5);
    }

    @Test
    void toleratesDifferenceOfMissingCueMoreThanUnrelatedTimes() {
        List<Segment> film = film(CHINESE, time -> time);
        List<Segment> english = film(ENGLISH, time -> time);
        assertThat(measure(film, english, 11, 1, 12, 1)).isGreaterThan(2 + measure(film, english, 11, 1, 18, 1));
    }

    @Test
    void ignoresTextsWithoutTimesAndUnrelatedTimes() {
        List<Segment> chinese = film(CHINESE, time -> time);
        List<Segment> untimed = new ArrayList<>();
        film(ENGLISH, time -> time)
                .forEach(segment -> untimed.add(
                        new Segment(segment.text(), segment.location(), segment.paragraph(), segment.kind())));
        assertThat(measure(chinese, untimed, 11, 1, 11, 1)).isZero();
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

    @Test
    void givesSentencesOfACueSharesOfItsTime() {
        Paragraph paragraph = Paragraph.of(Paragraph.Kind.SUBTITLE, "One two. Three four five.", 1, 1)
                .with(new Paragraph.Marks(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Paragraph.Cue(0, 1000, 2500), new Paragraph.Cue(15, 3000, 4000))));
        assertThat(paragraph.time(0, 8)).contains(new Span(1000, 1800));
        assertThat(paragraph.time(9, 25)).contains(new Span(1900, 4000));
        assertThat(paragraph.time(15, 25)).contains(new Span(3000, 4000));
        assertThat(paragraph.time(9, 14)).contains(new Span(1900, 2500));
        assertThat(Paragraph.of(Paragraph.Kind.TEXT, "One.", 1, 1).time(0, 4)).isEmpty();
    }
}
