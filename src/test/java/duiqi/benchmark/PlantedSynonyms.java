package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces words of recurring terms with synonyms, each in one unit. Counting alone determines the terms: Chinese
 * characters and English words that occur together in nearly all units in which either occurs. The result is
 * deterministic.
 */
final class PlantedSynonyms {
    private static final int MIN_UNITS = 3;
    private static final double SHARE_OF_CHINESE = 0.8;
    private static final double SHARE_OF_ENGLISH = 0.5;
    private static final int MAX_CHARACTERS = 8;
    private static final int MIN_CHARACTERS = 3;
    private static final int MAX_WORDS = 3;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private static final Map<String, String> SYNONYMS = synonyms("""
            development growth; growth expansion; innovation novelty; strategy plan; strategic tactical; economic financial; economy market;
            reform overhaul; policy guideline; policies guidelines; system framework; institution body; institutions bodies; research inquiry;
            science learning; scientific scholarly; technology engineering; technological engineering; cooperation collaboration; security
            safety; national homeland; international global; modernization renewal; modern
            contemporary; urbanization suburbanization; education schooling; talent gifted; talents experts; industry trade; industrial
            manufacturing; culture civilization; cultural spiritual; ecological natural; environment surroundings; environmental natural; basic
            rudimentary; fundamental elementary; core central; key major; public common; quality grade; construction erection; protection defence;
            governance administration; government authority; law statute; legal lawful; rule reign; people public; political civic; democracy
            self-government; rights claims; interests benefits; market trading; financial monetary; investment spending; fund purse; project
            scheme; projects schemes; program scheme; programme scheme; team squad; network grid; data figures; digital electronic; artificial
            synthetic; intelligence cleverness; energy power; power strength; resources reserves; rural country; urban town; village hamlet;
            poverty hardship; income earnings; health wellness; medical clinical; service assistance; services facilities; capacity ability;
            platform stage; mechanism device; committee panel; congress assembly; conference meeting; bureau office; leadership command; dream
            vision; nation homeland; rejuvenation revival; renewal revival; socialist leftist; justice rightness;
            equality parity; fairness impartiality; peace calm; peaceful calm; stability steadiness; partnership alliance; relations ties;
            relationship tie; dialogue talk; integrity honesty; corruption graft; discipline order; belief creed; values ideals; theory doctrine;
            practice exercise; experience expertise; memory storage; language tongue; model pattern; network mesh; learning study; training
            drilling; code program; user client; server host; file document; error mistake; window pane; function routine; device gadget; object
            item; method way; interface surface; application program; event incident; source origin; release publication; garden park; school
            academy; university college; laboratory workshop; award prize; review assessment; application request; journal magazine; evaluation
            appraisal; budget allowance; equipment apparatus; instrument tool; facility plant; facilities plants; enterprise business; enterprises
            businesses; achievement success; breakthrough advance; discovery finding; frontier border; discipline subject; disciplines subjects
            """);

    private PlantedSynonyms() {}

    /**
     * Holds a synonym in a unit.
     *
     * @param chinese the term, or a part of it
     * @param usual its English translation in other units
     * @param unit index of the unit
     * @param planted the unit with the synonym
     * @param start index of the first UTF-16 unit of the synonym in the English text
     * @param end index after the last UTF-16 unit of the synonym
     * @param words number of words of the translation
     */
    record Plant(String chinese, String usual, int unit, CheckedUnit planted, int start, int end, int words) {}

    private static Map<String, String> synonyms(String list) {
        Map<String, String> synonyms = new HashMap<>();
        for (String pair : list.split(";")) {
            String[] words = pair.strip().split("\\s+");
            synonyms.putIfAbsent(words[0], words[1]);
        }
        return Map.copyOf(synonyms);
    }

