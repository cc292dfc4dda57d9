package duiqi.check;

import duiqi.lexicon.Han;
import java.util.List;
import java.util.regex.Pattern;

/** Finds quoted words. */
final class Quotations {
    private static final Pattern ENGLISH = Pattern.compile("“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+)’(?!\\p{L})|《([^《》]+)》");
    private static final Pattern CHINESE = Pattern.compile("《([^《》]+)》|“([^“”《》]+)”|「([^「」《》]+)」");
    private static final Pattern TITLE = Pattern.compile("《([^《》]+)》");

    /** Shorter words in quotation marks are stressed, not named. */
    private static final int MIN_NAME_LENGTH = 4;

    private Quotations() {}

    static List<Quotation> english(String text) {
        return all(ENGLISH, text);
    }

    /** Titles, and other names of so many characters that are quoted. */
    static List<Quotation> chinese(String text) {
        return all(CHINESE, text).stream()
                .filter(quotation -> isTitle(text, quotation)
                        || quotation
                                        .text()
                                        .chars()
                                        .filter(c -> Han.is((char) c))
                                        .count()
                                >= MIN_NAME_LENGTH)
                .toList();
    }

    private static boolean isTitle(String text, Quotation quotation) {
        return TITLE.matcher(text.substring(quotation.start(), quotation.end())).matches();
    }

    /** Whether a part of an English text stands in quotation marks, where the words are another's. */
    static boolean isInside(String text, int start, int end) {
        return english(text).stream().anyMatch(quotation -> quotation.start() <= start && end <= quotation.end());
    }

    private static List<Quotation> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> {
                    String marked = match.group();
                    return new Quotation(marked.substring(1, marked.length() - 1), match.start(), match.end());
                })
                .toList();
    }
}
