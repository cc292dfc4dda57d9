package duiqi.app.source;

import duiqi.align.TextPair;
import duiqi.app.MemoryFiles;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.app.TextPairSpecs;
import duiqi.check.ChangedUnits;
import duiqi.check.CheckedUnits;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the units of files at a git revision. It copies each file into a temporary folder under its own name, because
 * the readers detect the format from the name.
 */
public final class EarlierUnits {
    private final GitRevision revision;
    private final Optional<Direction> direction;
    private final TextPairReader reader;
    private final ChangedUnits changes = new ChangedUnits();

    /**
     * Creates a reader of earlier units.
     *
     * @param direction direction of the units; empty to use that of each file
     */
    public EarlierUnits(GitRevision revision, Optional<Direction> direction, TextPairReader reader) {
        this.revision = revision;
        this.direction = direction;
        this.reader = reader;
    }

    /**
     * Returns the units that have changed since the revision.
     *
     * @throws FormatException if a file is not in the repository
     */
    public ChangedUnits of(ProjectCheck.CheckInputs inputs) throws IOException {
        Path folder = Files.createTempDirectory("duiqi-");
        try {
            for (Path file : inputs.units()) {
                if (Files.exists(file)) {
                    addUnits(file, folder);
                }
            }
            for (TextPairSpecs.Spec job : inputs.texts()) {
                addTexts(job, folder);
            }
        } finally {
            Files.delete(folder);
        }
        return changes;
    }

    private void addUnits(Path file, Path folder) throws IOException {
        Optional<Path> copy = copy(file, folder);
        if (copy.isEmpty()) {
            return;
        }
        try (UnitReader in = MemoryFiles.source(copy.get()).open(damage -> {})) {
            CheckedUnits units = new CheckedUnits(file.toString(), direction);
            List<ChangedUnits.Pair> pairs = new ArrayList<>();
            for (Optional<Tu> unit = in.next(); unit.isPresent(); unit = in.next()) {
                units.of(unit.get(), in)
                        .forEach(checked -> pairs.add(new ChangedUnits.Pair(checked.chinese(), checked.english())));
            }
            changes.addUnits(file.toString(), pairs);
        } catch (FormatException unreadable) {
            // If the earlier file was not readable, all units are new.
            return;
        } finally {
            Files.delete(copy.get());
        }
    }

    private void addTexts(TextPairSpecs.Spec job, Path folder) throws IOException {
        if (!Files.exists(Path.of(job.source())) || !Files.exists(Path.of(job.target()))) {
            throw new FormatException(job.place(), "is not a file in git", "check it without --changed-since");
        }
        Optional<Path> source = copy(Path.of(job.source()), folder);
        Optional<Path> target = copy(Path.of(job.target()), folder);
        try {
            if (source.isPresent() && target.isPresent()) {
                TextPair earlier = reader.read(new TextPairSpecs.Spec(
                        job.name(), source.get().toString(), target.get().toString()));
                changes.addTexts(job.target(), earlier.chinese(), earlier.english());
            }
        } catch (FormatException unreadable) {
            // If the earlier texts were not readable, all sentences are new.
            return;
        } finally {
            for (Optional<Path> copy : List.of(source, target)) {
                if (copy.isPresent()) {
                    Files.delete(copy.get());
                }
            }
        }
    }

    private Optional<Path> copy(Path file, Path folder) throws IOException {
        Optional<byte[]> content = revision.read(file);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Files.write(folder.resolve(String.valueOf(file.getFileName())), content.get()));
    }
}
