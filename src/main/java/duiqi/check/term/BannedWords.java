package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishTerms;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds words that the glossary bans in every translation of any source. A banned word inside a longer allowed
 * term of the glossary, or inside one of its exceptions, is no finding.
 */
public final class BannedWords implements Check {
    /** Beginning of the concepts of banned words, followed by the index of the word. */
    private static final String BAN = "\u0001";

    private final FileGlossaries glossaries;
    private final ChineseTokenizer tokenizer;
    private final Function<Glossary, EnglishTerms> english;
    private final Function<Glossary, ChineseTerms> chinese;

    /** Searches for the words, by the entries that count in a file, and by direction. */
    private final Map<String, Optional<Search>> searches = new TreeMap<>();

    public BannedWords(
            Glossary glossary,
            CheckSettings settings,
            Lexicon lexicon,
            ChineseTokenizer tokenizer,
            EnglishWords words) {
        this.glossaries = new FileGlossaries(glossary, settings);
        this.tokenizer = tokenizer;
        this.english = terms -> new EnglishTerms(terms, words);
        this.chinese = terms -> new ChineseTerms(terms, lexicon);
    }

    /** Finds the words in a text. */
    @FunctionalInterface
    private interface Search {
        List<TermMatches.Hit> find(String text);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String target = unit.target().text();
        FileGlossaries.Part part = glossaries.of(unit);
        Optional<Search> search = searches.computeIfAbsent(
                unit.isIntoChinese() + part.name(),
                way -> Deadline.uncounted(() -> search(part.glossary(), unit.direction())));
        if (search.isEmpty() || target.isBlank()) {
            return List.of();
        }
        List<TermEntry> bans = part.glossary().bans();
        List<Finding> findings = new ArrayList<>();
        for (TermMatches.Hit hit : search.get().find(target)) {
            List<String> concepts = hit.concept().entries().stream()
                    .map(TermEntry::concept)
                    .distinct()
                    .toList();
            if (concepts.stream().allMatch(concept -> concept.startsWith(BAN))) {
                int number = Integer.parseInt(concepts.get(0).substring(BAN.length()));
                findings.add(finding(unit, part.glossary(), hit, bans.get(number)));
            }
        }
        return findings;
    }

    private Optional<Search> search(Glossary glossary, Direction direction) {
        List<TermEntry> bans = glossary.bans();
        List<TermEntry> rows = new ArrayList<>();
        for (int i = 0; i < bans.size(); i++) {
            if (!bans.get(i).target(direction).isEmpty()) {
                rows.add(word(bans.get(i), BAN + i, direction));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        glossary.pairs().stream()
                .filter(entry -> isAllowed(entry, direction))
                .forEach(entry -> rows.add(word(entry, entry.concept(), direction)));
        Glossary words = new Glossary(rows);
        return Optional.of(direction.isIntoChinese() ? chinese.apply(words)::find : english.apply(words)::find);
    }

    private static boolean isAllowed(TermEntry entry, Direction direction) {
        return (direction.isIntoChinese() ? entry.chineseStatus() : entry.status()).isAllowed();
    }

    /** Returns a term that is its own translation, so that the searches for source terms find it in a target. */
    private static TermEntry word(TermEntry entry, String concept, Direction direction) {
        String word = entry.target(direction);
        return new TermEntry(concept, word, word, TermStatus.PREFERRED, entry.details(), entry.location());
    }

    private Finding finding(CheckedUnit unit, Glossary glossary, TermMatches.Hit hit, TermEntry ban) {
        String target = unit.target().text();
        TermStatus status = unit.isIntoChinese() ? ban.chineseStatus() : ban.status();
        Rule rule = status == TermStatus.FORBIDDEN ? TermCheck.FORBIDDEN : TermCheck.DEPRECATED;
        String note = ban.details().note().isEmpty() ? "" : " (" + ban.details().note() + ")";
        boolean isDoubtful =
                unit.isIntoChinese() && ChineseTerms.isAcrossWords(tokenizer, target, hit.start(), hit.end());
        return Finding.of(
                        rule,
                        unit,
                        TermCheck.shown(unit, TextSpan.Side.TARGET, target.substring(hit.start(), hit.end())) + " is a "
                                + status + " word" + note)
                .inTarget(hit.start(), hit.end())
                .about(hit.term())
                .suggesting(suggestions(glossary, unit.direction(), ban))
                .as(isDoubtful ? Severity.NOTE : rule.severity());
    }

    /** Returns the allowed words of the concept of a banned word. */
    private List<String> suggestions(Glossary glossary, Direction direction, TermEntry ban) {
        List<TermEntry> allowed = glossary.pairs().stream()
                .filter(entry -> entry.concept().equals(ban.concept()) && isAllowed(entry, direction))
                .toList();
        return allowed.isEmpty()
                ? List.of()
                : TermCheck.suggestions(new Glossary.Concept(ban.concept(), direction, allowed));
    }
}
