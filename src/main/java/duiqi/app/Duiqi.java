package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.check.CheckSettings;
import duiqi.check.Finding;
import duiqi.exchange.TmxUpdate;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Aligns, looks up and checks in one line each, for Java programs. Uses the cache folder of the user and the clock of the system;
 * {@link Settings} change that. Thread-safe.
 */
public final class Duiqi {
    private Duiqi() {}

    /**
     * Settings for the less usual cases. Immutable.
     *
     * @param guide the knowledge of the texts
     * @param model the lexicon, the weights and the encoder of the aligner
     * @param reading how documents are read
     * @param workspace the folder of the project, the clock, the cache and the listener of messages
     */
    public record Settings(
            AlignmentGuide guide, AlignmentModel model, TextReader.Settings reading, Workspace workspace) {
        /** Returns the usual settings. */
        public static Settings standard() {
            return new Settings(
                    AlignmentGuide.NONE, AlignmentModel.STANDARD, TextReader.Settings.STANDARD, Workspace.standard());
        }

        /** Returns these settings with knowledge of the texts. */
        public Settings with(AlignmentGuide other) {
            return new Settings(other, model, reading, workspace);
        }

        /** Returns these settings with another lexicon, other weights or an encoder. */
        public Settings with(AlignmentModel other) {
            return new Settings(guide, other, reading, workspace);
        }

        /** Returns these settings with another way to read documents. */
        public Settings with(TextReader.Settings other) {
            return new Settings(guide, model, other, workspace);
        }

        /** Returns these settings with other surroundings. */
        public Settings with(Workspace other) {
            return new Settings(guide, model, reading, other);
        }
    }

    /**
     * A pair of an alignment: the texts of a bead as plain strings.
     *
     * @param chinese the Chinese sentences, joined; empty if the English has no counterpart
     * @param english the English sentences, joined; empty if the Chinese has no counterpart
     * @param probability the probability that the pair is right, 0 to 1
     */
    public record Pair(String chinese, String english, double probability) {}

    /**
     * Two texts and their alignment.
     *
     * @param text the texts with their beads
     * @param areTranslations whether the texts look like translations of each other
     */
    public record Alignment(ParallelText text, boolean areTranslations) {
        /** Returns the pairs in the order of the texts, with sentences that have no counterpart. */
        public List<Pair> pairs() {
            return text.alignment().beads().stream()
                    .map(bead -> new Pair(text.sourceText(bead), text.targetText(bead), bead.probability()))
                    .toList();
        }

        private static Alignment of(Aligner.Outcome outcome) {
            return new Alignment(outcome.text(), outcome.fit().isParallel());
        }
    }

    /**
     * A change to a memory.
     *
     * @param added the number of new units
     * @param kept the number of units that stay
     * @param removed the number of units that the texts no longer have
     * @param edited the number of units that stay because a person has edited them
     */
    public record Update(int added, int kept, int removed, int edited) {}

