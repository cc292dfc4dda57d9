package duiqi.document.bilingual;

import duiqi.document.Layout;
import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Separates subtitles that are in both languages on the screen at the same time: two lines in a cue, two cues at the
 * same time, or all cues of one language after those of the other. Stateless.
 */
final class CueBlocks {
    /** Minimum share of the time of the shorter cue in which both cues are on the screen. */
    private static final double MIN_OVERLAP = 0.5;

    private CueBlocks() {}

    /**
     * A piece with the time in which it is on the screen.
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

        boolean isWith(Timed other) {
            long shared = Math.min(end, other.end) - Math.max(start, other.start);
            return shared >= MIN_OVERLAP * Math.min(end - start, other.end - other.start);
        }
    }

    /** Separates subtitles; empty if they are in one language. */
    static Optional<Separation> of(List<Paragraph> paragraphs) {
        List<Timed> chinese = new ArrayList<>();
        List<Timed> english = new ArrayList<>();
        for (int i = 0; i < paragraphs.size(); i++) {
            for (Piece piece :
                    paragraphs.get(i).marks().cues().isEmpty() ? List.<Piece>of() : pieces(paragraphs.get(i), i)) {
                if (piece.tongue() != Tongue.NEITHER) {
                    (piece.tongue() == Tongue.CHINESE ? chinese : english).add(Timed.of(piece));
                }
            }
        }
        Comparator<Timed> byTime = Comparator.comparingLong(Timed::start);
        chinese.sort(byTime);
        english.sort(byTime);
        List<Block> blocks = together(chinese, english);
        long chineseFirst = blocks.stream()
                .filter(Block::isPaired)
                .mapToInt(
                        block -> isFirst(block.chinese().get(0), block.english().get(0)) ? 1 : -1)
                .sum();
        return chinese.isEmpty() || english.isEmpty()
                ? Optional.empty()
                : Optional.of(new Separation(Layout.CUES, chineseFirst >= 0, blocks));
    }

    private static boolean isFirst(Piece chinese, Piece english) {
        Paragraph.Origin one = chinese.paragraph().origins().get(0);
        Paragraph.Origin other = english.paragraph().origins().get(0);
        return one.line() < other.line() || (one.line() == other.line() && one.column() < other.column());
    }

    /** Splits a paragraph with both languages at its cues and lines. */
    private static List<Piece> pieces(Paragraph paragraph, int position) {
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

    /** Groups cues that are on the screen at the same time. */
    private static List<Block> together(List<Timed> chinese, List<Timed> english) {
        List<Block> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < chinese.size() || j < english.size()) {
            int iEnd = i;
            int jEnd = j;
            if (i < chinese.size() && j < english.size() && chinese.get(i).isWith(english.get(j))) {
                iEnd++;
                jEnd++;
                boolean grows = true;
                while (grows) {
                    grows = false;
                    if (iEnd < chinese.size() && chinese.get(iEnd).isWith(english.get(jEnd - 1))) {
                        iEnd++;
                        grows = true;
                    }
                    if (jEnd < english.size() && chinese.get(iEnd - 1).isWith(english.get(jEnd))) {
                        jEnd++;
                        grows = true;
                    }
                }
            } else if (j == english.size()
                    || (i < chinese.size()
                            && chinese.get(i).start() <= english.get(j).start())) {
                iEnd++;
            } else {
                jEnd++;
            }
            all.add(new Block(pieces(chinese.subList(i, iEnd)), pieces(english.subList(j, jEnd))));
            i = iEnd;
            j = jEnd;
        }
        return all;
    }

    private static List<Piece> pieces(List<Timed> side) {
        return side.stream().map(Timed::piece).toList();
    }
}
