package duiqi.corpus.crawl;

import duiqi.corpus.input.CorpusInput;
import duiqi.document.ArchivedPage;
import duiqi.document.Documents;
import duiqi.io.CompressedFile;
import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.netpreserve.jwarc.BrotliUtils;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;

/**
 * Reads the pages of a part of a WARC file as rows of {@link PageReading#SCHEMA}. A damaged record becomes a row with the
 * reason, and reading continues at the next record. The last rows count the records without pages. Not thread-safe.
 */
final class WarcRecords implements Iterator<Row> {
    /** Maximum length of a page, in bytes. */
    static final int MAX_BYTES = 8 << 20;

    static final String TOO_LARGE = "is larger than 8 MB";

    /** Types of records that hold a page, or would hold one. */
    private static final Set<String> TYPES = Set.of("response", "resource", "revisit", "conversion");

    private static final byte[] START = "WARC/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};
    private static final int ZLIB = 8;
    private static final int OK = 200;

    /** Number of bytes in a step of the search for the start of a record. */
    private static final int BLOCK_BYTES = 1 << 20;

    /** Number of bytes of a compressed record that contain its first characters. */
    private static final int HEAD_BYTES = 512;

    private static final int BUFFER_BYTES = 1 << 16;

    private final FSDataInputStream file;
    private final String name;
    private final boolean isCompressed;

    /** Start of the first record after the part. */
    private final long end;

    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private final Deque<Row> ready = new ArrayDeque<>();
    private Optional<WarcReader> reader = Optional.empty();

    /** Place in the file where the reader began. */
    private long origin;

    /** Place of the last record. */
    private long last;

    /** True if the reader has read no record yet. */
    private boolean isFresh;

    /** True if a row already describes the damage at the current place. */
    private boolean wasDamaged;

