package duiqi.align.learn;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameFinderTest {
    private static List<String> names(String english, String chinese) {
        List<List<Token>> tokens = List.of(new EnglishTokenizer().tokens(english));
        TokenizedPair.NameFinder finder =
                new TokenizedPair.NameFinder(Lexicon.standard(), TokenizedPair.NameFinder.names(tokens));
        return finder.find(chinese).stream().map(Token::form).toList();
    }

    @Test
    void findsNamesInPinyin() {
        assertThat(names("Wang Xiaoming went to Qingdao.", "王小明去了青岛。")).contains("wang", "xiaom", "qingdao");
        assertThat(names("Zhang left.", "張先生走了。")).contains("zhang");
        assertThat(names("They can wander and long for home.", "我在万德龙。")).isEmpty();
    }

    /** The finder skips spellings that do not begin like a name. That is right only if stemming keeps beginnings. */
    @Test
    void stemsOfPinyinBeginLikeTheirSpellings() {
        Lexicon lexicon = Lexicon.standard();
        List<String> syllables = IntStream.rangeClosed('一', '龥')
                .mapToObj(character -> lexicon.pinyin((char) character))
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        EnglishTokenizer tokenizer = new EnglishTokenizer();
        Random random = new Random(7);
        for (String first : syllables) {
            for (String second : syllables) {
                String third = syllables.get(random.nextInt(syllables.size()));
                for (String spelling : List.of(first, first + second, first + second + third)) {
                    if (spelling.length() >= 3
                            && !spelling.endsWith("ing")
                            && !EnglishTokenizer.isIrregular(spelling)) {
                        String stem = tokenizer.stem(spelling);
                        assertThat(stem.length()).as(spelling).isGreaterThan(1);
                        assertThat(spelling).startsWith(stem.substring(0, Math.min(3, stem.length())));
                    }
                }
            }
        }
    }
}
