package duiqi.io;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystem;
import org.apache.lucene.tests.mockfile.FilterPath;
import org.apache.lucene.tests.mockfile.HandleTrackingFS;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rules of Windows in tests. Is stricter than Windows, where a program can allow others to
 * delete its open file.
 *
 * <ul>
 *   <li>An open file cannot be moved, replaced or deleted; nor can a folder that is being listed.
 *   <li>A mapped file cannot be moved, replaced or deleted until {@link #unmap}, as if by the garbage collector.
 *   <li>There are no file keys and no POSIX attributes.
 *   <li>Names ignore case and reject the characters {@code <>:"|?*}, for files in memory.
 * </ul>
 *
 * Files in memory cannot be mapped.
 */
public final class WindowsFiles extends HandleTrackingFS {
    private final Map<Object, Integer> opened = new ConcurrentHashMap<>();
    private final Set<Object> mapped = ConcurrentHashMap.newKeySet();

    private WindowsFiles(FileSystem files) {
        super("windows://", files);
        fileSystem = new FilterFileSystem(this, files) {
            @Override
            public Set<String> supportedFileAttributeViews() {
                return files.supportedFileAttributeViews().stream()
                        .filter(view -> !view.equals("posix") && !view.equals("unix"))
                        .collect(Collectors.toSet());
            }
        };
    }

    /** Returns a folder in memory, {@code C:\work}, of a new file system. */
    public static Path inMemory() {
        FileSystem files = Jimfs.newFileSystem(Configuration.windows());
        return new WindowsFiles(files).wrapPath(files.getPath("C:\\work"));
    }

    /** Returns a folder of the disk with the rules. */
    public static Path on(Path folder) {
        return new WindowsFiles(folder.getFileSystem()).wrapPath(folder.toAbsolutePath());
    }

    /** Returns the rules of a path. */
    public static WindowsFiles of(Path path) {
        return (WindowsFiles) path.getFileSystem().provider();
    }

    /** Frees all mapped files, as the garbage collector does when nothing uses the buffers. */
    public void unmap() {
        mapped.clear();
    }

    @Override
    public FilterPath wrapPath(Path path) {
        return new FilterPath(path, fileSystem) {
            @Override
            public boolean startsWith(Path other) {
                return other.getFileSystem() == getFileSystem() && super.startsWith(other);
            }
        };
    }

    private Object key(Path path) throws IOException {
        return Files.readAttributes(toDelegate(path), BasicFileAttributes.class).fileKey();
    }

    private void requireFree(Path path) throws IOException {
        if (!Files.exists(toDelegate(path), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (mapped.contains(key(path))) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "The requested operation cannot be performed on a file with a user-mapped section open");
        }
        if (opened.containsKey(key(path))) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "The process cannot access the file because it is being used by another process");
        }
    }

    @Override
    protected void onOpen(Path path, Object stream) throws IOException {
        opened.merge(key(path), 1, Integer::sum);
    }

    @Override
    protected void onClose(Path path, Object stream) throws IOException {
        opened.computeIfPresent(key(path), (key, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void delete(Path path) throws IOException {
        requireFree(path);
        super.delete(path);
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        requireFree(path);
        return super.deleteIfExists(path);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        requireFree(source);
        if (Files.isDirectory(toDelegate(source))) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(toDelegate(source))) {
                for (Path file : inside) {
                    requireFree(wrapPath(file));
                }
            }
        }
        boolean replaces = List.of(options).contains(StandardCopyOption.ATOMIC_MOVE);
        if (replaces && Files.exists(toDelegate(target))) {
            if (mapped.contains(key(target)) || opened.containsKey(key(target))) {
                throw new AccessDeniedException(source.toString(), target.toString(), null);
            }
            // In memory, an atomic move replaces nothing.
            super.move(source, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            super.move(source, target, options);
        }
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        A attributes = super.readAttributes(path, type, options);
        return type == BasicFileAttributes.class ? type.cast(withoutKey(attributes)) : attributes;
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return type == PosixFileAttributeView.class ? null : super.getFileAttributeView(path, type, options);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        FileChannel channel = super.newFileChannel(path, options, attributes);
        Object key = key(path);
        return new FilterFileChannel(channel) {
            @Override
            public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
                MappedByteBuffer bytes = super.map(mode, position, size);
                mapped.add(key);
                return bytes;
            }
        };
    }

    /** Hides the file key, which Windows does not state to Java. */
    private static BasicFileAttributes withoutKey(BasicFileAttributes attributes) {
        return (BasicFileAttributes) Proxy.newProxyInstance(
                WindowsFiles.class.getClassLoader(),
                new Class<?>[] {BasicFileAttributes.class},
                (proxy, method, arguments) ->
                        method.getName().equals("fileKey") ? null : method.invoke(attributes, arguments));
    }
}
