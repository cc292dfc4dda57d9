package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmbiguousEntriesTest {
    @TempDir
    private Path folder;

    private Glossary glossary(String rows) throws IOException {
        return Glossary.read(Files.writeString(
                folder.resolve("g.csv"), "zh,en,status,level,context\n" + rows.replace('/', '\n') + "\n"));
    }

    /** The units are translations between Chinese and English, in turn; each occurs some times. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
              队列,cohort § 3 § 打印队列为空。/There is nothing to print./清除打印队列。/Stop all printing. § "队列" has no glossary translation in 6 of 6 uses; add the exceptions 打印队列 (removes 100 % of them), or set level to note
              快捷方式,shortcut § 5 § Press the shortcut./按下快捷键。 § "shortcut" has no glossary translation in 5 of 5 uses; admit "快捷键" (removes 100 % of them), or set level to note
              服务器,server § 9 § 重启服务器。/Restart the server. §
              大,big,,note § 9 § 雨很大。/It rains heavily. §
              大,big,,,雨 § 9 § 雨很大。/It rains heavily. §
              大,big § 2 § 雨很大。/It rains heavily. §
            """)
    void proposesLimits(String rows, int times, String units, @Nullable String expected) throws IOException {
        AmbiguousEntries ambiguous = new AmbiguousEntries(glossary(rows), Lexicon.standard());
        String[] texts = units.split("/");
        for (int i = 0; i < times * texts.length; i += 2) {
            ambiguous.add(Units.of(texts[i % texts.length], texts[i % texts.length + 1]));
        }
        List<String> problems = new ArrayList<>();
        ambiguous.inMemories((location, rule, isNote, problem) -> problems.add(problem));
        assertThat(problems).hasSize(expected == null ? 0 : 1);
        assertThat(String.join("", problems)).endsWith(expected == null ? "" : expected);
    }

    @Test
    void namesEverydayWordsOfLexicon() throws IOException {
        String rows = "一,one/大,big/人,person/中,middle/情况,situation/服务器,server/密码,password/氦,helium/大会,assembly"
                + "/轮到,turn/文件,file/界面,interest,,note/,GitHub,do-not-translate/好,good,,note/小,small,,,房间";
        List<String> problems = new ArrayList<>();
        AmbiguousEntries.inLexicon(
                glossary(rows),
                Lexicon.standard(),
                (location, rule, isNote, problem) -> problems.add(problem.replaceFirst(" is .*", "")));
        assertThat(problems).containsExactly("\"一\"", "\"大\"", "\"人\"", "\"中\"", "\"情况\"", "\"turn\"");
    }
}
