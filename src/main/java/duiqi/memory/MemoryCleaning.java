package duiqi.memory;

import duiqi.exchange.Pairs;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes units out of a memory by named filters, and counts what each took. Good for one pass. Not thread-safe. */
public final class MemoryCleaning implements TmxRewrite.Plan {
    private final List<Filter> filters;
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
        void show(Tu unit, Location location, Filter filter, String reason) throws IOException;
    }

    /**
     * Prepares.
     *
     * @param filters in the order in which they are asked
     */
    public MemoryCleaning(List<Filter> filters, Taken taken) {
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
        Filter.Texts texts = Filter.Texts.of(unit);
        for (Filter filter : filters) {
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

    /** Finds one kind of unit that spoils a memory. */
    public interface Filter {
        /** What users call it, in lower case with hyphens. */
        String name();

        /** What it takes out, as a clause. */
        String description();

        /** Why a unit should be taken out, as a clause; empty when it should not. */
        Optional<String> fault(Texts unit);

        /**
         * A unit as the cleaning filters see it. Immutable.
         *
         * @param unit the unit
         * @param chinese its Chinese sides, by their codes
         * @param english its English sides, by their codes
         */
        public record Texts(Tu unit, List<Tuv> chinese, List<Tuv> english) {
            public Texts {
                chinese = List.copyOf(chinese);
                english = List.copyOf(english);
            }

            /** The Chinese and English sides of a unit, by their codes or, where these name no language, their letters. */
            public static Texts of(Tu unit) {
                return new Texts(
                        unit,
                        unit.variants().stream()
                                .filter(side -> Pairs.language(side)
                                        .filter(Language::isChinese)
                                        .isPresent())
                                .toList(),
                        unit.variants().stream()
                                .filter(side -> Pairs.language(side)
                                        .filter(Language::isEnglish)
                                        .isPresent())
                                .toList());
            }

            /** Whether there is text in Chinese and in English. */
            boolean isPair() {
                return chinese.stream().anyMatch(side -> !side.text().isBlank())
                        && english.stream().anyMatch(side -> !side.text().isBlank());
            }

            /** The text of the first Chinese side; empty when there is none. */
            String chineseText() {
                return chinese.isEmpty() ? "" : chinese.get(0).text();
            }

            /** The text of the first English side; empty when there is none. */
            String englishText() {
                return english.isEmpty() ? "" : english.get(0).text();
            }
        }
    }
}
