package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.bitext.FormatException;
import duiqi.bitext.Language;
import duiqi.bitext.TranslationUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TmxReaderTest {
    private static final String CHINESE = "<tuv xml:lang='zh-CN'><seg>水</seg></tuv>";
    private static final String ENGLISH = "<tuv xml:lang='en-US'><seg>Water</seg></tuv>";

    @TempDir
    Path folder;

    @Test
    void readsWhatAnOldToolWrote() throws IOException {
        TranslationUnit unit = read(Golden.copy("trados.tmx", folder)).get(0);
        assertThat(unit.source()).isEqualTo(new TranslationUnit.Variant(new Language("zh-CN"), "旧的句子。"));
        assertThat(unit.target().text()).isEqualTo("An old sentence.");
        assertThat(unit.properties()).isEqualTo(Map.of("Txt::Client", "甲"));
        assertThat(unit.created()).hasToString("Optional[2001-02-03T04:05:06Z]");
        assertThat(unit.id())
                .isEqualTo(read(Golden.copy("trados.tmx", folder)).get(0).id());
    }

    @Test
    void theSourceIsWhatTheUnitElseTheHeaderElseTheOrderSays() throws IOException {
        assertThat(source("<header srclang='zh-cn'/>", "<tu>" + ENGLISH + CHINESE + "</tu>"))
                .isEqualTo("水");
        assertThat(source("<header srclang='zh-CN'/>", "<tu srclang='en-us'>" + CHINESE + ENGLISH + "</tu>"))
                .isEqualTo("Water");
        assertThat(source("<header srclang='*all*'/>", "<tu>" + ENGLISH + CHINESE + "</tu>"))
                .isEqualTo("Water");
        assertThat(source("", "<tu>" + CHINESE + ENGLISH + "</tu>")).isEqualTo("水");
    }

    @Test
    void passesOverAUnitWithoutTwoSides() throws IOException {
        assertThat(read(file("", "<tu>" + CHINESE + "</tu><tu tuid='2'>" + CHINESE + ENGLISH + "</tu><tu/>")))
                .extracting(TranslationUnit::id)
                .containsExactly("2");
    }

    @Test
    void aDateThatIsNoneIsNoReasonToLoseAPair() throws IOException {
        assertThat(read(file("", "<tu creationdate='20260230T000000Z'>" + CHINESE + ENGLISH + "</tu>"))
                        .get(0)
                        .created())
                .isEmpty();
    }

    @Test
    void aSideWithoutLanguageIsNamed() throws IOException {
        Path file = file("", "\n<tu>" + CHINESE + "<tuv><seg>x</seg></tuv></tu>");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ":2:1: a <tuv> names no language;"
                        + " write xml:lang=\"zh-CN\", xml:lang=\"en-US\" or the like");
        Path odd = file("", "<tu>" + CHINESE + "<tuv lang='12'><seg>x</seg></tuv></tu>");
        assertThatThrownBy(() -> read(odd)).hasMessageContaining("\"12\" is no language code");
    }

    @Test
    void damageBehindTheLastUnitIsNoticedToo() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), "<tmx><body><tu>" + CHINESE + ENGLISH + "</tu></body>");
        try (TmxReader reader = TmxReader.open(file)) {
            assertThat(reader.next()).isPresent();
            assertThatThrownBy(reader::next).isInstanceOf(FormatException.class);
        }
    }

    private String source(String header, String units) throws IOException {
        return read(file(header, units)).get(0).source().text();
    }

    private Path file(String header, String units) throws IOException {
        return Files.writeString(
                folder.resolve("a.tmx"), "<tmx version='1.4'>" + header + "<body>" + units + "</body></tmx>");
    }

    private static List<TranslationUnit> read(Path file) throws IOException {
        List<TranslationUnit> units = new ArrayList<>();
        try (TmxReader reader = TmxReader.open(file)) {
            for (Optional<TranslationUnit> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get());
            }
        }
        return units;
    }
}
