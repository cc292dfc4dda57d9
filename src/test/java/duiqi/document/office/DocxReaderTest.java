package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;

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

class DocxReaderTest {
    private static final String NAMESPACES = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
            + " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
            + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
            + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
            + " xmlns:v='urn:schemas-microsoft-com:vml'";

    private static final String STYLES = """
            <style type='paragraph' styleId='1'><name val='heading 1'/></style>
            <style type='paragraph' styleId='2'><name val='Chapter'/><basedOn val='1'/></style>
            <style type='paragraph' styleId='3'><name val='Legal'/><pPr><outlineLvl val='2'/></pPr></style>
            <style type='paragraph' styleId='4'><name val='List Bullet'/><pPr><numPr><numId val='7'/></numPr></pPr></style>
            <style type='paragraph' styleId='5'><name val='Intense Quote'/></style>
            <style type='paragraph' styleId='6'><name val='Secret'/><rPr><vanish/></rPr></style>
            <style type='character' styleId='7'><name val='Whisper'/><rPr><vanish/></rPr></style>
            <style type='paragraph' styleId='8'><name val='toc 2'/></style>
            <style type='paragraph' styleId='9'><name val='A'/><basedOn val='10'/></style>
            <style type='paragraph' styleId='10'><name val='B'/><basedOn val='9'/></style>
            """;

