package duiqi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import duiqi.review.Operation.RejectedException;
import duiqi.review.ReviewedMemory;
import duiqi.text.Deadline;
import duiqi.text.FormatException;
import java.nio.charset.Charset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks duiqi against the table in {@code src/docs/contributing.md}: the rooms that each room may use, and the classes
 * that only the command line may use. A room is a package directly under {@code duiqi}, with its sub-packages.
 */
@AnalyzeClasses(
        packages = "duiqi",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {
    /** Rooms in the order of the data flow */
    private static final List<String> ROOMS = List.of(
            "text",
            "io",
            "document",
            "segment",
            "lexicon",
            "encoder",
            "align",
            "exchange",
            "index",
            "memory",
            "glossary",
            "check",
            "report",
            "review",
            "server",
            "corpus",
            "app",
            "cli");

    /** Other rooms that each room may use */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("io", Set.of("text")),
            Map.entry("document", Set.of("text", "io")),
            Map.entry("segment", Set.of("text", "io", "document")),
            Map.entry("lexicon", Set.of("text")),
            Map.entry("encoder", Set.of("text", "io")),
            Map.entry("align", Set.of("text", "io", "lexicon", "encoder")),
            Map.entry("exchange", Set.of("text", "io")),
            Map.entry("index", Set.of("text", "io")),
            Map.entry("memory", Set.of("text", "io", "lexicon", "exchange", "index")),
            Map.entry("glossary", Set.of("text", "io", "lexicon", "exchange")),
            Map.entry("check", Set.of("text", "io", "lexicon", "exchange", "index", "memory", "glossary")),
            Map.entry("report", Set.of("text", "io", "align", "check")),
            Map.entry("review", allBut("review", "server", "corpus", "app", "cli")),
            Map.entry("server", allBut("server", "corpus", "app", "cli")),
            Map.entry("corpus", allBut("corpus", "review", "server", "app", "cli")),
            Map.entry("app", allBut("app", "cli")),
            Map.entry("cli", allBut("cli")));

    /** Libraries that any room may use */
    private static final String[] LIBRARIES = {
        "java..",
        "javax.xml..",
        "org.jspecify.annotations..",
        "com.google.re2j..",
        "com.ibm.icu..",
        "com.fasterxml.jackson..",
        "com.ctc.wstx..",
        "org.codehaus.stax2..",
        "org.apache.commons.text..",
    };

    /** Libraries that only one room uses */
    private static final Map<String, Set<String>> OWN_LIBRARIES = Map.of(
            "cli", Set.of("picocli.."),
            "check", Set.of("org.tomlj.."),
            "document",
                    Set.of(
                            "org.jsoup..",
                            "org.commonmark..",
                            "org.apache.pdfbox..",
                            "org.apache.fontbox..",
                            "javax.net..",
                            "okhttp3..",
                            "okio..",
                            "kotlin.."),
            "exchange", Set.of("org.dhatim.fastexcel..", "org.snakeyaml.engine..", "org.sqlite.."),
            "lexicon", Set.of("org.tartarus.snowball.."),
            "encoder", Set.of("ai.onnxruntime..", "ai.djl..", "javax.net.ssl..", "okhttp3..", "okio..", "kotlin.."),
            "server", Set.of("io.javalin..", "org.eclipse.jetty..", "kotlin..", "com.sun.management.."),
            "corpus", Set.of("org.apache.spark..", "org.apache.hadoop..", "scala..", "org.netpreserve.jwarc.."));

    private static Set<String> allBut(String... names) {
        return ROOMS.stream().filter(name -> !Set.of(names).contains(name)).collect(Collectors.toSet());
    }

    /** Returns the package pattern of a room with its sub-packages. */
    private static String all(String room) {
        return "duiqi." + room + "..";
    }

    /** Returns the package pattern of the part of a room that other rooms may use. */
    private static String front(String room) {
        return "duiqi." + room;
    }

    @ArchTest
    static void usesOnlyPublicPackagesOfEarlierRooms(JavaClasses classes) {
        MAY_USE.forEach((name, known) -> classes()
                .that()
                .resideInAPackage(all(name))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("duiqi..")
                        .or(resideInAnyPackage(Stream.concat(
                                        Stream.of(all(name)), known.stream().map(ArchitectureTest::front))
                                .toArray(String[]::new))))
                .because("data flows in one direction, and sub-packages are internal to their room")
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static void usesOnlyLibrariesOfTheRoom(JavaClasses classes) {
        ROOMS.forEach(name -> classes()
                .that()
                .resideInAPackage(all(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("duiqi..")
                        .or(resideInAnyPackage(LIBRARIES))
                        .or(resideInAnyPackage(
                                OWN_LIBRARIES.getOrDefault(name, Set.of()).toArray(String[]::new))))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static final ArchRule everyPackageBelongsToARoom = classes()
            .should()
            .resideInAnyPackage(ROOMS.stream().map(ArchitectureTest::all).toArray(String[]::new));

    @ArchTest
    static final ArchRule noCycles = slices().matching("duiqi.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesAreOfTheDomain =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Factory)(\\$.*)?");

    @ArchTest
    static final ArchRule noBaseClasses = noClasses()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(JavaModifier.ABSTRACT)
            .because("use composition instead of inheritance");

    @ArchTest
    static final ArchRule fewExceptionsOfOurOwn = noClasses()
            .that()
            .doNotBelongToAnyOf(
                    FormatException.class,
                    RejectedException.class,
                    ReviewedMemory.MemoryConflictException.class,
                    Deadline.ExpiredException.class)
            .should()
            .beAssignableTo(Throwable.class)
            .because("damaged files throw FormatException, wrong arguments throw IllegalArgumentException;"
                    + " a review rejects steps, and asks if another program changed its memory");

    @ArchTest
    static final ArchRule onlyTheFrontDoorsTouchTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("duiqi.cli..")
            .and()
            .doNotHaveFullyQualifiedName("duiqi.app.Workspace")
            .and()
            .doNotHaveFullyQualifiedName("duiqi.text.Deadline")
            .should()
            .accessTargetWhere(targets(
                    "the standard streams, exit, clock or environment",
                    ""
                            + "java\\.lang\\.System\\.(in|out|err|exit|console|currentTimeMillis|nanoTime|getenv|getProperty)"
                            + "|java\\.lang\\.Runtime\\.(exit|halt|addShutdownHook)"
                            + "|java\\.lang\\.(Throwable|Exception)\\.printStackTrace"
                            + "|java\\.time\\.Clock\\.(system|tick).*"
                            + "|java\\.time\\.\\w+\\.now"
                            + "|java\\.time\\.ZoneId\\.systemDefault"))
            .orShould()
            .callConstructor(Date.class)
            .because("a stage depends only on its arguments; a workspace contains the defaults for Java programs");

    @ArchTest
    static final ArchRule nothingDependsOnTheDefaultLocale = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(Charset.class, "defaultCharset")
            .because("%d and %.2f differ between locales; use Locale.ROOT");

    private static DescribedPredicate<JavaAccess<?>> targets(String description, String fullNames) {
        return DescribedPredicate.describe(
                description,
                access -> access.getTarget()
                        .getFullName()
                        .replaceFirst("\\(.*", "")
                        .matches(fullNames));
    }
}
