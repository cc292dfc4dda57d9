package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares the public API with its record, so that a Java program compiled against the recorded release runs with later
 * releases. The API consists of the public and protected members of these types, as javap prints them. Additions pass,
 * except methods that users would have to implement.
 */
class ApiTest {
    /**
     * Entry points and the types in their signatures, with nested types; all other types are public only for duiqi
     * itself
     */
    private static final List<String> TYPES = types("""
            app.AlignmentGuide app.AlignmentModel app.Duiqi app.Memory app.TextReader app.Workspace
            align.Alignment align.Bead align.Boundaries align.ParallelText
            check.Finding check.Rule check.Severity check.TextSpan
            document.BilingualDocument$Layout
            index.SearchOptions
            text.Direction text.FormatException text.Language text.Location text.Segment text.Text
            """);

    /** Types in the signatures that most programs do not need. Javadoc does not describe them; their members can change. */
    private static final List<String> INTERNAL = types("""
            align.HardBoundaries align.KnownTranslations
            app.Project app.TextPairSpecs
            check.CheckedUnit
            exchange.Table
            glossary.Glossary
            index.Context index.IndexedUnit index.UnitSide
            memory.LiveMemory memory.TranslationMemory
            server.AccessToken server.MemoryServer server.ServerPlace
            text.Paragraph
            """);

    private static final Pattern TYPE_NAME = Pattern.compile("\\bduiqi\\.([a-z]+\\.[A-Z]\\w*)((?:\\$\\w+)*)");

    private static final Path RECORD = Path.of("src/test/resources/api/api.txt");

    private static final String RECORDING = "./mvnw -q test-compile surefire:test -Dtest=ApiTest -Dapi.record=true";

    private static Set<String> api = new TreeSet<>();

    @BeforeAll
    static void describe() throws Exception {
        api = signatures(publicTypes());
        if (Boolean.getBoolean("api.record")) {
            Files.write(RECORD, api);
        }
    }

    private static List<String> types(String list) {
        return List.of(list.split("\\s+"));
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(Language.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Returns the visible types of the API with their visible nested types. */
    private static List<String> publicTypes() throws URISyntaxException, ClassNotFoundException {
        List<String> types = new ArrayList<>();
        for (Path file : Sources.files(classes().resolve("duiqi"), ".class")) {
            String name = classes()
                    .relativize(file)
                    .toString()
                    .replaceFirst("\\.class$", "")
                    .replace('/', '.');
            boolean isListed = TYPES.stream().anyMatch(type -> (name + "$").startsWith("duiqi." + type + "$"));
            if (isListed && isVisible(Class.forName(name, false, ApiTest.class.getClassLoader()))) {
                types.add(name);
            }
        }
        return types;
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return (type.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isVisible(outer));
    }

    /** Returns one line for each type, supertype and member, after the name of the type. */
    private static Set<String> signatures(List<String> types) throws URISyntaxException {
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        StringWriter printed = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("-protected", "-cp", classes().toString()));
        arguments.addAll(types);
        StringWriter complaints = new StringWriter();
        int code = javap.run(new PrintWriter(printed), new PrintWriter(complaints), arguments.toArray(String[]::new));
        assertThat(code).as(complaints.toString()).isZero();
        TreeSet<String> signatures = new TreeSet<>();
        String type = "";
        for (String line : printed.toString().lines().toList()) {
            if (line.endsWith("{")) {
                // This may split type arguments too. The record has the same split.
                String[] parts = line.substring(0, line.length() - 2).split(" extends | implements |, ?");
                type = parts[0].replaceFirst("<.*", "").replaceFirst(".* ", "") + ": ";
                signatures.add(type + parts[0]);
                for (String supertype : List.of(parts).subList(1, parts.length)) {
                    signatures.add(type + "is a " + supertype);
                }
            } else if (line.startsWith("  ")) {
                signatures.add(type + line.strip());
            }
        }
        return signatures;
    }

    /** Returns whether a list names a type or the type around it. */
    private static boolean contains(List<String> types, MatchResult name) {
        return types.contains(name.group(1)) || types.contains(name.group(1) + name.group(2));
    }

    @Test
    void namesTypesThatExist() throws Exception {
        assertThat(publicTypes().stream().map(type -> type.replaceFirst("^duiqi\\.", "")))
                .containsAll(TYPES);
        assertThat(api).hasSizeGreaterThan(200);
    }

    @Test
    void listsEachTypeOfItsSignatures() {
        List<MatchResult> names =
                api.stream().flatMap(line -> TYPE_NAME.matcher(line).results()).toList();
        assertThat(names)
                .filteredOn(name -> !contains(TYPES, name) && !contains(INTERNAL, name))
                .extracting(MatchResult::group)
                .as("a signature has a type that is not in the API; list it in this test, and in pom.xml for Javadoc")
                .isEmpty();
        assertThat(INTERNAL).allMatch(type -> names.stream().anyMatch(name -> contains(List.of(type), name)));
    }

    @Test
    void isWhatJavadocDescribes() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String included = pom.replaceFirst("(?s).*<sourceFileIncludes>(.*)</sourceFileIncludes>.*", "$1");
        assertThat(Pattern.compile("<include>duiqi/(.*)\\.java</include>")
                        .matcher(included)
                        .results()
                        .map(file -> file.group(1).replace('/', '.')))
                .as("the files of <sourceFileIncludes> in pom.xml")
                .containsExactlyInAnyOrderElementsOf(TYPES.stream()
                        .flatMap(type ->
                                Stream.of(type.replaceFirst("\\$.*", ""), type.replaceFirst("\\..*", ".package-info")))
                        .distinct()
                        .toList());
    }

    @Test
    void keepsApiOfLastRelease() throws Exception {
        Set<String> gone = new TreeSet<>(Files.readAllLines(RECORD));
        gone.removeAll(api);
        assertThat(gone)
                .as("a public member is removed or changed; keep it and add the new one, or else describe the change"
                        + " in src/docs/changelog.md, raise the version, and record the API again: " + RECORDING)
                .isEmpty();
    }

    @Test
    void addsNoAbstractMethods() throws Exception {
        Set<String> recorded = new TreeSet<>(Files.readAllLines(RECORD));
        Set<String> interfaces = recorded.stream()
                .filter(line -> line.contains(": public interface ") || line.contains(": public static interface "))
                .map(line -> line.replaceFirst(": .*", ": public abstract "))
                .collect(Collectors.toSet());
        assertThat(interfaces).isNotEmpty();
        assertThat(api)
                .filteredOn(line -> !recorded.contains(line))
                .as(
                        "new abstract methods in interfaces that programs may implement; make them default, or record the API again: "
                                + RECORDING)
                .noneMatch(line -> interfaces.stream().anyMatch(line::startsWith));
    }
}
