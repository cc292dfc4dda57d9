package duiqi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Checks;
import duiqi.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckPrecisionTest {
    @Test
    void namesFilesOfJudgementsAfterRules() throws IOException {
        List<String> rules = Checks.rules().stream().map(Rule::id).toList();
        try (Stream<Path> files = Files.list(CheckPrecision.JUDGEMENTS)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()).replace(".tsv", "")))
                    .isNotEmpty()
                    .isSubsetOf(rules);
        }
    }

    @Test
    void readsEveryJudgement() throws IOException {
        assertThat(CheckPrecision.verdicts().values()).isNotEmpty().containsOnly("right", "wrong");
    }
}
