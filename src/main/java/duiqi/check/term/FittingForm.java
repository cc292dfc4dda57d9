package duiqi.check.term;

import duiqi.check.TextSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives an English translation of the glossary the form of the words that it replaces: their number, their capitals and
 * their article. Chinese has no such forms. Stateless.
 */
final class FittingForm {
    private static final Pattern ARTICLE = Pattern.compile("\\b(a|an)\\s+$", Pattern.CASE_INSENSITIVE);

    private static final Pattern WITH_ARTICLE = Pattern.compile("(?i)(an?)\\s+(.+)");

    private static final Pattern VOWEL = Pattern.compile("(?i)(?!uni|use|usu|eu|one)[aeiou].*|hour.*|hono.*|heir.*");

    private static final Set<String> LINKS = Set.of("of", "and", "the", "for", "in", "on", "to", "a", "an");

    private FittingForm() {}

    /** Returns the words to replace, with an indefinite article before them if it does not fit the translation. */
    static TextSpan span(String target, TextSpan words, String translation) {
        Matcher article = ARTICLE.matcher(target.substring(0, words.start()));
        return article.find() && !article.group(1).equalsIgnoreCase(article(translation))
                ? new TextSpan(words.side(), article.start(), words.end())
                : words;
    }

    /** Returns a translation in the form of the words that it replaces, which may begin with an article. */
    static String of(String translation, String words) {
        Matcher article = WITH_ARTICLE.matcher(words);
        if (article.matches()) {
            String fitting = article(translation);
            return (Character.isUpperCase(words.charAt(0)) ? capitalised(fitting) : fitting) + " "
                    + of(translation, article.group(2));
        }
        List<String> parts = new ArrayList<>(Arrays.asList(translation.strip().split("\\s+")));
        int head = head(parts);
        List<String> old = Arrays.asList(words.strip().split("\\s+"));
        if (isPlural(old.get(head(old))) && !isPlural(parts.get(head))) {
            parts.set(head, plural(parts.get(head)));
        }
        boolean areNames = old.stream()
                .filter(word -> !LINKS.contains(word))
                .allMatch(word -> Character.isUpperCase(word.charAt(0)));
        if (areNames && old.size() > 1) {
            parts.replaceAll(part -> LINKS.contains(part) ? part : capitalised(part));
        } else if (Character.isUpperCase(words.charAt(0))) {
            parts.set(0, capitalised(parts.get(0)));
        }
        return String.join(" ", parts);
    }

    private static String article(String translation) {
        return VOWEL.matcher(translation).matches() ? "an" : "a";
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Returns the index of the main noun: the last word, or the word before "of". */
    private static int head(List<String> words) {
        int of = words.indexOf("of");
        return of > 0 ? of - 1 : words.size() - 1;
    }

    private static boolean isPlural(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.matches("(?:wo)?men|people|children|.+feet|.+teeth|mice|data|criteria|phenomena|media")
                || (lower.length() > 3 && lower.endsWith("s") && !lower.matches(".*(?:ss|us|is|ics|news)"));
    }

    private static String plural(String word) {
        if (word.matches(".*(?:news|series|species|ics)")) {
            return word;
        }
        if (word.matches(".*[^aeiou]y")) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        if (word.endsWith("sis")) {
            return word.substring(0, word.length() - 2) + "es";
        }
        return word + (word.matches(".*(?:s|x|z|ch|sh)") ? "es" : "s");
    }
}
