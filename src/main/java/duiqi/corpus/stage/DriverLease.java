package duiqi.corpus.stage;

import duiqi.corpus.input.CorpusInput;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reserves a work folder in any Hadoop file system for one driver. A lease is an empty file whose name has the id of its
 * owner and the time of its end, so it is whole or absent. A driver first creates its own lease, and then looks for others:
 * of two drivers that start together, at least one sees the other. The owner renews its lease with a new file. A driver
 * deletes only leases that have ended, and an owner whose lease is gone stops. The clocks of the drivers must agree to within
 * a quarter of the length of a lease. Thread-safe.
 */
final class DriverLease implements Closeable {
    static final String PREFIX = "lease-";

    /** Hadoop option for the length of a lease in seconds. */
    static final String SECONDS = "duiqi.lease.seconds";

    private static final int STANDARD_SECONDS = 120;

    /** Renewals in the time of a lease. Several may fail before the lease ends. */
    private static final int RENEWALS = 6;

    private final FileSystem files;
    private final Path work;
    private final Clock clock;
    private final Duration length;
    private final String owner = PREFIX + UUID.randomUUID() + "-";
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lease of duiqi corpus");
        thread.setDaemon(true);
        return thread;
    });

    private Instant end = Instant.EPOCH;

    private DriverLease(FileSystem files, Path work, Clock clock, Duration length) {
        this.files = files;
        this.work = work;
        this.clock = clock;
        this.length = length;
    }

    /**
     * Takes the lease of a folder, and renews it until it is closed.
     *
     * @throws FormatException if another driver has a lease that has not ended
     */
    static DriverLease take(FileSystem files, Path work, Configuration configuration, Clock clock) throws IOException {
        // Hadoop shares file systems, so their own configuration may be that of another run.
        Duration length = Duration.ofSeconds(configuration.getInt(SECONDS, STANDARD_SECONDS));
        DriverLease lease = new DriverLease(files, work, clock, length);
        try {
            lease.take();
            return lease;
        } catch (IOException | RuntimeException failure) {
            try (lease) {
                throw failure;
            }
        }
    }

    private synchronized void take() throws IOException {
        create();
        for (Path other : leases(false)) {
            if (clock.instant().isBefore(end(other))) {
                throw new FormatException(
                        CorpusInput.name(work),
                        "another run uses this folder, or was killed; its lease ends at "
                                + end(other).truncatedTo(ChronoUnit.SECONDS),
                        "wait until the run ends, or continue a killed run after that time");
            }
            files.delete(other, false);
        }
        long period = length.toMillis() / RENEWALS;
        Future<?> unused = renewals.scheduleWithFixedDelay(this::renewQuietly, period, period, TimeUnit.MILLISECONDS);
    }

    /** Extends the lease in the background. A failure has no effect here: the next commit reports it. */
    private void renewQuietly() {
        try {
            renew();
        } catch (IOException | RuntimeException failure) {
            return;
        }
    }

    /**
     * Extends the lease.
     *
     * @throws FormatException if the lease has ended, or another driver has removed it
     */
    synchronized void renew() throws IOException {
        Path before = file(end);
        if (!clock.instant().isBefore(end) || !files.exists(before)) {
            end = Instant.EPOCH;
            throw new FormatException(
                    CorpusInput.name(work),
                    "this run did not renew its lease for " + length.toSeconds()
                            + " s, so another run may use this folder",
                    "run the command again to continue when no other run uses the folder");
        }
        create();
        if (!before.equals(file(end))) {
            files.delete(before, false);
        }
    }

    private void create() throws IOException {
        Instant until = clock.instant().plus(length);
        files.create(file(until), true).close();
        end = until;
    }

    private Path file(Instant until) {
        return new Path(work, owner + until.toEpochMilli());
    }

    private static Instant end(Path lease) {
        String name = lease.getName();
        return Instant.ofEpochMilli(Long.parseLong(name.substring(name.lastIndexOf('-') + 1)));
    }

    /** Returns the lease files of this driver, or those of the other drivers. */
    private List<Path> leases(boolean isOwn) throws IOException {
        return Arrays.stream(files.listStatus(work))
                .map(file -> file.getPath())
                .filter(file -> file.getName().matches(PREFIX + ".*-\\d{1,18}"))
                .filter(file -> file.getName().startsWith(owner) == isOwn)
                .toList();
    }

    /** Stops the renewals, and removes the lease. */
    @Override
    public void close() throws IOException {
        if (renewals.isShutdown()) {
            return;
        }
        renewals.shutdown();
        synchronized (this) {
            end = Instant.EPOCH;
            for (Path lease : leases(true)) {
                files.delete(lease, false);
            }
        }
    }
}
