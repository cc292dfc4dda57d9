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

class PdfTablesTest {
    @Test
    void readsCellsBetweenRulingLines() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            grid(pdf, 100, 140, 180, 220);
            pdf.line(74, 115, 11, "Harbour")
                    .chinese(254, 115, 11, "港口")
                    .line(74, 155, 11, "The ferry leaves the quay at")
                    .line(74, 168, 11, "nine.")
                    .chinese(254, 155, 11, "渡轮九点离开码头。")
                    .line(74, 195, 11, "It is full.")
                    .chinese(254, 195, 11, "船已经满了。");
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 Harbour",
                            "0 1 港口",
                            "1 0 The ferry leaves the quay at nine.",
                            "1 1 渡轮九点离开码头。",
                            "2 0 It is full.",
                            "2 1 船已经满了。");
        }
    }

    @Test
    void mergesCellsWithoutRulingLineBetweenThem() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            for (int y : new int[] {100, 140, 180, 220}) {
                pdf.rule(70, y, 450, y);
            }
            pdf.rule(70, 100, 70, 220)
                    .rule(450, 100, 450, 220)
                    .rule(250, 140, 250, 220)
                    .line(74, 115, 11, "A title over both columns of this table")
                    .line(74, 155, 11, "left")
                    .line(254, 155, 11, "right")
                    .line(74, 195, 11, "down")
                    .line(254, 195, 11, "up");
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 A title over both columns of this table",
                            "1 0 left",
                            "1 1 right",
                            "2 0 down",
                            "2 1 up");
        }
    }

    @Test
    void readsTableWithHorizontalRulesOnly() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .rule(70, 100, 450, 100)
                    .line(72, 113, 10, "Boat")
                    .line(200, 113, 10, "Meaning")
                    .rule(70, 120, 450, 120)
                    .line(72, 134, 10, "ferry")
                    .line(200, 134, 10, "a ship that carries people over a short distance")
                    .line(200, 146, 10, "and comes back")
                    .line(72, 158, 10, "tug")
                    .line(200, 158, 10, "a small ship that pulls others")
                    .rule(70, 165, 450, 165);
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 Boat",
                            "0 1 Meaning",
                            "1 0 ferry",
                            "1 1 a ship that carries people over a short distance and comes back",
                            "2 0 tug",
                            "2 1 a small ship that pulls others");
        }
    }

    @Test
    void readsBilingualColumnsWithoutRules() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 100, 11, "The boats left before")
                    .line(72, 113, 11, "sunrise.")
                    .chinese(300, 100, 11, "船在日出之前就离开了港口，")
                    .chinese(300, 113, 11, "没有人看见。")
                    .line(72, 136, 11, "Only the ferry stayed at")
                    .line(72, 149, 11, "the quay.")
                    .chinese(300, 136, 11, "只有渡轮还停在码头边上。")
                    .line(72, 172, 11, "Its captain was asleep.")
                    .chinese(300, 172, 11, "船长睡着了。");
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 The boats left before sunrise.",
                            "0 1 船在日出之前就离开了港口，没有人看见。",
                            "1 0 Only the ferry stayed at the quay.",
                            "1 1 只有渡轮还停在码头边上。",
                            "2 0 Its captain was asleep.",
                            "2 1 船长睡着了。");
        }
    }

    @Test
    void continuesTableOnTheNextPageWithoutItsRepeatedHeader() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            grid(pdf, 700, 730, 760);
            pdf.line(74, 715, 11, "Word").line(254, 715, 11, "Meaning");
            pdf.line(74, 745, 11, "quay").line(254, 745, 11, "a place to land");
            pdf.page();
            grid(pdf, 80, 110, 140);
            pdf.line(74, 95, 11, "Word").line(254, 95, 11, "Meaning");
            pdf.line(74, 125, 11, "mole").line(254, 125, 11, "a wall in the sea");
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 Word",
                            "0 1 Meaning",
                            "1 0 quay",
                            "1 1 a place to land",
                            "2 0 mole",
                            "2 1 a wall in the sea");
        }
    }

    @Test
    void readsNarrowColumnsInTheOrderOfTheFile() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            pdf.line(72, 100, 11, "1");
            pdf.chinese(100, 100, 11, "船在日出之前就离开").chinese(100, 113, 11, "了港口。");
            pdf.line(300, 100, 11, "The boats left the").line(300, 113, 11, "port long before");
            pdf.line(300, 126, 11, "sunrise.").line(450, 100, 11, "ok");
            pdf.line(72, 140, 11, "2").chinese(100, 140, 11, "船长睡着了。");
            pdf.line(300, 140, 11, "Its captain was")
                    .line(300, 153, 11, "asleep.")
                    .line(450, 140, 11, "ok");
            pdf.line(72, 167, 11, "3").chinese(100, 167, 11, "渡轮还停在码头").chinese(100, 180, 11, "边上。");
            pdf.line(300, 167, 11, "The ferry is here.").line(450, 167, 11, "ok");
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 1",
                            "0 1 船在日出之前就离开了港口。",
                            "0 2 The boats left the port long before sunrise.",
                            "0 3 ok",
                            "1 0 2",
                            "1 1 船长睡着了。",
                            "1 2 Its captain was asleep.",
                            "1 3 ok",
                            "2 0 3",
                            "2 1 渡轮还停在码头边上。",
                            "2 2 The ferry is here.",
                            "2 3 ok");
        }
    }

    @Test
    void joinsRowThatContinuesBelowTheRepeatedHeader() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            ruled(pdf.page(), 690, 704, 718, 732);
            pdf.chinese(72, 700, 11, "中文").line(300, 700, 11, "English");
            pdf.chinese(72, 714, 11, "船长睡着了。").line(300, 714, 11, "Its captain is asleep.");
            pdf.chinese(72, 728, 11, "渡轮还停在码头。").line(300, 728, 11, "The ferry still lies at");
            ruled(pdf.page(), 70, 84, 98, 112);
            pdf.chinese(72, 80, 11, "中文").line(300, 80, 11, "English").line(300, 94, 11, "the old quay.");
            pdf.chinese(72, 108, 11, "天亮了。").line(300, 108, 11, "The sun is up.");
            assertThat(rows(pdf))
                    .containsExactly(
                            "0 0 中文",
                            "0 1 English",
                            "1 0 船长睡着了。",
                            "1 1 Its captain is asleep.",
                            "2 0 渡轮还停在码头。",
                            "2 1 The ferry still lies at the old quay.",
                            "3 0 天亮了。",
                            "3 1 The sun is up.");
        }
    }

    private static void ruled(PdfPages pdf, double... heights) throws IOException {
        for (double height : heights) {
            pdf.rule(68, height, 500, height);
        }
        for (double x : new double[] {68, 290, 500}) {
            pdf.rule(x, heights[0], x, heights[heights.length - 1]);
        }
    }

    @Test
    void readsNoTableInTwoColumnsOfRunningText() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            for (int i = 0; i < 6; i++) {
                pdf.line(72, 100 + 12 * i, 10, "the left column is read down to its end");
            }
            for (int i = 0; i < 6; i++) {
                pdf.line(300, 100 + 12 * i, 10, "and the right column follows after it");
            }
            assertThat(read(pdf)).allMatch(paragraph -> paragraph.kind() == Kind.TEXT);
        }
    }

    private static void grid(PdfPages pdf, int... ys) throws IOException {
        for (int y : ys) {
            pdf.rule(70, y, 450, y);
        }
        for (int x : new int[] {70, 250, 450}) {
            pdf.rule(x, ys[0], x, ys[ys.length - 1]);
        }
    }

    private static List<String> rows(PdfPages pdf) throws IOException {
        List<Paragraph> paragraphs = read(pdf);
        assertThat(paragraphs).allMatch(paragraph -> paragraph.kind() == Kind.TABLE_CELL);
        return paragraphs.stream()
                .map(paragraph -> {
                    Cell cell = paragraph.marks().cell().orElseThrow();
                    assertThat(cell.table()).isZero();
                    return cell.row() + " " + cell.column() + " " + paragraph.text();
                })
                .toList();
    }

    private static List<Paragraph> read(PdfPages pdf) throws IOException {
        return new PdfReader()
                .read(new Input("t.pdf", pdf.bytes(), Optional.empty()))
                .paragraphs();
    }
}
