package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Finding;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests entries that count only in some case, context or file, or that are not to be translated. */
class TermLimitsTest {
    @TempDir
    private Path folder;

    private List<Finding> findings(String rows, String file, String source, String target) throws IOException {
        Glossary glossary = Glossary.read(Files.writeString(
                folder.resolve("g.csv"),
                "zh,en,status,case-sensitive,context,level,files\n" + rows.replace('/', '\n')));
        Direction direction = isChinese(source) && !isChinese(target) ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE;
        return TermCheckTest.check(glossary, folder)
                .check(Units.of(direction, folder.resolve(file).toString(), source, target));
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Asserts that there is one warning that ends with a text, or nothing without a text. */
    private void assertMessage(String rows, String source, String target, @Nullable String end) throws IOException {
        assertThat(findings(rows, "a.po", source, target))
                .hasSize(end == null ? 0 : 1)
                .allSatisfy(found -> assertThat(found.severity() + ": " + found.message())
                        .startsWith("warning: ")
                        .endsWith(String.valueOf(end)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GitHub       | 代码在GitHub上。      | The code is on GitHub.          |
        GitHub       | 代码在GitHub上。      | The code is on the site.        | which is not to be translated
        GitHub       | 代码在GitHub上。      | The code is on Github.          | warning: "Github" differs in case from "GitHub" in the glossary
        GitHub       | It is on GitHub.     | 它在GitHub上。                   |
        GitHub       | GitHub's site.       | GitHub的网站。                   |
        GitHub       | It is on GitHub.     | 它在网上。                       | which is not to be translated
        GitHub       | It is on MyGitHub.   | 它在网上。                       |
        Word         | A word in Word.      | Word里的词。                     |
        Word         | A word is enough.    | 一个词就够了。                    |
        git commit   | Run git commit.      | 运行git commit。                 |
        git commit   | Run git commit.      | 运行提交命令。                    | which is not to be translated
        --force      | Use --force here.    | 在此使用--force。                |
        --force      | Use --force here.    | 在此强行使用。                    | which is not to be translated
        node.js      | 安装node.js。         | Install node.js.                |
        C++          | 用C++编写。           | Written in C++.                 |
        C++          | 用C++编写。           | Written in C.                   | which is not to be translated
        iPhone       | 五部iPhone。          | Five iPhones.                   |
        大熊猫        | 他写了大熊猫三个字。    | He wrote the characters 大熊猫.   |
        """)
    void keepsTermsThatAreNotTranslated(String term, String source, String target, @Nullable String expected)
            throws IOException {
        assertMessage("," + term + ",do-not-translate", source, target, expected);
        assertMessage(term + ",,do-not-translate", source, target, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        互联网,Internet | 互联网发展很快。      | The Internet grows fast.  |
        互联网,Internet | 互联网发展很快。      | The internet grows fast.  | warning: "internet" differs in case from "Internet" in the glossary
        网络,network    | 网络很快。           | Networks are fast.        |
        网络,network    | 这些网络很快。        | These Networks are fast.  | warning: "Networks" differs in case from "network" in the glossary
        波兰的,Polish   | He is Polish.       | 他是荷兰的。               | (波兰的)
        波兰的,Polish   | Please polish it.   | 请擦亮它。                 |
        抛光,polish     | Polish the lens.    | 擦亮镜头。                 | (抛光)
        人工智能,AI     | 用ai写的诗。         | A poem by a program.      |
        """)
    void comparesCase(String pair, String source, String target, @Nullable String expected) throws IOException {
        assertMessage(pair + ",,yes", source, target, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        电脑里的文件很多。          | The computer has many files.   |
        電腦裏的文件很多。          | The computer has many files.   |
        会议文件很多。             | The meeting has many files.    | (document)
        会议文件很多。             | The meeting has many documents.|
        Open the file on disk.   | 打开磁盘上的文件。               |
        Open the file on the computers. | 打开电脑上的档案。         | (文件)
        Use a metal file.        | 用一把金属锉刀。                 |
        Sign the file.           | 在档案上签名。                   |
        """)
    void countsOnlyInContext(String source, String target, @Nullable String expected) throws IOException {
        String rows = "文件,document/文件,file,,,电脑|disk|computer/锉刀,file,,,metal";
        assertMessage(rows, source, target, expected);
    }

    /** Tests terms; the last column lists parts of the message of the only finding. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              波兰的,Polish,,yes/抛光,polish,,yes | a.po | He is Polish. | 他是抛光的。 | "Polish"; the glossary+(波兰的)
              波兰的,Polish,,yes/抛光,polish,,yes | a.po | Please polish it. | 请抛光它。 |
              卫生,health/公共卫生,public health,,,医院 | a.po | 公共卫生很重要。 | Public hygiene is important. | 卫生+(health)
              卫生,health/公共卫生,public health,,,医院 | a.po | 医院重视公共卫生。 | Hospitals value public hygiene. | 公共卫生+(public health)
              一,one,,,,note | a.po | 会议有一个问题。 | The meeting had a question. | note: the English has no glossary translation of 一 (one); the glossary marks the term as ambiguous
              文件,file,,,,note | a.po | Close the file. | 关闭档案。 | note:+file
              公告,bulletin,,,,,docs | docs/a.po | 这份公告很重要。 | This notice is important. | bulletin
              公告,bulletin,,,,,docs | docs/b/a.po | The bulletin. | 这份通知。 | bulletin
              公告,bulletin,,,,,docs | a.po | 这份公告很重要。 | This notice is important. |
            """)
    void appliesTermsInTheirCaseContextLevelAndFiles(
            String rows, String file, String source, String target, @Nullable String parts) throws IOException {
        List<Finding> findings = findings(rows, file, source, target);
        assertThat(findings)
                .hasSize(parts == null ? 0 : 1)
                .allSatisfy(found -> assertThat(found.severity() + ": " + found.message())
                        .contains(parts == null ? new String[0] : parts.split("[+]")));
    }
}
