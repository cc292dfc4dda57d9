package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnVoterTest {
    private static final List<List<String>> ROWS = List.of(
            List.of("1", "水是软的。", "Water is soft", "Water is soft."),
            List.of("2", "石头是硬的。", "Stones are hard", "Stone is hard."));

    @Test
    void prefersRevisionToDraft() {
        ColumnVoter voter = ColumnVoter.of(List.of("序号", "原文", "译文", "审校后译文"), ROWS);
        assertThat(voter.choice(true).columns()).containsExactly(1);
        assertThat(voter.choice(false).columns()).containsExactly(3);
    }

    @Test
    void doubtsTwoColumnsOfOneLanguage() {
        ColumnVoter.Choice choice = ColumnVoter.of(List.of(), ROWS).choice(false);
        assertThat(choice.columns()).containsExactly(2, 3);
        assertThat(choice.doubt()).contains("has two English columns");
        assertThat(choice.isClear()).isFalse();
    }

    @Test
    void findsNamesBelowTitles() {
        List<List<String>> rows = List.of(List.of("术语表"), List.of("序号", "中文", "英文"), List.of("1", "水", "water"));
        assertThat(ColumnVoter.headingRow(rows)).isEqualTo(1);
        assertThat(ColumnVoter.headingRow(ROWS)).isEqualTo(-1);
        assertThat(ColumnVoter.headingRow(
                        List.of(List.of("中国", "China"), List.of("美国", "United States"), List.of("英国", "UK"))))
                .isEqualTo(-1);
    }
}
