package duiqi.document.bilingual;

import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cue;
import duiqi.text.Paragraph.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Separates subtitles that are in both languages on the screen at the same time: two lines in a cue, two cues at the
 * same time, or all cues of one language after those of the other. Stateless.
 */
final class CueBlocks {
    /** Minimum share of the time of the shorter cue in which both cues are on the screen. */
    private static final double MIN_OVERLAP = 0.5;

    private CueBlocks() {}

    /**
     * Holds a piece with the time in which it is on the screen.
     *
     * @param piece the text
     * @param start start in milliseconds
     * @param end end in milliseconds
     */
    private record Timed(Piece piece, long start, long end) {
        static Timed of(Piece piece) {
            List<Cue> cues = piece.paragraph().marks().cues();
            return new Timed(
                    piece,
                    cues.stream().mapToLong(Cue::start).min().orElse(0),
                    cues.stream().mapToLong(Cue::end).max().orElse(0));
        }

        /** Returns whether two pieces are on the screen at the same time. */
        boolean isWith(Timed other) {
            long shared = Math.min(end, other.end) - Math.max(start, other.start);
            return shared >= MIN_OVERLAP * Math.min(end - start, other.end - other.start);
        }
    }

    /** Groups the subtitles that are on the screen at the same time. */
    static List<Block> of(List<Paragraph> paragraphs) {
        List<Timed> all = new ArrayList<>();
        for (int i = 0; i < paragraphs.size(); i++) {
            for (Piece piece : pieces(paragraphs.get(i), i)) {
                if (piece.tongue() != Tongue.NEITHER) {
                    all.add(Timed.of(piece));
                }
            }
        }
        all.sort(Comparator.comparingLong(Timed::start));
        List<List<Timed>> groups = new ArrayList<>(List.of(new ArrayList<>()));
        for (Timed next : all) {
            if (groups.get(groups.size() - 1).stream().noneMatch(next::isWith)) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(next);
        }
        return groups.stream()
                .filter(group -> !group.isEmpty())
                .map(group -> new Block(in(Tongue.CHINESE, group), in(Tongue.ENGLISH, group)))
                .toList();
    }

    private static List<Piece> in(Tongue tongue, List<Timed> group) {
        return group.stream()
                .map(Timed::piece)
                .filter(piece -> piece.tongue() == tongue)
                .toList();
    }

    /** Returns whether the Chinese text of most blocks comes first in the file. */
    static boolean areChineseFirst(List<Block> blocks) {
        Comparator<Origin> order = Comparator.comparingInt(Origin::line).thenComparingInt(Origin::column);
        return blocks.stream()
                        .filter(Block::isPaired)
                        .mapToInt(block -> order.compare(origin(block.chinese()), origin(block.english())) < 0 ? 1 : -1)
                        .sum()
                >= 0;
    }

    private static Origin origin(List<Piece> side) {
        return side.get(0).paragraph().origins().get(0);
    }

    /** Splits a paragraph with both languages at its cues and lines. */
    private static List<Piece> pieces(Paragraph paragraph, int position) {
        if (paragraph.marks().cues().isEmpty()) {
            return List.of();
        }
        List<Piece> lines = Piece.ofLines(paragraph, position);
        if (lines.size() == 1) {
            return Piece.MixedLine.split(lines.get(0)).orElse(lines);
        }
        List<Cue> cues = paragraph.marks().cues();
        List<Piece> pieces = new ArrayList<>();
        for (int k = 0; k < cues.size(); k++) {
            int end = k + 1 < cues.size()
                    ? cues.get(k + 1).offset()
                    : paragraph.text().length();
            paragraph.part(cues.get(k).offset(), end).ifPresent(part -> pieces.addAll(Piece.ofLines(part, position)));
        }
        return pieces;
    }
}
