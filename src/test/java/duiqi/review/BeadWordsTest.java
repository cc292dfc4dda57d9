package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeadWordsTest {
    private static final ReviewOrigin INTO_CHINESE =
            new ReviewOrigin(Optional.empty(), Optional.empty(), Language.ENGLISH, Language.CHINESE, Path.of("a.tmx"));

    private final BeadWords words = new BeadWords(Glossary.of(List.of()), Lexicon.standard());

    @TempDir
    private Path folder;

    private static String text(List<Sentence> sentences, List<Sentence.Span> spans) {
        return spans.stream()
                .map(span -> sentences.stream()
                        .filter(one -> one.id().equals(span.sentence()))
                        .findFirst()
                        .orElseThrow()
                        .text()
                        .substring(span.start(), span.end()))
                .collect(Collectors.joining("+"));
    }

    /** Returns the links as text, for example {@code 气象站=weather station}. */
    private static List<String> links(BeadWords.Words words, List<Sentence> source, List<Sentence> target) {
        return words.links().stream()
                .map(link -> text(source, link.source()) + "=" + text(target, link.target())
                        + (link.kind().equals("word") ? "" : " " + link.kind()))
                .toList();
    }

    @Test
    void linksWordsNamesAndNumbers() {
        List<Sentence> source = Reviews.sentences("s", "王教授去年参观了气象站。", "那里有3.5万人。");
        List<Sentence> target =
                Reviews.sentences("t", "Last year Professor Wang visited the weather station of 35,000 people.");
        BeadWords.Words found = words.of(Reviews.ORIGIN, source, target);
        assertThat(links(found, source, target))
                .containsExactlyInAnyOrder(
                        "3.5万=35,000 number",
                        "教授=Professor",
                        "去年=Last year",
                        "参观=visited",
                        "气象站=weather station",
                        "王=Wang",
                        "人=people");
        assertThat(text(source, found.left().source())).isEqualTo("那里");
        assertThat(found.left().target()).isEmpty();
    }

    @Test
    void exchangesTheSidesIntoChinese() throws Exception {
        List<Sentence> source = Reviews.sentences("s", "We look.", "The weather station opened.");
        List<Sentence> target = Reviews.sentences("t", "氣象站開放了。");
        assertThat(links(words.of(INTO_CHINESE, source, target), source, target))
                .containsExactlyInAnyOrder("weather station=氣象站", "opened=開放");
        assertThat(withTerms("zh,en\n氣象站,weather station\n").terms(INTO_CHINESE, source, target))
                .containsExactly(new BeadWords.BeadTerm(
                        "weather station",
                        List.of(new Sentence.Span("s2", 4, 19)),
                        List.of(new BeadWords.BeadTerm.Translation(
                                "氣象站", TermStatus.PREFERRED, List.of(new Sentence.Span("t1", 0, 3))))));
    }

    private BeadWords withTerms(String glossary) throws IOException {
        Path file = Files.writeString(folder.resolve("terms.csv"), glossary);
        return new BeadWords(
                Glossary.read(file, fault -> {
                    throw new AssertionError(fault);
                }),
                Lexicon.standard());
    }

    @Test
    void prefersTermsOfTheGlossary() throws Exception {
        BeadWords withTerms = withTerms("zh,en\n气象站,station for weather\n站,halt\n");
        List<Sentence> source = Reviews.sentences("s", "新的气象站。");
        List<Sentence> target = Reviews.sentences("t", "It is", "a new station for weather.");
        assertThat(links(withTerms.of(Reviews.ORIGIN, source, target), source, target))
                .containsExactlyInAnyOrder("气象站=station for weather term", "新=new");
        assertThat(withTerms.terms(Reviews.ORIGIN, source, target).get(0))
                .isEqualTo(new BeadWords.BeadTerm(
                        "气象站",
                        List.of(new Sentence.Span("s1", 2, 5)),
                        List.of(new BeadWords.BeadTerm.Translation(
                                "station for weather",
                                TermStatus.PREFERRED,
                                List.of(new Sentence.Span("t2", 6, 25))))));
    }

    @Test
    void linksEachWordOnce() {
        List<Sentence> source = Reviews.sentences("s", "猫追猫，猫跑了。");
        List<Sentence> target = Reviews.sentences("t", "A cat chased a cat.");
        assertThat(links(words.of(Reviews.ORIGIN, source, target), source, target))
                .filteredOn(link -> link.startsWith("猫"))
                .containsExactly("猫=cat", "猫=cat");
        assertThat(words.of(Reviews.ORIGIN, source, List.of()).links()).isEmpty();
    }

    @Test
    void limitsTheTimeForLongSentences() {
        List<Sentence> source = Reviews.sentences("s", "气象站在1999年发布了天气预报".repeat(4_000));
        List<Sentence> target = Reviews.sentences("t", "In 1999 the weather station issued a forecast ".repeat(4_000));
        long start = System.nanoTime();
        assertThat(words.of(Reviews.ORIGIN, source, target).links()).isNotEmpty();
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }
}
