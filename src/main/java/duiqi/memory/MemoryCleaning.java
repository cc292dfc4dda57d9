package duiqi.memory;

import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.text.Location;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes units out of a memory by named filters, and counts what each took. Good for one pass. Not thread-safe. */
public final class MemoryCleaning implements TmxRewrite.Plan {
    private final List<CleaningFilter> filters;
    private final Taken taken;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int kept;

    /** Is shown each unit that is taken out. */
    @FunctionalInterface
    public interface Taken {
        /**
         * Takes note.
         *
         * @param filter the first filter that finds something
         * @param reason what it finds, as a clause
         */
        void show(Tu unit, Location location, CleaningFilter filter, String reason) throws IOException;
    }

    /**
     * Prepares.
     *
     * @param filters in the order in which they are asked
     */
    public MemoryCleaning(List<CleaningFilter> filters, Taken taken) {
        this.filters = List.copyOf(filters);
        this.taken = taken;
        filters.forEach(filter -> counts.put(filter.name(), 0));
    }

    /** How many units each filter took. */
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** How many units stay. */
    public int kept() {
        return kept;
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) throws IOException {
        UnitTexts texts = UnitTexts.of(unit);
        for (CleaningFilter filter : filters) {
            Optional<String> reason = filter.fault(texts);
            if (reason.isPresent()) {
                counts.merge(filter.name(), 1, Integer::sum);
                taken.show(unit, location, filter, reason.get());
                return Optional.empty();
            }
        }
        kept++;
        return Optional.of(unit);
    }
}
