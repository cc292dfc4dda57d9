package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
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
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds missing, forbidden and deprecated translations of glossary terms. A term in the source needs one of its
 * allowed translations in the target. One is enough, since later mentions may be pronouns. A forbidden or
 * deprecated translation is reported instead of a missing one.
 *
 * <p>After the last unit, the check reports terms with several translations. It also reports missing terms of aligned
 * texts then, since the next sentence may contain the translation.
 */
public final class TermCheck implements Check {
    static final Rule MISSING =
            Rule.of("term-missing", Severity.WARNING, "the translation does not contain a term from the glossary");
    static final Rule FORBIDDEN =
            Rule.of("term-forbidden", Severity.ERROR, "the translation contains a forbidden translation of a term");
    static final Rule DEPRECATED =
            Rule.of("term-deprecated", Severity.WARNING, "the translation contains a deprecated translation of a term");

    /** {@link InconsistentTerm} applies this rule too. */
    static final Rule INCONSISTENT =
            Rule.of("term-inconsistent", Severity.WARNING, "a term is translated in several ways");

    private static final int MAX_SUGGESTIONS = 3;

    /** Maximum number of places of a wrong translation in one finding. */
    private static final int MAX_PLACES = 100;

    /** Maximum number of places of a wrong translation that are compared with the words of the dictionary. */
    private static final int MAX_DOUBTS = 20;

    private final Function<Direction, TermMatches.TermSearch> searches;
    private final TermEvidence evidence;

    /** Work in each direction that a unit has. */
    private final Map<Boolean, OneWay> ways = new TreeMap<>();

