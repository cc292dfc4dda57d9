package duiqi.fuzz;

import static duiqi.fuzz.ScratchFolder.SCRATCH;

import duiqi.align.Aligner;
import duiqi.align.AlignmentFormat;
import duiqi.align.AlignmentWeights;
import duiqi.align.AnchorFile;
import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.GoldText;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.corpus.FuzzedCorpus;
import duiqi.document.DocumentReader.Input;
import duiqi.encoder.FuzzedProperties;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.LexiconBuilder;
import duiqi.memory.FuzzedJournal;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Reviews;
import duiqi.segment.Segmenter;
import duiqi.segment.SrxRules;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Text;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fuzzes all other files that duiqi reads: settings, rules, alignments, weights, logs. */
final class SettingTargets {

    private static final Path WEIGHTS = Path.of("src", "main", "resources", "duiqi", "align");

    /** Document that segmentation rules are applied to. */
    private static final Document CUT = new Document(
            "cut.txt",
            List.of(
                    Paragraph.of(Paragraph.Kind.TEXT, "他说：“水往低处流。”对吗？对！U.S. 3.5万。", 1, 1),
                    Paragraph.of(
                            Paragraph.Kind.TEXT,
                            "Mr. Li said: \"It rains.\" Does it? Yes! See Fig. 3.5, e.g. here.",
                            2,
                            1)));

    private static final String SETTINGS = """
        fail-on = "warning"
        glossary = ["glossary", "terms/a.csv"]
        baseline = "known.jsonl"
        rules = { doubled-word = "off", number-mismatch = "error" }
        [[paths]]
        files = ["docs/**", "*.{md,txt}"]
        rules = { punctuation = "info" }
        """;

    private static final String BASELINE = """
        {"file":"tm/a.tmx","rule":"number-mismatch","term":"","source":"水","target":"water","text":"35","count":2}
        """;

    private static final String CEDICT = """
        # CC-CEDICT
        #! date=2026-11-24
        水 水 [shui3] /water/river/
        電腦 电脑 [dian4 nao3] /computer/CL:臺|台[tai2]/
        """;

    private static final String SRX = """
        <srx xmlns="http://www.lisa.org/srx20" version="2.0">
        <header segmentsubflows="yes" cascade="yes"><formathandle type="end" include="yes"/></header>
        <body><languagerules><languagerule languagerulename="all">
        <rule break="no"><beforebreak>\\b(?:Mr|Fig|e\\.g)\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
        <rule break="yes"><beforebreak>[.?!]["”]?</beforebreak><afterbreak>\\s+(?=\\p{Lu})</afterbreak></rule>
        <rule break="yes"><beforebreak>[。？！]</beforebreak><afterbreak/></rule>
        </languagerule></languagerules>
        <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>
        """;

    private SettingTargets() {}

    static List<Target> all() {
        return List.of(
                target("srx", SRX, SettingTargets::readSrx),
                target("settings", SETTINGS, SettingTargets::readSettings),
                target("baseline", BASELINE, SettingTargets::readBaseline),
                new Target("ids", Seed.files("alignment/*.align"), SettingTargets::readIds),
                target("anchors", "# lines\n1\t1\n2 2 # that\n", SettingTargets::readAnchors),
                target("gold", "[0]:[0]\n[1]:[]\n---\n水。\n火。\n---\nWater.\n", SettingTargets::readGold),
                new Target("weights", Seed.files("adapted-search.weights"), SettingTargets::readWeights),
                target("tables", SettingTargets::tables, SettingTargets::readTables),
                target("lexicon", SettingTargets::lexicon, SettingTargets::readLexicon),
                target("cedict", CEDICT, SettingTargets::readCedict),
                target("review", SettingTargets::review, SettingTargets::readReview),
                target("corpus", "{\"id\": 1, \"zh\": \"水。\", \"en\": [\"Water.\"]}", FuzzedCorpus::read),
                target(
                        "encoder",
                        "pooling=cls\nnormalize=true\nmax-length=128\nprefix.zh=a\\u0020b\n",
                        input -> FuzzedProperties.read(SCRATCH.empty(), input)),
                target(
                        "journal",
                        () -> FuzzedJournal.written(SCRATCH.empty()),
                        input -> FuzzedJournal.read(SCRATCH.empty(), input)));
    }

    private static Target target(String name, String seed, Target.Body body) {
        return new Target(name, List.of(Seed.of(name, seed)), body);
    }

    private static Target target(String name, Seed.Content seed, Target.Body body) {
        return new Target(name, List.of(new Seed(name, seed)), body);
    }

    private static void readSrx(byte[] input) throws IOException {
        SrxRules rules = SrxRules.read(new Input("fuzz.srx", input, Optional.empty()));
        DocumentTargets.requireCut(new Segmenter(rules), CUT);
    }

    private static void readSettings(byte[] input) throws IOException {
        CheckSettings.Reading reading =
                CheckSettings.read(SCRATCH.file(CheckSettings.FILE_NAME, input), Checks.rules(), Optional.empty());
        reading.problems().forEach(Laws::requireHelp);
        Checks.rules().forEach(rule -> reading.settings().severity(rule, "docs/a.md"));
    }

