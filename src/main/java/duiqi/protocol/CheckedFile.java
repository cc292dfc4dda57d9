package duiqi.protocol;

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
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TermVariants;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.Position;

/**
 * Reads and checks a file of units, or a pair of texts, in the state that the editor shows. Thread-safe, but one thread
 * at a time checks.
 */
final class CheckedFile {
    private static final State NONE = new State(Map.of(), List.of(), Optional.empty());

    private final EditedFile file;
    private final LiveProject project;
    private final Function<Path, Optional<EditedText>> open;
    private volatile State last = NONE;
    private volatile Checked checked = new Checked(NONE, List.of(), List.of(), Optional.empty());
    private Optional<LiveProject.Rules> rules = Optional.empty();
    private Optional<EditedUnits> checks = Optional.empty();

    /**
     * Holds the units of a text.
     *
     * @param texts the texts of the files
     * @param problem the reason why the text has no units or lacks some, as {@code location: problem; remedy}
     */
    record State(Map<Path, EditedText> texts, List<CheckedUnit> units, Optional<String> problem) {}

    /**
     * Holds a place in a side of a unit.
     *
     * @param index the index of a UTF-16 unit of the text of the side
     * @param isExact true if a character begins there
     * @param text the text of the file
     */
    record Place(CheckedUnit unit, Side side, int index, boolean isExact, EditedText text) {}

    /**
     * Holds the findings of a state, the last one that could be read.
     *
     * @param variants the terms that the file translates in several ways, of the last comparison of all units
     * @param problem the problem of the current text
     */
    record Checked(State state, List<Finding> findings, List<TermVariants.Row> variants, Optional<String> problem) {}

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

    EditedFile file() {
        return file;
    }

    LiveProject project() {
        return project;
    }

    Checked checked() {
        return checked;
    }

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

    /** Returns whether the editor shows another text of a part than the one that was checked last. */
    boolean isChanged(Path part) {
        return !open.apply(part).equals(Optional.ofNullable(checked.state.texts.get(part)));
    }

    /** Returns the state of the text that the editor shows, for requests. A pair of texts is aligned after a pause only. */
    State shown(Path part) {
        return !file.isAligned() ? state(false) : isChanged(part) ? NONE : checked.state;
    }

    private synchronized State state(boolean isWhole) {
        Map<Path, EditedText> texts = new HashMap<>();
        try {
            for (Path part : file.parts()) {
                Optional<EditedText> shown = open.apply(part);
                texts.put(part, shown.isPresent() ? shown.get() : EditedText.of(file.saved(part)));
            }
            if (!texts.equals(last.texts) || isWhole) {
                Map<Path, String> contents = new HashMap<>();
                texts.forEach((part, text) -> contents.put(part, text.text()));
                EditedFile.Reading reading = file.read(contents, this::aligner, isWhole);
                last = new State(texts, reading.units(), reading.problem());
            }
        } catch (IOException unreadable) {
            last = new State(texts, List.of(), Optional.of(String.valueOf(unreadable.getMessage())));
        }
        return last;
    }

    /** Returns the unit at a position of a file: the one whose text is there, or one that begins in the same line. */
    Optional<Place> at(Path part, Position position) {
        State state = shown(part);
        EditedText text = state.texts.getOrDefault(part, EditedText.of(""));
        int index = text.index(position);
        Optional<Place> near = Optional.empty();
        for (CheckedUnit unit : state.units) {
            for (Side side : List.of(Side.TARGET, Side.SOURCE)) {
                CheckedUnit.Passage passage = unit.passage(side);
                if (passage.place().at(0).file().equals(part.toString())) {
                    int start = text.index(passage.place().at(0));
                    int length = passage.text().length();
                    if (start <= index && index <= text.index(passage.place().at(length))) {
                        int at = length;
                        while (at > 0 && text.index(passage.place().at(at)) > index) {
                            at--;
                        }
                        boolean isExact = text.index(passage.place().at(at)) == index;
                        return Optional.of(new Place(unit, side, at, isExact, text));
                    }
                    if (near.isEmpty() && text.isOneLine(start, index)) {
                        near = Optional.of(new Place(unit, side, 0, false, text));
                    }
                }
            }
        }
        return near;
    }

    /**
     * Checks the file and returns the last state that could be read, with its findings.
     *
     * @param isWhole true to align texts, and to compare all units with each other
     */
    @SuppressWarnings("ReferenceEquality") // Changed rules are another object.
    Checked check(boolean isWhole) {
        State state = state(isWhole);
        if (state.units.isEmpty() && state.problem.isPresent()) {
            checked = new Checked(checked.state, checked.findings, checked.variants, state.problem);
            return checked;
        }
        LiveProject.Rules now = project.rules();
        if (rules.filter(known -> known == now).isEmpty()) {
            rules = Optional.of(now);
            checks = Optional.of(
                    new EditedUnits(now.terms().glossary(), Lexicon.standard(), now.settings(), now.baseline()));
        }
        EditedUnits units = checks.orElseThrow();
        if (isWhole) {
            TermVariants terms = new TermVariants(now.terms().glossary(), Lexicon.standard());
            state.units.forEach(terms::add);
            checked = new Checked(state, units.compared(state.units), terms.first(), state.problem);
        } else {
            checked = new Checked(state, units.findings(state.units), checked.variants, state.problem);
        }
        return checked;
    }

    /**
     * Returns the change of the current text that replaces a part of a target, as {@link EditedFile#change} does; empty if
     * the format does not allow it.
     */
    synchronized Optional<EditedFile.Change> change(CheckedUnit unit, TextSpan span, String words, boolean isVerified) {
        Finding edit = Finding.of(Rule.of("edit", Severity.NOTE, ""), unit, "");
        try {
            return file.change(new Correction(edit, span, words), isVerified);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
