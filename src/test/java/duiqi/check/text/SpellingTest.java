package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    /** Returns the suggestions for an English text whose language the settings give. */
    private static List<String> suggestions(String english, String tag) {
        Direction direction = new Direction(Language.CHINESE, new Language(tag));
        Spelling check = new Spelling(
                new Glossary(List.of()),
                Lexicon.standard(),
                CheckSettings.defaults(Path.of("")).with(Optional.of(direction)));
        Location place = new Location("a.tmx", 1, 1);
        check.check(CheckedUnit.of(
                "u", direction, CheckedUnit.Passage.of("长", place), CheckedUnit.Passage.of(english, place)));
        return check.finish().stream()
                .map(Finding::suggestions)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "metres, meters",
        "colour, color",
        "travelling, traveling",
        "tumour, tumor",
        "realise, realize",
        "plough, plow",
        "pyjama, pajama",
        "catalysed, catalyzed"
    })
    void suggestsAmericanSpellingOfSameForm(String british, String american) {
        assertThat(suggestions(british, "en-US")).containsExactly(american);
    }

    @ParameterizedTest
    @CsvSource({"color, colour", "traveling, travelling", "tumor, tumour", "analyze, analyse", "pajama, pyjama"})
    void suggestsBritishSpellingOfSameForm(String american, String british) {
        assertThat(suggestions(american, "en-GB")).containsExactly(british);
    }

    @ParameterizedTest
    @CsvSource({"mitre", "practises", "enquiries"})
    void suggestsNothingRatherThanAnotherWord(String british) {
        assertThat(suggestions(british, "en-US")).isEmpty();
    }
}
