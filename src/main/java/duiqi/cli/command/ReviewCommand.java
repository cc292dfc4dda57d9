package duiqi.cli.command;

import duiqi.app.AlignmentGuide;
import duiqi.app.ReviewProject;
import duiqi.app.TextPairReader;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Browser;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import duiqi.server.ReviewServer;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an alignment or a memory in the browser, where a person sets it right. */
@Command(
        name = "review",
        header = "See an alignment or a memory in the browser, and set it right.",
        customSynopsis = {
            "duiqi review [OPTIONS] CHINESE ENGLISH",
            "       duiqi review [OPTIONS] MEMORY...",
            "       duiqi review [OPTIONS] FOLDER | CHINESE_FOLDER ENGLISH_FOLDER | FILE...",
            "       duiqi review [OPTIONS]",
        },
        description = """

                Opens a page with both texts side by side: pairs that are likely right and pairs that are not differ in \
                colour, and what duiqi check finds is shown where it stands. Move, merge, split and link sentences, mend \
                their text, confirm what is right; ? shows the keys. Saving writes the memory.

                Every step is on disk at once, in tm/.review beside the memory, and can be undone, also tomorrow: the \
                same command goes on where you were. Texts that are new to it are aligned first. Without files, the \
                memories in tm and the reviews that were begun are listed.

                The page is served by this program and to this machine alone. Its address holds a secret: whoever has it \
                can read and write what is under review. It ends with Ctrl+C, or from the page.
                """,
        footer = """

                Examples:
                  duiqi review article.zh.txt article.en.txt     writes tm/article.tmx
                  duiqi review tm/main.tmx
                  duiqi review corpus/zh corpus/en -o tm
                  duiqi review --no-browser --port 7788          to open over an ssh tunnel
                """)
public final class ReviewCommand implements Callable<Integer> {
    /** A port that no service of note has. It is always the same, since browsers keep the looks of a page by its port. */
    private static final int USUAL_PORT = 7737;

    private final Console console;
    private final Failures failures;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MEMORY",
            description = "The memory to write, or a folder for those of several pairs. Default: tm/NAME.tmx.")
    private @Nullable Path output;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen at; 0 takes any that is free. Default: 7737, or any when that is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen at; another than the default lets other machines in that know the "
                    + "secret, which goes over the network as it is. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--no-browser", description = "Open no browser, only print the address.")
    private boolean noBrowser;

    @Option(
            names = "--restart",
            description =
                    "Begin anew what was under review; what was done before is kept in a file beside the new one.")
    private boolean restart;

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Option(names = "--swap", description = "The English text is given first, the Chinese second.")
    private boolean swap;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Texts, folders of them, or memories. Default: the memories in tm.")
    private List<String> inputs = List.of();

    public ReviewCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws IOException {
        requireSense();
        languages.requireSense();
        ReviewProject review = new ReviewProject(
                project.project(console),
                inputs,
                Optional.ofNullable(output),
                new TextPairReader(
                        reading.reader(console), AlignmentGuide.NONE, languages.source(), languages.target(), swap),
                restart);
        ReviewProject.Served served = review.start(place(), console.workspace(), failures::report);
        try (ReviewServer server = served.server()) {
            if (served.documents() == 1) {
                // Whatever is wrong with it is told here rather than in the page.
                server.openAll();
            }
            ReviewEnding ending = new ReviewEnding(server, console);
            ending.atInterrupt();
            begin(server, served.documents());
            server.awaitStop();
            ending.end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private ServerPlace place() {
        return port == null ? new ServerPlace(host, USUAL_PORT, true) : new ServerPlace(host, port);
    }

    private void begin(ReviewServer server, int documents) {
        String what = documents == 1 ? "" : " (" + documents + " documents)";
        console.out().println("review page" + what + ": " + server.address() + "   (Ctrl+C ends it)");
        console.out().flush();
        if (!noBrowser) {
            Browser.open(server.address(), console);
        }
    }

    private void requireSense() throws FormatException {
        if (inputs.contains("") || (output != null && output.toString().isEmpty())) {
            throw new FormatException("\"\"", "the name is empty", "give a file or folder; . is the current folder");
        }
    }

    /** Ends a review page once, be it from the page or by an interrupt, and says where the work is. Safe for threads. */
    private static final class ReviewEnding {
        private final ReviewServer server;
        private final Console console;
        private final Thread hook = new Thread(this::end, "duiqi-end");
        private boolean hasEnded;

        ReviewEnding(ReviewServer server, Console console) {
            this.server = server;
            this.console = console;
        }

        /** Ends it as well when the program is interrupted. */
        void atInterrupt() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        synchronized void end() {
            if (hasEnded) {
                return;
            }
            hasEnded = true;
            List<ReviewServer.Closing> documents = server.opened();
            try {
                server.close();
            } catch (IOException failure) {
                console.err().println("duiqi: " + failure.getMessage());
            }
            for (ReviewServer.Closing document : documents) {
                console.out().println(line(document));
            }
            console.out().flush();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException itIsTheHookThatRuns) {
                return;
            }
        }

        private static String line(ReviewServer.Closing document) {
            if (!document.isWritten()) {
                String done = document.steps() == 0
                        ? "aligned, and nothing changed"
                        : "aligned, and " + Plurals.of(document.steps(), "step");
                return document.name() + ": " + done + ", kept in " + document.log() + "; " + document.memory()
                        + " is not written yet: go on with the same command, and save";
            }
            if (document.steps() == 0) {
                return document.name() + ": nothing was changed";
            }
            String steps = Plurals.of(document.steps(), "step");
            String kept = document.name() + ": " + steps + ", kept in " + document.log() + "; ";
            return document.unsaved() == 0
                    ? kept + document.memory() + " has all of it"
                    : kept + document.memory() + " lacks "
                            + (document.unsaved() == document.steps() ? "all of it" : "the last " + document.unsaved())
                            + ": go on with the same command, and save";
        }
    }
}
