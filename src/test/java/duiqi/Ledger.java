package duiqi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts the lines of Java code of each room and of the tests. {@code .ci/house} runs this file without compiling
 * anything else, so it uses only the JDK. Comments, imports, package lines and blank lines do not count.
 */
final class Ledger {
    static final String MAIN = "main";
    static final String TESTS = "tests";

    /** Lines such as {@code limit main 105000} and {@code f72b4374 align 11000}. */
    private static final Path FILE = Path.of(".ci/ledger");

    private static final String LIMIT = "limit";
    private static final String EARLIER = "f72b4374";

    /** Holds the numbers of lines of each kind. */
    record Count(int files, int code, int comments, int imports, int blanks) {
        private Count plus(Count other) {
            return new Count(
                    files + other.files,
                    code + other.code,
                    comments + other.comments,
                    imports + other.imports,
                    blanks + other.blanks);
        }

        private int lines() {
            return code + comments + imports + blanks;
        }

        /** Returns the count of one file. */
        static Count of(String source) {
            int code = 0;
            int comments = 0;
            int imports = 0;
            int blanks = 0;
            State state = State.CODE;
            for (String line : source.split("\\R")) {
                boolean isText = state == State.TEXT;
                Line scanned = Line.scan(line, state);
                state = scanned.end();
                if (isText || scanned.hasCode()) {
                    boolean isImport = !isText && line.matches("(?:import|package) .*");
                    imports += isImport ? 1 : 0;
                    code += isImport ? 0 : 1;
                } else if (line.isBlank()) {
                    blanks++;
                } else {
                    comments++;
                }
            }
            return new Count(1, code, comments, imports, blanks);
        }
    }

    /** Says where a line begins: in code, in a block comment, or in a text block. */
    private enum State {
        CODE,
        COMMENT,
        TEXT
    }

    /** Says whether a line has code, and how it ends. */
    private record Line(boolean hasCode, State end) {
        private static final String TEXT_QUOTES = "\"\"\"";

        private static Line scan(String line, State start) {
            State state = start;
            boolean hasCode = false;
            int i = 0;
            while (i < line.length()) {
                if (state == State.COMMENT) {
                    int end = line.indexOf("*/", i);
                    state = end < 0 ? state : State.CODE;
                    i = end < 0 ? line.length() : end + 2;
                } else if (state == State.TEXT) {
                    boolean ends = line.startsWith(TEXT_QUOTES, i);
                    state = ends ? State.CODE : state;
                    i += ends ? TEXT_QUOTES.length() : line.charAt(i) == '\\' ? 2 : 1;
                } else if (line.startsWith("//", i)) {
                    break;
                } else if (line.startsWith("/*", i)) {
                    state = State.COMMENT;
                    i += 2;
                } else if (line.startsWith(TEXT_QUOTES, i)) {
                    hasCode = true;
                    state = State.TEXT;
                    i += TEXT_QUOTES.length();
                } else {
                    char c = line.charAt(i);
                    hasCode |= !Character.isWhitespace(c);
                    i = c == '"' || c == '\'' ? afterLiteral(line, i) : i + 1;
                }
            }
            return new Line(hasCode, state);
        }

        private static int afterLiteral(String line, int start) {
            int i = start + 1;
            while (i < line.length() && line.charAt(i) != line.charAt(start)) {
                i += line.charAt(i) == '\\' ? 2 : 1;
            }
            return i + 1;
        }
    }

    private final Map<String, Count> rooms = new TreeMap<>();
    private final Map<String, Integer> limits = new TreeMap<>();
    private final Map<String, Integer> earlier = new TreeMap<>();
    private final List<Integer> lengths = new ArrayList<>();

    private Ledger() {}

    /** Counts the sources under the current folder, and reads the limits. */
    static Ledger read() throws IOException {
        Ledger ledger = new Ledger();
        Path main = Path.of("src/main/java/duiqi");
        ledger.count(main, MAIN, true);
        ledger.count(Path.of("src/test/java"), TESTS, false);
        for (String line : Files.readAllLines(FILE)) {
            String[] words = line.split(" ");
            if (line.startsWith(LIMIT + " ")) {
                ledger.limits.put(words[1], Integer.parseInt(words[2]));
            } else if (line.startsWith(EARLIER + " ")) {
                ledger.earlier.put(words[1], Integer.parseInt(words[2]));
            }
        }
        return ledger;
    }

    private void count(Path folder, String total, boolean byRoom) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(folder)) {
            files = paths.filter(path -> path.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            Count count = Count.of(Files.readString(file));
            rooms.merge(total, count, Count::plus);
            Path inside = folder.relativize(file);
            if (byRoom && inside.getNameCount() > 1) {
                rooms.merge(inside.getName(0).toString(), count, Count::plus);
                lengths.add(count.lines());
            }
        }
    }

    int code(String total) {
        return count(total).code();
    }

    int limit(String total) {
        return Objects.requireNonNull(limits.get(total), total);
    }

    private Count count(String room) {
        return Objects.requireNonNull(rooms.get(room), room);
    }

    /** Returns the file of limits with each limit lowered to the present count. */
    private String lowered() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(FILE)) {
            String total = line.startsWith(LIMIT + " ") ? line.split(" ")[1] : "";
            text.append(total.isEmpty() ? line : LIMIT + " " + total + " " + Math.min(limit(total), code(total)))
                    .append('\n');
        }
        return text.toString();
    }

    private void print() {
        System.out.printf(
                "%-20s %9s %9s %8s %9s %8s %8s %9s %6s%n",
                "room", "code", EARLIER, "change", "comments", "imports", "blanks", "lines", "files");
        rooms.forEach((name, count) -> {
            if (!name.equals(MAIN) && !name.equals(TESTS)) {
                print(name, count);
            }
        });
        print(MAIN, count(MAIN));
        print(TESTS, count(TESTS));
        lengths.sort(null);
        System.out.printf(
                "limits of code       main %,d, tests %,d%nfiles of main        median %d lines, longest %d%n",
                limit(MAIN), limit(TESTS), lengths.get(lengths.size() / 2), lengths.get(lengths.size() - 1));
    }

    private void print(String name, Count count) {
        int before = earlier.getOrDefault(name, 0);
        System.out.printf(
                "%-20s %,9d %,9d %+,8d %,9d %,8d %,8d %,9d %,6d%n",
                name,
                count.code(),
                before,
                count.code() - before,
                count.comments(),
                count.imports(),
                count.blanks(),
                count.lines(),
                count.files());
    }

    /** Prints the ledger of the current folder; {@code --lower} lowers the limits first. */
    public static void main(String... args) throws IOException {
        Ledger ledger = read();
        if (args.length == 1 && args[0].equals("--lower")) {
            Files.write(FILE, ledger.lowered().getBytes(StandardCharsets.UTF_8));
            ledger = read();
        }
        ledger.print();
    }
}
