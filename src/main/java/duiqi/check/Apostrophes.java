package duiqi.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apostrophes that are other marks or stand apart: China‘s, China`s, China ’s. Stateless. */
final class Apostrophes {
    private static final Pattern WRONG =
            Pattern.compile("(?<=\\p{IsLatin})(?:[‘`´′＇‛]|[\\s\u00A0]+[’'](?=s\\b)|[’'][\\s\u00A0]+(?=s[\\s.,;]))"
                    + "(?=(?:s|t|re|ve|ll|d|m)\\b)");

    private Apostrophes() {}

    static List<Finding> in(CheckedUnit unit) {
        List<Finding> findings = new ArrayList<>();
        if (!mayBeWrong(unit.english())) {
            return findings;
        }
        Matcher matcher = WRONG.matcher(unit.english());
        while (matcher.find()) {
            String wrong = matcher.group();
            String message = wrong.length() == 1
                    ? "\"" + wrong + "\" is no apostrophe"
                    : "an apostrophe stands without space in its word";
            findings.add(Punctuation.replace(unit, matcher.start(), matcher.end(), message, "’"));
        }
        return findings;
    }

    private static boolean mayBeWrong(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isQuote = c == '’' || c == '\'';
            if (("‘`´′＇‛".indexOf(c) >= 0 && Character.isLetter(text.charAt(i - 1)))
                    || (isQuote && Character.isSpaceChar(text.charAt(i - 1)))
                    || (isQuote && i + 1 < text.length() && Character.isSpaceChar(text.charAt(i + 1)))) {
                return true;
            }
        }
        return false;
    }
}
