package duiqi.document.pdf;

import duiqi.document.pdf.PdfLines.PdfLine;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes text that the pages of a PDF repeat: page headers, page footers, page numbers.
 *
 * <p>A line is removed only if it is a page number, or if its own text is repeated: at the same height of other pages, or
 * anywhere if it is in the row of a page number or where other pages have a header. A header with the title of the chapter
 * repeats a heading or an entry of the table of contents. The height of a line alone proves nothing, because notes and
 * ends of sentences may be at the height of a footer. Not thread-safe.
 */
final class PdfFurniture {
    private static final String ROMAN = "c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})";

    private static final Pattern PAGE_NUMBER = Pattern.compile("[-–—·|\\s]*(?:(?<number>\\d{1,4})|(?=[ivxlc])" + ROMAN
            + ")[-–—·|\\s]*|第\\s*\\d+\\s*页(?:\\s*[,，/]?\\s*共\\s*\\d+\\s*页)?"
            + "|(?i:page\\s+)?\\d{1,4}(?:\\s*(?:/|of)\\s*\\d{1,4})?");

    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

    /** Matches the number of a chapter before its title: {@code CHAPTER 4.}, {@code 第四章}. */
    private static final Pattern CHAPTER = Pattern.compile("^[^.:：章节]{0,15}[.:：章节]\\s*");

    /** Minimum number of letters of a title. */
    private static final int MIN_LETTERS = 2;

    /** Maximum number of rows in a page header or footer. */
    private static final int DEPTH = 2;

    /**
     * Minimum share of the pages that a repeated line is on; headers may differ between chapters and between left and
     * right pages.
     */
    private static final double REPEATED_SHARE = 0.2;

    /** Minimum share of the pages that have a row at the position of a header whose text changes. */
    private static final double POSITION_SHARE = 0.4;

    /** Minimum distance between a header whose text changes and the text, in distances of lines. */
    private static final double APART = 1.5;

    /** Maximum vertical difference between repeated lines, in points. */
    private static final double DRIFT = 3;

    private final List<List<List<PdfLine>>> pages;

    /** The letters of all lines in lower case, a line for each. */
    private final String letters;

    private final Set<PdfLine> furniture = new HashSet<>();

    private PdfFurniture(List<PdfLine> lines) {
        Map<Integer, List<PdfLine>> byPage = new TreeMap<>();
        for (PdfLine line : lines) {
            byPage.computeIfAbsent(line.page(), page -> new ArrayList<>()).add(line);
        }
        letters = lines.stream().map(line -> letters(line.text())).collect(Collectors.joining("\n"));
        pages = byPage.values().stream().map(PdfFurniture::rows).toList();
    }

    /** Returns the lines without page headers, page footers and page numbers. */
    static List<PdfLine> remove(List<PdfLine> lines) {
        PdfFurniture document = new PdfFurniture(lines);
        document.addPageNumbers();
        document.addRepeated();
        document.addByPosition(true);
        document.addByPosition(false);
        document.pages.stream()
                .flatMap(rows -> ends(rows).stream())
                .filter(row -> row.stream().anyMatch(document.furniture::contains))
                .forEach(row -> row.stream().filter(document::isRepeated).forEach(document.furniture::add));
        return lines.stream()
                .filter(line -> !document.furniture.contains(line)
                        || line.style().cell().isPresent())
                .toList();
    }

    /** Returns the first and the last row of a page. */
    private static List<List<PdfLine>> ends(List<List<PdfLine>> rows) {
        return rows.size() == 1 ? rows : List.of(rows.get(0), rows.get(rows.size() - 1));
    }

