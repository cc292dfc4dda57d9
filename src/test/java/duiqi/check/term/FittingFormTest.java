package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.TextSpan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingFormTest {
    @ParameterizedTest
    @CsvSource({
        "governing body, management organ, governing body",
        "governing body, management organs, governing bodies",
        "governing body, Management Organs, Governing Bodies",
        "governing body, Management organ, Governing body",
        "right of way, passages, rights of way",
        "analysis, examinations, analyses",
        "branch, forks, branches",
        "news, reports, news",
        "women, females, women",
        "governing body, management  organs, governing bodies",
        "server, access, server",
        "folder, a directory, a folder",
        "agency, A bureau, An agency",
        "university, an institute, a university",
    })
    void hasNumberCapitalsAndArticleOfReplacedWords(String translation, String words, String expected) {
        assertThat(FittingForm.of(translation, words)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "He is an editor., editor, redactor, an editor",
        "He is a redactor., redactor, editor, a redactor",
        "He is a redactor., redactor, writer, redactor",
        "The redactor left., redactor, editor, redactor",
    })
    void replacesArticleThatDoesNotFit(String target, String words, String translation, String expected) {
        int start = target.indexOf(words);
        TextSpan span = FittingForm.span(
                target, new TextSpan(TextSpan.Side.TARGET, start, start + words.length()), translation);
        assertThat(target.substring(span.start(), span.end())).isEqualTo(expected);
    }
}