    public TermCheck(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.searches = direction -> TermMatches.TermSearch.of(glossary, direction, lexicon, chinese, english);
        this.evidence = new TermEvidence(lexicon, chinese);
    }

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, FORBIDDEN, DEPRECATED, INCONSISTENT);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return ways.computeIfAbsent(unit.isIntoChinese(), way -> new OneWay(searches.apply(unit.direction()), evidence))
                .check(unit);
    }

    @Override
    public List<Finding> finish() {
        return ways.values().stream().flatMap(way -> way.finish().stream()).toList();
    }

    /** Returns words of a unit for messages: English in quotation marks, Chinese without. */
    static String shown(CheckedUnit unit, TextSpan.Side side, String words) {
        boolean isChinese = (side == TextSpan.Side.TARGET) == unit.isIntoChinese();
        return isChinese ? Finding.shortened(words) : Finding.quoted(words);
    }

    /** Returns translations to suggest, without stem marks and regular expressions. */
    static List<String> suggestions(Glossary.Concept concept) {
        return concept.allowed().stream()
                .filter(rendering -> !RenderingForm.isExpression(rendering))
                .map(rendering -> rendering.replace("|", ""))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Checks the units of one direction. Not thread-safe. */
    private static final class OneWay {
        private final TermMatches.TermSearch search;
        private final TermEvidence evidence;
        private final TermUses uses;
        private final MovedTerms moved;

        /** Missing terms by concept that a pronoun may replace if another unit translates them. */
        private final Map<String, List<Finding>> unsure = new TreeMap<>();

        /** Locations of the expressions of the glossary that take too long. */
        private final Set<Location> slow = new HashSet<>();

        OneWay(TermMatches.TermSearch search, TermEvidence evidence) {
            this.search = search;
            this.evidence = evidence;
            this.uses = new TermUses(search.translations());
            this.moved = new MovedTerms(search);
        }

        List<Finding> check(CheckedUnit unit) {
            List<Finding> findings = new ArrayList<>(find(unit));
            search.terms().slow().forEach(entry -> reportSlow(unit, entry, findings));
            return findings;
        }

        /** Reports an expression of the glossary that takes too long, the first time. */
        private void reportSlow(CheckedUnit unit, TermEntry entry, List<Finding> findings) {
            if (slow.add(entry.location())) {
                findings.add(Finding.of(
                        MISSING,
                        unit,
                        "the expression " + entry.english() + " of the glossary (" + entry.location()
                                + ") takes too long here, so duiqi skipped it here and in all later units;"
                                + " simplify it, or list the terms one by one"));
            }
        }

        private List<Finding> find(CheckedUnit unit) {
            boolean isAligned = MovedTerms.isAligned(unit);
            boolean isTranslated = !unit.target().text().isBlank();
            if (isAligned && isTranslated) {
                moved.add(unit);
            }
            List<TermMatches.Hit> hits =
                    isTranslated ? search.terms().find(unit.source().text()) : List.of();
            if (hits.isEmpty()) {
                return List.of();
            }
            TermMatches matches = TermMatches.of(hits, unit.target().text(), search.translations());
            Map<String, List<TermMatches.Hit>> byConcept = new LinkedHashMap<>();
            hits.forEach(hit -> byConcept
                    .computeIfAbsent(hit.concept().id(), id -> new ArrayList<>())
                    .add(hit));
            List<Finding> findings = new ArrayList<>();
            for (List<TermMatches.Hit> same : byConcept.values()) {
                List<TermEntry> unknown =
                        search.translations().slow(List.of(same.get(0).concept()));
                unknown.forEach(entry -> reportSlow(unit, entry, findings));
                findings.addAll(wrong(unit, same, matches));
                TermMatches.Hit hit = same.get(0);
                if (unknown.isEmpty()
                        && !matches.isRendered(hit)
                        && search.terms().isDemanding(hit)
                        && isMissing(unit, hit.concept())) {
                    findings.addAll(missing(unit, same, isAligned));
                }
            }
            return findings;
        }

        /** Returns the finding about a term without a translation, or keeps it until the last unit. */
        private List<Finding> missing(CheckedUnit unit, List<TermMatches.Hit> same, boolean isAligned) {
            Optional<TermMatches.Hit> meant = meant(unit, same);
            if (meant.isEmpty() || (isKept(unit, meant.get()) && isName(unit, meant.get()))) {
                return List.of();
            }
            Optional<Severity> severity = evidence.weigh(unit, same);
            if (severity.isEmpty()) {
                return List.of();
            }
            TermMatches.Hit hit = meant.get();
            Finding finding = missing(unit, hit, severity.get());
            if (isAligned) {
                moved.add(hit, finding);
            } else if (refersBack(unit, hit)) {
                unsure.computeIfAbsent(hit.concept().id(), id -> new ArrayList<>())
                        .add(finding);
            } else {
                return List.of(finding);
            }
            return List.of();
        }

        /** Returns whether the target keeps the words of the source. */
        private boolean isKept(CheckedUnit unit, TermMatches.Hit hit) {
            return search.translations()
                    .keeps(unit.target().text(), unit.source().text().substring(hit.start(), hit.end()));
        }

        /** Returns whether the source has the term as a name or acronym, with a capital after the first letter. */
        private static boolean isName(CheckedUnit unit, TermMatches.Hit hit) {
            String words = unit.source().text().substring(hit.start(), hit.end());
            boolean isAcronym = words.chars().skip(1).anyMatch(Character::isUpperCase);
            boolean isInside =
                    hit.start() > 1 && Character.isLetter(unit.source().text().charAt(hit.start() - 2));
            return isAcronym || (isInside && Character.isUpperCase(words.charAt(0)));
        }

        /** Returns whether a pronoun or a part of the translation may refer back to a translation in another unit. */
        private boolean refersBack(CheckedUnit unit, TermMatches.Hit hit) {
            return TermEvidence.Anaphora.isIn(unit)
                    || search.translations()
                            .refersBack(hit.concept(), unit.target().text());
        }

        /** Returns the first of some hits that no longer word hides. */
        private Optional<TermMatches.Hit> meant(CheckedUnit unit, List<TermMatches.Hit> hits) {
            return hits.stream()
                    .filter(hit -> !search.terms().isHidden(unit.source().text(), hit))
                    .findFirst();
        }

        /** Collects the allowed translations of a term, and returns the findings about its wrong ones. */
        private List<Finding> wrong(CheckedUnit unit, List<TermMatches.Hit> hits, TermMatches matches) {
            List<TermMatches.Match> wrong = new ArrayList<>();
            int allowed = 0;
            for (TermMatches.Match match : matches.of(hits.get(0).concept())) {
                if (match.entry().status().isAllowed()) {
                    uses.add(unit, hits.get(0), match);
                    allowed++;
                } else if (!matches.isOfAnother(match)) {
                    wrong.add(match);
                }
            }
            if (wrong.isEmpty()) {
                return List.of();
            }
            boolean isTranslated = allowed >= hits.size();
            List<TermMatches.Match> own = evidence.withoutOthers(unit, hits, wrong, isTranslated);
            Optional<TermMatches.Hit> meant = own.isEmpty() ? Optional.empty() : meant(unit, hits);
            if (meant.isEmpty()) {
                return List.of();
            }
            return search.translations().byFinding(own).stream()
                    .map(same -> wrong(unit, meant.get(), same, isTranslated))
                    .toList();
        }

        private boolean isMissing(CheckedUnit unit, Glossary.Concept concept) {
            return !concept.allowed().isEmpty()
                    && !search.translations()
                            .containsLoosely(concept, unit.target().text());
        }

        private Finding missing(CheckedUnit unit, TermMatches.Hit hit, Severity severity) {
            List<String> allowed = suggestions(hit.concept());
            String problem = "the " + unit.language(TextSpan.Side.TARGET) + " has no glossary translation of "
                    + shown(unit, TextSpan.Side.SOURCE, hit.term());
            Finding finding = unit.isIntoChinese()
                    ? Finding.of(MISSING, unit, problem + " (" + String.join(", ", allowed) + ")")
                            .inWholeTarget()
                    : Finding.of(MISSING, unit, problem).suggesting(allowed);
            boolean isDoubtful =
                    isKept(unit, hit) || search.terms().isDoubtful(unit.source().text(), hit);
            return finding.inSource(hit.start(), hit.end()).about(hit.term()).as(isDoubtful ? Severity.NOTE : severity);
        }

        /**
         * Returns a finding about a wrong translation.
         *
         * @param same its places in the target, at least one
         * @param isTranslated true if each occurrence of the term has an allowed translation
         */
        private Finding wrong(
                CheckedUnit unit, TermMatches.Hit hit, List<TermMatches.Match> same, boolean isTranslated) {
            TermMatches.Match match = same.get(0);
            Rule rule = match.entry().status() == TermStatus.FORBIDDEN ? FORBIDDEN : DEPRECATED;
            String note = match.entry().details().note().isEmpty()
                    ? ""
                    : " (" + match.entry().details().note() + ")";
            String words = unit.target().text().substring(match.start(), match.end());
            // A wrong English translation is itself evidence that the Chinese characters are the term.
            boolean isDoubtful = isTranslated
                    || (unit.isIntoChinese()
                            && search.terms().isDoubtful(unit.source().text(), hit))
                    || same.stream()
                            .limit(MAX_DOUBTS)
                            .allMatch(one -> search.translations()
                                    .isDoubtful(unit.target().text(), one));
            Finding finding = Finding.of(
                            rule,
                            unit,
                            shown(unit, TextSpan.Side.TARGET, words) + " is a "
                                    + match.entry().status() + " translation of "
                                    + shown(unit, TextSpan.Side.SOURCE, hit.term()) + note)
                    .inTarget(match.start(), match.end())
                    .inSource(hit.start(), hit.end())
                    .about(hit.term())
                    .suggesting(suggestions(hit.concept()))
                    .as(isDoubtful ? Severity.NOTE : rule.severity());
            for (TermMatches.Match other : same.subList(1, Math.min(same.size(), MAX_PLACES))) {
                finding = finding.inTarget(other.start(), other.end());
            }
            return finding;
        }

        List<Finding> finish() {
            List<Finding> findings = new ArrayList<>(uses.inconsistent());
            for (MovedTerms.Missing missing : moved.missing()) {
                Finding finding = missing.finding();
                if (!refersBack(finding.unit(), missing.hit())
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

    /**
     * Collects the allowed translations of each term, since a term should have one translation. An acronym or short
     * form next to the full form is fine. Not thread-safe.
     */
    private static final class TermUses {
        private final TermMatches.TermSearch.Renderings renderings;

        /** Uses by concept and translation. */
        private final Map<String, Map<String, List<Use>>> uses = new TreeMap<>();

        private final Set<String> rendered = new HashSet<>();

        private record Use(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
            boolean isPreferred() {
                return match.entry().status() == TermStatus.PREFERRED;
            }

            /** Returns the translation for messages. */
            String rendering() {
                return shown(unit, TextSpan.Side.TARGET, unit.target().text().substring(match.start(), match.end()));
            }

            /** Returns the term for messages. */
            String term() {
                return shown(unit, TextSpan.Side.SOURCE, hit.term());
            }
        }

        TermUses(TermMatches.TermSearch.Renderings renderings) {
            this.renderings = renderings;
        }

        void add(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
            rendered.add(hit.concept().id());
            if (!renderings.isAcronym(match.entry())) {
                uses.computeIfAbsent(hit.concept().id(), id -> new TreeMap<>())
                        .computeIfAbsent(match.entry().target(unit.direction()), rendering -> new ArrayList<>())
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
            return hasPreferred ? admitted(others.values(), main).stream() : deviating(others.values(), main);
        }

        private static Stream<Finding> deviating(Collection<List<Use>> others, List<Use> main) {
            Use first = first(main);
            return others.stream().flatMap(List::stream).map(use -> deviating(use, first, main));
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
                            use.term() + " is translated as " + use.rendering() + " here, but "
                                    + first(preferred).rendering() + " is preferred" + places,
                            preferred)
                    .as(Severity.NOTE));
        }

        private static Finding deviating(Use use, Use other, List<Use> main) {
            return finding(
                    use,
                    use.term() + " is translated as " + use.rendering() + " here, but as "
                            + other.rendering() + " at "
                            + other.unit.location(other.match.start())
                            + (main.size() == 1 ? "" : " and in " + Plurals.of(main.size() - 1, "more place")),
                    main);
        }

        private static Finding finding(Use use, String message, List<Use> main) {
            return Finding.of(TermCheck.INCONSISTENT, use.unit, message)
                    .inTarget(use.match.start(), use.match.end())
                    .inSource(use.hit.start(), use.hit.end())
                    .about(use.hit.term())
                    .suggesting(List.of(main.get(0).match.entry().target(use.unit.direction())));
        }
    }
}
