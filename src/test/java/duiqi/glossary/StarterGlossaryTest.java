package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that the glossaries of the project are consistent, since every check uses all of them. Needs the root of the
 * repository as working directory.
 */
class StarterGlossaryTest {
    @Test
    void hasManyConceptsOfSeveralFieldsWithoutProblems() throws IOException {
        List<Glossary> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(Path.of("glossary"))) {
            for (Path path : paths.sorted().toList()) {
                files.add(Glossary.read(path));
            }
        }
        assertThat(files)
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(file -> file.concepts().size() >= 20);
        assertThat(files.stream().flatMap(file -> file.concepts().stream()).map(Glossary.Concept::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]+(?:-[a-z0-9]+)*"));
        Glossary all = Glossary.of(files);
        assertThat(SampleGlossaries.shown(all))
                .contains("颠覆性技术 = disruptive technology (preferred)", "颠覆性技术 = subversive technology (forbidden)");
        assertThat(all.concepts())
                .hasSizeGreaterThanOrEqualTo(300)
                .allMatch(concept -> concept.renderings(TermStatus.PREFERRED).size() == 1)
                .flatMap(Glossary.Concept::chinese)
                .doesNotHaveDuplicates();
        assertThat(all.entries())
                .noneMatch(entry -> entry.toString().matches("(?s).*[\\p{Cc}\\p{Cf}].*"))
                .filteredOn(entry -> entry.status() == TermStatus.FORBIDDEN)
                .isNotEmpty()
                .allMatch(entry -> !entry.details().note().isEmpty());
        new GlossaryValidation((location, rule, isNote, problem) ->
                        assertThat(isNote).as(location + problem).isTrue())
                .check(all);
    }
}
