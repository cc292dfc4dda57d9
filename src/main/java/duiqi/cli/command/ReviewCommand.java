package duiqi.cli.command;

import duiqi.app.AlignmentGuide;
import duiqi.app.ReviewProject;
import duiqi.app.TextPairReader;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.ServerOptions;
import duiqi.cli.print.ExitCode;
import duiqi.io.FileName;
import duiqi.server.ReviewServer;
import duiqi.server.ServerPlace;
import duiqi.text.Direction;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "review",
        header = "Correct an alignment or a memory in the browser; without files, choose them there.",
        customSynopsis = {
            "duiqi review [OPTIONS] SOURCE TARGET",
            "       duiqi review [OPTIONS] BILINGUAL",
            "       duiqi review [OPTIONS] MEMORY...",
            "       duiqi review [OPTIONS] SOURCE_FOLDER TARGET_FOLDER",
            "       duiqi review [OPTIONS] FOLDER | FILE...",
            "       duiqi review [OPTIONS]"
        },
        description = """

                Shows the source and the target side by side on a page: Chinese and English, in either direction. Colours show the probability of each pair, and marks show \
                the findings of duiqi check. You can move, merge, split and link sentences, edit their text, and \
                confirm pairs; ? shows the keys. Saving writes the memory.

                duiqi stores every step immediately, in tm/.review beside the memory. You can undo it, also after a \
                restart: the same command continues where you stopped. Without files, the page lists the memories in \
                tm and the reviews in progress, and opens files that you choose.

                The page is available only on this machine, unless you use --host. Its address contains a secret: \
                everybody who has it can read and write the texts under review, and it is not encrypted on the \
                network. To stop duiqi, press Ctrl+C or use the page.
                """,
        footer = """

                Examples:
                  duiqi review article.zh.txt article.en.txt     write tm/article.tmx
                  duiqi review article.en.txt article.zh.txt     the same, with English as the source
                  duiqi review contract.docx                     contains both languages
                  duiqi review tm/main.tmx
                  duiqi review corpus/zh corpus/en -o tm
                  duiqi review --no-browser --port 7788          use it through an ssh tunnel
                """)
public final class ReviewCommand extends Subcommand {
    /**
     * Default port, which no well-known service uses. It stays the same because browsers store the settings of a page
     * by port.
     */
    private static final int USUAL_PORT = 7737;

    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Mixin
    private OutputOptions.FileOrFolder output = new OutputOptions.FileOrFolder();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Listen on port N; 0 for any free port. Default: 7737, or any if taken.")
    private @Nullable Integer port;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Use this name for the units that you confirm. Default: your name in the system.")
    private @Nullable String user;

    @Option(names = "--no-browser", description = "Print the address and open no browser.")
    private boolean noBrowser;

    @Option(names = "--restart", description = "Start again, and keep the earlier review in a backup file.")
    private boolean restart;

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Texts, folders of texts, or memories. Default: a page to choose them.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() throws IOException {
        if (output.given.isPresent()) {
            FileName.requireUtf8(output.given.get());
        }
        Optional<Direction> direction = languages.direction();
        ReviewProject review = new ReviewProject(
                project.project(console()),
                inputs,
                output.given.map(Path::of),
                new TextPairReader(
                        reading.reader(console(), project.settings(console())),
                        AlignmentGuide.NONE,
                        direction,
                        Direction.INTO_ENGLISH),
                restart,
                Optional.ofNullable(user));
        ReviewProject.Served served =
                review.start(place(), server.token(), console().workspace(), failures()::report);
        try (ReviewServer page = served.server()) {
            if (served.documents() == 1 && !inputs.isEmpty()) {
                // Errors of a single document appear here instead of on the page.
                page.readAll();
            }
            Ending ending = new Ending(() -> end(page));
            ending.atInterrupt();
            begin(page, served.documents());
            page.awaitStop();
            ending.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private ServerPlace place() {
        return port == null ? new ServerPlace(server.host, USUAL_PORT, true) : new ServerPlace(server.host, port);
    }

    private void begin(ReviewServer page, int documents) {
        String what = documents == 1 || inputs.isEmpty() ? "" : " (" + documents + " documents)";
        console().out().println("review page" + what + ": " + page.address() + "   (press Ctrl+C to stop)");
        console().out().flush();
        if (!noBrowser) {
            console().open(page.address());
        }
    }

    /** Closes the page, and prints where the work is stored. */
    private void end(ReviewServer page) {
        page.awaitSaves();
        List<ReviewServer.Closing> documents = page.opened();
        try {
            page.close();
        } catch (IOException failure) {
            failures().report(failure);
        }
        documents.forEach(document -> console().out().println(line(document)));
        console().out().flush();
    }

    private static String line(ReviewServer.Closing document) {
        String name = document.name() + ": ";
        String steps = document.steps() == 0 ? "no step" : Plurals.of(document.steps(), "step");
        String stored = ", stored in " + document.log() + "; " + document.memory();
        String again = "; run the same command again and save";
        if (!document.isWritten()) {
            return name + "aligned, " + steps + stored + " is not written yet" + again;
        }
        if (document.steps() == 0) {
            return name + "unchanged";
        }
        if (document.unsaved() == 0) {
            return name + steps + stored + " is up to date";
        }
        return name + steps + stored + " lacks "
                + (document.unsaved() == document.steps()
                        ? "these steps"
                        : "the last " + Plurals.of(document.unsaved(), "step"))
                + again;
    }
}
