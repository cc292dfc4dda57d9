package duiqi.check;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for the renderings of the terms of a glossary. A term in the Chinese wants one of its allowed renderings in the English,
 * however often it stands there: the second time it may be a pronoun. A forbidden or deprecated rendering is reported instead of a
 * missing one. Several renderings of one term are told when all units have been seen, and so is what is missing in aligned texts, where
 * it may stand in the next sentence.
 */
final class TermCheck implements Check {
    private static final int MAX_SUGGESTIONS = 3;

    private final ChineseTerms terms;
    private final EnglishRenderings renderings;
    private final ChineseTokenizer tokenizer;
    private final TermUses uses;
    private final MovedTerms moved;

    /** Terms that a pronoun may stand for, if they are rendered elsewhere; by concept. */
    private final Map<String, List<Finding>> unsure = new TreeMap<>();

    TermCheck(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.renderings = new EnglishRenderings(english);
        this.tokenizer = chinese;
        this.uses = new TermUses(renderings);
        this.moved = new MovedTerms(terms, renderings);
    }

    @Override
    public List<Rule> rules() {
        return List.of(TermRules.MISSING, TermRules.FORBIDDEN, TermRules.DEPRECATED, TermRules.INCONSISTENT);
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
        return !concept.allowed().isEmpty() && !renderings.isThereLoosely(concept, unit.english());
    }

    private Finding missing(CheckedUnit unit, ChineseTerms.Hit hit) {
        List<String> allowed = suggestions(hit.concept());
        Finding finding = Finding.of(TermRules.MISSING, unit, hit.term() + " has none of its renderings in the English")
                .inSource(hit.start(), hit.end())
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
                        isForbidden ? TermRules.FORBIDDEN : TermRules.DEPRECATED,
                        unit,
                        Quoted.of(unit.english().substring(match.start(), match.end())) + " is "
                                + (isForbidden ? "forbidden" : "deprecated") + " for " + hit.term() + note)
                .inTarget(match.start(), match.end())
                .inSource(hit.start(), hit.end())
                .about(hit.term())
                .suggesting(suggestions(hit.concept()));
    }

    /** Renderings to write, without stem marks; regular expressions are none. */
    static List<String> suggestions(Glossary.Concept concept) {
        return concept.allowed().stream()
                .filter(rendering -> !RenderingForm.isExpression(rendering))
                .map(rendering -> rendering.replace("|", ""))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Whether a word of the dictionary begins in the term and ends behind it, or the other way round: 创新 in 创新高. */
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
}
