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

/** A way to make an annotated text like real documents, the gold changed in step. {@link Noise.Kind} lists them. */
public interface Distortion {
    /**
     * Changes a text.
     *
     * @param draft the text, not empty
     * @param share about how much of it to change, above 0 and below 1
     * @param others further texts, to take sentences from
     * @param random the same numbers make the same changes
     */
    void distort(GoldDraft draft, double share, List<GoldText> others, Random random);

    private static TextPair.Side drawnSide(Random random) {
        return random.nextBoolean() ? TextPair.Side.CHINESE : TextPair.Side.ENGLISH;
    }

    /**
     * Blocks of three to eight beads lose one of their sides, as if they had not been translated, or been added by the translator.
     *
     * @param oneSided whether all blocks lose the same side, drawn by lot; otherwise a side is drawn for each
     */
    record Omissions(boolean oneSided) implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side always = oneSided ? drawnSide(random) : TextPair.Side.CHINESE;
            TextPair.Side lost = always;
            int left = 0;
            for (GoldDraft.DraftBead bead : draft.beads()) {
                if (left == 0 && random.nextDouble() < Block.start(share, Block.MEAN)) {
                    left = Block.length(random);
                    lost = oneSided ? always : drawnSide(random);
                }
                if (left > 0) {
                    left--;
                    draft.lose(bead, lost);
                }
            }
        }
    }

    /**
     * Paragraphs of three to eight sentences of another text stand between the beads of one side, drawn by lot. Their sentences
     * number the share times those that were there.
     */
    static final class Insertions implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            if (others.isEmpty()) {
                throw new IllegalArgumentException("foreign paragraphs come from another text; give two texts or more");
            }
            TextPair.Side side = drawnSide(random);
            int size = draft.sentences(side).size();
            double gaps = 0;
            for (int place = 0; place <= size; place++) {
                gaps += draft.cutsBead(side, place) ? 0 : 1;
            }
            double start = share * size / (gaps * Block.MEAN);
            // From the end, so that the places before stay where they are.
            for (int place = size; place >= 0; place--) {
                if (!draft.cutsBead(side, place) && random.nextDouble() < start) {
                    draft.insert(side, place, paragraph(side, others, random));
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
     * Neighbouring paragraphs of three to eight beads stand in the other order on one side, drawn by lot, so that the beads of one
     * cross those of the other. The share is that of the beads in such paragraphs.
     */
    static final class Swaps implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = drawnSide(random);
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
     * Neighbouring sentences of one side, drawn by lot, stand as one, as where a full stop was not seen. The share is that of the
     * sentences that lose their own place.
     */
    static final class Joins implements Distortion {
        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = drawnSide(random);
            int size = draft.sentences(side).size();
            for (int place = 0; place + 1 < size; place++) {
                if (random.nextDouble() < Block.start(share, 2)) {
                    draft.join(side, place);
                    size--;
                }
            }
        }
    }

    /**
     * Long sentences of one side, drawn by lot, stand as two, cut after the comma or semicolon nearest to their middle. The share is
     * that of the sentences that are long enough, have a quarter at least on either side of the sign, and have one partner at most:
     * beside several, the halves might be pairs by themselves, and what gold is would be unknown.
     */
    static final class Splits implements Distortion {
        private static final String SIGNS = "，；,;";

        /** UTF-16 units of a sentence that is worth cutting; Chinese says as much in a third of the room. */
        private static final int MIN_CHINESE_LENGTH = 16;

        private static final int MIN_ENGLISH_LENGTH = 48;

        private static final double MIN_PART = 0.25;

        @Override
        public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
            TextPair.Side side = drawnSide(random);
            int shortest = side == TextPair.Side.CHINESE ? MIN_CHINESE_LENGTH : MIN_ENGLISH_LENGTH;
            List<GoldDraft.Sentence> sentences = draft.sentences(side);
            for (int place = sentences.size() - 1; place >= 0; place--) {
                String text = sentences.get(place).text();
                boolean isLong = text.length() >= shortest && draft.partners(side, place) <= 1;
                int offset = isLong ? cut(text) : 0;
                if (offset > 0 && random.nextDouble() < share) {
                    draft.split(side, place, offset);
                }
            }
        }

        /** Returns where the second part begins, or 0 if nowhere. */
        public static int cut(String text) {
            int middle = text.length() / 2;
            int best = 0;
            for (int k = 1; k < text.length(); k++) {
                char sign = text.charAt(k - 1);
                // A comma of English ends its word; in 12,000 it does not.
                boolean ends = SIGNS.indexOf(sign) >= 0 && (sign > 0x7f || text.charAt(k) == ' ');
                if (ends && (best == 0 || Math.abs(k - middle) < Math.abs(best - middle))) {
                    best = k;
                }
            }
            return Math.min(best, text.length() - best) < MIN_PART * text.length() ? 0 : best;
        }
    }

    /**
     * Running titles, page numbers, both in one line, and notes, stand between the beads of one side, drawn by lot, as where a page was read line
     * by line. They come at about even distances and number the share times the sentences that were there.
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
            TextPair.Side side = drawnSide(random);
            String title = drawn(side == TextPair.Side.CHINESE ? CHINESE_TITLES : ENGLISH_TITLES, random);
            List<String> notes = side == TextPair.Side.CHINESE ? CHINESE_NOTES : ENGLISH_NOTES;
            int size = draft.sentences(side).size();
            int page = 2 + random.nextInt(200);
            int note = 1;
            int shift = 0;
            double next = interval(share, random);
            for (int place = 1; place <= size; place++) {
                if (place < next || draft.cutsBead(side, place + shift)) {
                    continue;
                }
                String line = random.nextBoolean() ? numbered(title, page++) : numbered(drawn(notes, random), note++);
                draft.insert(side, place + shift, List.of(segment(line, shift)));
                shift++;
                next += interval(share, random);
            }
        }

        /** Sentences between two lines: half to one and a half times what the share asks for. */
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
     * Runs of three to eight beads stand on one line on each side, as in corpora with a paragraph a line and in transcripts without
     * full stops. One in ten of these lines has lost its other side, so that it can be learnt what a long line is worth alone.
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
                        TextPair.Side side = drawnSide(random);
                        draft.gather(run).filter(line -> lost).ifPresent(line -> draft.lose(line, side));
                        run.clear();
                    }
                }
            }
        }
    }

    /** Blocks as noise takes them: three to eight beads or sentences, each length as often as another. */
    static final class Block {
        /** The mean of the lengths. */
        static final double MEAN = 5.5;

        private static final int MIN_LENGTH = 3;
        private static final int MAX_LENGTH = 8;

        private Block() {}

        static int length(Random random) {
            return MIN_LENGTH + random.nextInt(MAX_LENGTH - MIN_LENGTH + 1);
        }

        /**
         * Returns how often something must start, so that what it covers has a share of the whole: with s the probability and l the
         * length, the share is s l / (s l + 1 - s).
         */
        static double start(double share, double length) {
            return share / (length * (1 - share) + share);
        }
    }
}
