package duiqi.document.pdf;

import static duiqi.document.pdf.PdfTables.TOUCH;

import duiqi.document.pdf.PdfContent.Glyph;
import duiqi.document.pdf.PdfContent.Rule;
import duiqi.text.Characters;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * A segment is a part of a line without a wide gap. Immutable.
 *
 * @param glyphs glyphs from left to right
 * @param order index of its first glyph in the file, or of the first glyph of its longest part
 * @param size size of most glyphs
 * @param base baseline of the glyphs of this size
 * @param right right edge of the ink; the right half of full-width closing marks is white
 */
record PdfSegment(List<Glyph> glyphs, int order, double size, double base, double right) {

    /** Maximum gap in a line, in font sizes; the gutter of two columns is at least one. */
    private static final double GAP = 0.65;

    /** Maximum gap between parts of a line that are not consecutive in the file, in font sizes. */
    private static final double NEAR = 0.55;

    /** Maximum gap between the bullet or number of a list item and its text, in font sizes. */
    private static final double TAB = 4;

    /** Maximum number of parts on a page that are compared with each other. */
    static final int MAX_PARTS = 10_000;

    private static final Pattern BULLET = Pattern.compile("[•●▪■◆○◇◦‣∙⁃–—-]|\\d{1,3}[.)、]|[(（]\\w{1,3}[)）]");

    /** Minimum width of a space in font sizes; the narrowest fonts, for example Times, use a quarter. */
    private static final double SPACE = 0.16;

    /**
     * Maximum gap, in font sizes, that typesetters insert between Han characters and numbers or Latin words;
     * usually a quarter.
     */
    private static final double MAX_APART = 0.5;

