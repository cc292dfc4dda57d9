package duiqi.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Behaves like an object store on a local disk: a file appears when it is closed, a folder is moved and deleted file by file,
 * and lists have any order. After {@link #killAfter} all changes fail, as after the end of a process. Its scheme is
 * {@code slow}.
 */
public final class FileByFileStore extends RawLocalFileSystem {
    private static final String SCHEME = "slow";
    private static final AtomicLong CHANGES = new AtomicLong();
    private static final Random ORDER = new Random(8);
    private static volatile long last = Long.MAX_VALUE;

    /** Returns a configuration with this file system. */
    public static Configuration configure(Configuration configuration) {
        configuration.setClass("fs." + SCHEME + ".impl", FileByFileStore.class, RawLocalFileSystem.class);
        return configuration;
    }

    /** Returns the address of a local path in this file system. */
    public static String address(java.nio.file.Path path) {
        return SCHEME + "://" + path;
    }

    /** Starts to count changes again, and lets all changes after the given number fail. */
    public static void killAfter(long changes) {
        CHANGES.set(0);
        last = changes;
    }

    /** Starts to count changes again, and lets all of them succeed. */
    public static void revive() {
        killAfter(Long.MAX_VALUE);
    }

    private static void change() throws IOException {
        if (CHANGES.incrementAndGet() > last) {
            throw new IOException("killed");
        }
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** Returns the status without owner and permissions, which the superclass would look up for scheme {@code file} only. */
    private static FileStatus plain(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    /** Does nothing, because object stores have no permissions. The superclass would start a process. */
    @Override
    public void setPermission(Path path, FsPermission permission) {}

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        List<FileStatus> list = Arrays.stream(super.listStatus(path))
                .map(FileByFileStore::plain)
                .collect(Collectors.toCollection(ArrayList::new));
        synchronized (ORDER) {
            Collections.shuffle(list, ORDER);
        }
        return list.toArray(FileStatus[]::new);
    }

    private List<Path> filesIn(Path path) throws IOException {
        if (!getFileStatus(path).isDirectory()) {
            return List.of(path);
        }
        List<Path> found = new ArrayList<>();
        for (FileStatus child : listStatus(path)) {
            found.addAll(filesIn(child.getPath()));
        }
        return found;
    }

    @Override
    public boolean rename(Path source, Path target) throws IOException {
        if (!exists(source)) {
            return false;
        }
        Path to = exists(target) && getFileStatus(target).isDirectory() ? new Path(target, source.getName()) : target;
        String from = makeQualified(source).toString();
        for (Path file : filesIn(source)) {
            change();
            Path moved = new Path(to + makeQualified(file).toString().substring(from.length()));
            mkdirs(moved.getParent());
            if (!super.rename(file, moved)) {
                throw new IOException("cannot rename " + file + " to " + moved);
            }
        }
        mkdirs(to.getParent());
        if (exists(source)) {
            mkdirs(to);
            super.delete(source, true);
        }
        return true;
    }

    @Override
    public boolean delete(Path path, boolean isRecursive) throws IOException {
        if (!exists(path)) {
            return false;
        }
        for (Path file : filesIn(path)) {
            change();
            super.delete(file, false);
        }
        return !exists(path) || super.delete(path, isRecursive);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean isOverwritten, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        if (!isOverwritten && exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        OutputStream put = new ByteArrayOutputStream() {
            private boolean isClosed;

            @Override
            public void close() throws IOException {
                if (!isClosed) {
                    isClosed = true;
                    change();
                    try (OutputStream out =
                            FileByFileStore.super.create(path, true, buffer, replication, block, progress)) {
                        writeTo(out);
                    }
                }
            }
        };
        return new FSDataOutputStream(put, statistics);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean isOverwritten,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return create(path, isOverwritten, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream createNonRecursive(
            Path path,
            FsPermission permission,
            EnumSet<CreateFlag> flags,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return create(path, flags.contains(CreateFlag.OVERWRITE), buffer, replication, block, progress);
    }
}
