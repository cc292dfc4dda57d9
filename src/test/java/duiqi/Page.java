package duiqi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds a page of the documentation in Markdown.
 *
 * @param file path from the root of the repository
 * @param lines text of the page
 */
record Page(Path file, List<String> lines) {
    private static final String FENCE = "```";

    Page {
        lines = List.copyOf(lines);
    }

    /**
     * Holds a command and its expected output.
     *
     * @param line line of the command on the page
     * @param command the command; several lines for a block of {@code sh}, which is pasted as a whole
     * @param output expected output
     */
    record Step(int line, String command, String output) {}

    /** Returns the file, for the names of tests. */
    @Override
    public String toString() {
        return file.toString();
    }

    /** Returns the README, the pages for contributors and the pages for users. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(Path.of("src/docs"))) {
            for (Path file : Stream.concat(Stream.of(Path.of("README.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                pages.add(new Page(file, Files.readAllLines(file)));
            }
        }
        return pages;
    }

    /** Returns whether the page belongs to the user's guide. */
    boolean isGuide() {
        return file.startsWith("src/docs/guide");
    }

    /** Returns the lines of the page. Lines of code blocks are empty, so that line numbers stay. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            if (line.startsWith(FENCE)) {
                code = !code;
            }
            boolean isCode = code || line.startsWith(FENCE) || line.startsWith("    ");
            prose.add(isCode ? "" : line);
        }
        return prose;
    }

    /** Returns the commands that tests run, and the indented ones, which change the system or need the network. */
    List<String> commands() {
        return Stream.concat(
                        steps().stream().map(Step::command), lines.stream().filter(line -> line.startsWith("    ")))
                .toList();
    }

    /**
     * Returns the commands in order. In a {@code console} block, each line that begins with a dollar is a command, and
     * the lines up to the next command are its output. A {@code sh} block is one command without output.
     */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            String kind = lines.get(i).substring(FENCE.length());
            int end = i + 1;
            while (!lines.get(end).equals(FENCE)) {
                end++;
            }
            if (kind.equals("sh")) {
                steps.add(new Step(i + 2, String.join("\n", lines.subList(i + 1, end)), ""));
            } else if (kind.equals("console")) {
                steps.addAll(console(i + 1, end));
            }
            i = end;
        }
        return steps;
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
            Step step = steps.get(i);
            if (lines.get(step.line() - 1).startsWith("$ ")) {
                List<String> shown = recorded.subList(
                        step.line(), step.line() + (int) step.output().lines().count());
                shown.clear();
                shown.addAll(outputs.get(i).lines().toList());
            }
        }
        return new Page(file, recorded);
    }

    private List<Step> console(int start, int end) {
        List<Step> steps = new ArrayList<>();
        int i = start;
        while (i < end) {
            int command = i++;
            if (!lines.get(command).startsWith("$ ")) {
                throw new IllegalArgumentException(file + ":" + (command + 1) + ": is the output of no command");
            }
            StringBuilder output = new StringBuilder();
            while (i < end && !lines.get(i).startsWith("$ ")) {
                output.append(lines.get(i++)).append('\n');
            }
            steps.add(new Step(command + 1, lines.get(command).substring(2), output.toString()));
        }
        return steps;
    }
}
