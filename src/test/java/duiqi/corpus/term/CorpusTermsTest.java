package duiqi.corpus.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.TermCorpus;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class CorpusTermsTest {
    private static final Glossary NONE = new Glossary(List.of());
    private static final Glossary RESEARCH = new Glossary(List.of(
            entry("基础研究", "basic research", TermStatus.PREFERRED),
            entry("基础研究", "fundamental research", TermStatus.ADMITTED),
            entry("基础研究", "base research", TermStatus.FORBIDDEN),
            entry("基础研究人才", "basic research talent", TermStatus.PREFERRED),
            entry("火星", "Mars", TermStatus.PREFERRED)));

    private static TermEntry entry(String chinese, String english, TermStatus status) {
        return new TermEntry(chinese, chinese, english, status, new Location("terms.csv", 1, 1));
    }

    private static List<Row> renderings(Row term) {
        return term.getList(term.fieldIndex("renderings"));
    }

    private static String summary(Row rendering) {
        return rendering.getAs("english") + "/" + rendering.getAs("status") + "/" + rendering.getAs("count") + "/"
                + rendering.getAs("documents");
    }

    private static Row term(List<Row> terms, String chinese) {
        return terms.stream()
                .filter(row -> row.getAs("chinese").equals(chinese))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsInconsistentPhraseOfManyDocumentsFirst() {
        List<String> ways = List.of("deep-sea exploration", "deep-sea probing", "abyssal exploration");
        List<Row> terms = CorpusTerms.terms(
                        TermCorpus.documents(1000, "深海探测", ways).units(3), new CorpusSettings.Terms(NONE, 3, 100))
                .collectAsList();

        Row drift = terms.get(0);
        assertThat(drift.<String>getAs("chinese")).isEqualTo("深海探测");
        assertThat(drift.<String>getAs("kind")).isEqualTo("phrase");
        assertThat(drift.<Long>getAs("units")).isEqualTo(1000);
        assertThat(drift.<Long>getAs("documents")).isEqualTo(1000);
        assertThat(drift.<Double>getAs("drift")).isCloseTo(1 - 334.0 / 1000, within(1e-9));
        assertThat(renderings(drift))
                .extracting(CorpusTermsTest::summary)
                .containsExactly(
                        "deep-sea exploration/found/334/334",
                        "abyssal exploration/found/333/333",
                        "deep-sea probing/found/333/333");
        Row first = renderings(drift).get(0);
        assertThat(first.<Row>getList(first.fieldIndex("examples")))
                .extracting(example -> example.getAs("unit") + " " + example.getAs("document"))
                .containsExactly("000000 d00000", "000006 d00003", "000012 d00006");
        assertThat(terms.stream().skip(1))
                .isNotEmpty()
                .allSatisfy(term -> assertThat(term.<Double>getAs("drift")).isZero());
    }

    private static TermCorpus research() {
        TermCorpus corpus = new TermCorpus();
        for (int i = 0; i < 5; i++) {
            corpus.add("a", "会议讨论了基础研究。", "The meeting discussed basic research.");
        }
        for (int i = 0; i < 3; i++) {
            corpus.add("b" + i, "报告介绍了基础研究。", "The report introduces fundamental research.");
        }
        corpus.add("c0", "学校支持基础研究。", "Schools support pure research.")
                .add("c1", "农民喜欢基础研究。", "Farmers like pure research.")
                .add("c0", "银行投资基础研究。", "Banks invest in pure research.")
                .add("c1", "孩子理解基础研究。", "Children understand pure research.");
        for (int i = 0; i < 2; i++) {
            corpus.add("d", "工厂不做基础研究。", "Factories do no base research.");
        }
        return corpus.add("e", "基础研究人才来了。", "Basic research talent has come.")
                .add("f", "他们为基础研究付钱。", "They pay for it.");
    }

    @Test
    void countsTranslationsOfGlossaryTerms() {
        List<Row> terms = CorpusTerms.terms(research().units(2), new CorpusSettings.Terms(RESEARCH, 3, 0))
                .collectAsList();

        assertThat(terms).extracting(term -> term.getAs("chinese")).containsExactly("基础研究", "基础研究人才");
        Row research = terms.get(0);
        assertThat(research.<Long>getAs("units")).isEqualTo(15);
        assertThat(research.<Long>getAs("documents")).isEqualTo(8);
        assertThat(renderings(research))
                .extracting(CorpusTermsTest::summary)
                .containsExactly(
                        "basic research/preferred/5/1",
                        "pure research/found/4/2",
                        "fundamental research/admitted/3/3",
                        "base research/forbidden/2/1",
                        "/none/1/1");
        assertThat(research.<Double>getAs("drift")).isCloseTo(1 - 5.0 / 12, within(1e-9));
        assertThat(renderings(research))
                .first()
                .satisfies(rendering ->
                        assertThat(rendering.<Double>getAs("share")).isCloseTo(5.0 / 15, within(1e-9)));
        Row pure = renderings(research).get(1);
        assertThat(pure.<Row>getList(pure.fieldIndex("examples")))
                .extracting(example -> example.getAs("unit") + " " + example.getAs("document"))
                .containsExactly("000008 c0", "000009 c1", "000010 c0");
    }

    @Test
    void findsSameTermsInAnyPartitioning() {
        CorpusSettings.Terms settings = new CorpusSettings.Terms(RESEARCH, 2, 50);
        List<Row> one = CorpusTerms.terms(research().units(1), settings).collectAsList();

        assertThat(term(one, "基础研究").<Long>getAs("units")).isEqualTo(15);
        assertThat(CorpusTerms.terms(research().units(5), settings).collectAsList())
                .isEqualTo(one);
    }

    @Test
    void findsMostProbablePhrasesFirst() {
        Dataset<Row> units = TermCorpus.documents(60, "深海探测", List.of("deep-sea exploration"))
                .units(3);

        List<String> phrases = CorpusPhrases.find(units, new CorpusSettings.Terms(NONE, 3, 100));

        assertThat(phrases.get(0).replace(" ", "")).isEqualTo("深海探测");
        assertThat(CorpusPhrases.find(units, new CorpusSettings.Terms(NONE, 3, 1)))
                .isEqualTo(phrases.subList(0, 1));
    }

    @Test
    void escapesFormulasInTable() throws IOException {
        TermCorpus corpus = new TermCorpus();
        Stream.of("=1", "=2").forEach(id -> corpus.add(id, "火星很远。", "Mars is far away."));
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        CorpusTermTable.writeCsv(CorpusTerms.terms(corpus.units(1), new CorpusSettings.Terms(RESEARCH, 2, 0)), table);

        assertThat(table.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFchinese,kind,units,documents,drift,english,status,count,share,in_documents,"
                        + "example_document,example_zh,example_en\r\n"
                        + "火星,term,2,2,0.000,Mars,preferred,2,1.000,2,'=1,火星很远。,Mars is far away.\r\n");
    }
}
