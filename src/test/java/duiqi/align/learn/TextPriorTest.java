package duiqi.align.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.CorpusTables;
import duiqi.align.Segments;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.LexiconBuilder;
import duiqi.lexicon.TextCounts;
import duiqi.lexicon.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPriorTest {
    private static final List<String> CHINESE = List.of("医生。", "学校。");
    private static final List<String> ENGLISH = List.of("The physician, the doctor.", "School.");

    /** Builds a dictionary that knows one translation of a word, with counts of texts that know another. */
    private static Lexicon lexicon(double occurrences) throws IOException {
        String dictionary = "醫生 医生 [yi1 sheng1] /doctor/\n學校 学校 [xue2 xiao4] /school/\n";
        Lexicon lexicon = new LexiconBuilder()
                .read("dictionary", new BufferedReader(new StringReader(dictionary)))
                .build();
        TextCounts.Stems others = TextCounts.Stems.of(List.of("physician"), lexicon);
        TextCounts.Rows words = new TextCounts.Rows(lexicon.wordCount(), 1, others.end());
        words.setStemTotal(others.number("physician"), occurrences);
        for (int word = 0; word < lexicon.wordCount(); word++) {
            if (word == lexicon.wordNumber("医生")) {
                words.add(others.number("physician"), 1, 1);
                words.endRow(occurrences);
            } else {
                words.endRow(0);
            }
        }
        TextCounts.Rows characters = new TextCounts.Rows(lexicon.characterCount(), 0, others.end());
        for (int character = 0; character < lexicon.characterCount(); character++) {
            characters.endRow(0);
        }
        return lexicon.with(new TextCounts(others, words.view(), characters.view()));
    }

    /** Returns the probability that the word 医生 translates to a stem. */
    private static float probability(Lexicon lexicon, String stem) {
        TokenizedPair pair = new TokenizedPair(lexicon, Segments.of(CHINESE), Segments.of(ENGLISH));
        TranslationTable.Probabilities words =
                Priors.of(lexicon, pair, CorpusTables.EMPTY).words();
        int token = pair.words().find("医生", Token.Kind.WORD);
        int wanted = pair.stems().find(stem, Token.Kind.WORD);
        float found = 0;
        for (int k = 0; k < words.stems()[token].length; k++) {
            found = words.stems()[token][k] == wanted ? words.forward()[token][k] : found;
        }
        return found;
    }

    @Test
    void knowsTranslationsOfTextsBesideThoseOfTheDictionary() throws IOException {
        assertThat(probability(lexicon(2), "physician")).isCloseTo(2f / 6, within(0.02f));
        assertThat(probability(lexicon(2), "doctor")).isCloseTo(4f / 6, within(0.02f));
        assertThat(probability(lexicon(0), "physician")).isZero();
    }

    @Test
    void limitsTheWeightOfFrequentWords() throws IOException {
        assertThat(probability(lexicon(1e5), "physician")).isEqualTo(probability(lexicon(1e4), "physician"));
        assertThat(probability(lexicon(1e5), "doctor")).isGreaterThan(0.05f);
    }
}
