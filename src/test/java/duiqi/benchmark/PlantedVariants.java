package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.TermVariants;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Measures whether {@code duiqi glossary extract --variants} lists a translation that differs from the others. It replaces
 * a recurrent word of the target by a synonym in one to three units, and counts the words whose row is among the first ones
 * with the place of a synonym. A word counts as a term if one word of the source occurs in the same units.
 */
final class PlantedVariants {
    private static final int ROWS = 50;

    /** Number of words that are replaced in a text at the same time. */
    private static final int AT_ONCE = 5;

    private static final int MIN_UNITS = 5;

    /** Minimum Dice coefficient of a word and its source. */
    private static final double MIN_DICE = 0.6;

    private final Bench bench;
    private final Direction direction;
    private final Set<String> printed;
    private final Map<String, String> synonyms;

    /** Holds a word with its source, and the units to change. */
    private record Plant(String source, String word, String synonym, List<Integer> units) {
        Optional<CheckedUnit> in(CheckedUnit unit) {
            String changed = pattern(word).matcher(unit.target().text()).replaceFirst(synonym);
            return Optional.of(CheckedUnit.of(
                    unit.id(), unit.direction(), unit.source(), CheckedUnit.Passage.of(changed, unit.location(0))));
        }

        boolean isIn(TermVariants.Row row, List<CheckedUnit> all) {
            return row.odd().stream()
                    .filter(odd -> overlaps(odd.text(), synonym) || overlaps(row.term(), source))
                    .flatMap(odd -> odd.first().stream())
                    .anyMatch(first ->
                            units.stream().anyMatch(unit -> all.get(unit).id().equals(first.id())));
        }

        private static boolean overlaps(String one, String other) {
            String first = one.toLowerCase(Locale.ROOT);
            return !one.isEmpty() && (first.contains(other) || other.contains(first));
        }
    }

    private PlantedVariants(Bench bench, Direction direction, Map<String, String> synonyms, List<String> printed) {
        this.bench = bench;
        this.direction = direction;
        this.synonyms = synonyms;
        this.printed = new HashSet<>(printed);
    }

    /**
     * Prints the words found in each text.
     *
     * @param arguments {@code zh-en} or {@code en-zh}; folders of annotated texts, tables and memories; {@code missed} to print
     *     the words that are not found; {@code rows} to print the rows of the unchanged text; {@code synonyms=FOLDER} for other
     *     synonyms, in {@code english.tsv} and {@code chinese.tsv}
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(PlantedVariants.class, arguments);
        Direction direction = CheckedTexts.direction(bench, Direction.INTO_ENGLISH);
        PlantedVariants measured = new PlantedVariants(
                bench, direction, CheckedTexts.synonyms(bench, direction), bench.takeAll("missed|rows"));
        bench.say("%-30s %8s %8s %8s %8s", "text", "units", "planted", "listed", "first 50");
        for (Path text : bench.paths()) {
            measured.measure(text);
        }
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(
                word.matches("[a-z ]+") ? "(?<![A-Za-z-])" + word + "(?![A-Za-z-])" : Pattern.quote(word));
    }

    private void measure(Path text) throws IOException {
        List<CheckedUnit> units = CheckedTexts.units(text, direction);
        if (printed.contains("rows")) {
            rows(units).stream().limit(ROWS).forEach(row -> bench.say("%s", row));
        }
        List<Set<String>> grams =
                units.stream().map(unit -> grams(unit.source().text())).toList();
        List<Plant> plants = new ArrayList<>();
        synonyms.forEach((word, synonym) ->
                plant(word, synonym, plants.size() % 3 + 1, units, grams).ifPresent(plants::add));
        int listed = 0;
        int first = 0;
        for (int from = 0; from < plants.size(); from += AT_ONCE) {
            List<Plant> some = plants.subList(from, Math.min(from + AT_ONCE, plants.size()));
            List<CheckedUnit> changed = new ArrayList<>(units);
            for (Plant plant : some) {
                plant.units.forEach(unit -> plant.in(changed.get(unit)).ifPresent(one -> changed.set(unit, one)));
            }
            List<TermVariants.Row> rows = rows(changed);
            for (Plant plant : some) {
                int rank = IntStream.range(0, rows.size())
                        .filter(row -> plant.isIn(rows.get(row), units))
                        .findFirst()
                        .orElse(Integer.MAX_VALUE);
                listed += rank < Integer.MAX_VALUE ? 1 : 0;
                first += rank < ROWS ? 1 : 0;
                if (printed.contains("missed") && rank >= ROWS) {
                    bench.say("%s %s %s -> %s %s", rank, plant.source, plant.word, plant.synonym, plant.units);
                }
            }
        }
        bench.say("%-30s %8d %8d %8d %8d", text.getFileName(), units.size(), plants.size(), listed, first);
    }

    private static List<TermVariants.Row> rows(List<CheckedUnit> units) {
        TermVariants variants = new TermVariants(new Glossary(List.of()), Lexicon.standard());
        units.forEach(variants::add);
        return variants.rows(3);
    }

    private Optional<Plant> plant(
            String word, String synonym, int places, List<CheckedUnit> units, List<Set<String>> grams) {
        Pattern pattern = pattern(word);
        List<Integer> with = IntStream.range(0, units.size())
                .filter(unit -> pattern.matcher(units.get(unit).target().text()).find())
                .boxed()
                .toList();
        List<Integer> once = with.stream()
                .filter(unit ->
                        PlantedFault.matches(pattern, units.get(unit).target().text())
                                        .size()
                                == 1)
                .toList();
        if (with.size() < MIN_UNITS || once.size() < places) {
            return Optional.empty();
        }
        int number = Math.min(places, with.size() / 4);
        return source(with, grams)
                .map(source -> new Plant(
                        source,
                        word,
                        synonym,
                        IntStream.range(0, number)
                                .mapToObj(i -> once.get((2 * i + 1) * once.size() / (2 * number)))
                                .filter(unit -> grams.get(unit).contains(source))
                                .toList()))
                .filter(plant -> !plant.units.isEmpty());
    }

    /** Returns the word of the source, or the Chinese characters, that occur in the same units as a word. */
    private static Optional<String> source(List<Integer> with, List<Set<String>> grams) {
        Map<String, Integer> counts = new HashMap<>();
        for (int unit : with) {
            grams.get(unit).forEach(gram -> counts.merge(gram, 1, Integer::sum));
        }
        Map<String, Double> dice = new HashMap<>();
        counts.forEach((gram, joint) -> {
            if (joint >= MIN_DICE * with.size() / 2) {
                long all = grams.stream().filter(unit -> unit.contains(gram)).count();
                dice.put(gram, 2.0 * joint / (with.size() + all));
            }
        });
        return dice.entrySet().stream()
                .max(Comparator.comparingDouble((Map.Entry<String, Double> gram) -> gram.getValue())
                        .thenComparing(gram -> gram.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .filter(gram -> gram.getValue() >= MIN_DICE)
                .map(Map.Entry::getKey);
    }

    private Set<String> grams(String source) {
        Set<String> grams = new HashSet<>();
        if (direction.isIntoChinese()) {
            grams.addAll(List.of(source.toLowerCase(Locale.ROOT).split("[^a-z]+")));
            grams.remove("");
        } else {
            for (int i = 0; i + 1 < source.length(); i++) {
                for (int length = 2; length <= 4 && i + length <= source.length(); length++) {
                    grams.add(source.substring(i, i + length));
                }
            }
        }
        return grams;
    }
}
