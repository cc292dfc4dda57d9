package duiqi.document.pdf;

import duiqi.document.pdf.PdfContent.Glyph;
import duiqi.text.Characters;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A segment is a part of a line without a wide gap. Immutable.
 *
 * @param glyphs glyphs from left to right
 * @param order index of its first glyph in the file, or of the first glyph of its longest part
 * @param size size of most glyphs
 * @param base baseline of the glyphs of this size
 * @param right right edge
 */
record PdfSegment(List<Glyph> glyphs, int order, double size, double base, double right) {

    /** Maximum gap in a line, in font sizes; the gutter of two columns is at least one. */
    private static final double GAP = 0.65;

    /** Maximum gap between parts of a line that are not consecutive in the file, in font sizes. */
    private static final double NEAR = 0.55;

    /** Maximum number of parts on a page that are compared with each other. */
    static final int MAX_PARTS = 10_000;

    /** Minimum width of a space in font sizes; the narrowest fonts, for example Times, use a quarter. */
    private static final double SPACE = 0.16;

    /**
     * Maximum gap, in font sizes, that typesetters insert between Han characters and numbers or Latin words;
     * usually a quarter.
     */
    private static final double MAX_APART = 0.5;

    /** Maximum size of a raised mark of a note, in sizes of the text. */
    private static final double RAISED = 0.8;

    PdfSegment {
        glyphs = List.copyOf(glyphs);
    }

    PdfSegment(List<Glyph> glyphs, int order) {
        this(glyphs, order, size(glyphs));
    }

    private PdfSegment(List<Glyph> glyphs, int order, double size) {
        this(glyphs, order, size, base(glyphs, size), right(glyphs));
    }

    double left() {
        return glyphs.get(0).left();
    }

    private static double right(List<Glyph> glyphs) {
        return glyphs.stream().mapToDouble(Glyph::right).max().orElse(0);
    }

    /** Returns the size of most glyphs. */
    private static double size(List<Glyph> glyphs) {
        Map<Double, Integer> counts = new HashMap<>();
        glyphs.forEach(glyph -> counts.merge(glyph.size(), glyph.text().length(), Integer::sum));
        return counts.size() == 1
                ? glyphs.get(0).size()
                : Collections.max(
                                counts.entrySet(),
                                Map.Entry.<Double, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .getKey();
    }

    private static double base(List<Glyph> glyphs, double size) {
        return glyphs.stream()
                .filter(glyph -> glyph.size() >= size)
                .mapToDouble(Glyph::base)
                .findFirst()
                .orElseThrow();
    }

    boolean isBold() {
        return glyphs.stream().filter(Glyph::bold).count() * 10 > glyphs.size() * 9L;
    }

    /**
     * Returns both segments as one. If one begins at the end of the other, their glyphs are not mixed, although they may
     * overlap: the widths of fonts that a file does not embed are estimates.
     */
    PdfSegment with(PdfSegment other) {
        Deadline.check();
        boolean isLeft = left() <= other.left();
        PdfSegment first = isLeft ? this : other;
        PdfSegment second = isLeft ? other : this;
        List<Glyph> all = new ArrayList<>(first.glyphs);
        all.addAll(second.glyphs);
        boolean isInside = second.left() - first.right < -NEAR * Math.max(size, other.size);
        // TeX draws an accent before its letter.
        String last = first.glyphs.get(first.glyphs.size() - 1).text();
        int type = Character.getType(last.codePointAt(0));
        if (isInside || type == Character.MODIFIER_SYMBOL || type == Character.NON_SPACING_MARK) {
            all.sort(Comparator.comparingDouble(Glyph::left));
        }
        return new PdfSegment(all, order);
    }

    /** Splits the segment between words into the parts that a function assigns to different groups. */
    Map<Integer, PdfSegment> split(ToIntFunction<Glyph> group) {
        Map<Integer, List<Glyph>> parts = new HashMap<>();
        int current = 0;
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            if (i == 0
                    || glyph.spaced()
                    || Math.abs(glyph.left() - glyphs.get(i - 1).right()) > SPACE * glyph.size() / 2) {
                current = group.applyAsInt(glyph);
            }
            parts.computeIfAbsent(current, key -> new ArrayList<>()).add(glyph);
        }
        Map<Integer, PdfSegment> segments = new HashMap<>();
        parts.forEach((key, part) -> segments.put(key, new PdfSegment(part, order)));
        return segments;
    }

