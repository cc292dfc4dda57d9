package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ServerOptions;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Rows;
import duiqi.memory.LiveMemory;
import duiqi.server.AccessToken;
import duiqi.server.MemoryServer;
import duiqi.server.ServerPlace;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        header = "Serve the memories to CAT tools, programs and a search page over HTTP.",
        description = """

                Answers requests to look up sentences, words and terms, to check a pair, or to add one. The JSON interface is \
                under /api/v1, described in /api/v1/openapi.json. The interface under /tmserver is that of tmserver \
                (Translate Toolkit) and amaGama. OmegaT connects through its machine translation Apertium.

                duiqi writes an added unit to the disk before it answers, and finds it immediately. Added units go into \
                a memory of their own. duiqi reloads changed memories and glossaries within seconds. To stop it, \
                press Ctrl+C.

                Every request needs the token, except reading on this machine with a protocol other than /api/v1. Clients \
                send it as "Authorization: Bearer TOKEN", as the password of any user, or as the parameter "key".
                """,
        footer = """

                Examples:
                  duiqi serve
                  duiqi serve --port 9000 --token-file ~/.duiqi-token
                  duiqi serve --tm client/tm --add-to client/tm/mine.tmx
                  duiqi serve --host 0.0.0.0        serve other machines too, with the token
                """)
public final class ServeCommand extends Subcommand {
    private static final int TMSERVER_PORT = 8888;

    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Option(
            names = "--add-to",
            paramLabel = "FILE",
            description = "Add new units to this memory. Default: additions.tmx in the memory folder.")
    private @Nullable Path addTo;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Listen on port N; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port = TMSERVER_PORT;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--no-token", description = "Allow local programs to read and write without a token.")
    private boolean noToken;

    @Override
    public Integer call() throws IOException {
        if (noToken && server.hasTokenFile()) {
            throw new IllegalArgumentException("--no-token, --token-file: cannot be combined; remove one");
        }
        ServerPlace place = new ServerPlace(server.host, port);
        Optional<AccessToken> token = noToken ? Optional.empty() : Optional.of(server.token());
        Memory.Service service = Memory.Service.start(
                memories.places(),
                Optional.ofNullable(addTo),
                project.project(console()),
                place,
                token,
                console().workspace(),
                failures()::report);
        try (service) {
            Ending ending = new Ending(() -> close(service));
            // A program that reads the first line may stop the process immediately.
            ending.atInterrupt();
            announce(service.server(), token);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                ending.run();
            }
        }
        return ExitCode.DONE;
    }

    private void announce(MemoryServer server, Optional<AccessToken> token) {
        LiveMemory.Standing standing = server.standing();
        String address = server.address();
        String authorization = token.map(secret -> "-H 'Authorization: Bearer " + secret.text() + "' ")
                .orElse("");
        Rows places = new Rows("  ");
        token.ifPresent(secret -> places.add("token", secret.text()));
        places.add("search", address)
                .add("API", address + "api/v1/openapi.json")
                .add("tmserver", address + "tmserver/")
                .add("OmegaT", address.substring(0, address.length() - 1))
                .add("additions", standing.additions().orElseThrow())
                .add(
                        "try",
                        "curl -G " + authorization + "--data-urlencode 'text=基础研究' '" + address
                                + "api/v1/lookup?min=30'");
        print("Serving " + Plurals.units(standing.memory().size()) + " of "
                + Plurals.of(standing.memory().files().size(), "file") + " at " + address
                + "; press Ctrl+C to stop\n" + places);
        console().out().flush();
    }

    private void close(Memory.Service service) {
        try {
            service.server().close();
            int added = service.standing().added();
            service.close();
            // The units that could not be written have been reported.
            if (added > 0 && service.standing().pending() == 0) {
                warn(Plurals.units(added) + " added to "
                        + service.standing().additions().orElseThrow());
            }
        } catch (IOException failure) {
            failures().report(failure);
        }
    }
}
