package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opens two texts that were never aligned, and stops duiqi from the page. */
@Tag("browser")
class ReviewStopIT {
    @RegisterExtension
    static final ServedReviews REVIEWS =
            ServedReviews.ofSamples("list").serving("list.zh.txt", "list.en.txt", "-o", "tm/new.tmx");

    @Test
    void opensASingleDocumentAndStops() throws IOException {
        ReviewTab tab = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        PageState state = tab.settle();
        assertThat(tab.isShown("#documents")).isFalse();
        assertThat(state.pairs()).hasSizeGreaterThan(20).contains("s1=t1", "s2=t2");
        assertThat(tab.text("#name")).isEqualTo("list");
        tab.click("#more");
        tab.click("//div[@id='menu']/button[@aria-label='Stop duiqi …']");
        tab.click("dialog button.primary");
        REVIEWS.process().awaitEnd();
        assertThat(tab.text("#instead")).contains("duiqi has stopped");
        assertThat(REVIEWS.file("tm/.review/new.jsonl")).exists();
    }
}
