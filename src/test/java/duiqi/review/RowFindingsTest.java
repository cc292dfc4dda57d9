package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowFindingsTest {
    private static final Glossary GLOSSARY = new Glossary(
            List.of(new TermEntry("c", "基础研究", "basic research", TermStatus.PREFERRED, new Location("g", 1, 1))));
    private static final ReviewOrigin ORIGIN = new ReviewOrigin(
            Optional.of(new ReviewOrigin.File("a.zh.txt", Optional.empty())),
            Optional.of(new ReviewOrigin.File("a.en.txt", Optional.empty())),
            Language.CHINESE,
            Language.ENGLISH,
            Path.of("a.tmx"));

    private static ReviewState state(String first, String second) {
        return new ReviewState(
                ORIGIN,
                0,
                Reviews.sentences("s", "我们重视基础研究，投入35亿元。"),
                Reviews.sentences("t", first, second),
                Reviews.of("1:1,2").beads());
    }

    @Test
    void mapsSpansToSentences() {
        RowFindings findings = new RowFindings(
                GLOSSARY, Lexicon.standard(), CheckSettings.defaults(Path.of(".")), Baseline.none(Path.of(".")));
        List<RowFindings.RowFinding> found =
                findings.of(state("We value the the work.", "It took 36 billion yuan."), findings.checks());

        assertThat(found).extracting(RowFindings.RowFinding::bead).containsOnly("b1");
        assertThat(found)
                .flatExtracting(RowFindings.RowFinding::spans)
                .contains(new Sentence.Span("s1", 4, 8))
                .anySatisfy(span -> {
                    assertThat(span.sentence()).isEqualTo("t1");
                    assertThat("We value the the work.".substring(span.start(), span.end()))
                            .contains("the");
                });
    }

    @Test
    void mapsSpansOfEnglishSource() {
        ReviewOrigin intoChinese = new ReviewOrigin(
                ORIGIN.target(), ORIGIN.source(), Language.ENGLISH, Language.CHINESE, Path.of("a.tmx"));
        ReviewState state = new ReviewState(
                intoChinese,
                0,
                Reviews.sentences("s", "We value it.", "Basic research takes 15 years."),
                Reviews.sentences("t", "基础研究需要51年。"),
                Reviews.of("1,2:1").beads());

        RowFindings findings = new RowFindings(
                GLOSSARY, Lexicon.standard(), CheckSettings.defaults(Path.of(".")), Baseline.none(Path.of(".")));
        assertThat(findings.of(state, findings.checks()))
                .filteredOn(finding -> finding.rule().equals("number-mismatch"))
                .flatExtracting(RowFindings.RowFinding::spans)
                .contains(new Sentence.Span("t1", 6, 8));
    }

    /** Checks that cities whose established English names are not their pinyin raise no finding. */
    @Test
    void acceptsEstablishedNames() {
        RowFindings findings = new RowFindings(
                new Glossary(List.of()),
                Lexicon.standard(),
                CheckSettings.defaults(Path.of(".")),
                Baseline.none(Path.of(".")));
        String[] pairs = {
            "她去年从台北搬到了高雄。", "She moved from Taipei to Kaohsiung last year.",
            "台中和基隆都下雨了。", "It rained in Taichung and in Keelung.",
            "他在香港和澳门之间往来。", "He travels between Hong Kong and Macao.",
            "哈尔滨比乌鲁木齐更冷。", "Harbin is colder than Urumqi.",
            "孙中山和蒋介石都到过广州。", "Sun Yat-sen and Chiang Kai-shek both came to Guangzhou.",
            "她去年从台北搬到了高雄。", "She moved from Taipei to Taichung last year."
        };
        String[] sources = IntStream.range(0, 6).mapToObj(k -> pairs[2 * k]).toArray(String[]::new);
        String[] targets = IntStream.range(0, 6).mapToObj(k -> pairs[2 * k + 1]).toArray(String[]::new);
        ReviewState state = new ReviewState(
                ORIGIN,
                0,
                Reviews.sentences("s", sources),
                Reviews.sentences("t", targets),
                Reviews.pairs(6).beads());
        assertThat(findings.of(state, findings.checks()))
                .as("only the wrong name")
                .extracting(RowFindings.RowFinding::bead)
                .containsExactly("b6");
    }
}
