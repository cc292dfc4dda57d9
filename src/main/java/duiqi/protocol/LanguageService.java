package duiqi.protocol;

import com.google.gson.JsonPrimitive;
import duiqi.app.EditedFile;
import duiqi.app.Project;
import duiqi.app.Version;
import duiqi.app.Workspace;
import duiqi.check.CheckSettings;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/**
 * Keeps the texts that an editor shows, and answers its requests. The thread of the input only changes texts, so it
 * never waits; a second thread answers requests in their order, and a third one checks. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Notifications have no answer.
public final class LanguageService implements LanguageServer, TextDocumentService, WorkspaceService {
    /** Milliseconds without a change after which duiqi aligns texts and compares all units. */
    private static final long PAUSE = 1_000;

    /** The log of the library, which prints a stack trace for each wrong message. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

    private final Settings settings;
    private final String version;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final ExecutorService requests = Executors.newSingleThreadExecutor(daemon("duiqi-lsp-requests"));
    private final ScheduledExecutorService checks =
            Executors.newSingleThreadScheduledExecutor(daemon("duiqi-lsp-checks"));
    private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();
    private final Map<Path, EditedText> texts = new ConcurrentHashMap<>();
    private final Map<Path, CheckedFile> files = new ConcurrentHashMap<>();
    private final Map<Path, LiveProject> projects = new ConcurrentHashMap<>();
    private final Map<CheckedFile, Future<?>> comparisons = new ConcurrentHashMap<>();
    private final Answers answers;
    private volatile List<Path> roots = List.of();
    private volatile boolean isShutDown;

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

    private LanguageService(Settings settings, String version) {
        this.settings = settings;
        this.version = version;
        this.answers = new Answers(settings.pages());
    }

    /**
     * Serves one editor until it says {@code exit}, the input ends, its process ends, or the thread is interrupted.
     *
     * @return true if the client asked for the end first, as the protocol demands
     */
    public static boolean run(InputStream in, OutputStream out, Settings settings) throws IOException {
        LIBRARY.setLevel(Level.OFF);
        LanguageService service = new LanguageService(settings, Version.number());
        ExecutorService input = Executors.newSingleThreadExecutor(daemon("duiqi-lsp-input"));
        Launcher<LanguageClient> launcher =
                LSPLauncher.createServerLauncher(service, in, out, input, UnaryOperator.identity());
        service.client.complete(launcher.getRemoteProxy());
        Future<Void> unused = launcher.startListening();
        input.execute(service::exit);
        try {
            return service.end.get();
        } catch (InterruptedException | ExecutionException stopped) {
            return false;
        } finally {
            service.close();
        }
    }

    /** Returns threads that end with the process. */
    static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        Optional.ofNullable(params.getProcessId())
                .flatMap(ProcessHandle::of)
                .ifPresent(parent -> parent.onExit().thenRun(this::exit));
        roots = Optional.ofNullable(params.getWorkspaceFolders()).orElse(List.of()).stream()
                .map(WorkspaceFolder::getUri)
                .flatMap(uri -> path(uri).stream())
                .toList();
        ServerCapabilities can = new ServerCapabilities();
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        sync.setSave(Either.forLeft(true));
        can.setTextDocumentSync(sync);
        can.setHoverProvider(true);
        can.setDefinitionProvider(true);
        can.setCompletionProvider(new CompletionOptions(false, List.of()));
        can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        can.setCodeLensProvider(new CodeLensOptions(false));
        can.setExecuteCommandProvider(
                new ExecuteCommandOptions(List.of(Answers.IGNORE, Answers.ADD_TERM, Answers.PLACES)));
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("duiqi", version)));
    }

    @Override
    public void initialized(InitializedParams params) {
        // The first hover waits for less if the memories are open.
        Path first = roots.isEmpty() ? settings.project().folder() : roots.get(0);
        requests.execute(() -> project(first).refresh());
        checks.scheduleWithFixedDelay(
                () -> projects.values().forEach(LiveProject::refresh), PAUSE, PAUSE, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        isShutDown = true;
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        end.complete(isShutDown);
    }

    private void close() {
        requests.shutdown();
        checks.shutdownNow();
        try {
            // The last answers of an input that ends are short work.
            requests.awaitTermination(PAUSE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        files.values().forEach(file -> discard(file.file()));
        projects.values().forEach(this::discard);
    }

    private void discard(Closeable resource) {
        try {
            resource.close();
        } catch (IOException left) {
            log(MessageType.Warning, String.valueOf(left.getMessage()));
        }
    }

    private void log(MessageType type, String message) {
        client.thenAccept(connected -> connected.logMessage(new MessageParams(type, message)));
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return this;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return this;
    }

    private static Optional<Path> path(String uri) {
        try {
            URI address = URI.create(uri);
            return "file".equals(address.getScheme())
                    ? Optional.of(Path.of(address).normalize())
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException other) {
            return Optional.empty();
        }
    }

    /** Returns the project of a folder: the nearest one with settings, else the folder that the editor opened. */
    private LiveProject project(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path near = Project.around(absolute, settings.home());
        Path root = Files.exists(near.resolve(CheckSettings.FILE_NAME))
                ? near
                : roots.stream().filter(absolute::startsWith).findFirst().orElse(absolute);
        Project given = settings.project();
        return projects.computeIfAbsent(
                root,
                key -> new LiveProject(
                        new Project(key, given.config(), given.named(), given.baseline(), given.profile()),
                        settings.memories(),
                        Optional.empty(),
                        false,
                        settings.workspace().in(key).with(message -> log(MessageType.Warning, message))));
    }

    /** Returns the file that contains a path; empty if duiqi does not check it. */
    private Optional<CheckedFile> file(Path path) {
        synchronized (files) {
            if (!files.containsKey(path)) {
                try {
                    LiveProject project = project(Objects.requireNonNull(path.getParent()));
                    EditedFile.of(path, CheckedFile.reader(project)).ifPresent(file -> {
                        CheckedFile checked =
                                new CheckedFile(file, project, part -> Optional.ofNullable(texts.get(part)));
                        file.parts().forEach(part -> files.put(part, checked));
                    });
                } catch (IOException | RuntimeException unreadable) {
                    log(MessageType.Info, path + ": not checked: " + unreadable.getMessage());
                }
            }
            return Optional.ofNullable(files.get(path));
        }
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        path(params.getTextDocument().getUri()).ifPresent(path -> {
            texts.put(path, EditedText.of(params.getTextDocument().getText()));
            changed(path, 0);
        });
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        path(params.getTextDocument().getUri()).ifPresent(path -> {
            texts.computeIfPresent(path, (same, text) -> text.with(params.getContentChanges()));
            changed(path, PAUSE);
        });
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        path(params.getTextDocument().getUri()).ifPresent(path -> {
            texts.remove(path);
            checks.execute(() -> Optional.ofNullable(files.get(path))
                    .filter(file -> !isShown(file))
                    .ifPresent(this::forget));
        });
    }

    private boolean isShown(CheckedFile file) {
        return file.file().parts().stream().anyMatch(texts::containsKey);
    }

    private void forget(CheckedFile file) {
        for (Path part : file.file().parts()) {
            files.remove(part);
            publish(part, List.of());
        }
        comparisons.remove(file);
        discard(file.file());
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        checkAll();
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        checkAll();
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        // duiqi.toml has all settings.
    }

    /** Checks all files again, because settings, terms or another part may have changed. */
    private void checkAll() {
        texts.keySet().forEach(path -> changed(path, 0));
    }

    private void changed(Path path, long pause) {
        checks.execute(() -> file(path).ifPresent(file -> {
            if (pause > 0 && !file.file().isAligned() && file.isChanged(path)) {
                check(file, false);
            }
            Future<?> before =
                    comparisons.put(file, checks.schedule(() -> check(file, true), pause, TimeUnit.MILLISECONDS));
            if (before != null) {
                before.cancel(false);
            }
        }));
    }

    private void check(CheckedFile file, boolean isWhole) {
        try {
            if (isShown(file)) {
                answers.diagnostics(file.file(), file.check(isWhole)).forEach(this::publish);
                if (isWhole) {
                    client.thenAccept(LanguageClient::refreshCodeLenses);
                }
            }
        } catch (RuntimeException | Error failure) {
            log(MessageType.Error, file.file().parts() + ": " + failure);
        }
    }

    private void publish(Path path, List<Diagnostic> found) {
        client.thenAccept(
                connected -> connected.publishDiagnostics(new PublishDiagnosticsParams(Answers.uri(path), found)));
    }

    /** Answers a request about a file on the thread of requests, unless the client cancels it before. */
    private <T> CompletableFuture<T> answer(
            TextDocumentIdentifier document, T nothing, BiFunction<CheckedFile, Path, T> work) {
        return CompletableFutures.computeAsync(requests, cancellation -> {
            cancellation.checkCanceled();
            return path(document.getUri())
                    .filter(texts::containsKey)
                    .flatMap(path -> file(path).map(file -> work.apply(file, path)))
                    .orElse(nothing);
        });
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return answer(
                        params.getTextDocument(),
                        Optional.<Hover>empty(),
                        (file, path) -> file.at(path, params.getPosition()).map(place -> answers.hover(file, place)))
                .thenApply(found -> found.orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return answer(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                (file, path) -> Either.forRight(new CompletionList(
                        true,
                        file.at(path, params.getPosition())
                                .map(place -> answers.completion(file, place))
                                .orElse(List.of()))));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return answer(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                (file, path) -> Either.forLeft(file.at(path, params.getPosition())
                        .map(place -> answers.definition(file, place))
                        .orElse(List.of())));
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return answer(
                params.getTextDocument(), List.of(), (file, path) -> answers.actions(file, path, params.getRange()));
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
        return answer(params.getTextDocument(), List.of(), answers::lenses);
    }

    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
        String command = params.getCommand();
        List<String> words = params.getArguments().stream()
                .map(word -> word instanceof JsonPrimitive text ? text.getAsString() : "")
                .toList();
        if (command.equals(Answers.PLACES)) {
            return show(MessageType.Info, String.join("\n", words));
        }
        String given = words.size() > 3 ? words.get(3) : "";
        boolean isAsked = command.equals(Answers.IGNORE) && given.isBlank();
        return (isAsked ? reason() : CompletableFuture.completedFuture(given))
                .thenApplyAsync(
                        last -> {
                            Optional<Path> file = words.size() < 3 || (isAsked && last.isEmpty())
                                    ? Optional.empty()
                                    : path(words.get(0)).map(Path::getParent);
                            try {
                                if (file.isPresent()) {
                                    Answers.run(
                                            command, project(file.get()), List.of(words.get(1), words.get(2), last));
                                    checkAll();
                                }
                            } catch (IOException failure) {
                                show(MessageType.Error, String.valueOf(failure.getMessage()));
                            }
                            return "";
                        },
                        requests);
    }

    private CompletableFuture<Object> show(MessageType type, String message) {
        return client.thenApply(connected -> {
            connected.showMessage(new MessageParams(type, message));
            return "";
        });
    }

    /** Asks for the reason of an ignore, for editors that ask for no text. Empty if the user gives none. */
    private CompletableFuture<String> reason() {
        ShowMessageRequestParams question = new ShowMessageRequestParams(Answers.REASONS);
        question.setType(MessageType.Info);
        question.setMessage("The reason for duiqi.toml:");
        return client.thenCompose(connected -> connected.showMessageRequest(question))
                .thenApply(chosen -> Optional.ofNullable(chosen)
                        .map(MessageActionItem::getTitle)
                        .orElse(""));
    }
}
