package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.Archive;
import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.text.FormatException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PptxReaderTest {
    private static final String NAMESPACES = " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
            + " xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
            + " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
            + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

    /**
     * Each line is the content of a slide and its paragraphs. In it, {a} is a run with a text, and (type: ...) a shape with
     * the type of a placeholder.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            (: {One.}<a:br/>{Two}<a:br/>{words}) ⇒ TEXT 1:1 One., TEXT 1:5 Two words
            <mc:AlternateContent><mc:Choice Requires='a14'>(: <m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>)</mc:Choice><mc:Fallback>(: {picture})</mc:Fallback></mc:AlternateContent> ⇒ TEXT 1:1 1/2
            (ftr: {Page })(hdr: {Page })(: {Page }<a:fld type='slidenum'><a:t>7</a:t></a:fld>) ⇒ TEXT 1:1 Page
            <p:graphicFrame><c:chart r:id='r9'/></p:graphicFrame> ⇒ TEXT 1:1 Honey
            """)
    void readsSlide(String slide, String paragraphs) throws FormatException {
        String xml = slide.replaceAll(
                        "\\((\\w*): (.*?)\\)",
                        "<p:sp><p:nvPr><p:ph type='$1'/></p:nvPr><p:txBody><a:p>$2</a:p></p:txBody></p:sp>")
                .replace("<p:ph type=''/>", "")
                .replaceAll("\\{(.*?)}", "<a:r><a:t>$1</a:t></a:r>");
        Archive archive = presentation(xml)
                .with("ppt/slides/_rels/a.xml.rels", "<x><Relationship Id='r9' Target='../charts/c.xml'/></x>")
                .with(
                        "ppt/charts/c.xml",
                        "<c:chart" + NAMESPACES
                                + "><c:title><a:p><a:r><a:t>Honey</a:t></a:r></a:p></c:title></c:chart>");
        assertThat(read(archive)).isEqualTo(paragraphs);
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
        assertThat(Documents.ContentFormat.of(presentation("").bytes())).isEqualTo("pptx");
    }

    private static Archive presentation(String slide) {
        return new Archive()
                .with("ppt/presentation.xml", "<p:presentation" + NAMESPACES + "><p:sldId r:id='r1'/></p:presentation>")
                .with("ppt/_rels/presentation.xml.rels", "<x><Relationship Id='r1' Target='slides/a.xml'/></x>")
                .with("ppt/slides/a.xml", "<p:sld" + NAMESPACES + ">" + slide + "</p:sld>");
    }

    private static String read(Archive archive) throws FormatException {
        return DocumentDump.inLine(new PptxReader()
                .read(new Input("a.pptx", archive.bytes(), Optional.empty()))
                .paragraphs());
    }
}
