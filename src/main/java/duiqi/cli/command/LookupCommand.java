package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.app.TextReader;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.MatchPrinter;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.TranslationMemory;
import duiqi.text.Plurals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lookup",
        header = "Find fuzzy matches of a sentence.",
        customSynopsis = {
            "duiqi lookup [OPTIONS] TEXT...",
            "       duiqi lookup [OPTIONS] --file FILE",
            "       duiqi lookup [OPTIONS] - < FILE"
        },
        description = """

                Searches the memories in tm for a Chinese or English text. Prints the best matches first, and never \
                misses a better one. In colour, green marks what only the match contains, red what only the text \
                contains.

                An exact match scores 100, and 101 or 102 if one or both neighbours match too. A match that differs \
                only in case, width or white space scores 99. Any other match scores 100 times 1 - d / max(m, n), \
                rounded down: d is the least number of tokens to insert, delete or replace, m and n are the numbers \
                of tokens. A token is a Chinese character, a word or a punctuation mark. duiqi then subtracts the \
                penalties.

                Exit code 0: every text has a match; 1: at least one has none.
                """,
        footer = """

                Folders in tm, as in OmegaT:
                  enforce     list matches from here first among equal scores
                  mt          treat all units as machine translations
                  penalty-20  subtract 20 from the score of matches

                Examples:
                  duiqi lookup 基础研究是整个科学体系的源头
                  duiqi lookup --min 50 --limit 3 'basic research'
                  duiqi lookup --file new.zh.docx --json
                  pbpaste | duiqi lookup -
                """)
public final class LookupCommand extends Subcommand {
    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Mixin
    private MemoryOptions.Matching matching = new MemoryOptions.Matching();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private OutputOptions.Limit limit = new OutputOptions.Limit(5);

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Look up every sentence of this document.")
    private @Nullable String file;

    @Mixin
    private LanguageOptions.TextLanguage language = new LanguageOptions.TextLanguage();

    @Mixin
    private OutputOptions.Json json = new OutputOptions.Json();

    @Option(names = "--before", paramLabel = "TEXT", description = "Set the previous sentence, for context matches.")
    private @Nullable String before;

    @Option(names = "--after", paramLabel = "TEXT", description = "Set the next sentence, for context matches.")
    private @Nullable String after;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "Sentences, or - for standard input.")
    private List<String> texts = List.of();

    @Override
    public Integer call() throws IOException {
        List<Memory.Query> questions = questions();
        SearchOptions options = matching.with(limit.atLeast(1));
        boolean foundAll = true;
        try (Memory memory = memories.open(console())) {
            MatchPrinter printer = new MatchPrinter(console(), inColour());
            for (Memory.Query question : questions) {
                List<TranslationMemory.Found> found = memory.search(question, options);
                foundAll &= !found.isEmpty();
                if (json.given) {
                    printer.json(question.text(), question.side(), found);
                } else {
                    printer.text(questions.size() > 1, question.text(), question.side(), found);
                }
            }
            boolean hasUnits = memory.isComplete() || memory.units().size() > 0;
            if (!foundAll && questions.size() == 1 && !json.given && hasUnits) {
                warn(
                        memory.units().size() == 0
                                ? MemoryOptions.NOTHING_TO_SEARCH
                                : "no match with a score of " + options.minimum() + " or more in "
                                        + Plurals.units(memory.units().size())
                                        + "; lower --min to find less similar units");
            }
            return MemoryOptions.exitCode(memory, foundAll);
        }
    }

    private List<Memory.Query> questions() throws IOException {
        boolean isInput = texts.equals(List.of(TextReader.STANDARD_INPUT));
        if ((file == null) == texts.isEmpty()) {
            throw misuse("give either a text or --file, for example: duiqi lookup 基础研究");
        }
        if ((file != null || isInput) && (before != null || after != null)) {
            throw misuse(
                    "--before, --after: not allowed with a document, which has neighbours of its own; remove them");
        }
        if (file != null || isInput) {
            return Memory.Query.of(
                    reading.reader(console()).read(file == null ? TextReader.STANDARD_INPUT : file, language.get()));
        }
        if (texts.stream().anyMatch(String::isBlank)) {
            throw misuse("the text is empty; give a sentence");
        }
        Context context = new Context(Optional.ofNullable(before), Optional.ofNullable(after));
        return texts.stream()
                .map(text -> new Memory.Query(text, UnitSide.of(text, language.get()), context))
                .toList();
    }
}
