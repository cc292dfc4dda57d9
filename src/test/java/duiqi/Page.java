package duiqi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a page of the documentation in Markdown.
 *
 * @param file path from the root of the repository
 * @param lines text of the page
 */
record Page(Path file, List<String> lines) {
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";

    /** Matches the address in {@code [text](address)}, where an image may be the text */
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /** Matches the main class of a benchmark, or a test class with or without a method */
    private static final Pattern NAME =
            Pattern.compile("-Dbenchmark\\.main=([A-Za-z.]+)|`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

    /** The test classes by file name */
    private static final Map<String, Path> TESTS = Sources.files(Path.of("src/test/java"), ".java").stream()
            .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, other) -> one));

    /**
     * Holds a command and its expected output.
     *
     * @param line line of the command on the page
     * @param command the command; several lines for a block of {@code sh}, which is pasted as a whole
     * @param output lines of the expected output
     */
    record Step(int line, String command, List<String> output) {}

    /** Returns the README, the pages for contributors and the pages for users. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(of(Path.of("README.md"))));
        for (Path file : Sources.files(Path.of("src/docs"), ".md")) {
            pages.add(of(file));
        }
        return pages;
    }

    static Page of(Path file) throws IOException {
        return new Page(file, Files.readAllLines(file));
    }

    /** Returns the lines of the page. Lines of code blocks are empty, so that line numbers stay. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            code ^= line.startsWith(FENCE);
            prose.add(code || line.startsWith(FENCE) || line.startsWith("    ") ? "" : line);
        }
        return prose;
    }

    /** Returns the links to pages and headings of the repository, as paths from its root. */
    List<String> links() {
        return LINK.matcher(String.join("\n", prose()))
                .results()
                .map(result -> result.group(1))
                .filter(link -> !link.contains("://"))
                .map(link -> link.startsWith("#")
                        ? file + link
                        : Path.of("")
                                .resolve(file)
                                .resolveSibling(link)
                                .normalize()
                                .toString())
                .toList();
    }

    /** Returns the links and the names of tests and benchmarks on the page that lead to nothing. */
    List<String> broken() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : links()) {
            String[] parts = link.split("#", 2);
            Path target = Path.of(parts[0]);
            if (!Files.exists(target)
                    || (parts.length == 2 && of(target).anchors().noneMatch(parts[1]::equals))) {
                broken.add(link);
            }
        }
        Matcher name = NAME.matcher(String.join("\n", lines));
        while (name.find()) {
            String type = (name.group(1) == null ? name.group(2) : name.group(1)).replaceFirst(".*\\.", "") + ".java";
            Path source = TESTS.getOrDefault(type, Path.of(type));
            if (!Files.exists(source)
                    || (name.group(3) != null && !Files.readString(source).contains("void " + name.group(3) + "("))) {
                broken.add(name.group());
            }
        }
        return broken;
    }

    /** Returns the code in the first column of the tables under a heading, or of all tables if the heading is empty. */
    List<String> rows(String heading) {
        String text = String.join("\n", lines);
        String section = heading.isEmpty()
                ? text
                : text.split("\n## " + heading + "\n")[1].split("\n## ")[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.split("\\|")[1])
                        .results())
                .map(code -> code.group(1))
                .toList();
    }

    /** Returns the anchors that GitHub and GitLab give to the headings, if these have no other characters than ours. */
    Stream<String> anchors() {
        return lines.stream()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }

    /**
     * Returns the commands in order. In a {@code console} block, each line that begins with a dollar is a command, and
     * the lines up to the next command are its output. A {@code sh} block is one command without output.
     */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int start = i + 1;
                i = start + lines.subList(start, lines.size()).indexOf(FENCE);
                if (lines.get(start - 1).equals(FENCE + "sh")) {
                    steps.add(new Step(start + 1, String.join("\n", lines.subList(start, i)), List.of()));
                } else if (lines.get(start - 1).equals(FENCE + "console")) {
                    addConsole(start, i, steps);
                }
            }
        }
        return steps;
    }

    private void addConsole(int start, int end, List<Step> steps) {
        int next;
        for (int i = start; i < end; i = next) {
            if (!lines.get(i).startsWith(PROMPT)) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": is the output of no command");
            }
            next = i + 1;
            while (next < end && !lines.get(next).startsWith(PROMPT)) {
                next++;
            }
            steps.add(new Step(i + 1, lines.get(i).substring(PROMPT.length()), lines.subList(i + 1, next)));
        }
    }

    /**
     * Returns the page with other outputs.
     *
     * @param outputs output of each step, in the order of {@link #steps()}; outputs of {@code sh} blocks are ignored
     */
    Page withOutputs(List<String> outputs) {
        List<Step> steps = steps();
        List<String> recorded = new ArrayList<>(lines);
        for (int i = steps.size() - 1; i >= 0; i--) {
            int line = steps.get(i).line();
            if (lines.get(line - 1).startsWith(PROMPT)) {
                List<String> shown =
                        recorded.subList(line, line + steps.get(i).output().size());
                shown.clear();
                shown.addAll(outputs.get(i).lines().toList());
            }
        }
        return new Page(file, recorded);
    }
}
