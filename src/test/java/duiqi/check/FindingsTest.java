package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.report.FindingReport;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import duiqi.report.ReportFormat;
import duiqi.report.SampleFindings;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares findings in a temporary file with findings in the heap. */
class FindingsTest {
    private static Findings inOrder(List<Finding> findings, int maxLength) {
        Findings.Collector collector = new Findings.Collector(maxLength);
        findings.forEach(collector::add);
        return collector.inOrder();
    }

    private static List<Finding> samples() {
        List<Finding> samples = new ArrayList<>(SampleFindings.report().findings());
        // Findings that differ only in the texts that are in the file.
        Finding first = samples.get(0);
        for (String term : List.of("水", "b", "a")) {
            samples.add(new Finding(
                    first.rule(),
                    first.severity(),
                    "message " + term,
                    first.unit(),
                    first.spans(),
                    term,
                    List.of("x".repeat(20_001), "")));
        }
        Collections.shuffle(samples, new Random(3));
        return samples;
    }

    private static List<Object> parts(Finding finding) {
        return List.of(
                finding.rule(),
                finding.severity(),
                finding.message(),
                finding.spans(),
                finding.term(),
                finding.suggestions(),
                finding.location(),
                finding.key(),
                finding.unit().id(),
                finding.unit().properties(),
                finding.unit().notes());
    }

    @Test
    void sortsFindingsInFileAsInHeap() {
        List<Finding> samples = samples();
        Findings inHeap = inOrder(samples, Integer.MAX_VALUE);
        assertThat(inHeap.equals(Finding.inOrder(samples))).isTrue();
        for (int maxLength : new int[] {1, 3000}) {
            assertThat(inOrder(samples, maxLength).stream().map(FindingsTest::parts))
                    .containsExactlyElementsOf(
                            inHeap.stream().map(FindingsTest::parts).toList());
        }
    }

    @Test
    void listsFewOfManyFindingsAboutTerms() {
        Finding sample = SampleFindings.report().findings().get(0);
        Rule rule = Rule.of("term-missing", Severity.WARNING, "a term is missing");
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            many.add(Finding.of(rule, sample.unit(), "message " + i).about(i < 100 ? "same" : "term " + i));
        }
        many.set(60, many.get(60).as(Severity.ERROR));
        many.add(Finding.of(Rule.of("punctuation", Severity.NOTE, "a mark is wrong"), sample.unit(), "mark"));
        for (int maxLength : new int[] {1, Integer.MAX_VALUE}) {
            Findings listed = inOrder(many, maxLength).listed();
            assertThat(listed).hasSize(1_001);
            assertThat(listed.stream().map(Finding::message).filter(message -> message.contains("more")))
                    .containsExactlyInAnyOrder(
                            "message 60; 99 more findings of this rule about this term; list all with --all",
                            listed.get(listed.size() - 1).message());
            assertThat(listed.get(listed.size() - 1).message())
                    .endsWith("; 101 more findings of this rule; list all with --all");
            assertThat(listed.stream().map(finding -> finding.rule().id())).contains("punctuation");
        }
    }

    @Test
    void writesEveryFormatFromFileAsFromHeap() throws IOException {
        FindingReport sample = SampleFindings.report();
        List<Finding> samples = samples();
        FindingReport inHeap = sample.with(inOrder(samples, Integer.MAX_VALUE));
        FindingReport inFile = sample.with(inOrder(samples, 1));
        for (ReportFormat format : ReportFormat.ALL) {
            assertThat(written(format, inFile)).as(format.name()).isEqualTo(written(format, inHeap));
        }
        assertThat(pages(inFile)).isEqualTo(pages(inHeap));
        assertThat(inFile.mostSevere(3).stream().map(FindingsTest::parts))
                .containsExactlyElementsOf(
                        inHeap.mostSevere(3).stream().map(FindingsTest::parts).toList());
    }

    private static String written(ReportFormat format, FindingReport report) throws IOException {
        StringWriter out = new StringWriter();
        format.write(report, SampleFindings.settings(), out);
        return out.toString();
    }

    private static List<String> pages(FindingReport findings) throws IOException {
        PairCounts counts = new PairCounts();
        List<PairReport.Pair> pairs = findings.findings().stream()
                .map(Finding::unit)
                .map(unit -> new PairReport.Pair(unit, unit.location(0).file(), false))
                .toList();
        pairs.forEach(counts::add);
        List<StringWriter> outs = Stream.generate(StringWriter::new).limit(2).toList();
        new PairReport("title", findings, counts, List.of(), List.of(), Optional.empty())
                .write(
                        to -> {
                            for (PairReport.Pair pair : pairs) {
                                to.take(pair);
                            }
                        },
                        outs.stream()
                                .map(out -> new PairReport.Page("a.html", out))
                                .toList());
        return outs.stream().map(StringWriter::toString).toList();
    }
}
