package duiqi.cli;

import duiqi.align.Bead;
import duiqi.align.Boundaries;
import duiqi.app.AlignmentGuide;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options by which a user tells the aligner what is known beforehand. */
final class GuideOptions {
    @Option(
            names = "--max-bead",
            paramLabel = "N-M",
            converter = BeadConverter.class,
            description = "Pair no more than N Chinese with M English sentences at once; 1-1 forbids merging. "
                    + "Sentences can always stay without partner.")
    private Bead.Shapes shapes = Bead.Shapes.standard();

    @Option(
            names = "--boundaries",
            paramLabel = "WHAT",
            description =
                    "Let no pair cross these, since they correspond one to one: ${COMPLETION-CANDIDATES}. Headings "
                            + "that differ in number are paired by their numbers (第三章, Chapter Three).")
    private @Nullable Boundaries boundaries;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description =
                    "Pair what begins on these lines: in each line of FILE a line of the Chinese text, a tab, and a "
                            + "line of the English.")
    private @Nullable Path anchors;

    @Option(
            names = "--glossary",
            paramLabel = "FILE",
            description =
                    "Take these terms as renderings of each other: a glossary, or a folder with glossaries. May be "
                            + "given several times.")
    private List<Path> glossaries = List.of();

    @Option(
            names = "--tm",
            paramLabel = "FILE",
            description = "Take the sentences of this earlier memory, TMX, as renderings of each other. May be given "
                    + "several times.")
    private List<Path> memories = List.of();

    @Option(
            names = "--tables",
            paramLabel = "FILE",
            description =
                    "Know besides what a corpus has taught of words: the translation tables that duiqi corpus align "
                            + "learnt. A text of that corpus is then aligned as it was there.")
    private @Nullable Path tables;

    /** Returns the knowledge of the user. */
    AlignmentGuide guide() {
        return new AlignmentGuide(
                shapes,
                Optional.ofNullable(boundaries),
                Optional.ofNullable(anchors),
                glossaries,
                memories,
                Optional.ofNullable(tables));
    }

    /** Reads {@code 1-2}, or says what it should be. */
    private static final class BeadConverter implements ITypeConverter<Bead.Shapes> {
        private static final Pattern BEAD = Pattern.compile("([1-9]\\d?)-([1-9]\\d?)");

        @Override
        public Bead.Shapes convert(String text) {
            Matcher bead = BEAD.matcher(text);
            if (!bead.matches()) {
                throw new TypeConversionException("'" + text
                        + "' is no size of a pair; give the most Chinese and the most English sentences, as"
                        + " 1-1 or 3-4");
            }
            return Bead.Shapes.upTo(new Bead.Type(Integer.parseInt(bead.group(1)), Integer.parseInt(bead.group(2))));
        }
    }
}
