package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Direction;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuccessiveCorrectionsTest {
    private static CheckedUnit unit(String target) {
        return Units.of(Direction.INTO_CHINESE, "a.tsv", "source", target);
    }

    private static void add(SuccessiveCorrections corrections, CheckedUnit unit, int start, int end, String text) {
        Finding finding = Finding.of(CheckRun.UNCHECKED, unit, "wrong");
        corrections.add(finding, new TextSpan(TextSpan.Side.TARGET, start, end), text);
    }

    private static String applied(String target, List<Correction> corrections) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Correction correction : corrections) {
            text.append(target, done, correction.span().start()).append(correction.text());
            done = correction.span().end();
        }
        return text.append(target.substring(done)).toString();
    }

    @Test
    void joinsCorrectionsOfTheSameWords() {
        CheckedUnit unit = unit("a (4 mg,b) c,d");
        SuccessiveCorrections corrections = new SuccessiveCorrections(unit);
        add(corrections, unit, 12, 13, "，");
        add(corrections, unit, 2, 10, "（4 mg,b）");
        add(corrections, unit, 3, 4, "40");
        add(corrections, unit, 8, 9, "，");
        assertThat(corrections.text()).isEqualTo("a （40 mg，b） c，d");
        assertThat(corrections.all())
                .extracting(correction -> correction.words() + " -> " + correction.text())
                .containsExactly("(4 mg,b) -> （40 mg，b）", ", -> ，");
    }

    /** Applies the joined corrections to the original text, and compares it with the text corrected step by step. */
    @Property(tries = 500)
    void givesTheSameText(
            @ForAll @AlphaChars @StringLength(max = 12) String target,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 9_999) Integer> edits) {
        CheckedUnit unit = unit(target);
        SuccessiveCorrections corrections = new SuccessiveCorrections(unit);
        for (int edit : edits) {
            int length = corrections.text().length();
            int start = edit % (length + 1);
            int end = Math.min(length, start + edit / 100 % 4);
            add(corrections, unit, start, end, "123".substring(0, edit / 1_000 % 4));
        }
        assertThat(applied(target, corrections.all())).isEqualTo(corrections.text());
    }
}
