package duiqi.protocol;

import duiqi.app.Project;
import duiqi.app.Workspace;
import duiqi.protocol.lsp.LanguageService;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Serves one text editor with the Language Server Protocol until it ends. */
public final class LanguageServer {
    /** The log of the library, which prints a stack trace for each wrong message. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

    private LanguageServer() {}

    /**
     * Holds the settings of a server. Immutable.
     *
     * @param project the given settings file, glossaries and profile; its folder is that of files outside all projects
     * @param memories the given memories; none for those of the project
     * @param pages the folder with the pages of the rules, ends with a slash; empty if there are no pages
     * @param home the home folder of the user, where the search for settings ends
     */
    public record Settings(
            Project project, List<Path> memories, Optional<URI> pages, Optional<Path> home, Workspace workspace) {
        public Settings {
            memories = List.copyOf(memories);
        }
    }

    /**
     * Answers until the client says {@code exit}, the input ends, the process of the client ends, or the thread is
     * interrupted.
     *
     * @return true if the client asked for the end first, as the protocol demands
     */
    public static boolean run(InputStream in, OutputStream out, Settings settings) {
        LIBRARY.setLevel(Level.OFF);
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        LanguageService service = new LanguageService(settings, end);
        Launcher<LanguageClient> launcher = new Launcher.Builder<LanguageClient>()
                .setLocalService(service)
                .setRemoteInterface(LanguageClient.class)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(Executors.newSingleThreadExecutor(LanguageService.daemon("duiqi-lsp-input")))
                .create();
        service.connect(launcher.getRemoteProxy());
        Future<Void> input = launcher.startListening();
        LanguageService.daemon("duiqi-lsp-end")
                .newThread(() -> {
                    try {
                        input.get();
                    } catch (InterruptedException | ExecutionException broken) {
                        // Input that no message can follow is its end.
                        end.complete(false);
                    }
                    end.complete(service.isShutDown());
                })
                .start();
        try {
            return end.get();
        } catch (InterruptedException | ExecutionException stopped) {
            return false;
        } finally {
            service.close();
        }
    }
}
