package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.CorpusTraining;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.check.CheckedUnit;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.memory.UnitQuality;
import duiqi.segment.Segmenter;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Makes documents with the defects of a crawl from a table of pairs, and aligns them like a corpus. A document has 40
 * rows in their order. Rows are missing, moved, cut, replaced, untranslated or damaged on one side. The file name is the
 * seed, so that the units are the same in every run.
 */
final class NoisyUnits {
    private static final int ROWS = 40;
    private static final int DOCUMENTS = 45;

    /** Upper bounds of the strata of a sample, by the probability of the alignment. */
    private static final double[] STRATA = {0.3, 0.6, 0.85, 0.97, 1.01};

    private static final List<String> FURNITURE = List.of(
            "Home | About | Contact",
            "首页 | 关于我们 | 联系方式",
            "© 2020 All rights reserved.",
            "上一页 1 2 3 下一页",
            "https://www.example.org/index.php?id=42",
            "Share on Facebook",
            "点击查看更多",
            "12/03/2019 08:15");

    private final List<CheckedUnit> rows;
    private final Random random;
    private final boolean isNoisy;

    private NoisyUnits(List<CheckedUnit> rows, String name) {
        this.rows = rows;
        random = new Random(name.hashCode());
        // The rows of subtitles are pairs by time, with errors of their own.
        isNoisy = !name.startsWith("spoken");
    }

    /**
     * Holds a unit of an alignment.
     *
     * @param usualLength see {@link UnitQuality#usualLength}
     */
    record Unit(String source, String chinese, String english, double probability, double usualLength) {
        /** Returns a hash of both texts. */
        String key() {
            return Bench.key(chinese + "\n" + english);
        }
    }

    /** Returns all units of the documents that are made from a table. */
    static List<Unit> of(Path table) throws IOException {
        String name = String.valueOf(table.getFileName()).replace(".tsv.gz", "");
        NoisyUnits units = new NoisyUnits(CheckedTexts.units(table, Direction.INTO_ENGLISH), name);
        List<TextPair> pairs = new ArrayList<>();
        for (int document = 0; document < DOCUMENTS; document++) {
            pairs.add(units.pair());
        }
        Aligner first = new Aligner();
        List<ParallelText> aligned =
                pairs.stream().map(pair -> first.align(pair).text()).toList();
        Aligner last = first.withTables(CorpusTraining.learn(Lexicon.standard(), aligned));
        Map<String, Unit> all = new LinkedHashMap<>();
        for (TextPair pair : pairs) {
            ParallelText text = last.align(pair).text();
            double usualLength = UnitQuality.usualLength(text.alignment().beads().stream()
                    .filter(bead -> !bead.isNull())
                    .mapToDouble(bead -> PairLength.of(text.sourceText(bead), text.targetText(bead))
                            .deviation()));
            for (Bead bead : text.alignment().beads()) {
                Unit unit =
                        new Unit(name, text.sourceText(bead), text.targetText(bead), bead.probability(), usualLength);
                if (!unit.chinese().isBlank() && !unit.english().isBlank()) {
                    all.putIfAbsent(unit.key(), unit);
                }
            }
        }
        return List.copyOf(all.values());
    }

    /** Returns the number of the stratum of a unit, from 0. */
    static int stratum(Unit unit) {
        int stratum = 0;
        while (unit.probability() >= STRATA[stratum]) {
            stratum++;
        }
        return stratum;
    }

    private TextPair pair() throws IOException {
        int start = random.nextInt(Math.max(1, rows.size() - ROWS));
        double noise = isNoisy ? List.of(0.0, 0.5, 1.0, 1.0, 2.0).get(random.nextInt(5)) : 0;
        int paragraph = random.nextBoolean() ? 1 : 3;
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (CheckedUnit row : rows.subList(start, Math.min(rows.size(), start + ROWS))) {
            CheckedUnit other = rows.get(random.nextInt(rows.size()));
            add(row.source().text(), row.target().text(), other.source().text(), noise, chinese);
            add(row.target().text(), row.source().text(), other.target().text(), noise, english);
        }
        return new TextPair(
                text(chinese, paragraph, "", Language.CHINESE), text(english, paragraph, " ", Language.ENGLISH));
    }

    /** Adds a text with the defects of a crawl to a side. */
    private void add(String text, String translation, String other, double noise, List<String> side) {
        double dice = random.nextDouble() / Math.max(noise, 1e-9);
        if (dice < 0.05) {
            return;
        }
        if (dice < 0.08) {
            side.add(Math.max(0, side.size() - 1 - random.nextInt(2)), text);
        } else if (dice < 0.11) {
            side.add(text.substring(0, text.length() / 3 + random.nextInt(1 + text.length() / 2)));
        } else if (dice < 0.14) {
            side.add(translation);
        } else if (dice < 0.19) {
            side.add(other);
        } else if (dice < 0.20) {
            side.add(text + text.substring(text.length() / 2));
        } else if (dice < 0.21) {
            side.add(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } else if (dice < 0.22) {
            side.add(text);
            side.add(FURNITURE.get(random.nextInt(FURNITURE.size())));
        } else if (dice < 0.24) {
            side.add(text + " " + translation);
        } else {
            side.add(text);
        }
    }

    private static Text text(List<String> rows, int paragraph, String between, Language language) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < rows.size(); k++) {
            text.append(rows.get(k)).append((k + 1) % paragraph == 0 ? "\n\n" : between);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return Segmenter.standard()
                .segment(
                        Documents.read(
                                new Input("document", bytes, Optional.of(StandardCharsets.UTF_8), Optional.of("txt"))),
                        language);
    }
}
