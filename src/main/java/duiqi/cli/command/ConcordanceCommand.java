package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.MatchPrinter;
import duiqi.index.Concordance;
import duiqi.index.IndexedUnit;
import duiqi.index.UnitSide;
import duiqi.memory.IndexedFields;
import duiqi.memory.TranslationMemory;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "concordance", header = "Find words in the memories, with context.", description = """

                Finds the units that contain all given words, in the Chinese or the English, also inside longer \
                words. Case and width do not matter. An argument with spaces is a phrase.

                Exit code 0: found; 1: not found.
                """, footer = """

                Examples:
                  duiqi concordance 自立自强
                  duiqi concordance 自立自强 self-reliance      find both in one unit
                  duiqi concordance --in en 'basic research'
                """)
public final class ConcordanceCommand extends Subcommand {
    enum In {
        ZH,
        EN
    }

    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Option(names = "--in", paramLabel = "SIDE", description = "Search only the Chinese (zh) or the English (en) side.")
    private @Nullable In in;

    @Mixin
    private OutputOptions.Limit limit = new OutputOptions.Limit(20);

    @Mixin
    private OutputOptions.Json json = new OutputOptions.Json();

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words, parts of words, or phrases.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws IOException {
        Optional<UnitSide> side =
                Optional.ofNullable(in).map(asked -> asked == In.ZH ? UnitSide.SOURCE : UnitSide.TARGET);
        Concordance.Query query = new Concordance.Query(words, side, limit.atLeast(1));
        UnitSide source = side.orElseGet(() -> UnitSide.of(words.get(0), Optional.empty()));
        MatchPrinter printer = new MatchPrinter(console(), inColour());
        try (Memory memory = memories.open(console())) {
            TranslationMemory.Hits hits = memory.units().find(query);
            for (TranslationMemory.Hit hit : hits.hits()) {
                if (json.given) {
                    printer.print(object(hit, source));
                } else {
                    print(hit, source);
                }
            }
            if (!json.given && (memory.isComplete() || memory.units().size() > 0)) {
                summarise(hits, memory.units());
            }
            return MemoryOptions.exitCode(memory, hits.total() > 0);
        }
    }

    private void summarise(TranslationMemory.Hits hits, TranslationMemory memory) {
        if (hits.total() == 0) {
            warn(memory.size() == 0 ? MemoryOptions.NOTHING_TO_SEARCH : "not found in " + Plurals.units(memory.size()));
        } else if (hits.total() > hits.hits().size()) {
            print(hits.hits().size() + " of " + Plurals.units(hits.total()) + " shown; raise --limit to see more\n");
        }
    }

    /** Prints a unit, first the side in the language of the query. */
    private void print(TranslationMemory.Hit hit, UnitSide source) {
        IndexedUnit unit = hit.hit().unit();
        String place = Terminal.plain(hit.file().path() + ":" + unit.line());
        print(Terminal.styled(place, Terminal.Style.DIM, inColour()) + "\n");
        for (UnitSide side : List.of(source, source.other())) {
            print("  " + highlighted(unit.text(side), hit.hit().spans(side)) + "\n");
        }
    }

    /** Returns the text with the found words in colour; unchanged without colour. */
    private String highlighted(String text, List<Concordance.Span> spans) {
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (Concordance.Span span : spans) {
            out.append(Terminal.plain(text.substring(done, span.start())));
            String word = Terminal.plain(text.substring(span.start(), span.end()));
            out.append(Terminal.styled(word, Terminal.Style.HIGHLIGHT, inColour()));
            done = span.end();
        }
        return out.append(Terminal.plain(text.substring(done))).toString();
    }

    private static Map<String, Object> object(TranslationMemory.Hit hit, UnitSide source) {
        Map<String, Object> object =
                IndexedFields.of(hit.hit().unit(), source, hit.file().path().toString(), MatchPrinter.DATE);
        object.put("sourceSpans", spans(hit.hit(), source));
        object.put("targetSpans", spans(hit.hit(), source.other()));
        return object;
    }

    /** Returns the start and end of each found word, in UTF-16 units. */
    private static List<List<Integer>> spans(Concordance.Hit hit, UnitSide side) {
        return hit.spans(side).stream()
                .map(span -> List.of(span.start(), span.end()))
                .toList();
    }
}
