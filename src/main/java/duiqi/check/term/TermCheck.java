package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermMatches;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds missing, forbidden and deprecated translations of glossary terms. A term in the Chinese needs one of its
 * allowed translations in the English. One is enough, since later mentions may be pronouns. A forbidden or
 * deprecated translation is reported instead of a missing one.
 *
 * <p>After the last unit, the check reports terms with several translations. It also reports missing terms of aligned
 * texts then, since the next sentence may contain the translation.
 */
public final class TermCheck implements Check {
    static final Rule MISSING =
            Rule.of("term-missing", Severity.WARNING, "the English has no translation of a term from the glossary");
    static final Rule FORBIDDEN =
            Rule.of("term-forbidden", Severity.ERROR, "the English has a forbidden translation of a term");
    static final Rule DEPRECATED =
            Rule.of("term-deprecated", Severity.WARNING, "the English has a deprecated translation of a term");

    /** {@link InconsistentTerm} applies this rule too. */
    static final Rule INCONSISTENT =
            Rule.of("term-inconsistent", Severity.WARNING, "a term is translated in several ways");

    private static final int MAX_SUGGESTIONS = 3;

    private final ChineseTerms terms;
    private final EnglishRenderings renderings;
    private final ChineseTokenizer tokenizer;
    private final TermUses uses;
    private final MovedTerms moved;

    /** Missing terms by concept that a pronoun may replace if another unit translates them. */
    private final Map<String, List<Finding>> unsure = new TreeMap<>();

