package duiqi.app;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.CorpusTraining;
import duiqi.align.ParallelText;
import duiqi.io.AtomicFile;
import duiqi.io.InputFile;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.LexiconBuilder;
import duiqi.lexicon.TextCounts;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

public final class LexiconFile {
    /** Name of the built-in lexicon without share-alike sources. */
    public static final String PERMISSIVE = "permissive";

    /** Number of pairs that are counted as one text. */
    private static final int TEXT_SIZE = 2000;

    private LexiconFile() {}

    /**
     * Builds a lexicon and writes it. The same files give the same bytes.
     *
     * @param cedict CC-CEDICT as UTF-8 text, plain or compressed with gzip; empty for none
     * @param dictionaries further dictionaries: tables of a Chinese word, a tab and a translation, plain or compressed
     * @param texts folder of aligned texts: {@code .tsv} or {@code .tsv.gz} files of a Chinese sentence, a tab and its
     *     translation; empty for none
     * @throws FormatException if a file cannot be read
     */
    public static Lexicon build(Optional<Path> cedict, List<Path> dictionaries, Optional<Path> texts, Path output)
            throws IOException {
        LexiconBuilder builder = new LexiconBuilder();
        if (cedict.isPresent()) {
            builder.read(cedict.get().toString(), lines(cedict.get()));
        }
        for (Path dictionary : dictionaries) {
            builder.readFurther(dictionary.toString(), lines(dictionary));
        }
        Lexicon known = builder.build();
        Lexicon lexicon = texts.isEmpty() ? known : known.with(counts(texts.get(), known));
        Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(output, lexicon::write));
        return lexicon;
    }

    /** Returns the lines of a text file without its byte order mark. Decompresses the file if it is gzip. */
    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader text = open(file)) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                lines.add(lines.isEmpty() && line.startsWith("\uFEFF") ? line.substring(1) : line);
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not UTF-8", "convert it to UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new FormatException(file.toString(), "there is no such file", "check its name and folder", e);
        } catch (ZipException | EOFException e) {
            throw new FormatException(file.toString(), "is a damaged gzip file", "download it again", e);
        }
    }

    private static TextCounts counts(Path folder, Lexicon dictionaries) throws IOException {
        List<ParallelText> texts = new ArrayList<>();
        for (Path file : tables(folder)) {
            texts.addAll(texts(file.toString(), lines(file)));
        }
        if (texts.isEmpty()) {
            throw new FormatException(
                    folder.toString(), "has no .tsv or .tsv.gz file with text", "use a folder with aligned texts");
        }
        return CorpusTraining.learn(dictionaries, texts).textCounts(dictionaries);
    }

    /** Returns the tables in a folder, in the order of their names. */
    private static List<Path> tables(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            String problem = Files.exists(folder) ? "is a file, not a folder" : "there is no such folder";
            throw new FormatException(folder.toString(), problem, "use a folder with .tsv or .tsv.gz files");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches("(?s).*\\.tsv(\\.gz)?"))
                    .filter(file -> !file.toString().contains(".lex."))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    /** Returns the pairs of a table as texts of {@link #TEXT_SIZE} pairs. */
    private static List<ParallelText> texts(String name, List<String> lines) throws FormatException {
        List<Segment> chinese = new ArrayList<>();
        List<Segment> english = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            Location place = new Location(name, k + 1, 1);
            String[] columns = lines.get(k).isBlank() ? new String[0] : LexiconBuilder.columns(lines.get(k), place);
            if (columns.length > 1 && !columns[0].isBlank() && !columns[1].isBlank()) {
                chinese.add(new Segment(columns[0], place, k, Paragraph.Kind.TEXT));
                english.add(new Segment(columns[1], place, k, Paragraph.Kind.TEXT));
            }
        }
        List<ParallelText> texts = new ArrayList<>();
        for (int from = 0; from < chinese.size(); from += TEXT_SIZE) {
            int end = Math.min(from + TEXT_SIZE, chinese.size());
            List<Bead> beads = IntStream.range(0, end - from)
                    .mapToObj(k -> new Bead(List.of(k), List.of(k), 1))
                    .toList();
            texts.add(new ParallelText(
                    new Text(name, Language.CHINESE, chinese.subList(from, end)),
                    new Text(name, Language.ENGLISH, english.subList(from, end)),
                    new Alignment(end - from, end - from, beads)));
        }
        return texts;
    }

    /**
     * Returns the lexicon of a file, or a lexicon of duiqi.
     *
     * @param file the file of a lexicon, or {@link #PERMISSIVE}; empty for the standard lexicon
     * @throws FormatException if the file cannot be read
     */
    public static Lexicon load(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return Lexicon.standard();
        }
        if (file.get().equals(Path.of(PERMISSIVE))) {
            return Lexicon.permissive();
        }
        String name = file.get().toString();
        try (InputStream in = InputFile.open(file.get())) {
            return Lexicon.read(name, in);
        } catch (NoSuchFileException e) {
            throw new FormatException(
                    name, "there is no such lexicon", "build one with: duiqi lexicon build CEDICT_FILE", e);
        }
    }

    /** Opens a text file. Decompresses it if it begins with the magic number of gzip (RFC 1952, section 2.3.1). */
    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(InputFile.open(file));
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream text = zipped ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
    }
}
