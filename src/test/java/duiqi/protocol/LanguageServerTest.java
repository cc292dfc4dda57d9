package duiqi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageServerTest {
    private static final String PO = """
            msgid ""
            msgstr ""
            "Language: en\\n"
            "X-Source-Language: zh-CN\\n"
            "Content-Type: text/plain; charset=UTF-8\\n"

            #: a.c:1
            msgid "我们重视基础研究。"
            msgstr "We value basic research."
            """;

    @TempDir
    Path folder = Path.of("");

    private EditorClient editor = EditorClient.none();

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("glossary"));
        Files.writeString(
                folder.resolve("glossary/terms.csv"),
                "zh,en,status\n基础研究,basic research,preferred\n基础研究,fundamental studies,forbidden\n");
        Files.writeString(folder.resolve("duiqi.toml"), "");
        editor = EditorClient.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    @Test
    void showsAWrongTermWhileTypingAndCorrectsIt() throws Exception {
        Path file = folder.resolve("en.po");
        editor.open(file, PO);
        assertThat(editor.awaitDiagnostics(file)).isEmpty();
        editor.replace(file, "basic research", "fundamental studies");
        List<Diagnostic> found = editor.awaitDiagnostics(file);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getCode().getLeft()).isEqualTo("term-forbidden");
        assertThat(editor.text(file, found.get(0).getRange())).isEqualTo("fundamental studies");
        CodeAction fix = editor.actions(file, found.get(0).getRange()).get(0);
        editor.apply(file, edits(fix));
        assertThat(editor.text(file)).isEqualTo(PO);
        assertThat(editor.awaitDiagnostics(file)).isEmpty();
    }

    @Test
    void answersAboutTheUnitAtThePlace() throws Exception {
        Files.createDirectories(folder.resolve("tm"));
        Files.writeString(
                folder.resolve("tm/main.tmx"),
                "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\""
                        + " o-tmf=\"t\" adminlang=\"en\" srclang=\"zh-CN\" datatype=\"plaintext\"/><body><tu>"
                        + "<tuv xml:lang=\"zh-CN\"><seg>我们重视基础研究。</seg></tuv>"
                        + "<tuv xml:lang=\"en-US\"><seg>We \"value\" it.</seg></tuv></tu></body></tmx>");
        Path file = folder.resolve("en.po");
        editor.open(file, PO.replace("We value basic research.", "We ba"));
        editor.awaitDiagnostics(file);
        Position source = editor.position(file, PO.indexOf("基础") + 1);
        Position target = editor.position(file, PO.indexOf("We value") + 5);

        HoverParams hover = new HoverParams(EditorClient.document(file), target);
        assertThat(get(service().hover(hover)).getContents().getRight().getValue())
                .contains("我们重视基础研究。", "**100%** We \"value\" it\\. (main\\.tmx:1)")
                .contains("基础研究 → basic research (preferred), fundamental studies (forbidden)");

        List<CompletionItem> items = get(service()
                        .completion(new CompletionParams(EditorClient.document(file), target)))
                .getRight()
                .getItems();
        assertThat(items.stream().map(CompletionItem::getLabel)).containsExactly("basic research", "We \"value\" it.");
        TextEdit term = items.get(0).getTextEdit().getLeft();
        assertThat(editor.text(file, term.getRange())).isEqualTo("ba");
        TextEdit match = items.get(1).getTextEdit().getLeft();
        assertThat(editor.text(file, match.getRange())).isEqualTo("We ba");
        assertThat(match.getNewText()).isEqualTo("We \\\"value\\\" it.");

        assertThat(get(service().definition(new DefinitionParams(EditorClient.document(file), source)))
                        .getLeft())
                .extracting(place -> place.getUri().replaceFirst(".*/", "") + ":"
                        + place.getRange().getStart().getLine())
                .containsExactly("terms.csv:1", "terms.csv:2");
    }

    @Test
    void keepsTheFindingsOfATextThatHasAnError() throws Exception {
        Path file = folder.resolve("en.po");
        editor.open(file, PO.replace("basic research", "fundamental studies"));
        assertThat(editor.awaitDiagnostics(file)).hasSize(1);
        editor.replace(file, "msgstr \"We", "msgstr We");
        assertThat(editor.awaitDiagnostics(file))
                .extracting(one -> one.getCode().getLeft() + " "
                        + one.getRange().getStart().getLine())
                .containsExactly("term-forbidden 8", "unreadable 8");
    }

    @Test
    void checksAFileForEachLanguageAndCountsUtf16() throws Exception {
        Path english = Files.writeString(folder.resolve("en.json"), "{\"a\": \"𠮷𠮷 We value basic research.\"}");
        Path chinese = Files.writeString(folder.resolve("zh.json"), "{\"a\": \"x\"}");
        editor.open(chinese, "{\"a\": \"𠮷𠮷我们重视研究。\"}");
        Diagnostic missing = editor.awaitDiagnostics(chinese).get(0);
        assertThat(missing.getCode().getLeft()).isEqualTo("term-missing");
        assertThat(editor.text(chinese, missing.getRange())).isEqualTo("研究");
        Location source = missing.getRelatedInformation().get(0).getLocation();
        assertThat(source.getUri()).isEqualTo(EditorClient.uri(english));
        assertThat(source.getRange()).isEqualTo(new Range(new Position(0, 21), new Position(0, 35)));
    }

    @Test
    void alignsTexts() throws Exception {
        Files.writeString(folder.resolve("a.zh.md"), "# 标题\n\n我们重视基础研究。\n\n谢谢大家。\n");
        Path english = Files.writeString(folder.resolve("a.en.md"), "");
        editor.open(english, "# Title\n\nWe value fundamental studies.\n\nThank you all.\n");
        Diagnostic found = editor.awaitDiagnostics(english).get(0);
        assertThat(editor.text(english, found.getRange())).isEqualTo("fundamental studies");
        editor.apply(english, edits(editor.actions(english, found.getRange()).get(0)));
        assertThat(editor.awaitDiagnostics(english)).isEmpty();
    }

    @Test
    void ignoresAFindingAndAddsATerm() throws Exception {
        Path file = folder.resolve("en.po");
        editor.open(file, PO.replace("basic research", "fundamental studies"));
        Diagnostic found = editor.awaitDiagnostics(file).get(0);
        Command ignore = editor.actions(file, found.getRange()).stream()
                .filter(action -> action.getTitle().startsWith("Ignore"))
                .findFirst()
                .orElseThrow()
                .getCommand();
        editor.execute(ignore.getCommand(), ignore.getArguments());
        assertThat(editor.awaitDiagnostics(file)).isEmpty();
        assertThat(folder.resolve("duiqi.toml")).content().contains("term-forbidden", "right in this context");
        editor.execute("duiqi.addTerm", List.of(EditorClient.uri(file), "重视", "cherish"));
        assertThat(editor.awaitDiagnostics(file))
                .extracting(one -> one.getCode().getLeft())
                .containsExactly("term-missing");
        assertThat(folder.resolve("glossary/terms.csv")).content().contains("重视,cherish,preferred");
    }

    @Test
    void showsTermsWithSeveralTranslations() throws Exception {
        StringBuilder text = new StringBuilder(PO);
        for (int i = 0; i < 12; i++) {
            text.append("\nmsgid \"科技自立自强很重要，第")
                    .append(i)
                    .append("点。\"\nmsgstr \"")
                    .append(i == 7 ? "Technological independence" : "Technological self-reliance")
                    .append(" is important, point ")
                    .append(i)
                    .append(".\"\n");
        }
        Path file = folder.resolve("en.po");
        editor.open(file, text.toString());
        editor.lenses.poll(60, TimeUnit.SECONDS);
        List<? extends CodeLens> lenses = get(service().codeLens(new CodeLensParams(EditorClient.document(file))));
        assertThat(lenses).isNotEmpty();
        assertThat(lenses.get(0).getCommand().getTitle()).startsWith("2 translations of ");
        assertThat(lenses.get(0).getRange().getStart())
                .isEqualTo(editor.position(file, text.indexOf("Technological independence")));
    }

    @Test
    void survivesGarbageAndEndsWithTheInput() throws Exception {
        editor.write("garbage\r\n\r\nContent-Length: 3\r\n\r\n{]}Content-Length: x\r\n\r\n");
        Path file = folder.resolve("en.po");
        editor.open(file, PO.replace("basic research", "fundamental studies"));
        assertThat(editor.awaitDiagnostics(file)).hasSize(1);
        editor.endInput();
    }

    private TextDocumentService service() {
        return editor.server().getTextDocumentService();
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static List<TextEdit> edits(CodeAction action) {
        return action.getEdit().getChanges().values().iterator().next();
    }
}