    private static final String CLOSERS = "，。、；：！？）》〉」』】〕";

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
        double right = 0;
        for (Glyph glyph : glyphs) {
            double white = CLOSERS.contains(glyph.text()) ? glyph.size() / 2 : 0;
            right = Math.max(right, glyph.right() - white);
        }
        return right;
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
        return withBullets(segments);
    }

    /** Joins bullets and numbers of lists with the text to their right. */
    private static List<PdfSegment> withBullets(List<PdfSegment> segments) {
        List<PdfSegment> joined = new ArrayList<>(segments);
        for (PdfSegment bullet : segments) {
            if (bullet.glyphs().size() <= 5
                    && BULLET.matcher(bullet.typed().text()).matches()) {
                Deadline.check();
                joined.stream()
                        .filter(other -> other.left() > bullet.right()
                                && other.left() - bullet.right() < TAB * other.size()
                                && Math.abs(other.base() - bullet.base()) < 0.3 * other.size())
                        .min(Comparator.comparingDouble(PdfSegment::left))
                        .ifPresent(text -> {
                            joined.set(joined.indexOf(text), text.with(bullet));
                            joined.remove(bullet);
                        });
            }
        }
        return joined;
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
        // A logo such as that of TeX has letters of full size above or below the line.
        boolean shifted = consecutive
                && Math.min(left.glyphs.size(), right.glyphs.size()) <= 3
                && Math.abs(gap) < 0.25 * size
                && Math.abs(down) < 0.35 * size;
        boolean level = Math.abs(down) < 0.2 * small || shifted;
        return (level || raised) && (consecutive || gap < NEAR * size) && (gap > -NEAR * size || !overlap(left, right));
    }

    /** Returns whether glyphs of both parts are at the same position, so that neither fills a gap in the other. */
    private static boolean overlap(PdfSegment left, PdfSegment right) {
        return left.glyphs().stream()
                .anyMatch(glyph -> glyph.right() > right.left() + 0.3 * glyph.size()
                        && glyph.left() < right.right() - 0.3 * glyph.size()
                        && right.glyphs().stream()
                                .anyMatch(other ->
                                        Math.min(other.right(), glyph.right()) - Math.max(other.left(), glyph.left())
                                                > 0.2 * glyph.size()));
    }

    /**
     * Holds the ruling lines of a table and the cells between them. Cells without a line between them are one cell.
     * Immutable.
     */
    record Grid(List<Rule> horizontal, List<Rule> vertical, double[] xs, double[] ys, int[] merged) {
        private static final int MAX_CELLS = 20_000;

        static List<Grid> of(List<Rule> horizontal, List<Rule> vertical) {
            List<Rule> all = new ArrayList<>(horizontal);
            all.addAll(vertical);
            int[] groups = new int[all.size()];
            Arrays.setAll(groups, i -> i);
            for (int i = 0; i < horizontal.size(); i++) {
                for (int j = horizontal.size(); j < all.size(); j++) {
                    if (meet(all.get(i), all.get(j))) {
                        groups[root(groups, i)] = root(groups, j);
                    }
                }
            }
            List<Grid> grids = new ArrayList<>();
            for (int group = 0; group < groups.length; group++) {
                if (root(groups, group) == group) {
                    List<Rule> across = new ArrayList<>();
                    List<Rule> down = new ArrayList<>();
                    for (int i = 0; i < groups.length; i++) {
                        if (root(groups, i) == group) {
                            (i < horizontal.size() ? across : down).add(all.get(i));
                        }
                    }
                    if (across.size() > 1 && !down.isEmpty() && across.size() + down.size() > 4) {
                        grids.add(of(across, down, new HashSet<>()));
                    }
                }
            }
            grids.removeIf(grid -> grid.merged().length == 0);
            return grids;
        }

        private static Grid of(List<Rule> across, List<Rule> down, Set<Integer> unused) {
            double[] xs = positions(down.stream().map(Rule::left).toList(), across, true);
            double[] ys = positions(across.stream().map(Rule::top).toList(), down, false);
            int rows = ys.length - 1;
            int columns = xs.length - 1;
            if (rows < 1 || columns < 2 || (long) rows * columns > MAX_CELLS) {
                return new Grid(across, down, xs, ys, new int[0]);
            }
            int[] cells = new int[rows * columns];
            Arrays.setAll(cells, i -> i);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int cell = row * columns + column;
                    double x = (xs[column] + xs[column + 1]) / 2;
                    double y = (ys[row] + ys[row + 1]) / 2;
                    if (column + 1 < columns && down.stream().noneMatch(separates(xs[column + 1], y))) {
                        unite(cells, cell, cell + 1);
                    }
                    if (row + 1 < rows && across.stream().noneMatch(separates(x, ys[row + 1]))) {
                        unite(cells, cell, cell + columns);
                    }
                }
            }
            return new Grid(across, down, xs, ys, cells);
        }

        private static Predicate<Rule> separates(double x, double y) {
            return rule -> rule.left() <= x + TOUCH
                    && rule.right() >= x - TOUCH
                    && rule.top() <= y + TOUCH
                    && rule.bottom() >= y - TOUCH;
        }

        private static void unite(int[] cells, int cell, int other) {
            int first = root(cells, cell);
            int second = root(cells, other);
            cells[Math.max(first, second)] = Math.min(first, second);
        }

        /** Returns the positions of the lines in one direction and the ends of the lines in the other. */
        private static double[] positions(List<Double> lines, List<Rule> others, boolean areVertical) {
            List<Double> all = new ArrayList<>(lines);
            others.forEach(rule -> {
                all.add(areVertical ? rule.left() : rule.top());
                all.add(areVertical ? rule.right() : rule.bottom());
            });
            Collections.sort(all);
            List<Double> distinct = new ArrayList<>();
            for (double position : all) {
                if (distinct.isEmpty() || position - distinct.get(distinct.size() - 1) > TOUCH) {
                    distinct.add(position);
                }
            }
            return distinct.stream().mapToDouble(position -> position).toArray();
        }

        private static boolean meet(Rule across, Rule down) {
            return down.left() >= across.left() - TOUCH
                    && down.left() <= across.right() + TOUCH
                    && across.top() >= down.top() - TOUCH
                    && across.top() <= down.bottom() + TOUCH;
        }

        private static int root(int[] groups, int index) {
            int root = index;
            while (groups[root] != root) {
                groups[root] = groups[groups[root]];
                root = groups[root];
            }
            return root;
        }

        double left() {
            return xs[0];
        }

        double right() {
            return xs[xs.length - 1];
        }

        int rowAt(double y) {
            return at(ys, y);
        }

        int columnAt(double x) {
            return at(xs, x);
        }

        private static int at(double[] positions, double value) {
            int found = Arrays.binarySearch(positions, value);
            int index = found >= 0 ? found : -found - 2;
            return index < positions.length - 1 ? index : -1;
        }

        int cell(int row, int column) {
            return root(merged, row * (xs.length - 1) + column);
        }

        int row(int cell) {
            return cell / (xs.length - 1);
        }

        int column(int cell) {
            return cell % (xs.length - 1);
        }
    }
}
