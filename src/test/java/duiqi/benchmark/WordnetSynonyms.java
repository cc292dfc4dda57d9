package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
import duiqi.lexicon.FunctionWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Replaces translations of recurring terms by other translations of the same Chinese words, each in one unit. The
 * synonyms come from the Chinese Open Wordnet, so that they are independent of the list of {@link PlantedSynonyms}.
 * Every second plant replaces all words of the translation. The result is deterministic.
 */
final class WordnetSynonyms {
    private static final int MIN_UNITS = 3;
    private static final int MIN_CHARACTERS = 2;
    private static final int MAX_CHARACTERS = 9;
    private static final int MAX_WORDS = 4;
    private static final double SHARE_OF_CHINESE = 0.65;
    private static final double SHARE_OF_ENGLISH = 0.4;

    /** Number of units for one plant; more plants would change what is usual. */
    private static final int UNITS_PER_PLANT = 12;

    private static final Set<String> INNER = Set.of("of", "and", "for", "the", "in", "on", "to");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private final Map<String, Set<String>> synsetsOfEnglish = new HashMap<>();
    private final Map<String, Set<String>> synsetsOfChinese = new HashMap<>();
    private final Map<String, Set<String>> english = new HashMap<>();
    private final Map<String, Set<String>> chinese = new HashMap<>();