    private WarcRecords(FSDataInputStream file, String name, long to) throws IOException {
        this.file = file;
        this.name = name;
        file.seek(0);
        isCompressed = file.read() == GZIP[0];
        end = startAfter(to, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    }

    static WarcRecords of(CrawlInput.Part part, Configuration configuration) throws IOException {
        Path path = new Path(part.files().get(0).path());
        FSDataInputStream file = path.getFileSystem(configuration).open(path);
        Optional.ofNullable(TaskContext.get())
                .ifPresent(
                        task -> task.addTaskCompletionListener((TaskCompletionListener) ended -> closeQuietly(file)));
        WarcRecords records = new WarcRecords(file, CorpusInput.name(path), part.to());
        records.open(records.startAfter(part.from(), part.to()));
        return records;
    }

    private static void closeQuietly(InputStream file) {
        try {
            file.close();
        } catch (IOException ignored) {
            // All rows of the file were read, so a failure to close it loses nothing.
        }
    }

    /**
     * Checks the beginning of a file.
     *
     * @throws FormatException if it is not a WARC file
     */
    static void requireWarc(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        try (InputStream in = files.open(path)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            if (!startsRecord(head, 0, head.length, head.length > 0 && head[0] == GZIP[0])) {
                throw new FormatException(
                        CorpusInput.name(path), "is not a WARC file", "give a file that a crawler wrote as WARC");
            }
        }
    }

    private static boolean startsRecord(byte[] bytes, int at, int length, boolean isCompressed) {
        if (!isCompressed) {
            int to = Math.min(length, at + START.length);
            return (at == 0 || bytes[at - 1] == '\n') && Arrays.equals(bytes, at, to, START, 0, START.length);
        }
        if (!Arrays.equals(bytes, at, Math.min(length, at + GZIP.length), GZIP, 0, GZIP.length)) {
            return false;
        }
        try (InputStream inside = new GZIPInputStream(new ByteArrayInputStream(bytes, at, length - at), HEAD_BYTES)) {
            return Arrays.equals(inside.readNBytes(START.length), START);
        } catch (IOException other) {
            return false;
        }
    }

    /** Returns the start of the first record at or after a place and before a limit. */
    private OptionalLong startAfter(long from, long limit) throws IOException {
        if (from == 0) {
            return OptionalLong.of(0);
        }
        byte[] block = new byte[BLOCK_BYTES];
        // The byte before the place shows whether a line begins there.
        for (long at = from - 1; at < limit; at += BLOCK_BYTES - HEAD_BYTES) {
            if (!reaches(at)) {
                return OptionalLong.empty();
            }
            int length = file.readNBytes(block, 0, BLOCK_BYTES);
            for (int i = 1; i < length && at + i < limit; i++) {
                if (startsRecord(block, i, length, isCompressed)) {
                    return OptionalLong.of(at + i);
                }
            }
            if (length < BLOCK_BYTES) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private boolean reaches(long place) {
        try {
            file.seek(place);
            return true;
        } catch (IOException after) {
            return false;
        }
    }

    private void open(OptionalLong place) throws IOException {
        reader = Optional.empty();
        if (place.isEmpty() || place.getAsLong() >= end) {
            skipped.forEach((reason, records) -> ready.add(PageReading.skipped(name, reason, records)));
            return;
        }
        origin = place.getAsLong();
        last = origin;
        isFresh = true;
        file.seek(origin);
        reader = Optional.of(new WarcReader(Channels.newChannel(new BufferedInputStream(file, BUFFER_BYTES))));
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && reader.isPresent()) {
            try {
                advance(reader.get());
            } catch (IOException failure) {
                // The reader of damaged places fails only if the file itself cannot be read.
                ready.add(PageReading.unreadable("", name, "", "cannot read: " + failure.getMessage()));
                reader = Optional.empty();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void advance(WarcReader from) throws IOException {
        Optional<WarcRecord> record;
        try {
            record = from.next();
        } catch (IOException | RuntimeException damage) {
            if (wasDamaged) {
                wasDamaged = false;
            } else {
                ready.add(PageReading.unreadable("", place(), "", damaged(damage)));
                // After a good record, the reader finds the same damage again when it begins there.
                wasDamaged = !isFresh;
            }
            open(startAfter(last + 1, Long.MAX_VALUE));
            return;
        }
        isFresh = false;
        last = origin + from.position();
        if (record.isEmpty() || last >= end) {
            open(OptionalLong.empty());
            return;
        }
        wasDamaged = false;
        String type = record.get().headers().first("WARC-Type").orElse("");
        if (TYPES.contains(type)) {
            read(record.get());
        } else if (type.isEmpty()) {
            ready.add(PageReading.unreadable("", place(), "", "damaged record: it has no type"));
        }
    }

    private String place() {
        return name + ":" + last;
    }

    private static String damaged(Exception damage) {
        return "damaged record: "
                + String.valueOf(damage.getMessage()).lines().findFirst().orElse("");
    }

    private void read(WarcRecord record) {
        String address = "";
        String captured = "";
        try {
            captured = record.date().truncatedTo(ChronoUnit.SECONDS).toString();
            String target = record.headers().first("WARC-Target-URI").orElse("").replaceAll("^<|>$", "");
            Optional<String> canonical = ArchivedPage.canonical(target);
            if (canonical.isEmpty()) {
                skip("no web address");
                return;
            }
            address = canonical.get();
            if (record instanceof WarcResponse response) {
                HttpResponse http = response.http();
                if (http.status() == OK) {
                    String encoding = http.headers().first("Content-Encoding").orElse("");
                    add(http.body().stream(), encoding, http.headers(), address, captured);
                } else {
                    skip("HTTP status " + http.status());
                }
            } else if (record instanceof WarcResource resource) {
                add(resource.body().stream(), "", resource.headers(), address, captured);
            } else {
                skip(record.type());
            }
        } catch (IOException | RuntimeException damage) {
            wasDamaged = true;
            ready.add(PageReading.unreadable(address, place(), captured, damaged(damage)));
        }
    }

    private void skip(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    /** Returns whether the content is HTML, or its type is unknown. */
    private static boolean isHtml(MessageHeaders headers) {
        String type = headers.first("Content-Type").orElse("text/html").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml+xml") || type.isBlank();
    }

    private void add(InputStream body, String encoding, MessageHeaders headers, String address, String captured)
            throws IOException {
        if (!isHtml(headers)) {
            skip("not HTML");
            return;
        }
        byte[] content = content(body, encoding);
        boolean isUntyped = headers.first("Content-Type").isEmpty();
        if (content.length > MAX_BYTES) {
            ready.add(PageReading.unreadable(address, place(), captured, TOO_LARGE));
        } else if (content.length == 0) {
            ready.add(PageReading.unreadable(address, place(), captured, "is empty"));
        } else if (isUntyped && !Documents.ContentFormat.of(content).equals("html")) {
            skip("not HTML");
        } else {
            ArchivedPage page = new ArchivedPage(
                    address,
                    content,
                    headers.first("Content-Type"),
                    headers.first("Last-Modified"),
                    headers.all("Link"));
            ready.add(PageReading.row(page, place(), captured));
        }
    }

    /**
     * Returns the content without compression, at most a byte more than the limit. Some crawlers store the decompressed
     * content with the header of the compressed one.
     */
    private static byte[] content(InputStream body, String encoding) throws IOException {
        byte[] raw = body.readNBytes(MAX_BYTES + 1);
        if (raw.length > MAX_BYTES || raw.length == 0) {
            return raw;
        }
        InputStream bytes = new ByteArrayInputStream(raw);
        int first = raw[0] & 0xFF;
        InputStream content = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> first == GZIP[0] ? CompressedFile.expand(bytes) : bytes;
            // Servers send a zlib stream or a bare one (RFC 9110, section 8.4.1.2).
            case "deflate" ->
                first == '<' ? bytes : new InflaterInputStream(bytes, new Inflater((first & 0xF) != ZLIB));
            case "br" ->
                first == '<' ? bytes : Channels.newInputStream(BrotliUtils.brotliChannel(Channels.newChannel(bytes)));
            case "", "identity", "none", "utf-8" -> bytes;
            default -> throw new IOException("the content has the unknown encoding " + encoding);
        };
        try (content) {
            return content.readNBytes(MAX_BYTES + 1);
        }
    }
}
