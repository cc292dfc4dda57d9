package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.TextPair;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads a web page and the translation that it links to from one address. */
class TranslatedPageTest {
    private static final String CHINESE = "<h1>河流</h1><p>河水每年春天上涨，夏天最高。</p><p>磨坊已经停了三年。</p>";

    private static final String ENGLISH =
            "<h1>The river</h1><p>The river rises every spring.</p><p>The mill has been still for three years.</p>";

    private static final Map<String, String> SITE = Map.of(
            "/zh", "<link rel=alternate hreflang=en href=/en><link rel=alternate hreflang=zh href=/zh>" + CHINESE,
            "/en", "<link rel=alternate hreflang=zh-Hant href=/tw><link rel=alternate hreflang=zh href=/zh>" + ENGLISH,
            "/tw", CHINESE,
            "/alone", CHINESE,
            "/both",
                    "<p>河水上涨。</p><p>The river rises.</p><p>磨坊停了。</p><p>The mill is still.</p><nav><a href=/en"
                            + " hreflang=en>English</a></nav>",
            "/wrong", "<link rel=alternate hreflang=en href=/tw>" + CHINESE);

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "text/html; charset=utf-8")
                        .body("<body>" + SITE.getOrDefault(request.getTarget(), ""))
                        .build();
            }
        });
        server.start();
    }

    @Test
    void alignsPageWithItsTranslation() throws IOException {
        TextPair pair = read("/zh", Optional.empty());
        assertThat(pair.source().name()).isEqualTo(address("/zh"));
        assertThat(pair.target().name()).isEqualTo(address("/en"));
        assertThat(notes).containsExactly(address("/zh") + ": aligned with its English page " + address("/en"));
    }

    @Test
    void choosesScriptAndSourceOfUser() throws IOException {
        assertThat(read("/en", Optional.empty()).target().name()).isEqualTo(address("/zh"));
        Direction traditional = new Direction(new Language("zh-TW"), Language.ENGLISH);
        assertThat(read("/both", Optional.empty()).target().name()).isEqualTo(address("/both"));
        TextPair pair = read("/en", Optional.of(traditional));
        assertThat(pair.source().name()).isEqualTo(address("/tw"));
        assertThat(pair.target().name()).isEqualTo(address("/en"));
    }

    @Test
    void rejectsPageWithoutTranslation() {
        assertThatThrownBy(() -> read("/alone", Optional.empty()))
                .isInstanceOf(FormatException.class)
                .hasMessage(address("/alone") + ": contains only Chinese text and has no counterpart; "
                        + "give the address of its translation as well");
        assertThatThrownBy(() -> read("/wrong", Optional.empty()))
                .isInstanceOf(FormatException.class)
                .hasMessage(address("/tw") + ": is Chinese, like " + address("/wrong")
                        + "; give a Chinese and an English text");
    }

    private TextPair read(String path, Optional<Direction> given) throws IOException {
        Workspace workspace = Workspace.standard().with(new Workspace.Messages() {
            @Override
            public void warn(String message) {
                notes.add("warning " + message);
            }

            @Override
            public void note(String message) {
                notes.add(message);
            }
        });
        TextReader.Settings settings = new TextReader.Settings(Optional.empty(), Optional.empty(), false, true);
        return TextPairReader.plain(new TextReader(settings, workspace), given)
                .read(new TextPairSpecs.Spec("page", address(path)));
    }

    private String address(String path) {
        return server.url(path).toString();
    }
}
