package duiqi.align;

import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Plurals;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds a pair of texts aligned by people. On disk it is three files with one name: {@code x.zh} and {@code x.en} with
 * a sentence a line, and {@code x.gold} with a bead a line in the format that {@link AlignmentFormat#read} reads. Immutable.
 *
 * @param name path of the files without extension, so that texts of several folders have different names
 * @param chinese the source text
 * @param english its translation
 * @param beads the gold alignment; it may omit segments and contain beads that cross or have gaps
 */
public record GoldText(String name, Text chinese, Text english, List<Bead> beads) {
    public GoldText {
        beads = List.copyOf(beads);
    }

    /**
     * Reads all gold texts of a folder, sorted by name.
     *
     * @throws FormatException if the folder has no gold text, a text is missing, or the gold does not fit its texts
     */
    public static List<GoldText> in(Path folder) throws IOException {
        List<GoldText> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path gold : files.filter(file -> file.toString().endsWith(".gold"))
                    .sorted()
                    .toList()) {
                texts.add(read(gold));
            }
        } catch (NotDirectoryException e) {
            throw new FormatException(
                    folder.toString(), "is not a folder", "give a folder with x.zh, x.en and x.gold", e);
        }
        if (texts.isEmpty()) {
            throw new FormatException(folder.toString(), "has no .gold file", "add x.zh, x.en and x.gold");
        }
        return texts;
    }

    private static GoldText read(Path gold) throws IOException {
        String file = gold.toString();
        String base = file.substring(0, file.length() - ".gold".length());
        GoldText text = new GoldText(
                base,
                text(Path.of(base + ".zh"), Language.CHINESE),
                text(Path.of(base + ".en"), Language.ENGLISH),
                AlignmentFormat.read(gold));
        if (text.beads.isEmpty()) {
            throw new FormatException(file, "has no bead", "write beads as [0,1]:[2], or remove the file");
        }
        requireFit(file, text.chinese, text.beads.stream().map(Bead::source).toList());
        requireFit(file, text.english, text.beads.stream().map(Bead::target).toList());
        return text;
    }

    private static void requireFit(String gold, Text text, List<List<Integer>> beads) throws FormatException {
        int size = text.segments().size();
        BitSet seen = new BitSet(size);
        for (List<Integer> bead : beads) {
            for (int index : bead) {
                if (index >= size) {
                    throw new FormatException(
                            gold,
                            "contains sentence " + index + ", but " + text.name() + " has " + Plurals.of(size, "line")
                                    + ", numbered from 0",
                            "check that the .gold file belongs to this text");
                }
                if (seen.get(index)) {
                    throw new FormatException(
                            gold,
                            "has sentence " + index + " of " + text.name() + " in two beads",
                            "remove it from one of them");
                }
                seen.set(index);
            }
        }
    }

    private static Text text(Path file, Language language) throws IOException {
        if (!Files.exists(file)) {
            throw new FormatException(file.toString(), "is missing", "add it beside the .gold file");
        }
        List<Segment> segments = new ArrayList<>();
        for (String line : SourceFile.read(file, "save it in UTF-8").lines().toList()) {
            int number = segments.size() + 1;
            segments.add(new Segment(
                    line.strip(), new Location(file.toString(), number, 1), number - 1, Paragraph.Kind.TEXT));
        }
        return new Text(file.toString(), language, segments);
    }

    /**
     * Splits the text into pieces of at least {@code size} Chinese segments, without splitting a bead. The last piece
     * may have up to half of {@code size} more. Short texts give an aligner less evidence, so it is trained and
     * evaluated on them too.
     */
    public List<GoldText> pieces(int size) {
        List<GoldText> pieces = new ArrayList<>();
        int chineseSize = chinese.segments().size();
        int chineseStart = 0;
        int chineseEnd = 0;
        int englishStart = 0;
        int englishEnd = 0;
        int covered = 0;
        List<Bead> open = new ArrayList<>();
        for (Bead bead : beads) {
            open.add(bead.moved(-chineseStart, -englishStart));
            covered += bead.source().size() + bead.target().size();
            chineseEnd = Math.max(chineseEnd, end(bead.source()));
            englishEnd = Math.max(englishEnd, end(bead.target()));
            boolean isEnough = chineseEnd - chineseStart >= size && chineseSize - chineseEnd > size / 2;
            if (isEnough && covered == chineseEnd + englishEnd) {
                pieces.add(new GoldText(
                        name + "#" + pieces.size(),
                        part(chinese, chineseStart, chineseEnd),
                        part(english, englishStart, englishEnd),
                        open));
                chineseStart = chineseEnd;
                englishStart = englishEnd;
                open.clear();
            }
        }
        pieces.add(new GoldText(
                name + "#" + pieces.size(),
                part(chinese, chineseStart, chineseSize),
                part(english, englishStart, english.segments().size()),
                open));
        return pieces;
    }

    private static int end(List<Integer> indices) {
        return indices.isEmpty() ? 0 : indices.get(indices.size() - 1) + 1;
    }

    private static Text part(Text text, int start, int end) {
        return new Text(text.name(), text.language(), text.segments().subList(start, end));
    }
}
