package duiqi.protocol.lsp;

import com.google.gson.JsonPrimitive;
import duiqi.app.EditedFile;
import duiqi.app.Project;
import duiqi.app.Version;
import duiqi.app.Workspace;
import duiqi.check.CheckSettings;
import duiqi.protocol.LanguageServer.Settings;
import duiqi.protocol.LiveProject;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/**
 * Keeps the texts that an editor shows, and answers its requests. The thread of the input only changes texts, so it
 * never waits; a second thread answers requests in their order, and a third one checks. Thread-safe.
 */
public final class LanguageService implements LanguageServer, TextDocumentService, WorkspaceService, Closeable {
    /** Milliseconds without a change after which duiqi aligns texts and compares all units. */
    private static final long PAUSE = 1_000;

    private final Settings settings;
    private final CompletableFuture<Boolean> end;
    private final ExecutorService requests = Executors.newSingleThreadExecutor(daemon("duiqi-lsp-requests"));
    private final ScheduledExecutorService checks =
            Executors.newSingleThreadScheduledExecutor(daemon("duiqi-lsp-checks"));
    private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();
    private final Map<Path, EditedText> texts = new ConcurrentHashMap<>();
    private final Map<Path, String> names = new ConcurrentHashMap<>();
    private final Map<Path, Optional<CheckedFile>> files = new ConcurrentHashMap<>();
    private final Map<Path, LiveProject> projects = new ConcurrentHashMap<>();
    private final Map<CheckedFile, Future<?>> comparisons = new ConcurrentHashMap<>();
    private final Set<CheckedFile> waiting = ConcurrentHashMap.newKeySet();
    private final Answers answers;
    private volatile List<Path> roots = List.of();
    private volatile boolean isShutDown;

    /**
     * Creates a service.
     *
     * @param end receives whether the client shut the server down before it said {@code exit}
     */
    public LanguageService(Settings settings, CompletableFuture<Boolean> end) {
        this.settings = settings;
        this.end = end;
        this.answers = new Answers(this::uri, settings.pages());
    }

    /** Returns threads that end with the process. */
    public static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    public void connect(LanguageClient connected) {
        client.complete(connected);
    }

