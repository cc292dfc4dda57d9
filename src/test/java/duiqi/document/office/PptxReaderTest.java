package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.Archive;
import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PptxReaderTest {
    private static final String NAMESPACES = " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
            + " xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
            + " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
            + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

    @Test
    void endsParagraphsAtSomeLineBreaks() throws FormatException {
        assertThat(read(shape(
                        "",
                        "<a:p><a:r><a:t>One.</a:t></a:r><a:br/><a:r><a:t>Two</a:t></a:r><a:br/>"
                                + "<a:r><a:t>words</a:t></a:r></a:p>")))
                .isEqualTo("TEXT 1:1 One., TEXT 1:5 Two words");
    }

    @Test
    void readsAlternativesAndFormulasOnce() throws FormatException {
        String formula =
                "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
                        + "</m:oMath>";
        assertThat(read("<mc:AlternateContent><mc:Choice Requires='a14'>" + shape("", "<a:p>" + formula + "</a:p>")
                        + "</mc:Choice><mc:Fallback>" + shape("", "<a:p><a:r><a:t>picture</a:t></a:r></a:p>")
                        + "</mc:Fallback></mc:AlternateContent>"))
                .isEqualTo("TEXT 1:1 1/2");
    }

    @Test
    void omitsNumbersDatesAndFooters() throws FormatException {
        String number = "<a:p><a:r><a:t>Page </a:t></a:r><a:fld type='slidenum'><a:t>7</a:t></a:fld></a:p>";
        assertThat(read(shape("<p:ph type='ftr'/>", number) + shape("<p:ph type='hdr'/>", number) + shape("", number)))
                .isEqualTo("TEXT 1:1 Page");
    }

    @Test
    void readsTitlesOfCharts() throws FormatException {
        Archive archive = presentation("<p:graphicFrame><c:chart r:id='r9'/></p:graphicFrame>")
                .with("ppt/slides/_rels/a.xml.rels", "<x><Relationship Id='r9' Target='../charts/c.xml'/></x>")
                .with(
                        "ppt/charts/c.xml",
                        "<c:chart" + NAMESPACES
                                + "><c:title><a:p><a:r><a:t>Honey</a:t></a:r></a:p></c:title></c:chart>");
        assertThat(read(archive)).isEqualTo("TEXT 1:1 Honey");
    }

    @Test
    void reportsMissingSlide() {
        Archive archive = new Archive()
                .with(
                        "ppt/presentation.xml",
                        "<p:presentation" + NAMESPACES + "><p:sldId r:id='r1'/></p:presentation>");
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.pptx: is not a complete pptx file: r1 is missing; ");
    }

    @Test
    void detectsFormatByContent() {
        assertThat(Documents.ContentFormat.of(presentation("").bytes())).isEqualTo("pptx");
    }

    private static String shape(String placeholder, String text) {
        return "<p:sp><p:nvPr>" + placeholder + "</p:nvPr><p:txBody>" + text + "</p:txBody></p:sp>";
    }

    private static Archive presentation(String slide) {
        return new Archive()
                .with("ppt/presentation.xml", "<p:presentation" + NAMESPACES + "><p:sldId r:id='r1'/></p:presentation>")
                .with("ppt/_rels/presentation.xml.rels", "<x><Relationship Id='r1' Target='slides/a.xml'/></x>")
                .with("ppt/slides/a.xml", "<p:sld" + NAMESPACES + ">" + slide + "</p:sld>");
    }

    private static String read(String slide) throws FormatException {
        return read(presentation(slide));
    }

    private static String read(Archive archive) throws FormatException {
        List<Paragraph> paragraphs = new PptxReader()
                .read(new Input("a.pptx", archive.bytes(), Optional.empty()))
                .paragraphs();
        return DocumentDump.inLine(paragraphs);
    }
}
