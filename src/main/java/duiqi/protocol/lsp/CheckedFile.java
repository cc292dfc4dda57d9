package duiqi.protocol.lsp;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.app.AlignmentGuide;
import duiqi.app.EditedFile;
import duiqi.app.TextPairReader;
import duiqi.app.TextReader;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Correction;
import duiqi.check.EditedUnits;
import duiqi.check.Finding;
import duiqi.check.TermVariants;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.io.FileState;
import duiqi.lexicon.Lexicon;
import duiqi.protocol.LiveProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads and checks a file of units, or a pair of texts, in the state that the editor shows. Thread-safe, but one thread
 * at a time checks.
 */
final class CheckedFile {
    private final EditedFile file;
    private final LiveProject project;
    private final Function<Path, Optional<EditedText>> open;
    private final Map<Path, Saved> saved = new HashMap<>();
    private volatile State last = new State(Map.of(), List.of(), Optional.empty());
    private volatile Optional<Checked> checked = Optional.empty();
    private Optional<Checking> checking = Optional.empty();
    private volatile List<TermVariants.Row> variants = List.of();

    /** Holds the text of a file that the editor does not show. */
    private record Saved(FileState state, EditedText text) {}

    /** Holds the checks by some rules. */
    private record Checking(LiveProject.Rules rules, EditedUnits units) {}

    /**
     * Holds the units of a text.
     *
     * @param texts the texts of the files
     * @param problem the reason why the text has no units or lacks some, as {@code location: problem; remedy}
     */
    record State(Map<Path, EditedText> texts, List<CheckedUnit> units, Optional<String> problem) {}

    /** Holds a place in a side of a unit: the index of a UTF-16 unit of its text, and whether a character begins there. */
    record Place(CheckedUnit unit, Side side, int index, boolean isExact) {}

    /**
     * Holds the findings of a state, the last one that could be read.
     *
     * @param problem the problem of the current text
     */
    record Checked(State state, List<Finding> findings, Optional<String> problem) {}

    /**
     * Creates a file that is not read yet.
     *
     * @param open returns the text of a file that the editor shows
     */
    CheckedFile(EditedFile file, LiveProject project, Function<Path, Optional<EditedText>> open) {
        this.file = file;
        this.project = project;
        this.open = open;
    }

    /** Returns a reader of the texts of a project. */
    static TextPairReader reader(LiveProject project) {
        CheckSettings settings = project.rules().settings();
        TextReader.Settings reading = new TextReader.Settings(Optional.empty(), settings.srx(), false, false);
        return TextPairReader.plain(new TextReader(reading, project.workspace()), settings.direction())
                .in(settings);
    }

    /** Returns a new aligner of texts that knows the terms. */
    private Aligner aligner() {
        return new Aligner(
                Lexicon.standard(),
                AlignmentWeights.standard(),
                Bead.Shapes.standard(),
                new KnownTranslations(
                        AlignmentGuide.terms(project.rules().terms().glossary()), List.of()));
    }

    EditedFile file() {
        return file;
    }

    LiveProject project() {
        return project;
    }

    List<TermVariants.Row> variants() {
        return variants;
    }

    /** Returns the state of the text that the editor shows, for requests. A pair of texts is aligned after a pause only. */
    @SuppressWarnings("ReferenceEquality") // A changed text is another object.
    State shown(Path part) {
        if (!file.isAligned()) {
            return state(false);
        }
        return checked.map(Checked::state)
                .filter(one -> open.apply(part)
                        .filter(text -> text == one.texts.get(part))
                        .isPresent())
                .orElse(new State(Map.of(), List.of(), Optional.empty()));
    }

    /**
     * Returns the current state.
     *
     * @param isWhole true to read all units again
     */
    synchronized State state(boolean isWhole) {
        Map<Path, EditedText> texts = new HashMap<>();
        try {
            for (Path part : file.parts()) {
                Optional<EditedText> shown = open.apply(part);
                texts.put(part, shown.isPresent() ? shown.get() : saved(part));
            }
            if (texts.equals(last.texts) && !isWhole) {
                return last;
            }
            Map<Path, String> contents = new HashMap<>();
            texts.forEach((part, text) -> contents.put(part, text.text()));
            EditedFile.Reading reading = file.read(contents, this::aligner, isWhole);
            last = new State(texts, reading.units(), reading.problem());
        } catch (IOException unreadable) {
            last = new State(texts, List.of(), Optional.of(String.valueOf(unreadable.getMessage())));
        }
        return last;
    }

