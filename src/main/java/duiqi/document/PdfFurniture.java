package duiqi.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tells the text of a PDF from what its pages repeat: running heads, running feet, page numbers. Stateless. */
final class PdfFurniture {
    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "[-–—·|\\s]*\\d{1,4}[-–—·|\\s]*|[ivxlc]{1,7}|第\\s*\\d+\\s*页.*|(?i:page\\s+\\d+.*)|\\d{1,4}\\s*(?:/|of)\\s*\\d{1,4}");

    /** Heads and feet take up to so many lines. */
    private static final int DEPTH = 2;

    /** A line on this share of the pages is repeated; heads may change from chapter to chapter and from left to right. */
    private static final double REPEATED_SHARE = 0.2;

    /** How far, in points, a repeated line may move. */
    private static final double DRIFT = 3;

    private PdfFurniture() {}

    /** The lines without heads, feet and page numbers. */
    static List<PdfLine> remove(List<PdfLine> lines) {
        Map<Integer, List<PdfLine>> pages = new TreeMap<>();
        lines.forEach(line ->
                pages.computeIfAbsent(line.page(), page -> new ArrayList<>()).add(line));
        Set<PdfLine> furniture = new HashSet<>();
        Map<String, List<PdfLine>> alike = new HashMap<>();
        for (List<PdfLine> page : pages.values()) {
            page.sort(Comparator.comparingDouble(PdfLine::base));
            for (int i = 0; i < page.size(); i++) {
                if (i < DEPTH || i >= page.size() - DEPTH) {
                    PdfLine line = page.get(i);
                    alike.computeIfAbsent(line.text().strip().replaceAll("\\d+", "#"), text -> new ArrayList<>())
                            .add(line);
                }
            }
            List.of(page.get(0), page.get(page.size() - 1)).stream()
                    .filter(line -> pages.size() > 1
                            && PAGE_NUMBER.matcher(line.text().strip()).matches())
                    .forEach(furniture::add);
        }
        double least = Math.max(2, REPEATED_SHARE * pages.size());
        for (List<PdfLine> group : alike.values()) {
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
        return lines.stream().filter(line -> !furniture.contains(line)).toList();
    }
}
