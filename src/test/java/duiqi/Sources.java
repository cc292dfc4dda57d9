package duiqi;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Holds the Java sources under a folder as syntax trees.
 *
 * @param units the trees of the files, by file
 */
record Sources(Map<Path, CompilationUnitTree> units) {
    /** Parses all Java files under a folder of the repository. */
    static Sources parse(Path folder) throws IOException {
        List<Path> files = files(folder, ".java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            Map<Path, CompilationUnitTree> units = new TreeMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                units.put(files.get(units.size()), unit);
            }
            return new Sources(units);
        }
    }

    /** Returns the files under a folder whose names end with a suffix, in alphabetical order. */
    static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what people read in each file. */
    Map<Path, Prose> prose() {
        Map<Path, Prose> all = new TreeMap<>();
        units.forEach((file, unit) -> {
            Prose prose = new Prose();
            prose.scan(new TreePath(unit), false);
            all.put(file, prose);
        });
        return all;
    }

    /** Collects what people read in a file. The argument of a visit says whether the tree is part of a message. */
    static final class Prose extends TreePathScanner<Void, Boolean> {
        /** Matches consecutive words, as in prose. Identifiers, patterns and lists of options do not match. */
        private static final Pattern WORDS = Pattern.compile("[\\p{L}}>\"')][,:;]? [a-z]{2,}|[a-z]{2,}[,:;]? \\{}");

        /** Marks of regular expressions, SQL, HTML and word lists. */
        private static final Pattern CODE = Pattern.compile(
                "\\(\\?[:<]|\\b(?:NULL|AS|AND|OR|OVER|BY)\\b|bigint| <> |struct<|array_| IN \\(| \\|\\| |\\bif\\(|^\\w+ = |=\"|^<[!?]"
                        + "|^\\d+ [a-z]+ [a-z]+ [a-z]|([a-z]+:[a-z]* ){2}");

        /** Templates of messages: literals, concatenations and chains of append; {@code {}} represents a value. */
        final Set<String> messages = new LinkedHashSet<>();

        final List<String> literals = new ArrayList<>();

        @Override
        public @Nullable Void scan(@Nullable Tree tree, Boolean isPart) {
            if (tree == null) {
                return null;
            }
            if (tree instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                literals.add(text);
            }
            boolean isText = tree instanceof LiteralTree || tree instanceof BinaryTree || isAppend(tree);
            String template = isPart || !isText ? "" : template(tree).strip();
            boolean isMessage =
                    WORDS.matcher(template).find() && !CODE.matcher(template).find();
            if (isMessage) {
                messages.add(template.replace("\n", "\\n"));
            }
            // Annotations contain the help texts, which --help shows together.
            return super.scan(tree, isPart || isMessage || tree instanceof AnnotationTree);
        }

        private static boolean isAppend(Tree tree) {
            return tree instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getIdentifier().contentEquals("append")
                    && call.getArguments().size() == 1;
        }

        private static String template(Tree expression) {
            if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return text;
            }
            if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return template(sum.getLeftOperand()) + template(sum.getRightOperand());
            }
            if (expression instanceof ParenthesizedTree inner) {
                return template(inner.getExpression());
            }
            if (expression instanceof ConditionalExpressionTree choice) {
                String both = template(choice.getTrueExpression()) + "|" + template(choice.getFalseExpression());
                return both.equals("{}|{}") ? "{}" : "{" + both + "}";
            }
            if (expression instanceof MethodInvocationTree call && isAppend(call)) {
                Tree before = ((MemberSelectTree) call.getMethodSelect()).getExpression();
                return (before instanceof MethodInvocationTree ? template(before) : "")
                        + template(call.getArguments().get(0));
            }
            return "{}";
        }
    }
}
