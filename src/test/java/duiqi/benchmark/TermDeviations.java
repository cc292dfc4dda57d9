package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures whether the check of terms finds every deviation from a glossary. In units that follow the glossary it replaces
 * words of the listed translation by synonyms that the glossary does not list, and counts the units with a warning, with a
 * note only, and without a finding about the term, and those in which the finding names the synonym or other words. It also counts the
 * findings in the unchanged units. Plain patterns determine the places, independently of the check.
 */
final class TermDeviations {
    /** Only every third unit is changed at a time, so that the neighbours of a changed unit are unchanged. */
    private static final int STEP = 3;

    private final Bench bench;
    private final List<String> printed;
    private final Direction direction;
    private final Glossary glossary;
    private final Map<Glossary.Concept, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> synonyms;

    /** Holds the patterns of a concept: its terms in a source, and its allowed translations in a target. */
    private record Entry(Glossary.Concept concept, Pattern source, Pattern target) {}

    /**
     * Holds a deviation in a unit.
     *
     * @param unit index of the unit
     * @param planted the unit with the deviation
     * @param places the synonyms
     */
    private record Plant(Entry entry, int unit, CheckedUnit planted, List<TextSpan> places) {
        static boolean namesWords(Finding finding) {
            return finding.spans().stream().anyMatch(span -> span.side() == TextSpan.Side.TARGET);
        }

        boolean isNamedBy(Finding finding) {
            return finding.spans().stream()
                    .anyMatch(span -> places.stream()
                            .anyMatch(place -> span.side() == place.side()
                                    && span.start() < place.end()
                                    && place.start() < span.end()));
        }
    }

    private TermDeviations(
            Bench bench, List<String> printed, Direction direction, Glossary glossary, Map<String, String> synonyms) {
        this.bench = bench;
        this.printed = printed;
        this.direction = direction;
        this.glossary = glossary;
        this.synonyms = synonyms;
        for (Glossary.Concept concept : glossary.concepts(direction)) {
            entries.put(
                    concept,
                    new Entry(
                            concept,
                            pattern(concept.terms(), direction.isIntoEnglish()),
                            pattern(concept.allowed(), direction.isIntoChinese())));
        }
    }

    /**
     * Prints the deviations found in each text.
     *
     * @param arguments {@code zh-en} or {@code en-zh}; folders of annotated texts, tables and memories, each checked as
     *     one project; glossaries with names that end in {@code .csv}; {@code missed} to print the deviations without a
     *     warning; {@code misnamed} to print those that name other words; {@code clean} to print the warnings in the unchanged units;
     *     {@code synonyms=FOLDER} for other synonyms, in {@code english.tsv} and {@code chinese.tsv}
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(TermDeviations.class, arguments);
        Direction direction = CheckedTexts.direction(bench, Direction.INTO_ENGLISH);
        TermDeviations measured = new TermDeviations(
                bench,
                bench.takeAll("missed|misnamed|clean"),
                direction,
                CheckedTexts.glossary(bench),
                CheckedTexts.synonyms(bench, direction));
        bench.say(
                "%-30s %8s %8s %8s %8s %8s %8s %7s %9s %9s",
                "text", "planted", "warned", "noted", "silent", "named", "misnamed", "uses", "warnings", "notes");
        for (Path text : bench.paths()) {
            measured.measure(text);
        }
    }

    private static Pattern pattern(List<String> words, boolean isChinese) {
        List<String> alternatives = words.stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(word -> isChinese ? Pattern.quote(word) : "\\b" + english(word) + "\\b")
                .toList();
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
    }

    /** Returns a pattern for English words with any plurals. */
    private static String english(String words) {
        StringBuilder pattern = new StringBuilder();
        for (String word : words.split("[ -]")) {
            pattern.append(pattern.isEmpty() ? "" : "[ -]")
                    .append(Pattern.quote(word.replaceFirst("y$", "")))
                    .append(word.endsWith("y") ? "(?:y|ies)" : "(?:e?s)?");
        }
        return pattern.toString();
    }

