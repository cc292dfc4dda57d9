package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.Archive;
import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Each line is the body of a document, without the prefixes text and table, then its paragraphs. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # indexes, hidden text and descriptions
            <p style-name='P1'>Title</p><table-of-content><index-body><p>One 1</p></index-body></table-of-content> ⇒ HEADING 1:1 Title
            <section display='none'><p>x</p></section><p>a<span style-name='T1'>x</span>b</p> ⇒ TEXT 1:1 ab
            <p>a<draw:frame><svg:title>x</svg:title><svg:desc>x</svg:desc></draw:frame>b</p> ⇒ TEXT 1:1 ab
            # cells
            <table><row><cell><p>c</p></cell><covered><p>x</p></covered></row></table> ⇒ TABLE_CELL 1:1 c (0/0/0)
            <table><row><cell><list><list-item><p>a</p></list-item></list><p>b</p></cell></row></table> ⇒ LIST_ITEM 1:1 a (0/0/0), TABLE_CELL 2:1 b (0/0/0)
            <table><table-header-rows><row><cell columns-spanned='2'><p>a</p></cell><covered/><cell><p>b<note><note-body><p>note</p></note-body></note></p></cell></row></table-header-rows></table><p>e</p> ⇒ TABLE_CELL 1:1 a (0/0/0), TABLE_CELL 2:1 b (0/0/2), TEXT 3:1 e, NOTE 4:1 note
            <table><row><cell columns-repeated='2'/><cell><table><row><cell><h>c</h></cell></row></table><p>d</p></cell></row></table> ⇒ HEADING 1:1 c (1/0/0), TABLE_CELL 2:1 d (0/0/2)
            # cells and rows that are stored once
            <table><row rows-repeated='2'><cell columns-repeated='2'><p>a</p></cell><cell><p>备</p></cell></row></table> ⇒ TABLE_CELL 1:1 a (0/0/0), TABLE_CELL 1:1 a (0/0/1), TABLE_CELL 2:1 备 (0/0/2), TABLE_CELL 1:1 a (0/1/0), TABLE_CELL 1:1 a (0/1/1), TABLE_CELL 2:1 备 (0/1/2)
            <table><row><cell><p>a</p></cell><cell columns-repeated='9999'/></row></table> ⇒ TABLE_CELL 1:1 a (0/0/0)
            """)
    void readsParagraphs(String body, String paragraphs) throws FormatException {
        assertThat(DocumentDump.inLine(read(body))).isEqualTo(paragraphs);
    }

    @Test
    void limitsRepetitions() throws FormatException {
        String text = "again ".repeat(1000);
        assertThat(read("<table><row rows-repeated='9999'><cell columns-repeated='9999'><p>" + text
                                + "</p></cell></row></table>")
                        .size())
                .isBetween(2, 100_000);
    }

    @Test
    void beginsOriginAfterLineBreakAndTab() throws FormatException {
        Paragraph paragraph = read("<p>标题<line-break/>Title<tab/>题目</p>").get(0);
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

    private static List<Paragraph> read(String body) throws FormatException {
        String xml = body.replaceAll("(</?)(row|cell)(?=[ />])", "$1table-$2")
                .replaceAll("(</?)covered(?=[ />])", "$1table:covered-table-cell")
                .replaceAll("(</?)(table(?:-row|-cell|-header-rows)?)(?=[ />])", "$1table:$2")
                .replaceAll("(</?)([a-z-]+)(?=[ />])", "$1text:$2")
                .replaceAll(" ((?:rows|columns)-[a-z]+)='", " table:number-$1='")
                .replaceAll(" (style-name|display)='", " text:$1='");
        byte[] bytes = new Archive().with("content.xml", BEGIN + xml + END).bytes();
        return new OdtReader().read(new Input("a.odt", bytes, Optional.empty())).paragraphs();
    }
}
