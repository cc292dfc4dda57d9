package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks the files of the repository against the rules in {@code src/docs/contributing.md}. */
class HouseTest {
    private static final Path SOURCES = Path.of("src/main/java/duiqi");
    private static final int MAX_COMPLEXITY = 15;

    /** Windows permits 260 characters, including the folder of the clone. */
    private static final int MAX_PATH = 200;

    /** Names that Windows forbids. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
    private static final Pattern FORBIDDEN_NAME =
            Pattern.compile("(?i).*[<>:\"|?*\\\\\\x00-\\x1f].*|.*[. ]|(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

    @Test
    void describesEveryRoomAndItsParts() {
        assertThat(Sources.files(SOURCES, ".java").stream()
                        .map(file -> SOURCES.relativize(file.getParent()))
                        .distinct())
                .allSatisfy(
                        folder -> assertThat(SOURCES.resolve(folder.getName(0)).resolve("package-info.java"))
                                .content()
                                .contains(folder.getNameCount() == 1 ? "" : "{@code " + folder.getName(1) + "}"));
    }

    @Test
    void namesEveryFileSoThatWindowsCanHoldIt() throws IOException {
        List<Path> wrong = new ArrayList<>();
        for (String folder : List.of("src", "tm", "glossary", ".ci")) {
            Set<String> known = new HashSet<>();
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                // npm installs packages that are not in the repository.
                paths.filter(path -> !path.startsWith("src/test/javascript/node_modules"))
                        .filter(path -> FORBIDDEN_NAME
                                        .matcher(path.getFileName().toString())
                                        .matches()
                                || path.toString().length() > MAX_PATH
                                || Files.isSymbolicLink(path)
                                || !known.add(path.toString().toLowerCase(Locale.ROOT)))
                        .forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void usesEverySimpleNameOnce() {
        assertThat(Sources.files(SOURCES, ".java").stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("package-info.java")))
                .doesNotHaveDuplicates();
    }

    /** A tag of an action can move to other code. Its commit cannot; a comment gives the version. */
    @Test
    void pinsActionsOfOthersByCommit() throws IOException {
        List<Path> workflows = new ArrayList<>(Sources.files(Path.of(".github/workflows"), ""));
        workflows.add(Path.of("action.yml"));
        List<String> uses = new ArrayList<>();
        for (Path workflow : workflows) {
            Files.readAllLines(workflow).stream()
                    .filter(line -> line.matches("[ -]*uses: (?!\\./).*"))
                    .forEach(uses::add);
        }
        assertThat(uses)
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches("[ -]*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    /** Requires the sum without which mvnw and mvnw.cmd run any Maven that they download. */
    @Test
    void namesSumOfMaven() {
        assertThat(Path.of(".mvn/wrapper/maven-wrapper.properties"))
                .content()
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }

    /** The newest entry of the changelog is for the version in pom.xml. Only a snapshot may have an entry without a day. */
    @Test
    void versionIsInPomAndChangelogOnly() throws IOException {
        String version = Files.readString(Path.of("pom.xml"))
                .replaceFirst("(?s).*?<artifactId>duiqi</artifactId>\\s*<version>([^<]+)</version>.*", "$1");
        String day = version.endsWith("-SNAPSHOT") ? "unreleased" : "\\d{4}-\\d{2}-\\d{2}";
        assertThat(Files.readString(Path.of("src/docs/changelog.md")).replaceFirst("(?s).*?\n## ", ""))
                .containsPattern("\\A\\[" + Pattern.quote(version.replace("-SNAPSHOT", "")) + "] - " + day + "\n");
        for (String place : List.of(
                "duiqi", "action.yml", "src/ci", ".pre-commit-hooks.yaml", ".gitlab", ".ci/release", "src/release")) {
            assertThat(Sources.files(Path.of(place), ""))
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(version));
        }
    }

    @Test
    void limitsBranchesOfMethod() throws IOException {
        Branches branches = new Branches();
        branches.scan(Sources.parse(SOURCES).units().values(), "");
        assertThat(branches.tooComplex).isEmpty();
    }

    /**
     * Computes the cyclomatic complexity of methods (McCabe, A Complexity Measure, 1976): one, plus one for each branch and
     * each condition. The branches of a class in a method are its own. The argument of each visit is the name of the type.
     */
    private static final class Branches extends TreeScanner<Void, String> {
        private static final Set<Tree.Kind> KINDS = EnumSet.of(
                Tree.Kind.IF,
                Tree.Kind.FOR_LOOP,
                Tree.Kind.ENHANCED_FOR_LOOP,
                Tree.Kind.WHILE_LOOP,
                Tree.Kind.DO_WHILE_LOOP,
                Tree.Kind.CATCH,
                Tree.Kind.CONDITIONAL_EXPRESSION,
                Tree.Kind.CONDITIONAL_AND,
                Tree.Kind.CONDITIONAL_OR);

        private final List<String> tooComplex = new ArrayList<>();
        private int count;

        @Override
        public @Nullable Void visitClass(ClassTree type, String around) {
            int before = count;
            super.visitClass(type, around + "/" + type.getSimpleName());
            count = before;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String type) {
            count = 1;
            super.visitMethod(method, type);
            if (count > MAX_COMPLEXITY) {
                tooComplex.add(type + "." + method.getName() + ": " + count);
            }
            return null;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, String type) {
            boolean isCase =
                    tree instanceof CaseTree label && !label.getExpressions().isEmpty();
            count += isCase || (tree != null && KINDS.contains(tree.getKind())) ? 1 : 0;
            return super.scan(tree, type);
        }
    }
}
