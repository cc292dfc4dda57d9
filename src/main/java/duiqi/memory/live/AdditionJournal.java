package duiqi.memory.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.io.InputFile;
import duiqi.io.LockedFile;
import duiqi.memory.AddedPair;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Stores added pairs that are not yet in the file of their memory. The journal is a hidden file next to the memory.
 * Each pair is written and forced to disk before it counts as added. A line is the CRC-32C of the rest in eight
 * hexadecimal digits, a space, and the pair as JSON. The checksum reveals lines that a killed process or a failing disk
 * left incomplete. Only one process at a time can open a journal. Not thread-safe.
 */
public final class AdditionJournal implements Closeable {
    /** Suffix of the file that receives damaged lines. */
    static final String DAMAGED = ".damaged";

    private static final int DIGITS = 8;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final List<AddedPair> found = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private long end;

    private AdditionJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Returns the path of the journal of a memory. */
    public static Path of(Path memory) {
        return memory.toAbsolutePath().resolveSibling("." + memory.getFileName() + ".journal");
    }

    /**
     * Opens and reads the journal of a memory. Moves unreadable lines to a separate file. Drops an incomplete last
     * line: a process was killed while it wrote this pair, before it reported success.
     *
     * @throws FormatException if another process uses the journal, or it cannot be written
     */
    public static AdditionJournal open(Path memory) throws IOException {
        Path file = of(memory);
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            AdditionJournal journal = new AdditionJournal(file, locked(memory, file));
            try {
                journal.read();
                return journal;
            } catch (IOException | RuntimeException e) {
                journal.channel.close();
                throw e;
            }
        } catch (FormatException named) {
            throw named;
        } catch (FileSystemException e) {
            throw new FormatException(
                    file.toString(), "cannot write: " + e.getMessage(), "choose another memory with --add-to", e);
        }
    }

    private static FileChannel locked(Path memory, Path file) throws IOException {
        return LockedFile.open(file, () -> {
            throw new FormatException(
                    memory.toString(),
                    "locked by another duiqi serve",
                    "use that server, or choose another memory with --add-to");
        });
    }

    private void read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Repeat until the buffer holds the whole file.
        }
        byte[] all = bytes.array();
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                String line = new String(all, start, i - start, StandardCharsets.UTF_8);
                parse(line).ifPresentOrElse(found::add, () -> damaged.add(line));
                start = i + 1;
            }
        }
        end = start;
        channel.truncate(end);
        channel.position(end);
        if (!damaged.isEmpty()) {
            Path separate = file.resolveSibling(file.getFileName() + DAMAGED);
            InputFile.requireOwn(separate);
            Files.writeString(
                    separate,
                    String.join("\n", damaged) + "\n",
                    LinkOption.NOFOLLOW_LINKS,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        }
    }

    /** Returns the pairs that the journal contained when it was opened. */
    public List<AddedPair> found() {
        return List.copyOf(found);
    }

    /** Returns the number of unreadable lines moved to the separate file. */
    int damaged() {
        return damaged.size();
    }

    /** Appends a pair, as {@link #append(List)} does. */
    public void append(AddedPair pair) throws IOException {
        append(List.of(pair));
    }

    /**
     * Appends pairs. When this method returns, the pairs are on disk. If it throws, none of them is in the journal.
     *
     * @throws FormatException if the journal cannot be written
     */
    void append(List<AddedPair> pairs) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (AddedPair pair : pairs) {
            lines.append(line(pair));
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        long size = bytes.remaining();
        try {
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            end += size;
        } catch (IOException e) {
            if (channel.isOpen()) {
                channel.truncate(end);
            }
            throw new FormatException(file.toString(), "cannot write: " + e.getMessage(), "free disk space", e);
        }
    }

    /** Removes all pairs. Call it after they are in the memory. */
    void clear() throws IOException {
        channel.truncate(0);
        channel.force(false);
        end = 0;
    }

    private static String line(AddedPair pair) throws JsonProcessingException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("source", pair.source());
        json.put("target", pair.target());
        json.put("sourceLanguage", pair.direction().source().tag());
        json.put("targetLanguage", pair.direction().target().tag());
        pair.author().ifPresent(author -> json.put("author", author));
        pair.note().ifPresent(note -> json.put("note", note));
        json.put("created", pair.created().toString());
        String text = MAPPER.writeValueAsString(json);
        return checksum(text) + " " + text + "\n";
    }

    private static Optional<AddedPair> parse(String line) {
        if (line.length() <= DIGITS || !line.startsWith(checksum(line.substring(DIGITS + 1)))) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(line.substring(DIGITS + 1));
            // Earlier versions wrote only pairs with Chinese as the source.
            String source = json.has("zh") ? "zh" : "source";
            String target = json.has("zh") ? "en" : "target";
            Language sourceLanguage =
                    new Language(json.path(source + "Language").asText());
            Language targetLanguage =
                    new Language(json.path(target + "Language").asText());
            return Optional.of(new AddedPair(
                    json.path(source).asText(),
                    json.path(target).asText(),
                    new Direction(sourceLanguage, targetLanguage),
                    text(json, "author"),
                    text(json, "note"),
                    Instant.parse(json.path("created").asText())));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(json.get(field).asText()) : Optional.empty();
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toHexString(checksum.getValue());
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** Closes the journal and {@linkplain LockedFile#remove removes} its file if it is empty. */
    @Override
    public void close() throws IOException {
        if (end == 0) {
            LockedFile.remove(file);
        }
        channel.close();
    }
}
