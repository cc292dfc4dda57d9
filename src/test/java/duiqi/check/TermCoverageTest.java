package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
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

    @Test
    void countsTermOncePerUnitByBestTranslation(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("terms.csv"), TERMS);
        TermCoverage coverage =
                new TermCoverage(Glossary.read(file), Lexicon.standard(), Checks.Words.of(Lexicon.standard()));
        coverage.add(Units.of("颠覆性技术。", "A disruptive technology, or game-changing technology."));
        coverage.add(Units.of("颠覆性技术和颠覆性技术。", "Game-changing technology is subversive technology."));
        coverage.add(Units.of("颠覆性技术。", "A subversive technology."));
        coverage.add(Units.of("颠覆性技术。", "It."));
        coverage.add(Units.of("颠覆性技术。", " "));
        coverage.add(Units.of("基础研究。", "Basic research."));
        assertThat(coverage.lines())
                .containsExactly(
                        new TermCoverage.Line("颠覆性技术", 4, 1, 1, 0, 1), new TermCoverage.Line("基础研究", 1, 1, 0, 0, 0));
        assertThat(coverage.lines().get(0).without()).isEqualTo(1);
    }

    @Test
    void countsEnglishTermsByTheirChineseTranslations(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("terms.csv"), """
                zh,en,status
                账户,account,preferred
                账号,account,admitted
                口令,password,deprecated
                密码,password,preferred
                使用者,user,forbidden
                用户,user,preferred
                """);
        TermCoverage coverage =
                new TermCoverage(Glossary.read(file), Lexicon.standard(), Checks.Words.of(Lexicon.standard()));
        coverage.add(Units.of("Your accounts.", "您的账号和账户。"));
        coverage.add(Units.of("The user’s account.", "使用者的账号。"));
        coverage.add(Units.of("Accounts.", "它们。"));
        coverage.add(Units.of("Password.", "口令。"));
        coverage.add(Units.of("账户。", "The account."));
        assertThat(coverage.lines())
                .containsExactly(
                        new TermCoverage.Line("account", 3, 1, 1, 0, 0),
                        new TermCoverage.Line("password", 1, 0, 0, 1, 0),
                        new TermCoverage.Line("user", 1, 0, 0, 0, 1),
                        new TermCoverage.Line("账户", 1, 1, 0, 0, 0));
    }
}
