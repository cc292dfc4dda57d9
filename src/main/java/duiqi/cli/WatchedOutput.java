package duiqi.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Remembers the first failure to write, which {@link java.io.PrintWriter} swallows: a result lost because the disk is
 * full must not look like success. Not safe for threads; the writer on top of it is.
 */
final class WatchedOutput extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    WatchedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /**
     * Why something written did not arrive. That the reader went away, as {@code head} does, is no failure: it has seen
     * what it wanted.
     */
    Optional<IOException> failure() {
        return failure.filter(e -> !String.valueOf(e.getMessage()).contains("Broken pipe"));
    }
}
