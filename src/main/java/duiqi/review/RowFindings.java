package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.EditedUnits;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TermVariants;
import duiqi.exchange.Content;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks the beads of a review in the same way as {@code duiqi check} checks two texts. Does not check unpaired source
 * sentences, because duiqi cannot know whether their translation is missing or only not linked yet. Immutable and
 * thread-safe.
 *
 * @param glossary terms for the checks
 * @param settings settings of the checks
 * @param baseline known findings, which are not reported
 */
public record RowFindings(Glossary glossary, Lexicon lexicon, CheckSettings settings, Baseline baseline) {
    /** Returns the checks of one review, which keep the findings of unchanged rows. */
    public EditedUnits checks() {
        return new EditedUnits(glossary, lexicon, settings, baseline);
    }

    /**
     * Returns all findings, in the order of their locations in the target.
     *
     * @param checks the checks of this review
     */
    public List<RowFinding> of(ReviewState state, EditedUnits checks) {
        ReviewText text = new ReviewText(state);
        return found(text, state, checks).stream()
                .map(found -> finding(found.finding, found.bead, text))
                .toList();
    }

    /** Returns all findings with their units, in the order of their locations in the target. */
    public List<BeadFinding> found(ReviewState state) {
        return found(new ReviewText(state), state, checks());
    }

    /** Returns the terms with odd translations that are not in the glossary. The id of each unit is that of its bead. */
    public List<TermVariants.Row> variants(ReviewState state) {
        TermVariants variants = new TermVariants(glossary, lexicon);
        ReviewText text = new ReviewText(state);
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(
                DocumentPair.of(text.text().source(), text.text().target()));
        for (ReviewBead bead : state.beads()) {
            if (!bead.isNull()) {
                CheckedUnit unit = unit(text.text(), text.bead(bead), "", ids);
                variants.add(CheckedUnit.of(bead.id(), unit.direction(), unit.source(), unit.target()));
            }
        }
        return variants.first();
    }

    private List<BeadFinding> found(ReviewText text, ReviewState state, EditedUnits checks) {
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(
                DocumentPair.of(text.text().source(), text.text().target()));
        IdentityHashMap<CheckedUnit, ReviewBead> beads = new IdentityHashMap<>();
        List<CheckedUnit> units = new ArrayList<>();
        for (ReviewBead bead : state.beads()) {
            if (!text.targetText(bead).isBlank()) {
                CheckedUnit unit = unit(text.text(), text.bead(bead), bead.note(), ids);
                beads.put(unit, bead);
                units.add(unit);
            }
        }
        List<BeadFinding> found = new ArrayList<>();
        for (Finding finding : checks.compared(units)) {
            Optional.ofNullable(beads.get(finding.unit())).ifPresent(bead -> found.add(new BeadFinding(bead, finding)));
        }
        return List.copyOf(found);
    }

    private static CheckedUnit unit(ParallelText text, Bead bead, String note, DocumentPair.UnitIds ids) {
        String source = text.sourceText(bead);
        String target = text.targetText(bead);
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put(UnitProperties.BEAD, bead.type().toString());
        properties.put(UnitProperties.PROBABILITY, String.format(Locale.ROOT, "%.2f", bead.probability()));
        return new CheckedUnit(
                ids.next(source, target),
                new Direction(text.source().language(), text.target().language()),
                new CheckedUnit.Passage(
                        source,
                        Content.of(source),
                        offset -> bead.source().isEmpty()
                                ? text.target().locate(bead.target(), 0)
                                : text.source().locate(bead.source(), offset)),
                new CheckedUnit.Passage(
                        target, Content.of(target), offset -> text.target().locate(bead.target(), offset)),
                properties,
                note.isEmpty() ? List.of() : List.of(note));
    }

    private static RowFinding finding(Finding finding, ReviewBead bead, ReviewText text) {
        return new RowFinding(
                finding.rule().id(),
                finding.severity(),
                finding.message(),
                bead.id(),
                finding.spans().stream()
                        .flatMap(span -> text.spans(bead, span).stream())
                        .toList(),
                finding.suggestions(),
                finding.term());
    }

    public record BeadFinding(ReviewBead bead, Finding finding) {}

    /**
     * Holds a finding in a bead. The page depends on the order of the components. Immutable.
     *
     * @param rule id of the rule
     * @param severity its severity
     * @param message the message, as a clause without a full stop
     * @param bead id of the bead
     * @param spans the spans of the finding; empty if it is about the whole bead
     * @param suggestions replacements for the first span of the target, best first
     * @param term the term, number or word of the finding; empty if there is none
     */
    public record RowFinding(
            String rule,
            Severity severity,
            String message,
            String bead,
            List<Sentence.Span> spans,
            List<String> suggestions,
            String term) {}
}
