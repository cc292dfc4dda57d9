package duiqi.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Lists every kind of XML that duiqi reads, and each part of the zipped kinds, with a position for a document type and
 * one in the text. Add a line to {@link #all} for a new XML reader.
 */
final class MarkupKinds {
    static final String TYPE = "%TYPE%";
    static final String TEXT = "%TEXT%";

    private static final String HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n" + TYPE;
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String SHEET = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";

    /**
     * A kind describes one XML file and the command that reads it.
     *
     * @param file file name
     * @param part part of the archive that is hostile; empty without an archive
     * @param parts parts of the archive, or the file alone
     * @param command command that reads it, with {@code FILE} for the file and {@code OUT} for another file
     */
    record Kind(String file, String part, Map<String, String> parts, List<String> command) {
        @Override
        public String toString() {
            return file + (part.isEmpty() ? "" : " " + part);
        }

        /** Writes the file. */
        Path write(Path folder, String type, String text) throws IOException {
            Path path = folder.resolve(file);
            if (part.isEmpty()) {
                return Files.writeString(path, filled(parts.getOrDefault("", ""), type, text));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
                for (Map.Entry<String, String> each : parts.entrySet()) {
                    boolean isHostile = each.getKey().equals(part);
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(filled(each.getValue(), isHostile ? type : "", isHostile ? text : "")
                            .getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            return Files.write(path, bytes.toByteArray());
        }

        private static String filled(String content, String type, String text) {
            return content.replace(TYPE, type).replace(TEXT, text);
        }
    }

    private MarkupKinds() {}

    static Stream<Kind> all() {
        return Stream.of(
                        memories(),
                        Stream.of(xliff("a.xlf"), xliff2()),
                        glossaries(),
                        zipped("a.docx", docx(), "segment --lang zh FILE"),
                        zipped("a.odt", odt(), "segment --lang zh FILE"),
                        zipped("a.epub", epub(), "segment --lang zh FILE"),
                        zipped("a.xlsx", xlsx(), "tm convert FILE -o OUT.jsonl --force"),
                        zipped("terms.xlsx", xlsx(), "glossary convert FILE -o OUT.json --force"))
                .flatMap(kinds -> kinds);
    }

    private static Kind plain(String file, String content, String command) {
        return new Kind(file, "", Map.of("", HEAD + content), List.of(command.split(" ")));
    }

    private static Stream<Kind> zipped(String file, Map<String, String> parts, String command) {
        return parts.keySet().stream().map(part -> new Kind(file, part, parts, List.of(command.split(" "))));
    }

    private static Stream<Kind> memories() {
        String header = "<header creationtool='a' creationtoolversion='1' segtype='sentence' o-tmf='a' adminlang='en'"
                + " srclang='zh-CN' datatype='plaintext'>";
        String unit =
                "<tu tuid='1'><tuv xml:lang='zh-CN'><seg>水%s</seg></tuv><tuv xml:lang='en-US'><seg>water</seg></tuv></tu>";
        String inUnit = "<tmx version='1.4'>" + header + "</header><body>" + unit.replace("%s", TEXT) + "</body></tmx>";
        String inHeader = "<tmx version='1.4'>" + header + "<note>a" + TEXT + "</note></header><body>"
                + unit.replace("%s", "") + "</body></tmx>";
        return Stream.of(
                plain("a.tmx", inUnit, "tm convert FILE -o OUT.jsonl --force"),
                plain("header.tmx", inHeader, "tm convert FILE -o OUT.tmx --force"),
                plain("valid.tmx", inUnit, "tm validate FILE"),
                plain("found.tmx", inUnit, "lookup --tm FILE 水"),
                plain("checked.tmx", inUnit, "check FILE"));
    }

    private static Kind xliff(String file) {
        return plain(
                file,
                "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' source-language='zh-CN'"
                        + " target-language='en-US' datatype='plaintext'><body><trans-unit id='1'><source>水" + TEXT
                        + "</source><target>water</target></trans-unit></body></file></xliff>",
                "tm convert FILE -o OUT.jsonl --force");
    }

    private static Kind xliff2() {
        return plain(
                "b.xlf",
                "<xliff version='2.0' srcLang='zh-CN' trgLang='en-US' xmlns='urn:oasis:names:tc:xliff:document:2.0'><file id='a'>"
                        + "<unit id='1'><segment><source>水" + TEXT
                        + "</source><target>water</target></segment></unit></file></xliff>",
                "tm convert FILE -o OUT.jsonl --force");
    }

    private static Stream<Kind> glossaries() {
        String command = "glossary convert FILE -o OUT.json --force";
        return Stream.of(
                plain(
                        "a.tbx",
                        "<tbx type='TBX-Basic' style='dca' xml:lang='zh' xmlns='urn:iso:std:iso:30042:ed-2'><tbxHeader><fileDesc>"
                                + "<sourceDesc><p>a</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id='1'>"
                                + "<langSec xml:lang='zh'><termSec><term>水" + TEXT + "</term></termSec></langSec>"
                                + "<langSec xml:lang='en'><termSec><term>water</term></termSec></langSec>"
                                + "</conceptEntry></body></text></tbx>",
                        command),
                plain(
                        "b.tbx",
                        "<martif type='TBX' xml:lang='zh'><martifHeader><fileDesc><sourceDesc><p>a" + TEXT
                                + "</p></sourceDesc></fileDesc></martifHeader><text><body><termEntry id='1'>"
                                + "<langSet xml:lang='zh'><tig><term>水</term></tig></langSet>"
                                + "<langSet xml:lang='en'><tig><term>water</term></tig></langSet>"
                                + "</termEntry></body></text></martif>",
                        command));
    }

    private static Map<String, String> docx() {
        String w = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
        Map<String, String> parts = new TreeMap<>();
        parts.put("_rels/.rels", relations("officeDocument' Target='word/document.xml"));
        parts.put(
                "word/_rels/document.xml.rels",
                relations(
                        "styles' Target='styles.xml",
                        "footnotes' Target='footnotes.xml",
                        "endnotes' Target='endnotes.xml"));
        parts.put(
                "word/document.xml",
                HEAD + "<w:document " + w + "><w:body><w:p><w:r><w:t>水" + TEXT
                        + "。</w:t></w:r></w:p></w:body></w:document>");
        parts.put(
                "word/styles.xml",
                HEAD + "<w:styles " + w + "><w:style w:styleId='a'><w:name w:val='a'/>" + TEXT
                        + "</w:style></w:styles>");
        for (String notes : List.of("footnote", "endnote")) {
            parts.put(
                    "word/" + notes + "s.xml",
                    HEAD + "<w:" + notes + "s " + w + "><w:" + notes + " w:id='2'><w:p><w:r><w:t>火" + TEXT
                            + "</w:t></w:r></w:p></w:" + notes + "></w:" + notes + "s>");
        }
        return parts;
    }

    private static String relations(String... relations) {
        StringBuilder xml = new StringBuilder(HEAD + "<Relationships xmlns='" + PACKAGE + "relationships'>" + TEXT);
        for (int i = 0; i < relations.length; i++) {
            xml.append("<Relationship Id='rId" + (i + 1) + "' Type='" + OFFICE + "/" + relations[i] + "'/>");
        }
        return xml + "</Relationships>";
    }

    private static Map<String, String> odt() {
        return new TreeMap<>(Map.of(
                "META-INF/manifest.xml",
                HEAD + "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>" + TEXT
                        + "</manifest:manifest>",
                "content.xml",
                HEAD + "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                        + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text><text:p>水"
                        + TEXT + "。</text:p></office:text></office:body></office:document-content>"));
    }

    private static Map<String, String> epub() {
        return new TreeMap<>(Map.of(
                "META-INF/container.xml",
                HEAD + "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
                        + TEXT
                        + "<rootfile full-path='a.opf' media-type='application/oebps-package+xml'/></rootfiles></container>",
                "META-INF/encryption.xml",
                HEAD + "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>" + TEXT + "</encryption>",
                "a.opf",
                HEAD + "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata>" + TEXT
                        + "</metadata><manifest><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/></manifest>"
                        + "<spine><itemref idref='c'/></spine></package>",
                "c.xhtml",
                HEAD + "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>a</title></head><body><p>水" + TEXT
                        + "。</p></body></html>"));
    }

    private static Map<String, String> xlsx() {
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Map<String, String> parts = new TreeMap<>();
        parts.put(
                "[Content_Types].xml",
                HEAD + "<Types xmlns='" + PACKAGE + "content-types'>" + TEXT
                        + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                        + "<Default Extension='xml' ContentType='application/xml'/>"
                        + "<Override PartName='/xl/workbook.xml' ContentType='" + types + "sheet.main+xml'/>"
                        + "<Override PartName='/xl/styles.xml' ContentType='" + types + "styles+xml'/>"
                        + "<Override PartName='/xl/sharedStrings.xml' ContentType='" + types
                        + "sharedStrings+xml'/></Types>");
        parts.put("_rels/.rels", relations("officeDocument' Target='xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                HEAD + "<workbook " + SHEET + " xmlns:r='" + OFFICE + "'>" + TEXT
                        + "<sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", relations("worksheet' Target='worksheets/sheet1.xml"));
        parts.put(
                "xl/sharedStrings.xml",
                HEAD + "<sst " + SHEET + "><si><t>zh" + TEXT + "</t></si><si><t>en</t></si></sst>");
        parts.put(
                "xl/styles.xml",
                HEAD + "<styleSheet " + SHEET + ">" + TEXT
                        + "<cellXfs count='1'><xf numFmtId='0'/></cellXfs></styleSheet>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                HEAD + "<worksheet " + SHEET
                        + "><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
                        + "<row r='2'><c r='A2' t='inlineStr'><is><t>水" + TEXT
                        + "</t></is></c><c r='B2' t='inlineStr'><is><t>water</t></is></c></row></sheetData></worksheet>");
        return parts;
    }
}
