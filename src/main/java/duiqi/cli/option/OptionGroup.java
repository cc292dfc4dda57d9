package duiqi.cli.option;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sorts the options of a command into groups with a heading each, because picocli cannot merge groups that several mixins
 * declare.
 *
 * @param options the options in the order of their declaration
 */
public record OptionGroup(String heading, List<OptionSpec> options) {
    /** Lists the groups in the order of the help. An option that has another group in one command follows its name. */
    private static final String GROUPS = """
            Input: --source-lang --target-lang --lang --encoding --sentences --article --layout --columns --from --file
            Input: --strict --original --longest --base-url --dictionary --texts --skip-others --restart
            Alignment: --lexicon --weights --pool --allow-unrelated --max-bead --boundaries --anchors --tables
            Alignment: --no-corpus-training
            Memories and terms: --tm --glossary --known --status --domain --min-count --variants --phrases
            Search: --in --before --after --overwrite --min --penalty-aligned --penalty-machine --penalty-unrevised
            Checking: --fail-on --changed-since --fix --reason --select --ignore-rule --baseline
            Units: --near --by --reverse --size --filters --without --min-quality --min-probability --author --note
            Units: --on-conflict --unrevised --dedupe --similarity
            Training: --pieces --noise train--without
            Evaluation: --folds --by-folder --no-self-training
            Settings: --config --profile
            Server: --host --port --token-file --no-token --no-browser --master
            Server: --allow-write --stdio
            Output: --output --to --force --dry-run --json --limit --quiet --ci --paired-only --skip-untranslated --explain
            Output: --replace-others --locations --per-document --title --review --open --for --removed --all --add-to --user --tmx
            General: --help --version --color --debug
            """;

    public OptionGroup {
        options = List.copyOf(options);
    }

    /** Returns the options in groups. */
    public static List<OptionGroup> of(List<OptionSpec> options) {
        return GROUPS.lines()
                .map(line -> line.replaceFirst(":.*", ""))
                .distinct()
                .map(heading -> new OptionGroup(
                        heading,
                        options.stream()
                                .filter(option -> heading(option).equals(heading))
                                .toList()))
                .filter(group -> !group.options.isEmpty())
                .toList();
    }

    private static String heading(OptionSpec option) {
        return Stream.of(option.command().name(), "")
                .map(command -> command + option.longestName())
                .flatMap(name ->
                        GROUPS.lines().filter(line -> List.of(line.split(" ")).contains(name)))
                .findFirst()
                .orElse("")
                .replaceFirst(":.*", "");
    }
}
