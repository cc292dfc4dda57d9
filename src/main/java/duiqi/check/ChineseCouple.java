package duiqi.check;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the Chinese that two English words should stand for: 自立自强, where two words share a character, or two words of two
 * characters as 互利共赢, also with a mark or conjunction between them. Not thread-safe: it keeps a cache of stems.
 */
final class ChineseCouple {
    private static final int PROPER = 4;
    private static final String LINKS = "、和与及或并";

    /** What a character must say of a stem, as a probability, to be its rendering. */
    private static final double MIN_PROBABILITY = 0.05;

    private final Lexicon lexicon;
    private final EnglishTokenizer english = new EnglishTokenizer();

    ChineseCouple(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Where two different Chinese words stand together, one of which these English words render; the surest of them. */
    Optional<TextSpan> of(String text, List<EnglishWord> words) {
        String chinese = lexicon.simplify(text);
        Set<Integer> stems = new HashSet<>();
        words.forEach(word -> stems.add(lexicon.stemNumber(english.stem(word.form()))));
        stems.remove(-1);
        Optional<TextSpan> best = Optional.empty();
        int most = 0;
        for (int start = 0; start + PROPER <= chinese.length(); start++) {
            int link = LINKS.indexOf(chinese.charAt(start + 2)) < 0 ? 0 : 1;
            if (start + PROPER + link > chinese.length()) {
                break;
            }
            int sureness = sureness(
                    chinese.substring(start, start + 2),
                    chinese.substring(start + 2 + link, start + PROPER + link),
                    stems);
            if (sureness > most) {
                most = sureness;
                best = Optional.of(new TextSpan(TextSpan.Side.SOURCE, start, start + PROPER + link));
            }
        }
        return best;
    }

    private int sureness(String one, String other, Set<Integer> stems) {
        if (one.equals(other) || !isHan(one) || !isHan(other)) {
            return 0;
        }
        boolean isShared = one.charAt(0) == other.charAt(0);
        boolean areWords = lexicon.wordNumber(one) >= 0 && lexicon.wordNumber(other) >= 0;
        boolean renders = renders(one, stems) || renders(other, stems);
        if (isShared) {
            return renders ? PROPER : rendersCharacter(one.charAt(0), stems) ? 2 : 0;
        }
        return areWords && renders ? 1 : 0;
    }

    private static boolean isHan(String text) {
        return text.chars().allMatch(c -> Han.is((char) c));
    }

    private boolean renders(String word, Set<Integer> stems) {
        int number = lexicon.wordNumber(word);
        boolean[] found = {false};
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> found[0] |= stems.contains(stem));
        }
        return found[0];
    }

    private boolean rendersCharacter(char character, Set<Integer> stems) {
        int number = lexicon.characterNumber(character);
        boolean[] found = {false};
        if (number >= 0) {
            lexicon.stemsOfCharacter(
                    number, (stem, probability) -> found[0] |= probability >= MIN_PROBABILITY && stems.contains(stem));
        }
        return found[0];
    }
}
