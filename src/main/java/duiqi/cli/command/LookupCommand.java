package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.app.TextReader;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.MatchPrinter;
import duiqi.exchange.ExchangeFormat;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.TranslationMemory;
import duiqi.text.Plurals;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what is most like a sentence in the memories. */
@Command(
        name = "lookup",
        header = "Find the units of the memories that are most like a sentence.",
        customSynopsis = {
            "duiqi lookup [OPTIONS] TEXT...",
            "       duiqi lookup [OPTIONS] --file FILE",
            "       duiqi lookup [OPTIONS] - < FILE",
        },
        description = """

                Looks the text up in the memories under tm, in Chinese or English, whichever it is. Best first, and none \
                of the best is missed. Differences are coloured: green is in the match alone, red in the text alone.

                A match has 100 when it is the same letter for letter, 101 or 102 when one or both of its neighbours are \
                the same too; 99 when only case, width or white space differ. Else it is 100 times 1 - d / max(m, n), \
                rounded down: d is the least number of tokens to insert, delete or replace, m and n are the numbers of \
                tokens; a token is a Chinese character, a word or a punctuation mark. From this are taken the penalties.

                Exit code 0: something was found for each text, 1: nothing for some.
                """,
        footer = """

                Folders under tm, as OmegaT has them:
                  enforce     of equal matches its own come first
                  mt          all of it was translated by a machine
                  penalty-20  its matches lose 20

                Examples:
                  duiqi lookup 基础研究是整个科学体系的源头
                  duiqi lookup --min 50 --limit 3 'basic research'
                  duiqi lookup --file new.zh.docx --json
                  pbpaste | duiqi lookup -
                """)
public final class LookupCommand implements Callable<Integer> {
    private final Console console;
    private final BooleanSupplier inColour;

    @Spec
    private CommandSpec spec;

    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Mixin
    private MemoryOptions.Matching matching = new MemoryOptions.Matching();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "5",
            description = "Matches to show for each text. Default: ${DEFAULT-VALUE}.")
    private int limit = 5;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Look up every sentence of a document, with its neighbours.")
    private @Nullable String file;

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            description = "Language of the text. Default: found out from it.")
    private @Nullable Language language;

    @Option(names = "--json", description = "Print an object for each text.")
    private boolean json;

    @Mixin
    private Neighbours neighbours = new Neighbours();

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "Sentences, or - for standard input.")
    private List<String> texts = List.of();

    public LookupCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        List<Memory.Query> questions = questions();
        SearchOptions options = matching.with(limit);
        boolean foundAll = true;
        try (Memory memory = memories.open(console)) {
            MatchPrinter printer = new MatchPrinter(console, inColour.getAsBoolean());
            for (Memory.Query question : questions) {
                List<TranslationMemory.Found> found = memory.search(question, options);
                foundAll &= !found.isEmpty();
                if (json) {
                    printer.json(question.text(), question.side(), found);
                } else {
                    printer.text(questions.size() > 1, question.text(), question.side(), found);
                }
            }
            if (!foundAll && questions.size() == 1 && !json) {
                console.err()
                        .println(
                                memory.units().size() == 0
                                        ? MemoryOptions.NOTHING_TO_SEARCH
                                        : "duiqi: no match of " + options.minimum() + " % among "
                                                + Plurals.units(memory.units().size())
                                                + "; a lower --min finds less similar ones");
            }
            return MemoryOptions.exitCode(memory, foundAll);
        }
    }

    private List<Memory.Query> questions() throws IOException {
        boolean isInput = texts.equals(List.of(TextReader.STANDARD_INPUT));
        if ((file == null) == texts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give a text or --file; for example: duiqi lookup 基础研究");
        }
        if (language != null && !language.isChinese() && !language.isEnglish()) {
            throw new ParameterException(spec.commandLine(), "--lang is a sort of Chinese or English, not " + language);
        }
        if ((file != null || isInput) && (neighbours.before != null || neighbours.after != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--before and --after are for one text; of a document the neighbours are known");
        }
        if (file != null && !file.contains("://")) {
            requireDocument(Path.of(file));
        }
        if (file != null || isInput) {
            return Memory.Query.of(reading.reader(console)
                    .read(file == null ? TextReader.STANDARD_INPUT : file, Optional.ofNullable(language)));
        }
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), "an empty text was given; give a sentence");
        }
        Context context = new Context(Optional.ofNullable(neighbours.before), Optional.ofNullable(neighbours.after));
        return texts.stream()
                .map(text -> new Memory.Query(text, side(text), context))
                .toList();
    }

    /** Refuses files of units, which would be read as text with all their marks. */
    private static void requireDocument(Path file) throws FormatException {
        String form = ExchangeFormat.of(file).map(ExchangeFormat::name).orElse("");
        if (List.of("xliff", "po").contains(form)) {
            throw new FormatException(
                    file.toString(), "is no document", "fill it from the memories: duiqi pretranslate " + file);
        }
        if (List.of("tmx", "xlsx").contains(form)) {
            throw new FormatException(
                    file.toString(),
                    "is no document",
                    "make texts of it first: duiqi tm convert " + file + " -o NAME.zh");
        }
    }

    /** Returns the side of a text: Chinese if it has a Han character, unless the user says that it is English. */
    private UnitSide side(String text) {
        boolean isChinese =
                language == null ? text.codePoints().anyMatch(Character::isIdeographic) : language.isChinese();
        return isChinese ? UnitSide.SOURCE : UnitSide.TARGET;
    }

    /** The options that name the neighbours of a sentence. */
    private static final class Neighbours {
        @Option(names = "--before", paramLabel = "TEXT", description = "The sentence before, for matches in context.")
        private @Nullable String before;

        @Option(names = "--after", paramLabel = "TEXT", description = "The sentence after, for matches in context.")
        private @Nullable String after;
    }
}
