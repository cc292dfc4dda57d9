package duiqi.benchmark;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.check.CheckedUnit;
import duiqi.check.CheckedUnits;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Reads real translations as units for the measurements of the checks, and prints findings in them. */
final class CheckedTexts {
    private CheckedTexts() {}

    /** Takes the direction from the arguments of a benchmark. */
    static Direction direction(Bench bench, Direction otherwise) {
        return bench.takeAll("zh-en|en-zh").stream()
                .map(word -> word.equals("en-zh") ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH)
                .findFirst()
                .orElse(otherwise);
    }

    /** Takes the glossaries, which end in {@code .csv}, from the arguments of a benchmark. */
    static Glossary glossary(Bench bench) throws IOException {
        List<Glossary> glossaries = new ArrayList<>();
        for (String file : bench.takeAll(".*\\.csv")) {
            glossaries.add(Glossary.read(Path.of(file)));
        }
        return Glossary.of(glossaries);
    }

    /**
     * Takes {@code synonyms=FOLDER} from the arguments of a benchmark, and reads the synonyms of the target language, in
     * {@code english.tsv} or {@code chinese.tsv}, by the word that they replace.
     */
    static Map<String, String> synonyms(Bench bench, Direction direction) throws IOException {
        Path folder = bench.value("synonyms").map(Path::of).orElse(Path.of("src/test/resources/deviations"));
        String name = direction.isIntoChinese() ? "chinese.tsv" : "english.tsv";
        Map<String, String> synonyms = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            String[] columns = line.split("\t");
            synonyms.put(columns[0], columns[1]);
        }
        return synonyms;
    }

    /**
     * Reads a folder of annotated texts, a table or a memory. A table has a Chinese and an English column, or the
     * columns that its first line names, such as {@code en-US<TAB>zh-CN}.
     *
     * @param path a folder, or a file that ends in {@code .tsv}, {@code .tsv.gz}, {@code .tmx}
     * @param direction the direction of the units of folders and tables; a memory has its own
     */
    static List<CheckedUnit> units(Path path, Direction direction) throws IOException {
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path)) {
            return beads(path, direction);
        }
        return name.contains(".tmx") ? memory(path) : table(path, direction);
    }

    /** Returns the beads of a folder with two sides as units. */
    private static List<CheckedUnit> beads(Path folder, Direction direction) throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        for (GoldText text : GoldText.in(folder)) {
            for (Bead bead : text.beads()) {
                if (!bead.source().isEmpty() && !bead.target().isEmpty()) {
                    CheckedUnit.Passage chinese = passage(text.chinese(), bead.source(), "");
                    CheckedUnit.Passage english = passage(text.english(), bead.target(), " ");
                    units.add(unit(String.valueOf(units.size() + 1), direction, chinese, english));
                }
            }
        }
        return units;
    }

    private static CheckedUnit.Passage passage(Text text, List<Integer> lines, String between) {
        List<Segment> segments =
                lines.stream().sorted().map(text.segments()::get).toList();
        return CheckedUnit.Passage.of(
                segments.stream().map(Segment::text).collect(Collectors.joining(between)),
                segments.get(0).location());
    }

    private static List<CheckedUnit> table(Path file, Direction direction) throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        String name = String.valueOf(file.getFileName());
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            boolean isChineseFirst = true;
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String[] columns = line.split("\t");
                if (number == 1 && line.matches("(en|zh)(-\\w+)?\t(en|zh)(-\\w+)?")) {
                    isChineseFirst = line.startsWith("zh");
                } else if (columns.length >= 2) {
                    Location location = new Location(name, number, 1);
                    CheckedUnit.Passage chinese = CheckedUnit.Passage.of(columns[isChineseFirst ? 0 : 1], location);
                    CheckedUnit.Passage english = CheckedUnit.Passage.of(columns[isChineseFirst ? 1 : 0], location);
                    units.add(unit(name + number, direction, chinese, english));
                }
            }
        }
        return units;
    }

    private static CheckedUnit unit(
            String id, Direction direction, CheckedUnit.Passage chinese, CheckedUnit.Passage english) {
        return direction.isIntoChinese()
                ? CheckedUnit.of(id, direction, english, chinese)
                : CheckedUnit.of(id, direction, chinese, english);
    }

    private static List<CheckedUnit> memory(Path file) throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        CheckedUnits of = new CheckedUnits(file.toString(), Optional.empty());
        try (UnitReader reader = UnitReader.tmx(file, ReadProblem.Listener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.addAll(of.of(unit.get(), reader));
            }
        }
        return units;
    }

    /** Returns a finding with both texts and brackets around its spans, on three lines. */
    static String shown(Finding finding) {
        return finding.location() + ": " + finding.severity() + ": " + finding.message() + " ["
                + finding.rule().id() + "]" + (finding.suggestions().isEmpty() ? "" : " -> " + finding.suggestions())
                + "\n    " + marked(finding, TextSpan.Side.SOURCE) + "\n    " + marked(finding, TextSpan.Side.TARGET);
    }

    /** Returns the text of a side with brackets around its spans. */
    private static String marked(Finding finding, TextSpan.Side side) {
        StringBuilder text = new StringBuilder(finding.unit().passage(side).text());
        finding.spans().stream()
                .filter(span -> span.side() == side)
                .sorted((one, other) -> other.start() - one.start())
                .forEach(span -> text.insert(span.end(), '⟧').insert(span.start(), '⟦'));
        return text.toString();
    }
}