    WordnetSynonyms(Path wordnet) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(wordnet));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t");
                if (columns.length == 3 && columns[1].matches("[a-z]{4,}( [a-z]+)?") && !columns[1].endsWith("s")) {
                    String han = columns[0].replace("+", "");
                    add(synsetsOfEnglish, columns[1], columns[2]);
                    add(synsetsOfChinese, han, columns[2]);
                    add(english, columns[2], columns[1]);
                    add(chinese, columns[2], han);
                }
            }
        }
    }

    private static void add(Map<String, Set<String>> map, String key, String value) {
        map.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
    }

    /** Returns the plants of a text, in different units. */
    List<PlantedSynonyms.Plant> of(List<CheckedUnit> units) {
        Map<String, Set<Integer>> terms = new TreeMap<>();
        Map<String, Set<Integer>> unitsOf = new HashMap<>();
        List<Set<String>> renderingsOf = new ArrayList<>();
        for (int u = 0; u < units.size(); u++) {
            int unit = u;
            PlantedSynonyms.strings(units.get(u).chinese(), MIN_CHARACTERS, MAX_CHARACTERS)
                    .forEach(term ->
                            terms.computeIfAbsent(term, k -> new TreeSet<>()).add(unit));
            Set<String> rows = rows(units.get(u).english());
            rows.forEach(
                    row -> unitsOf.computeIfAbsent(row, k -> new TreeSet<>()).add(unit));
            renderingsOf.add(rows);
        }
        terms.values().removeIf(in -> in.size() < MIN_UNITS);
        List<String> order = new ArrayList<>(terms.keySet());
        order.sort(Comparator.comparingInt(String::hashCode));
        Set<Integer> taken = new HashSet<>();
        Set<String> used = new HashSet<>();
        List<PlantedSynonyms.Plant> plants = new ArrayList<>();
        for (String term : order) {
            if (plants.size() >= units.size() / UNITS_PER_PLANT) {
                break;
            }
            Set<Integer> in = terms.getOrDefault(term, Set.of());
            Map<String, Integer> beside = new TreeMap<>();
            in.forEach(u -> renderingsOf.get(u).forEach(row -> beside.merge(row, 1, Integer::sum)));
            Optional<String> row = beside.entrySet().stream()
                    .filter(entry -> entry.getValue() >= MIN_UNITS
                            && entry.getValue() >= SHARE_OF_CHINESE * in.size()
                            && entry.getValue()
                                    >= SHARE_OF_ENGLISH
                                            * unitsOf.getOrDefault(entry.getKey(), Set.of())
                                                    .size())
                    .max(Comparator.comparingDouble((Map.Entry<String, Integer> entry) -> 2.0
                                    * entry.getValue()
                                    / (in.size()
                                            + unitsOf.getOrDefault(entry.getKey(), Set.of())
                                                    .size()))
                            .thenComparingInt(entry -> entry.getKey().length()))
                    .map(Map.Entry::getKey);
            if (row.isEmpty() || used.contains(row.get())) {
                continue;
            }
            List<Integer> both = new ArrayList<>(in);
            both.removeIf(u -> !renderingsOf.get(u).contains(row.get()));
            int index = both.get(Math.floorMod(term.hashCode() / 7, both.size()));
            if (taken.contains(index)) {
                continue;
            }
            plant(term, row.get(), index, units.get(index), plants.size() % 2 == 1)
                    .ifPresent(plant -> {
                        plants.add(plant);
                        taken.add(index);
                        used.add(row.get());
                    });
        }
        return plants;
    }

    /** Returns the sequences of words that begin and end with words of the wordnet. */
    private Set<String> rows(String text) {
        Set<String> rows = new TreeSet<>();
        for (String clause : text.toLowerCase(Locale.ROOT).split("[^a-z '’-]+")) {
            List<String> words =
                    WORD.matcher(clause).results().map(m -> m.group()).toList();
            for (int start = 0; start < words.size(); start++) {
                for (int end = start + 1; end <= Math.min(words.size(), start + MAX_WORDS); end++) {
                    if (isEdge(words.get(start)) && isEdge(words.get(end - 1))) {
                        rows.add(String.join(" ", words.subList(start, end)));
                    }
                }
            }
        }
        return rows;
    }

    private boolean isEdge(String word) {
        return word.length() > 3
                && !FunctionWords.isEnglish(word)
                && !INNER.contains(word)
                && !lemma(word).isEmpty();
    }

    private String lemma(String word) {
        for (String form : List.of(word, word.replaceFirst("ies$", "y"), word.replaceFirst("s$", ""))) {
            if (synsetsOfEnglish.containsKey(form)) {
                return form;
            }
        }
        return "";
    }

    /** Returns a synonym of a word in one of the senses that a part of the term has; empty if there is none. */
    private String synonym(String term, String word) {
        String lemma = lemma(word);
        Map<String, Integer> votes = new TreeMap<>();
        for (String synset : synsetsOfEnglish.getOrDefault(lemma, Set.of())) {
            boolean isMeant = chinese.getOrDefault(synset, Set.of()).stream()
                    .anyMatch(han -> han.length() >= 2 && term.contains(han));
            if (isMeant) {
                english.getOrDefault(synset, Set.of()).stream()
                        .filter(other -> !isAlike(other, lemma))
                        .forEach(other -> votes.merge(other, 1, Integer::sum));
            }
        }
        if (votes.isEmpty()) {
            for (String han : synsetsOfChinese.keySet()) {
                if (han.length() >= 2 && term.contains(han)) {
                    Set<String> all = new TreeSet<>();
                    synsetsOfChinese.get(han).forEach(synset -> all.addAll(english.getOrDefault(synset, Set.of())));
                    if (all.contains(lemma)) {
                        all.stream()
                                .filter(other -> !isAlike(other, lemma))
                                .forEach(other -> votes.merge(other, 1, Integer::sum));
                    }
                }
            }
        }
        return votes.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, Integer> vote) -> vote.getValue())
                        .thenComparingInt(vote -> synsetsOfEnglish
                                .getOrDefault(vote.getKey(), Set.of())
                                .size()))
                .map(vote -> word.endsWith("s") && !lemma.endsWith("s") ? plural(vote.getKey()) : vote.getKey())
                .orElse("");
    }

    private static String plural(String word) {
        return word.endsWith("y") && !word.matches(".*[aeiou]y")
                ? word.substring(0, word.length() - 1) + "ies"
                : word.matches(".*(s|x|ch|sh)") ? word + "es" : word + "s";
    }

    private static boolean isAlike(String one, String other) {
        int common = 0;
        while (common < Math.min(one.length(), other.length()) && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common >= 4 || one.contains(other) || other.contains(one);
    }

    private Optional<PlantedSynonyms.Plant> plant(String term, String row, int index, CheckedUnit unit, boolean all) {
        String[] words = row.split(" ");
        Matcher place = Pattern.compile("\\b" + String.join("[^A-Za-z.,;:]+", words) + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(unit.english());
        if (!place.find()) {
            return Optional.empty();
        }
        String usual = place.group();
        StringBuilder text = new StringBuilder(unit.english());
        int from = -1;
        int to = -1;
        int replaced = 0;
        int content = 0;
        Matcher word = WORD.matcher(usual);
        List<int[]> places = new ArrayList<>();
        while (word.find()) {
            places.add(new int[] {place.start() + word.start(), place.start() + word.end()});
        }
        int shift = 0;
        for (int i = 0; i < places.size(); i++) {
            String old = unit.english().substring(places.get(i)[0], places.get(i)[1]);
            boolean isContent = old.length() > 3 && !INNER.contains(old);
            content += isContent ? 1 : 0;
            String synonym = isContent && (all || replaced == 0) ? synonym(term, old.toLowerCase(Locale.ROOT)) : "";
            if (synonym.isEmpty()) {
                continue;
            }
            if (Character.isUpperCase(old.charAt(0))) {
                synonym = Character.toUpperCase(synonym.charAt(0)) + synonym.substring(1);
            }
            int start = places.get(i)[0] + shift;
            text.replace(start, places.get(i)[1] + shift, synonym);
            shift += synonym.length() - old.length();
            from = from < 0 ? start : from;
            to = start + synonym.length();
            replaced++;
        }
        if (replaced == 0) {
            return Optional.empty();
        }
        CheckedUnit.Passage target = new CheckedUnit.Passage(
                text.toString(), Content.of(text.toString()), unit.target().place());
        CheckedUnit planted =
                new CheckedUnit(unit.id(), unit.direction(), unit.source(), target, unit.properties(), unit.notes());
        return Optional.of(new PlantedSynonyms.Plant(term, usual, index, planted, from, to, Math.min(3, content)));
    }
}
