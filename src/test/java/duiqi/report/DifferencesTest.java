package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static String differences(String text, String other) {
        return Differences.between(text, other).pieces().stream()
                .map(piece -> switch (piece.side()) {
                    case BOTH -> piece.text();
                    case TEXT -> "+" + piece.text();
                    case OTHER -> "-" + piece.text();
                })
                .collect(Collectors.joining("|"));
    }

    @Test
    void comparesChineseCharactersAndWords() {
        assertThat(differences("流水不腐", "流水会腐")).isEqualTo("流|水|+不|-会|腐");
        assertThat(differences("the waters run", "the water runs")).isEqualTo("the| |+waters|-water| |+run|-runs");
    }

    @Test
    void comparesEmptyTexts() {
        assertThat(differences("", "")).isEmpty();
        assertThat(differences("", "水")).isEqualTo("-水");
        assertThat(differences("水", "")).isEqualTo("+水");
    }

    @Test
    void doesNotCompareTextsWithTooManyWords() {
        String words = IntStream.range(0, 7_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThat(Differences.between(words, "w1").pieces())
                .containsExactly(new Differences.Piece(Differences.Side.BOTH, words));
    }
}
