package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

class WarcRecordsTest {
    private static final Instant CAPTURED = Instant.parse("2026-11-20T08:00:00.5Z");
    private static final String ENGLISH = html("The river flows again, and the fish wake up.");

    /** The English page, compressed with Brotli. */
    private static final byte[] BROTLI = Base64.getDecoder()
            .decode("G0wA4C0O7FgXk29KiInXcC91d4uHKn3C0ApkrUFcyuaAQw7YvwJKMJGAOfAYfqei5cTfM6Kl+N4QeWW0BhY6+fJmFDYA");

    @TempDir
    private Path folder;

    private static String html(String text) {
        return "<html><body><p>" + text + "</p></body></html>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String address(String name) {
        return "https://example.org/" + name;
    }

    private static HttpResponse response(int status, String type, byte[] body, String... headers) {
        HttpResponse.Builder response = new HttpResponse.Builder(status, "reason").body(MediaType.parse(type), body);
        for (int k = 0; k < headers.length; k += 2) {
            response.addHeader(headers[k], headers[k + 1]);
        }
        return response.build();
    }

    private static byte[] written(Compression compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.of(bytes)) {
            out.write(bytes(ENGLISH));
        }
        return bytes.toByteArray();
    }

    private interface Compression {
        OutputStream of(OutputStream out) throws IOException;
    }

    /** Writes all kinds of records. */
    private Path crawl(String name) throws IOException {
        Path file = folder.resolve(name);
        try (WarcFile warc = new WarcFile(file)) {
            warc.page(address("plain"), html("春天来了，雪化了，河水又流起来了。"));
            warc.response(
                    address("gzip"),
                    CAPTURED,
                    response(200, "text/html", written(GZIPOutputStream::new), "Content-Encoding", "gzip"));
            warc.response(
                    address("deflate"),
                    CAPTURED,
                    response(200, "text/html", written(DeflaterOutputStream::new), "Content-Encoding", "deflate"));
            warc.response(address("brotli"), CAPTURED, response(200, "text/html", BROTLI, "Content-Encoding", "br"));
            warc.response(
                    address("expanded"),
                    CAPTURED,
                    response(200, "text/html", bytes(ENGLISH), "Content-Encoding", "gzip"));
            String chunks = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(20) + "\r\n" + ENGLISH.substring(0, 20) + "\r\n"
                    + Integer.toHexString(ENGLISH.length() - 20) + "\r\n" + ENGLISH.substring(20) + "\r\n0\r\n\r\n";
            warc.record(new WarcResponse.Builder(address("chunked"))
                    .date(CAPTURED)
                    .body(MediaType.HTTP_RESPONSE, bytes(chunks))
                    .build());
            warc.response(
                    address("charset"),
                    CAPTURED,
                    response(
                            200,
                            "text/html; charset=utf-8",
                            html("春天来了，雪化了，河水又流起来了。").getBytes(Charset.forName("GB18030"))));
            warc.response(address("missing"), CAPTURED, response(404, "text/html", bytes(ENGLISH)));
            warc.response(address("moved"), CAPTURED, response(301, "text/html", bytes(ENGLISH), "Location", "/plain"));
            warc.response(address("image"), CAPTURED, response(200, "image/png", new byte[] {1, 2, 3}));
            warc.record(new WarcRevisit.Builder(URI.create(address("plain")), WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1)
                    .date(CAPTURED)
                    .body(response(200, "text/html", new byte[0]))
                    .build());
            warc.record(new WarcMetadata.Builder()
                    .date(CAPTURED)
                    .body(MediaType.WARC_FIELDS, bytes("a: b\r\n"))
                    .build());
            warc.record(new WarcResource.Builder(URI.create(address("resource")))
                    .date(CAPTURED)
                    .body(MediaType.HTML, bytes(ENGLISH))
                    .build());
            warc.response(
                    address("huge"),
                    CAPTURED,
                    response(200, "text/html", bytes(ENGLISH + " ".repeat(WarcRecords.MAX_BYTES))));
            warc.response(
                    address("bomb"),
                    CAPTURED,
                    response(200, "text/html", zeros(2 * WarcRecords.MAX_BYTES), "Content-Encoding", "gzip"));
            warc.response(
                    address("unknown"),
                    CAPTURED,
                    response(200, "text/html", bytes(ENGLISH), "Content-Encoding", "compress"));
            warc.page(address("last"), html("The sun shines on the river, and the ice is gone."));
        }
        return file;
    }

    private static byte[] zeros(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[length]);
        }
        return bytes.toByteArray();
    }

    private static List<Row> rows(Path file, long from, long to) throws IOException {
        List<Row> rows = new ArrayList<>();
        CrawlInput.Source source = new CrawlInput.Source(file.toString(), "", 0);
        WarcRecords.of(new CrawlInput.Part(List.of(source), true, from, to), new Configuration())
                .forEachRemaining(rows::add);
        return rows;
    }

    private static List<Row> rows(Path file) throws IOException {
        return rows(file, 0, Files.size(file));
    }

    private static List<Row> pages(List<Row> rows) {
        return rows.stream().filter(row -> !row.getString(2).equals("skipped")).toList();
    }

    private static long skipped(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.getString(2).equals("skipped"))
                .mapToLong(row -> row.getLong(7))
                .sum();
    }

    /** Describes each row: last part of the address, state, reason and number of records. */
    private static List<String> lines(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getStruct(0).getString(0).replaceFirst(".*/", "") + " " + row.getString(2)
                        + (row.isNullAt(3) ? "" : ": " + row.getString(3))
                        + (row.getLong(7) == 1 ? "" : " " + row.getLong(7)))
                .toList();
    }

    private static final List<String> EXPECTED = List.of(
            "plain no translation",
            "gzip no translation",
            "deflate no translation",
            "brotli no translation",
            "expanded no translation",
            "chunked no translation",
            "charset no translation",
            "resource no translation",
            "huge unreadable: is larger than 8 MB",
            "bomb unreadable: is larger than 8 MB",
            "unknown unreadable: damaged record: the content has the unknown encoding compress",
            "last no translation",
            " skipped: HTTP status 301",
            " skipped: HTTP status 404",
            " skipped: not HTML",
            " skipped: revisit");

    @ParameterizedTest
    @ValueSource(strings = {"crawl.warc", "crawl.warc.gz"})
    void readsEveryKindOfRecord(String name) throws IOException {
        Path file = crawl(name);
        List<Row> rows = rows(file);
        assertThat(lines(rows)).containsExactlyElementsOf(EXPECTED);
        assertThat(rows.subList(0, 8)).allSatisfy(row -> {
            String text = row.getStruct(0).<String>getList(4).get(0);
            assertThat(text)
                    .isEqualTo(
                            row.getStruct(0).getString(3).equals("zh")
                                    ? "春天来了，雪化了，河水又流起来了。"
                                    : "The river flows again, and the fish wake up.");
        });
        assertThat(rows.get(0).getStruct(0).getString(1)).isEqualTo(file + ":0");
        assertThat(rows.get(1).getString(4)).isEqualTo("2026-11-20T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crawl.warc", "crawl.warc.gz"})
    void partsReadEachRecordOnce(String name) throws IOException {
        Path file = crawl(name);
        List<Row> whole = rows(file);
        // The long records make smaller parts slow.
        for (long size : new long[] {Files.size(file) / 50 + 1, Files.size(file) / 7 + 1}) {
            List<Row> parts = new ArrayList<>();
            for (long from = 0; from < Files.size(file); from += size) {
                parts.addAll(rows(file, from, Math.min(Files.size(file), from + size)));
            }
            assertThat(pages(parts)).containsExactlyElementsOf(pages(whole));
            assertThat(skipped(parts)).isEqualTo(skipped(whole));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crawl.warc", "crawl.warc.gz"})
    void continuesAfterDamagedRecord(String name) throws IOException {
        Path file = folder.resolve(name);
        long damage;
        try (WarcFile warc = new WarcFile(file)) {
            warc.page(address("1"), ENGLISH);
            damage = warc.length();
            warc.page(address("2"), ENGLISH).page(address("3"), ENGLISH).page(address("cut"), ENGLISH);
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (int) damage + (name.endsWith("gz") ? 30 : 0), (int) damage + 40, (byte) 0x55);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 60));
        List<String> lines = lines(rows(file));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("1 no translation");
        assertThat(lines.get(1)).contains("unreadable: damaged record: ");
        assertThat(lines.get(2)).isEqualTo("3 no translation");
        assertThat(lines.get(3)).contains("unreadable: damaged record: ");
    }

    @Test
    void readsFileCompressedAsOneStream() throws IOException {
        Path plain = crawl("crawl.warc");
        Path file = folder.resolve("one.warc.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(plain, out);
        }
        long half = Files.size(file) / 2;
        List<Row> parts = new ArrayList<>(rows(file, 0, half));
        assertThat(lines(parts)).containsExactlyElementsOf(EXPECTED);
        assertThat(rows(file, half, 2 * half)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed.warc", "changed.warc.gz"})
    @Tag("hostile")
    void endsForChangedBytes(String name) throws IOException {
        Path file = folder.resolve(name);
        try (WarcFile warc = new WarcFile(file)) {
            warc.page(address("1"), ENGLISH).page(address("2"), ENGLISH).page(address("3"), ENGLISH);
        }
        byte[] original = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = original.clone();
            for (int change = 0; change <= round % 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            List<Row> rows = rows(file);
            assertThat(rows).as("round %d", round).isNotEmpty().hasSizeLessThan(12);
            assertThat(rows).isEqualTo(rows(file));
        }
    }

    @Test
    void rejectsOtherFiles() throws IOException {
        Path file = Files.write(
                folder.resolve("a.warc.gz"), ByteBuffer.allocate(100).array());
        assertThatThrownBy(() ->
                        WarcRecords.requireWarc(new org.apache.hadoop.fs.Path(file.toString()), new Configuration()))
                .hasMessage(file + ": is not a WARC file; give a file that a crawler wrote as WARC");
    }
}
