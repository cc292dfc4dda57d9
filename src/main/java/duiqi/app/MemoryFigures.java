package duiqi.app;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.memory.MemoryStatistics;
import duiqi.report.Chart;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a report says of memories: languages, dates, authors, documents. Not thread-safe. */
final class MemoryFigures {
    private final MemoryStatistics statistics = new MemoryStatistics();
    private final Map<String, Integer> authors = new TreeMap<>();
    private final Map<String, Integer> documents = new TreeMap<>();

    void add(Tu unit, TmxHeader header) {
        statistics.add(unit, header);
        unit.author().ifPresent(author -> authors.merge(author, 1, Integer::sum));
        unit.property(UnitProperties.SOURCE_FILE).ifPresent(document -> documents.merge(document, 1, Integer::sum));
    }

    /** One for each of these that there is something to say of. */
    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        if (statistics.units() == 0) {
            return charts;
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("all", statistics.units());
        kinds.put("with both", statistics.pairs());
        kinds.put("duplicates", statistics.duplicates());
        kinds.put("alternatives", statistics.alternatives());
        kinds.put("aligned", statistics.aligned());
        kinds.put("machine", statistics.machine());
        kinds.put("unrevised", statistics.unrevised());
        charts.add(Chart.of("Units of the memories by kind", "kind", "units", kinds));
        Map<String, Integer> languages = new TreeMap<>();
        statistics.codes().forEach((code, counts) -> languages.put(code.isEmpty() ? "(none)" : code, counts.sides()));
        charts.add(Chart.of("Sides by language", "language", "sides", languages));
        Map<String, Integer> years = new LinkedHashMap<>();
        new TreeMap<>(statistics.years())
                .descendingMap()
                .forEach((year, count) -> years.put(Integer.toString(year), count));
        charts.add(Chart.of("Units by year of last change", "year", "units", years));
        charts.add(Chart.of("Units by author", "author", "units", commonFirst(authors)));
        charts.add(Chart.of("Units by document", "document", "units", commonFirst(documents)));
        return charts;
    }

    private static Map<String, Integer> commonFirst(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
