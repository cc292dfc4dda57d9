package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Guards the language of the project. Pages, help texts, messages and comments contain no phrase of {@code phrases.txt}, and
 * the first sentence of each Javadoc comment on a type or a method has a main verb. {@code allowed.txt} lists the exceptions.
 */
class PlainEnglishTest {
    private static final Path WORDS = Path.of("src/test/resources/english");
    private static final Path MAIN = Path.of("src/main/java/duiqi");
    private static final Path TEST = Path.of("src/test/java/duiqi");

    private static Sources main;

    @BeforeAll
    static void parse() throws IOException {
        main = Sources.parse(MAIN);
    }

    /** Holds a line of a source file that people read. */
    private record Line(Path file, long number, String text) {
        @Override
        public String toString() {
            return file + ":" + number + ": " + text.strip();
        }
    }

    private record Phrase(Pattern pattern, String advice) {}

    @Test
    void avoidsOldPhrases() throws IOException {
        List<Phrase> phrases = phrases();
        List<String> allowed = words("allowed.txt");
        List<String> found = new ArrayList<>();
        Predicate<String> hasPhrase = any(phrases).asPredicate();
        for (Line line : lines()) {
            for (Phrase phrase : hasPhrase.test(line.text) ? phrases : List.<Phrase>of()) {
                Matcher matcher = phrase.pattern.matcher(line.text);
                if (matcher.find() && allowed.stream().noneMatch(line.toString()::contains)) {
                    found.add(line + "\n    \"" + matcher.group() + "\": " + phrase.advice);
                }
            }
        }
        assertThat(String.join("\n", found))
                .as("rewrite the sentence, or add a part of the line to " + WORDS.resolve("allowed.txt"))
                .isEmpty();
    }

    @Test
    void javadocHasMainVerb() throws IOException {
        FirstSentences sentences = new FirstSentences(new HashSet<>(words("verbs.txt")));
        sentences.scan(main, true);
        sentences.scan(Sources.parse(TEST), false);
        List<String> allowed = words("allowed.txt");
        sentences.incomplete.removeIf(line -> allowed.stream().anyMatch(line.toString()::contains));
        assertThat(sentences.incomplete)
                .as(
                        "begin a method's comment with a verb (\"Returns ...\"), give a type's comment a main verb, or add a new verb to "
                                + WORDS.resolve("verbs.txt"))
                .isEmpty();
    }

    private static List<String> words(String file) throws IOException {
        return Files.readAllLines(WORDS.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<Phrase> phrases() throws IOException {
        return words("phrases.txt").stream()
                .map(line -> line.split("\t", 2))
                .map(parts -> new Phrase(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]))
                .toList();
    }

    /** Returns a pattern that finds any of the phrases. Most begin at a word boundary, which it looks for only once. */
    private static Pattern any(List<Phrase> phrases) {
        String boundary = "\\b";
        Map<Boolean, String> alternatives = phrases.stream()
                .map(phrase -> phrase.pattern.pattern())
                .collect(Collectors.partitioningBy(
                        regex -> regex.startsWith(boundary),
                        Collectors.mapping(regex -> regex.replaceFirst("^\\\\b", ""), Collectors.joining("|"))));
        return Pattern.compile(
                boundary + "(?:" + alternatives.get(true) + ")|" + alternatives.get(false), Pattern.CASE_INSENSITIVE);
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Page page : pages()) {
            List<String> prose = page.prose();
            for (int i = 0; i < prose.size(); i++) {
                String text = prose.get(i).replaceAll("`[^`]*`|\\]\\([^)]*\\)", "x");
                lines.add(new Line(page.file(), i + 1L, text));
            }
        }
        for (Path file : scripts()) {
            List<String> text = Files.readAllLines(file);
            for (int i = 0; i < text.size(); i++) {
                lines.add(new Line(file, i + 1L, text.get(i)));
            }
        }
        lines.addAll(comments(Sources.files(MAIN, ".java")));
        lines.addAll(comments(Sources.files(TEST, ".java")));
        Literals literals = new Literals();
        literals.scan(main);
        lines.addAll(literals.lines);
        return lines;
    }

