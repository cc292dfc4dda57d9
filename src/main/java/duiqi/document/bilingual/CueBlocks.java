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

    /** Maximum number of cues in which a sentence continues. */
    private static final int MAX_CUES = 6;

    /** Maximum pause within a sentence, in milliseconds. */
    private static final long MAX_PAUSE = 3000;

    private CueBlocks() {}

    /** A piece with the time in which it is on the screen. */
    private record Timed(Piece piece, Cue cue, int number) {
        private long shared(Timed other) {
            return Math.min(cue.end(), other.cue.end()) - Math.max(cue.start(), other.cue.start());
        }

        boolean isWith(Timed other) {
            long shorter = Math.min(cue.end() - cue.start(), other.cue.end() - other.cue.start());
            return number == other.number || (shared(other) > 0 && shared(other) >= MIN_OVERLAP * shorter);
        }
    }

    private record Lists(List<Timed> chinese, List<Timed> english) {
        long start() {
            return Math.min(start(chinese), start(english));
        }

        private static long start(List<Timed> side) {
            return side.isEmpty() ? Long.MAX_VALUE : side.get(0).cue.start();
        }

        long end() {
            return Math.max(end(chinese), end(english));
        }

        private static long end(List<Timed> side) {
            return side.isEmpty()
                    ? Long.MIN_VALUE
                    : side.get(side.size() - 1).cue.end();
        }

        Lists and(Lists next) {
            return new Lists(concat(chinese, next.chinese), concat(english, next.english));
        }

        private static List<Timed> concat(List<Timed> one, List<Timed> other) {
            List<Timed> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }

        /** Returns whether an English sentence continues in the next cue. */
        boolean continuesIn(Lists next) {
            if (english.isEmpty() || next.english.isEmpty() || chinese.isEmpty() || next.chinese.isEmpty()) {
                return false;
            }
            String before = english.get(english.size() - 1).piece.text();
            char after = next.english.get(0).piece.text().charAt(0);
            char last = before.charAt(before.length() - 1);
            return Character.isLowerCase(after)
                    && (Character.isLowerCase(last) || last == ',')
                    && english.size() < MAX_CUES
                    && next.start() - end() <= MAX_PAUSE;
        }

        Block block() {
            return new Block(joined(chinese), joined(english));
        }

        private static List<Piece> joined(List<Timed> side) {
            return side.isEmpty()
                    ? List.of()
                    : List.of(Piece.joined(side.stream().map(Timed::piece).toList()));
        }
    }

    /** Separates subtitles; empty if they are in one language. */
    static Optional<Separation> of(List<Paragraph> paragraphs) {
        List<Timed> chinese = new ArrayList<>();
        List<Timed> english = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < paragraphs.size(); i++) {
            Paragraph paragraph = paragraphs.get(i);
            List<Cue> cues = paragraph.marks().cues();
            for (int k = 0; k < cues.size(); k++) {
                int end = k + 1 < cues.size()
                        ? cues.get(k + 1).offset()
                        : paragraph.text().length();
                Optional<Paragraph> part = paragraph.part(cues.get(k).offset(), end);
                number++;
                for (Piece piece : part.isEmpty() ? List.<Piece>of() : pieces(part.get(), i)) {
                    if (piece.tongue() != Tongue.NEITHER) {
                        (piece.tongue() == Tongue.CHINESE ? chinese : english)
                                .add(new Timed(piece, cues.get(k), number));
                    }
                }
            }
        }
        Comparator<Timed> byTime = Comparator.comparingLong(each -> each.cue.start());
        chinese.sort(byTime);
        english.sort(byTime);
        List<Lists> together = together(chinese, english);
        long chineseFirst = together.stream()
                .filter(lists -> !lists.chinese.isEmpty() && !lists.english.isEmpty())
                .mapToInt(lists -> isFirst(lists.chinese.get(0), lists.english.get(0)) ? 1 : -1)
                .sum();
        List<Block> blocks = sentences(together).stream().map(Lists::block).toList();
        return chinese.isEmpty() || english.isEmpty()
                ? Optional.empty()
                : Optional.of(new Separation(Layout.CUES, chineseFirst >= 0, blocks));
    }

    private static boolean isFirst(Timed chinese, Timed english) {
        Paragraph.Origin one = chinese.piece.paragraph().origins().get(0);
        Paragraph.Origin other = english.piece.paragraph().origins().get(0);
        return one.line() < other.line() || (one.line() == other.line() && one.column() < other.column());
    }

    private static List<Piece> pieces(Paragraph part, int position) {
        List<Piece> lines = Piece.ofLines(part, position);
        return lines.size() > 1 ? lines : Piece.MixedLine.split(lines.get(0)).orElse(lines);
    }

    /** Groups cues that are on the screen at the same time. */
    private static List<Lists> together(List<Timed> chinese, List<Timed> english) {
        List<Lists> all = new ArrayList<>();
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
                            && chinese.get(i).cue.start() <= english.get(j).cue.start())) {
                iEnd++;
            } else {
                jEnd++;
            }
            all.add(new Lists(chinese.subList(i, iEnd), english.subList(j, jEnd)));
            i = iEnd;
            j = jEnd;
        }
        return all;
    }

    /** Joins the cues of a sentence. */
    private static List<Lists> sentences(List<Lists> cues) {
        List<Lists> joined = new ArrayList<>();
        for (Lists next : cues) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).continuesIn(next)) {
                joined.set(last, joined.get(last).and(next));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
