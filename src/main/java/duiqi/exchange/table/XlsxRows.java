package duiqi.exchange.table;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.io.FileStart;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
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
    private final Expansion expansion;
    private final ReadableWorkbook workbook;
    private final Iterator<Sheet> sheets;
    private Sheet sheet;
    private Stream<Row> stream;
    private Iterator<Row> rows;
    private int line;

    private XlsxRows(Path file, ReadableWorkbook workbook, Expansion expansion, Omissions omissions)
            throws IOException {
        this.name = file.toString();
        this.expansion = expansion;
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
     * @throws FormatException if the file is not a workbook, or is too large
     */
    @SuppressWarnings("MustBeClosed")
    public static XlsxRows open(Path file, Omissions omissions) throws IOException {
        Expansion expansion = new Expansion(file.toString(), XlsxLimits.check(file));
        try {
            ReadableWorkbook workbook = workbook(file);
            try {
                return new XlsxRows(file, workbook, expansion, omissions);
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
            // A workbook may have no styles, and then has no dates. The library must know this before reading.
            return new ReadableWorkbook(file.toFile(), new org.dhatim.fastexcel.reader.ReadingOptions(false, false));
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
            List<String> cells = new ArrayList<>();
            for (Cell cell : row) {
                if (cell != null) {
                    expansion.requireColumn(line, cell.getColumnIndex());
                    while (cells.size() < cell.getColumnIndex()) {
                        cells.add("");
                    }
                    cells.add(text(cell));
                }
            }
            expansion.add(line, cells);
            List<Location> places = IntStream.rangeClosed(1, cells.size())
                    .mapToObj(column -> new Location(name, Math.max(1, line), column))
                    .toList();
            return Optional.of(new Table.Row(cells, places, new Location(name, Math.max(1, line), 1)));
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

    /**
     * Limits the cells and the text of all rows in relation to the size of the file. A workbook stores a text once for
     * any number of cells, so that a small workbook can describe more text than any disk can hold. Not thread-safe.
     */
    static final class Expansion {
        /** Maximum number of columns (ECMA-376, 18.3.1.13). */
        private static final int MAX_COLUMNS = 1 << 14;

        /** Number of characters that any workbook may have. */
        private static final long ALLOWED = 1L << 24;

        /** Maximum number of characters for each byte of the markup; a cell needs about 30 bytes. */
        private static final int MAX_RATIO = 10;

        /** Number of characters that a cell counts as, also an empty one. */
        private static final long CHARACTERS_PER_CELL = 8;

        private final String name;
        private long remaining;

        /**
         * Creates a limit.
         *
         * @param bytes size of the unpacked markup
         */
        Expansion(String name, long bytes) {
            this.name = name;
            this.remaining = ALLOWED + MAX_RATIO * bytes;
        }

        /** Rejects a column that no workbook can have. */
        void requireColumn(int line, int column) throws FormatException {
            if (column >= MAX_COLUMNS) {
                throw new FormatException(
                        new Location(name, Math.max(1, line), 1), "cell is beyond column XFD", REMEDY);
            }
        }

        /** Counts the cells of a row, including empty ones, and their characters. */
        void add(int line, List<String> cells) throws FormatException {
            for (String cell : cells) {
                remaining -= cell.length() + CHARACTERS_PER_CELL;
            }
            if (remaining < 0) {
                throw new FormatException(
                        new Location(name, Math.max(1, line), 1),
                        "the cells repeat far more text than the workbook contains",
                        "export it as CSV and use that file");
            }
        }
    }

    /**
     * Rejects workbooks that are damaged archives or expand to more than fits into memory. Counts the bytes while
     * reading, because an archive can declare false sizes.
     */
    private static final class XlsxLimits {
        /** Maximum size of all parts together. A million units need some hundred megabytes. */
        private static final long MAX_BYTES = 1L << 31;

        /** Maximum size of the shared strings, which the library keeps in memory. */
        private static final long MAX_SHARED_BYTES = 1L << 28;

        /** Maximum expansion factor. Workbooks expand 10 to 20 times, malicious archives 1000 times. */
        private static final int MAX_EXPANSION = 200;

        /** Size below which any expansion factor is accepted. */
        private static final long MIN_LIMIT = 1L << 24;

        private static final int MAX_PARTS = 10_000;

        private XlsxLimits() {}

        /**
         * Checks a file.
         *
         * @return size of the unpacked markup
         * @throws FormatException if the file is rejected
         */
        static long check(Path file) throws IOException {
            String name = file.toString();
            if (Files.isDirectory(file)) {
                throw new FormatException(name, "is a folder, not a file", "use a file in it");
            }
            byte[] start;
            try (InputStream in = InputFile.open(file)) {
                start = in.readNBytes(4);
            }
            if (start.length >= 2 && (start[0] & 0xFF) == 0xD0 && (start[1] & 0xFF) == 0xCF) {
                throw new FormatException(
                        name,
                        "is a workbook of Excel 97 to 2003, or has a password",
                        "save it as .xlsx without a password");
            }
            if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
                boolean isMarkup = FileStart.of(file).root().isPresent();
                throw new FormatException(
                        name,
                        isMarkup ? "is XML or HTML, not an .xlsx workbook" : "is not an .xlsx workbook",
                        "save it as .xlsx, or name it .csv or .tsv if it is text");
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return count(name, zip, Files.size(file));
            } catch (ZipException | EOFException | IllegalArgumentException e) {
                throw new FormatException(name, "is a damaged workbook: " + e.getMessage(), "use an intact copy", e);
            }
        }

        private static long count(String name, ZipFile zip, long size) throws IOException {
            if (zip.size() > MAX_PARTS) {
                throw tooLarge(name);
            }
            long most = Math.min(MAX_BYTES, Math.max(MIN_LIMIT, MAX_EXPANSION * size));
            long total = 0;
            byte[] buffer = new byte[1 << 16];
            for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
                ZipEntry part = parts.nextElement();
                SheetScan scan = new SheetScan(name);
                boolean isShared = part.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
                long own = 0;
                try (InputStream in = zip.getInputStream(part)) {
                    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                        own += count;
                        if (total + own > most || (isShared && own > MAX_SHARED_BYTES)) {
                            throw tooLarge(name);
                        }
                        scan.add(buffer, count);
                    }
                }
                total += own;
            }
            return total;
        }

        /**
         * Rejects markup that the library cannot read in time: it parses digits in a time that grows with the square of
         * their number, allocates each column before a cell, and compares attributes in pairs. Not thread-safe.
         */
        private static final class SheetScan {
            /** Maximum number of digits in a row; a number has at most 330. */
            private static final int MAX_DIGITS = 1_000;

            /** Maximum number of attributes of an element. */
            private static final int MAX_ATTRIBUTES = 1_000;

            /** Maximum number of letters of a column. */
            private static final int MAX_LETTERS = 3;

            private final String name;
            private boolean isInTag;
            private int attributes;
            private int digits;
            private int letters;
            private int before;

            SheetScan(String name) {
                this.name = name;
            }

            void add(byte[] bytes, int count) throws FormatException {
                for (int i = 0; i < count; i++) {
                    int c = bytes[i];
                    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
                    if (digits > MAX_DIGITS) {
                        throw new FormatException(name, "has a number with more than 1,000 digits", REMEDY);
                    }
                    if (c == '<' || c == '>') {
                        isInTag = c == '<';
                        attributes = 0;
                    } else if (isInTag) {
                        addToTag(c);
                    }
                }
            }

            private void addToTag(int c) throws FormatException {
                attributes += c == '=' ? 1 : 0;
                if (attributes > MAX_ATTRIBUTES) {
                    throw new FormatException(name, "has an element with more than 1,000 attributes", REMEDY);
                }
                // The letters of a column follow r=" and come before the number of the row.
                boolean isLetter = c >= 'A' && c <= 'Z';
                boolean isQuote = c == '"' || c == '\'';
                letters = isQuote && before == '=' ? 1 : isLetter && letters > 0 ? letters + 1 : 0;
                before = c == '=' && before == 'r' ? '=' : c == 'r' ? c : 0;
                if (letters > MAX_LETTERS + 1) {
                    throw new FormatException(name, "has a cell beyond column XFD", REMEDY);
                }
            }
        }

        private static FormatException tooLarge(String name) {
            return new FormatException(
                    name, "expands to far more data than a workbook contains", "export it as CSV and use that file");
        }
    }
}
