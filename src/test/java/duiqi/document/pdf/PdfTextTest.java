package duiqi.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import java.io.IOException;
import java.util.Optional;
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
                        .line(left ? 400 : 72, 40, 9, heads[i])
                        .line(
                                72,
                                90,
                                11,
                                "Page " + left + i + " begins with a line that is not on other pages, and it goes")
                        .line(72, 103, 11, "on with a line about the boats")
                        .line(72, 116, 11, "of the page " + heads[i].length() + " and its end, which")
                        .line(72, 129, 11, heads[i].length() + " does not repeat.");
            }
            assertThat(read(pdf)).doesNotContain("Storm", "Captain", "17", "20").contains("about the boats");
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
    void readsValuesOfFormAfterTheirLabelsAndPrintedComments() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 90, 11, "Name of the ship:")
                    .line(72, 130, 11, "Port:")
                    .field(200, 90, "ship", "Aurora")
                    .field(200, 130, "port", "Ningbo")
                    .comment(72, 200, "Checked in the harbour office.");
            assertThat(read(pdf)).isEqualTo("""
                    TEXT 1:1 |Name of the ship:|
                    TEXT 2:1 |Aurora|
                    TEXT 3:1 |Port:|
                    TEXT 4:1 |Ningbo|
                    TEXT 5:1 |Checked in the harbour office.|
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
