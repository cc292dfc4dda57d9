package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static AlignmentWeights.Weights read(String text) throws IOException {
        return AlignmentWeights.columns("x.weights", new BufferedReader(new StringReader(text)), 1)
                .get(0);
    }

    @Test
    void readsNamesWithSpacesAndSkipsComments() throws IOException {
        AlignmentWeights.Weights weights = read("# trained somewhere\n\n  -1.5 type 1-0\n0.25 length\n");
        assertThat(weights.get("type 1-0")).isEqualTo(-1.5);
        assertThat(weights.get("length")).isEqualTo(0.25);
        assertThat(weights.get("unheard of")).isZero();
        assertThat(AlignmentWeights.text(List.of(), List.of(weights)))
                .isEqualTo(" -1.5000 type 1-0\n  0.2500 length\n");
    }

    @Test
    void reportsTheInvalidLine() {
        assertThatThrownBy(() -> read("1 length\nheavy length\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("x.weights:2:1: \"heavy length\" is not a weight and a feature");
        assertThatThrownBy(() -> read("1.5\n")).isInstanceOf(FormatException.class);
    }
}
