package duiqi.document.markdown;

import duiqi.document.DocumentReader;
import duiqi.document.Input;
import duiqi.document.plain.Line;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Document;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the running text of Markdown: CommonMark 0.31 with the tables, footnotes and strikethrough of GitHub.
 *
 * <p>It gives what a reader of the rendered page reads as text: markup is taken off, and code blocks, comments, front matter and
 * link definitions are left out.
 */
public final class MarkdownReader implements DocumentReader {
    private static final Pattern DEFINITION = Pattern.compile("\\s{0,3}\\[(?!\\^)([^\\[\\]]{1,999})]:\\s*\\S.*");

    @Override
    public String format() {
        return "Markdown";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("md", "markdown");
    }

    @Override
    public Document read(Input input) throws IOException {
        List<Line> lines = Line.of(TextDecoder.decode(input).text());
        Line.Joiner joiner = Line.Joiner.of(lines);
        MarkdownInline inline = new MarkdownInline(references(lines), joiner.isChinese());
        MarkdownBlocks blocks = new MarkdownBlocks(joiner, inline);
        List<Line> body = lines.subList(frontMatter(lines), lines.size());
        for (int i = 0; i < body.size(); i++) {
            blocks.add(body.get(i), i + 1 < body.size() ? body.get(i + 1).text() : "");
        }
        return new Document(input.name(), blocks.finish());
    }

    /** Number of lines of YAML or TOML at the start. */
    private static int frontMatter(List<Line> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0).text().stripTrailing();
        if (!first.equals("---") && !first.equals("+++")) {
            return 0;
        }
        for (int i = 1; i < lines.size(); i++) {
            String text = lines.get(i).text().stripTrailing();
            if (text.equals(first) || (first.equals("---") && text.equals("..."))) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Labels of link definitions, in the form in which references are compared. */
    private static Set<String> references(List<Line> lines) {
        Set<String> labels = new HashSet<>();
        for (Line line : lines) {
            Matcher definition = DEFINITION.matcher(line.text());
            if (definition.matches()) {
                labels.add(normalizedLabel(definition.group(1)));
            }
        }
        return labels;
    }

    static boolean isDefinition(String line) {
        return DEFINITION.matcher(line).matches();
    }

    static String normalizedLabel(String label) {
        return label.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
