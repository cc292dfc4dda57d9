package duiqi.document.office;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.html.HtmlBlocks;
import duiqi.document.html.HtmlSource;
import duiqi.document.office.ZippedParts.Tag;
import duiqi.document.plain.Blocks;
import duiqi.document.plain.Shape;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Reads the chapters of an EPUB 2 or 3 book in reading order, without cover and tables of contents (EPUB 3.3, section 5;
 * OPF 2.0.1 for the guide). Line numbers continue across the chapters, as in a single file.
 */
public final class EpubReader implements DocumentReader {
    private static final String CONTAINER = "META-INF/container.xml";

    /**
     * Algorithms that obfuscate fonts, which any book may use (EPUB OCF 3.2, section 4.3); all others are rights
     * management.
     */
    private static final Set<String> FONT_DISGUISES =
            Set.of("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC");

    private static final Set<String> FURNITURE = Set.of("cover", "toc", "loi", "lot");

    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "epub");
        parts.leaveFolderOf(CONTAINER);
        boolean isLocked = parts.tags("META-INF/encryption.xml").stream()
                .anyMatch(
                        tag -> tag.name().equals("EncryptionMethod") && !FONT_DISGUISES.contains(tag.get("Algorithm")));
        if (isLocked) {
            throw new FormatException(
                    input.name(),
                    "is protected by digital rights management (DRM)",
                    "use an edition without DRM, or another source of the text");
        }
        parts.require(CONTAINER);
        String book = parts.tags(CONTAINER).stream()
                .filter(tag -> tag.name().equals("rootfile"))
                .map(tag -> tag.get("full-path"))
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        input.name(),
                        "has no package document in " + CONTAINER,
                        "download it again, or use another edition"));
        parts.require(book);
        Blocks blocks = new Blocks();
        List<ReadProblem> damage = new ArrayList<>();
        int line = 1;
        Set<String> lists = new HashSet<>();
        for (String chapter : chapters(parts.tags(book), book.substring(0, book.lastIndexOf('/') + 1), lists)) {
            HtmlSource source = HtmlSource.of(new Input(input.name(), parts.require(chapter), Optional.empty()), line);
            Element page = source.xhtml();
            Element body = page.selectFirst("body");
            if (body != null && lists.contains(chapter) && !holdsSentence(body)) {
                continue;
            }
            if (body != null && !isFurniture(body)) {
                new HtmlBlocks(source, page, blocks).copy(body);
            }
            damage.addAll(source.damage());
            line += source.lines().count();
        }
        return new Document(input.name(), blocks.finish()).with(damage);
    }

    /**
     * Returns the names of the chapter parts in reading order. Parts outside the linear order, for example notes, come
     * last. A part that the order names again is not repeated.
     *
     * @param lists gets the pages with a place that the guide names; a book in a single file has its chapters there too
     */
    private static Set<String> chapters(List<Tag> book, String folder, Set<String> lists) {
        Map<String, String> pages = new HashMap<>();
        Set<String> furniture = new HashSet<>();
        for (Tag tag : book) {
            String page = page(folder, tag.get("href"));
            if (tag.name().equals("item") && tag.get("media-type").contains("html")) {
                pages.put(tag.get("id"), page);
            }
            if (tag.name().equals("item")
                    && List.of(tag.get("properties").split("\\s")).contains("nav")) {
                furniture.add(page);
            }
            if (tag.name().equals("reference") && FURNITURE.contains(tag.get("type"))) {
                (tag.get("href").contains("#") ? lists : furniture).add(page);
            }
        }
        Set<String> chapters = new LinkedHashSet<>();
        for (boolean isLinear : new boolean[] {true, false}) {
            book.stream()
                    .filter(tag ->
                            tag.name().equals("itemref") && tag.get("linear").equals("no") != isLinear)
                    .map(tag -> pages.getOrDefault(tag.get("idref"), ""))
                    .filter(page -> !page.isEmpty() && !furniture.contains(page))
                    .forEach(chapters::add);
        }
        return chapters;
    }

    /** Returns the name of the part that a reference of the package document points to. */
    private static String page(String folder, String reference) {
        String path = reference.replaceFirst("[#?].*", "");
        try {
            path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strayPercent) {
            // The name of the part has a percent sign.
        }
        return ZippedParts.resolved(folder + path);
    }

    /** Returns whether a page is a cover or table of contents, as EPUB 3 marks it in the page itself. */
    private static boolean isFurniture(Element body) {
        String type = body.attr("epub:type");
        Element only = body.childrenSize() == 1 ? body.child(0) : body;
        return (type + ' ' + only.attr("epub:type")).matches(".*\\b(cover|toc|landmarks|loi|lot)\\b.*");
    }

    private static boolean holdsSentence(Element body) {
        return body.select("p, div, li").stream()
                .anyMatch(block -> block.select("a[href]").isEmpty() && Shape.SentenceEnd.closes(block.text()));
    }
}
