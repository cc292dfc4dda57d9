package duiqi.app;

import duiqi.io.AtomicFile;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.LexiconBuilder;
import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Builds and reads the files of lexicons. */
public final class LexiconFile {
    private LexiconFile() {}

    /**
     * Makes a lexicon from CC-CEDICT and writes it.
     *
     * @param dictionary the dictionary as text in UTF-8, or gzip of it
     * @throws FormatException if the dictionary cannot be read
     */
    public static Lexicon build(Path dictionary, Path output) throws IOException {
        Lexicon lexicon;
        try (BufferedReader text = open(dictionary)) {
            lexicon = new LexiconBuilder().read(dictionary.toString(), text).build();
        } catch (CharacterCodingException e) {
            throw new FormatException(
                    dictionary.toString(), "is not in UTF-8", "give the file as MDBG publishes it", e);
        } catch (NoSuchFileException e) {
            throw new FormatException(dictionary.toString(), "there is no such file", "check the name", e);
        } catch (ZipException | EOFException e) {
            throw new FormatException(dictionary.toString(), "is a damaged gzip file", "download it again", e);
        }
        UninterruptibleWrite.run(() -> AtomicFile.write(output, lexicon::write));
        return lexicon;
    }

    /** Returns the lexicon of a file, or the one that comes with duiqi. */
    public static Lexicon load(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return Lexicon.standard();
        }
        String name = file.get().toString();
        try (InputStream in = bytes(file.get())) {
            return Lexicon.read(name, in);
        } catch (NoSuchFileException e) {
            throw new FormatException(
                    name, "there is no such lexicon", "build one with: duiqi lexicon build CEDICT_FILE", e);
        }
    }

    /** Opens the text of a file, which is unpacked when it begins as gzip does (RFC 1952, section 2.3.1). */
    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(bytes(file));
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream text = zipped ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Opens a file. A folder can be opened as well, and fails without its name only when it is read. */
    private static InputStream bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder", "give the file in it");
        }
        return Files.newInputStream(file);
    }
}
