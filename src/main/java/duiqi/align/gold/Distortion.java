package duiqi.align.gold;

import duiqi.align.Noise;
import duiqi.align.TextPair.Side;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes an annotated text more like real documents and changes its gold accordingly, once for each {@link Noise.Kind}. */
@FunctionalInterface
public interface Distortion {
    /**
     * Changes a text.
     *
     * @param draft the text, not empty
     * @param share approximate share of the text to change, above 0 and below 1
     * @param random random numbers; the same numbers give the same changes
     */
    void distort(GoldDraft draft, double share, Random random);

    private static Side side(Random random) {
        return random.nextBoolean() ? Side.CHINESE : Side.ENGLISH;
    }

    /** Draws the size of a paragraph: three to eight beads, each size with the same probability. */
    private static int length(Random random) {
        return 3 + random.nextInt(6);
    }

    /** Mean of {@link #length}. */
    double MEAN_LENGTH = 5.5;

    /**
     * Returns the probability of starting a block that gives the wanted share: with the probability s and the length l,
     * the share is s l / (s l + 1 - s).
     */
    private static double start(double share, double length) {
        return share / (length * (1 - share) + share);
    }

    /** Removes one side of paragraphs, as if they were not translated or were added by the translator. */
    static void omitParagraphs(GoldDraft draft, double share, Random random) {
        Side lost = Side.CHINESE;
        int left = 0;
        for (GoldDraft.DraftBead bead : draft.beads()) {
            if (left == 0 && random.nextDouble() < start(share, MEAN_LENGTH)) {
                left = length(random);
                lost = side(random);
            }
            if (left > 0) {
                left--;
                draft.removeSide(bead, lost);
            }
        }
    }

    /**
     * Removes a random side of single beads, as a free translation omits some sentences and adds others. The
     * share counts the beads.
     */
    static void omitSentences(GoldDraft draft, double share, Random random) {
        for (GoldDraft.DraftBead bead : draft.beads()) {
            if (random.nextDouble() < share) {
                draft.removeSide(bead, side(random));
            }
        }
    }

    /**
     * Lists lines that pages add to a text; {@code %d} is a number.
     *
     * @param headers page headers and page numbers; a text has one kind
     * @param notes footnotes
     */
    record Furniture(List<String> headers, List<String> notes) {
        static final Furniture CHINESE = new Furniture(
                List.of("往事与新篇　%d", "第%d页", "%d　卷上", "文稿选编 · %d", "%d", "往事与新篇"),
                List.of(
                        "[%d] 参见本书附录二的年表。",
                        "[%d] 此处据初版排印，后出各本略有改动。",
                        "[%d] 原稿存县档案馆，编号不详。",
                        "[%d] 同上，第三章。",
                        "[%d] 这个说法流传很广，出处已无从查考。",
                        "[%d] 一说为次年春天。"));
        static final Furniture ENGLISH = new Furniture(
                List.of(
                        "Things Past and Things New   %d",
                        "Page %d", "%d   VOLUME ONE", "SELECTED PAPERS · %d", "%d", "Things Past and Things New"),
                List.of(
                        "[%d] See the chronology in Appendix II.",
                        "[%d] Printed here from the first edition; later ones differ slightly.",
                        "[%d] The manuscript is kept in the county archive, shelf mark unknown.",
                        "[%d] Ibid., chapter three.",
                        "[%d] The saying is widely known, but its origin can no longer be traced.",
                        "[%d] According to others, in the spring of the following year."));
    }

    /**
     * Inserts page headers, page numbers, lines with both, and notes between the beads of a random side, as if pages
     * were read line by line. The intervals between them are roughly equal. Their number is the share times the number
     * of original sentences.
     */
    static void addFurniture(GoldDraft draft, double share, Random random) {
        Side side = side(random);
        Furniture lines = side == Side.CHINESE ? Furniture.CHINESE : Furniture.ENGLISH;
        String header = drawn(lines.headers, random);
        int size = draft.size(side);
        int page = 2 + random.nextInt(200);
        int note = 1;
        int added = 0;
        double next = interval(share, random);
        for (int index = 1; index <= size; index++) {
            if (index < next || draft.cutsBead(side, index + added)) {
                continue;
            }
            String line = random.nextBoolean()
                    ? header.replace("%d", String.valueOf(page++))
                    : drawn(lines.notes, random).replace("%d", String.valueOf(note++));
            draft.insert(
                    side,
                    index + added,
                    new Segment(line, new Location("furniture", added + 1, 1), added, Paragraph.Kind.TEXT));
            added++;
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

    /**
     * Puts paragraphs on one line on each side, like corpora with a paragraph a line and transcripts without full stops.
     * One in ten of these lines loses its counterpart, so that training includes unpaired long lines.
     */
    static void joinParagraphs(GoldDraft draft, double share, Random random) {
        List<GoldDraft.DraftBead> run = new ArrayList<>();
        int left = 0;
        for (GoldDraft.DraftBead bead : draft.beads()) {
            if (left == 0 && random.nextDouble() < start(share, MEAN_LENGTH)) {
                left = length(random);
            }
            if (left > 0) {
                left--;
                run.add(bead);
                if (left == 0) {
                    boolean isLost = random.nextDouble() < 0.1;
                    Side side = side(random);
                    draft.joinAll(run).filter(line -> isLost).ifPresent(line -> draft.removeSide(line, side));
                    run.clear();
                }
            }
        }
    }
}