    /**
     * Aligns sentences.
     *
     * @param chinese the Chinese sentences in order
     * @param english the English sentences in order
     */
    public static Alignment align(List<String> chinese, List<String> english) {
        try {
            return align(chinese, english, Settings.standard());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Aligns sentences.
     *
     * @param chinese the Chinese sentences in order
     * @param english the English sentences in order
     * @throws IOException if a file that the settings name cannot be read
     */
    public static Alignment align(List<String> chinese, List<String> english, Settings settings) throws IOException {
        Text source = text("sentences.zh", Language.CHINESE, chinese);
        Text target = text("sentences.en", Language.ENGLISH, english);
        TextPair pair = new TextPair(source, target, settings.guide().between(source, target));
        return settings.model()
                .use(settings.guide(), settings.workspace(), aligner -> Alignment.of(aligner.align(pair)));
    }

    private static Text text(String name, Language language, List<String> sentences) {
        List<Segment> segments = new ArrayList<>();
        for (String sentence : sentences) {
            int number = segments.size();
            segments.add(new Segment(sentence.strip(), new Location(name, number + 1, 1), number, Paragraph.Kind.TEXT));
        }
        return new Text(name, language, segments);
    }

    /**
     * Aligns two documents of any form that {@code duiqi align} reads.
     *
     * @throws FormatException if a document cannot be read, or the languages are not Chinese and English
     */
    public static Alignment align(Path chinese, Path english) throws IOException {
        return align(chinese, english, Settings.standard());
    }

    /**
     * Aligns two documents of any form that {@code duiqi align} reads.
     *
     * @throws FormatException if a document cannot be read, or the languages are not Chinese and English
     */
    public static Alignment align(Path chinese, Path english, Settings settings) throws IOException {
        TextPairReader reader = new TextPairReader(
                new TextReader(settings.reading(), settings.workspace()),
                settings.guide(),
                Language.CHINESE,
                Language.ENGLISH,
                false);
        TextPair pair = reader.read(new TextPairSpecs.Spec("texts", chinese.toString(), english.toString()));
        return settings.model()
                .use(settings.guide(), settings.workspace(), aligner -> Alignment.of(aligner.align(pair)));
    }

    /**
     * Updates a TMX memory with an alignment, or makes it. Units that people or other tools made stay as they are, and so do the units
     * of other texts. A memory knows texts by their names: an alignment of sentences replaces the one before.
     *
     * @throws FormatException if the file is no TMX memory, or if all units of a text of the same name would be replaced
     */
    public static Update update(Path memory, Alignment alignment) throws IOException {
        return update(memory, alignment, Settings.standard());
    }

    /**
     * Updates a TMX memory with an alignment, or makes it.
     *
     * @throws FormatException if the file is no TMX memory, or if all units of a text of the same name would be replaced
     * @see #update(Path, Alignment)
     */
    public static Update update(Path memory, Alignment alignment, Settings settings) throws IOException {
        Workspace workspace = settings.workspace();
        ParallelText text = alignment.text();
        TmxUpdate.Outcome outcome = AlignmentProject.update(
                MemoryFiles.newTmx(memory),
                text,
                text.alignment().beads(),
                workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                false);
        return new Update(outcome.added(), outcome.kept(), outcome.removed(), outcome.edited());
    }

    /**
     * Opens a memory for lookups, or a folder of memories.
     *
     * @throws FormatException if there is no memory
     */
    public static Memory open(Path memory) throws IOException {
        return open(memory, Settings.standard());
    }

    /**
     * Opens a memory for lookups, or a folder of memories.
     *
     * @throws FormatException if there is no memory
     */
    public static Memory open(Path memory, Settings settings) throws IOException {
        return Memory.open(List.of(memory), settings.workspace());
    }

    /**
     * Checks memories, XLIFF, PO and tables, folders of them, or a Chinese and an English text. Terms are those of the folder
     * {@code glossary}, and settings those of {@code duiqi.toml}, in the working folder.
     *
     * @return the findings by place, then rule
     * @throws FormatException if an input, a setting or a glossary cannot be read
     */
    public static List<Finding> check(Path... inputs) throws IOException {
        return check(List.of(inputs), Settings.standard());
    }

    /**
     * Checks memories, XLIFF, PO and tables, folders of them, or a Chinese and an English text, by the glossaries and settings of the
     * folder of the workspace.
     *
     * @return the findings by place, then rule
     * @throws FormatException if an input, a setting or a glossary cannot be read
     */
    public static List<Finding> check(List<Path> inputs, Settings settings) throws IOException {
        Workspace workspace = settings.workspace();
        Project project = Project.in(workspace.folder());
        List<String> names = inputs.stream().map(Path::toString).toList();
        TextPairReader reader = TextPairReader.plain(new TextReader(settings.reading(), workspace), false);
        List<FormatException> wrong = new ArrayList<>();
        CheckSettings checks = project.settings(wrong::add);
        ProjectCheck check = new ProjectCheck(project, names, reader, Optional.empty(), false);
        ProjectCheck.Outcome outcome = check.run(project.inputs(names, false), checks, wrong, workspace);
        if (!wrong.isEmpty()) {
            throw wrong.get(0);
        }
        if (!outcome.problems().isEmpty()) {
            throw new FormatException(
                    Objects.toString(names), outcome.problems().get(0), "correct it, or check the other inputs alone");
        }
        return outcome.result().findings();
    }
}
