package duiqi.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.exchange.Annotation;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableUnitsTest {
    @TempDir
    Path folder;

    private final Exchanged csv = new Exchanged("csv");

    private static List<String> sides(Tu unit) {
        return unit.variants().stream()
                .map(side -> side.code() + "=" + side.text())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "Big5"})
    void readsEveryCommonEncoding(String charset) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "zh,en\n水是苦的。,Water is bitter.\n", Charset.forName(charset));
        assertThat(sides(csv.read(file).get(0))).containsExactly("zh=水是苦的。", "en=Water is bitter.");
    }

    @Test
    void rejectsOtherEncodings() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "zh,en\nこれは水です,Water\n", Charset.forName("Shift_JIS"));
        assertThatThrownBy(() -> csv.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ":2:")
                .hasMessageEndingWith(": is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252; save it as UTF-8");
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

    @Test
    void skipsOnlyRowWithInvalidBytes() throws IOException {
        String text = "zh,en\n水是软的，火是热的，石头是硬的。,Water\n木?,Wood\n金,Gold\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xFF : bytes[i];
        }
        assertThat(csv.read(Files.write(folder.resolve("a.csv"), bytes))).hasSize(2);
        assertThat(csv.damage)
                .singleElement()
                .hasToString(folder.resolve("a.csv")
                        + ":3:1: row has bytes that are invalid in the encoding of the file; skipped");
    }

    @Test
    void skipsOnlyInvalidRow() throws IOException {
        List<Tu> units = csv.read(folder, "zh,en\n水,Water\n火,\"Fi\"re\n木,Wood\n金,\"Gold\n土,Earth\n");
        assertThat(units).extracting(unit -> unit.variants().get(0).text()).containsExactly("水", "木");
        assertThat(csv.damage)
                .extracting(damage ->
                        damage.location().line() + " " + damage.problem().replaceFirst(" *:.*", ""))
                .containsExactly(
                        "3 row is not valid CSV",
                        "5 row has an unclosed quotation mark, which quotes the rest of the file");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,zh\\n1,水|1:1: has no English column: A \"id\" (1), B \"zh\" (水); give the columns, for example",
                "水\\n火|1:1: has 1 column, expected 2",
                "\\n\\n| has no rows",
            })
    void rejectsTableWithoutTwoTexts(String text, String problem) {
        assertThatThrownBy(() -> csv.read(folder, text.replace("\\n", "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void readsRowWithOneTextAsUntranslated() throws IOException {
        List<Tu> units = csv.read(folder, "id,zh,en\n1,水,\n2,,Fire\n3,,\n,,\n");
        assertThat(units).extracting(TableUnitsTest::sides).containsExactly(List.of("zh=水"), List.of("en=Fire"));
        assertThat(csv.damage)
                .singleElement()
                .hasToString(folder.resolve("a.csv") + ":4:1: row has no text (tuid \"3\"); skipped");
    }

    @Test
    void detectsSwappedColumns() throws IOException {
        List<Tu> units = csv.read(folder, "Water,水\nWater is soft.,水是软的。\n");
        assertThat(sides(units.get(0))).containsExactly("en-US=Water", "zh-CN=水");
    }

    @ParameterizedTest
    @CsvSource({"中文,英文", "原文,译文", "Source,Target", "ZH_cn,en-GB", "简体中文,English", "源语言,目标语言"})
    void recognisesColumnNames(String chinese, String english) throws IOException {
        Tu unit = csv.read(folder, "备注," + english + "," + chinese + ",x-a\n注,Water,水,1\n")
                .get(0);
        assertThat(new Pairs("a.csv").of(unit)).singleElement().satisfies(pair -> {
            assertThat(pair.source().text()).isEqualTo("水");
            assertThat(pair.target().text()).isEqualTo("Water");
            assertThat(pair.properties()).isEqualTo(Map.of("x-a", "1"));
        });
        assertThat(unit.annotations()).contains(Annotation.note("注"));
    }

    private List<Tu> read(String form, String rows) throws IOException {
        Path file = folder.resolve("a." + form);
        try (OutputStream out = Files.newOutputStream(file)) {
            Table.Output table =
                    Table.Form.valueOf(form.toUpperCase(Locale.ROOT)).begin(out, Exchanged.NOW, new Omissions());
            for (String row : rows.split("/")) {
                table.write(List.of(row.split("\\|")));
            }
            table.finish();
        }
        return new Exchanged(form).read(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "水|Water/火|Fire",
                "Key|钥匙/User|用户",
                "it|它/he|他",
                "source|来源/note|注释",
                "英语|English/中文|Chinese",
                "GDP|GDP/水是软的。|Water is soft.",
                "GDP|GDP growth/水是软的。|Water is soft.",
                "WTO|The organization|0.97/水是软的。|Water is soft.|0.98",
                "水|Water|soft/火|Fire|热",
            })
    void readsTableWithoutColumnNames(String rows) throws IOException {
        for (String form : List.of("csv", "tsv", "xlsx")) {
            assertThat(read(form, rows)).hasSize(2);
        }
    }

    @Test
    void readsColumnNamedNoAsId() throws IOException {
        Tu unit = csv.read(folder, "No,中文,英文,Score\n1,水,Water,5\n").get(0);
        assertThat(unit.id()).isEqualTo("1");
        assertThat(sides(unit)).containsExactly("zh-CN=水", "en-US=Water");
        assertThat(unit.property("Score")).contains("5");
    }

    @Test
    void writesFormulasAsText() throws IOException {
        String written = new String(
                csv.write(List.of(new Tu(
                                Map.of(),
                                List.of(),
                                List.of(
                                        Tuv.of(Language.CHINESE, "=HYPERLINK(\"x\")水"),
                                        Tuv.of(Language.ENGLISH, "'@water")))))
                        .get(0),
                StandardCharsets.UTF_8);
        assertThat(written).startsWith("\uFEFFid,zh-CN,en-US,").contains("\"'=HYPERLINK(\"\"x\"\")水\",''@water");
    }

    @Test
    void writesNoFormulaInWorkbook() throws IOException {
        Tu unit = new Tu(
                Map.of(),
                List.of(),
                List.of(Tuv.of(Language.CHINESE, "=1+1"), Tuv.of(Language.ENGLISH, "@SUM(A1)</t></is><f>1</f>")));
        byte[] workbook = new Exchanged("xlsx").write(List.of(unit)).get(0);
        String sheet = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                sheet = entry.getName().endsWith("sheet1.xml")
                        ? new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                        : sheet;
            }
        }
        assertThat(sheet)
                .contains(">=1+1<", "t=\"inlineStr\"")
                .doesNotContain("<f>")
                .doesNotContainPattern("<c [^>]*t=\"(?!inlineStr)");
    }

    @Test
    void readsExcelWorkbook() throws IOException {
        Path file = workbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
                + "<c r='C1' t='inlineStr'><is><t>number</t></is></c><c r='D1' t='inlineStr'><is><t>创建日期</t></is></c></row>"
                + "<row r='3'><c r='A3' t='inlineStr'><is><r><t>水</t></r><r><t>火_x000D_</t></r></is></c>"
                + "<c r='B3' t='str'><f>1+1</f><v>Water</v></c><c r='C3'><v>0.97299999999999998</v></c>"
                + "<c r='D3' s='1'><v>46350.5</v></c></row>");
        Tu unit = new Exchanged("xlsx").read(file).get(0);
        assertThat(sides(unit)).containsExactly("zh-CN=水火\r", "en-US=Water");
        assertThat(unit.property("number")).contains("0.973");
        assertThat(unit.attributes()).isEqualTo(Map.of("creationdate", "20261124T120000Z"));
    }

    @Test
    void readsWorkbookWithoutStyles() throws IOException {
        Path file = workbook(
                "<row r='1'><c r='A1' t='str'><v>水</v></c><c r='B1' t='str'><v>Water</v></c>"
                        + "<c r='C1'><v>7</v></c></row>",
                "");
        assertThat(sides(new Exchanged("xlsx").read(file).get(0))).containsExactly("zh-CN=水", "en-US=Water");
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            part(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                            + "<Default Extension='xml' ContentType='application/xml'/>"
                            + "<Override PartName='/xl/workbook.xml' ContentType="
                            + "'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>" + styles
                            + "</Types>");
            part(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                            + "<Relationship Id='rId1' Type='" + relations
                            + "/officeDocument' Target='xl/workbook.xml'/>"
                            + "</Relationships>");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook " + main + " xmlns:r='" + relations
                            + "'><sheets><sheet name='表' sheetId='1' r:id='rId1'/></sheets></workbook>");
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                            + "<Relationship Id='rId1' Type='" + relations
                            + "/worksheet' Target='worksheets/sheet1.xml'/>"
                            + "</Relationships>");
            part(zip, "xl/sharedStrings.xml", "<sst " + main + "><si><t>中文</t></si><si><t>英文</t></si></sst>");
            part(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet " + main + "><cellXfs count='2'><xf numFmtId='0'/>"
                            + "<xf numFmtId='22'/></cellXfs></styleSheet>");
            part(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet " + main + "><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return Files.write(folder.resolve("book.xlsx"), bytes.toByteArray());
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version='1.0' encoding='UTF-8'?>" + text).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
