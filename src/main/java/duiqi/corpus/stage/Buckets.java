package duiqi.corpus.stage;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The folders that documents are dealt into by their ids. A bucket is done or not done; what a killed run had begun of one is done
 * again.
 *
 * @param count how many there are, at least one
 */
public record Buckets(int count) implements Serializable {
    /** The bucket of what cannot be aligned. */
    public static final int REJECTED = -1;

    /** The bucket of documents that are too long for one task. */
    public static final int BOOKS = -2;

    public Buckets {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one bucket, not " + count);
        }
    }

    /** The bucket of a document, the same on every run. */
    public int of(String id) {
        CRC32 hash = new CRC32();
        hash.update(id.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % count);
    }

    /** The bucket of a slice: those of a book are dealt out evenly, so that no bucket has many of them. */
    public int of(String id, int slice) {
        return (of(id) + slice) % count;
    }
}
