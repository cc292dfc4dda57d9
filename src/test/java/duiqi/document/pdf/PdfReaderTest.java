package duiqi.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PdfReaderTest {
    @Test
    void findsTheParagraphsOfEnglishPages() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 40, 9, "Harbour Notes 1")
                    .line(72, 90, 18, "The Harbour")
                    .line(
                            72,
                            130,
                            11,
                            "The boats had left before sunrise, and only the old ferry was still lying at the")
                    .line(
                            72,
                            144,
                            11,
                            "quay. Its captain was waiting for the doctor, who had promised to be on board in inter-")
                    .line(72, 158, 11, "esting company.")
                    .line(
                            90,
                            172,
                            11,
                            "Nobody knew what that meant. The cook had laid the table for three, and the lamp")
                    .line(72, 186, 11, "was burning.")
                    .line(
                            72,
                            214,
                            11,
                            "After the gap another paragraph begins, and it runs on to the next page because this")
                    .line(72, 770, 8, "A note in small print.")
                    .line(290, 800, 9, "1");
            pdf.page()
                    .line(72, 40, 9, "Harbour Notes 2")
                    .line(72, 90, 11, "one was full.")
                    .line(290, 800, 9, "2");
            assertThat(read(pdf)).isEqualTo("""
                    HEADING 2:1 |The Harbour|
                    TEXT 3:1 |The boats had left before sunrise, and only the old ferry was still lying at the |
                       + 4:1 |quay. Its captain was waiting for the doctor, who had promised to be on board in inter|
                       + 5:1 |esting company.|
                    TEXT 6:1 |Nobody knew what that meant. The cook had laid the table for three, and the lamp |
                       + 7:1 |was burning.|
                    TEXT 8:1 |After the gap another paragraph begins, and it runs on to the next page because this |
                       + 12:1 |one was full.|
                    NOTE 9:1 |A note in small print.|
                    """);
        }
    }

    @Test
    void joinsChineseLinesWithoutSpaces() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .chinese(72, 90, 18, "海边的渔村和它的清晨与黄昏以及一年四季的故事")
                    .chinese(96, 130, 12, "清晨的海面十分平静，渔船一艘接一艘地驶出港口。岸上的人")
                    .chinese(72, 150, 12, "们挥着手，目送他们远去。太阳从山后面升起来，照亮了大海。")
                    .chinese(72, 170, 12, "港湾里只剩下几条小船。")
                    .chinese(96, 190, 12, "中午时分，第一艘船回来了。");
            assertThat(read(pdf)).isEqualTo("""
                    HEADING 1:1 |海边的渔村和它的清晨与黄昏以及一年四季的故事|
                    TEXT 2:1 |清晨的海面十分平静，渔船一艘接一艘地驶出港口。岸上的人|
                       + 3:1 |们挥着手，目送他们远去。太阳从山后面升起来，照亮了大海。|
                       + 4:1 |港湾里只剩下几条小船。|
                    TEXT 5:1 |中午时分，第一艘船回来了。|
                    """);
        }
    }

    /** LibreOffice writes the characters that the first font lacks before the rest of the line. */
    @Test
    void ordersCharactersOfLineByPosition() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .chinese(96, 130, 12, "《")
                    .chinese(156, 130, 12, "》")
                    .chinese(72, 130, 12, "他读")
                    .chinese(108, 130, 12, "海边渔村")
                    .chinese(168, 130, 12, "已经三遍了。");
            assertThat(read(pdf)).isEqualTo("TEXT 1:1 |他读《海边渔村》已经三遍了。|\n");
        }
    }

    @Test
    void insertsNoSpaceBetweenHanAndNumbers() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .chinese(72, 130, 12, "浪高")
                    .line(99, 130, 12, "1.5")
                    .chinese(119, 130, 12, "米，风力四级。")
                    .chinese(72, 160, 12, "项目")
                    .line(150, 160, 12, "2019");
            assertThat(read(pdf)).isEqualTo("""
                    TEXT 1:1 |浪高1.5米，风力四级。|
                    TEXT 2:1 |项目 2019|
                    """);
        }
    }

    @Test
    void separatesNotesInSlightlySmallerType() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(
                            72,
                            90,
                            11,
                            "The captain was waiting for the doctor, who had promised to be on board in time, and")
                    .line(
                            72,
                            104,
                            11,
                            "the cook had laid the table for three. This is the end of the page, but the ferry")
                    .line(72, 770, 10, "1 A note in print that is a little smaller.");
            pdf.page().line(72, 90, 11, "left the quay on time.");
            assertThat(read(pdf)).isEqualTo("""
                    TEXT 1:1 |The captain was waiting for the doctor, who had promised to be on board in time, and |
                       + 2:1 |the cook had laid the table for three. This is the end of the page, but the ferry |
                       + 4:1 |left the quay on time.|
                    NOTE 3:1 |1 A note in print that is a little smaller.|
                    """);
        }
    }

    @Test
    void joinsLinesOfLargeTitle() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 90, 20, "A Second Spring for Off-")
                    .line(72, 114, 20, "shore Wind")
                    .line(
                            72,
                            150,
                            11,
                            "The captain was waiting for the doctor, who had promised to be on board in time, and")
                    .line(
                            72,
                            163,
                            11,
                            "the cook had laid the table for three. This is the end of the page, but the ferry")
                    .line(72, 176, 11, "left the quay on time.");
            assertThat(read(pdf)).startsWith("""
                HEADING 1:1 |A Second Spring for Off|
                   + 2:1 |shore Wind|
                TEXT 3:1 |The captain\
                """);
        }
    }

    @Test
    void readsColumnsOneAfterTheOther() throws IOException {
        try (PdfPages pdf = new PdfPages()) {
            pdf.page()
                    .line(72, 100, 10, "The left column is read down to its")
                    .line(72, 112, 10, "very end, and the sentence goes on")
                    .line(320, 100, 10, "at the top of the right column, in")
                    .line(320, 112, 10, "the same paragraph.");
            assertThat(read(pdf)).isEqualTo("""
                    TEXT 1:1 |The left column is read down to its |
                       + 2:1 |very end, and the sentence goes on |
                       + 3:1 |at the top of the right column, in |
                       + 4:1 |the same paragraph.|
                    """);
        }
    }

    @Test
    void rejectsUnreadableFiles() throws IOException {
        try (PdfPages scan = new PdfPages().page().image()) {
            assertThatThrownBy(() -> read(scan))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("t.pdf: has no text layer, only images;" + " run text recognition (OCR) on it first");
        }
        try (PdfPages empty = new PdfPages().page()) {
            assertThatThrownBy(() -> read(empty))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("t.pdf: has no text; use a file with text");
        }
        try (PdfPages locked = new PdfPages().page().line(72, 72, 12, "secret").protect("password")) {
            assertThatThrownBy(() -> read(locked))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("t.pdf: is protected by a password; save a copy without a password");
        }
        try (PdfPages whole = new PdfPages().page().line(72, 72, 12, "A line of text.")) {
            byte[] bytes = whole.bytes();
            byte[] cut = Arrays.copyOf(bytes, 40);
            assertThatThrownBy(() -> new PdfReader().read(new Input("t.pdf", cut, Optional.empty())))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("t.pdf: is a damaged PDF file; download or export it again");
        }
    }

    @Test
    void reportsEncryptionForCertificate() {
        assertThatThrownBy(() ->
                        new PdfReader().read(new Input("t.pdf", PdfPages.encryptedForCertificate(), Optional.empty())))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.pdf: is encrypted with a certificate; save a copy without encryption");
    }

    private static String read(PdfPages pdf) throws IOException {
        return DocumentDump.of(new PdfReader().read(new Input("t.pdf", pdf.bytes(), Optional.empty())));
    }
}
