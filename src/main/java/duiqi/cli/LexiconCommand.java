package duiqi.cli;

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
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the dictionary tables. */
@Command(
        name = "lexicon",
        header = "Build or describe the dictionary that alignment rests on.",
        description = """

                duiqi comes with a lexicon made from CC-CEDICT. When the dictionary has grown, build a newer one and \
                give it to align with --lexicon.
                """,
        footer = """

                Examples:
                  duiqi lexicon info
                  duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                """)
final class LexiconCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    LexiconCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "give build or info; for example: duiqi lexicon info");
    }

    @Command(name = "build", header = "Make a lexicon from CC-CEDICT.", description = """

                    Reads CC-CEDICT as MDBG publishes it, text or gzip, and writes a compact table of it. CC-CEDICT \
                    stands under CC BY-SA 4.0, and so does the table.
                    """, footer = """

                    CC-CEDICT:
                      https://www.mdbg.net/chinese/dictionary?page=cc-cedict

                    Examples:
                      duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                      duiqi align --lexicon cedict.lexicon a.zh.txt a.en.txt
                    """)
    int build(
            @Parameters(paramLabel = "CEDICT_FILE", description = "The dictionary: u8 text, or gzip of it.")
                    Path dictionary,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            defaultValue = "cedict.lexicon",
                            description = "Where to write the lexicon. Default: ${DEFAULT-VALUE}.")
                    Path output)
            throws IOException {
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
        UninterruptibleWrite.run(() -> String.valueOf(AtomicFile.write(output, lexicon::write)));
        console.out().print(output + ": ");
        describe(lexicon);
        return ExitCode.DONE;
    }

    @Command(name = "info", header = "Say what a lexicon holds.", footer = """

                    Examples:
                      duiqi lexicon info
                    """)
    int info(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "A lexicon. Default: the one of duiqi.")
                    @Nullable
                    Path file)
            throws IOException {
        describe(load(file));
        return ExitCode.DONE;
    }

    private void describe(Lexicon lexicon) {
        console.out()
                .print(lexicon.wordCount() + " words, " + lexicon.characterCount() + " characters, "
                        + lexicon.stemCount() + " English stems; from " + lexicon.origin() + "\n");
    }

    /** The lexicon of a file, or the one that comes with the program. */
    static Lexicon load(@Nullable Path file) throws IOException {
        if (file == null) {
            return Lexicon.standard();
        }
        try (InputStream in = bytes(file)) {
            return Lexicon.read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new FormatException(
                    file.toString(), "there is no such lexicon", "build one with: duiqi lexicon build CEDICT_FILE", e);
        }
    }

    /** Text of a file, which is unpacked when it begins as gzip does (RFC 1952, section 2.3.1). */
    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(bytes(file));
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream text = zipped ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
    }

    /** A folder can be opened like a file, and fails without its name only when it is read. */
    private static InputStream bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder", "give the file in it");
        }
        return Files.newInputStream(file);
    }
}
