package duiqi.review;

import duiqi.exchange.FileCodes;
import duiqi.exchange.TmxReader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.memory.MemoryDiff;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts what others did to a memory into it as the review has it. Where only they changed a unit it is theirs; where the review
 * changed it too, theirs is put behind the last unit, so that neither is lost. What they took out goes unless the review changed it.
 * Good for one copy.
 */
final class ExternalChanges implements TmxRewrite.Plan {
    private final Map<Tu, Tu> changed = new LinkedHashMap<>();
    private final Set<Tu> removed = new HashSet<>();
    private final List<Tu> more = new ArrayList<>();
    private int theirs;
    private int both;

    /**
     * @param diff what they did
     * @param draft the memory as the review has it
     */
    ExternalChanges(MemoryDiff diff, Path draft) throws IOException {
        Set<Tu> present = new HashSet<>();
        FileCodes codes = new FileCodes();
        try (TmxReader reader = TmxReader.open(draft, damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                present.add(unit.get());
                codes.see(unit.get());
            }
        }
        Stream.concat(diff.changed().stream(), diff.annotated().stream()).forEach(change -> {
            Tu before = change.before().unit();
            Tu after = change.after().unit();
            if (present.contains(after)) {
                return;
            }
            if (present.contains(before)) {
                changed.put(before, after);
            } else {
                both++;
                more.add(codes.fit(after));
            }
        });
        diff.removed().forEach(gone -> removed.add(gone.unit()));
        for (MemoryDiff.Placed unit : diff.added()) {
            if (!present.contains(unit.unit())) {
                theirs++;
                more.add(codes.fit(unit.unit()));
            }
        }
    }

    /** Units that are as others have them. */
    int theirs() {
        return theirs;
    }

    /** Units that others and the review changed. */
    int both() {
        return both;
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) {
        Optional<Tu> other = Optional.ofNullable(changed.remove(unit));
        boolean isGone = other.isEmpty() && removed.remove(unit);
        theirs += other.isPresent() || isGone ? 1 : 0;
        return isGone ? Optional.empty() : Optional.of(other.orElse(unit));
    }

    @Override
    public void more(TmxRewrite.Sink sink) throws IOException {
        for (Tu unit : more) {
            sink.write(unit);
        }
    }
}
