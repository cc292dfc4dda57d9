package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.report.SampleFindings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedFindingsTest {
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

        List<Finding> listed = ListedFindings.of(many);
        assertThat(listed).hasSize(1_002 - 1);
        assertThat(listed.get(0).message())
                .isEqualTo("message 60; 99 more findings of this rule about this term; list all with --all");
        assertThat(listed.get(999).message()).endsWith("; 101 more findings of this rule; list all with --all");
        assertThat(listed.get(1_000).rule().id()).isEqualTo("punctuation");
        assertThat(listed.stream().filter(finding -> finding.message().contains("more")))
                .hasSize(2);
    }
}