    private static void readBaseline(byte[] input) throws IOException {
        Baseline.Reading reading = Baseline.read(SCRATCH.file("b.json", input));
        reading.problems().forEach(Laws::requireHelp);
        Path file = SCRATCH.file("again.json", new byte[0]);
        reading.baseline().write(file);
        Baseline.Reading again = Baseline.read(file);
        Laws.requireSame(List.of(), again.problems(), "problems of a written baseline");
        Laws.requireSame(reading.baseline().entries(), again.baseline().entries(), "written again");
    }

    private static void readIds(byte[] input) throws IOException {
        StringBuilder again = new StringBuilder();
        List<Bead> beads = AlignmentFormat.read(SCRATCH.file("a.align", input));
        for (Bead bead : beads) {
            again.append(bead.source()).append(':').append(bead.target()).append('\n');
        }
        Path written = SCRATCH.file("a.align", again.toString().getBytes(StandardCharsets.UTF_8));
        Laws.requireSame(beads, AlignmentFormat.read(written), "written again");
    }

    private static void readAnchors(byte[] input) throws IOException {
        Text chinese = Segmenter.standard().segment(CUT, Language.CHINESE);
        Text english = Segmenter.standard().segment(CUT, Language.ENGLISH);
        AnchorFile.read(SCRATCH.file("anchors.txt", input), chinese, english);
    }

    private static void readGold(byte[] input) throws IOException {
        List<String> parts = Parts.texts(input, 3);
        Path folder = SCRATCH.empty();
        Files.writeString(folder.resolve("a.gold"), parts.get(0));
        Files.writeString(folder.resolve("a.zh"), parts.get(1));
        Files.writeString(folder.resolve("a.en"), parts.get(2));
        for (GoldText text : GoldText.in(folder)) {
            text.pieces(2);
        }
    }

    /** Replaces one of several files and keeps the others intact. */
    private static void readWeights(byte[] input) throws IOException {
        Path folder = SCRATCH.empty();
        for (String stage : List.of("lexical-search", "lexical-rescoring", "adapted-search", "adapted-rescoring")) {
            Files.copy(WEIGHTS.resolve(stage + ".weights"), folder.resolve(stage + ".weights"));
        }
        Files.write(folder.resolve("adapted-search.weights"), input);
        AlignmentWeights.read(folder);
    }

    private static byte[] tables() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CorpusTables.EMPTY.write(out);
        return out.toByteArray();
    }

    private static void readTables(byte[] input) throws IOException {
        CorpusTables tables = CorpusTables.read("fuzz.tables", new ByteArrayInputStream(input));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tables.write(out);
        CorpusTables.read("again.tables", new ByteArrayInputStream(out.toByteArray()));
    }

    private static byte[] lexicon() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LexiconBuilder()
                .read("c", new BufferedReader(new StringReader(CEDICT)))
                .build()
                .write(out);
        return out.toByteArray();
    }

    private static void readLexicon(byte[] input) throws IOException {
        Lexicon lexicon = Lexicon.read("fuzz.lexicon", new ByteArrayInputStream(input));
        lexicon.stemsOfWord(lexicon.wordNumber("水"), (number, weight) -> lexicon.stem(number));
    }

    private static void readCedict(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.UTF_8);
        Lexicon lexicon = new LexiconBuilder()
                .read("fuzz.u8", new BufferedReader(new StringReader(text)))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lexicon.write(out);
        Laws.requireSame(
                lexicon.wordCount(),
                Lexicon.read("again", new ByteArrayInputStream(out.toByteArray()))
                        .wordCount(),
                "words of the lexicon");
    }

    /** Returns the log of a review of two pairs with some operations. */
    private static byte[] review() throws IOException {
        Text chinese = Segmenter.standard().segment(CUT, Language.CHINESE);
        Text english = Segmenter.standard().segment(CUT, Language.ENGLISH);
        ReviewOrigin origin = new ReviewOrigin(
                Optional.of(new ReviewOrigin.File("a.zh.txt", Optional.of("aa"))),
                Optional.of(new ReviewOrigin.File("a.en.txt", Optional.empty())),
                Language.CHINESE,
                Language.ENGLISH,
                Path.of("tm", "a.tmx"));
        Path log = SCRATCH.empty().resolve("a.jsonl");
        try (Review review = Review.begin(
                log,
                ReviewState.ofTexts(
                        origin, new Aligner().align(chinese, english).text()))) {
            String bead = review.rows().get(0).bead().id();
            Reviews.apply(review, new Operation.Mark(List.of(bead), true));
            Reviews.apply(review, new Operation.Note(bead, "so"));
            Reviews.apply(review, "undo");
        } catch (RejectedException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Files.readAllBytes(log);
    }

    private static void readReview(byte[] input) throws IOException {
        Path log = SCRATCH.file("a.jsonl", input);
        try (Review review = Review.open(log)) {
            review.rows();
        }
    }
}
