package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the processor time of all checks for 100,000 units and 5,000 terms on one thread, together and separately. The units
 * are repetitions of the project's own memory, each with its own number. The terms come from its glossary, and from
 * words of the same texts. The translations of these words are words of the other side, so that they are found and
 * cause no findings.
 */
final class CheckSpeed {
    private static final int UNITS = 100_000;
    private static final int TERMS = 5_000;
    private static final int ROUNDS = 3;

    private CheckSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(CheckSpeed.class, arguments);
        List<CheckedUnit> memory = CheckedTexts.units(Path.of("tm/basic-research.tmx"), Direction.INTO_ENGLISH);
        List<CheckedUnit> units = new ArrayList<>(UNITS);
        for (int k = 0; k < UNITS; k++) {
            units.add(unit(memory.get(k % memory.size()), k));
        }
        Glossary glossary = glossary(memory);
        for (int round = 0; round < ROUNDS; round++) {
            long start = Bench.processorTime();
            List<Finding> findings = EveryCheck.findings(glossary, units);
            double seconds = (Bench.processorTime() - start) / 1e9;
            bench.say(
                    "%,d units, %,d translations of %,d concepts: %.2f s of processor time, %,d findings",
                    units.size(), glossary.entries().size(), glossary.concepts().size(), seconds, findings.size());
        }
        EveryCheck.seconds(glossary, units).forEach((rule, seconds) -> bench.say("  %-30s %6.2f s", rule, seconds));
    }

    private static CheckedUnit unit(CheckedUnit unit, int number) {
        Location place = new Location("made-up.tmx", number + 1, 1);
        return CheckedUnit.of(
                Integer.toString(number),
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(unit.source().text() + "（" + (100_000 + number) + "）", place),
                CheckedUnit.Passage.of(unit.target().text() + " (" + (100_000 + number) + ")", place));
    }

    /** Returns the terms of the project, and rare words of the dictionary up to the number required. */
    private static Glossary glossary(List<CheckedUnit> memory) throws IOException {
        List<Glossary> own = new ArrayList<>();
        for (Path file : Bench.files(Path.of("glossary"), ".*")) {
            own.add(Glossary.read(file));
        }
        List<TermEntry> entries = new ArrayList<>(Glossary.of(own).entries());
        Map<String, String> words = new LinkedHashMap<>();
        ChineseTokenizer tokenizer = new ChineseTokenizer(Lexicon.standard());
        for (CheckedUnit unit : memory) {
            String[] renderings = unit.target().text().split("\\P{L}+");
            for (Token token : tokenizer.words(unit.source().text())) {
                if (token.kind() == Token.Kind.WORD && token.form().length() > 1) {
                    words.putIfAbsent(token.form(), renderings[words.size() % renderings.length]);
                }
            }
        }
        List<String> list = List.copyOf(words.keySet());
        int known = Glossary.of(own).concepts().size();
        for (int k = 0; k < TERMS - known; k++) {
            String word = list.get(k % list.size());
            String term = k < list.size() && k % 8 == 0 ? word : word + list.get((k * 7 + 1) % list.size());
            entries.add(entry(term, words.getOrDefault(word, ""), k));
        }
        return new Glossary(entries);
    }

    private static TermEntry entry(String term, String rendering, int k) {
        return new TermEntry(
                "made-up-" + k,
                term,
                rendering.isBlank() ? "it" : rendering,
                TermStatus.PREFERRED,
                new Location("made-up.csv", k + 1, 1));
    }
}