    private void measure(Path text) throws IOException {
        List<CheckedUnit> units = CheckedTexts.units(text, direction);
        Map<Integer, List<Plant>> rounds = new LinkedHashMap<>();
        int uses = 0;
        for (int u = 0; u < units.size(); u++) {
            int round = u % STEP;
            for (Entry entry : entries.values()) {
                CheckedUnit unit = units.get(u);
                uses += matches(entry.source, unit.source().text()).isEmpty() ? 0 : 1;
                Optional<Plant> plant = plant(entry, u, unit);
                if (plant.isPresent()) {
                    rounds.computeIfAbsent(round, key -> new ArrayList<>()).add(plant.get());
                    round += STEP;
                }
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        for (List<Plant> plants : rounds.values()) {
            List<CheckedUnit> changed = new ArrayList<>(units);
            plants.forEach(plant -> changed.set(plant.unit, plant.planted));
            Map<String, List<Finding>> found = EveryCheck.findings(glossary, changed, "term-missing").stream()
                    .collect(Collectors.groupingBy(finding -> finding.unit().id()));
            for (Plant plant : plants) {
                List<Finding> about = found.getOrDefault(plant.planted.id(), List.of()).stream()
                        .filter(finding -> isAbout(finding, plant.entry))
                        .toList();
                String outcome = about.stream()
                        .map(Finding::severity)
                        .max(Comparator.naturalOrder())
                        .map(severity -> severity == Severity.NOTE ? "noted" : "warned")
                        .orElse("silent");
                boolean isNamed = about.stream().anyMatch(plant::isNamedBy);
                boolean isMisnamed = !isNamed && about.stream().anyMatch(Plant::namesWords);
                for (String each :
                        List.of("planted", outcome, isNamed ? "named" : isMisnamed ? "misnamed" : "unnamed")) {
                    counts.merge(each, 1, Integer::sum);
                }
                if (printed.contains("misnamed") && isMisnamed) {
                    about.forEach(finding -> bench.say("%s", CheckedTexts.shown(finding)));
                }
                if (printed.contains("missed") && !outcome.equals("warned")) {
                    bench.say(
                            "%s: %s %s%n    %s%n    %s",
                            plant.planted.location(0),
                            outcome,
                            plant.entry.concept.terms() + " = " + plant.entry.concept.allowed(),
                            plant.planted.source().text(),
                            plant.planted.target().text());
                }
            }
        }
        List<Finding> clean = EveryCheck.findings(glossary, units, "term-missing");
        List<Finding> warnings = clean.stream()
                .filter(finding -> finding.isAtLeast(Severity.WARNING))
                .toList();
        if (printed.contains("clean")) {
            warnings.forEach(finding -> bench.say("%s", CheckedTexts.shown(finding)));
        }
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-30s", text.getFileName()));
        for (String each : List.of("planted", "warned", "noted", "silent", "named", "misnamed")) {
            row.append(String.format(Locale.ROOT, " %8d", counts.getOrDefault(each, 0)));
        }
        bench.say("%s %7d %9d %9d", row, uses, warnings.size(), clean.size() - warnings.size());
    }

    /** Returns whether a finding is about a term, or about a longer term that contains it. */
    private static boolean isAbout(Finding finding, Entry entry) {
        return finding.spans().stream()
                .filter(span -> span.side() == TextSpan.Side.SOURCE)
                .anyMatch(span -> matches(entry.source, finding.unit().source().text()).stream()
                        .anyMatch(match -> match.start() < span.end() && span.start() < match.end()));
    }

    /** Returns a unit with synonyms in all translations of a concept; empty if it has other translations. */
    private Optional<Plant> plant(Entry entry, int index, CheckedUnit unit) {
        String target = unit.target().text();
        int terms = matches(entry.source, unit.source().text()).size();
        List<MatchResult> translations = matches(entry.target, target);
        if (terms == 0 || translations.size() != terms) {
            return Optional.empty();
        }
        StringBuilder changed = new StringBuilder();
        List<TextSpan> places = new ArrayList<>();
        int from = 0;
        for (MatchResult translation : translations) {
            String other = replaced(translation.group());
            if (other.equals(translation.group())) {
                return Optional.empty();
            }
            changed.append(target, from, translation.start()).append(other);
            places.add(new TextSpan(TextSpan.Side.TARGET, changed.length() - other.length(), changed.length()));
            from = translation.end();
        }
        changed.append(target, from, target.length());
        CheckedUnit planted = CheckedUnit.of(
                unit.id(), direction, unit.source(), CheckedUnit.Passage.of(changed.toString(), unit.location(0)));
        return entry.target.matcher(changed).find()
                ? Optional.empty()
                : Optional.of(new Plant(entry, index, planted, places));
    }

    private String replaced(String words) {
        if (direction.isIntoChinese()) {
            return synonyms.getOrDefault(words, words);
        }
        Matcher word = Pattern.compile("[A-Za-z]+").matcher(words);
        return word.replaceAll(found -> {
            String one = found.group();
            String other = synonyms.getOrDefault(one.toLowerCase(Locale.ROOT), "");
            return other.isEmpty()
                    ? one
                    : Character.isUpperCase(one.charAt(0))
                            ? other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1)
                            : other;
        });
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return PlantedFault.matches(pattern, text);
    }
}
