package duiqi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.TextEdit;
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
        List<TextEdit> edits = fix.getEdit().getChanges().get(file.toUri().toString());
        editor.apply(file, edits);
        assertThat(editor.text(file)).isEqualTo(PO);
        assertThat(editor.awaitDiagnostics(file)).isEmpty();
    }
}
