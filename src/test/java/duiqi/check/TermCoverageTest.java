package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermCoverageTest {
    private static final String TERMS = """
            zh,en,status
            颠覆性技术,disruptive technology,preferred
            颠覆性技术,game-changing technology,admitted
            颠覆性技术,subversive technology,forbidden
            基础研究,basic research,preferred
            水闸,sluice,preferred
            """;

    private static CheckedUnit unit(String chinese, String english) {
        Location place = new Location("a", 1, 1);
        return CheckedUnit.of(
                "1",
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(chinese, place),
                CheckedUnit.Passage.of(english, place));
    }

    @Test
    void countsTermOncePerUnitByBestTranslation(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("terms.csv"), TERMS);
        TermCoverage coverage = new TermCoverage(Glossary.read(file), Lexicon.standard());
        coverage.add(unit("颠覆性技术。", "A disruptive technology, or game-changing technology."));
        coverage.add(unit("颠覆性技术和颠覆性技术。", "Game-changing technology is subversive technology."));
        coverage.add(unit("颠覆性技术。", "A subversive technology."));
        coverage.add(unit("颠覆性技术。", "It."));
        coverage.add(unit("颠覆性技术。", " "));
        coverage.add(unit("基础研究。", "Basic research."));
        assertThat(coverage.lines())
                .containsExactly(
                        new TermCoverage.Line("颠覆性技术", 4, 1, 1, 0, 1), new TermCoverage.Line("基础研究", 1, 1, 0, 0, 0));
        assertThat(coverage.lines().get(0).without()).isEqualTo(1);
    }
}
