package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.Archive;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OdtReaderTest {
    private static final String BEGIN = "<office:document-content"
            + " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
            + " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
            + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
            + " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
            + " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
            + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'>"
            + "<office:automatic-styles>"
            + "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
            + "<style:style style:name='P1' style:parent-style-name='Title'/>"
            + "</office:automatic-styles><office:body><office:text>";

    private static final String END = "</office:text></office:body></office:document-content>";

    @Test
    void omitsIndexesHiddenTextAndDescriptions() throws FormatException {
        assertThat(
                        read(
                                "<text:p"
                                        + " text:style-name='P1'>Title</text:p><text:table-of-content><text:index-body><text:p>One"
                                        + " 1</text:p></text:index-body></text:table-of-content><text:section"
                                        + " text:display='none'><text:p>x</text:p></text:section><text:p>a<text:span"
                                        + " text:style-name='T1'>x</text:span><draw:frame><svg:title>x</svg:title>"
                                        + "<svg:desc>x</svg:desc></draw:frame>b</text:p>"
                                        + "<table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell>"
                                        + "<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell></table:table-row></table:table>"))
                .containsExactly("HEADING Title", "TEXT ab", "TABLE_CELL c");
    }

    @Test
    void readsListItemsInTables() throws FormatException {
        assertThat(
                        read(
                                "<table:table><table:table-row><table:table-cell><text:list><text:list-item><text:p>a</text:p>"
                                        + "</text:list-item></text:list><text:p>b</text:p></table:table-cell></table:table-row></table:table>"))
                .containsExactly("LIST_ITEM a", "TABLE_CELL b");
    }

    @Test
    void marksParagraphsWithTheirCells() throws FormatException {
        String note = "<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>";
        assertThat(paragraphs("<table:table><table:table-header-rows><table:table-row>"
                                + "<table:table-cell table:number-columns-spanned='2'><text:p>a</text:p></table:table-cell>"
                                + "<table:covered-table-cell/><table:table-cell><text:p>b" + note
                                + "</text:p></table:table-cell></table:table-row></table:table-header-rows>"
                                + "<table:table-row><table:table-cell table:number-columns-repeated='2'/>"
                                + "<table:table-cell><table:table><table:table-row><table:table-cell><text:h>c</text:h>"
                                + "</table:table-cell></table:table-row></table:table><text:p>d</text:p>"
                                + "</table:table-cell></table:table-row></table:table><text:p>e</text:p>")
                        .stream()
                        .map(paragraph -> paragraph.text()
                                + paragraph
                                        .marks()
                                        .cell()
                                        .map(cell -> " " + cell.table() + " " + cell.row() + " " + cell.column())
                                        .orElse("")))
                .containsExactly("a 0 0 0", "b 0 0 2", "c 1 0 0", "d 0 1 2", "e", "note");
    }

    @Test
    void repeatsCellsAndRowsThatAreStoredOnce() throws FormatException {
        assertThat(paragraphs(
                                "<table:table><table:table-row table:number-rows-repeated='2'>"
                                        + "<table:table-cell table:number-columns-repeated='2'><text:p>Ready</text:p></table:table-cell>"
                                        + "<table:table-cell><text:p>备用</text:p></table:table-cell></table:table-row>"
                                        + "<table:table-row><table:table-cell><text:p>Idle</text:p></table:table-cell>"
                                        + "<table:table-cell table:number-columns-repeated='9999'/></table:table-row></table:table>")
                        .stream()
                        .map(paragraph -> paragraph.text() + " "
                                + paragraph.marks().cell().orElseThrow().row() + " "
                                + paragraph.marks().cell().orElseThrow().column()))
                .containsExactly("Ready 0 0", "Ready 0 1", "备用 0 2", "Ready 1 0", "Ready 1 1", "备用 1 2", "Idle 2 0");
    }

    @Test
    void limitsRepetitions() throws FormatException {
        String row = "<table:table-row table:number-rows-repeated='9999'><table:table-cell"
                + " table:number-columns-repeated='9999'><text:p>again</text:p></table:table-cell></table:table-row>";
        assertThat(paragraphs("<table:table>" + row + "</table:table>")).hasSizeLessThan(1_000_000);
    }

    @Test
    void beginsOriginAfterLineBreakAndTab() throws FormatException {
        Paragraph paragraph = paragraphs("<text:p>标题<text:line-break/>Title<text:tab/>题目</text:p>")
                .get(0);
        assertThat(paragraph.text()).isEqualTo("标题 Title 题目");
        assertThat(paragraph.origins())
                .containsExactly(
                        new Paragraph.Origin(0, 1, 1), new Paragraph.Origin(3, 1, 4), new Paragraph.Origin(9, 1, 10));
    }

    @Test
    void reportsPassword() {
        Archive archive = new Archive()
                .with("content.xml", "garbage")
                .with("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>");
        assertThatThrownBy(() -> new OdtReader().read(new Input("a.odt", archive.bytes(), Optional.empty())))
                .isInstanceOf(FormatException.class)
                .hasMessage("a.odt: is protected by a password; open it with the password and save it without one");
    }

    private static List<String> read(String body) throws FormatException {
        return paragraphs(body).stream()
                .map(paragraph -> paragraph.kind() + " " + paragraph.text())
                .toList();
    }

    private static List<Paragraph> paragraphs(String body) throws FormatException {
        byte[] bytes = new Archive().with("content.xml", BEGIN + body + END).bytes();
        return new OdtReader().read(new Input("a.odt", bytes, Optional.empty())).paragraphs();
    }
}