    public TermCheck(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.renderings = new EnglishRenderings(english);
        this.tokenizer = chinese;
        this.uses = new TermUses(renderings);
        this.moved = new MovedTerms(terms, renderings);
    }

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, FORBIDDEN, DEPRECATED, INCONSISTENT);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        boolean isAligned = MovedTerms.isAligned(unit);
        if (isAligned && !unit.english().isBlank()) {
            moved.add(unit);
        }
        List<ChineseTerms.Hit> hits = unit.english().isBlank() ? List.of() : terms.find(unit.chinese());
        if (hits.isEmpty()) {
            return List.of();
        }
        Map<String, ChineseTerms.Hit> first = new LinkedHashMap<>();
        hits.forEach(hit -> first.putIfAbsent(hit.concept().id(), hit));
        TermMatches matches = TermMatches.of(hits, unit.english(), renderings);
        List<Finding> findings = new ArrayList<>();
        for (ChineseTerms.Hit hit : first.values()) {
            for (EnglishRenderings.Match match : matches.of(hit.concept())) {
                if (match.entry().status().isAllowed()) {
                    uses.add(unit, hit, match);
                } else if (!matches.isOfAnother(match)) {
                    findings.add(wrong(unit, hit, match));
                }
            }
        }
        for (ChineseTerms.Hit hit : first.values()) {
            if (!matches.isRendered(hit) && isMissing(unit, hit.concept())) {
                Finding finding = missing(unit, hit);
                if (isAligned) {
                    moved.add(hit, finding);
                } else if (Anaphora.isIn(unit)) {
                    unsure.computeIfAbsent(hit.concept().id(), id -> new ArrayList<>())
                            .add(finding);
                } else {
                    findings.add(finding);
                }
            }
        }
        return findings;
    }

    private boolean isMissing(CheckedUnit unit, Glossary.Concept concept) {
        return !concept.allowed().isEmpty() && !renderings.containsLoosely(concept, unit.english());
    }

    private Finding missing(CheckedUnit unit, ChineseTerms.Hit hit) {
        List<String> allowed = suggestions(hit.concept());
        Finding finding = Finding.of(MISSING, unit, "the English has no glossary translation of " + hit.term())
                .inChinese(hit.start(), hit.end())
                .about(hit.term())
                .suggesting(allowed);
        return isAcrossWords(unit.chinese(), hit) ? finding.as(Severity.NOTE) : finding;
    }

    private static Finding wrong(CheckedUnit unit, ChineseTerms.Hit hit, EnglishRenderings.Match match) {
        boolean isForbidden = match.entry().status() == TermStatus.FORBIDDEN;
        String note = match.entry().details().note().isEmpty()
                ? ""
                : " (" + match.entry().details().note() + ")";
        return Finding.of(
                        isForbidden ? FORBIDDEN : DEPRECATED,
                        unit,
                        Finding.quoted(unit.english().substring(match.start(), match.end())) + " is a "
                                + (isForbidden ? "forbidden" : "deprecated") + " translation of " + hit.term() + note)
                .inEnglish(match.start(), match.end())
                .inChinese(hit.start(), hit.end())
                .about(hit.term())
                .suggesting(suggestions(hit.concept()));
    }

    /** Returns translations to suggest, without stem marks and regular expressions. */
    static List<String> suggestions(Glossary.Concept concept) {
        return concept.allowed().stream()
                .filter(rendering -> !RenderingForm.isExpression(rendering))
                .map(rendering -> rendering.replace("|", ""))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Returns whether a dictionary word overlaps one end of the term, for example 创新 in 创新高. */
    private boolean isAcrossWords(String text, ChineseTerms.Hit hit) {
        List<Token> words = tokenizer.words(text);
        boolean begins = words.stream().anyMatch(word -> word.start() == hit.start());
        boolean ends = hit.end() == text.length() || words.stream().anyMatch(word -> word.start() == hit.end());
        boolean endsBeforeNoWord = hit.end() < text.length() && !Character.isIdeographic(text.charAt(hit.end()));
        return !begins || !(ends || endsBeforeNoWord);
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>(uses.inconsistent());
        for (MovedTerms.Missing missing : moved.missing()) {
            Finding finding = missing.finding();
            if (!Anaphora.isIn(finding.unit())
                    || !uses.isRendered(missing.hit().concept().id())) {
                findings.add(finding);
            }
        }
        unsure.forEach((concept, missing) -> {
            if (!uses.isRendered(concept)) {
                findings.addAll(missing);
            }
        });
        return findings;
    }

    /**
     * Collects the allowed translations of each term, since a term should have one translation. An acronym or short
     * form next to the full form is fine. Not thread-safe.
     */
    private static final class TermUses {
        private final EnglishRenderings renderings;

        /** Uses by concept and translation. */
        private final Map<String, Map<String, List<Use>>> uses = new TreeMap<>();

        private final Set<String> rendered = new HashSet<>();

        private record Use(CheckedUnit unit, ChineseTerms.Hit hit, EnglishRenderings.Match match) {
            boolean isPreferred() {
                return match.entry().status() == TermStatus.PREFERRED;
            }

            String rendering() {
                return unit.english().substring(match.start(), match.end());
            }
        }

        TermUses(EnglishRenderings renderings) {
            this.renderings = renderings;
        }

        void add(CheckedUnit unit, ChineseTerms.Hit hit, EnglishRenderings.Match match) {
            rendered.add(hit.concept().id());
            if (!renderings.isAcronym(match.entry())) {
                uses.computeIfAbsent(hit.concept().id(), id -> new TreeMap<>())
                        .computeIfAbsent(match.entry().english(), rendering -> new ArrayList<>())
                        .add(new Use(unit, hit, match));
            }
        }

        /** Returns whether a term has an allowed translation in any unit. */
        boolean isRendered(String concept) {
            return rendered.contains(concept);
        }

        /**
         * Returns the uses of translations that differ from the main one: the preferred one in the glossary, or the
         * most frequent one.
         */
        List<Finding> inconsistent() {
            return uses.values().stream()
                    .filter(byRendering -> byRendering.size() > 1)
                    .flatMap(this::inconsistent)
                    .toList();
        }

        private Stream<Finding> inconsistent(Map<String, List<Use>> byRendering) {
            Map<String, List<Use>> others = new LinkedHashMap<>(byRendering);
            boolean hasPreferred =
                    byRendering.values().stream().anyMatch(used -> used.get(0).isPreferred());
            List<Use> main = byRendering.values().stream()
                    .filter(used -> !hasPreferred || used.get(0).isPreferred())
                    .max(Comparator.comparingInt(List::size))
                    .orElseThrow();
            others.values()
                    .removeIf(used -> used.equals(main)
                            || used.get(0).isPreferred()
                            || renderings.isShortForm(
                                    used.get(0).match.entry(), main.get(0).match.entry()));
            return hasPreferred
                    ? admitted(others.values(), main).stream()
                    : others.values().stream().flatMap(List::stream).map(use -> deviating(use, main));
        }

        private static Use first(List<Use> used) {
            return used.stream()
                    .min(Comparator.comparing((Use use) -> use.unit.location(use.match.start()))
                            .thenComparing(use -> use.unit.id()))
                    .orElseThrow();
        }

        /** Returns one note for all admitted translations of a term, since they are correct but inconsistent. */
        private static Optional<Finding> admitted(Collection<List<Use>> admitted, List<Use> preferred) {
            List<Use> all = admitted.stream().flatMap(List::stream).toList();
            if (all.isEmpty()) {
                return Optional.empty();
            }
            Use use = first(all);
            int more = all.size() - 1;
            String places = more == 0
                    ? ""
                    : "; " + Plurals.of(more, "more place") + Plurals.choose(more, " differs", " differ");
            return Optional.of(finding(
                            use,
                            use.hit.term() + " is translated as " + Finding.quoted(use.rendering()) + " here, but "
                                    + Finding.quoted(first(preferred).rendering()) + " is preferred" + places,
                            preferred)
                    .as(Severity.NOTE));
        }

        private static Finding deviating(Use use, List<Use> main) {
            Use other = first(main);
            return finding(
                    use,
                    use.hit.term() + " is translated as " + Finding.quoted(use.rendering()) + " here, but as "
                            + Finding.quoted(other.rendering()) + " at "
                            + other.unit.location(other.match.start())
                            + (main.size() == 1 ? "" : " and in " + Plurals.of(main.size() - 1, "more place")),
                    main);
        }

        private static Finding finding(Use use, String message, List<Use> main) {
            return Finding.of(TermCheck.INCONSISTENT, use.unit, message)
                    .inEnglish(use.match.start(), use.match.end())
                    .inChinese(use.hit.start(), use.hit.end())
                    .about(use.hit.term())
                    .suggesting(List.of(main.get(0).match.entry().english()));
        }
    }

    /**
     * Recognises English words that refer back to a term: Chinese repeats the term where English says <i>it</i> or
     * <i>this goal</i>. Stateless.
     */
    private static final class Anaphora {
        private static final Pattern ENGLISH = Pattern.compile(
                "\\b(?:"
                        + String.join(
                                "|",
                                "it",
                                "its",
                                "they",
                                "them",
                                "their",
                                "this",
                                "these",
                                "such",
                                "the (?:former|latter|same)")
                        + ")\\b",
                Pattern.CASE_INSENSITIVE);
        private static final Pattern CHINESE = Pattern.compile("[它他她其此这這該该彼]|前者|后者|後者|这些|同样|如此");

        private Anaphora() {}

        /** Returns whether the English has more of these words than the Chinese. */
        static boolean isIn(CheckedUnit unit) {
            long english = ENGLISH.matcher(unit.english()).results().count();
            return english > 0
                    && english > CHINESE.matcher(unit.chinese()).results().count();
        }
    }
}
