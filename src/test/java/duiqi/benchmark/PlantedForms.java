package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Pattern ROUND_NUMBER =
            Pattern.compile(APART + "(?:[1-9][0-9]{0,2}(?:,000){1,2}|[1-9]0{4,6})" + NO_MORE);
    private static final Pattern SCALE = Pattern.compile("(?<=[0-9十百千几数两] ?)[万亿](?!一)");
    private static final Pattern LARGE = Pattern.compile("[mb]illion|thousand|[0-9],?000");
    private static final Pattern PERCENT = Pattern.compile(APART + "[0-9]+(?:\\.[0-9]+)?(?= ?%(?![A-Za-z0-9]))");
    private static final Pattern YEAR = Pattern.compile(APART + "(?:19|20)[0-9]{2}(?![A-Za-z0-9%:/_.{}-])");
    private static final Pattern DAY = Pattern.compile("(?<=月 ?)[1-3]?[0-9](?= ?日)");
    private static final Pattern MEASURE = Pattern.compile("(?<=[0-9] ?)(?:KB|MB|GB|TB|km|kg|ms)(?![A-Za-z])");
    private static final Pattern VERSION = Pattern.compile(
            "(?<![A-Za-z0-9.])(?:v[0-9]+(?:\\.[0-9]+)+|[0-9]+\\.[0-9]+(?:\\.[0-9]+){1,2})(?![A-Za-z0-9.])");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "%(?:[0-9]\\$)?[sdiu](?![A-Za-z])|%\\([a-z_]+\\)[sd]|%[1-9](?![0-9])|\\$?\\{[A-Za-z0-9_]*}");
    private static final Pattern TAG = Pattern.compile("</?(?:a|b|i|em|strong|code|span|u|br)(?: [^<>]*)?/?>");
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9./_?=&%~-]+[A-Za-z0-9/]");
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");
    private static final Pattern OPTION = Pattern.compile("(?<![A-Za-z0-9-])--[a-z][a-z0-9-]{2,}(?![A-Za-z0-9_-])");
    private static final Pattern CODE =
            Pattern.compile("(?<![A-Za-z0-9_.%@/-])(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+"
                    + "|[a-z]{2,}(?:[A-Z][a-z]+)+|[a-z]{3,}(?=\\(\\)))(?![A-Za-z0-9_@/-])");
    private static final Pattern KEY =
            Pattern.compile("(?:Ctrl|Alt|Shift|Cmd)(?: ?\\+ ?(?:Ctrl|Alt|Shift))? ?\\+ ?[A-Z](?![A-Za-z0-9])|"
                    + "(?<![A-Za-z0-9])(?:Enter|Esc|Backspace|F[1-9])(?![A-Za-z0-9])");
    private static final Pattern TIME = Pattern.compile("(?<![0-9:.])[0-2]?[0-9]:[0-5][0-9](?![0-9:])");
    private static final Pattern CENTURY = Pattern.compile("[0-9]{1,2}(?= ?世纪)|(?<![0-9])(?:[12][0-9])?[1-9](?=0 ?年代)");
    private static final Pattern NUMERAL =
            Pattern.compile("(?<![一二三四五六七八九十百千万第几])[二两三四五六七八九](?=个|次|种|天|年|条|位|人|本|名|只|倍|小时|分钟|周)");
    private static final Pattern LATIN_NAME =
            Pattern.compile("(?<![A-Za-z0-9_.<@/-])[A-Z][a-z]{4,}(?![A-Za-z0-9_@/.-])");
    private static final List<String> NUMERALS =
            List.of("two|2", "three|3", "four|4", "five|5", "six|6", "seven|7", "eight|8", "nine|9");
    private static final List<String> KEYS = List.of("Enter", "Esc", "Backspace", "F2", "F7");

    private PlantedForms() {}

    /** Returns the planters by the kind of fault. */
    static Map<String, Planter> kinds() {
        Map<String, Planter> kinds = new LinkedHashMap<>();
        kinds.put("number changed", changed(NUMBER, PlantedForms::otherDigit));
        kinds.put("number removed", removed(NUMBER));
        kinds.put("magnitude wrong", PlantedForms::magnitude);
        kinds.put("percentage changed", changed(PERCENT, PlantedForms::otherDigit));
        kinds.put("year changed", changed(YEAR, PlantedForms::lastDigit));
        kinds.put("day changed", PlantedForms::day);
        kinds.put("time changed", changed(TIME, PlantedForms::lastDigit));
        kinds.put("century or decade changed", PlantedForms::century);
        kinds.put("Chinese numeral changed", PlantedForms::numeral);
        kinds.put("unit of measure changed", changed(MEASURE, PlantedForms::otherMeasure));
        kinds.put("version changed", changed(VERSION, PlantedForms::lastDigit));
        kinds.put("placeholder removed", removed(PLACEHOLDER));
        kinds.put("placeholder changed", changed(PLACEHOLDER, PlantedForms::otherPlaceholder));
        kinds.put("tag removed", removed(TAG));
        kinds.put("tag changed", changed(TAG, (tag, random) -> tag.startsWith("</") ? "<" + tag.substring(2) : "<q>"));
        kinds.put("URL changed", changed(URL, (url, random) -> misspelt(url, 8, random)));
        kinds.put("e-mail address changed", changed(EMAIL, (mail, random) -> misspelt(mail, 0, random)));
        kinds.put("option changed", changed(OPTION, (option, random) -> misspelt(option, 2, random)));
        kinds.put("option removed", removed(OPTION));
        kinds.put("code changed", changed(CODE, (name, random) -> misspelt(name, 0, random)));
        kinds.put("code removed", removed(CODE));
        kinds.put("key changed", changed(KEY, PlantedForms::otherKey));
        kinds.put("Latin name misspelt", changed(LATIN_NAME, (name, random) -> misspelt(name, 1, random)));
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

    /** Exchanges 万 and 亿, or writes a number in 万 that is ten times too large. */
    private static Optional<PlantedFault> magnitude(String source, String target, Random random) {
        if (PlantedFault.matches(LARGE, source).isEmpty()) {
            return Optional.empty();
        }
        return PlantedFault.replaceMatch(SCALE, target, random, scale -> scale.equals("万") ? "亿" : "万")
                .or(() -> target.codePoints().noneMatch(Character::isIdeographic)
                        ? Optional.empty()
                        : PlantedFault.replaceShared(
                                ROUND_NUMBER,
                                source,
                                target,
                                random,
                                number -> Integer.parseInt(number.replace(",", "")) / 1000 + "万"));
    }

    private static Optional<PlantedFault> day(String source, String target, Random random) {
        return PlantedFault.random(PlantedFault.matches(DAY, target), random)
                .filter(day -> Pattern.compile("(?<![0-9])0?" + day.group() + "(?![0-9])")
                        .matcher(source)
                        .find())
                .flatMap(day -> PlantedFault.replace(target, day.start(), day.end(), lastDigit(day.group(), random)));
    }

    private static Optional<PlantedFault> century(String source, String target, Random random) {
        return PlantedFault.random(PlantedFault.matches(CENTURY, target), random)
                .filter(number -> source.contains(number.group()))
                .flatMap(number ->
                        PlantedFault.replace(target, number.start(), number.end(), lastDigit(number.group(), random)));
    }

    /** Changes a number in Chinese characters, if the English has the number once. */
    private static Optional<PlantedFault> numeral(String source, String target, Random random) {
        String numerals = "二三四五六七八九";
        return PlantedFault.random(PlantedFault.matches(NUMERAL, target), random)
                .flatMap(numeral -> {
                    int number = Math.max(0, numerals.indexOf(numeral.group()));
                    Pattern english =
                            Pattern.compile("(?i)(?<![A-Za-z0-9.-])(?:" + NUMERALS.get(number) + ")(?![A-Za-z0-9.-])");
                    int other = (number + 1 + random.nextInt(numerals.length() - 1)) % numerals.length();
                    return PlantedFault.matches(english, source).size() == 1
                            ? PlantedFault.replace(
                                    target, numeral.start(), numeral.end(), numerals.substring(other, other + 1))
                            : Optional.empty();
                });
    }

    private static String otherMeasure(String unit, Random random) {
        return switch (unit) {
            case "MB" -> "GB";
            case "kg" -> "g";
            case "km" -> "m";
            case "ms" -> "s";
            default -> "MB";
        };
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

    private static String otherKey(String key, Random random) {
        int last = key.length() - 1;
        return key.contains("+")
                ? key.substring(0, last) + (char) ('A' + (key.charAt(last) - 'A' + 1 + random.nextInt(25)) % 26)
                : PlantedFault.random(
                                KEYS.stream()
                                        .filter(other -> !other.equals(key))
                                        .toList(),
                                random)
                        .orElse(key);
    }
}
