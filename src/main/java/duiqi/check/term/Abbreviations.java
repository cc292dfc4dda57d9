package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermMatches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Remembers the abbreviations that a document introduces after a translation of a term: <i>International Monetary Fund
 * (IMF)</i>, 国际货币基金组织（以下简称基金组织）. From there on the abbreviation translates the term too. Not thread-safe.
 */
final class Abbreviations {
    /** Matches what follows a translation: a short form in brackets. */
    private static final Pattern INTRODUCTION = Pattern.compile("\\s*[(（]\\s*"
            + "(?:(?:以下|下称|下文)?(?:简称|称)[为：:]?\\s*[“\"「『]?(?<chinese>\\p{IsHan}{2,8})"
            + "|(?:hereina?fter|abbreviated|referred to as|the|or|as|以下|简称|,|\\s)*[“\"「『]?"
            + "(?<latin>\\p{Lu}[\\p{L}\\p{N}&./-]{1,11}))[”\"」』]?\\s*[)）]");

    /** Matches the rest of brackets, in which an abbreviation follows another full form. */
    private static final Pattern IN_BRACKETS = Pattern.compile("[^()（）]*[)）]");

    private String document = "";

    /** The translation that each abbreviation stands for, by concept. */
    private final Map<String, Map<String, TermMatches.Match>> introduced = new HashMap<>();

    /** Returns the translations of a unit with the abbreviations that the document introduced before them. */
    TermMatches with(CheckedUnit unit, TermMatches matches) {
        String file = unit.location(0).file();
        if (!file.equals(document)) {
            document = file;
            introduced.clear();
        }
        String target = unit.target().text();
        BitSet taken = new BitSet();
        List<TermMatches.Match> all = new ArrayList<>();
        matches.byConcept()
                .values()
                .forEach(found -> found.forEach(match -> {
                    all.add(match);
                    taken.set(match.start(), match.end());
                    introduce(match, target, taken);
                }));
        int listed = all.size();
        Set<Glossary.Concept> concepts =
                matches.hits().stream().map(TermMatches.Hit::concept).collect(Collectors.toSet());
        for (Glossary.Concept concept : concepts) {
            introduced
                    .getOrDefault(concept.id(), Map.of())
                    .forEach((words, full) -> all.addAll(uses(words, full, target, taken)));
        }
        return all.size() == listed ? matches : TermMatches.of(matches.hits(), all);
    }

    /** Remembers the abbreviation after a translation. Its introduction is no translation of its own. */
    private void introduce(TermMatches.Match match, String target, BitSet taken) {
        Matcher matcher = INTRODUCTION.matcher(target).region(match.end(), target.length());
        if (!match.entry().status().isAllowed() || !matcher.lookingAt()) {
            return;
        }
        String group = matcher.group("chinese") == null ? "latin" : "chinese";
        String words = matcher.group(group);
        if (group.equals("chinese") || isWithin(words, match.entry().english())) {
            introduced
                    .computeIfAbsent(match.concept().id(), concept -> new LinkedHashMap<>())
                    .put(words, match);
            taken.set(matcher.start(group), matcher.end(group));
        }
    }

    /** Returns whether words have the letters of an abbreviation in the same order. */
    private static boolean isWithin(String abbreviation, String words) {
        int at = 0;
        for (int i = 0; i < abbreviation.length(); i++) {
            char c = Character.toLowerCase(abbreviation.charAt(i));
            if (Character.isLetter(c)) {
                at = words.toLowerCase(Locale.ROOT).indexOf(c, at) + 1;
                if (at == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<TermMatches.Match> uses(String words, TermMatches.Match full, String target, BitSet taken) {
        String word = Pattern.quote(words);
        boolean isLatin = words.charAt(0) < 0x250;
        return Pattern.compile(isLatin ? "(?<![A-Za-z])" + word + "(?![A-Za-rt-z])" : word)
                .matcher(target)
                .results()
                .filter(found -> taken.get(found.start(), found.end()).isEmpty()
                        && !IN_BRACKETS.matcher(target.substring(found.end())).lookingAt())
                .map(found -> new TermMatches.Match(full.concept(), full.entry(), found.start(), found.end()))
                .toList();
    }
}
