package duiqi.fuzz;

import static duiqi.fuzz.ScratchFolder.SCRATCH;

import duiqi.align.Aligner;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.document.DocumentReader.Input;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fuzzes files that come with a project: settings, baselines, segmentation rules, review logs. */
final class SettingTargets {

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
                new Target("review", List.of(new Seed("review", SettingTargets::review)), SettingTargets::readReview));
    }

    private static Target target(String name, String seed, Target.Body body) {
        return new Target(name, List.of(Seed.of(name, seed)), body);
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
            Reviews.apply(review, new Operation.Note(Map.of(bead, "so")));
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
