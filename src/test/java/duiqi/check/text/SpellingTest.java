package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        CheckedUnit unit = Units.of(direction, "a.tmx", "长", english);
        return Units.findings(check, unit).stream()
                .map(Finding::suggestions)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "metres, en-US, meters",
        "colour, en-US, color",
        "travelling, en-US, traveling",
        "tumour, en-US, tumor",
        "realise, en-US, realize",
        "plough, en-US, plow",
        "pyjama, en-US, pajama",
        "catalysed, en-US, catalyzed",
        "color, en-GB, colour",
        "traveling, en-GB, travelling",
        "tumor, en-GB, tumour",
        "analyze, en-GB, analyse",
        "pajama, en-GB, pyjama",
        "mitre, en-US, ",
        "practises, en-US, ",
        "enquiries, en-US, ",
    })
    void suggestsSpellingOfSameForm(String form, String language, @Nullable String right) {
        assertThat(suggestions(form, language)).isEqualTo(right == null ? List.of() : List.of(right));
    }
}
