package duiqi.encoder;

import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An encoder that asks another and remembers what it answers: the last sentences in memory, and all on disk if there is a folder
 * for that, in a file for each identity. So the second alignment of a text takes no model, and one that was broken off goes on
 * where it was.
 *
 * <p>A cache that cannot be read or written costs time and nothing else: that is told once, and the encoder goes on without.
 * Safe for threads, which wait for each other.
 */
public final class CachedEncoder implements Encoder {
    /** After so many sentences what is known is written down, so that little is lost when the program is stopped. */
    private static final int BATCH = 256;

    private static final int NAME_BYTES = 16;

    /** Sentences of a long novel in both languages, some 60 MB with vectors of 1024 numbers. */
    private static final int REMEMBERED = 1 << 14;

    private final Encoder encoder;
    private final Optional<Path> folder;
    private final Consumer<IOException> trouble;
    private final Map<String, float[]> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Optional<VectorCache> cache = Optional.empty();
    private boolean opened;
    private boolean usable = true;

    /**
     * An encoder that remembers in memory alone.
     *
     * @param encoder asked for what is not remembered, and closed with this
     */
    public CachedEncoder(Encoder encoder) {
        this(encoder, Optional.empty(), trouble -> {});
    }

    /**
     * @param encoder asked for what is not remembered, and closed with this
     * @param folder where the caches are; made when it is not there
     * @param trouble told, once, of a cache that cannot be used
     */
    public CachedEncoder(Encoder encoder, Path folder, Consumer<IOException> trouble) {
        this(encoder, Optional.of(folder), trouble);
    }

    private CachedEncoder(Encoder encoder, Optional<Path> folder, Consumer<IOException> trouble) {
        this.encoder = encoder;
        this.folder = folder;
        this.trouble = trouble;
    }

    @Override
    public synchronized String identity() throws IOException {
        return encoder.identity();
    }

    @Override
    public synchronized List<float[]> encode(Language language, List<String> sentences) throws IOException {
        open();
        Map<String, float[]> vectors = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String sentence : sentences) {
            if (!vectors.containsKey(sentence)) {
                find(key(language, sentence))
                        .ifPresentOrElse(vector -> vectors.put(sentence, vector), () -> unknown.add(sentence));
            }
        }
        List<String> left = List.copyOf(unknown);
        for (int from = 0; from < left.size(); from += BATCH) {
            List<String> part = left.subList(from, Math.min(from + BATCH, left.size()));
            List<float[]> answers = encoder.encode(language, part);
            for (int k = 0; k < part.size(); k++) {
                vectors.put(part.get(k), answers.get(k));
                last.put(key(language, part.get(k)), answers.get(k));
            }
            keep(part.stream().map(sentence -> key(language, sentence)).toList(), answers);
        }
        return sentences.stream().map(vectors::get).map(Objects::requireNonNull).toList();
    }

    /** The same words may have another vector in another language, where the model wants them prefixed. */
    private static String key(Language language, String sentence) {
        return language.primary() + " " + sentence;
    }

    private void open() throws IOException {
        if (opened || folder.isEmpty()) {
            return;
        }
        opened = true;
        String name = HexFormat.of().formatHex(Digest.of(encoder.identity()), 0, NAME_BYTES) + ".vectors";
        try {
            cache = Optional.of(VectorCache.open(folder.get().resolve(name)));
        } catch (IOException e) {
            trouble.accept(e);
        }
    }

    private Optional<float[]> find(String key) {
        Optional<float[]> remembered = Optional.ofNullable(last.get(key)).or(() -> read(key));
        remembered.ifPresent(vector -> last.put(key, vector));
        return remembered;
    }

    private Optional<float[]> read(String key) {
        try {
            return usable && cache.isPresent() ? cache.get().get(key) : Optional.empty();
        } catch (IOException e) {
            abandon(e);
            return Optional.empty();
        }
    }

    private void keep(List<String> keys, List<float[]> vectors) throws IOException {
        if (!usable || cache.isEmpty()) {
            return;
        }
        int before = cache.get().size();
        int now = vectors.get(0).length;
        try {
            cache.get().put(keys, vectors);
        } catch (IOException e) {
            abandon(e);
        }
        if (before != 0 && before != now) {
            throw new FormatException(
                    encoder.identity(),
                    "gave vectors of " + before + " numbers before, which are in the cache, and now gives some of "
                            + now,
                    "run the command again, since the cache has been begun anew");
        }
    }

    private void abandon(IOException failure) {
        usable = false;
        trouble.accept(failure);
    }

    @Override
    public synchronized void close() throws IOException {
        try (encoder) {
            if (cache.isPresent()) {
                cache.get().close();
            }
        }
    }
}
