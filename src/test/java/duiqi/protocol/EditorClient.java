package duiqi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.app.Project;
import duiqi.app.Workspace;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** Plays a text editor: keeps the texts that it shows, and the diagnostics that it receives. */
final class EditorClient implements LanguageClient, Closeable {
    private final Map<String, String> texts = new HashMap<>();
    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> lenses = new LinkedBlockingQueue<>();
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private Optional<LanguageServer> server = Optional.empty();
    private Future<Boolean> ended = CompletableFuture.completedFuture(true);
    private OutputStream questions = OutputStream.nullOutputStream();
    private int version;

    static EditorClient none() {
        return new EditorClient();
    }

    /** Starts a server in this process, with the folder as its workspace. */
    static EditorClient start(Path folder) throws Exception {
        PipedInputStream in = new PipedInputStream(1 << 20);
        PipedInputStream out = new PipedInputStream(1 << 20);
        LanguageService.Settings settings = new LanguageService.Settings(
                Project.in(folder),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Workspace.standard().in(folder).withCache(folder.resolve("cache")));
        EditorClient client = new EditorClient();
        OutputStream answers = new PipedOutputStream(out);
        client.questions = new PipedOutputStream(in);
        FutureTask<Boolean> server = new FutureTask<>(() -> LanguageService.run(in, answers, settings));
        new Thread(server).start();
        client.ended = server;
        client.connect(out, client.questions, folder);
        return client;
    }

    private void connect(InputStream in, OutputStream out, Path folder) throws Exception {
        var launcher = LSPLauncher.createClientLauncher(this, in, out);
        Future<Void> unused = launcher.startListening();
        server = Optional.of(launcher.getRemoteProxy());
        InitializeParams params = new InitializeParams();
        params.setCapabilities(new ClientCapabilities());
        params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "project")));
        server().initialize(params).get(60, TimeUnit.SECONDS);
        server().initialized(new InitializedParams());
    }

    LanguageServer server() {
        return server.orElseThrow();
    }

    void open(Path file, String text) {
        texts.put(uri(file), text);
        server().getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(file), "text", version++, text)));
    }

    static String uri(Path file) {
        return file.toUri().toString();
    }

    static TextDocumentIdentifier document(Path file) {
        return new TextDocumentIdentifier(uri(file));
    }

    String text(Path file) {
        return texts.getOrDefault(uri(file), "");
    }

    /** Replaces the first occurrence of some words, as if the user typed. */
    void replace(Path file, String words, String by) {
        int start = text(file).indexOf(words);
        assertThat(start).isNotNegative();
        apply(
                file,
                List.of(new TextEdit(new Range(position(file, start), position(file, start + words.length())), by)));
    }

    void apply(Path file, List<TextEdit> edits) {
        List<TextDocumentContentChangeEvent> changes = new ArrayList<>();
        for (TextEdit edit : edits) {
            String text = text(file);
            texts.put(
                    uri(file),
                    text.substring(0, index(text, edit.getRange().getStart()))
                            + edit.getNewText()
                            + text.substring(index(text, edit.getRange().getEnd())));
            changes.add(new TextDocumentContentChangeEvent(edit.getRange(), edit.getNewText()));
        }
        server().getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri(file), version++), changes));
    }

    Position position(Path file, int index) {
        String before = text(file).substring(0, index);
        return new Position((int) before.chars().filter(c -> c == '\n').count(), index - before.lastIndexOf('\n') - 1);
    }

    private static int index(String text, Position position) {
        int start = 0;
        for (int line = 0; line < position.getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + position.getCharacter();
    }

    String text(Path file, Range range) {
        return text(file).substring(index(text(file), range.getStart()), index(text(file), range.getEnd()));
    }

    List<Diagnostic> awaitDiagnostics(Path file) throws Exception {
        while (true) {
            PublishDiagnosticsParams next = published.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("diagnostics; " + messages).isNotNull();
            if (next.getUri().equals(uri(file))) {
                return next.getDiagnostics();
            }
        }
    }

    List<CodeAction> actions(Path file, Range range) throws Exception {
        CodeActionParams params = new CodeActionParams(document(file), range, new CodeActionContext(List.of()));
        return server().getTextDocumentService().codeAction(params).get(60, TimeUnit.SECONDS).stream()
                .map(one -> one.getRight())
                .toList();
    }

    void execute(String command, List<Object> arguments) throws Exception {
        server().getWorkspaceService()
                .executeCommand(new ExecuteCommandParams(command, arguments))
                .get(60, TimeUnit.SECONDS);
    }

    void write(String text) throws IOException {
        questions.write(text.getBytes(StandardCharsets.UTF_8));
        questions.flush();
    }

    /** Closes the input of the server, and waits for its end. */
    void endInput() throws Exception {
        questions.close();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isFalse();
        server = Optional.empty();
    }

    @Override
    public CompletableFuture<Void> refreshCodeLenses() {
        lenses.add(true);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() throws IOException {
        try {
            if (server.isPresent()) {
                server().shutdown().get(60, TimeUnit.SECONDS);
                server().exit();
                assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void showMessage(MessageParams message) {
        messages.add(message.getMessage());
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.completedFuture(request.getActions().get(0));
    }

    @Override
    public void logMessage(MessageParams message) {
        messages.add(message.getMessage());
    }

    @Override
    public void telemetryEvent(Object object) {}
}
