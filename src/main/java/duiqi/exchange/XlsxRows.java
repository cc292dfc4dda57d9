package duiqi.exchange;

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
import org.dhatim.fastexcel.reader.Row;

/** The rows of the first sheet of a workbook, cells as text: numbers as they are shown, dates in ISO 8601. Not thread-safe. */
public final class XlsxRows implements TableRows {
    private static final String REMEDY = "save it anew in Excel or LibreOffice, or export it as CSV";

    /** Letters of a number format that show a date or time, where they are not quoted or in brackets (ECMA-376, 18.8.31). */
    private static final Pattern DATE_FORMAT =
            Pattern.compile("(?i)^(?!general)(?:\"[^\"]*\"|\\\\.|\\[[^\\]]*]|[^\"\\\\\\[ymdhs@])*[ymdhs]");

    /** Numbers of formats that are dates without saying so, those of Chinese Excel among them (ECMA-376, 18.8.30). */
    private static final String DATE_FORMATS = "1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8]";

    private static final Pattern DATE_FORMAT_NUMBER = Pattern.compile(DATE_FORMATS);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** As many digits of a number as Excel shows and keeps. */
    private static final MathContext PRECISION = new MathContext(15);

    private static final int MAX_NUMBER_LENGTH = 40;

    private final String name;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private int line;

    private XlsxRows(Path file, ReadableWorkbook workbook, Omissions omissions) throws IOException {
        this.name = file.toString();
        omissions.add("further sheets", workbook.getSheets().count() - 1);
        this.workbook = workbook;
        this.stream = workbook.getFirstSheet().openStream();
        this.rows = stream.iterator();
    }

    /**
     * Opens a file.
     *
     * @param omissions counts the sheets that are not read
     * @throws FormatException if it is no workbook, or too large
     */
    @SuppressWarnings("MustBeClosed")
    public static XlsxRows open(Path file, Omissions omissions) throws IOException {
        XlsxLimits.check(file);
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

    @SuppressWarnings("MustBeClosed")
    private static ReadableWorkbook workbook(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new org.dhatim.fastexcel.reader.ReadingOptions(true, false));
        } catch (ExcelReaderException withoutStyles) {
            // A workbook need have no styles, and then has no dates either; the library wants to be told before.
            return new ReadableWorkbook(file.toFile(), new org.dhatim.fastexcel.reader.ReadingOptions(false, false));
        }
    }

    private static FormatException damaged(String place, Exception e) {
        return new FormatException(place, "is a damaged workbook, or one without a sheet of cells", REMEDY, e);
    }

    @Override
    public Optional<TableRow> next() throws IOException {
        try {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            Row row = rows.next();
            line = row.getRowNum();
            List<String> cells = new ArrayList<>();
            for (Cell cell : row) {
                if (cell != null) {
                    while (cells.size() < cell.getColumnIndex()) {
                        cells.add("");
                    }
                    cells.add(text(cell));
                }
            }
            List<Location> places = IntStream.rangeClosed(1, cells.size())
                    .mapToObj(column -> new Location(name, Math.max(1, line), column))
                    .toList();
            return Optional.of(new TableRow(cells, places, new Location(name, Math.max(1, line), 1)));
        } catch (RuntimeException e) {
            // The library tells of damage in the sheet by exceptions of many kinds.
            throw damaged(new Location(name, line + 1, 1).toString(), e);
        }
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.STRING) {
            return XlsxText.unescape(cell.asString());
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
        return XlsxText.unescape(raw);
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        String number = String.valueOf(cell.getDataFormatId());
        return DATE_FORMAT_NUMBER.matcher(number).matches()
                || (format != null && DATE_FORMAT.matcher(format).lookingAt());
    }

    private static String date(LocalDateTime date) {
        // Dates are fractions of days, so seconds are not exact.
        LocalDateTime whole = date.plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
        return whole.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? whole.toLocalDate().toString()
                : DATE.format(whole);
    }

    private static String number(BigDecimal number) {
        BigDecimal shown = number.round(PRECISION).stripTrailingZeros();
        return Math.abs(shown.scale()) > MAX_NUMBER_LENGTH ? shown.toString() : shown.toPlainString();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
