package duiqi.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a command to test in a copy of the {@link SampleProject}. Add each new command to a list here to test it with
 * every fault. {@link ServerKills} tests {@code review} and {@code serve}. {@code .ci/stores} kills {@code corpus align}.
 *
 * @param name name in the table of results
 * @param arguments arguments of duiqi; {@code @} marks a path in the project
 * @param code exit code without a fault
 */
record Command(String name, List<String> arguments, int code) {
    /** The commands that write files: name, arguments, and exit code if it is not 0 */
    static final List<Command> WRITING = of("""
            align, new memory | align TEXTS -o @tm/new.tmx
            align, existing memory | align TEXTS -o @tm/begun.tmx
            align, folder | align @texts -o @aligned
            align, two files | align --to txt-pair TEXTS -o @pair.zh
            align, JSON lines | align --to jsonl TEXTS -o @beads.jsonl
            align, table | align --to tsv TEXTS -o @beads.tsv
            tm add | tm add @tm/messy.tmx 火 fire
            tm merge | tm merge --on-conflict both @tm/messy.tmx @tm/other.tmx
            tm dedupe | tm dedupe @tm/messy.tmx
            tm dedupe, other file | tm dedupe --force @tm/messy.tmx -o @tm/deduped.tmx
            tm clean | tm clean @tm/messy.tmx
            tm sort | tm sort --by source @tm/messy.tmx
            tm split | tm split --force --size 50 @tm/messy.tmx -o @parts
            tm convert, table | tm convert --force @tm/messy.tmx -o @table.tsv
            tm convert, workbook | tm convert --force @tm/messy.tmx -o @table.xlsx
            tm convert, compressed | tm convert --force @tm/messy.tmx -o @table.tmx.gz
            tm convert, JSON lines | tm convert --force @tm/messy.tmx -o @table.jsonl
            pretranslate, new XLIFF | pretranslate --force @texts/new.zh.txt -o @new.xlf
            pretranslate, PO in place | pretranslate @messages.po
            pretranslate, XLIFF in place | pretranslate @drafts.xlf
            check, page | check @tm/messy.tmx --to html -o @findings.html | 1
            check, report | check @tm/messy.tmx --to sarif -o @findings.sarif | 1
            baseline        | baseline @tm/messy.tmx --baseline @known.jsonl
            report | report @tm/other.tmx -o @pairs.html
            glossary convert | glossary convert --force @glossary/economy.csv -o @economy.tbx
            glossary convert, workbook | glossary convert --force @glossary/economy.csv -o @economy.xlsx
            glossary extract, workbook | glossary extract --force @tm/messy.tmx -o @candidates.xlsx
            glossary extract | glossary extract --force @tm/messy.tmx -o @candidates.csv
            lexicon build | lexicon build @cedict.u8 -o @small.lexicon
            lexicon build, aligned texts | lexicon build @cedict.u8 --texts @pairs -o @texts.lexicon
            train | train @gold -o @weights
            """);

    /** Commands that write nothing, or only files that the user can delete at any time */
    private static final List<Command> READING = of("""
            align to standard output | align --to jsonl TEXTS
            segment | segment --locations @texts/long-term-funding.zh.txt
            lookup | lookup --tm @tm/other.tmx -f @texts/new.zh.txt | 1
            concordance | concordance --tm @tm/other.tmx 数学
            evaluate | evaluate @gold @gold
            check | check @tm/messy.tmx | 1
            tm stats | tm stats @tm/messy.tmx
            tm diff | tm diff @tm/messy.tmx @tm/other.tmx | 1
            tm validate | tm validate @tm/messy.tmx
            glossary list | glossary list @glossary/economy.csv
            glossary find | glossary find --glossary @glossary/economy.csv 经济
            glossary validate | glossary validate @glossary/economy.csv
            lexicon | lexicon info
            completion | completion
            help | align --help
            """);

    static final List<Command> ALL =
            Stream.concat(WRITING.stream(), READING.stream()).toList();

    private static List<Command> of(String rows) {
        String texts = "@texts/long-term-funding.zh.txt @texts/long-term-funding.en.txt";
        return rows.lines()
                .map(row -> row.replace("TEXTS", texts).split(" \\| "))
                .map(row ->
                        new Command(row[0], List.of(row[1].split(" ")), row.length > 2 ? Integer.parseInt(row[2]) : 0))
                .toList();
    }

    /** Returns the arguments with the paths after a prefix. */
    private List<String> prefixed(String prefix) {
        return arguments.stream()
                .map(argument -> argument.startsWith("@") ? prefix + argument.substring(1) : argument)
                .toList();
    }

    /** Returns the arguments for a process that starts in the project. */
    List<String> relative() {
        return prefixed("");
    }

    /** Returns the arguments with absolute paths. */
    List<String> in(Path project) {
        return prefixed(project + "/");
    }

    /** Returns the paths among the arguments, relative to the project. */
    List<String> paths() {
        return arguments.stream()
                .filter(argument -> argument.startsWith("@"))
                .map(argument -> argument.substring(1))
                .toList();
    }
}
