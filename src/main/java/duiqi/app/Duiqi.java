package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.check.CheckSettings;
import duiqi.check.Finding;
import duiqi.exchange.TmxUpdate;
import duiqi.text.Direction;
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
 * Aligns texts, searches translation memories and checks translations. This class is the entry point for Java programs.
 *
 * <pre>{@code
 * Duiqi.Alignment alignment = Duiqi.align(Path.of("report.zh.txt"), Path.of("report.en.txt"));
 * Duiqi.update(Path.of("tm/report.tmx"), alignment);
 * }</pre>
 *
 * <p>By default duiqi uses the cache folder of the user and the system clock; {@link Settings} change that.
 * Thread-safe.
 */
public final class Duiqi {
    private Duiqi() {}

    /**
     * Holds the settings of {@link Duiqi}. Immutable.
     *
     * @param guide the knowledge of the user about the texts
     * @param model the lexicon and the weights of the aligner
     * @param reading the options for reading documents
     * @param workspace the folder of the project, the clock, the cache and the listener for messages
     */
    public record Settings(
            AlignmentGuide guide, AlignmentModel model, TextReader.Settings reading, Workspace workspace) {
        /** {@return the default settings} */
        public static Settings standard() {
            return new Settings(
                    AlignmentGuide.NONE, AlignmentModel.STANDARD, TextReader.Settings.STANDARD, Workspace.standard());
        }

        /**
         * {@return a copy of these settings with the given guide}
         *
         * @param other the knowledge of the user about the texts
         */
        public Settings with(AlignmentGuide other) {
            return new Settings(other, model, reading, workspace);
        }

        /**
         * {@return a copy of these settings with the given lexicon and weights}
         *
         * @param other the lexicon and the weights of the aligner
         */
        public Settings with(AlignmentModel other) {
            return new Settings(guide, other, reading, workspace);
        }

        /**
         * {@return a copy of these settings with the given options for reading documents}
         *
         * @param other the options for reading documents
         */
        public Settings with(TextReader.Settings other) {
            return new Settings(guide, model, other, workspace);
        }

        /**
         * {@return a copy of these settings with the given workspace}
         *
         * @param other the folder of the project, the clock, the cache and the listener for messages
         */
        public Settings with(Workspace other) {
            return new Settings(guide, model, reading, other);
        }
    }

    /**
     * Holds the texts of a bead as plain strings.
     *
     * @param chinese the Chinese sentences, joined; empty if the English has no counterpart
     * @param english the English sentences, joined; empty if the Chinese has no counterpart
     * @param probability the probability that the pair is correct, from 0 to 1
     */
    public record Pair(String chinese, String english, double probability) {}

    /**
     * Holds two texts and their alignment.
     *
     * @param text the texts with their beads
     * @param areTranslations true if the texts look like translations of each other
     */
    public record Alignment(ParallelText text, boolean areTranslations) {
        /** {@return all beads in the order of the texts, including sentences that have no counterpart} */
        public List<Pair> pairs() {
            ParallelText chineseFirst = direction().isIntoChinese() ? text.reversed() : text;
            return chineseFirst.alignment().beads().stream()
                    .map(bead ->
                            new Pair(chineseFirst.sourceText(bead), chineseFirst.targetText(bead), bead.probability()))
                    .toList();
        }

        /** {@return the direction of the translation: from the language of the first text into that of the second} */
        public Direction direction() {
            return new Direction(text.source().language(), text.target().language());
        }

        private static Alignment of(Aligner.Outcome outcome) {
            return new Alignment(outcome.text(), outcome.fit().isParallel());
        }
    }

    /**
     * Counts the changes of an update to a memory.
     *
     * @param added the number of new units
     * @param kept the number of units that the alignment contains as well
     * @param removed the number of units that the texts no longer contain
     * @param edited the number of units that are kept because a person has edited them
     */
    public record Update(int added, int kept, int removed, int edited) {}

