package duiqi.align.gold;

import duiqi.align.GoldText;
import duiqi.align.Noise;
import duiqi.align.TextPair;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes an annotated text more like real documents and changes its gold accordingly. {@link Noise.Kind} lists the
 * distortions.
 */
public interface Distortion {
    /**
     * Changes a text.
     *
     * @param draft the text, not empty
     * @param share approximate share of the text to change, above 0 and below 1
     * @param others further texts as sources of sentences
     * @param random random numbers; the same numbers give the same changes
     */
    void distort(GoldDraft draft, double share, List<GoldText> others, Random random);

    private static TextPair.Side randomSide(Random random) {
        return random.nextBoolean() ? TextPair.Side.CHINESE : TextPair.Side.ENGLISH;
    }

    /**
     * Removes one side of blocks of three to eight beads, as if passages were not translated or were added by the
     * translator.
     *
     * @param oneSided true to remove the same random side of all blocks, false to draw a side for each block
     */
    record Omissions(boolean oneSided) implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side always = oneSided ? randomSide(random) : TextPair.Side.CHINESE;
            TextPair.Side lost = always;
            int left = 0;
            for (GoldDraft.DraftBead bead : draft.beads()) {
                if (left == 0 && random.nextDouble() < Block.start(share, Block.MEAN)) {
                    left = Block.length(random);
                    lost = oneSided ? always : randomSide(random);
                }
                if (left > 0) {
                    left--;
                    draft.removeSide(bead, lost);
                }
            }
        }
    }

    /**
     * Removes a random side of single beads, as a free translation omits some sentences and adds others. The
     * share counts the beads.
     */
    final class SingleOmissions implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            for (GoldDraft.DraftBead bead : draft.beads()) {
                if (random.nextDouble() < share) {
                    draft.removeSide(bead, randomSide(random));
                }
            }
        }
    }

    /**
     * Inserts paragraphs of three to eight sentences of another text between the beads of a random side. The number of
     * their sentences is the share times the number of original sentences.
     */
    static final class Insertions implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            if (others.isEmpty()) {
                throw new IllegalArgumentException("foreign paragraphs need another text; give two or more texts");
            }
            TextPair.Side side = randomSide(random);
            int size = draft.sentences(side).size();
            double gaps = 0;
            for (int index = 0; index <= size; index++) {
                gaps += draft.cutsBead(side, index) ? 0 : 1;
            }
            double start = share * size / (gaps * Block.MEAN);
            // Backwards, so that earlier indices stay valid.
            for (int index = size; index >= 0; index--) {
                if (!draft.cutsBead(side, index) && random.nextDouble() < start) {
                    draft.insert(side, index, paragraph(side, others, random));
                }
            }
        }

        private static List<Segment> paragraph(TextPair.Side side, List<GoldText> others, Random random) {
            GoldText other = others.get(random.nextInt(others.size()));
            List<Segment> segments = (side == TextPair.Side.CHINESE ? other.chinese() : other.english()).segments();
            int length = Math.min(Block.length(random), segments.size());
            int from = random.nextInt(segments.size() - length + 1);
            return segments.subList(from, from + length);
        }
    }

    /**
     * Swaps neighbouring paragraphs of three to eight beads on a random side, so that their beads cross. The share
     * counts the beads in swapped paragraphs.
     */
    static final class Swaps implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = randomSide(random);
            List<GoldDraft.DraftBead> beads = draft.beads();
            for (int k = 0; k < beads.size(); k++) {
                if (random.nextDouble() >= Block.start(share, 2 * Block.MEAN)) {
                    continue;
                }
                int middle = k + Block.length(random);
                int end = middle + Block.length(random);
                if (end <= beads.size() && draft.swap(side, beads.subList(k, middle), beads.subList(middle, end))) {
                    k = end - 1;
                }
            }
        }
    }

    /**
     * Joins neighbouring sentences of a random side, like a sentence splitter that misses a full stop. The share counts
     * the sentences that are appended to another.
     */
    static final class Joins implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = randomSide(random);
            int size = draft.sentences(side).size();
            for (int index = 0; index + 1 < size; index++) {
                if (random.nextDouble() < Block.start(share, 2)) {
                    draft.join(side, index);
                    size--;
                }
            }
        }
    }

    /**
     * Splits long sentences of a random side after the comma or semicolon nearest to their middle. The share refers to
     * the sentences that can be split. These are long enough, have at least a quarter of their length on each side of
     * the sign, and have at most one counterpart. If a sentence has several counterparts, its halves might be separate
     * pairs, and the gold would be unknown.
     */
    static final class Splits implements Distortion {
        private static final String SIGNS = "，；,;";

        /** Smallest length of a split sentence in UTF-16 units. Chinese text is about a third as long as English. */
        private static final int MIN_CHINESE_LENGTH = 16;

        private static final int MIN_ENGLISH_LENGTH = 48;

        private static final double MIN_PART = 0.25;

        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = randomSide(random);
            int shortest = side == TextPair.Side.CHINESE ? MIN_CHINESE_LENGTH : MIN_ENGLISH_LENGTH;
            List<GoldDraft.Sentence> sentences = draft.sentences(side);
            for (int index = sentences.size() - 1; index >= 0; index--) {
                String text = sentences.get(index).text();
                boolean isLong = text.length() >= shortest && draft.counterparts(side, index) <= 1;
                int offset = isLong ? cut(text) : 0;
                if (offset > 0 && random.nextDouble() < share) {
                    draft.split(side, index, offset);
                }
            }
        }

        /** Returns the start of the second part, or 0 if the sentence cannot be split. */
        public static int cut(String text) {
            int middle = text.length() / 2;
            int best = 0;
            for (int k = 1; k < text.length(); k++) {
                char sign = text.charAt(k - 1);
                // An English comma ends a word, unlike the comma in 12,000.
                boolean ends = SIGNS.indexOf(sign) >= 0 && (sign > 0x7f || text.charAt(k) == ' ');
                if (ends && (best == 0 || Math.abs(k - middle) < Math.abs(best - middle))) {
                    best = k;
                }
            }
            return Math.min(best, text.length() - best) < MIN_PART * text.length() ? 0 : best;
        }
    }

    /**
     * Inserts page headers, page numbers, lines with both, and notes between the beads of a random side, as if pages
     * were read line by line. The intervals between them are roughly equal. Their number is the share times the number
     * of original sentences.
     */
    static final class Furniture implements Distortion {
        private static final List<String> CHINESE_TITLES =
                List.of("往事与新篇　%d", "第%d页", "%d　卷上", "文稿选编 · %d", "%d", "往事与新篇");
        private static final List<String> ENGLISH_TITLES = List.of(
                "Things Past and Things New   %d",
                "Page %d", "%d   VOLUME ONE", "SELECTED PAPERS · %d", "%d", "Things Past and Things New");

        private static final List<String> CHINESE_NOTES = List.of(
                "[%d] 参见本书附录二的年表。",
                "[%d] 此处据初版排印，后出各本略有改动。",
                "[%d] 原稿存县档案馆，编号不详。",
                "[%d] 同上，第三章。",
                "[%d] 这个说法流传很广，出处已无从查考。",
                "[%d] 一说为次年春天。");
        private static final List<String> ENGLISH_NOTES = List.of(
                "[%d] See the chronology in Appendix II.",
                "[%d] Printed here from the first edition; later ones differ slightly.",
                "[%d] The manuscript is kept in the county archive, shelf mark unknown.",
                "[%d] Ibid., chapter three.",
                "[%d] The saying is widely known, but its origin can no longer be traced.",
                "[%d] According to others, in the spring of the following year.");

        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = randomSide(random);
            String title = drawn(side == TextPair.Side.CHINESE ? CHINESE_TITLES : ENGLISH_TITLES, random);
            List<String> notes = side == TextPair.Side.CHINESE ? CHINESE_NOTES : ENGLISH_NOTES;
            int size = draft.sentences(side).size();
            int page = 2 + random.nextInt(200);
            int note = 1;
            int shift = 0;
            double next = interval(share, random);
            for (int index = 1; index <= size; index++) {
                if (index < next || draft.cutsBead(side, index + shift)) {
                    continue;
                }
                String line = random.nextBoolean() ? numbered(title, page++) : numbered(drawn(notes, random), note++);
                draft.insert(side, index + shift, List.of(segment(line, shift)));
                shift++;
                next += interval(share, random);
            }
        }

        /** Returns the number of sentences between two lines: half to one and a half times the mean for the share. */
        private static double interval(double share, Random random) {
            return (0.5 + random.nextDouble()) / share;
        }

        private static String drawn(List<String> forms, Random random) {
            return forms.get(random.nextInt(forms.size()));
        }

        private static String numbered(String form, int number) {
            return form.replace("%d", Integer.toString(number));
        }

        private static Segment segment(String line, int paragraph) {
            return new Segment(line, new Location("furniture", paragraph + 1, 1), paragraph, Paragraph.Kind.TEXT);
        }
    }

    /**
     * Puts runs of three to eight beads on one line on each side, like corpora with a paragraph a line and transcripts
     * without full stops. One in ten of these lines loses its counterpart, so that training includes unpaired long
     * lines.
     */
    static final class Paragraphs implements Distortion {
        private static final double LOST = 0.1;

        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            List<GoldDraft.DraftBead> run = new ArrayList<>();
            int left = 0;
            for (GoldDraft.DraftBead bead : draft.beads()) {
                if (left == 0 && random.nextDouble() < Block.start(share, Block.MEAN)) {
                    left = Block.length(random);
                }
                if (left > 0) {
                    left--;
                    run.add(bead);
                    if (left == 0) {
                        boolean lost = random.nextDouble() < LOST;
                        TextPair.Side side = randomSide(random);
                        draft.joinAll(run).filter(line -> lost).ifPresent(line -> draft.removeSide(line, side));
                        run.clear();
                    }
                }
            }
        }
    }

    /** Draws the sizes of blocks: three to eight beads or sentences, each size with the same probability. */
    static final class Block {
        /** Mean size of a block. */
        static final double MEAN = 5.5;

        private static final int MIN_LENGTH = 3;
        private static final int MAX_LENGTH = 8;

        private Block() {}

        static int length(Random random) {
            return MIN_LENGTH + random.nextInt(MAX_LENGTH - MIN_LENGTH + 1);
        }

        /**
         * Returns the probability of starting a block that gives the wanted share: with the probability s and the
         * length l, the share is s l / (s l + 1 - s).
         */
        static double start(double share, double length) {
            return share / (length * (1 - share) + share);
        }
    }
}