    /** Each line is the body of a document in the notation of {@link #xml}, then its paragraphs. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # runs, tabs and hyphens
            <p>{中}{文 }{text}<r><tab/><t>x</t><noBreakHyphen/><t>y</t><softHyphen/></r>{z}</p> ⇒ TEXT 1:1 中文 text x-yz
            # kinds of styles and levels
            <p>[1]{a}</p><p>[2]{b}</p><p>[3]{c}</p> ⇒ HEADING 1:1 a, HEADING 2:1 b, HEADING 3:1 c
            <p>[4]{d}</p><p>[5]{e}</p><p>[9]{j}</p> ⇒ LIST_ITEM 1:1 d, QUOTATION 2:1 e, TEXT 3:1 j
            <p><pPr><pStyle val='1'/><outlineLvl val='9'/></pPr>{f}</p><p><pPr><outlineLvl val='0'/></pPr>{g}</p> ⇒ TEXT 1:1 f, HEADING 2:1 g
            <p><pPr><numPr><numId val='3'/></numPr></pPr>{h}</p> ⇒ LIST_ITEM 1:1 h
            <p><pPr><pStyle val='4'/><numPr><numId val='0'/></numPr></pPr>{i}</p> ⇒ TEXT 1:1 i
            # tracked changes
            <p>{a}<ins>{b}</ins><del><r><delText>c</delText></r></del><moveFrom>{d}</moveFrom><moveTo>{e}</moveTo></p> ⇒ TEXT 1:1 abe
            <p><r><rPr><rPrChange><rPr><vanish/></rPr></rPrChange></rPr><t>f</t></r></p> ⇒ TEXT 1:1 f
            <p><pPr><rPr><del/></rPr></pPr>{first half, }</p><p>{second half}</p> ⇒ TEXT 1:1 first half, second half
            # results of fields
            <p>{see }(begin)<r><instrText>IF </instrText></r>(begin)<r><instrText>PAGE</instrText></r>(separate){9}(end)(separate){page 9}(end){!}</p> ⇒ TEXT 1:1 see page 9!
            <p><fldSimple instr='DATE'>{today}</fldSimple></p> ⇒ TEXT 1:1 today
            # hidden text and ruby
            <p><r><rPr><vanish/></rPr><t>x</t></r><r><rPr><vanish val='0'/></rPr><t>a</t></r><r><rPr><rStyle val='7'/></rPr><t>y</t></r></p> ⇒ TEXT 1:1 a
            <p>[6]{z}</p><p><r><ruby><rt>{běi}</rt><rubyBase>{北}</rubyBase></ruby></r></p> ⇒ TEXT 2:1 北
            # a text box follows its paragraph once
            <p>{before }<r><mc:AlternateContent><mc:Choice><wps:txbx><txbxContent><p>{box}</p></txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><txbxContent><p>{box}</p></txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></r>{after}</p><p>{next}</p> ⇒ TEXT 1:1 before after, TEXT 2:1 box, TEXT 3:1 next
            <p><r><pict><v:textbox><txbxContent><tbl><tr><tc><p>{cell}</p></tc></tr></tbl></txbxContent></v:textbox></pict></r>{a}</p><p>{b}</p> ⇒ TEXT 1:1 a, TABLE_CELL 2:1 cell (0/0/0), TEXT 3:1 b
            # tables of contents and content controls
            <sdt><sdtPr><docPartObj><docPartGallery val='Table of Contents'/></docPartObj></sdtPr><sdtContent><p>{Contents}</p></sdtContent></sdt><p>[8]{One 3}</p><p>{a}</p> ⇒ TEXT 2:1 a
            <p><sdt><sdtPr><showingPlcHdr/></sdtPr><sdtContent>{Click here}</sdtContent></sdt></p> ⇒ TEXT 1:1 Click here
            <p><sdt><sdtPr><rPr><vanish/></rPr></sdtPr><sdtContent>{kept}</sdtContent></sdt></p> ⇒ TEXT 1:1 kept
            # symbols and formulas
            <p><r><sym font='Symbol' char='F061'/><sym font='Wingdings' char='F0E0'/><sym font='Webdings' char='F021'/><sym font='Arial' char='2260'/></r></p> ⇒ TEXT 1:1 α→\uFFFD≠
            <p><m:oMath><m:f><m:num>(x+1)</m:num><m:den><m:sSup><m:e>(10)</m:e><m:sup>(2)</m:sup></m:sSup></m:den></m:f><m:sup/>(y)</m:oMath></p> ⇒ TEXT 1:1 x+1/10^2y
            <p><m:oMath>(f)<m:d><m:e><m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>2</m:t></m:r></m:e></m:d>(=)<m:rad><m:deg>(2)</m:deg><m:e>(2)</m:e></m:rad></m:oMath></p> ⇒ TEXT 1:1 f(2)=2√2
            <p><m:oMath><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>(k)</m:sub><m:sup/><m:e><m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr><m:e>(2)</m:e></m:d></m:e></m:nary></m:oMath></p> ⇒ TEXT 1:1 ∑k[2
            # breaks of lines, pages and columns
            <p>{第一段。}<r><br/></r>{第二段没有}<r><br/></r>{𠮷说完}</p> ⇒ TEXT 1:1 第一段。, TEXT 1:6 第二段没有𠮷说完
            <p>{2、Selenium 测试框架}<r><br/></r>{2. The Selenium test framework}</p> ⇒ TEXT 1:1 2、Selenium 测试框架, TEXT 1:17 2. The Selenium test framework
            <p>{甲}<r><br type='column'/></r>{a}<r><br type='page'/></r>{b}</p> ⇒ TEXT 1:1 甲, TEXT 1:4 a, TEXT 1:7 b
            # cells
            <tbl><tblPr/><tr><tc><tcPr/><p>{a}</p><p></p></tc><tc><p>[4]{b}</p></tc></tr></tbl> ⇒ TABLE_CELL 1:1 a (0/0/0), LIST_ITEM 3:1 b (0/0/1)
            <tbl><tr><tc><tcPr><gridSpan val='2'/><tcPrChange><tcPr><gridSpan val='9'/></tcPr></tcPrChange></tcPr><p>{a}</p></tc><tc><p>{b}</p></tc></tr></tbl> ⇒ TABLE_CELL 1:1 a (0/0/0), TABLE_CELL 2:1 b (0/0/2)
            <tbl><tr><tc><p>{a}<r><wps:txbx><txbxContent><p>{box}</p></txbxContent></wps:txbx></r></p></tc></tr></tbl> ⇒ TABLE_CELL 1:1 a (0/0/0), TABLE_CELL 2:1 box (0/0/0)
            <tbl><tr><trPr><gridBefore val='1'/></trPr><tc><p>{b}</p></tc><tc><p>{c}</p></tc></tr></tbl> ⇒ TABLE_CELL 1:1 b (0/0/1), TABLE_CELL 2:1 c (0/0/2)
            <tbl><tr><sdt><sdtPr><showingPlcHdr/></sdtPr><sdtContent><tc><p>{a}</p></tc></sdtContent></sdt><sdt><sdtContent><tc><p>{b}</p></tc></sdtContent></sdt></tr></tbl> ⇒ TABLE_CELL 1:1 a (0/0/0), TABLE_CELL 2:1 b (0/0/1)
            <tbl><tr><tc><tbl><tr><tc><p>{in}</p></tc></tr></tbl><p>{out}</p></tc><tc><p>{d}</p></tc></tr></tbl><p>{text}</p><tbl><tr><tc><p>[1]{e}</p></tc></tr></tbl> ⇒ TABLE_CELL 1:1 in (1/0/0), TABLE_CELL 2:1 out (0/0/0), TABLE_CELL 3:1 d (0/0/1), TEXT 4:1 text, HEADING 5:1 e (2/0/0)
            """)
    void readsParagraphs(String body, String paragraphs) throws FormatException {
        assertThat(DocumentDump.inLine(read(document(body)))).isEqualTo(paragraphs);
    }

    @Test
    void putsNotesLast() throws FormatException {
        String notes = "<footnotes><footnote type='separator'><p>{---}</p></footnote><footnote id='1'>"
                + "<p><r><footnoteRef/></r>{ note}</p></footnote></footnotes>";
        Archive archive = document("<p>{c}<r><footnoteReference id='1'/></r>{.}</p>")
                .with("word/footnotes.xml", xml(notes))
                .with(
                        "word/endnotes.xml",
                        xml(notes.replace("footnote", "endnote").replace(" note", "end")));
        assertThat(DocumentDump.inLine(read(archive))).isEqualTo("TEXT 1:1 c., NOTE 2:2 note, NOTE 3:1 end");
    }

    @Test
    void readsDocumentsWithLargeAttributes() throws FormatException {
        String path = "m0,0 l10,10 ".repeat(100_000);
        assertThat(DocumentDump.inLine(
                        read(document("<p><r><pict><v:shape path='" + path + "'/></pict></r>{text}</p>"))))
                .isEqualTo("TEXT 1:1 text");
    }

    @Test
    void readsStrictFormatAndOtherBodyName() throws FormatException {
        String relationships = "<Relationships><Relationship Id='r' Type='http://purl.oclc.org/ooxml/officeDocument/"
                + "relationships/officeDocument' Target='/word/document2.xml'/></Relationships>";
        String body = xml("<document><body><p>{strict}</p></body></document>")
                .replace(
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main");
        assertThat(DocumentDump.inLine(
                        read(new Archive().with("_rels/.rels", relationships).with("word/document2.xml", body))))
                .isEqualTo("TEXT 1:1 strict");
    }

    @Test
    void beginsOriginAfterLineBreakAndTab() throws FormatException {
        Paragraph paragraph = read(document("<p>{标题}<r><br/></r>{题目}<r><tab/></r>{heading}</p>"))
                .get(0);
        assertThat(paragraph.text()).isEqualTo("标题题目 heading");
        assertThat(paragraph.origins())
                .containsExactly(
                        new Paragraph.Origin(0, 1, 1), new Paragraph.Origin(2, 1, 4), new Paragraph.Origin(5, 1, 7));
    }

    /**
     * Returns XML of Word. Names without a prefix get that of Word. {a} is a run with a text, (a) a run of a formula or,
     * if it names a part of a field, the character of this part; [1] is the style of a paragraph.
     */
    private static String xml(String text) {
        return text.replaceAll("\\((begin|separate|end)\\)", "<r><fldChar fldCharType='$1'/></r>")
                .replaceAll("\\(([^)]*)\\)", "<m:r><m:t>$1</m:t></m:r>")
                .replaceAll("\\{([^}]*)}", "<r><t xml:space='preserve'>$1</t></r>")
                .replaceAll("<p>\\[(\\d+)]", "<p><pPr><pStyle val='$1'/></pPr>")
                .replaceAll("<(/?)([A-Za-z]+)(?=[ />])", "<$1w:$2")
                .replaceAll(" ([A-Za-z]+)='", " w:$1='")
                .replaceFirst(">", NAMESPACES.replace("$", "\\$") + ">");
    }

    private static Archive document(String body) {
        return new Archive()
                .with("word/document.xml", xml("<document><body>" + body + "</body></document>"))
                .with("word/styles.xml", xml("<styles>" + STYLES + "</styles>"));
    }

    private static List<Paragraph> read(Archive archive) throws FormatException {
        return new DocxReader()
                .read(new Input("a.docx", archive.bytes(), Optional.empty()))
                .paragraphs();
    }
}
