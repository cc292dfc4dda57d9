package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.app.MemoryFiles;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.Tu;
import duiqi.memory.AddedPair;
import duiqi.memory.MemoryMerge;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", header = "Add a unit to a memory.", description = """

                Adds a text and its translation: Chinese and English in either direction, or two other languages, \
                given with --source-lang and --target-lang. duiqi creates the memory if it does not exist, and does \
                not add a unit that the memory already has. For many units, use duiqi tm merge.
                """, footer = """

                Examples:
                  duiqi tm add tm/main.tmx 自立自强 'self-reliance and strength'
                  duiqi tm add tm/main.tmx water 水
                  duiqi tm add --author lin --note 'from the glossary' tm/main.tmx 水 water
                """)
final class TmAddCommand extends MemoryChangeCommand {
    @Option(names = "--author", paramLabel = "NAME", description = "Set the author of the unit.")
    private @Nullable String author;

    @Option(names = "--note", paramLabel = "TEXT", description = "Add a note to the unit.")
    private @Nullable String note;

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Parameters(index = "1", paramLabel = "TEXT", description = "Text.")
    private String first = "";

    @Parameters(index = "2", paramLabel = "TRANSLATION", description = "Translation of the text.")
    private String second = "";

    @Override
    public Integer call() throws IOException {
        Direction direction = direction();
        Tu unit = AddedPair.unit(
                first,
                second,
                direction,
                Optional.ofNullable(author),
                Optional.ofNullable(note),
                console().clock().instant());
        if (dryRun.given && !hasOutput() && !Files.exists(MemoryFiles.newTmx(memory))) {
            print("dry run: " + memory + ": new, 1 unit added\n");
            return ExitCode.DONE;
        }
        return apply(
                edit -> edit.add(unit, direction), done -> done.count() == 0 ? "unit already exists" : "1 unit added");
    }

    /**
     * Returns the languages of the two texts. Two given languages can be any two. Otherwise the texts must be Chinese
     * and English.
     */
    private Direction direction() throws FormatException {
        if (first.isBlank() || second.isBlank()) {
            throw new FormatException("\"\"", "the text is empty", "give a text and its translation");
        }
        Optional<Language> source = languages.source;
        Optional<Language> target = languages.target;
        if (source.isPresent() && target.isPresent() && !source.equals(target)) {
            return new Direction(source.get(), target.get());
        }
        Direction found = requireSides() ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH;
        return languages.direction().orElse(found);
    }

    /** Rejects texts that are not a Chinese and an English one, and returns whether the English text is first. */
    private boolean requireSides() throws FormatException {
        boolean areChinese = isChinese(first) && isChinese(second);
        if (areChinese || (!hasHan(first) && !hasHan(second) && !first.equals(second))) {
            throw new FormatException(
                    "\"" + first + "\" and \"" + second + "\"",
                    areChinese ? "both are Chinese" : "neither is Chinese",
                    "give a Chinese and an English text");
        }
        return !hasHan(first) && hasHan(second);
    }

    private static boolean isChinese(String text) {
        return hasHan(text) && text.codePoints().filter(Character::isLetter).allMatch(Character::isIdeographic);
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    @Command(name = "merge", header = "Merge other memories into a memory.", description = """

                Keeps the units of the first memory unchanged and appends the new units of the others. duiqi creates \
                the first memory if it does not exist. If it already has a unit, that unit gets the properties, \
                notes and newer dates that it lacks.

                Two translations of the same source in the same context are a conflict; so are two units with the \
                same tuid and one text in common. --on-conflict selects the unit to keep.

                The other files can have any format that duiqi tm convert reads. duiqi skips unrevised units, such \
                as those that duiqi pretranslate filled in, and untranslated units of formats other than TMX.

                With --dry-run, duiqi lists at most --limit changes of each kind.
                """, footer = """

                Conflicts (--on-conflict):
                  newest    keep the unit changed last; the first if the dates are equal
                  keep      keep the unit of the first memory
                  override  keep the unit of the last memory
                  both      keep both units

                Examples:
                  duiqi tm merge --dry-run tm/main.tmx old/2019.tmx old/2020.tmx
                  duiqi tm merge tm/main.tmx delivered.xlf
                  duiqi tm merge a.tmx b.tmx.gz -o all.tmx
                """)
    static final class TmMergeCommand extends MemoryChangeCommand {
        @Option(
                names = "--on-conflict",
                paramLabel = "POLICY",
                defaultValue = "newest",
                description = "Resolve conflicts by this policy. Default: ${DEFAULT-VALUE}.")
        private MemoryMerge.Policy policy = MemoryMerge.Policy.NEWEST;

        @Option(names = "--unrevised", description = "Include unrevised units.")
        private boolean unrevised;

        @Mixin
        private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "OTHER", description = "Memories to add.")
        private List<Path> others = List.of();

        @Override
        public Integer call() throws IOException {
            return apply(
                    edit -> edit.merge(others, policy, unrevised, columns.choice),
                    done -> (done.isNew() ? "new memory, " : "") + done.merge().added() + " added, "
                            + done.merge().merged() + " already present, "
                            + done.merge().replaced() + " replaced, "
                            + done.merge().dropped()
                            + " skipped in conflicts" + leftOut(done));
        }

        private static String leftOut(MemoryEdit.Merged done) {
            return (done.untranslated() == 0 ? "" : ", " + done.untranslated() + " skipped as untranslated")
                    + (done.unrevised() == 0
                            ? ""
                            : ", " + done.unrevised() + " skipped as unrevised; include them with --unrevised");
        }
    }
}
