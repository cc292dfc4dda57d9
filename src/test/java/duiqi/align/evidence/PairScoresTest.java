package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Bead;
import duiqi.align.Segments;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Lexicon;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairScoresTest {
    private static final List<String> CHINESE = List.of("今天下雨。", "我们不去公园，明天再去。", "第3章讲数学。", "他没有说话。");
    private static final List<String> ENGLISH =
            List.of("It is raining today.", "We will not go to the park.", "Chapter 3 is about mathematics.");

    private static PreparedPair prepared(int chinese, int english) {
        return PreparedPair.of(
                Lexicon.standard(),
                Segments.of(IntStream.range(0, chinese)
                        .mapToObj(k -> CHINESE.get(k % CHINESE.size()))
                        .toList()),
                Segments.of(IntStream.range(0, english)
                        .mapToObj(k -> ENGLISH.get(k % ENGLISH.size()))
                        .toList()));
    }

    private static void assertSame(PairScores.Row row, PairScores.Row other) {
        assertThat(row.first()).isEqualTo(other.first());
        assertThat(row.end()).isEqualTo(other.end());
        assertThat(row.wordForward()).isEqualTo(other.wordForward());
        assertThat(row.characterForward()).isEqualTo(other.characterForward());
        assertThat(row.wordBackward()).isEqualTo(other.wordBackward());
        assertThat(row.characterBackward()).isEqualTo(other.characterBackward());
    }

    /**
     * Compares two ways to read rows. Rows read in order use blocks that other threads compute ahead. Rows read at
     * random use blocks that are computed on demand.
     */
    @Test
    void computesTheSameRowsInAnyOrder() {
        PreparedPair prepared = prepared(400, 300);
        PairScores swept = prepared.scores();
        PairScores leapt = prepared.scores();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            assertSame(swept.row(i), prepared.scores().row(i));
            int any = random.nextInt(400);
            assertSame(leapt.row(any), prepared.scores().row(any));
        }
    }

    @Test
    void keepsRowsForTheLargestBead() {
        PairScores scores = prepared(200, 150).scores();
        for (int i = Bead.Shapes.MAX_CHINESE; i < 200; i++) {
            PairScores.Row first = scores.row(i - Bead.Shapes.MAX_CHINESE);
            scores.row(i);
            assertThat(scores.row(i - Bead.Shapes.MAX_CHINESE)).isSameAs(first);
        }
    }
}
