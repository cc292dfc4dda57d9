package duiqi.index;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/**
 * Maps a file into memory, and releases the mapping without waiting for the garbage collector. Otherwise the system
 * keeps deleted files as long as the heap has room. Not thread-safe.
 */
final class MappedFile implements Closeable {
    private static final Optional<Release> RELEASE = release();

    private final MappedByteBuffer whole;

    /** Releases the memory of a mapping. Nothing may read the buffer afterwards. */
    private interface Release {
        void of(ByteBuffer mapping) throws ReflectiveOperationException;
    }

    /** Maps the whole file in one step: systems limit the number of mappings, and a folder may contain thousands of memories. */
    MappedFile(FileChannel channel, int length) throws IOException {
        whole = channel.map(MapMode.READ_ONLY, 0, length);
    }

    ByteBuffer part(ShardHead.Place place) {
        return whole.slice((int) place.start(), place.length()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Releases the mapping. No part of the file may be read afterwards. */
    @Override
    public void close() {
        try {
            if (RELEASE.isPresent()) {
                RELEASE.get().of(whole);
            }
        } catch (ReflectiveOperationException unsupported) {
            // The garbage collector releases the mapping later.
        }
    }

    /** Returns the method that releases mappings, which Java 17 offers only in the module {@code jdk.unsupported}. */
    private static Optional<Release> release() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Object unsafe = field.get(null);
            Method cleaner = type.getMethod("invokeCleaner", ByteBuffer.class);
            return Optional.of(mapping -> cleaner.invoke(unsafe, mapping));
        } catch (ReflectiveOperationException | RuntimeException unsupported) {
            return Optional.empty();
        }
    }
}
