package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void listsTheRulesOfEachCheck() {
        List<Rule> ofChecks =
                Checks.all(new Glossary(List.of()), Lexicon.standard(), CheckSettings.defaults(Path.of(""))).stream()
                        .flatMap(check -> check.rules().stream())
                        .distinct()
                        .toList();
        assertThat(Checks.rules()).containsAll(ofChecks).hasSize(ofChecks.size() + 2);
        assertThat(Checks.rules().stream().map(Rule::id).collect(Collectors.toSet()))
                .hasSameSizeAs(Checks.rules())
                .contains("ignore", "unchecked-unit");
    }
}
