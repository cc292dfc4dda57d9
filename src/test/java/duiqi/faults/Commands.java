package duiqi.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the commands to test. Add each new command here to test it with every fault. {@link ServerKills} tests
 * {@code review} and {@code serve}, {@link CorpusKills} tests {@code corpus align}.
 */
final class Commands {
    private static final String TEXTS = "@texts/long-term-funding.zh.txt @texts/long-term-funding.en.txt";

    private static final List<Command> WRITING = List.of(
            Command.of("align, new memory", "align " + TEXTS + " -o @tm/new.tmx"),
            Command.of("align, existing memory", "align " + TEXTS + " -o @tm/begun.tmx"),
            Command.of("align, folder", "align @texts -o @aligned"),
            Command.of("align, two files", "align --to txt-pair " + TEXTS + " -o @pair.zh"),
            Command.of("align, JSON lines", "align --to jsonl " + TEXTS + " -o @beads.jsonl"),
            Command.of("align, table", "align --to tsv " + TEXTS + " -o @beads.tsv"),
            Command.of("tm add", "tm add @tm/messy.tmx 火 fire"),
            Command.of("tm merge", "tm merge --on-conflict both @tm/messy.tmx @tm/other.tmx"),
            Command.of("tm dedupe", "tm dedupe @tm/messy.tmx"),
            Command.of("tm dedupe, other file", "tm dedupe --force @tm/messy.tmx -o @tm/deduped.tmx"),
            Command.of("tm clean", "tm clean @tm/messy.tmx"),
            Command.of("tm sort", "tm sort --by source @tm/messy.tmx"),
            Command.of("tm split", "tm split --force --size 50 @tm/messy.tmx -o @parts"),
            Command.of("tm convert, table", "tm convert --force @tm/messy.tmx -o @table.tsv"),
            Command.of("tm convert, workbook", "tm convert --force @tm/messy.tmx -o @table.xlsx"),
            Command.of("tm convert, compressed", "tm convert --force @tm/messy.tmx -o @table.tmx.gz"),
            Command.of("tm convert, JSON lines", "tm convert --force @tm/messy.tmx -o @table.jsonl"),
            Command.of("pretranslate, new XLIFF", "pretranslate --force @texts/new.zh.txt -o @new.xlf"),
            Command.of("pretranslate, PO in place", "pretranslate @messages.po"),
            Command.of("pretranslate, XLIFF in place", "pretranslate @drafts.xlf"),
            Command.of("check, page", "check @tm/messy.tmx --to html -o @findings.html")
                    .endingWith(1),
            Command.of("check, report", "check @tm/messy.tmx --to sarif -o @findings.sarif")
                    .endingWith(1),
            Command.of("check, baseline", "check @tm/messy.tmx --update-baseline --baseline @known.jsonl"),
            Command.of("report", "report @tm/other.tmx -o @pairs.html"),
            Command.of("glossary convert", "glossary convert --force @glossary/economy.csv -o @economy.tbx"),
            Command.of("glossary convert, workbook", "glossary convert --force @glossary/economy.csv -o @economy.xlsx"),
            Command.of("glossary extract, workbook", "glossary extract --force @tm/messy.tmx -o @candidates.xlsx"),
            Command.of("glossary extract", "glossary extract --force @tm/messy.tmx -o @candidates.csv"),
            Command.of("lexicon build", "lexicon build @cedict.u8 -o @small.lexicon"),
            Command.of("lexicon build, aligned texts", "lexicon build @cedict.u8 --texts @pairs -o @texts.lexicon"),
            Command.of("train", "train @gold -o @weights"));

    /** Commands that write nothing, or only files that the user can delete at any time. */
    private static final List<Command> READING = List.of(
            Command.of("align to standard output", "align --to jsonl " + TEXTS),
            Command.of("segment", "segment --locations @texts/long-term-funding.zh.txt"),
            Command.of("lookup", "lookup --tm @tm/other.tmx -f @texts/new.zh.txt")
                    .endingWith(1),
            Command.of("concordance", "concordance --tm @tm/other.tmx 数学"),
            Command.of("evaluate", "evaluate @gold @gold"),
            Command.of("check", "check @tm/messy.tmx").endingWith(1),
            Command.of("tm stats", "tm stats @tm/messy.tmx"),
            Command.of("tm diff", "tm diff @tm/messy.tmx @tm/other.tmx").endingWith(1),
            Command.of("tm validate", "tm validate @tm/messy.tmx"),
            Command.of("glossary list", "glossary list @glossary/economy.csv"),
            Command.of("glossary find", "glossary find --glossary @glossary/economy.csv 经济"),
            Command.of("glossary validate", "glossary validate @glossary/economy.csv"),
            Command.of("lexicon", "lexicon info"),
            Command.of("completion", "completion"),
            Command.of("help", "align --help"));

    private Commands() {}

    /** Returns the commands that write files. */
    static List<Command> writing() {
        return WRITING;
    }

    static List<Command> all() {
        return Stream.concat(WRITING.stream(), READING.stream()).toList();
    }
}
