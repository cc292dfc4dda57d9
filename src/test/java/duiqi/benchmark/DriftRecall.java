package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the recall for inconsistent terms without a glossary. It plants synonyms in texts that people aligned. It
 * also lists the findings in the unchanged texts, to evaluate the precision.
 */
final class DriftRecall {
    private static final String RULE = "term-inconsistent";

    private DriftRecall() {}

    /**
     * Prints the findings in the unchanged texts, the plants that are not found, and the recall.
     *
     * @param arguments the wordnet of {@link WordnetSynonyms}, whose name ends in {@code .lex.tsv.gz}; folders of
     *     annotated texts, tables, and memories whose names end in {@code .tmx}; a space separates those of one argument
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.DriftRecall \"-Dbenchmark="
                        + String.join(" ", arguments) + "\"");
        List<String> places =
                new ArrayList<>(List.of(String.join(" ", arguments).strip().split("\\s+")));
        String wordnet = places.stream()
                .filter(place -> place.endsWith(".lex.tsv.gz"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no wordnet; add its .lex.tsv.gz file"));
        places.remove(wordnet);
        WordnetSynonyms renderings = new WordnetSynonyms(Path.of(wordnet));
        for (String place : places) {
            List<CheckedUnit> units = CheckedTexts.units(Path.of(place), Direction.INTO_ENGLISH);
            List<Finding> clean = findings(units);
            clean.forEach(finding -> out.println(CheckedTexts.shown(finding)));
            out.printf(Locale.ROOT, "%s: %d units, %d findings%n", place, units.size(), clean.size());
            out.println("  synonyms of a list:");
            measure(units, PlantedSynonyms.of(units), out);
            out.println("  synonyms of the wordnet:");
            measure(units, renderings.of(units), out);
        }
    }

    private static List<Finding> findings(List<CheckedUnit> units) {
        return EveryCheck.findings(new Glossary(List.of()), units, RULE);
    }

    private static void measure(List<CheckedUnit> units, List<PlantedSynonyms.Plant> plants, PrintStream out) {
        List<CheckedUnit> spoilt = new ArrayList<>(units);
        plants.forEach(plant -> spoilt.set(plant.unit(), plant.planted()));
        List<Finding> findings = findings(spoilt);
        int[] all = new int[4];
        int[] found = new int[4];
        for (PlantedSynonyms.Plant plant : plants) {
            boolean isFound = findings.stream().anyMatch(finding -> isAbout(finding, plant));
            all[plant.words()]++;
            found[plant.words()] += isFound ? 1 : 0;
            if (!isFound) {
                String text = plant.planted().english();
                out.println("not found: " + plant.chinese() + " = " + plant.usual() + ": …"
                        + text.substring(Math.max(0, plant.start() - 40), plant.start()) + "⟦"
                        + text.substring(plant.start(), plant.end()) + "⟧"
                        + text.substring(plant.end(), Math.min(text.length(), plant.end() + 40)) + "…");
            }
        }
        for (int words = 1; words < all.length; words++) {
            out.printf(Locale.ROOT, "  in translations of %d words: %d of %d found%n", words, found[words], all[words]);
        }
        int sum = found[1] + found[2] + found[3];
        out.printf(Locale.ROOT, "  in all: %d of %d, %.0f %%%n", sum, plants.size(), 100.0 * sum / plants.size());
        long elsewhere = findings.stream()
                .filter(finding -> plants.stream().noneMatch(plant -> isAbout(finding, plant)))
                .count();
        out.printf(Locale.ROOT, "  findings other than the plants: %d%n", elsewhere);
    }

    private static boolean isAbout(Finding finding, PlantedSynonyms.Plant plant) {
        Optional<TextSpan> span = finding.span(TextSpan.Side.TARGET);
        return finding.unit().equals(plant.planted())
                && span.filter(words -> words.start() <= plant.start() && plant.end() <= words.end())
                        .isPresent();
    }
}
