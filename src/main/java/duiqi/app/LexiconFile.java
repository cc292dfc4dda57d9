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

/** Builds and reads lexicon files. */
public final class LexiconFile {
    private LexiconFile() {}

    /**
     * Builds a lexicon from CC-CEDICT and writes it.
     *
     * @param dictionary the dictionary as UTF-8 text, plain or compressed with gzip
     * @param output the file of the lexicon
     * @throws FormatException if the dictionary cannot be read
     */
    public static Lexicon build(Path dictionary, Path output) throws IOException {
        Lexicon lexicon;
        try (BufferedReader text = open(dictionary)) {
            lexicon = new LexiconBuilder().read(dictionary.toString(), text).build();
        } catch (CharacterCodingException e) {
            throw new FormatException(dictionary.toString(), "is not UTF-8", "use the file as published by MDBG", e);
        } catch (NoSuchFileException e) {
            throw new FormatException(dictionary.toString(), "there is no such file", "check its name and folder", e);
        } catch (ZipException | EOFException e) {
            throw new FormatException(dictionary.toString(), "is a damaged gzip file", "download it again", e);
        }
        Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(output, lexicon::write));
        return lexicon;
    }

    /**
     * Returns the lexicon of a file, or the lexicon of duiqi.
     *
     * @param file the file of a lexicon; empty for the lexicon of duiqi
     * @throws FormatException if the file cannot be read
     */
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

    /** Opens a text file. Decompresses it if it begins with the magic number of gzip (RFC 1952, section 2.3.1). */
    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(bytes(file));
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream text = zipped ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
    }

    /**
     * Opens a file. Rejects a folder immediately, because Java fails only while reading it, without the
     * name.
     */
    private static InputStream bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "use a file in it");
        }
        return Files.newInputStream(file);
    }
}
