package duiqi.corpus.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.input.CorpusInput;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reserves a work folder in any Hadoop file system for one driver. A lease is a file with the id of its owner and the time
 * of its end. The owner renews it with a file of the next number. No driver replaces an existing file, so of several
 * drivers that want the next number only one succeeds (compare-and-swap). The lease of a dead driver ends, because it is
 * not renewed. The clocks of the drivers must agree to within a quarter of the length of a lease. Thread-safe.
 */
final class DriverLease implements Closeable {
    /** Prefix of the names of lease files. */
    static final String PREFIX = "lease-";

    /** Hadoop option for the length of a lease in seconds. */
    static final String SECONDS = "duiqi.lease.seconds";

    private static final int STANDARD_SECONDS = 120;

    /** Renewals in the time of a lease. Several may fail before the lease ends. */
    private static final int RENEWALS = 6;

    /**
     * Fraction of a lease to wait after its creation. Some object stores cannot create a file exclusively: the last one of two
     * drivers replaces the file, and the first one sees that after the pause.
     */
    private static final int PAUSES = 60;

    /** Option of S3A: another driver's file of the same name makes the creation fail. Other file systems ignore it. */
    private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

    private static final JsonMapper JSON = new JsonMapper();

    private final FileSystem files;
    private final Path work;
    private final Clock clock;
    private final Duration length;
    private final String owner = UUID.randomUUID().toString();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lease of duiqi corpus");
        thread.setDaemon(true);
        return thread;
    });

    private long number;

    /** Number of the last file that this driver created. It is above that of the lease if the file could not be written. */
    private long last;

    private Instant end;
    private boolean isLost;

    private record Lease(String owner, String ends) {}

    private DriverLease(FileSystem files, Path work, Clock clock, Duration length) {
        this.files = files;
        this.work = work;
        this.clock = clock;
        this.length = length;
        end = clock.instant();
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
        } catch (IOException | RuntimeException failure) {
            lease.renewals.shutdownNow();
            throw failure;
        }
        return lease;
    }

    private synchronized void take() throws IOException {
        List<FileStatus> before = leases();
        long newest = 0;
        if (!before.isEmpty()) {
            FileStatus last = before.get(before.size() - 1);
            Lease other = read(last);
            if (clock.instant().isBefore(Instant.parse(other.ends))) {
                throw inUse(other);
            }
            newest = number(last);
        }
        create(newest + 1);
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis() / PAUSES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(work + ": stopped before it had a lease");
        }
        if (!isNewest() || !isOwn()) {
            List<FileStatus> now = leases();
            throw now.isEmpty() ? lost() : inUse(read(now.get(now.size() - 1)));
        }
        for (FileStatus older : before) {
            files.delete(older.getPath(), false);
        }
        long period = length.toMillis() / RENEWALS;
        Future<?> unused = renewals.scheduleWithFixedDelay(this::renewQuietly, period, period, TimeUnit.MILLISECONDS);
    }

    /** Creates the next lease in the background. A failure has no effect here: the next commit reports it. */
    private void renewQuietly() {
        try {
            renew();
        } catch (IOException | RuntimeException failure) {
            return;
        }
    }

    /**
     * Creates the next lease of this driver.
     *
     * @throws FormatException if the lease has ended, or another driver has taken it
     */
    synchronized void renew() throws IOException {
        if (isLost || !clock.instant().isBefore(end) || !isOwn()) {
            throw lost();
        }
        long before = number;
        create(last + 1);
        // Another driver that had taken the lease would have deleted the previous file.
        if (!isNewest() || !files.exists(file(before))) {
            throw lost();
        }
        delete(before, number - 1);
    }

    private void delete(long from, long to) throws IOException {
        for (long old = from; old <= to; old++) {
            files.delete(file(old), false);
        }
    }

    private void create(long next) throws IOException {
        Instant until = clock.instant().plus(length);
        byte[] content = JSON.writeValueAsBytes(new Lease(owner, until.toString()));
        FSDataOutputStreamBuilder<?, ?> creation = files.createFile(file(next));
        creation.overwrite(false);
        creation.opt(CONDITIONAL, true);
        boolean isCreated = false;
        try (FSDataOutputStream out = creation.build()) {
            isCreated = true;
            last = next;
            out.write(content);
        } catch (IOException failure) {
            for (FileStatus lease : leases()) {
                if (number(lease) == next) {
                    Lease found = read(lease);
                    if (isCreated && found.owner.isEmpty()) {
                        // This driver wrote a part of the file. The next attempt takes the number after it.
                        throw failure;
                    }
                    if (!found.owner.equals(owner)) {
                        throw inUse(found);
                    }
                    // The store has created the file, although it reported a failure.
                    number = next;
                    end = Instant.parse(found.ends);
                    return;
                }
            }
            throw failure;
        }
        number = next;
        end = until;
    }

    private boolean isOwn() throws IOException {
        try {
            return read(files.getFileStatus(file(number))).owner.equals(owner);
        } catch (FileNotFoundException taken) {
            return false;
        }
    }

    /** Reads a lease. If its owner is writing or replacing it, it lasts for the length of a lease from the listed time on. */
    private Lease read(FileStatus status) throws IOException {
        try (var in = files.open(status.getPath())) {
            return JSON.readValue(in.readAllBytes(), Lease.class);
        } catch (JsonProcessingException | FileNotFoundException renewed) {
            return new Lease(
                    "",
                    Instant.ofEpochMilli(status.getModificationTime())
                            .plus(length)
                            .toString());
        }
    }

    /** Returns the lease files of all drivers, the newest one last. */
    private List<FileStatus> leases() throws IOException {
        return Arrays.stream(files.listStatus(work))
                .filter(file -> file.getPath().getName().matches(PREFIX + "\\d{1,18}"))
                .sorted(Comparator.comparingLong(DriverLease::number))
                .toList();
    }

    private static long number(FileStatus lease) {
        return Long.parseLong(lease.getPath().getName().substring(PREFIX.length()));
    }

    private boolean isNewest() throws IOException {
        List<FileStatus> now = leases();
        return !now.isEmpty() && number(now.get(now.size() - 1)) == number;
    }

    private Path file(long of) {
        return new Path(work, PREFIX + of);
    }

    private FormatException inUse(Lease other) {
        return new FormatException(
                CorpusInput.name(work),
                "another run uses this folder, or was killed; its lease ends at "
                        + Instant.parse(other.ends).truncatedTo(ChronoUnit.SECONDS),
                "wait until the run ends, or continue a killed run after that time");
    }

    private FormatException lost() {
        isLost = true;
        return new FormatException(
                CorpusInput.name(work),
                "this run did not renew its lease for " + length.toSeconds() + " s, so another run may use this folder",
                "run the command again to continue when no other run uses the folder");
    }

    /** Stops the renewals, and removes the lease. */
    @Override
    public void close() throws IOException {
        // An interrupted renewal could leave an incomplete file.
        renewals.shutdown();
        synchronized (this) {
            if (!isLost) {
                isLost = true;
                if (isOwn()) {
                    delete(number, last);
                }
            }
        }
    }
}
