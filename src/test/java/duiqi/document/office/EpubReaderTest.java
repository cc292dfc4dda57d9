package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.Archive;
import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpubReaderTest {
    private static final String PACKAGE = """
            <package xmlns='http://www.idpf.org/2007/opf' version='3.0'>
            <manifest>
            <item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/>
            <item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>
            <item id='toc' href='toc.xhtml' media-type='application/xhtml+xml'/>
            <item id='two' href='../text/%E4%BA%8C.xhtml' media-type='application/xhtml+xml'/>
            <item id='one' href='one.xhtml' media-type='application/xhtml+xml'/>
            <item id='notes' href='notes.xhtml' media-type='application/xhtml+xml'/>
            <item id='map' href='map.svg' media-type='image/svg+xml'/>
            </manifest>
            <spine><itemref idref='cover'/><itemref idref='nav'/><itemref idref='toc'/><itemref idref='notes' linear='no'/>
            <itemref idref='one'/><itemref idref='map'/><itemref idref='two'/></spine>
            <guide><reference type='toc' href='toc.xhtml#top'/></guide>
            </package>
            """;

    @Test
    void readsChaptersInSpineOrderWithContinuousLines() throws FormatException {
        assertThat(read(book()))
                .containsExactly("HEADING 5:5 一", "TEXT 6:4 甲乙", "TEXT 10:4 two a", "NOTE 14:32 a note");
    }

    @Test
    void readsBookInOneFileWhoseGuideNamesItsContents() throws FormatException {
        String contents = "<p id='top'><a href='#a'>One</a></p><h1 id='a'>One</h1><p>The water is clear.</p>";
        assertThat(read(book().with("book/toc.xhtml", page(contents)))).contains("TEXT 2:71 The water is clear.");
    }

    @Test
    void readsBookInFolder() throws FormatException {
        Archive book = new Archive()
                .with("epub/META-INF/container.xml", container("book/a.opf"))
                .with("epub/book/a.opf", chapters("../a.xhtml"))
                .with("epub/a.xhtml", page("<p>The water is clear.</p>"));
        assertThat(read(book)).containsExactly("TEXT 1:16 The water is clear.");
    }

    @Test
    void acceptsObfuscatedFonts() throws FormatException {
        assertThat(read(encrypted("http://www.idpf.org/2008/embedding"))).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drm | is protected by digital rights management (DRM); use an edition without DRM,
            chapter | is not a complete epub file: gone.xhtml is missing;
            package | has no package document in META-INF/container.xml; download it again, or use another edition
            """)
    void rejectsBookThatCannotBeRead(String lack, String problem) {
        Archive book = switch (lack) {
            case "drm" -> encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
            case "chapter" ->
                new Archive().with("META-INF/container.xml", container("a.opf")).with("a.opf", chapters("gone.xhtml"));
            default -> new Archive().with("META-INF/container.xml", "<container/>");
        };
        assertThatThrownBy(() -> read(book))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.epub: " + problem);
    }

    @Test
    void marksLanguagesAndCellsOfBook() throws FormatException {
        Archive book = new Archive()
                .with("META-INF/container.xml", container("a.opf"))
                .with("a.opf", chapters("a.xhtml", "b.xhtml"))
                .with("a.xhtml", "<html xml:lang='en'><body><p>one</p><p xml:lang='zh-CN'>一</p></body></html>")
                .with(
                        "b.xhtml",
                        page(
                                "<table><tr><td>a</td><td>b</td></tr></table><table><tr><td>c</td><td>d</td></tr></table>"));
        assertThat(read(book))
                .extracting(line -> line.replaceFirst(".*:\\d+ ", ""))
                .containsExactly("one", "一 [zh-cn]", "a (0/0/0)", "b (0/0/1)", "c (1/0/0)", "d (1/0/1)");
    }

    private static String container(String file) {
        return "<container><rootfiles><rootfile full-path='" + file + "'/></rootfiles></container>";
    }

    private static String chapters(String... files) {
        StringBuilder items = new StringBuilder("<package><manifest>");
        StringBuilder spine = new StringBuilder();
        for (String file : files) {
            items.append("<item id='" + file + "' href='" + file + "' media-type='application/xhtml+xml'/>");
            spine.append("<itemref idref='" + file + "'/>");
        }
        return items + "</manifest><spine>" + spine + "</spine></package>";
    }

    private static Archive encrypted(String method) {
        return book().with(
                        "META-INF/encryption.xml",
                        "<encryption><EncryptedData><EncryptionMethod Algorithm='" + method
                                + "'/></EncryptedData></encryption>");
    }

    private static Archive book() {
        return new Archive()
                .with("mimetype", "application/epub+zip")
                .with("META-INF/container.xml", container("book/a.opf"))
                .with("book/a.opf", PACKAGE)
                .with("book/cover.xhtml", "<html><body epub:type='cover'><p>Cover</p></body></html>")
                .with("book/nav.xhtml", page("<p>Navigation</p>"))
                .with("book/toc.xhtml", page("<p>Contents</p>"))
                .with(
                        "book/one.xhtml",
                        "<?xml version='1.0'?>\n<html><head><title/></head>\n<body>\n<h1>一</h1>\n<p>甲<a id='x'/>乙</p></body></html>")
                .with(
                        "text/二.xhtml",
                        "<html>\n<head><title>2</title></head>\n<body>\n<p>two&#160;a</p>\n</body></html>")
                .with(
                        "book/notes.xhtml",
                        "<html xmlns:epub='e'>\n<body>\n<aside epub:type='footnote'><p>a note</p></aside></body></html>");
    }

    private static String page(String body) {
        return "<html><body>" + body + "</body></html>";
    }

    private static List<String> read(Archive archive) throws FormatException {
        return DocumentDump.lines(new EpubReader()
                .read(new Input("a.epub", archive.bytes(), Optional.empty()))
                .paragraphs());
    }
}
