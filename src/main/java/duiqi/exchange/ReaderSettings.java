package duiqi.exchange;

import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Holds the settings of a reader. Immutable except for the omissions.
 *
 * @param source language of the source if the file does not declare it
 * @param target language of the target if the file does not declare it
 * @param listener receives each problem and may reject the file
 * @param omissions counts data of the file that a {@link Tu} cannot hold
 * @param original file of the source texts, for formats that have one file for each language; empty to find it by name
 * @param columns columns of a table that the user gives
 */
public record ReaderSettings(
        Language source,
        Language target,
        ReadProblem.Listener listener,
        Omissions omissions,
        Optional<Path> original,
        Table.Choice columns) {
    /** Creates settings that find the file of the source texts by name, and the columns of tables. */
    public ReaderSettings(Language source, Language target, ReadProblem.Listener listener, Omissions omissions) {
        this(source, target, listener, omissions, Optional.empty(), Table.Choice.NONE);
    }

    /** Creates settings for a caller that does not need the omissions. */
    public ReaderSettings(Language source, Language target, ReadProblem.Listener listener) {
        this(source, target, listener, new Omissions());
    }

    /** Returns a copy with another listener. */
    public ReaderSettings with(ReadProblem.Listener other) {
        return new ReaderSettings(source, target, other, omissions, original, columns);
    }

    /** Returns a copy with another file of the source texts. */
    public ReaderSettings withOriginal(Optional<Path> file) {
        return new ReaderSettings(source, target, listener, omissions, file, columns);
    }

    /** Returns a copy with columns of tables that the user gives. */
    public ReaderSettings with(Table.Choice given) {
        return new ReaderSettings(source, target, listener, omissions, original, given);
    }

    /** Returns the direction if the file does not declare one. */
    public Direction direction() {
        return new Direction(source, target);
    }

    /**
     * Returns the direction of a file. Languages that the file does not declare follow from its texts, else from these
     * settings.
     *
     * @param source source language that the file declares
     * @param target target language that the file declares
     * @param sources first source texts of the file
     * @param targets first target texts of the file
     */
    public Direction direction(
            Optional<Language> source, Optional<Language> target, List<String> sources, List<String> targets) {
        Direction likely = Direction.of(
                direction(), source.isPresent() ? List.of() : sources, target.isPresent() ? List.of() : targets);
        return new Direction(
                source.orElseGet(() -> isDeclared(likely.source(), target) ? likely.target() : likely.source()),
                target.orElseGet(() -> isDeclared(likely.target(), source) ? likely.source() : likely.target()));
    }

    private static boolean isDeclared(Language language, Optional<Language> declared) {
        return declared.filter(language::isSameAs).isPresent();
    }
}