    private static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>(Page.all());
        List<Path> others = new ArrayList<>(Sources.files(Path.of("src/main"), ".md"));
        others.add(Path.of("src/test/resources/gold/README.md"));
        for (Path file : others) {
            pages.add(new Page(file, Files.readAllLines(file)));
        }
        return pages;
    }

    /** Returns the files in which every line is checked: the review page, scripts and descriptions. */
    private static List<Path> scripts() {
        Stream<Path> page = Stream.of(".js", ".html", ".css")
                .flatMap(suffix -> Sources.files(Path.of("src/main/resources/duiqi"), suffix).stream());
        Stream<Path> scripts = Sources.files(Path.of(".ci"), "").stream().filter(Files::isRegularFile);
        return Stream.of(page, scripts, Stream.of(Path.of("duiqi"), Path.of("action.yml")))
                .flatMap(files -> files)
                .toList();
    }

    private static final Pattern COMMENT = Pattern.compile("^\\s*(/\\*|\\*(?!/)|//)|\\s// ");

    private static List<Line> comments(List<Path> files) throws IOException {
        List<Line> comments = new ArrayList<>();
        for (Path file : files) {
            List<String> text = Files.readAllLines(file);
            for (int i = 0; i < text.size(); i++) {
                Matcher start = COMMENT.matcher(text.get(i));
                if (start.find()) {
                    String comment =
                            text.get(i).substring(start.start()).replaceFirst("^\\s*(/\\*\\*?|\\*|//)\\s*", "");
                    comments.add(new Line(file, i + 1L, comment.replaceAll("\\{@(code|link|linkplain) [^{}]*}", "x")));
                }
            }
        }
        return comments;
    }

    /** Collects the string literals with more than one word. */
    private static final class Literals extends TreePathScanner<Void, Trees> {
        private final List<Line> lines = new ArrayList<>();

        private void scan(Sources sources) {
            sources.units().forEach(unit -> scan(unit, sources.trees()));
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, Trees trees) {
            if (literal.getValue() instanceof String text && text.strip().contains(" ")) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long start = trees.getSourcePositions().getStartPosition(unit, literal);
                lines.add(new Line(file(unit), unit.getLineMap().getLineNumber(start), text));
            }
            return null;
        }
    }

    private static Path file(CompilationUnitTree unit) {
        return Path.of("")
                .toAbsolutePath()
                .relativize(Path.of(unit.getSourceFile().toUri()));
    }

    /** Collects the Javadoc comments of types and methods whose first sentence has no main verb. */
    private static final class FirstSentences extends TreePathScanner<Void, Trees> {
        private static final Pattern END = Pattern.compile("(?<=[.:;!?])\\s|\n\\s*(@|<p>|<ul>|<table|<pre>)|$");
        private static final Pattern WORD = Pattern.compile("[\\p{L}'-]+");

        /** After one of these words the next verb belongs to a clause, not to the sentence. */
        private static final Set<String> CLAUSES = Set.of(
                "that", "which", "who", "whose", "where", "when", "if", "whether", "what", "how", "as", "because", "so",
                "while", "until", "unless");

        private final Set<String> verbs;
        private final List<Line> incomplete = new ArrayList<>();
        private boolean isVerbFirst;

        FirstSentences(Set<String> verbs) {
            this.verbs = verbs;
        }

        /** Scans sources; {@code isVerbFirst} requires that the comment of a method begins with a verb. */
        private void scan(Sources sources, boolean isVerbFirst) {
            this.isVerbFirst = isVerbFirst;
            sources.units().forEach(unit -> scan(unit, sources.trees()));
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, Trees trees) {
            check(type, trees, false);
            return super.visitClass(type, trees);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Trees trees) {
            check(method, trees, isVerbFirst);
            return super.visitMethod(method, trees);
        }

        private void check(Tree declaration, Trees trees, boolean hasVerbFirst) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment == null || comment.isBlank()) {
                return;
            }
            String sentence = comment.strip()
                    .replaceFirst("^\\{@return ", "Returns ")
                    .replaceAll("\\{@\\w+ [^{}]*}", "X")
                    .replaceAll("<[^>]*>", "")
                    .replaceAll("\\([^)]*\\)", "");
            Matcher end = END.matcher(sentence);
            sentence = end.find() ? sentence.substring(0, end.start()) : sentence;
            if (!hasMainVerb(sentence, hasVerbFirst)) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long start = trees.getSourcePositions().getStartPosition(unit, declaration);
                incomplete.add(new Line(file(unit), unit.getLineMap().getLineNumber(start), sentence));
            }
        }

        private boolean hasMainVerb(String sentence, boolean hasVerbFirst) {
            boolean isClause = false;
            boolean isFirst = true;
            for (String word :
                    WORD.matcher(sentence).results().map(found -> found.group()).toList()) {
                String lower = word.toLowerCase(Locale.ROOT);
                boolean isVerb = verbs.contains(lower) || (isFirst && verbs.contains(lower + "*"));
                if (isFirst && hasVerbFirst) {
                    return isVerb;
                }
                if (isVerb) {
                    if (!isClause) {
                        return true;
                    }
                    isClause = false;
                }
                isClause |= CLAUSES.contains(lower);
                isFirst = false;
            }
            return false;
        }
    }
}
