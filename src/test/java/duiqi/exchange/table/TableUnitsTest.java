package duiqi.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.document.Archive;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Tu;
import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableUnitsTest {
    @TempDir
    Path folder;

    private final Exchanged csv = new Exchanged("csv");

    private static List<String> shown(List<Tu> units) {
        return units.stream().map(Exchanged::shown).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "Big5"})
    void readsEveryCommonEncoding(String charset) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "zh,en\n水是苦的。,Water is bitter.\n", Charset.forName(charset));
        assertThat(shown(csv.read(file))).containsExactly("zh 水是苦的。 | en Water is bitter.");
    }

    @Test
    void rejectsOtherEncodings() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "zh,en\nこれは水です,Water\n", Charset.forName("Shift_JIS"));
        assertThatThrownBy(() -> csv.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ":2:")
                .hasMessageEndingWith(": is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252; save it as UTF-8");
        assertThatThrownBy(() -> csv.read(folder, "\n\n")).hasMessageContaining(" has no rows");
    }

    @Test
    void rejectsEndlessDevice() throws IOException {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "this system has no /dev/zero");
        Path link = Files.createSymbolicLink(folder.resolve("a.csv"), zero);
        assertThatThrownBy(() -> csv.read(link))
                .isInstanceOf(FormatException.class)
                .hasMessage(link + ": is a pipe or a device; write its content to a file first");
    }

    /** Each line is a table, where ¿ is the byte FF, its units, and the problems. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            zh,en\\n水是软的，火是热的，石头是硬的。,Water\\n木¿,Wood\\n金,Gold\\n ⇒ zh 水是软的，火是热的，石头是硬的。 | en Water ¶ zh 金 | en Gold ⇒ 3 row has bytes that are invalid in the encoding of the file
            zh,en\\n水,Water\\n火,"Fi"re\\n木,Wood\\n金,"Gold\\n土,Earth\\n ⇒ zh 水 | en Water ¶ zh 木 | en Wood ⇒ 3 row is not valid CSV ¶ 5 row has an unclosed quotation mark, which quotes the rest of the file
            id,zh,en\\n1,水,\\n2,,Fire\\n3,,\\n,,\\n ⇒ tuid=1 | zh 水 ¶ tuid=2 | en Fire ⇒ 4 row has no text
            # columns without names in the other order, and a column named No
            Water,水\\nWater is soft.,水是软的。\\n ⇒ en-US Water | zh-CN 水 ¶ en-US Water is soft. | zh-CN 水是软的。 ⇒
            No,中文,英文,Score\\n1,水,Water,5\\n ⇒ tuid=1 | Score=5 | zh-CN 水 | en-US Water ⇒
            # a comment, and the files of Excel in China
            term_zh,term_en\\n# 角色\\n水,water\\n"#1",#1\\n ⇒ zh 水 | en water ¶ zh #1 | en #1 ⇒
            sep=;\\n原文;译文\\n水是软的。;Water is soft.\\n"石头。\\n很硬。";"Stone.\\nIt is hard."\\n ⇒ zh-CN 水是软的。 | en-US Water is soft. ¶ zh-CN 石头。\\n很硬。 | en-US Stone.\\nIt is hard. ⇒
            """)
    void readsTable(String text, String units, @Nullable String problems) throws IOException {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            boolean isMark = i + 1 < bytes.length && bytes[i] == (byte) 0xC2 && bytes[i + 1] == (byte) 0xBF;
            out.write(isMark ? 0xFF : bytes[i]);
            i += isMark ? 1 : 0;
        }
        List<Tu> read = csv.read(Files.write(folder.resolve("a.csv"), out.toByteArray()));
        assertThat(shown(read)).containsExactly(units.split(" ¶ "));
        assertThat(csv.problems())
                .extracting(problem -> problem.replaceFirst(" *:.*", ""))
                .containsExactly(problems == null ? new String[0] : problems.split(" ¶ "));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t"})
    void rejectsRowOfMillionColumns(String separator) {
        String text = "zh" + separator + "en\n水" + separator.repeat(1_000_000) + "Water\n";
        Exchanged table = separator.equals(",") ? csv : new Exchanged("tsv");
        assertThatThrownBy(() -> table.read(folder, text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(":2:1: row has more than 16384 columns; remove the separators of empty cells");
    }

    @Test
    void writesFormulasAsText() throws IOException {
        byte[] written = csv.write(Exchanged.units("<tu>{zh-CN =HYPERLINK(\"x\")水}{en-US '@water}</tu>"))
                .get(0);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .startsWith("\uFEFFid,zh-CN,en-US,")
                .contains("\"'=HYPERLINK(\"\"x\"\")水\",''@water");
        Path workbook = Files.write(
                folder.resolve("a.xlsx"),
                new Exchanged("xlsx")
                        .write(Exchanged.units("<tu>{zh-CN =1+1}{en-US @SUM(A1)&lt;/t>&lt;/is>&lt;f>1&lt;/f>}</tu>"))
                        .get(0));
        try (ZipFile zip = new ZipFile(workbook.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            assertThat(new String(sheet.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(">=1+1<", "t=\"inlineStr\"")
                    .doesNotContain("<f>")
                    .doesNotContainPattern("<c [^>]*t=\"(?!inlineStr)");
        }
    }

    @Test
    void readsExcelWorkbook() throws IOException {
        Path file = workbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
                + "<c r='C1' t='inlineStr'><is><t>number</t></is></c><c r='D1' t='inlineStr'><is><t>创建日期</t></is></c></row>"
                + "<row r='3'><c r='A3' t='inlineStr'><is><r><t>水</t></r><r><t>火_x000D_</t></r></is></c>"
                + "<c r='B3' t='str'><f>1+1</f><v>Water</v></c><c r='C3'><v>0.97299999999999998</v></c>"
                + "<c r='D3' s='1'><v>46350.5</v></c></row>");
        assertThat(shown(new Exchanged("xlsx").read(file)))
                .containsExactly("creationdate=20261124T120000Z | number=0.973 | zh-CN 水火\\r | en-US Water");
    }

    @Test
    void readsWorkbookWithoutStyles() throws IOException {
        Path file = workbook(
                "<row r='1'><c r='A1' t='str'><v>水</v></c><c r='B1' t='str'><v>Water</v></c>"
                        + "<c r='C1'><v>7</v></c></row>",
                "");
        assertThat(shown(new Exchanged("xlsx").read(file))).containsExactly("column-3=7 | zh-CN 水 | en-US Water");
    }

    @Test
    void rejectsDamagedWorkbook() throws IOException {
        Exchanged xlsx = new Exchanged("xlsx");
        byte[] sound = Files.readAllBytes(workbook("<row r='1'><c r='A1'><v>1</v></c></row>"));
        for (int length : new int[] {3, 60, sound.length / 2, sound.length - 30}) {
            Path file = Files.write(folder.resolve("cut.xlsx"), java.util.Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> xlsx.read(file)).isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> xlsx.read(workbook("<row r='1'><c r='A1'><v>1</c></row>")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("damaged workbook");
        assertThatThrownBy(() -> xlsx.read(folder, "zh,en"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is not an .xlsx workbook");
    }

    private Path workbook(String rows) throws IOException {
        return workbook(
                rows,
                "<Override PartName='/xl/styles.xml' ContentType="
                        + "'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml'/>"
                        + "<Override PartName='/xl/sharedStrings.xml' ContentType="
                        + "'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml'/>");
    }

    private Path workbook(String rows, String styles) throws IOException {
        String main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
        String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String relationships =
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1'"
                        + " Type='" + relations + "/%s'/></Relationships>";
        byte[] book = new Archive()
                .with(
                        "[Content_Types].xml",
                        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                                + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                                + "<Default Extension='xml' ContentType='application/xml'/>"
                                + "<Override PartName='/xl/workbook.xml' ContentType="
                                + "'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
                                + styles + "</Types>")
                .with("_rels/.rels", relationships.formatted("officeDocument' Target='xl/workbook.xml"))
                .with(
                        "xl/workbook.xml",
                        "<workbook " + main + " xmlns:r='" + relations
                                + "'><sheets><sheet name='表' sheetId='1' r:id='rId1'/></sheets></workbook>")
                .with("xl/_rels/workbook.xml.rels", relationships.formatted("worksheet' Target='worksheets/sheet1.xml"))
                .with("xl/sharedStrings.xml", "<sst " + main + "><si><t>中文</t></si><si><t>英文</t></si></sst>")
                .with(
                        "xl/styles.xml",
                        "<styleSheet " + main + "><cellXfs count='2'><xf numFmtId='0'/><xf numFmtId='22'/></cellXfs>"
                                + "</styleSheet>")
                .with(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet " + main + "><sheetData>" + rows + "</sheetData></worksheet>")
                .bytes();
        return Files.write(folder.resolve("book.xlsx"), book);
    }
}
