package duiqi.exchange.table;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * Reads the rows of the visible sheets of a workbook of Excel 97 to 2003 ([MS-XLS]), with cells as text as in
 * {@link XlsxRows}. Keeps one sheet in memory, which has at most 65,536 rows. Not thread-safe.
 */
public final class XlsRows {
    /** Maximum size of a file. The format limits a sheet to 65,536 rows and a cell to 32,767 characters. */
    private static final long MAX_BYTES = 1L << 28;

    /** Maximum number of columns of a sheet. */
    private static final int MAX_COLUMNS = 256;

    private XlsRows() {}

    /**
     * Opens a file.
     *
     * @param omissions counts the hidden sheets, which duiqi does not read, and the cells with errors
     * @throws FormatException if the file is not a workbook of Excel 97 to 2003, or if Apache POI is missing
     */
    public static Table.Rows open(Path file, Omissions omissions) throws IOException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new FormatException(name, "is a folder, not a file", "use a file in it");
        }
        byte[] start;
        try (InputStream in = InputFile.open(file)) {
            start = in.readNBytes(2);
        }
        if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
            return XlsxRows.open(file, omissions);
        }
        if (start.length < 2 || (start[0] & 0xFF) != 0xD0 || (start[1] & 0xFF) != 0xCF) {
            throw new FormatException(
                    name, "is not a workbook of Excel 97 to 2003", "save it as .xlsx, or correct the file extension");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(name, "is larger than 256 MB", "export it as CSV and use that file");
        }
        try {
            return Workbook.open(file, omissions);
        } catch (NoClassDefFoundError missing) {
            throw FormatException.withoutLibrary(name, "Apache POI", missing);
        }
    }

    /** Reads the records of a workbook. It is a class of its own, because it cannot be loaded without Apache POI. */
    private static final class Workbook implements Table.Rows {
        private final String name;
        private final Omissions omissions;
        private final POIFSFileSystem files;
        private final XlsxRows.Expansion expansion;
        private final RecordFactoryInputStream records;
        private final Deque<BoundSheetRecord> sheets = new ArrayDeque<>();
        private final Map<Integer, String> formats = new HashMap<>();
        private final List<Integer> styles = new ArrayList<>();
        private final Deque<Map.Entry<Integer, SortedMap<Integer, String>>> rows = new ArrayDeque<>();
        private Optional<SSTRecord> strings = Optional.empty();
        private boolean hasDatesOf1904;
        private String sheet = "";

        Workbook(Path file, POIFSFileSystem files, Omissions omissions) throws IOException {
            this.name = file.toString();
            this.files = files;
            this.omissions = omissions;
            this.expansion = new XlsxRows.Expansion(name, Files.size(file));
            InputStream stream =
                    files.createDocumentInputStream(files.getRoot().hasEntry("Workbook") ? "Workbook" : "WORKBOOK");
            this.records = new RecordFactoryInputStream(stream, false);
            readWorkbook();
        }

        static Table.Rows open(Path file, Omissions omissions) throws IOException {
            try {
                POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true);
                try {
                    return new Workbook(file, files, omissions);
                } catch (IOException | RuntimeException e) {
                    files.close();
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                throw damaged(file.toString(), e);
            }
        }

        /** Returns the error for an exception. The library reports damage with exceptions of many types. */
        private static FormatException damaged(String place, Exception e) {
            if (e instanceof EncryptedDocumentException) {
                return new FormatException(place, "has a password", "save it without a password", e);
            }
            return e instanceof OldFileFormatException
                    ? new FormatException(place, "is older than Excel 97", "save it as .xlsx", e)
                    : new FormatException(
                            place,
                            "is a damaged workbook",
                            "save it again in Excel or LibreOffice, or export it as CSV",
                            e);
        }

        /** Reads the part that describes the sheets and styles. */
        private void readWorkbook() {
            for (Record record = records.nextRecord();
                    record != null && !(record instanceof EOFRecord);
                    record = records.nextRecord()) {
                if (record instanceof BoundSheetRecord bound) {
                    sheets.add(bound);
                } else if (record instanceof SSTRecord texts) {
                    strings = Optional.of(texts);
                } else if (record instanceof FormatRecord format) {
                    formats.put(format.getIndexCode(), format.getFormatString());
                } else if (record instanceof ExtendedFormatRecord style) {
                    styles.add((int) style.getFormatIndex());
                } else if (record instanceof DateWindow1904Record window) {
                    hasDatesOf1904 = window.getWindowing() == 1;
                }
            }
        }

        @Override
        public Optional<Table.Row> next() throws IOException {
            try {
                while (rows.isEmpty() && !sheets.isEmpty()) {
                    readSheet(sheets.removeFirst());
                }
            } catch (RuntimeException e) {
                throw damaged(name, e);
            }
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            Map.Entry<Integer, SortedMap<Integer, String>> stored = rows.removeFirst();
            Table.Row row = row(stored.getKey() + 1, stored.getValue());
            expansion.add(row.location().line(), row.cells());
            return Optional.of(row);
        }

        @Override
        public String sheet() {
            return sheet;
        }

        /** Reads the next sheet of the file. The sheets have the order of their names. */
        private void readSheet(BoundSheetRecord bound) {
            SortedMap<Integer, SortedMap<Integer, String>> cells = new TreeMap<>();
            int depth = 0;
            boolean isSheet = false;
            Optional<FormulaRecord> formula = Optional.empty();
            for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
                if (record instanceof BOFRecord start) {
                    // Charts inside a sheet have their own parts.
                    depth++;
                    isSheet |= depth == 1 && start.getType() == BOFRecord.TYPE_WORKSHEET;
                } else if (record instanceof EOFRecord) {
                    depth--;
                    if (depth <= 0) {
                        break;
                    }
                } else if (depth == 1) {
                    if (record instanceof StringRecord text && formula.isPresent()) {
                        put(cells, formula.get(), text.getString());
                    } else if (record instanceof CellValueRecordInterface cell) {
                        formula = record instanceof FormulaRecord one ? Optional.of(one) : Optional.empty();
                        put(cells, cell, text(record));
                    }
                }
            }
            if (bound.isHidden() || bound.isVeryHidden()) {
                omissions.add("hidden sheets");
            } else if (isSheet) {
                sheet = bound.getSheetname();
                rows.addAll(cells.entrySet());
            }
        }

        private static void put(
                SortedMap<Integer, SortedMap<Integer, String>> cells, CellValueRecordInterface cell, String text) {
            if (cell.getColumn() < 0 || cell.getColumn() >= MAX_COLUMNS) {
                throw new IllegalArgumentException("cell in column " + cell.getColumn());
            }
            if (!text.isEmpty()) {
                cells.computeIfAbsent(cell.getRow(), row -> new TreeMap<>()).put((int) cell.getColumn(), text);
            }
        }

        private Table.Row row(int line, SortedMap<Integer, String> texts) {
            int width = texts.lastKey() + 1;
            return new Table.Row(
                    IntStream.range(0, width)
                            .mapToObj(column -> texts.getOrDefault(column, ""))
                            .toList(),
                    IntStream.rangeClosed(1, width)
                            .mapToObj(column -> new Location(name, line, column))
                            .toList(),
                    new Location(name, line, 1));
        }

        private String text(Record record) {
            if (record instanceof LabelRecord label) {
                return label.getValue();
            }
            if (record instanceof LabelSSTRecord label) {
                return strings.orElseThrow().getString(label.getSSTIndex()).getString();
            }
            if (record instanceof NumberRecord number) {
                return number(number.getValue(), number.getXFIndex());
            }
            if (record instanceof BoolErrRecord value) {
                return value.isBoolean() ? truth(value.getBooleanValue()) : error();
            }
            if (record instanceof FormulaRecord formula) {
                CellType type = formula.getCachedResultTypeEnum();
                return switch (type) {
                    case NUMERIC -> number(formula.getValue(), formula.getXFIndex());
                    case BOOLEAN -> truth(formula.getCachedBooleanValue());
                    case ERROR -> error();
                    // The text follows in its own record.
                    default -> "";
                };
            }
            return "";
        }

        private static String truth(boolean value) {
            return value ? "TRUE" : "FALSE";
        }

        private String error() {
            omissions.add(XlsxRows.ERRORS);
            return "";
        }

        private String number(double value, int style) {
            int format = style < styles.size() ? styles.get(style) : 0;
            return XlsxRows.isDate(format, formats.getOrDefault(format, "")) && DateUtil.isValidExcelDate(value)
                    ? XlsxRows.date(DateUtil.getLocalDateTime(value, hasDatesOf1904))
                    : XlsxRows.number(BigDecimal.valueOf(value));
        }

        @Override
        public void close() throws IOException {
            files.close();
        }
    }
}
