package duiqi.document.pdf;

import duiqi.text.Characters;
import duiqi.text.Deadline;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Collects the glyphs and the ruling lines of each page. All coordinates are points from the upper left corner of the
 * page as its text is read. Not thread-safe; reads one document.
 */
final class PdfContent extends PDFTextStripper {
    /** Maximum number of glyphs on a page; a page of a newspaper has 20,000. */
    private static final int MAX_GLYPHS = 300_000;

    /** Maximum number of ruling lines on a page; a page with more is a drawing. */
    private static final int MAX_RULES = 5_000;

    /** Maximum thickness of a ruling line, in points. */
    private static final double THICK = 3;

    /** Minimum length of a ruling line, in points. */
    private static final double LONG = 8;

    /** Maximum distance of two copies of a glyph that are drawn to make it bold, in font sizes. */
    private static final double COPY = 0.15;

    /** Matches the names of programs of the TeX family. */
    private static final Pattern TEX = Pattern.compile("(?i)tex\\b|dvips|dvipdfm");

    /** Maximum angle between a line of text and an edge of the page, in degrees; scans are seldom straight. */
    private static final double MAX_ANGLE = 8;

    /** Size of a font of drawings, in heights of its glyphs as PDFBox estimates them. */
    private static final double TYPE3_SIZE = 1.4;

    /** General categories of characters that have no text. */
    private static final Set<Integer> IGNORED = Set.of(
            (int) Character.FORMAT, (int) Character.CONTROL, (int) Character.UNASSIGNED, (int) Character.PRIVATE_USE);

    private final Consumer<Page> receiver;
    private final Map<Integer, Layer> layers = new TreeMap<>();
    private final List<double[]> path = new ArrayList<>();
    private final List<double[]> rules = new ArrayList<>();
    private final boolean isOfTex;
    private int glyphs;
    private boolean hasImage;

    /**
     * The PDFBox loggers, which print each flaw that PDFBox works around; serious problems become exceptions. The field
     * keeps the loggers, because the log manager has only weak references to them.
     */
    private static final List<Logger> SILENCED =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    static {
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
        FontMappers.set(new PdfReader.PdfFonts());
    }

    private PdfContent(Consumer<Page> receiver, boolean isOfTex) {
        this.receiver = receiver;
        this.isOfTex = isOfTex;
    }

    /**
     * Opens a document, independent of installed fonts. The caller closes it.
     *
     * @throws IOException if it is damaged or protected by a password
     */
    static PDDocument open(byte[] bytes) throws IOException {
        return Loader.loadPDF(bytes);
    }

    /**
     * Reads all pages.
     *
     * @param receiver receives the pages in order
     */
    static void read(PDDocument document, Consumer<Page> receiver) throws IOException {
        PDDocumentInformation about = document.getDocumentInformation();
        boolean isOfTex = Stream.of(about.getCreator(), about.getProducer())
                .anyMatch(name -> name != null && TEX.matcher(name).find());
        new PdfContent(receiver, isOfTex).writeText(document, Writer.nullWriter());
    }

    /**
     * Holds the glyphs of one direction on a page. Immutable.
     *
     * @param number page, from 1
     * @param glyphs visible glyphs, and invisible ones that no visible glyph covers, in the order of the file
     * @param rules horizontal and vertical lines
     * @param isScan true if the page has an image and no text
     */
    record Page(int number, List<Glyph> glyphs, List<Rule> rules, boolean isScan) {}

    /**
     * Holds a glyph. Immutable.
     *
     * @param text one or more characters, never white space
     * @param left left edge
     * @param right right edge
     * @param base vertical position of the baseline
     * @param size font size
     * @param bold true if the name of the font says so
     * @param spaced true if a space precedes the glyph in the file
     */
    record Glyph(String text, double left, double right, double base, double size, boolean bold, boolean spaced) {
        /** Minimum gap that TeX writes for a space beside a Han character, in font sizes; usually a fifth or a quarter. */
        private static final double GAP = 0.1;

