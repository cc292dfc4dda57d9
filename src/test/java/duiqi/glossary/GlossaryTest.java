package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.EnglishWords;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryTest {
    @TempDir
    private Path folder;

    private final SampleGlossaries files = new SampleGlossaries();

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("terms.csv"), text);
    }

    @Test
    void readsTheColumnsItKnowsInAnyOrder() throws IOException {
        Glossary glossary = Glossary.read(file("""
                \uFEFFnote,EN,status,zh,Exceptions
                ,sluice,preferred,水闸,水闸门 | 大水闸|

                "a, b","gate, ""lock\"\"\",,  闸门
                ,water door,Forbidden,水闸
                """));
        Location first = new Location(folder.resolve("terms.csv").toString(), 2, 1);
        assertThat(glossary.entries().get(0))
                .isEqualTo(new TermEntry(
                        "水闸",
                        "水闸",
                        "sluice",
                        TermStatus.PREFERRED,
                        new TermEntry.Details("", "", "", List.of("水闸门", "大水闸"), ""),
                        first));
        assertThat(SampleGlossaries.shown(glossary))
                .containsExactly(
                        "水闸 = sluice (preferred)", "闸门 = gate, \"lock\" (preferred)", "水闸 = water door (forbidden)");
        assertThat(glossary.entries().get(1).details().note()).isEqualTo("a, b");
        assertThat(glossary.concepts()).extracting(Glossary.Concept::id).containsExactly("水闸", "闸门");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "''>1:1: is empty",
                "'\n'>1:1: is empty",
                "'zh,fr\n'>1:1: has no English column: A \"zh\" (empty), B \"fr\" (empty); give the columns",
                "'zh,en,stauts\n水,water\n'>1:7: \"stauts\" is not a glossary column; did you mean 'status'?",
                "'zh,en,colour\n水,water\n'>1:7: \"colour\" is not a glossary column; use one of concept, zh, en,",
                "'zh,en,zh\n'>1:7: two columns are named zh; rename",
                "'zh,en\n水闸,sluice\n\n闸门\n'>4:1: column en is empty; fill it in",
                "'zh,en\n,sluice\n'>2:1: column zh is empty; fill it in",
                "'zh,en,status\n水闸,sluice,prefered\n'>2:11: \"prefered\" is not a status; did you mean 'preferred'?",
                "'zh,en,status\n水闸,sluice,good\n'>2:11: \"good\" is not a status; use one of preferred, admitted,",
                "'zh,en\n水闸,/a*/\n'>2:4: \"a*\" matches empty text; require at least one letter",
                "'zh,en\n水闸,\"sluice\n'>2:1: row has an unclosed quotation mark"
            })
    void reportsErrorsWithLocation(String text, String problem) throws IOException {
        Path wrong = file(text);
        assertThatThrownBy(() -> Glossary.read(wrong)).hasMessageStartingWith(wrong + ":" + problem);
    }

    @Test
    void rejectsUnreadableFiles() throws IOException {
        Path coded =
                Files.write(folder.resolve("terms.csv"), "zh,en\n水は軟らかい,soft\n".getBytes(Charset.forName("Shift_JIS")));
        assertThatThrownBy(() -> Glossary.read(coded))
                .hasMessage(
                        coded + ":2:1: is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252; save it as UTF-8");
        Path wrong = file("zh,en\n水闸," + "sluice ".repeat(1429) + "\n");
        assertThatThrownBy(() -> Glossary.read(wrong))
                .hasMessage(wrong + ":2:4: column en has 10002 characters; use at most 500, and put explanations "
                        + "into the note");
        Path unknown = Files.writeString(folder.resolve("terms.doc"), "zh,en\n");
        assertThatThrownBy(() -> Glossary.read(unknown))
                .hasMessageStartingWith(unknown + ": is not in a known glossary format; use a file name that ends in");
        assertThatThrownBy(() -> Glossary.read(folder.resolve("none")))
                .hasMessageContaining("the glossary does not exist");
    }

    /** Reads text in which a question mark is an invalid byte. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '~', textBlock = """
              zh,en⏎水闸水闸水闸,sluice⏎堰,we?ir⏎池塘,pond⏎ > 水闸水闸水闸 = sluice (preferred); 池塘 = pond (preferred) > terms.csv:3:3: has bytes that are invalid in the encoding of the file
              zh,en,status,colour⏎水闸,sluice,good⏎堰,weir⏎,none⏎池塘,pond,admitted,red⏎ > 堰 = weir (preferred); 池塘 = pond (admitted) > terms.csv:1:14: "colour" is not a glossary column/terms.csv:2:11: "good" is not a status/terms.csv:4:1: column zh is empty
            """)
    void skipsOnlyRowsWithFaults(String text, String entries, String faults) throws IOException {
        byte[] bytes = text.replace('⏎', '\n').getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xFF : bytes[i];
        }
        Glossary glossary = files.read(Files.write(folder.resolve("terms.csv"), bytes));
        assertThat(String.join("; ", SampleGlossaries.shown(glossary))).isEqualTo(entries);
        assertThat(files.faults)
                .extracting(fault -> fault.replaceFirst(";.*", ""))
                .containsExactly(faults.split("/"));
    }

    @Test
    void readsGlossariesOfFolderWithoutHiddenFiles() throws IOException {
        Files.writeString(folder.resolve("b.csv"), "zh,en\n水闸,sluice\n");
        Files.writeString(folder.resolve(".c.csv"), "nothing");
        Files.writeString(folder.resolve("README.md"), "nothing");
        Files.writeString(folder.resolve("bad.json"), "{}");
        Files.createDirectories(folder.resolve("a/.git"));
        Files.writeString(folder.resolve("a/d.tsv"), "zh\ten\n堰\tweir\n");
        Files.writeString(folder.resolve("a/.git/e.csv"), "nothing");
        Glossary glossary = Glossary.read(folder, fault -> files.faults.add(String.valueOf(fault.getMessage())));
        assertThat(SampleGlossaries.shown(glossary)).containsExactly("堰 = weir (preferred)", "水闸 = sluice (preferred)");
        assertThat(files.faults)
                .singleElement()
                .asString()
                .startsWith(folder.resolve("bad.json") + ":1:1: is not an array of concepts; write [{");
        assertThatThrownBy(() -> Glossary.read(folder)).hasMessageContaining("bad.json:1:1");
    }

    /** Returns the concepts into Chinese in short form: {@code user: 用户 preferred, 使用者 forbidden}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              用户,user/使用者,User,forbidden/消费者,customer,forbidden | user: 用户 preferred, 使用者 forbidden
              树枝,branch,admitted/分支,branch/基础研究,basic research/基础研究,foundational research,deprecated | branch: 树枝 admitted, 分支 preferred; basic research: 基础研究 preferred; foundational research: 基础研究 preferred
              中国科学院,Chinese Academy of Sciences,,,cas/中国科学院,CAS,forbidden,,cas/中科院,CAS,admitted,,cas | Chinese Academy of Sciences: 中国科学院 preferred, 中科院 admitted; CAS: 中科院 admitted, 中国科学院 preferred
              user,用户；使用者/用户,user | user: 用户 preferred, 使用者 admitted
              用户,user,preferred,,u/使用者,user,preferred,forbidden,u/用戶端,client,deprecated,preferred,c | user: 用户 preferred, 使用者 forbidden; client: 用戶端 preferred
            """)
    void groupsRowsByEnglishTerm(String rows, String expected) throws IOException {
        Glossary glossary = Glossary.read(file("zh,en,status,zh-status,concept\n" + rows.replace('/', '\n') + "\n"));
        assertThat(glossary.concepts(Direction.INTO_CHINESE).stream()
                        .map(concept -> concept.id() + ": "
                                + concept.entries().stream()
                                        .map(entry -> entry.chinese() + " " + entry.status())
                                        .collect(Collectors.joining(", "))))
                .containsExactly(expected.split("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "log,'',noun,Open the logs.,logs",
        "log,'',noun,Please log the error.,''",
        "log,'',noun,It logged the error.,''",
        "log,'',verb,It logged the error.,logged",
        "log,'',verb,Open the log.,''",
        "Go,name,'',Write it in Go.,Go",
        "Go,name,'',Do not go there.,''",
        "user,'','',Set user_id or {user} or users.db.,''",
        "user,'','',<b>Users</b> and 'user':,Users user",
        "user,'','',A user agent of a user.,user",
        "set-up,'','',The setup and the set up.,setup set up",
        "the Academy,'','',The Academy met.,The Academy",
        "research|,'','',Researchers do research.,Researchers research",
        "/colou?rs?/,'','',Colours and color.,Colours color",
        "settings,'','',Change a setting.,setting",
        "setting,'','',Set it.,''",
        "user,'','',Use -u USER for a user.,user",
        "eight,'','',Eight files in UTF-8.,Eight",
    })
    void findsEnglishTermInSource(String english, String type, String pos, String source, String expected) {
        TermEntry.Details details = new TermEntry.Details(type, pos, "", List.of("user agent"), "");
        Glossary glossary = new Glossary(
                List.of(new TermEntry("c", "水闸", english, TermStatus.PREFERRED, details, SampleGlossaries.NOWHERE)));
        assertThat(new EnglishTerms(glossary, new EnglishWords())
                        .find(source).stream()
                                .map(hit -> source.substring(hit.start(), hit.end()))
                                .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void findsTermsInGlossaryOfTwentyThousandRows() {
        Glossary glossary = new Glossary(IntStream.range(0, 20_000)
                .mapToObj(i -> SampleGlossaries.entry("词" + i, "word" + i + " term", TermStatus.PREFERRED))
                .toList());
        String source = "The word19999 terms and word7 term of many other words in a long sentence.";
        assertThat(new EnglishTerms(glossary, new EnglishWords()).find(source))
                .extracting(TermMatches.Hit::term)
                .containsExactly("word19999 term", "word7 term");
    }

    @ParameterizedTest
    @CsvSource({"水閘,水闸", "水闸,水闸", "闸,水闸", "SLUICE-Gate,水闸", "sluice  gate,水闸", "gate’s,门"})
    void findsInEitherLanguageAndScript(String word, String chinese) {
        Glossary glossary = new Glossary(List.of(
                SampleGlossaries.entry("水闸", "Sluice gate", TermStatus.PREFERRED),
                SampleGlossaries.entry("门", "gate's door", TermStatus.PREFERRED)));
        assertThat(glossary.find(word)).extracting(TermEntry::chinese).containsExactly(chinese);
        assertThat(glossary.find("堰")).isEmpty();
    }
}
