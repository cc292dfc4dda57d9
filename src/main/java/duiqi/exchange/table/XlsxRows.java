package duiqi.exchange.table;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.io.FileStart;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Reads the rows of the visible sheets of a workbook, with cells as text: numbers as displayed, dates in ISO 8601,
 * formulas as their last values. Hidden rows and columns are read, because a filter hides rows. Not thread-safe.
 */
public final class XlsxRows implements Table.Rows {
    /** Kind of omission of cells with errors, for example {@code #N/A}. */
    static final String ERRORS = "cells with an error";

    private static final String REMEDY = "save it again in Excel or LibreOffice, or export it as CSV";

    /** Number formats with letters of a date or time outside quotes and brackets (ECMA-376, 18.8.31). */
    private static final Pattern DATE_FORMAT =
            Pattern.compile("(?i)^(?!general)(?:\"[^\"]*\"|\\\\.|\\[[^\\]]*]|[^\"\\\\\\[ymdhs@])*[ymdhs]");

    /** Numbers of built-in date formats, including those of Chinese Excel (ECMA-376, 18.8.30). */
    private static final String DATE_FORMATS = "1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8]";

    private static final Pattern DATE_FORMAT_NUMBER = Pattern.compile(DATE_FORMATS);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** Number of digits that Excel displays and stores. */
    private static final MathContext PRECISION = new MathContext(15);

    private static final int MAX_NUMBER_LENGTH = 40;

    private final String name;
    private final Omissions omissions;
    private final ReadableWorkbook workbook;
    private final Iterator<Sheet> sheets;
    private Sheet sheet;
    private Stream<Row> stream;
    private Iterator<Row> rows;
    private int line;

    private XlsxRows(Path file, ReadableWorkbook workbook, Omissions omissions) throws IOException {
        this.name = file.toString();
        this.omissions = omissions;
        List<Sheet> all = workbook.getSheets().toList();
        List<Sheet> visible = all.stream()
                .filter(one -> one.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
        omissions.add("hidden sheets", all.size() - visible.size());
        this.workbook = workbook;
        this.sheets = visible.iterator();
        this.sheet = sheets.next();
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
    }

    /**
     * Opens a file.
     *
     * @param omissions counts the hidden sheets, which duiqi does not read, and the cells with errors
     * @throws FormatException if the file is not a workbook
     */
    @SuppressWarnings("MustBeClosed")
    public static XlsxRows open(Path file, Omissions omissions) throws IOException {
        requireWorkbook(file);
        try {
            ReadableWorkbook workbook = workbook(file);
            try {
                return new XlsxRows(file, workbook, omissions);
            } catch (IOException | RuntimeException e) {
                workbook.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw damaged(file.toString(), e);
        }
    }

    private static void requireWorkbook(Path file) throws IOException {
        InputFile.require(file);
        String start = FileStart.of(file).binary();
        if (start.startsWith("\u00d0\u00cf")) {
            throw new FormatException(
                    file.toString(),
                    "is a workbook of Excel 97 to 2003, or has a password",
                    "save it as .xlsx without a password");
        }
        if (!start.startsWith("PK")) {
            throw new FormatException(
                    file.toString(),
                    "is not an .xlsx workbook",
                    "save it as .xlsx, or name it .csv or .tsv if it is text");
        }
    }

    @SuppressWarnings("MustBeClosed")
    private static ReadableWorkbook workbook(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
        } catch (ExcelReaderException withoutStyles) {
            // A workbook may have no styles, and then has no dates. The library must know this before reading.
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(false, false));
        }
    }

    private static FormatException damaged(String place, Exception e) {
        return new FormatException(place, "is a damaged workbook or has no visible sheet with cells", REMEDY, e);
    }

    @Override
    public Optional<Table.Row> next() throws IOException {
        try {
            while (!rows.hasNext()) {
                if (!sheets.hasNext()) {
                    return Optional.empty();
                }
                stream.close();
                sheet = sheets.next();
                stream = sheet.openStream();
                rows = stream.iterator();
                line = 0;
            }
            Row row = rows.next();
            line = row.getRowNum();
            Location start = new Location(name, Math.max(1, line), 1);
            List<String> cells = new ArrayList<>();
            for (Cell cell : row) {
                if (cell != null) {
                    Table.requireColumns(cell.getColumnIndex() + 1, start);
                    while (cells.size() < cell.getColumnIndex()) {
                        cells.add("");
                    }
                    cells.add(text(cell));
                }
            }
            List<Location.Finder> places = IntStream.rangeClosed(1, cells.size())
                    .mapToObj(column -> new Location(name, start.line(), column))
                    .<Location.Finder>map(cell -> offset -> cell)
                    .toList();
            return Optional.of(new Table.Row(cells, places, start));
        } catch (OutOfMemoryError large) {
            throw new FormatException(
                    new Location(name, line + 1, 1).toString(),
                    "does not fit into the memory",
                    "split it into smaller files, or give Java more memory, for example DUIQI_JAVA_OPTS=-Xmx4g",
                    large);
        } catch (RuntimeException e) {
            // The library reports damage in a sheet with exceptions of many types.
            throw damaged(new Location(name, line + 1, 1).toString(), e);
        }
    }

    @Override
    public String sheet() {
        return sheet.getName();
    }

    private String text(Cell cell) {
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.ERROR) {
            omissions.add(ERRORS);
            return "";
        }
        if (cell.getType() == CellType.STRING) {
            return XlsxOutput.XlsxText.unescape(cell.asString());
        }
        if (cell.getType() == CellType.EMPTY || raw == null) {
            return "";
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return raw.equals("1") ? "TRUE" : "FALSE";
        }
        if (cell.getType() == CellType.NUMBER) {
            return isDate(cell) ? date(cell.asDate()) : number(cell.asNumber());
        }
        return XlsxOutput.XlsxText.unescape(raw);
    }

    private static boolean isDate(Cell cell) {
        Integer number = cell.getDataFormatId();
        return isDate(number == null ? 0 : number, String.valueOf(cell.getDataFormatString()));
    }

    /**
     * Returns whether numbers with a format are dates.
     *
     * @param number number of the format
     * @param format codes of the format
     */
    static boolean isDate(int number, String format) {
        return DATE_FORMAT_NUMBER.matcher(Integer.toString(number)).matches()
                || DATE_FORMAT.matcher(format).lookingAt();
    }

    /** Returns a date as duiqi writes it. */
    static String date(LocalDateTime date) {
        // Dates are fractions of days, so seconds are inexact.
        LocalDateTime whole = date.plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
        return whole.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? whole.toLocalDate().toString()
                : DATE.format(whole);
    }

    /** Returns a number with the digits that Excel shows. */
    static String number(BigDecimal number) {
        BigDecimal shown = number.round(PRECISION).stripTrailingZeros();
        return Math.abs(shown.scale()) > MAX_NUMBER_LENGTH ? shown.toString() : shown.toPlainString();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