        /**
         * Returns the glyph of a file of TeX, spaced if a gap separates it from the one before and one of them is a Han
         * character. TeX writes these spaces as gaps; other programs write all spaces as characters.
         */
        Glyph after(Glyph before) {
            double gap = left - before.right;
            int last = before.text.codePointBefore(before.text.length());
            int next = text.codePointAt(0);
            boolean isGap = gap > GAP * size && gap < size && Math.abs(base - before.base) < GAP * size;
            return isGap && (Character.isIdeographic(last) != Character.isIdeographic(next))
                    ? new Glyph(text, left, right, base, size, bold, true)
                    : this;
        }

        private boolean isCopyOf(Glyph other) {
            double near = Math.min(COPY * size, (right - left) / 2);
            return Math.abs(other.left - left) <= near
                    && Math.abs(other.base - base) <= near
                    && other.text.equals(text);
        }

        private boolean overlaps(Glyph other) {
            Deadline.check();
            return Math.abs(other.base - base) < size / 2 && other.left < right && left < other.right;
        }

        /** Returns the glyph as a page turned by 90 degrees shows it; vertical lines become horizontal. */
        Glyph turned(double width) {
            double start = base - size * 0.85;
            return new Glyph(text, start, start + size, width - (left + right) / 2 + size * 0.35, size, bold, spaced);
        }
    }

    /** Holds a horizontal or vertical line of a drawing. Immutable. */
    record Rule(double left, double top, double right, double bottom) {
        boolean isHorizontal() {
            return right - left >= bottom - top;
        }

        /** Returns whether an area is at most this distance away. */
        boolean isNear(double distance, double fromLeft, double fromTop, double toRight, double toBottom) {
            return left <= toRight + distance
                    && fromLeft <= right + distance
                    && top <= toBottom + distance
                    && fromTop <= bottom + distance;
        }
    }

    /** Collects the glyphs of one text direction. */
    private static final class Layer {
        /** Number of glyphs that are searched for a copy; a copy follows its glyph, or the line with it. */
        private static final int RECENT = 200;

        final List<Glyph> visible = new ArrayList<>();
        final List<Glyph> invisible = new ArrayList<>();
        private boolean spaced;

        void add(Glyph glyph, boolean isVisible) {
            for (int i = visible.size() - 1; isVisible && i >= 0 && i >= visible.size() - RECENT; i--) {
                if (glyph.isCopyOf(visible.get(i))) {
                    return;
                }
            }
            (isVisible ? visible : invisible).add(glyph);
        }

        /**
         * Returns the visible glyphs and the text of a text recognition that is not a copy of them.
         *
         * @param isOfTex true if TeX wrote the file
         */
        List<Glyph> glyphs(boolean isOfTex) {
            List<Glyph> all = new ArrayList<>(visible);
            invisible.stream()
                    .filter(glyph -> visible.stream().noneMatch(glyph::overlaps))
                    .forEach(all::add);
            for (int i = 1; isOfTex && i < all.size(); i++) {
                all.set(i, all.get(i).after(all.get(i - 1)));
            }
            return all;
        }
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        Deadline.check();
        if (glyphs >= MAX_GLYPHS || isSkewed(position)) {
            return;
        }
        Layer layer = layers.computeIfAbsent(Math.round(position.getDir()), direction -> new Layer());
        String text = clean(position.getUnicode());
        if (text.isEmpty()) {
            layer.spaced |= !position.getUnicode().isEmpty()
                    && Characters.isSpace(position.getUnicode().charAt(0));
            return;
        }
        glyphs++;
        double left = position.getXDirAdj();
        double size = size(position);
        boolean turned = position.getDir() == 90 || position.getDir() == 270;
        double width = turned ? position.getPageHeight() : position.getPageWidth();
        double height = turned ? position.getPageWidth() : position.getPageHeight();
        if (left < -size || left > width + size || position.getYDirAdj() < 0 || position.getYDirAdj() > height + size) {
            return;
        }
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        String font = position.getFont().getName();
        boolean bold = font != null && font.matches("(?i).*(?:bold|black|heavy|cmbx|semib|-bd|simhei|fandolhei).*");
        boolean visible = mode != RenderingMode.NEITHER && mode != RenderingMode.NEITHER_CLIP;
        layer.add(
                new Glyph(
                        text, left, left + position.getWidthDirAdj(), position.getYDirAdj(), size, bold, layer.spaced),
                visible);
        layer.spaced = false;
    }

