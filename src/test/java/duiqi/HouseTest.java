package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the sources against the rules in {@code src/docs/contributing.md}. */
class HouseTest {
    private static final Path SOURCES = Path.of("src/main/java/duiqi");
    private static final int MAX_COMPLEXITY = 15;
    /** Packages that npm installs for the tests of the pages. They are not in the repository. */
    private static final Path INSTALLED = Path.of("src/test/javascript/node_modules");

    /** Windows permits 260 characters, including the folder of the clone. */
    private static final int MAX_PATH = 200;

    /** Names that Windows forbids. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
    private static final Pattern FORBIDDEN_NAME =
            Pattern.compile("(?i).*[<>:\"|?*\\\\\\x00-\\x1f].*|.*[. ]|(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

    private static final List<String> TOO_COMPLEX = new ArrayList<>();
    private static List<Path> files = List.of();

    @BeforeAll
    static void parse() throws IOException {
        Sources sources = Sources.parse(SOURCES);
        files = sources.files();
        for (CompilationUnitTree unit : sources.units()) {
            unit.getTypeDecls().forEach(type -> type.accept(new Measure(), ""));
        }
    }

    @Test
    void describesEveryRoomAndItsParts() {
        assertThat(files.stream()
                        .map(file -> SOURCES.relativize(file.getParent()))
                        .distinct())
                .allSatisfy(folder -> {
                    Path description = SOURCES.resolve(folder.getName(0)).resolve("package-info.java");
                    assertThat(description).exists();
                    assertThat(folder.getNameCount() == 1
                                    || Files.readString(description).contains("{@code " + folder.getName(1) + "}"))
                            .as("%s names the part %s", description, folder)
                            .isTrue();
                });
    }

    @Test
    void namesEveryFileSoThatWindowsCanHoldIt() throws IOException {
        Map<String, Path> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<Path> wrong = new ArrayList<>();
        for (String folder : List.of("src", "tm", "glossary", ".ci")) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                for (Path path :
                        paths.filter(path -> !path.startsWith(INSTALLED)).toList()) {
                    String name = String.valueOf(path.getFileName());
                    boolean isPlain = !FORBIDDEN_NAME.matcher(name).matches()
                            && path.toString().length() <= MAX_PATH
                            && !Files.isSymbolicLink(path);
                    if (!isPlain || byName.put(path.toString(), path) != null) {
                        wrong.add(path);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void usesEverySimpleNameOnce() {
        Map<String, List<Path>> byName = files.stream()
                .collect(Collectors.groupingBy(
                        file -> String.valueOf(file.getFileName()), TreeMap::new, Collectors.toList()));
        byName.remove("package-info.java");
        byName.values().removeIf(same -> same.size() == 1);
        assertThat(byName).isEmpty();
    }

    /** A tag of an action can move to other code. Its commit cannot; a comment gives the version. */
    @Test
    void pinsActionsOfOthersByCommit() throws IOException {
        Pattern pinned = Pattern.compile("uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
        List<Path> workflows = new ArrayList<>(List.of(Path.of("action.yml")));
        try (Stream<Path> folder = Files.list(Path.of(".github/workflows"))) {
            folder.forEach(workflows::add);
        }
        List<String> uses = new ArrayList<>();
        for (Path workflow : workflows) {
            Files.readAllLines(workflow).stream()
                    .map(line -> line.strip().replaceFirst("^- ", ""))
                    .filter(line -> line.startsWith("uses:") && !line.startsWith("uses: ./"))
                    .forEach(uses::add);
        }
        assertThat(uses)
                .hasSizeGreaterThan(10)
                .allMatch(line -> pinned.matcher(line).matches());
    }

    /** Requires the sum without which mvnw and mvnw.cmd run any Maven that they download. */
    @Test
    void namesSumOfMaven() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .anyMatch(line -> line.matches("distributionSha256Sum=[0-9a-f]{64}"));
    }

    @Test
    void limitsBranchesOfMethod() {
        assertThat(TOO_COMPLEX).isEmpty();
    }

    /** Measures types and methods; the argument of each visit is the name of the enclosing type. */
    private static final class Measure extends TreeScanner<Void, String> {
        @Override
        public Void visitClass(ClassTree type, String around) {
            return super.visitClass(type, around + "/" + type.getSimpleName());
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            String name = type + "." + method.getName();
            if (method.getBody() != null) {
                Branches branches = new Branches();
                branches.scan(method.getBody(), type);
                if (branches.count > MAX_COMPLEXITY) {
                    TOO_COMPLEX.add(name + ": " + branches.count);
                }
            }
            return super.visitMethod(method, type);
        }
    }

    /**
     * Computes the cyclomatic complexity (McCabe, A Complexity Measure, 1976): one, plus one for each branch and each
     * condition.
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

        private int count = 1;

        @Override
        public @Nullable Void scan(@Nullable Tree tree, String type) {
            if (tree == null || tree instanceof ClassTree) {
                return null;
            }
            boolean isCase =
                    tree instanceof CaseTree label && !label.getExpressions().isEmpty();
            count += isCase || KINDS.contains(tree.getKind()) ? 1 : 0;
            return super.scan(tree, type);
        }
    }
}