    private EditedText saved(Path part) throws IOException {
        FileState now = FileState.of(part);
        Saved known = saved.get(part);
        if (known == null || !known.state.equals(now)) {
            known = new Saved(now, EditedText.of(file.saved(part)));
            saved.put(part, known);
        }
        return known.text;
    }

    /** Returns the unit at an index of a file: the one whose text is there, or one that begins in the same line. */
    static Optional<Place> at(State state, Path part, int index) {
        EditedText text = state.texts.get(part);
        Optional<Place> near = Optional.empty();
        for (CheckedUnit unit : text == null ? List.<CheckedUnit>of() : state.units) {
            for (Side side : List.of(Side.TARGET, Side.SOURCE)) {
                CheckedUnit.Passage passage = unit.passage(side);
                if (!passage.place().at(0).file().equals(part.toString())) {
                    continue;
                }
                int start = text.index(passage.place().at(0));
                if (start <= index
                        && index <= text.index(passage.place().at(passage.text().length()))) {
                    return Optional.of(place(unit, side, text, index));
                }
                if (near.isEmpty() && text.isOneLine(start, index)) {
                    near = Optional.of(new Place(unit, side, 0, false));
                }
            }
        }
        return near;
    }

    private static Place place(CheckedUnit unit, Side side, EditedText text, int index) {
        CheckedUnit.Passage passage = unit.passage(side);
        int at = 0;
        for (int i = 0;
                i <= passage.text().length() && text.index(passage.place().at(i)) <= index;
                i++) {
            at = i;
        }
        return new Place(unit, side, at, text.index(passage.place().at(at)) == index);
    }

    /**
     * Checks the file and returns the last state that could be read, with its findings.
     *
     * @param isWhole true to align texts, and to compare all units with each other
     */
    @SuppressWarnings("ReferenceEquality") // Changed rules are another object.
    Checked check(boolean isWhole) {
        State now = state(isWhole);
        boolean isUnread = now.units.isEmpty() && now.problem.isPresent();
        if (isUnread) {
            return checked.map(before -> new Checked(before.state, before.findings, now.problem))
                    .orElse(new Checked(now, List.of(), now.problem));
        }
        LiveProject.Rules rules = project.rules();
        Checking work = checking.filter(known -> known.rules == rules)
                .orElseGet(() -> new Checking(
                        rules,
                        new EditedUnits(
                                rules.terms().glossary(), Lexicon.standard(), rules.settings(), rules.baseline())));
        checking = Optional.of(work);
        Checked result = new Checked(
                now, isWhole ? work.units.compared(now.units) : work.units.findings(now.units), now.problem);
        checked = Optional.of(result);
        return result;
    }

    /** Returns the change of the current text that makes a correction, as {@link EditedFile#change} does. */
    synchronized Optional<EditedFile.Change> change(Correction correction, boolean isVerified) throws IOException {
        return file.change(correction, isVerified);
    }

    /** Searches for terms with several translations in the units that were checked last. */
    void compareTerms() {
        TermVariants terms = new TermVariants(project.rules().terms().glossary(), Lexicon.standard());
        checked.ifPresent(one -> one.state.units.forEach(terms::add));
        variants = terms.first();
    }

    /** Returns the findings of the current text at some indexes of a file. */
    List<Finding> findings(Path part, int from, int to) {
        Optional<Checked> known = checked;
        if (known.isEmpty()) {
            return List.of();
        }
        EditedText text = known.get().state.texts.getOrDefault(part, EditedText.of(""));
        return known.get().findings.stream()
                .filter(finding -> finding.location().file().equals(part.toString()))
                .filter(finding -> {
                    int[] range = range(finding, text);
                    return range[0] <= to && from <= range[1];
                })
                .toList();
    }

    /** Returns the indexes of the words of a finding: its first span of the target, or the target. */
    static int[] range(Finding finding, EditedText text) {
        CheckedUnit.Passage target = finding.unit().target();
        Optional<TextSpan> span = finding.span(Side.TARGET);
        int start = text.index(target.place().at(span.map(TextSpan::start).orElse(0)));
        int end = text.index(
                target.place().at(span.map(TextSpan::end).orElse(target.text().length())));
        return new int[] {start, Math.max(start, end)};
    }
}
