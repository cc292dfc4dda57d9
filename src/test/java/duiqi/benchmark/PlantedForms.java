package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Inserts faults in numbers, placeholders, code and other strings that a translation keeps. It changes only strings that
 * both texts contain exactly once. Its patterns are independent of those of the checks.
 */
final class PlantedForms {
    private static final String APART = "(?<![A-Za-z0-9.,:/_#$%{}()+–-])";
    private static final String NO_MORE =
            "(?![A-Za-z0-9%‰:/_{}(+–-]|[.,][0-9]| ?%| ?[万亿]| ?[mb]illion| thousand| ?percent)";
    private static final Pattern NUMBER = Pattern.compile(APART + "(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,6}" + NO_MORE);
    private static final Pattern COUNT = Pattern.compile("(?<![A-Za-z0-9.,/-])[1-9][0-9]*(?![A-Za-z0-9%/-]|[.,][0-9])");
    private static final Pattern SCALE = Pattern.compile("(?<=[0-9] )[mb]illion");
    private static final Pattern YEAR = Pattern.compile(APART + "(?:19|20)[0-9]{2}(?![A-Za-z0-9%:/_.{}-])");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "%(?:[0-9]\\$)?[sdiu](?![A-Za-z])|%\\([a-z_]+\\)[sd]|%[1-9](?![0-9])|\\$?\\{[A-Za-z0-9_]*}");
    private static final Pattern TAG = Pattern.compile("</?(?:a|b|i|em|strong|code|span|u|br)(?: [^<>]*)?/?>");
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9./_?=&%~-]+[A-Za-z0-9/]");
    private static final Pattern OPTION = Pattern.compile("(?<![A-Za-z0-9-])--[a-z][a-z0-9-]{2,}(?![A-Za-z0-9_-])");
    private static final Pattern CODE =
            Pattern.compile("(?<![A-Za-z0-9_.%@/-])(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+"
                    + "|[a-z]{2,}(?:[A-Z][a-z]+)+|[a-z]{3,}(?=\\(\\)))(?![A-Za-z0-9_@/-])");

    private PlantedForms() {}

    /** Returns the planters by the kind of fault. */
    static Map<String, Planter> kinds() {
        Map<String, Planter> kinds = new LinkedHashMap<>();
        kinds.put("number changed", changed(NUMBER, PlantedForms::otherDigit));
        kinds.put("number removed", removed(NUMBER));
        kinds.put("zero added", changed(COUNT, (number, random) -> number + "0"));
        kinds.put(
                "million for billion",
                (source, target, random) -> PlantedFault.replaceMatch(
                        SCALE, target, random, scale -> scale.equals("million") ? "billion" : "million"));
        kinds.put("year changed", changed(YEAR, PlantedForms::lastDigit));
        kinds.put("placeholder removed", removed(PLACEHOLDER));
        kinds.put("placeholder changed", changed(PLACEHOLDER, PlantedForms::otherPlaceholder));
        kinds.put("tag removed", removed(TAG));
        kinds.put("tag changed", changed(TAG, (tag, random) -> tag.startsWith("</") ? "<" + tag.substring(2) : "<q>"));
        kinds.put("URL changed", changed(URL, (url, random) -> misspelt(url, 8, random)));
        kinds.put("option changed", changed(OPTION, (option, random) -> misspelt(option, 2, random)));
        kinds.put("option removed", removed(OPTION));
        kinds.put("code changed", changed(CODE, (name, random) -> misspelt(name, 0, random)));
        kinds.put("code removed", removed(CODE));
        return kinds;
    }

    private static Planter changed(Pattern pattern, BiFunction<String, Random, String> change) {
        return (source, target, random) ->
                PlantedFault.replaceShared(pattern, source, target, random, words -> change.apply(words, random));
    }

    private static Planter removed(Pattern pattern) {
        return changed(pattern, (words, random) -> "");
    }

    private static String otherDigit(String number, Random random) {
        List<MatchResult> digits = PlantedFault.matches(Pattern.compile("[0-9]"), number);
        return PlantedFault.random(digits, random)
                .map(digit -> number.substring(0, digit.start())
                        + otherThan(digit.group(), random)
                        + number.substring(digit.end()))
                .orElse(number);
    }

    private static String lastDigit(String number, Random random) {
        int last = number.length() - 1;
        return number.substring(0, last) + otherThan(number.substring(last), random);
    }

    /** Returns another digit, which is not 0. */
    private static int otherThan(String digit, Random random) {
        return (Integer.parseInt(digit) + random.nextInt(8)) % 9 + 1;
    }

    private static String otherPlaceholder(String placeholder, Random random) {
        if (placeholder.startsWith("%")) {
            boolean isNumbered = placeholder.matches("%[1-9].*");
            return isNumbered
                    ? "%" + otherThan(placeholder.substring(1, 2), random) + placeholder.substring(2)
                    : placeholder.equals("%s") ? "%d" : "%s";
        }
        String name = placeholder.substring(placeholder.indexOf('{') + 1, placeholder.length() - 1);
        if (name.matches("[0-9]")) {
            return placeholder.replace(name, String.valueOf(otherThan(name, random)));
        }
        return name.length() < 2 ? placeholder : placeholder.replace(name, misspelt(name, 0, random));
    }

    /** Exchanges two neighbouring letters that differ, after the first characters. */
    private static String misspelt(String word, int after, Random random) {
        List<MatchResult> letters = PlantedFault.matches(Pattern.compile("([a-z])(?!\\1)[a-z]"), word).stream()
                .filter(two -> two.start() >= after)
                .toList();
        return PlantedFault.random(letters, random)
                .map(two -> new StringBuilder(word)
                        .replace(
                                two.start(),
                                two.end(),
                                new StringBuilder(two.group()).reverse().toString())
                        .toString())
                .orElse(word);
    }
}
