package duiqi.glossary;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Token;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the Chinese translations of English terms in Chinese text. It does not find a term inside a longer term of any
 * concept of the glossary: 文件 is not in 文件夹. Traditional and simplified characters, and the case and width of Latin
 * letters, make no difference. Not thread-safe.
 */
final class ChineseRenderings implements TermMatches.TermSearch.Renderings {
    /** Maximum number of other characters between the words of a translation: 登录和注册页面 for 登录页面. */
    private static final int MAX_GAP = 6;

    /** Last characters of words that refer back: 该, 这些, 上述, 此类. */
    private static final String POINTERS = "该此这本些述类";

    /** Suffixes without which a term keeps its meaning: 负载均衡器 and 负载均衡, 复杂性 and 复杂度. */
    private static final String SUFFIXES = "性化器度式的率型";

    private static final String PREFIXES = "感有";

    private static final String ENDS_OF_CLAUSES = "。！？；：，,;!?\n";

    private final ChineseTerms terms;
    private final ChineseTokenizer tokenizer;

    /** Words of translations of several words. */
    private final Map<String, List<String>> words = new HashMap<>();

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
        List<TermMatches.Match> matches = new ArrayList<>();
        for (Glossary.Concept concept : spans.isEmpty() ? List.<Glossary.Concept>of() : concepts) {
            for (TermEntry entry : concept.entries()) {
                WorkBudget.spend(spans.size());
                String string = terms.key(entry.chinese());
                boolean isWord = entry.status().isAllowed() || string.length() > 1;
                BitSet inWords = isWord ? new BitSet() : inWords(text);
                for (int i = 0; i < spans.size(); i++) {
                    ChineseTerms.Span span = spans.get(i);
                    if (span.string().equals(string)
                            && !isHidden(span, entry, near(spans, i, 2 * longest))
                            && !inWords.get(span.start())) {
                        matches.add(new TermMatches.Match(concept, entry, span.start(), span.end()));
                    }
                }
            }
        }
        matches.sort(Comparator.comparingInt(TermMatches.Match::start));
        return matches;
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
     * Returns whether a longer term contains the term. A longer term that overlaps a third one proves nothing about an
     * allowed translation: 用户名称 can be 用户 with 名称, or 用户名 with 称.
     */
    private boolean isHidden(ChineseTerms.Span span, TermEntry entry, List<ChineseTerms.Span> spans) {
        return spans.stream()
                .filter(span::isInside)
                .filter(longer -> longer.isTerm() || isException(longer, entry))
                .anyMatch(longer -> !entry.status().isAllowed()
                        || spans.stream().noneMatch(other -> other.isTerm() && other.crosses(longer)));
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

    /**
     * Returns a translation. Accepts one without a general suffix or prefix, an abbreviation, and a longer term of the
     * glossary that ends with the translation: 新型冠状病毒 is a 冠状病毒, but 文件夹 is not a 文件.
     */
    @Override
    public Optional<TermEntry> findLoosely(Glossary.Concept concept, String text) {
        WorkBudget.spend(text.length());
        String folded = terms.key(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .filter(entry -> isScattered(words(entry), folded)
                        || isShortened(terms.key(entry.chinese()), folded)
                        || isAbbreviated(entry, folded)
                        || isEndOfLonger(terms.key(entry.chinese()), text))
                .findFirst();
    }

    private static boolean isShortened(String term, String text) {
        int length = term.length();
        return length > 2
                && ((SUFFIXES.indexOf(term.charAt(length - 1)) >= 0 && text.contains(term.substring(0, length - 1)))
                        || (PREFIXES.indexOf(term.charAt(0)) >= 0 && text.contains(term.substring(1))));
    }

    /** Returns whether a text has the first characters of the words: 环保 for 环境保护, 咽痛 for 咽喉痛. */
    private boolean isAbbreviated(TermEntry entry, String text) {
        String term = terms.key(entry.chinese());
        List<String> parts = words(entry);
        if (parts.size() == 1 && term.length() > 2 && term.length() <= 4) {
            parts = List.of(term.substring(0, 2), term.substring(2));
        }
        StringBuilder initials = new StringBuilder();
        parts.forEach(word -> initials.append(word.charAt(0)));
        return initials.length() > 1 && text.contains(initials);
    }

    private boolean isEndOfLonger(String term, String text) {
        return terms.all(text).stream()
                .anyMatch(span -> span.isTerm()
                        && span.string().length() > term.length()
                        && span.string().endsWith(term));
    }

    /** Returns whether the text has the last two characters of a longer translation after a word such as 该. */
    @Override
    public boolean refersBack(Glossary.Concept concept, String text) {
        String folded = terms.key(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed() && entry.chinese().length() > 2)
                .map(entry -> terms.key(entry.chinese()))
                .map(term -> term.substring(Math.max(0, term.length() - 2)))
                .anyMatch(end -> POINTERS.chars().anyMatch(c -> folded.contains((char) c + end)));
    }

    /** Returns the dictionary words of a translation. */
    private List<String> words(TermEntry entry) {
        return words.computeIfAbsent(entry.chinese(), chinese -> {
            List<String> parts = tokenizer.words(terms.key(chinese)).stream()
                    .map(Token::form)
                    .toList();
            return parts;
        });
    }

    /** Returns whether a text contains all words near each other in one clause, in any order. */
    private static boolean isScattered(List<String> words, String text) {
        if (words.size() < 2 || words.stream().anyMatch(word -> word.length() < 2)) {
            return false;
        }
        int longest = String.join("", words).length() + MAX_GAP * (words.size() - 1);
        for (String first : words) {
            for (int start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
                String window = clause(text.substring(start, Math.min(text.length(), start + longest)));
                if (words.stream().allMatch(window::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String clause(String window) {
        for (int i = 0; i < window.length(); i++) {
            if (ENDS_OF_CLAUSES.indexOf(window.charAt(i)) >= 0) {
                return window.substring(0, i);
            }
        }
        return window;
    }

    /**
     * Returns whether a dictionary word overlaps an end of the match, and the rest of that word is no word: 网路 is a
     * word in 无线网路, although the dictionary has 无线网.
     */
    @Override
    public boolean isDoubtful(String text, TermMatches.Match match) {
        List<Token> parts = tokenizer.words(text);
        int from = parts.stream()
                .mapToInt(Token::start)
                .filter(start -> start <= match.start())
                .max()
                .orElse(0);
        int to = parts.stream()
                .mapToInt(Token::start)
                .filter(start -> start >= match.end())
                .min()
                .orElse(text.length());
        boolean isEnd = to == match.end() || !Character.isIdeographic(text.charAt(match.end()));
        return !isWord(text.substring(from, match.start())) || !(isEnd || isWord(text.substring(match.end(), to)));
    }

    /** Returns whether a part of a text is empty or a dictionary word of several characters. */
    private boolean isWord(String part) {
        return part.isEmpty() || (part.length() > 1 && tokenizer.words(part).size() == 1);
    }

    /** Returns one finding for each wrong word. */
    @Override
    public List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong) {
        return List.copyOf(wrong.stream()
                .collect(Collectors.groupingBy(
                        match -> match.entry().chinese(), LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** Returns whether the text contains the words as Latin words. */
    @Override
    public boolean keeps(String target, String words) {
        String text = target.toLowerCase(Locale.ROOT);
        String wanted = words.toLowerCase(Locale.ROOT);
        for (int start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + 1)) {
            int end = start + wanted.length();
            boolean begins = start == 0 || !isInName(text.charAt(start - 1));
            // The source may have a singular, and the target a plural.
            boolean ends = end == text.length() || !isInName(text.charAt(end)) || text.charAt(end) == 's';
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a character continues a Latin word or the name of a file or variable. */
    private static boolean isInName(char c) {
        return c < 0x250 && (Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0);
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