    private static String letters(String text) {
        return NO_LETTERS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Adds the page numbers in the first and last rows. A number on one page only is part of the text. */
    private void addPageNumbers() {
        Map<List<Long>, List<PdfLine>> series = new HashMap<>();
        for (List<List<PdfLine>> rows : pages) {
            for (List<PdfLine> row : ends(rows)) {
                for (PdfLine line : row) {
                    Matcher number = PAGE_NUMBER.matcher(line.text().strip());
                    if (number.matches() && pages.size() > 1) {
                        String digits = number.group("number");
                        long first = digits == null ? 0 : Integer.parseInt(digits) - line.page();
                        long height = Math.round(line.base() / DRIFT);
                        series.computeIfAbsent(List.of(first, height), key -> new ArrayList<>())
                                .add(line);
                    }
                }
            }
        }
        series.forEach((first, lines) -> {
            if (first.get(0) == 0 || lines.size() > 1) {
                furniture.addAll(lines);
            }
        });
    }

    /** Adds the lines that several pages have at the same height, apart from numbers. */
    private void addRepeated() {
        Map<String, List<PdfLine>> groups = new HashMap<>();
        for (List<List<PdfLine>> rows : pages) {
            for (int i = 0; i < rows.size(); i++) {
                if (i < DEPTH || i >= rows.size() - DEPTH) {
                    rows.get(i)
                            .forEach(line -> groups.computeIfAbsent(
                                            line.text().strip().replaceAll("\\d+", "#"), text -> new ArrayList<>())
                                    .add(line));
                }
            }
        }
        double least = Math.max(2, REPEATED_SHARE * pages.size());
        for (List<PdfLine> group : groups.values()) {
            for (PdfLine line : group) {
                long pagesAlike = group.stream()
                        .filter(other -> Math.abs(other.base() - line.base()) <= DRIFT)
                        .map(PdfLine::page)
                        .distinct()
                        .count();
                if (pagesAlike >= least) {
                    furniture.add(line);
                }
            }
        }
    }

    /** Returns whether the letters of a line occur in another line too, without the number of a chapter before them. */
    private boolean isRepeated(PdfLine line) {
        String title = letters(CHAPTER.matcher(line.text()).replaceFirst(""));
        Deadline.check();
        int found = letters.indexOf(title);
        return title.length() >= MIN_LETTERS && letters.indexOf(title, found + title.length()) >= 0;
    }

    private static List<List<PdfLine>> rows(List<PdfLine> page) {
        List<List<PdfLine>> rows = new ArrayList<>();
        page.stream().sorted(Comparator.comparingDouble(PdfLine::base)).forEach(line -> {
            List<PdfLine> last = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
            if (!last.isEmpty() && line.base() - last.get(0).base() <= DRIFT) {
                last.add(line);
            } else {
                rows.add(new ArrayList<>(List.of(line)));
            }
        });
        return rows;
    }

    /** Adds the repeated lines of the first or last rows that are at the same height and apart from the text. */
    private void addByPosition(boolean first) {
        List<List<List<PdfLine>>> ends = new ArrayList<>();
        for (List<List<PdfLine>> rows : pages) {
            if (rows.size() > 2) {
                int last = rows.size() - 1;
                ends.add(first ? rows.subList(0, 3) : List.of(rows.get(last), rows.get(last - 1), rows.get(last - 2)));
            }
        }
        for (List<List<PdfLine>> end : ends) {
            double base = end.get(0).get(0).base();
            List<List<List<PdfLine>>> same = ends.stream()
                    .filter(other -> Math.abs(other.get(0).get(0).base() - base) <= DRIFT)
                    .toList();
            long apart = same.stream().filter(PdfFurniture::isApart).count();
            boolean isUsual = same.size() >= Math.max(4, POSITION_SHARE * pages.size()) && apart >= 0.9 * same.size();
            if (isUsual && isApart(end)) {
                end.get(0).stream().filter(this::isRepeated).forEach(furniture::add);
            }
        }
    }

    private static boolean isApart(List<List<PdfLine>> rows) {
        double gap = Math.abs(rows.get(1).get(0).base() - rows.get(0).get(0).base());
        double distance =
                Math.abs(rows.get(2).get(0).base() - rows.get(1).get(0).base());
        return gap > APART * Math.max(distance, rows.get(1).get(0).size())
                || gap > 2.5 * rows.get(1).get(0).size();
    }
}
