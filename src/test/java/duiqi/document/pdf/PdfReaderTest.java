package duiqi.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdfReaderTest {
    /** Each case is a drawing for {@link PdfPages#of} and the paragraphs that are read. */
    @ParameterizedTest
    @ValueSource(strings = {"""
            # paragraphs of English pages
            72 40 9 Harbour Notes 1
            72 90 18 The Harbour
            72 130 11 The boats had left before sunrise, and only the old ferry was still lying at the
            72 144 11 quay. Its captain was waiting for the doctor, who had promised to be on board in inter-
            72 158 11 esting company.
            90 172 11 Nobody knew what that meant. The cook had laid the table for three, and the lamp
            72 186 11 was burning.
            72 214 11 After the gap another paragraph begins, and it runs on to the next page because this
            72 770 8 A note in small print.
            290 800 9 1
            ---
            72 40 9 Harbour Notes 2
            72 90 11 one was full.
            290 800 9 2
            =>
            HEADING 2:1 |The Harbour|
            TEXT 3:1 |The boats had left before sunrise, and only the old ferry was still lying at the |
               + 4:1 |quay. Its captain was waiting for the doctor, who had promised to be on board in inter|
               + 5:1 |esting company.|
            TEXT 6:1 |Nobody knew what that meant. The cook had laid the table for three, and the lamp |
               + 7:1 |was burning.|
            TEXT 8:1 |After the gap another paragraph begins, and it runs on to the next page because this |
               + 12:1 |one was full.|
            NOTE 9:1 |A note in small print.|
            """, """
            # Chinese lines join without spaces
            72 90 18 海边的渔村和它的清晨与黄昏以及一年四季的故事
            96 130 12 清晨的海面十分平静，渔船一艘接一艘地驶出港口。岸上的人
            72 150 12 们挥着手，目送他们远去。太阳从山后面升起来，照亮了大海。
            72 170 12 港湾里只剩下几条小船。
            96 190 12 中午时分，第一艘船回来了。
            =>
            HEADING 1:1 |海边的渔村和它的清晨与黄昏以及一年四季的故事|
            TEXT 2:1 |清晨的海面十分平静，渔船一艘接一艘地驶出港口。岸上的人|
               + 3:1 |们挥着手，目送他们远去。太阳从山后面升起来，照亮了大海。|
               + 4:1 |港湾里只剩下几条小船。|
            TEXT 5:1 |中午时分，第一艘船回来了。|
            """, """
            # LibreOffice writes the characters that the first font lacks before the rest of the line
            96 130 12 《
            156 130 12 》
            72 130 12 他读
            108 130 12 海边渔村
            168 130 12 已经三遍了。
            =>
            TEXT 1:1 |他读《海边渔村》已经三遍了。|
            """, """
            # no space between Han characters and numbers
            72 130 12 浪高
            99 130 12 1.5
            119 130 12 米，风力四级。
            72 160 12 项目
            150 160 12 2019
            =>
            TEXT 1:1 |浪高1.5米，风力四级。|
            TEXT 2:1 |项目 2019|
            """, """
            # notes in slightly smaller type
            72 90 11 The captain was waiting for the doctor, who had promised to be on board in time, and
            72 104 11 the cook had laid the table for three. This is the end of the page, but the ferry
            72 770 10 1 A note in print that is a little smaller.
            ---
            72 90 11 left the quay on time.
            =>
            TEXT 1:1 |The captain was waiting for the doctor, who had promised to be on board in time, and |
               + 2:1 |the cook had laid the table for three. This is the end of the page, but the ferry |
               + 4:1 |left the quay on time.|
            NOTE 3:1 |1 A note in print that is a little smaller.|
            """, """
            # lines of a large title
            72 90 20 A Second Spring for Off-
            72 114 20 shore Wind
            72 150 11 The captain was waiting for the doctor, who had promised to be on board in time, and
            72 163 11 the cook had laid the table for three.
            =>
            HEADING 1:1 |A Second Spring for Off|
               + 2:1 |shore Wind|
            TEXT 3:1 |The captain was waiting for the doctor, who had promised to be on board in time, and |
               + 4:1 |the cook had laid the table for three.|
            """, """
            # columns one after the other
            72 100 10 The left column is read down to its
            72 112 10 very end, and the sentence goes on
            320 100 10 at the top of the right column, in
            320 112 10 the same paragraph.
            =>
            TEXT 1:1 |The left column is read down to its |
               + 2:1 |very end, and the sentence goes on |
               + 3:1 |at the top of the right column, in |
               + 4:1 |the same paragraph.|
            """, """
            # two languages side by side without ruling lines, row by row
            72 100 11 船在日出之前就离开了港口，
            72 113 11 没有人看见。
            300 100 11 The boats left before
            300 113 11 sunrise.
            72 136 11 船长睡着了。
            300 136 11 Its captain was asleep.
            =>
            TEXT 1:1 |船在日出之前就离开了港口，|
               + 2:1 |没有人看见。|
            TEXT 3:1 |The boats left before |
               + 4:1 |sunrise.|
            TEXT 5:1 |船长睡着了。|
            TEXT 6:1 |Its captain was asleep.|
            """, """
            # marks of notes leave the text, and numbers leave the notes
            72 90 11 The captain was waiting for the doctor.
            270 86 7 1
            72 103 11 The cook had laid the table for three.
            rule 72 740 180 740
            72 752 7 1
            77 756 11 He came from the islands in the north, where he had lived for
            72 769 11 many years.
            =>
            TEXT 1:1 |The captain was waiting for the doctor.|
            TEXT 3:1 |The cook had laid the table for three.|
            NOTE 4:2 |He came from the islands in the north, where he had lived for |
               + 5:1 |many years.|
            """, """
            # raised numbers that are no marks of notes
            72 90 11 The deck has 30 m
            163 86 7 2
            168 90 11  of wood.
            =>
            TEXT 1:1 |The deck has 30 m2 of wood.|
            """, """
            # words whose glyphs overlap
            72 90 11 the rise equals
            138.5 90 11  when the sum is
            =>
            TEXT 1:1 |the rise equals when the sum is|
            """, """
            # spaces between Han characters and words
            72 90 12 河水 A 水 B
            72 103 12 清，船来了
            150 103 12 A
            170 103 12 河
            =>
            TEXT 1:1 |河水 A 水 B |
               + 2:1 |清，船来了 A 河|
            """, """
            # gaps of TeX beside Han characters are spaces
            producer xdvipdfmx (20240305)
            72 90 12 河水
            99 90 12 A
            110 90 12 清
            =>
            TEXT 1:1 |河水 A 清|
            """, """
            # gaps of Word beside Han characters are none
            producer Microsoft Word
            72 90 12 河水
            99 90 12 A
            110 90 12 清
            =>
            TEXT 1:1 |河水A清|
            """, """
            # text that is drawn twice or hidden under visible text
            72 90 11 The ferry is late.
            72.3 90 11 The ferry is late.
            invisible 72 90 11 The ferry is late.
            invisible 72 130 11 The crew is asleep.
            =>
            TEXT 1:1 |The ferry is late.|
            TEXT 2:1 |The crew is asleep.|
            """, """
            # comments that the page shows
            72 90 11 Name of the ship.
            comment 72 200 Checked in the harbour office.
            =>
            TEXT 1:1 |Name of the ship.|
            TEXT 2:1 |Checked in the harbour office.|
            """, """
            # soft hyphens and the page numbers of tables of contents
            72 90 11 The harbour . . . . . . . . . . . . . . . . . 3
            72 103 11 The cap\u00ADtain ................ 12
            =>
            TEXT 1:1 |The harbour|
            TEXT 2:1 |The captain|
            """})
    void reads(String sample) throws IOException {
        String[] parts = sample.split("=>\n");
        assertThat(read(parts[0])).isEqualTo(parts[1]);
    }

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
        List<Paragraph> paragraphs = document(PdfPages.of(parts[0])).paragraphs();
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
    void readsVerticalChineseFromRightToLeft() throws IOException {
        String[] columns = {"清晨的海面十分平静，渔船", "驶出港口。"};
        StringBuilder drawing = new StringBuilder();
        for (int column = 0; column < columns.length; column++) {
            for (int i = 0; i < columns[column].length(); i++) {
                drawing.append("%d %d 12 %s\n".formatted(500 - 20 * column, 100 + 12 * i, columns[column].charAt(i)));
            }
        }
        assertThat(read(drawing.toString())).isEqualTo("TEXT 1:1 |清晨的海面十分平静，渔船|\n   + 2:1 |驶出港口。|\n");
    }

    @Test
    void removesHeadersOfChaptersAndPageNumbersAtAlternatingSides() throws IOException {
        String[] heads = {"The Harbour", "The Ferry", "The Captain", "The Storm", "The Island", "The Return"};
        StringBuilder drawing = new StringBuilder();
        for (int i = 0; i < heads.length; i++) {
            drawing.append(i == 0 ? "" : "---\n");
            drawing.append("%d 40 9 %d\n".formatted(i % 2 == 0 ? 72 : 500, i + 17));
            drawing.append(
                    "%d 40 9 CHAPTER %d. %s\n".formatted(i % 2 == 0 ? 400 : 72, i, heads[i].toUpperCase(Locale.ROOT)));
            drawing.append("72 90 16 " + heads[i] + "\n");
            drawing.append("72 120 11 Page x" + i + " begins with a line that is not on other pages, and it goes\n");
            drawing.append("72 133 11 on with a line about the boats\n");
            drawing.append("72 146 11 of the page " + heads[i].length() + " and its end, which\n");
            drawing.append("72 159 11 " + heads[i].length() + " does not repeat.\n");
        }
        assertThat(read(drawing.toString()))
                .doesNotContain("STORM", "CAPTAIN", "|17|", "|20|")
                .contains("The Storm", "about the boats");
    }

    @Test
    void keepsLastLinesAtTheHeightOfFooters() throws IOException {
        String[] ends = {"of the harbour", "Page 5 of the log tells more.", "a civil", "engineer came in 1984"};
        StringBuilder drawing = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            drawing.append(i == 0 ? "" : "---\n");
            drawing.append("72 90 11 Day " + "abcdefghijkl".charAt(i) + " began with rain, and the captain sent for\n");
            drawing.append("72 103 11 the crew, who came in time.\n");
            drawing.append(
                    i < 8
                            ? "72 760 9 Log of the Ferry\n500 760 9 " + (i + 1) + "\n"
                            : "72 747 11 The note of day " + i + " is long and\n72 760 9 " + ends[i - 8] + "\n");
        }
        assertThat(read(drawing.toString())).contains(ends).contains("1984").doesNotContain("Log of the Ferry", "|3|");
    }

    @Test
    void warnsOfPagesWithoutTextLayer() throws IOException {
        Document document = document(PdfPages.of("72 90 11 The ferry is late.\n---\nimage\n---\nimage\n---\n"
                + "72 90 11 The crew is asleep.\n---\nimage"));
        assertThat(document.paragraphs()).isNotEmpty();
        assertThat(document.warnings())
                .containsExactly("t.pdf: pages 2-3 and 5 have no text layer, only images; skipped;"
                        + " run text recognition (OCR) on it first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    image | has no text layer, only images; run text recognition (OCR) on it first
                    producer none | has no text; use a file with text
                    password secret | is protected by a password; save a copy without a password
                    """)
    void rejectsUnreadableFiles(String drawing, String problem) throws IOException {
        byte[] pdf = PdfPages.of(drawing);
        assertThatThrownBy(() -> document(pdf))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.pdf: " + problem);
    }

    @Test
    void rejectsCutAndEncryptedFiles() throws IOException {
        byte[] cut = Arrays.copyOf(PdfPages.of("72 72 12 A line of text."), 40);
        assertThatThrownBy(() -> document(cut))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.pdf: is a damaged PDF file; download or export it again");
        assertThatThrownBy(() -> document(PdfPages.encryptedForCertificate()))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.pdf: is encrypted with a certificate; save a copy without encryption");
    }

    @Test
    @Tag("hostile")
    void readsManyGlyphsInLittleTime() throws IOException {
        StringBuilder drawing = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            drawing.append("5 " + (5 + 6 * i) + " 2 " + "the ferry is late ".repeat(40) + "\n");
        }
        assertThat(read(drawing.toString())).contains("the ferry is late");
    }

    private static String read(String drawing) throws IOException {
        return DocumentDump.of(document(PdfPages.of(drawing)));
    }

    private static Document document(byte[] pdf) throws IOException {
        return new PdfReader().read(new Input("t.pdf", pdf, Optional.empty()));
    }
}
