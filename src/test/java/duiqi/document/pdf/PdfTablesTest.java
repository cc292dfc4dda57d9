package duiqi.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfTablesTest {
    /** Each case is a drawing for {@link PdfPages#of} and the cells of the table: row, column and text. */
    @ParameterizedTest
    @ValueSource(strings = {"""
            # cells between ruling lines
            grid 70,250,450 100,140,180,220
            74 115 11 Harbour
            254 115 11 港口
            74 155 11 The ferry leaves the quay at
            74 168 11 nine.
            254 155 11 渡轮九点离开码头。
            74 195 11 It is full.
            254 195 11 船已经满了。
            =>
            0 0 Harbour
            0 1 港口
            1 0 The ferry leaves the quay at nine.
            1 1 渡轮九点离开码头。
            2 0 It is full.
            2 1 船已经满了。
            """, """
            # no ruling line between two cells
            grid 70,450 100,140,180,220
            rule 250 140 250 220
            74 115 11 A title over both columns of this table
            74 155 11 left
            254 155 11 right
            74 195 11 down
            254 195 11 up
            =>
            0 0 A title over both columns of this table
            1 0 left
            1 1 right
            2 0 down
            2 1 up
            """, """
            # horizontal rules only
            rule 70 100 450 100
            72 113 10 Boat
            200 113 10 Meaning
            rule 70 120 450 120
            72 134 10 ferry
            200 134 10 a ship that carries people over a short distance
            200 146 10 and comes back
            72 158 10 tug
            200 158 10 a small ship that pulls others
            rule 70 165 450 165
            =>
            0 0 Boat
            0 1 Meaning
            1 0 ferry
            1 1 a ship that carries people over a short distance and comes back
            2 0 tug
            2 1 a small ship that pulls others
            """, """
            # two languages without rules
            72 100 11 The boats left before
            72 113 11 sunrise.
            300 100 11 船在日出之前就离开了港口，
            300 113 11 没有人看见。
            72 136 11 Only the ferry stayed at
            72 149 11 the quay.
            300 136 11 只有渡轮还停在码头边上。
            72 172 11 Its captain was asleep.
            300 172 11 船长睡着了。
            =>
            0 0 The boats left before sunrise.
            0 1 船在日出之前就离开了港口，没有人看见。
            1 0 Only the ferry stayed at the quay.
            1 1 只有渡轮还停在码头边上。
            2 0 Its captain was asleep.
            2 1 船长睡着了。
            """, """
            # the next page repeats the header
            grid 70,250,450 700,730,760
            74 715 11 Word
            254 715 11 Meaning
            74 745 11 quay
            254 745 11 a place to land
            ---
            grid 70,250,450 80,110,140
            74 95 11 Word
            254 95 11 Meaning
            74 125 11 mole
            254 125 11 a wall in the sea
            =>
            0 0 Word
            0 1 Meaning
            1 0 quay
            1 1 a place to land
            2 0 mole
            2 1 a wall in the sea
            """, """
            # narrow columns in the order of the file
            72 100 11 1
            100 100 11 船在日出之前就离开
            100 113 11 了港口。
            300 100 11 The boats left the
            300 113 11 port long before
            300 126 11 sunrise.
            450 100 11 ok
            72 140 11 2
            100 140 11 船长睡着了。
            300 140 11 Its captain was
            300 153 11 asleep.
            450 140 11 ok
            72 167 11 3
            100 167 11 渡轮还停在码头
            100 180 11 边上。
            300 167 11 The ferry is here.
            450 167 11 ok
            =>
            0 0 1
            0 1 船在日出之前就离开了港口。
            0 2 The boats left the port long before sunrise.
            0 3 ok
            1 0 2
            1 1 船长睡着了。
            1 2 Its captain was asleep.
            1 3 ok
            2 0 3
            2 1 渡轮还停在码头边上。
            2 2 The ferry is here.
            2 3 ok
            """, """
            # a row continues below the repeated header
            grid 68,290,500 690,704,718,732
            72 700 11 中文
            300 700 11 English
            72 714 11 船长睡着了。
            300 714 11 Its captain is asleep.
            72 728 11 渡轮还停在码头。
            300 728 11 The ferry still lies at
            ---
            grid 68,290,500 70,84,98,112
            72 80 11 中文
            300 80 11 English
            300 94 11 the old quay.
            72 108 11 天亮了。
            300 108 11 The sun is up.
            =>
            0 0 中文
            0 1 English
            1 0 船长睡着了。
            1 1 Its captain is asleep.
            2 0 渡轮还停在码头。
            2 1 The ferry still lies at the old quay.
            3 0 天亮了。
            3 1 The sun is up.
            """})
    void readsCells(String sample) throws IOException {
        String[] parts = sample.split("=>\n");
        List<Paragraph> paragraphs = read(parts[0]);
        assertThat(paragraphs).allMatch(paragraph -> paragraph.kind() == Kind.TABLE_CELL);
        assertThat(paragraphs)
                .extracting(paragraph -> {
                    Cell cell = paragraph.marks().cell().orElseThrow();
                    assertThat(cell.table()).isZero();
                    return cell.row() + " " + cell.column() + " " + paragraph.text();
                })
                .containsExactlyElementsOf(parts[1].lines().toList());
    }

    @Test
    void readsNoTableInTwoColumnsOfRunningText() throws IOException {
        StringBuilder drawing = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            String text =
                    i < 6 ? "72 %d 10 the left column is read down to its end\n" : "300 %d 10 and the right follows\n";
            drawing.append(text.formatted(100 + 12 * (i % 6)));
        }
        assertThat(read(drawing.toString())).allMatch(paragraph -> paragraph.kind() == Kind.TEXT);
    }

    private static List<Paragraph> read(String drawing) throws IOException {
        return new PdfReader()
                .read(new Input("t.pdf", PdfPages.of(drawing), Optional.empty()))
                .paragraphs();
    }
}
