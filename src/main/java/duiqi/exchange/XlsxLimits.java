package duiqi.exchange;

import duiqi.text.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Lets only such workbooks in as are sound archives and do not expand to more than fits into memory and patience. The sizes are
 * counted and not believed, since an archive may lie about them.
 */
final class XlsxLimits {
    /** All parts together; a million units have some hundred megabytes. */
    private static final long MAX_BYTES = 1L << 31;

    /** The table of texts, which the library keeps in memory. */
    private static final long MAX_SHARED_BYTES = 1L << 28;

    /** Workbooks expand to ten or twenty times their size, and what is made to do harm to a thousand. */
    private static final int MAX_EXPANSION = 200;

    /** Up to here an archive may expand as it likes. */
    private static final long HARMLESS_BYTES = 1L << 24;

    private static final int MAX_PARTS = 10_000;

    private XlsxLimits() {}

    /**
     * Looks at a file.
     *
     * @throws FormatException if it is not let in
     */
    static void check(Path file) throws IOException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new FormatException(name, "is a folder, not a file", "name a file in it");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4);
        }
        if (start.length >= 2 && (start[0] & 0xFF) == 0xD0 && (start[1] & 0xFF) == 0xCF) {
            throw new FormatException(
                    name, "is a workbook of old Excel (.xls), or one with a password", "save it as .xlsx without one");
        }
        if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
            throw new FormatException(name, "is no .xlsx workbook", "save it as .xlsx, or name it by what it is");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            count(name, zip, Files.size(file));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new FormatException(name, "is a damaged workbook: " + e.getMessage(), "use a sound copy of it", e);
        }
    }

    private static void count(String name, ZipFile zip, long size) throws IOException {
        if (zip.size() > MAX_PARTS) {
            throw tooLarge(name);
        }
        long most = Math.min(MAX_BYTES, Math.max(HARMLESS_BYTES, MAX_EXPANSION * size));
        long total = 0;
        byte[] buffer = new byte[1 << 16];
        for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
            ZipEntry part = parts.nextElement();
            boolean isShared = part.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
            long own = 0;
            try (InputStream in = zip.getInputStream(part)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    own += count;
                    if (total + own > most || (isShared && own > MAX_SHARED_BYTES)) {
                        throw tooLarge(name);
                    }
                }
            }
            total += own;
        }
    }

    private static FormatException tooLarge(String name) {
        return new FormatException(
                name, "expands to far more than a workbook of its size should", "export it as CSV and use that file");
    }
}