    /** Returns the text with spaces between words, and the parts of it that are raised as marks of notes are. */
    Typed typed() {
        Deadline.check();
        double size = size();
        double base = base();
        StringBuilder text = new StringBuilder();
        List<Span> raised = new ArrayList<>();
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            if (glyph.text().equals("\u00AD") && i < glyphs.size() - 1) {
                continue;
            }
            boolean mark = (glyph.size() <= RAISED * size
                            && glyph.base() < base - 0.1 * size
                            && glyph.text().matches("[\\d*†‡§¶,\\[\\]①-⑳]+"))
                    || glyph.text().matches("[¹²³⁰-⁹]+");
            if (i > 0 && isSpaced(glyphs.get(i - 1), glyph)) {
                text.append(' ');
            }
            int start = text.length();
            text.append(glyph.text());
            if (mark) {
                int last = raised.size() - 1;
                boolean continues = last >= 0 && raised.get(last).end() == start;
                Span span = new Span(continues ? raised.remove(last).start() : start, text.length());
                raised.add(span);
            }
        }
        return new Typed(text.toString(), raised);
    }

    /** Holds the text of a segment and its raised parts. Immutable. */
    record Typed(String text, List<Span> raised) {}

    /** Holds the bounds of a part of a text. Immutable. */
    record Span(int start, int end) {}

    /**
     * Returns whether a space is between two glyphs. A space in the file counts, except between Han characters.
     * A gap without it may be wide spacing of Han characters, or the typesetter's gap between a Han character and a
     * number.
     */
    private static boolean isSpaced(Glyph before, Glyph glyph) {
        double gap = glyph.left() - before.right();
        double size = Math.min(before.size(), glyph.size());
        int last = before.text().codePointBefore(before.text().length());
        int next = glyph.text().codePointAt(0);
        boolean besideHan = Characters.isWide(last) || Characters.isWide(next);
        boolean isWide = glyph.spaced() ? gap > -NEAR * size : gap > (besideHan ? MAX_APART : SPACE) * size;
        return isWide && !Characters.adjoin(last, next);
    }

    /** Returns the parts of lines between wide gaps. */
    static List<PdfSegment> of(List<Glyph> glyphs) {
        List<PdfSegment> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= glyphs.size(); i++) {
            if (i == glyphs.size() || !follows(glyphs.get(i - 1), glyphs.get(i))) {
                runs.add(new PdfSegment(glyphs.subList(start, i), start));
                start = i;
            }
        }
        if (runs.size() > MAX_PARTS) {
            return runs;
        }
        List<PdfSegment> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingDouble(PdfSegment::left));
        List<PdfSegment> segments = new ArrayList<>();
        for (PdfSegment run : sorted) {
            int found = -1;
            for (int i = segments.size() - 1; i >= 0 && found < 0; i--) {
                if (adjoins(segments.get(i), run)) {
                    found = i;
                }
            }
            if (found < 0) {
                segments.add(run);
            } else {
                PdfSegment other = segments.remove(found);
                boolean longer = run.glyphs().size() > other.glyphs().size();
                segments.add(longer ? run.with(other) : other.with(run));
            }
        }
        segments.sort(Comparator.comparingInt(PdfSegment::order));
        return segments;
    }

    private static boolean follows(Glyph before, Glyph glyph) {
        double size = Math.max(before.size(), glyph.size());
        double gap = glyph.left() - before.right();
        return Math.abs(glyph.base() - before.base()) < 0.1 * size
                && Math.abs(glyph.size() - before.size()) < 0.3 * size
                && gap < GAP * size
                && gap > -0.5 * size;
    }

    private static boolean adjoins(PdfSegment left, PdfSegment right) {
        double size = Math.max(left.size, right.size);
        double gap = right.left() - left.right;
        double down = right.base - left.base;
        if (gap > GAP * size || Math.abs(down) > 0.6 * size) {
            return false;
        }
        double small = Math.min(left.size, right.size);
        boolean raised = small < 0.85 * size && (right.size < left.size) == down < 0;
        boolean consecutive =
                left.order + left.glyphs.size() == right.order || right.order + right.glyphs.size() == left.order;
        boolean level = Math.abs(down) < 0.2 * small;
        return (level || raised) && (consecutive || gap < NEAR * size) && gap > -NEAR * size;
    }
}