    /**
     * Aligns sentences with their translation, with the default settings. duiqi detects which side is Chinese.
     *
     * @param source the sentences of the source in order
     * @param target the sentences of the translation in order
     * @return the alignment
     * @throws UncheckedIOException if the languages are not Chinese and English
     */
    public static Alignment align(List<String> source, List<String> target) {
        try {
            return align(source, target, Settings.standard());
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /**
     * Aligns sentences with their translation. duiqi detects which side is Chinese.
     *
     * @param source the sentences of the source in order
     * @param target the sentences of the translation in order
     * @param settings the settings
     * @return the alignment
     * @throws FormatException if the languages are not Chinese and English
     * @throws IOException if a file of the settings cannot be read
     */
    public static Alignment align(List<String> source, List<String> target, Settings settings) throws IOException {
        return align(settings, reader -> reader.pair(content(source), content(target), Optional.empty()));
    }

    private interface Reading {
        TextPair pair(TextPairReader reader) throws IOException;
    }

    private static Alignment align(Settings settings, Reading reading) throws IOException {
        TextPair pair = reading.pair(new TextPairReader(
                new TextReader(settings.reading(), settings.workspace()),
                settings.guide(),
                Optional.empty(),
                Direction.INTO_ENGLISH));
        return Alignment.of(settings.model().aligner(settings.guide()).align(pair));
    }

    private static TextReader.Content content(List<String> sentences) {
        return new TextReader.Content(
                "sentences",
                String.join("\n", sentences),
                language -> text(language.isChinese() ? "sentences.zh" : "sentences.en", language, sentences));
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
     * Aligns a document with its translation, with the default settings. Reads the same formats as {@code duiqi align}.
     *
     * @param source the document that was translated, in Chinese or English
     * @param target the translation
     * @return the alignment
     * @throws FormatException if a document cannot be read, or the languages are not Chinese and English
     */
    public static Alignment align(Path source, Path target) throws IOException {
        return align(source, target, Settings.standard());
    }

    /**
     * Aligns a document with its translation. Reads the same formats as {@code duiqi align}.
     *
     * @param source the document that was translated, in Chinese or English
     * @param target the translation
     * @param settings the settings
     * @return the alignment
     * @throws FormatException if a document cannot be read, or the languages are not Chinese and English
     */
    public static Alignment align(Path source, Path target, Settings settings) throws IOException {
        TextPairSpecs.Spec texts = new TextPairSpecs.Spec("texts", source.toString(), target.toString());
        return align(settings, reader -> reader.read(texts));
    }

    /**
     * Aligns both texts of a bilingual document, with the default settings. The language that comes first is the source.
     *
     * @param bilingual the document that contains a text and its translation
     * @return the alignment
     * @throws FormatException if the document cannot be read, or does not contain a text and its translation
     */
    public static Alignment align(Path bilingual) throws IOException {
        return align(bilingual, Settings.standard());
    }

    /**
     * Aligns both texts of a bilingual document. The language that comes first is the source.
     *
     * @param bilingual the document that contains a text and its translation
     * @param settings the settings; {@link TextReader.Settings} hold the layout of the document
     * @return the alignment
     * @throws FormatException if the document cannot be read, or does not contain a text and its translation
     */
    public static Alignment align(Path bilingual, Settings settings) throws IOException {
        TextPairSpecs.Spec texts = new TextPairSpecs.Spec("texts", bilingual.toString());
        return align(settings, reader -> reader.read(texts));
    }

    /**
     * Updates a TMX memory with an alignment. Creates the file if it does not exist.
     *
     * <p>Units of people, of other tools and of other texts stay unchanged. A memory identifies texts by their names.
     * The sentences of {@link #align(List, List)} have no file name, so each alignment of sentences replaces the
     * previous one.
     *
     * @param memory the TMX file
     * @param alignment the alignment to write
     * @return the counts of the update
     * @throws FormatException if the file is not a TMX memory, or if the update would replace all units of a text with
     *     the same name
     */
    public static Update update(Path memory, Alignment alignment) throws IOException {
        return update(memory, alignment, Settings.standard());
    }

    /**
     * Updates a TMX memory with an alignment. Creates the file if it does not exist.
     *
     * @param memory the TMX file
     * @param alignment the alignment to write
     * @param settings the settings
     * @return the counts of the update
     * @throws FormatException if the file is not a TMX memory, or if the update would replace all units of a text with
     *     the same name
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
     * Opens a translation memory for searches, with the default settings.
     *
     * @param memory a TMX file or a folder of TMX files
     * @return the memory, which the caller closes
     * @throws FormatException if there is no memory
     */
    public static Memory open(Path memory) throws IOException {
        return open(memory, Settings.standard());
    }

    /**
     * Opens a translation memory for searches.
     *
     * @param memory a TMX file or a folder of TMX files
     * @param settings the settings
     * @return the memory, which the caller closes
     * @throws FormatException if there is no memory
     */
    public static Memory open(Path memory, Settings settings) throws IOException {
        return Memory.open(List.of(memory), settings.workspace());
    }

    /**
     * Checks translations with the glossaries in {@code glossary} and the settings in {@code duiqi.toml} of the current
     * folder.
     *
     * @param inputs memories, XLIFF files, PO files and tables, folders of these, or a text and its translation;
     *     none for the files of the project, see {@code duiqi check}
     * @return the findings, sorted by location, then rule
     * @throws FormatException if an input, a setting or a glossary cannot be read
     */
    public static List<Finding> check(Path... inputs) throws IOException {
        return check(List.of(inputs), Settings.standard());
    }

    /**
     * Checks translations with the glossaries and settings in the folder of the workspace.
     *
     * @param inputs memories, XLIFF files, PO files and tables, folders of these, or a text and its translation;
     *     none for the files of the project, see {@code duiqi check}
     * @param settings the settings
     * @return the findings, sorted by location, then rule
     * @throws FormatException if an input, a setting or a glossary cannot be read
     */
    public static List<Finding> check(List<Path> inputs, Settings settings) throws IOException {
        Workspace workspace = settings.workspace();
        Project project = Project.in(workspace.folder());
        List<String> names = inputs.stream().map(Path::toString).toList();
        TextPairReader reader = TextPairReader.plain(new TextReader(settings.reading(), workspace), Optional.empty());
        List<FormatException> wrong = new ArrayList<>();
        CheckSettings checks = project.settings(wrong::add);
        ProjectCheck check = new ProjectCheck(project, names, reader, Optional.empty(), false);
        ProjectCheck.Outcome outcome = check.run(project.inputs(names, checks, reader), checks, wrong, workspace);
        if (!wrong.isEmpty()) {
            throw wrong.get(0);
        }
        if (!outcome.problems().isEmpty()) {
            throw new FormatException(
                    Objects.toString(names), outcome.problems().get(0), "correct it, or check only the other inputs");
        }
        return outcome.result().findings();
    }
}
