package duiqi.corpus.crawl;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/** Writes WARC files, as a crawler would. */
public final class WarcFile implements Closeable {
    private static final Instant CAPTURED = Instant.parse("2026-11-20T08:00:00Z");

    private final WarcWriter writer;

    /** Creates a file. It is compressed if its name ends in {@code .gz}. */
    public WarcFile(Path file) throws IOException {
        writer = new WarcWriter(
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                file.toString().endsWith(".gz") ? WarcCompression.GZIP : WarcCompression.NONE);
    }

    /** Adds a page in UTF-8. */
    public WarcFile page(String address, String html) throws IOException {
        return page(address, CAPTURED, html.getBytes(StandardCharsets.UTF_8));
    }

    public WarcFile page(String address, Instant captured, byte[] html) throws IOException {
        return response(
                address,
                captured,
                new HttpResponse.Builder(200, "OK")
                        .body(MediaType.parse("text/html"), html)
                        .build());
    }

    public WarcFile response(String address, Instant captured, HttpResponse response) throws IOException {
        return record(
                new WarcResponse.Builder(address).date(captured).body(response).build());
    }

    public WarcFile record(WarcRecord record) throws IOException {
        writer.write(record);
        return this;
    }

    /** Returns the number of bytes so far. */
    long length() {
        return writer.position();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
