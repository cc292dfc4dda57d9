package duiqi.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Exchanged;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsRowsTest {
    @TempDir
    Path folder;

    private final Omissions omissions = new Omissions();

    private Path save(HSSFWorkbook workbook) throws IOException {
        Path file = folder.resolve("a.xls");
        try (OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
        return file;
    }

    private static void row(Sheet sheet, int index, String... cells) {
        Row row = sheet.createRow(index);
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                row.createCell(i).setCellValue(cells[i]);
            }
        }
    }

    private List<String> rows(Path file) throws IOException {
        List<String> read = new ArrayList<>();
        try (Table.Rows rows = Table.Form.XLS.open(file, ReadProblem.Listener.STRICT, omissions)) {
            for (Optional<Table.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                read.add(rows.sheet() + ":" + row.get().location().line() + ":"
                        + String.join("|", row.get().cells()));
            }
        }
        return read;
    }

    @Test
    void readsCellsOfEveryKind() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("表");
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            Row row = sheet.createRow(2);
            row.createCell(0).setCellValue("水");
            row.createCell(2).setCellValue(3);
            row.createCell(3).setCellValue(0.1 + 0.2);
            row.createCell(4).setCellValue(true);
            row.createCell(5).setCellValue(LocalDate.of(2026, 11, 24));
            row.getCell(5).setCellStyle(date);
            row.createCell(6).setCellValue(LocalDateTime.of(2026, 11, 24, 12, 30));
            row.getCell(6).setCellStyle(date);
            row.createCell(7).setCellFormula("\"Wa\"&\"ter\"");
            row.createCell(8).setCellFormula("C3+1");
            row.createCell(9).setCellFormula("1/0");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            assertThat(rows(save(workbook)))
                    .containsExactly("表:3:水||3|0.3|TRUE|2026-11-24|2026-11-24T12:30:00|Water|4");
        }
        assertThat(omissions.counts()).containsEntry("cells with an error", 1);
    }

    @Test
    void readsUnitsOfVisibleSheets() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            Sheet first = workbook.createSheet("第一章");
            row(first, 0, "序号", "原文", "译文");
            row(first, 1, "1", "水是软的。", "Water is soft.");
            Sheet hidden = workbook.createSheet("list");
            row(hidden, 0, "火", "Fire");
            workbook.setSheetHidden(1, true);
            Sheet second = workbook.createSheet("第二章");
            row(second, 0, "译文", "原文");
            row(second, 1, "Fire is hot.", "火很热。");
            Sheet statistics = workbook.createSheet("统计");
            row(statistics, 0, "字数", "12");
            Exchanged xls = new Exchanged("xls");
            List<Tu> units = xls.read(save(workbook));
            assertThat(units)
                    .extracting(unit -> unit.variants().stream()
                            .map(side -> side.code() + "=" + side.text())
                            .toList())
                    .containsExactly(
                            List.of("zh-CN=水是软的。", "en-US=Water is soft."),
                            List.of("en-US=Fire is hot.", "zh-CN=火很热。"));
            assertThat(units.get(1).property("sheet")).contains("第二章");
            assertThat(xls.damage)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .isEqualTo(folder.resolve("a.xls")
                                    + ":1:1: sheet \"统计\" has no English column: A (字数), B (12); skipped"));
        }
    }

    @Test
    void rejectsDamagedAndProtectedWorkbooks() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            row(workbook.createSheet(), 0, "水", "Water");
            byte[] sound = Files.readAllBytes(save(workbook));
            for (int length : new int[] {3, 600, sound.length / 2}) {
                Path cut = Files.write(folder.resolve("cut.xls"), Arrays.copyOf(sound, length));
                assertThatThrownBy(() -> rows(cut)).isInstanceOf(FormatException.class);
            }
            Biff8EncryptionKey.setCurrentUserPassword("secret");
            try {
                save(workbook);
            } finally {
                Biff8EncryptionKey.setCurrentUserPassword(null);
            }
            assertThatThrownBy(() -> rows(folder.resolve("a.xls")))
                    .hasMessage(folder.resolve("a.xls") + ": has a password; save it without a password");
        }
        Path text = Files.writeString(folder.resolve("text.xls"), "水,Water\n");
        assertThatThrownBy(() -> rows(text)).hasMessageContaining("is not a workbook of Excel 97 to 2003");
    }
}
