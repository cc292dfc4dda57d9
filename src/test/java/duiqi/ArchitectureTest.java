package duiqi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/**
 * Checks the rooms of {@code src/docs/contributing.md}: which other rooms each may use, and the classes
 * that only the command line may use. A room is a package directly under {@code duiqi}, with its sub-packages.
 */
@AnalyzeClasses(
        packages = "duiqi",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {
    /**
     * The rooms in the order of the data flow, each with the other rooms that it may use, of those before it, and with the
     * libraries that only this room uses
     */
    private static final List<String[]> ROOMS =
            """
            text | | |
            io | text | |
            document | text io | org.jsoup.. org.commonmark.. org.apache.pdfbox.. org.apache.fontbox.. javax.net.. okhttp3.. okio.. kotlin..
            segment | text io document | |
            lexicon | text | org.tartarus.snowball..
            align | text io lexicon | |
            exchange | text io | org.dhatim.fastexcel.. org.snakeyaml.engine.. org.sqlite..
            index | text io | |
            memory | text io lexicon exchange index | |
            glossary | text io lexicon exchange | |
            check | text io lexicon exchange index memory glossary | org.tomlj..
            report | text io align check | |
            review | * | |
            server | * | io.javalin.. org.eclipse.jetty.. kotlin.. com.sun.management..
            corpus | * -review -server | org.apache.spark.. org.apache.hadoop.. scala.. org.netpreserve.jwarc..
            app | * | |
            protocol | * | org.eclipse.lsp4j.. com.google.gson.. io.modelcontextprotocol.. reactor.. org.reactivestreams..
            cli | * | picocli..
            """.lines().map(row -> row.split("\\s*\\|\\s*")).toList();

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

    private static String[] words(String[] room, int column) {
        return room.length <= column || room[column].isEmpty() ? new String[0] : room[column].split(" ");
    }

    /** Returns the package patterns of a room with its sub-packages, and of the front of the rooms that it may use. */
    private static String[] known(int number) {
        List<String> known = new ArrayList<>(List.of("duiqi." + ROOMS.get(number)[0] + ".."));
        List<String> named = List.of(words(ROOMS.get(number), 1));
        for (String[] room : ROOMS.subList(0, number)) {
            if (named.contains(room[0]) || (named.contains("*") && !named.contains("-" + room[0]))) {
                known.add("duiqi." + room[0]);
            }
        }
        return known.toArray(String[]::new);
    }

    @ArchTest
    static void pageListsTheRoomsInTheirOrder(JavaClasses classes) throws IOException {
        String page = Files.readString(Path.of("src/docs/contributing.md"));
        String rows = page.substring(page.indexOf("| room | holds |"), page.indexOf("`ArchitectureTest`"));
        assertThat(rows.lines().skip(2).filter(row -> row.startsWith("|")).map(row -> row.split("`")[1]))
                .containsExactlyElementsOf(ROOMS.stream().map(room -> room[0]).toList());
    }

    @ArchTest
    static void usesOnlyFrontsOfEarlierRoomsAndItsLibraries(JavaClasses classes) {
        for (int i = 0; i < ROOMS.size(); i++) {
            classes()
                    .that()
                    .resideInAPackage("duiqi." + ROOMS.get(i)[0] + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(known(i))
                            .or(resideInAnyPackage(LIBRARIES))
                            .or(resideInAnyPackage(words(ROOMS.get(i), 2))))
                    .because("data flows in one direction, and sub-packages are internal to their room")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule everyPackageBelongsToARoom = classes()
            .should()
            .resideInAnyPackage(
                    ROOMS.stream().map(room -> "duiqi." + room[0] + "..").toArray(String[]::new));

    @ArchTest
    static final ArchRule namesAreOfTheDomain =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Factory)(\\$.*)?");

    @ArchTest
    static final ArchRule noBaseClasses = noClasses()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .resideOutsideOfPackage("duiqi.cli.command")
            .should()
            .haveModifier(JavaModifier.ABSTRACT)
            .because(
                    "use composition instead of inheritance; only commands inherit, because picocli fills their fields");

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