    /** Returns the font size on the page. A font of drawings has no size of its own, but a height. */
    private static double size(TextPosition position) {
        double size = Math.abs(position.getYScale());
        if (position.getFont() instanceof PDType3Font font) {
            double height = position.getHeightDir() * TYPE3_SIZE;
            size = font.getFontMatrix().getScalingFactorY() > 0.0011 && height > 0 ? height : size;
        }
        return Math.max(1, size);
    }

    /** Returns whether a text is slanted across the page, as watermarks are. */
    private static boolean isSkewed(TextPosition position) {
        double angle = Math.toDegrees(Math.atan2(
                position.getTextMatrix().getShearY(), position.getTextMatrix().getScaleX()));
        double turn = Math.abs(angle - Math.rint(angle / 90) * 90);
        return turn > MAX_ANGLE;
    }

    /**
     * Returns the characters of a glyph without white space, control characters and zero-width characters. Ligatures
     * and the radicals that some fonts use for Han characters become ordinary characters.
     */
    private static String clean(String unicode) {
        if (unicode.length() == 1 && unicode.charAt(0) > ' ' && unicode.charAt(0) < 0x7F) {
            return unicode;
        }
        StringBuilder text = new StringBuilder();
        unicode.codePoints().forEach(c -> {
            if (c == 0xF0B7 || c == 0xF0A7) {
                text.append('•');
            } else if (isPresentationForm(c)) {
                text.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else if (c == 0xAD || !(Characters.isSpace(c) || IGNORED.contains(Character.getType(c)))) {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    /** Returns whether a character is a Latin ligature, a radical, or a compatible form of a Han character. */
    private static boolean isPresentationForm(int c) {
        return (c >= 0xFB00 && c <= 0xFB06) || (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        Deadline.check();
        switch (operator.getName()) {
            case OperatorName.BEGIN_INLINE_IMAGE -> hasImage = true;
            case OperatorName.DRAW_OBJECT -> {
                hasImage |= !operands.isEmpty()
                        && operands.get(0) instanceof COSName name
                        && getResources().isImageXObject(name);
                super.processOperator(operator, operands);
            }
            case OperatorName.MOVE_TO -> addPoint(number(operands, 0), number(operands, 1), 0);
            case OperatorName.LINE_TO -> addPoint(number(operands, 0), number(operands, 1), 1);
            case OperatorName.APPEND_RECT -> addRectangle(operands);
            case OperatorName.CURVE_TO,
                    OperatorName.CURVE_TO_REPLICATE_FINAL_POINT,
                    OperatorName.CURVE_TO_REPLICATE_INITIAL_POINT -> path.clear();
            case OperatorName.STROKE_PATH, OperatorName.CLOSE_AND_STROKE -> paint(true);
            case OperatorName.FILL_NON_ZERO, OperatorName.LEGACY_FILL_NON_ZERO, OperatorName.FILL_EVEN_ODD ->
                paint(false);
            case OperatorName.FILL_NON_ZERO_AND_STROKE,
                    OperatorName.FILL_EVEN_ODD_AND_STROKE,
                    OperatorName.CLOSE_FILL_NON_ZERO_AND_STROKE,
                    OperatorName.CLOSE_FILL_EVEN_ODD_AND_STROKE -> paint(true);
            case OperatorName.ENDPATH -> path.clear();
            default -> super.processOperator(operator, operands);
        }
    }

    private static double number(List<COSBase> operands, int index) {
        return index < operands.size() && operands.get(index) instanceof COSNumber number ? number.floatValue() : 0;
    }

    /** Adds a point with a mark: 0 begins a line, 1 continues it, 2 is the corner of a rectangle. */
    private void addPoint(double x, double y, int mark) {
        if (path.size() < MAX_RULES) {
            Point2D.Float at = transformedPoint((float) x, (float) y);
            path.add(new double[] {at.x, at.y, mark});
        }
    }

    private void addRectangle(List<COSBase> operands) {
        double x = number(operands, 0);
        double y = number(operands, 1);
        addPoint(x, y, 2);
        addPoint(x + number(operands, 2), y + number(operands, 3), 2);
    }

    private void paint(boolean stroked) {
        for (int i = 1; i < path.size() && rules.size() < MAX_RULES; i++) {
            double[] from = path.get(i - 1);
            double[] to = path.get(i);
            if (to[2] == 1) {
                addRule(from[0], from[1], to[0], to[1]);
            } else if (to[2] == 2 && from[2] == 2) {
                boolean thin = Math.abs(from[0] - to[0]) <= THICK || Math.abs(from[1] - to[1]) <= THICK;
                if (thin || !stroked) {
                    addRule(from[0], from[1], to[0], to[1]);
                } else {
                    addRule(from[0], from[1], to[0], from[1]);
                    addRule(from[0], to[1], to[0], to[1]);
                    addRule(from[0], from[1], from[0], to[1]);
                    addRule(to[0], from[1], to[0], to[1]);
                }
                i++;
            }
        }
        path.clear();
    }

    private void addRule(double x1, double y1, double x2, double y2) {
        double width = Math.abs(x1 - x2);
        double height = Math.abs(y1 - y2);
        if (Math.min(width, height) <= THICK && Math.max(width, height) >= LONG) {
            rules.add(new double[] {Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)});
        }
    }

    @Override
    protected void startPage(PDPage page) {
        Deadline.check();
        layers.clear();
        rules.clear();
        path.clear();
        glyphs = 0;
        hasImage = false;
    }

    /** Reads the values of forms and the comments that are drawn on the page, after its content. */
    @Override
    protected void writePage() throws IOException {
        for (PDAnnotation annotation : getCurrentPage().getAnnotations()) {
            if (!annotation.isHidden() && !annotation.isNoView()) {
                showAnnotation(annotation);
            }
        }
    }

    @Override
    protected void endPage(PDPage page) {
        PDRectangle box = page.getCropBox();
        layers.forEach((direction, layer) -> {
            List<Glyph> all = layer.glyphs(isOfTex);
            boolean isVertical = isVertical(all);
            List<Rule> turned = isVertical || rules.size() >= MAX_RULES
                    ? List.of()
                    : rules.stream().map(rule -> turned(rule, box, direction)).toList();
            List<Glyph> read = isVertical
                    ? all.stream().map(glyph -> glyph.turned(box.getWidth())).toList()
                    : all;
            receiver.accept(new Page(getCurrentPageNo(), read, turned, false));
        });
        if (layers.isEmpty()) {
            receiver.accept(new Page(getCurrentPageNo(), List.of(), List.of(), hasImage));
        }
    }

    /** Returns whether most Han characters are below the one before them. */
    private static boolean isVertical(List<Glyph> glyphs) {
        int below = 0;
        int beside = 0;
        for (int i = 1; i < glyphs.size(); i++) {
            Glyph before = glyphs.get(i - 1);
            Glyph glyph = glyphs.get(i);
            double down = glyph.base() - before.base();
            if (!Characters.isWide(glyph.text().codePointAt(0))) {
                continue;
            }
            if (Math.abs(glyph.left() - before.left()) < 0.3 * glyph.size()
                    && down > 0.7 * glyph.size()
                    && down < 1.4 * glyph.size()) {
                below++;
            } else if (Math.abs(down) < 0.2 * glyph.size()) {
                beside++;
            }
        }
        return below > 10 && below > 2 * beside;
    }

    private static Rule turned(double[] rule, PDRectangle box, int direction) {
        double[] from = turned(rule[0] - box.getLowerLeftX(), rule[1] - box.getLowerLeftY(), box, direction);
        double[] to = turned(rule[2] - box.getLowerLeftX(), rule[3] - box.getLowerLeftY(), box, direction);
        return new Rule(
                Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]));
    }

    /** Converts a point as {@link TextPosition} converts the position of a text with this direction. */
    static double[] turned(double x, double y, PDRectangle box, int direction) {
        return switch (direction) {
            case 90 -> new double[] {y, x};
            case 180 -> new double[] {box.getWidth() - x, y};
            case 270 -> new double[] {box.getHeight() - y, box.getWidth() - x};
            default -> new double[] {x, box.getHeight() - y};
        };
    }
}
