package duiqi.glossary;

import com.ibm.icu.text.RuleBasedNumberFormat;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Token;
import duiqi.text.Deadline;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the Chinese translations of English terms in Chinese text. It does not find a term inside a longer term of any
 * concept of the glossary, 文件 in 文件夹, unless an allowed translation is its end: 新型冠状病毒 is a 冠状病毒. Traditional
 * and simplified characters, the case and width of Latin letters and the script of numerals make no difference. An
 * allowed translation may have 的 or other words of a list between its words, and 了, 过 or 着 inside a verb. Not
 * thread-safe.
 */
final class ChineseRenderings implements TermMatches.TermSearch.Renderings {
    /** Maximum number of other characters between the words of a translation: 登录和注册页面 for 登录页面. */
    private static final int MAX_GAP = 6;

    /** Last characters of words that refer back: 该, 这些, 上述, 此类. */
    private static final String POINTERS = "该此这本些述类";

    /** 的 and marks, which may be inside a term: 用户的“名称”, 快捷“键”. */
    private static final String MARKS = "的?[\\s“”\"‘’'「」『』*_]{0,2}";

    /** Words between the parts of a separable verb: 签了名, 备个份, 帮了他们的忙. */
    private static final String SEPARATORS = "(?:[了过着完好成不得没一两几个次些我你他她们的]|一下){0,4}";

    private static final RuleBasedNumberFormat NUMERALS =
            new RuleBasedNumberFormat(Locale.CHINESE, RuleBasedNumberFormat.SPELLOUT);

    private static final Pattern LIST = Pattern.compile("[和与及或、/]");

    private static final Pattern NUMERAL = Pattern.compile("[0-9]{1,9}|[一二三四五六七八九十百千]+");

    private static final String ENDS_OF_CLAUSES = "。！？；：，,;!?\\n";

    private final ChineseTerms terms;
    private final ChineseTokenizer tokenizer;

    /** Patterns of the loose forms of allowed translations. */
    private final Map<String, Pattern> loose = new HashMap<>();

    /**
     * Creates a finder.
     *
     * @param terms all Chinese terms of the glossary
     */
    ChineseRenderings(ChineseTerms terms, ChineseTokenizer tokenizer) {
        this.terms = terms;
        this.tokenizer = tokenizer;
    }

    @Override
    public List<TermMatches.Match> find(Collection<Glossary.Concept> concepts, String text) {
        List<ChineseTerms.Span> spans = terms.all(text);
        int longest =
                spans.stream().mapToInt(span -> span.end() - span.start()).max().orElse(0);
        Set<String> sought = concepts.stream()
                .flatMap(concept -> concept.entries().stream())
                .map(entry -> terms.key(entry.chinese()))
                .collect(Collectors.toSet());
        Predicate<ChineseTerms.Span> isOne = longer -> sought.contains(longer.string()) || isToken(text, longer);
        List<TermMatches.Match> matches = new ArrayList<>();
        for (Glossary.Concept concept : spans.isEmpty() ? List.<Glossary.Concept>of() : concepts) {
            for (TermEntry entry : concept.entries()) {
                Deadline.check();
                String string = terms.key(entry.chinese());
                boolean isWord = entry.status().isAllowed() || string.length() > 1;
                BitSet inWords = isWord ? new BitSet() : inWords(text);
                for (int i = 0; i < spans.size(); i++) {
                    ChineseTerms.Span span = spans.get(i);
                    if (span.string().equals(string)
                            && !isHidden(span, entry, near(spans, i, 2 * longest), isOne)
                            && !inWords.get(span.start())) {
                        matches.add(new TermMatches.Match(concept, entry, span.start(), span.end()));
                    }
                }
            }
        }
        addLoose(concepts, terms.fold(text), matches);
        matches.sort(Comparator.comparingInt(TermMatches.Match::start));
        return matches;
    }

    /** Adds the allowed translations in other forms that overlap no translation, unless the terms of a list share a word. */
    private void addLoose(Collection<Glossary.Concept> concepts, String folded, List<TermMatches.Match> matches) {
        BitSet taken = new BitSet();
        matches.forEach(match -> taken.set(match.start(), match.end()));
        for (Glossary.Concept concept : concepts) {
            BitSet own = new BitSet();
            matches.stream()
                    .filter(match -> match.concept().equals(concept))
                    .forEach(match -> own.set(match.start(), match.end()));
            for (TermEntry entry : concept.entries()) {
                if (entry.status().isAllowed() && mayBeIn(folded, terms.key(entry.chinese()))) {
                    Deadline.check();
                    loose(entry)
                            .matcher(folded)
                            .results()
                            .filter(found -> !found.group().equals(terms.key(entry.chinese())))
                            .filter(found -> (LIST.matcher(found.group()).find() ? own : taken)
                                    .get(found.start(), found.end())
                                    .isEmpty())
                            .forEach(found ->
                                    matches.add(new TermMatches.Match(concept, entry, found.start(), found.end())));
                }
            }
        }
    }

    /** Returns whether a text has all characters of a translation, which most texts do not. Numerals may differ. */
    private static boolean mayBeIn(String folded, String term) {
        return NUMERAL.matcher(term).replaceAll("").chars().allMatch(c -> folded.indexOf(c) >= 0);
    }

