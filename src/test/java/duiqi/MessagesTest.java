package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares the messages of duiqi with their record, so that a changed message is visible in a review of the record. The
 * record lists the template of each error, warning, summary and finding by source file; <code>{}</code> represents a
 * value.
 */
class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java/duiqi");
    private static final Path RECORD = Path.of("src/test/resources/english/messages.txt");
    private static final String RECORDING =
            "./mvnw -q test-compile surefire:test -Dtest=MessagesTest -Dmessages.record=true";

    /** Matches consecutive words, as in prose. Identifiers, patterns and lists of options do not match. */
    private static final Pattern PROSE = Pattern.compile("[\\p{L}}>\"')][,:;]? [a-z]{2,}|[a-z]{2,}[,:;]? \\{}");

    /** Marks of regular expressions, SQL, HTML and word lists. */
    private static final Pattern CODE =
            Pattern.compile("\\(\\?[:<]|\\bbigint\\b|=\"|^<[!?]|^\\d+ [a-z]+ [a-z]+ [a-z]|([a-z]+:[a-z]* ){2}");

    @Test
    void areThoseOfTheRecord() throws IOException {
        List<String> messages = messages();
        if (Boolean.getBoolean("messages.record")) {
            Files.write(RECORD, messages);
        }
        assertThat(messages)
                .as("a message changed: read it as a user would, then record it: " + RECORDING)
                .isEqualTo(Files.readAllLines(RECORD));
    }

    private static List<String> messages() throws IOException {
        Sources sources = Sources.parse(SOURCES);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < sources.files().size(); i++) {
            Set<String> templates = new LinkedHashSet<>();
            sources.units().get(i).accept(new Templates(), templates);
            if (!templates.isEmpty()) {
                messages.add("## " + SOURCES.relativize(sources.files().get(i)));
                messages.addAll(templates);
            }
        }
        return messages;
    }

    /** Collects the text expressions that read like prose: literals, concatenations, and chains of {@code append}. */
    private static final class Templates extends TreeScanner<Void, Set<String>> {
        /** Skips annotations. They contain the help texts, which {@code --help} shows together. */
        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, Set<String> templates) {
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, Set<String> templates) {
            add(literal, templates);
            return null;
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree sum, Set<String> templates) {
            if (sum.getKind() != Tree.Kind.PLUS || !add(sum, templates)) {
                return super.visitBinary(sum, templates);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Set<String> templates) {
            if (isAppend(call) && add(call, templates)) {
                return null;
            }
            return super.visitMethodInvocation(call, templates);
        }

        private static boolean add(ExpressionTree expression, Set<String> templates) {
            String template = template(expression).strip();
            boolean isMessage =
                    PROSE.matcher(template).find() && !CODE.matcher(template).find();
            if (isMessage) {
                templates.add(template.replace("\n", "\\n"));
            }
            return isMessage;
        }

        private static boolean isAppend(MethodInvocationTree call) {
            return call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getIdentifier().contentEquals("append")
                    && call.getArguments().size() == 1;
        }

        private static String template(ExpressionTree expression) {
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
                String yes = template(choice.getTrueExpression());
                String no = template(choice.getFalseExpression());
                return yes.equals("{}") && no.equals("{}") ? "{}" : "{" + yes + "|" + no + "}";
            }
            if (expression instanceof MethodInvocationTree call && isAppend(call)) {
                ExpressionTree before = ((MemberSelectTree) call.getMethodSelect()).getExpression();
                String start = before instanceof MethodInvocationTree ? template(before) : "";
                return start + template(call.getArguments().get(0));
            }
            return "{}";
        }
    }
}