    /** Returns one plant for each term found, in different units. */
    static List<Plant> of(List<CheckedUnit> units) {
        Map<String, Set<Integer>> english = recurring(
                units.stream().map(unit -> rows(unit.english())).collect(Collectors.toCollection(ArrayList::new)));
        Map<String, Set<Integer>> chinese = recurring(units.stream()
                .map(unit -> strings(unit.chinese(), MIN_CHARACTERS, MAX_CHARACTERS))
                .collect(Collectors.toCollection(ArrayList::new)));
        Map<Integer, List<String>> stringsOf = new HashMap<>();
        chinese.forEach((string, found) -> found.forEach(
                u -> stringsOf.computeIfAbsent(u, k -> new ArrayList<>()).add(string)));
        List<String> longestFirst = new ArrayList<>(english.keySet());
        longestFirst.sort(Comparator.comparingInt((String row) -> -row.split(" ").length)
                .thenComparing(Comparator.naturalOrder()));
        Set<Integer> taken = new HashSet<>();
        Set<String> terms = new HashSet<>();
        List<Plant> plants = new ArrayList<>();
        for (String row : longestFirst) {
            Set<Integer> in = english.getOrDefault(row, Set.of());
            Map<String, Integer> beside = new TreeMap<>();
            in.forEach(
                    u -> stringsOf.getOrDefault(u, List.of()).forEach(string -> beside.merge(string, 1, Integer::sum)));
            beside.entrySet().stream()
                    .filter(entry -> entry.getValue() >= MIN_UNITS
                            && entry.getValue() >= SHARE_OF_ENGLISH * in.size()
                            && entry.getValue()
                                    >= SHARE_OF_CHINESE
                                            * chinese.getOrDefault(entry.getKey(), Set.of())
                                                    .size())
                    .max(Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                            .thenComparingInt(entry -> entry.getKey().length())
                            .thenComparing(Map.Entry::getKey))
                    .filter(entry -> terms.add(entry.getKey()))
                    .ifPresent(entry -> {
                        TreeSet<Integer> both = new TreeSet<>(in);
                        both.retainAll(chinese.getOrDefault(entry.getKey(), Set.of()));
                        both.removeAll(taken);
                        both.stream().skip(both.size() / 2).findFirst().ifPresent(u -> {
                            taken.add(u);
                            plants.addAll(plant(entry.getKey(), row, u, units.get(u)));
                        });
                    });
        }
        return plants;
    }

    private static Map<String, Set<Integer>> recurring(List<Set<String>> byUnit) {
        Map<String, Set<Integer>> found = new LinkedHashMap<>();
        for (int u = 0; u < byUnit.size(); u++) {
            for (String row : byUnit.get(u)) {
                found.computeIfAbsent(row, k -> new TreeSet<>()).add(u);
            }
        }
        found.values().removeIf(in -> in.size() < MIN_UNITS);
        return found;
    }

    /**
     * Returns the strings that begin and end at word boundaries, with no function word at either end.
     *
     * @param fewest minimum number of characters
     * @param most maximum number of characters
     */
    static Set<String> strings(String text, int fewest, int most) {
        List<Token> tokens = new ChineseTokenizer(Lexicon.standard()).words(text);
        Set<String> strings = new TreeSet<>();
        for (int first = 0; first < tokens.size(); first++) {
            int start = tokens.get(first).start();
            for (int last = first; last < tokens.size(); last++) {
                int end = last + 1 == tokens.size()
                        ? text.length()
                        : tokens.get(last + 1).start();
                String string = text.substring(start, end);
                if (end - start > most || !HAN.matcher(string).matches()) {
                    break;
                }
                if (end - start >= fewest
                        && !FunctionWords.isChinese(tokens.get(first).form())
                        && !FunctionWords.isChinese(tokens.get(last).form())) {
                    strings.add(string);
                }
            }
        }
        return strings;
    }

    private static boolean isContent(String word) {
        return word.length() > 3
                && !FunctionWords.isEnglish(
                        new EnglishTokenizer().tokens(word).get(0).form());
    }

    /** Returns the sequences of words that contain a word with a synonym. */
    private static Set<String> rows(String text) {
        List<String> words = WORD.matcher(text)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .toList();
        Set<String> rows = new TreeSet<>();
        for (int start = 0; start < words.size(); start++) {
            for (int end = start + 1; end <= Math.min(words.size(), start + MAX_WORDS); end++) {
                List<String> row = words.subList(start, end);
                if (row.stream().anyMatch(SYNONYMS::containsKey)
                        && isContent(row.get(0))
                        && isContent(row.get(row.size() - 1))) {
                    rows.add(String.join(" ", row));
                }
            }
        }
        return rows;
    }

    private static List<Plant> plant(String chinese, String row, int index, CheckedUnit unit) {
        String[] words = row.split(" ");
        Matcher matcher = Pattern.compile("\\b" + String.join("[^A-Za-z]+", words) + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(unit.english());
        if (!matcher.find()) {
            return List.of();
        }
        for (String word : words) {
            String synonym = SYNONYMS.getOrDefault(word, "");
            Matcher place = Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(unit.english());
            if (!synonym.isEmpty() && place.find(matcher.start())) {
                String text = unit.english().substring(0, place.start())
                        + synonym
                        + unit.english().substring(place.end());
                CheckedUnit.Passage target = new CheckedUnit.Passage(
                        text, Content.of(text), unit.target().place());
                CheckedUnit planted = new CheckedUnit(
                        unit.id(), Direction.INTO_ENGLISH, unit.source(), target, unit.properties(), unit.notes());
                return List.of(new Plant(
                        chinese,
                        matcher.group(),
                        index,
                        planted,
                        place.start(),
                        place.start() + synonym.length(),
                        words.length));
            }
        }
        return List.of();
    }
}
