package duiqi.exchange.table;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.io.XmlEscape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workbook with one sheet of text cells, row by row without keeping rows. Not thread-safe.
 *
 * <p>It uses no library, because the available ones trim texts, take the time from the clock, or keep the sheet in
 * memory.
 */
public final class XlsxOutput implements Table.Output {
    /** Maximum number of rows in a sheet (Excel specifications and limits, Microsoft). */
    private static final int MAX_ROWS = 1 << 20;

    private static final int MAX_CELL_LENGTH = 32767;

    private static final Instant FIRST_DATE_OF_ZIP = Instant.parse("1980-01-01T00:00:00Z");

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private final ZipOutputStream zip;
    private final Writer sheet;
    private final Omissions omissions;
    private final XmlEscape escape = new XmlEscape(StandardCharsets.UTF_8);
    private final LocalDateTime time;
    private int rows;

    /**
     * Starts a workbook.
     *
     * @param now time of creation
     * @param omissions counts data that a sheet cannot hold
     */
    public XlsxOutput(OutputStream out, Instant now, Omissions omissions) throws IOException {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.sheet = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        this.omissions = omissions;
        Instant date = now.isBefore(FIRST_DATE_OF_ZIP) ? FIRST_DATE_OF_ZIP : now;
        this.time = LocalDateTime.ofInstant(date, ZoneOffset.UTC);
        for (Map.Entry<String, String> part : parts().entrySet()) {
            begin(part.getKey());
            sheet.write(DECLARATION + part.getValue());
            sheet.flush();
        }
        begin(SHEET);
        sheet.write(DECLARATION + "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
                + "</sheetViews><cols><col min=\"1\" max=\"1\" width=\"18\" customWidth=\"1\"/>"
                + "<col min=\"2\" max=\"3\" width=\"60\" customWidth=\"1\"/>"
                + "<col min=\"4\" max=\"8\" width=\"22\" customWidth=\"1\"/></cols><sheetData>\n");
    }

    private void begin(String part) throws IOException {
        ZipEntry entry = new ZipEntry(part);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
    }

    /**
     * Returns all parts except the sheet. Style 1 is the text format; its quote prefix marks a leading sign as text,
     * not a formula.
     */
    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                        + " Extension=\"rels\""
                        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default"
                        + " Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\""
                        + " ContentType=\"" + TYPES + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/" + SHEET + "\" ContentType=\"" + TYPES + "worksheet+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + TYPES + "styles+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId1\" Type=\"" + DOCUMENT
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT
                        + "\"><sheets><sheet name=\"duiqi\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId1\" Type=\"" + DOCUMENT
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" + DOCUMENT
                        + "/styles\" Target=\"styles.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN
                        + "\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills"
                        + " count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill"
                        + " patternType=\"gray125\"/></fill></fills><borders"
                        + " count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs"
                        + " count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\""
                        + " borderId=\"0\"/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\""
                        + " fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\""
                        + " borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\""
                        + " applyAlignment=\"1\"><alignment vertical=\"top\""
                        + " wrapText=\"1\"/></xf></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\""
                        + " xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
        return parts;
    }

    @Override
    public void write(List<String> cells) throws IOException {
        if (rows == MAX_ROWS) {
            omissions.add("units beyond the sheet limit of " + (MAX_ROWS - 1) + " units");
            return;
        }
        if (cells.stream().anyMatch(cell -> cell.length() > MAX_CELL_LENGTH)) {
            omissions.add("units beyond the cell limit of " + MAX_CELL_LENGTH + " characters");
            return;
        }
        rows++;
        StringBuilder row = new StringBuilder("<row r=\"").append(rows).append("\">");
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                row.append("<c r=\"").append((char) ('A' + i)).append(rows);
                row.append("\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                row.append(escape.text(XlsxText.escape(cells.get(i)))).append("</t></is></c>");
            }
        }
        sheet.write(row.append("</row>\n").toString());
    }

    @Override
    public void finish() throws IOException {
        sheet.write("</sheetData></worksheet>");
        sheet.flush();
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    /**
     * Escapes the texts of cells. {@code _x000D_} represents the character U+000D, so that XML can hold every text.
     * Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
     */
    static final class XlsxText {
        private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

        /** Characters that XML forbids or that XML readers change, and each "_" that could begin an escape. */
        private static final Pattern UNSAFE =
                Pattern.compile("_(?=x)|[^\\t\\n\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

        private XlsxText() {}

        /** Returns a text whose characters XML preserves. */
        static String escape(String text) {
            return UNSAFE.matcher(text)
                    .replaceAll(c -> String.format(
                            Locale.ROOT, "_x%04X_", (int) c.group().charAt(0)));
        }

        /** Returns the text of a cell read from XML. */
        static String unescape(String text) {
            Matcher matcher = ESCAPED.matcher(text);
            return text.contains("_x")
                    ? matcher.replaceAll(form ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(form.group(1), 16))))
                    : text;
        }
    }
}
