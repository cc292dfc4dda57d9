package duiqi.report;

import java.io.IOException;
import java.io.Writer;

/**
 * The rows of a list, in their order. Those of the first page are tables; the others stand in the page as text, which a browser
 * neither parses nor lays out until the script asks for them: a hundred thousand rows open as fast as a thousand. Used once.
 */
final class HtmlRows {
    /** Rows of a page: as many as a browser lays out at once. */
    static final int PAGE = 1000;

    private static final String TABLE_END = "</tbody>\n</table>\n</section>\n";
    private static final String TEXT_END = "</script>\n";

    private final String columns;
    private final Writer out;
    private int rows;
    private String heading = "";

    /** What ends the part that is open; empty when none is. */
    private String end = "";

    /**
     * Of no rows yet.
     *
     * @param columns the cells of the head of their tables, in HTML
     */
    HtmlRows(String columns, Writer out) {
        this.columns = columns;
        this.out = out;
    }

    /**
     * Writes a row.
     *
     * @param above plain text to stand above it and its like; empty for none
     * @param row a row of a table on a line of its own, in HTML
     */
    void add(String above, String row) throws IOException {
        boolean isTable = rows < PAGE;
        if (end.isEmpty() || !above.equals(heading) || rows % PAGE == 0) {
            close();
            heading = above;
            out.write(
                    isTable ? table() : "<script type=\"text/html\" data-file=\"" + HtmlPage.escaped(above) + "\">\n");
            end = isTable ? TABLE_END : TEXT_END;
        }
        out.write(row);
        rows++;
    }

    /** Ends what is open. */
    void close() throws IOException {
        out.write(end);
        end = "";
    }

    private String table() {
        String title = heading.isEmpty() ? "" : "<h3 class=\"file\">" + HtmlPage.escaped(heading) + "</h3>\n";
        return "<section>\n" + title + "<table class=\"rows\">\n<thead><tr>" + columns + "</tr></thead>\n<tbody>\n";
    }

    /** What is said above a list of more rows than a page has; empty for fewer. */
    static String paging(int count, String one) {
        if (count <= PAGE) {
            return "";
        }
        return "<p class=\"paging\">" + Words.count(count, one) + " in pages of " + PAGE
                + ", all of them in this file. What is shown is what is printed; choose <em>all pages</em> to print everything.</p>\n"
                + "<noscript><p>This browser runs no scripts, so that only the first page is shown.</p></noscript>\n";
    }
}
