package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.Archive;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocxReaderTest {
    private static final String NAMESPACES = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
            + " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
            + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
            + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
            + " xmlns:v='urn:schemas-microsoft-com:vml'";

    private static final String STYLES = """
            <w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>
            <w:style w:type='paragraph' w:styleId='2'><w:name w:val='Chapter'/><w:basedOn w:val='1'/></w:style>
            <w:style w:type='paragraph' w:styleId='3'><w:name w:val='Legal'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
            <w:style w:type='paragraph' w:styleId='4'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr></w:style>
            <w:style w:type='paragraph' w:styleId='5'><w:name w:val='Intense Quote'/></w:style>
            <w:style w:type='paragraph' w:styleId='6'><w:name w:val='Secret'/><w:rPr><w:vanish/></w:rPr></w:style>
            <w:style w:type='character' w:styleId='7'><w:name w:val='Whisper'/><w:rPr><w:vanish/></w:rPr></w:style>
            <w:style w:type='paragraph' w:styleId='8'><w:name w:val='toc 2'/></w:style>
            <w:style w:type='paragraph' w:styleId='9'><w:name w:val='A'/><w:basedOn w:val='10'/></w:style>
            <w:style w:type='paragraph' w:styleId='10'><w:name w:val='B'/><w:basedOn w:val='9'/></w:style>
            """;

    @Test
    void joinsRunsWithoutSpaces() throws FormatException {
        assertThat(read(p(r("中") + r("文 ") + r("text")
                        + "<w:r><w:tab/><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t><w:softHyphen/></w:r>" + r("z"))))
                .containsExactly("TEXT 1:1 中文 text x-yz");
    }

    @Test
    void derivesKindsFromStylesAndLevels() throws FormatException {
        String level = "<w:pPr><w:pStyle w:val='1'/><w:outlineLvl w:val='9'/></w:pPr>";
        assertThat(read(styled("1", "a")
                        + styled("2", "b")
                        + styled("3", "c")
                        + styled("4", "d")
                        + styled("5", "e")
                        + p(level + r("f"))
                        + p("<w:pPr><w:outlineLvl w:val='0'/></w:pPr>" + r("g"))
                        + p("<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>" + r("h"))
                        + p("<w:pPr><w:pStyle w:val='4'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>" + r("i"))
                        + styled("9", "j")))
                .containsExactly(
                        "HEADING 1:1 a",
                        "HEADING 2:1 b",
                        "HEADING 3:1 c",
                        "LIST_ITEM 4:1 d",
                        "QUOTATION 5:1 e",
                        "TEXT 6:1 f",
                        "HEADING 7:1 g",
                        "LIST_ITEM 8:1 h",
                        "TEXT 9:1 i",
                        "TEXT 10:1 j");
    }

    @Test
    void acceptsTrackedChanges() throws FormatException {
        assertThat(read(p(
                                r("a") + "<w:ins>" + r("b")
                                        + "</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>"
                                        + "<w:moveFrom>" + r("d") + "</w:moveFrom><w:moveTo>" + r("e") + "</w:moveTo>"
                                        + "<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>f</w:t></w:r>")
                        + p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("first half, "))
                        + p(r("second half"))))
                .containsExactly("TEXT 1:1 abef", "TEXT 2:1 first half, second half");
    }

    @Test
    void readsOnlyResultsOfFields() throws FormatException {
        String begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
        String separate = "<w:r><w:fldChar w:fldCharType='separate'/></w:r>";
        String end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
        String inner = begin + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + separate + r("9") + end;
        assertThat(read(p(r("see ") + begin + "<w:r><w:instrText>IF </w:instrText></w:r>" + inner + separate
                        + r("page 9") + end + r("!") + "<w:fldSimple w:instr='DATE'>" + r("today") + "</w:fldSimple>")))
                .containsExactly("TEXT 1:1 see page 9!today");
    }

    @Test
    void omitsHiddenTextAndRuby() throws FormatException {
        assertThat(read(p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"
                                + "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r>"
                                + "<w:r><w:rPr><w:rStyle w:val='7'/></w:rPr><w:t>y</w:t></w:r>"
                                + "<w:r><w:ruby><w:rt>" + r("běi") + "</w:rt><w:rubyBase>" + r("北")
                                + "</w:rubyBase></w:ruby></w:r>")
                        + styled("6", "z")
                        + p(r("b"))))
                .containsExactly("TEXT 1:1 a北", "TEXT 3:1 b");
    }

    @Test
    void readsTextBoxOnceAfterItsParagraph() throws FormatException {
        String box = "<w:txbxContent>" + p(r("box")) + "</w:txbxContent>";
        assertThat(read(p(r("before ") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>" + box
                                + "</wps:txbx></mc:Choice><mc:Fallback><v:textbox>" + box
                                + "</v:textbox></mc:Fallback></mc:AlternateContent></w:r>" + r("after"))
                        + p(r("next"))))
                .containsExactly("TEXT 1:1 before after", "TEXT 2:1 box", "TEXT 3:1 next");
    }

    @Test
    void readsCellsOfTablesAndPutsNotesLast() throws FormatException {
        String notes = "<w:footnotes" + NAMESPACES + "><w:footnote w:type='separator'>" + p(r("---"))
                + "</w:footnote><w:footnote w:id='1'>" + p("<w:r><w:footnoteRef/></w:r>" + r(" note"))
                + "</w:footnote></w:footnotes>";
        Archive archive = document("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>" + p(r("a")) + p("") + "</w:tc><w:tc>"
                        + styled("4", "b") + "</w:tc></w:tr></w:tbl>"
                        + p(r("c") + "<w:r><w:footnoteReference w:id='1'/></w:r>" + r(".")))
                .with("word/footnotes.xml", notes)
                .with("word/endnotes.xml", notes.replace("footnote", "endnote").replace(" note", "end"));
        assertThat(read(archive))
                .containsExactly("TABLE_CELL 1:1 a", "LIST_ITEM 3:1 b", "TEXT 4:1 c.", "NOTE 5:2 note", "NOTE 6:1 end");
    }

    @Test
    void readsDocumentsWithLargeAttributes() throws FormatException {
        String path = "m0,0 l10,10 ".repeat(100_000);
        assertThat(read(p("<w:r><w:pict><v:shape path='" + path + "'/></w:pict></w:r>" + r("text"))))
                .containsExactly("TEXT 1:1 text");
    }

    @Test
    void endsTableWithItsTextBox() throws FormatException {
        assertThat(read(p("<w:r><w:pict><v:textbox><w:txbxContent><w:tbl><w:tr><w:tc>" + p(r("cell"))
                                + "</w:tc></w:tr></w:tbl></w:txbxContent></v:textbox></w:pict></w:r>" + r("a"))
                        + p(r("b"))))
                .containsExactly("TEXT 1:1 a", "TABLE_CELL 2:1 cell", "TEXT 3:1 b");
    }

    @Test
    void omitsTablesOfContents() throws FormatException {
        assertThat(read("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of"
                        + " Contents'/></w:docPartObj></w:sdtPr>"
                        + "<w:sdtContent>" + p(r("Contents")) + "</w:sdtContent></w:sdt>"
                        + styled("8", "One 3")
                        + p("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Click here")
                                + "</w:sdtContent></w:sdt>")
                        + p("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" + r("kept")
                                + "</w:sdtContent></w:sdt>")))
                .containsExactly("TEXT 2:1 Click here", "TEXT 3:1 kept");
    }

    @Test
    void readsSymbolsAndFormulas() throws FormatException {
        assertThat(read(p("<w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0E0'/>"
                        + "<w:sym w:font='Webdings' w:char='F021'/><w:sym w:font='Arial' w:char='2260'/></w:r>"
                        + "<m:oMath><m:f><m:num><m:r><m:t>x+1</m:t></m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>10</m:t></m:r>"
                        + "</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f><m:sup/>"
                        + "<m:r><m:t>y</m:t></m:r></m:oMath>")))
                .containsExactly("TEXT 1:1 α→\uFFFD≠x+1/10^2y");
    }

    @Test
    void keepsSignsOfFormulas() throws FormatException {
        String two = "<m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>2</m:t></m:r>";
        assertThat(read(p("<m:oMath><m:r><m:t>f</m:t></m:r><m:d><m:e>" + two + "</m:e></m:d><m:r><m:t>=</m:t></m:r>"
                        + "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub><m:r><m:t>k</m:t></m:r></m:sub><m:sup/>"
                        + "<m:e><m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr><m:e><m:f><m:num>" + two
                        + "</m:num><m:den>" + two + "</m:den></m:f></m:e></m:d></m:e></m:nary>"
                        + "<m:rad><m:deg>" + two + "</m:deg><m:e>" + two + "</m:e></m:rad></m:oMath>")))
                .containsExactly("TEXT 1:1 f(2)=∑k[2/22√2");
    }

    @Test
    void endsParagraphsAtSomeSoftReturns() throws FormatException {
        assertThat(read(p(r("第一段。") + "<w:r><w:br/></w:r>" + r("第二段没有") + "<w:r><w:br/></w:r>" + r("𠮷说完"))))
                .containsExactly("TEXT 1:1 第一段。", "TEXT 1:6 第二段没有𠮷说完");
    }

    @Test
    void readsStrictFormatAndOtherBodyName() throws FormatException {
        String relationships = "<Relationships><Relationship Id='r' Type='http://purl.oclc.org/ooxml/officeDocument/"
                + "relationships/officeDocument' Target='/word/document2.xml'/></Relationships>";
        String body = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>" + p(r("strict"))
                + "</w:body></w:document>";
        assertThat(read(new Archive().with("_rels/.rels", relationships).with("word/document2.xml", body)))
                .containsExactly("TEXT 1:1 strict");
    }

    @Test
    void beginsOriginAfterLineBreakAndTab() throws FormatException {
        Paragraph paragraph = paragraphs(
                        document(p(r("标题") + "<w:r><w:br/></w:r>" + r("题目") + "<w:r><w:tab/></w:r>" + r("heading"))))
                .get(0);
        assertThat(paragraph.text()).isEqualTo("标题题目 heading");
        assertThat(paragraph.origins())
                .containsExactly(
                        new Paragraph.Origin(0, 1, 1), new Paragraph.Origin(2, 1, 4), new Paragraph.Origin(5, 1, 7));
    }

    @Test
    void dividesParagraphsBetweenLinesOfDifferentLanguages() throws FormatException {
        assertThat(read(p(r("2、Selenium 测试框架") + "<w:r><w:br/></w:r>" + r("2. The Selenium test framework"))))
                .containsExactly("TEXT 1:1 2、Selenium 测试框架", "TEXT 1:17 2. The Selenium test framework");
    }

    @Test
    void endsParagraphsAtPageAndColumnBreaks() throws FormatException {
        assertThat(read(p(r("甲") + "<w:r><w:br w:type='column'/></w:r>" + r("a") + "<w:r><w:br w:type='page'/></w:r>"
                        + r("b"))))
                .containsExactly("TEXT 1:1 甲", "TEXT 1:4 a", "TEXT 1:7 b");
    }

    @Test
    void marksParagraphsWithTheirCells() throws FormatException {
        String spanned = "<w:tc><w:tcPr><w:gridSpan w:val='2'/><w:tcPrChange><w:tcPr><w:gridSpan w:val='9'/></w:tcPr>"
                + "</w:tcPrChange></w:tcPr>" + p(r("wide")) + "</w:tc>";
        String prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + tc(p(r("Click here")))
                + "</w:sdtContent></w:sdt>";
        String control = "<w:sdt><w:sdtContent>" + tc(p(r("controlled"))) + "</w:sdtContent></w:sdt>";
        String nested = tc("<w:tbl><w:tr>" + tc(p(r("inner"))) + "</w:tr></w:tbl>" + p(r("outer")));
        String box = "<w:r><wps:txbx><w:txbxContent>" + p(r("box")) + "</w:txbxContent></wps:txbx></w:r>";
        assertThat(cells(document("<w:tbl><w:tr>" + spanned + tc(p(r("a") + box)) + "</w:tr>"
                        + "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc(p(r("b"))) + tc(p(r("c"))) + "</w:tr>"
                        + "<w:tr>" + prompt + control + nested + tc(p(r("d"))) + "</w:tr></w:tbl>" + p(r("text"))
                        + "<w:tbl><w:tr>" + tc(styled("1", "e")) + "</w:tr></w:tbl>")))
                .containsExactly(
                        "wide 0 0 0",
                        "a 0 0 2",
                        "box 0 0 2",
                        "b 0 1 1",
                        "c 0 1 2",
                        "Click here 0 2 0",
                        "controlled 0 2 1",
                        "inner 1 0 0",
                        "outer 0 2 2",
                        "d 0 2 3",
                        "text",
                        "e 2 0 0");
    }

    private static String tc(String content) {
        return "<w:tc>" + content + "</w:tc>";
    }

    private static List<String> cells(Archive archive) throws FormatException {
        return paragraphs(archive).stream()
                .map(paragraph -> paragraph.text()
                        + paragraph
                                .marks()
                                .cell()
                                .map(cell -> " " + cell.table() + " " + cell.row() + " " + cell.column())
                                .orElse(""))
                .toList();
    }

    private static String p(String content) {
        return "<w:p>" + content + "</w:p>";
    }

    private static String r(String text) {
        return "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
    }

    private static String styled(String style, String text) {
        return p("<w:pPr><w:pStyle w:val='" + style + "'/></w:pPr>" + r(text));
    }

    private static Archive document(String body) {
        return new Archive()
                .with("word/document.xml", "<w:document" + NAMESPACES + "><w:body>" + body + "</w:body></w:document>")
                .with("word/styles.xml", "<w:styles" + NAMESPACES + ">" + STYLES + "</w:styles>");
    }

    private static List<String> read(String body) throws FormatException {
        return read(document(body));
    }

    private static List<String> read(Archive archive) throws FormatException {
        return paragraphs(archive).stream().map(DocxReaderTest::line).toList();
    }

    private static List<Paragraph> paragraphs(Archive archive) throws FormatException {
        return new DocxReader()
                .read(new Input("a.docx", archive.bytes(), Optional.empty()))
                .paragraphs();
    }

    private static String line(Paragraph paragraph) {
        return paragraph.kind() + " " + paragraph.locate("a", 0).toString().substring(2) + " " + paragraph.text();
    }
}