    public boolean isShutDown() {
        return isShutDown;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        Optional.ofNullable(params.getProcessId())
                .flatMap(ProcessHandle::of)
                .ifPresent(parent -> parent.onExit().thenRun(() -> end.complete(isShutDown)));
        List<Path> folders = new ArrayList<>();
        Optional.ofNullable(params.getWorkspaceFolders())
                .ifPresent(all -> all.stream()
                        .map(WorkspaceFolder::getUri)
                        .flatMap(uri -> path(uri).stream())
                        .forEach(folders::add));
        roots = List.copyOf(folders);
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
        can.setExecuteCommandProvider(new ExecuteCommandOptions(List.copyOf(Commands.NAMES)));
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("duiqi", version())));
    }

    private static String version() {
        try {
            return Version.number();
        } catch (IOException | RuntimeException unknown) {
            return "";
        }
    }

    @Override
    public void initialized(org.eclipse.lsp4j.InitializedParams params) {
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

    @Override
    public void close() {
        requests.shutdown();
        checks.shutdownNow();
        try {
            // The last answers of an input that ends are short work.
            requests.awaitTermination(PAUSE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        files.values().stream().flatMap(Optional::stream).distinct().forEach(file -> discard(file.file()));
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

    private String uri(Path file) {
        return names.getOrDefault(file, file.toUri().toString());
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
                        settings.workspace().in(key).with(messages())));
    }

    private Workspace.Messages messages() {
        return new Workspace.Messages() {
            @Override
            public void warn(String message) {
                log(MessageType.Warning, message);
            }

            @Override
            public void progress(String message) {
                log(MessageType.Info, message);
            }
        };
    }

    /** Returns the file that the editor shows; empty if duiqi does not check it. */
    private Optional<CheckedFile> file(Path path) {
        synchronized (files) {
            Optional<CheckedFile> known = files.get(path);
            if (known != null) {
                return known;
            }
            Optional<CheckedFile> found = Optional.empty();
            try {
                LiveProject project = project(Objects.requireNonNull(path.getParent()));
                found = EditedFile.of(path, CheckedFile.reader(project))
                        .map(file -> new CheckedFile(file, project, one -> Optional.ofNullable(texts.get(one))));
            } catch (IOException | RuntimeException unreadable) {
                log(MessageType.Info, path + ": not checked: " + unreadable.getMessage());
            }
            for (Path part : found.map(one -> one.file().parts()).orElse(List.of(path))) {
                files.put(part, found);
            }
            return found;
        }
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        path(params.getTextDocument().getUri()).ifPresent(path -> {
            names.put(path, params.getTextDocument().getUri());
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
            checks.execute(() -> forget(path));
        });
    }

    /** Forgets a file if the editor shows none of its parts. */
    private void forget(Path path) {
        Optional<CheckedFile> file = Optional.ofNullable(files.get(path)).flatMap(one -> one);
        List<Path> parts = file.map(one -> one.file().parts()).orElse(List.of(path));
        if (parts.stream().noneMatch(texts::containsKey)) {
            parts.forEach(part -> {
                files.remove(part);
                publish(part, List.of());
                names.remove(part);
            });
            file.ifPresent(one -> discard(one.file()));
        }
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
        try {
            checks.execute(() -> file(path).ifPresent(file -> {
                if (pause > 0 && !file.file().isAligned() && waiting.add(file)) {
                    checks.execute(() -> {
                        waiting.remove(file);
                        check(file, false);
                    });
                }
                Future<?> before =
                        comparisons.put(file, checks.schedule(() -> check(file, true), pause, TimeUnit.MILLISECONDS));
                if (before != null) {
                    before.cancel(false);
                }
            }));
        } catch (RejectedExecutionException closed) {
            end.complete(isShutDown);
        }
    }

    private void check(CheckedFile file, boolean isWhole) {
        try {
            if (file.file().parts().stream().anyMatch(texts::containsKey)) {
                Map<Path, List<Diagnostic>> found = answers.diagnostics(file, file.check(isWhole));
                found.forEach(this::publish);
                if (isWhole) {
                    file.compareTerms();
                    client.thenAccept(LanguageClient::refreshCodeLenses);
                }
            }
        } catch (RuntimeException | Error failure) {
            log(MessageType.Error, file.file().parts() + ": " + failure);
        }
    }

    private void publish(Path path, List<Diagnostic> found) {
        client.thenAccept(connected -> connected.publishDiagnostics(new PublishDiagnosticsParams(uri(path), found)));
    }

    /** Answers a request about a file on the thread of requests, unless the client cancels it before. */
    private <T> CompletableFuture<T> answer(String uri, T nothing, Function<Answers.Asked, T> work) {
        return CompletableFutures.computeAsync(requests, cancellation -> {
            cancellation.checkCanceled();
            Optional<Path> path = path(uri).filter(texts::containsKey);
            return path.flatMap(this::file)
                    .map(file -> work.apply(new Answers.Asked(file, path.get())))
                    .orElse(nothing);
        });
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        Position at = params.getPosition();
        return answer(params.getTextDocument().getUri(), Optional.<Hover>empty(), asked -> answers.hover(asked, at))
                .thenApply(found -> found.orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        Position at = params.getPosition();
        return answer(
                        params.getTextDocument().getUri(),
                        List.<CompletionItem>of(),
                        asked -> answers.completion(asked, at))
                .thenApply(items -> Either.forRight(new CompletionList(true, items)));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        Position at = params.getPosition();
        return answer(params.getTextDocument().getUri(), List.<Location>of(), asked -> answers.definition(asked, at))
                .thenApply(Either::forLeft);
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return answer(
                params.getTextDocument().getUri(),
                List.of(),
                asked -> new Commands(asked, this::uri)
                        .actions(params.getRange()).stream()
                                .map(Either::<Command, CodeAction>forRight)
                                .toList());
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
        return answer(params.getTextDocument().getUri(), List.<CodeLens>of(), answers::lenses)
                .thenApply(lenses -> lenses);
    }

    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
        List<String> words = params.getArguments().stream()
                .map(word -> word instanceof JsonPrimitive text ? text.getAsString() : String.valueOf(word))
                .toList();
        if (params.getCommand().equals(Commands.PLACES)) {
            // Editors that list places do it themselves.
            return say(MessageType.Info, String.join(": ", words));
        }
        String last = words.size() > 3 ? words.get(3) : "";
        boolean isAsked = params.getCommand().equals(Commands.IGNORE) && last.isBlank();
        return (isAsked ? reason() : CompletableFuture.completedFuture(last))
                .thenApplyAsync(
                        third -> {
                            Optional<Path> file = words.isEmpty() ? Optional.empty() : path(words.get(0));
                            if (words.size() > 2 && file.isPresent() && !(isAsked && third.isEmpty())) {
                                run(params.getCommand(), file.get(), List.of(words.get(1), words.get(2), third));
                            }
                            return "";
                        },
                        requests);
    }

    private CompletableFuture<Object> say(MessageType type, String message) {
        return client.thenApply(connected -> {
            connected.showMessage(new MessageParams(type, message));
            return "";
        });
    }

    /** Asks for the reason of an ignore, for editors that ask for no text. Empty if the user gives none. */
    private CompletableFuture<String> reason() {
        ShowMessageRequestParams question = new ShowMessageRequestParams(Commands.REASONS);
        question.setType(MessageType.Info);
        question.setMessage("The reason for duiqi.toml:");
        return client.thenCompose(connected -> connected.showMessageRequest(question))
                .thenApply(chosen -> Optional.ofNullable(chosen)
                        .map(MessageActionItem::getTitle)
                        .orElse(""));
    }

    private void run(String command, Path file, List<String> words) {
        try {
            LiveProject project = project(Objects.requireNonNull(file.getParent()));
            Commands.run(command, project, words, settings.workspace().clock().instant());
            checkAll();
        } catch (IOException failure) {
            say(MessageType.Error, String.valueOf(failure.getMessage()));
        }
    }
}
