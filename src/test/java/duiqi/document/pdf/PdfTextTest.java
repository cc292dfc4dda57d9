package duiqi.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PdfTextTest {
    @Test
    void removesMarksOfNotesFromTheTextAndNumbersFromTheNotes() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 90, 11, "The captain was waiting for the doctor.")
                    .line(270, 86, 7, "1")
                    .line(72, 103, 11, "The cook had laid the table for three.")
                    .rule(72, 740, 180, 740)
                    .line(72, 752, 7, "1")
                    .line(77, 756, 11, "He came from the islands in the north, where he had lived for")
                    .line(72, 769, 11, "many years.");
            assertThat(read(pdf))
                    .contains("TEXT 1:1 |The captain was waiting for the doctor.|\n")
                    .contains("""
                    NOTE 4:2 |He came from the islands in the north, where he had lived for |
                       + 5:1 |many years.|
                    """);
        }
    }

    @Test
    void keepsWordsWhoseGlyphsOverlapApart() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page().line(72, 90, 11, "the rise equals").line(138.5, 90, 11, " when the sum is");
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |the rise equals when the sum is|\n");
        }
    }

    @Test
    void keepsRaisedNumbersThatAreNoMarksOfNotes() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 90, 11, "The deck has 30 m")
                    .line(163, 86, 7, "2")
                    .line(168, 90, 11, " of wood.");
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |The deck has 30 m2 of wood.|\n");
        }
    }

    @Test
    void removesHeadersOfChaptersAndPageNumbersAtAlternatingSides() throws IOException {
        String[] heads = {"The Harbour", "The Ferry", "The Captain", "The Storm", "The Island", "The Return"};
        try (PdfPages pdf = new PdfPages()) {
            for (int i = 0; i < heads.length; i++) {
                boolean left = i % 2 == 0;
                pdf.page()
                        .line(left ? 72 : 500, 40, 9, "" + (i + 17))
                        .line(left ? 400 : 72, 40, 9, "CHAPTER " + i + ". " + heads[i].toUpperCase(Locale.ROOT))
                        .line(72, 90, 16, heads[i])
                        .line(
                                72,
                                120,
                                11,
                                "Page " + left + i + " begins with a line that is not on other pages, and it goes")
                        .line(72, 133, 11, "on with a line about the boats")
                        .line(72, 146, 11, "of the page " + heads[i].length() + " and its end, which")
                        .line(72, 159, 11, heads[i].length() + " does not repeat.");
            }
            assertThat(read(pdf))
                    .doesNotContain("STORM", "CAPTAIN", "|17|", "|20|")
                    .contains("The Storm", "about the boats");
        }
    }

    @Test
    void keepsLastLinesAtTheHeightOfFooters() throws IOException {
        String[] ends = {"of the harbour", "Page 5 of the log tells more.", "a civil", "engineer came in 1984"};
        try (PdfPages pdf = new PdfPages()) {
            for (int i = 0; i < 12; i++) {
                pdf.page()
                        .line(
                                72,
                                90,
                                11,
                                "Day " + "abcdefghijkl".charAt(i) + " began with rain, and the captain sent for")
                        .line(72, 103, 11, "the crew, who came in time.");
                if (i < 8) {
                    pdf.line(72, 760, 9, "Log of the Ferry").line(500, 760, 9, "" + (i + 1));
                } else {
                    pdf.line(72, 747, 11, "The note of day " + i + " is long and")
                            .line(72, 760, 9, ends[i - 8]);
                }
            }
            assertThat(read(pdf)).contains(ends).contains("1984").doesNotContain("Log of the Ferry", "|3|");
        }
    }

    @Test
    void keepsSpacesBetweenHanCharactersAndWords() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .chinese(72, 90, 12, "河水 A 水 B")
                    .chinese(72, 103, 12, "清，船来了")
                    .chinese(150, 103, 12, "A")
                    .chinese(170, 103, 12, "河");
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |河水 A 水 B |\n   + 2:1 |清，船来了 A 河|\n");
        }
    }

    @Test
    void readsGapsOfTexBesideHanCharactersAsSpaces() throws IOException {
        for (String producer : new String[] {"xdvipdfmx (20240305)", "Microsoft Word"}) {
            try (PdfPages pdf = new PdfPages()) {
                pdf.producer(producer)
                        .page()
                        .chinese(72, 90, 12, "河水")
                        .line(99, 90, 12, "A")
                        .chinese(110, 90, 12, "清");
                assertThat(read(pdf)).isEqualTo("TEXT 1:1 |" + (producer.startsWith("x") ? "河水 A 清" : "河水A清") + "|\n");
            }
        }
    }

    @Test
    void readsTextDrawnTwiceAndHiddenUnderVisibleTextOnce() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 90, 11, "The ferry is late.")
                    .line(72.3, 90, 11, "The ferry is late.")
                    .invisible(72, 90, 11, "The ferry is late.")
                    .invisible(72, 130, 11, "The crew is asleep.");
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |The ferry is late.|\nTEXT 2:1 |The crew is asleep.|\n");
        }
    }

    @Test
    void readsFormValuesAndCommentsThatThePageShows() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page().line(72, 90, 11, "Name of the ship.").comment(72, 200, "Checked in the harbour office.");
            assertThat(read(pdf)).isEqualTo("""
                    TEXT 1:1 |Name of the ship.|
                    TEXT 2:1 |Checked in the harbour office.|
                    """);
        }
    }

    @Test
    void warnsOfPagesWithoutTextLayer() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page().line(72, 90, 11, "The ferry is late.");
            pdf.page()
                    .image()
                    .page()
                    .image()
                    .page()
                    .line(72, 90, 11, "The crew is asleep.")
                    .page()
                    .image();
            Document document = new PdfReader().read(new Input("t.pdf", pdf.bytes(), Optional.empty()));
            assertThat(document.paragraphs()).isNotEmpty();
            assertThat(document.warnings())
                    .containsExactly("t.pdf: pages 2-3 and 5 have no text layer, only images; skipped;"
                            + " run text recognition (OCR) on it first");
        }
    }

    @Test
    void readsVerticalChineseFromRightToLeft() throws IOException {
        String[] columns = {"清晨的海面十分平静，渔船", "驶出港口。"};
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            for (int column = 0; column < columns.length; column++) {
                for (int i = 0; i < columns[column].length(); i++) {
                    pdf.chinese(500 - 20 * column, 100 + 12 * i, 12, columns[column].substring(i, i + 1));
                }
            }
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |清晨的海面十分平静，渔船|\n   + 2:1 |驶出港口。|\n");
        }
    }

    @Test
    void dropsSoftHyphensAndPageNumbersOfTablesOfContents() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 90, 11, "The harbour . . . . . . . . . . . . . . . . . 3")
                    .line(72, 103, 11, "The cap\u00ADtain ................ 12");
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |The harbour|\nTEXT 2:1 |The captain|\n");
        }
    }

    @Test
    @Tag("hostile")
    void readsManyGlyphsInLittleTime() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page();
            for (int i = 0; i < 120; i++) {
                pdf.line(5, 5 + 6 * i, 2, "the ferry is late ".repeat(40));
            }
            assertThat(read(pdf)).contains("the ferry is late");
        }
    }

    private static String read(PdfPages pdf) throws IOException {
        return DocumentDump.of(new PdfReader().read(new Input("t.pdf", pdf.bytes(), Optional.empty())));
    }
}
