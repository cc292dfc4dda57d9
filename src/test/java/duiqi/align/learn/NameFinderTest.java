package duiqi.align.learn;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameFinderTest {
    private static List<String> names(String english, String chinese) {
        List<List<Token>> tokens = List.of(new EnglishTokenizer().tokens(english));
        NameFinder finder = new NameFinder(Lexicon.standard(), NameFinder.names(tokens));
        return finder.find(chinese).stream().map(Token::form).toList();
    }

    @Test
    void findsNamesInPinyin() {
        assertThat(names("Wang Xiaoming went to Qingdao.", "王小明去了青岛。")).contains("wang", "xiaom", "qingdao");
    }

    @Test
    void readsTraditionalCharacters() {
        assertThat(names("Zhang left.", "張先生走了。")).contains("zhang");
    }

    @Test
    void ignoresLowerCaseWords() {
        assertThat(names("They can wander and long for home.", "我在万德龙。")).isEmpty();
    }
}