    /** Returns a pattern of the forms of a translation that differ from the glossary. */
    private Pattern loose(TermEntry entry) {
        return loose.computeIfAbsent(entry.chinese(), chinese -> {
            String term = terms.key(chinese);
            List<Token> tokens = tokenizer.words(term);
            boolean isSeparable = tokens.size() == 1 && term.length() == 2;
            boolean areWords = tokens.stream().allMatch(token -> token.form().length() > 1);
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                int end = i + 1 < tokens.size() ? tokens.get(i + 1).start() : term.length();
                String word = term.substring(token.start(), end);
                if (i > 0) {
                    pattern.append(areWords ? "[^" + ENDS_OF_CLAUSES + "]{0," + MAX_GAP + "}?" : MARKS);
                }
                if (isSeparable) {
                    pattern.append(spaced(word.substring(0, 1)))
                            .append(SEPARATORS)
                            .append(MARKS)
                            .append(spaced(word.substring(1)));
                } else {
                    pattern.append(word(word));
                }
            }
            return Pattern.compile(pattern.toString());
        });
    }

    /** Returns a pattern of a word with its numerals in both scripts. */
    private static String word(String word) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        Matcher numeral = NUMERAL.matcher(word);
        while (numeral.find()) {
            pattern.append(spaced(word.substring(from, numeral.start())))
                    .append("(?:")
                    .append(numeral.group())
                    .append('|')
                    .append(inOtherScript(numeral.group()))
                    .append(')');
            from = numeral.end();
        }
        return pattern.append(spaced(word.substring(from))).toString();
    }

    private static String spaced(String word) {
        return word.chars().mapToObj(c -> Pattern.quote(Character.toString(c))).collect(Collectors.joining(MARKS));
    }

    private static String inOtherScript(String numeral) {
        try {
            return Character.isDigit(numeral.charAt(0))
                    ? NUMERALS.format(Long.parseLong(numeral))
                    : NUMERALS.parse(numeral).toString();
        } catch (ParseException e) {
            return numeral; // characters of numerals in a row are not always a number: 千万
        }
    }

    /** Returns the spans that start near a span, so that long texts need no comparison of all spans. */
    private static List<ChineseTerms.Span> near(List<ChineseTerms.Span> spans, int index, int distance) {
        int start = spans.get(index).start();
        int first = index;
        while (first > 0 && start - spans.get(first - 1).start() <= distance) {
            first--;
        }
        int end = index + 1;
        while (end < spans.size() && spans.get(end).start() - start <= distance) {
            end++;
        }
        return spans.subList(first, end);
    }

    /**
     * Returns whether a longer term contains the term. It hides an allowed translation if it is a dictionary word, as
     * 文件夹 hides 文件, or a translation of another term of the source. A longer term that overlaps a third one proves
     * nothing: 用户名称 can be 用户 with 名称, or 用户名 with 称.
     */
    private boolean isHidden(
            ChineseTerms.Span span,
            TermEntry entry,
            List<ChineseTerms.Span> spans,
            Predicate<ChineseTerms.Span> isOne) {
        return spans.stream()
                .filter(span::isInside)
                .filter(longer -> longer.isTerm() || isException(longer, entry))
                .filter(longer -> !entry.status().isAllowed()
                        || (longer.end() > span.end() && (isException(longer, entry) || isOne.test(longer))))
                .anyMatch(longer -> !entry.status().isAllowed()
                        || spans.stream().noneMatch(other -> other.isTerm() && other.crosses(longer)));
    }

    private boolean isToken(String text, ChineseTerms.Span span) {
        return tokenizer.words(text).stream()
                .anyMatch(token -> token.start() == span.start() && token.form().length() == span.end() - span.start());
    }

    /** Returns the characters that are parts of longer dictionary words, as 病 in 糖尿病. */
    private BitSet inWords(String text) {
        BitSet characters = new BitSet();
        for (Token word : tokenizer.words(text)) {
            if (word.form().length() > 1) {
                characters.set(word.start(), word.start() + word.form().length());
            }
        }
        return characters;
    }

    private boolean isException(ChineseTerms.Span longer, TermEntry entry) {
        return entry.details().exceptions().stream()
                .anyMatch(exception -> terms.key(exception).equals(longer.string()));
    }

    /** Returns whether the text has the last two characters of a longer translation after a word such as 该. */
    @Override
    public boolean refersBack(Glossary.Concept concept, String text) {
        String folded = terms.fold(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed() && entry.chinese().length() > 2)
                .map(entry -> terms.key(entry.chinese()))
                .map(term -> term.substring(Math.max(0, term.length() - 2)))
                .anyMatch(end -> POINTERS.chars().anyMatch(c -> folded.contains((char) c + end)));
    }

    /** Returns none: Chinese words have no derived forms. */
    @Override
    public List<TermMatches.Related> related(Glossary.Concept concept, String text) {
        return List.of();
    }

    /** Returns one finding for each wrong word. */
    @Override
    public List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong) {
        return List.copyOf(wrong.stream()
                .collect(Collectors.groupingBy(
                        match -> match.entry().chinese(), LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** Returns false: a Chinese acronym is a short form, and {@link #isShortForm} compares it with the full form. */
    @Override
    public boolean isAcronym(TermEntry entry) {
        return false;
    }

    /** Returns whether one translation has the characters of the other in the same order: 中科院 and 中国科学院. */
    @Override
    public boolean isShortForm(TermEntry one, TermEntry other) {
        String a = terms.key(one.chinese());
        String b = terms.key(other.chinese());
        return isWithin(a, b) || isWithin(b, a);
    }

    private static boolean isWithin(String shorter, String longer) {
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            at += longer.charAt(i) == shorter.charAt(at) ? 1 : 0;
        }
        return at == shorter.length();
    }
}
