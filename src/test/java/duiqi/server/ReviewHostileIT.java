package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.logging.LogEntry;

/** Tests texts that contain scripts, and a page without a token. */
@Tag("browser")
class ReviewHostileIT {
    private static final String IMAGE = "<img src=x onerror=\"document.title='hit'\">";
    private static final String SCRIPT = "</span></script><script>document.title='hit'</script>";
    private static final String TURNED = "\u202Egnorw daer si siht\u202C and \u2066so\u2069 on";
    private static final String LONG = "长".repeat(100_000);
    private static final String HOSTILE = "90 坏。" + IMAGE + " = " + SCRIPT + "\n90 " + TURNED
            + " = {{constructor.constructor('document.title=1')()}}\n" + "90 " + LONG
            + " = The end.\n90 javascript:alert(1) = \" onmouseover=alert(1) x=\"\n";
    private static final Pattern ADDRESS = Pattern.compile("\"url\":\"((?:https?|wss?):[^\"]*)\"");

    @RegisterExtension
    static final ServedReviews REVIEWS =
            ServedReviews.ofSamples("<b>x").with(project -> project.with("hostile", HOSTILE));

    @Test
    void showsMarkupAsTextAndLoadsNothing() throws IOException {
        entries("browser");
        entries("performance");
        ReviewTab tab = REVIEWS.open("hostile");
        PageState state = tab.settle();
        assertThat(state.text("t1")).isEqualTo(SCRIPT);
        assertThat(tab.sentence("t1").getText()).isEqualTo(SCRIPT);
        assertThat(tab.sentence("s1").getText()).isEqualTo("坏。" + IMAGE);
        tab.goTo(1, "target", 1);
        tab.press("Enter");
        tab.type(" <b onclick=x>");
        tab.press("Enter");
        tab.press("A");
        tab.type(IMAGE);
        tab.press("Ctrl", "Enter");
        tab.until(
                "the note is kept", noted -> noted.row(1).path("note").asText().equals(IMAGE));
        assertThat(tab.text(".remark.own .said")).isEqualTo(IMAGE);
        tab.press("Ctrl", "F");
        tab.type("<img");
        tab.await("it is found as text", () -> tab.text("#find-count").startsWith("1 of"));
        tab.press("Esc");
        tab.press("Ctrl", "S");
        tab.until("it is saved", saved -> saved.unsaved() == 0);
        tab.goTo(3, "source", 1);
        assertThat(tab.all("#rows img, #rows script, #rows [onclick], #rows [onerror]"))
                .isEmpty();
        assertThat(tab.driver().getTitle()).isEqualTo("hostile – duiqi");
        assertThat(entries("browser"))
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
        assertThat(entries("performance"))
                .filteredOn(entry -> entry.getMessage().contains("Network.requestWillBeSent\""))
                .flatExtracting(entry -> ADDRESS.matcher(entry.getMessage())
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .isNotEmpty()
                .allMatch(address ->
                        address.contains("//127.0.0.1:" + REVIEWS.process().port() + "/"));
    }

    private static List<LogEntry> entries(String kind) {
        return REVIEWS.driver().manage().logs().get(kind).getAll();
    }

    @Test
    void showsDocumentNamesAsText() {
        ReviewTab tab = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        assertThat(tab.text("#documents")).contains("<b>x", "hostile");
        assertThat(tab.all("#documents b")).isEmpty();
    }

    @Test
    void removesTheTokenFromTheUrl() {
        ReviewTab tab = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        tab.find("#documents");
        assertThat(URI.create(tab.driver().getCurrentUrl()).getRawFragment()).isNull();
        Tabs.open(tab.driver());
        ReviewTab bare = ReviewTab.at(
                tab.driver(), "http://127.0.0.1:" + REVIEWS.process().port() + "/");
        assertThat(bare.text("#instead")).contains("This page has no access", "duiqi review");
        ReviewTab wrong = ReviewTab.at(
                tab.driver(), "http://127.0.0.1:" + REVIEWS.process().port() + "/#token=wrong");
        assertThat(wrong.text("#instead")).contains("This page has no access");
        Tabs.closeOthers(tab.driver());
    }
}
