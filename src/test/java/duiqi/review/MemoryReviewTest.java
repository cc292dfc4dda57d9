package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.exchange.TmxWriter;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryReviewTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-TW" datatype="plaintext"/>
            <body>
              <!-- of old -->
              <tu tuid="1"   changeid="lin"><note>theirs</note>
                <tuv xml:lang="zh-TW"><seg>水是<bpt i="1">b</bpt>生命<ept i="1">/b</ept>之源。火帶來光明。</seg></tuv>
                <tuv xml:lang="en"><seg>Water is the source of life. Fire brings light.</seg></tuv></tu>
              <tu tuid="2"><tuv xml:lang="zh-TW"><seg>土。</seg></tuv><tuv xml:lang="en"><seg>Earth.</seg></tuv><tuv xml:lang="fr"><seg>Terre.</seg></tuv></tu>
              <tu tuid="3"><tuv xml:lang="en"><seg>Gold shines.</seg></tuv><tuv xml:lang="zh-TW"><seg>金閃閃發光。</seg></tuv></tu>
              <tu><tuv xml:lang="zh-TW"><seg>木。</seg></tuv><tuv xml:lang="en"><seg></seg></tuv></tu>
            </body></tmx>
            """;

    @TempDir
    private Path folder;

    private Path tmx;
    private ReviewedMemory memory;

    @AutoClose
    private Review review;

    private Optional<String> known = Optional.empty();

    @BeforeEach
    void begin() throws IOException {
        tmx = Files.writeString(folder.resolve("m.tmx"), FILE);
        ReviewState beginning = ReviewState.ofMemory(tmx, Optional.empty());
        memory = new ReviewedMemory(beginning, folder.resolve("copies"), new TmxWriter("1"));
        known = memory.begin();
        review = Review.begin(folder.resolve("log"), beginning);
    }

    private ReviewedMemory.Saved save(boolean merges, Instant now) throws Exception {
        ReviewedMemory.Saved saved = Reviews.save(memory, review.state(), known, merges, now);
        known = Optional.of(saved.hash());
        return saved;
    }

    /** Begins another review of the memory, makes steps and saves. */
    private ReviewState reviewAgain(String steps) throws Exception {
        ReviewState beginning = ReviewState.ofMemory(tmx, Optional.empty());
        Path log = folder.resolve("again");
        Review.begin(log, beginning).close();
        try (Review again = Review.open(log)) {
            ReviewedMemory later = new ReviewedMemory(again.beginning(), folder.resolve("later"), new TmxWriter("1"));
            Optional<String> begun = later.begin();
            Reviews.apply(again, steps);
            Reviews.save(later, again.state(), begun, false, NOW);
        }
        return beginning;
    }

    private ReviewedMemory.MemoryConflictException.Conflict refused() {
        return catchThrowableOfType(ReviewedMemory.MemoryConflictException.class, () -> save(false, NOW))
                .conflict();
    }

    @Test
    void showsChineseEnglishUnits() {
        ReviewState state = review.state();
        assertThat(state.beads()).extracting(ReviewBead::type).containsExactly("2-2", "1-1", "1-0");
        assertThat(state.source()).extracting(Sentence::text).containsExactly("水是生命之源。", "火帶來光明。", "金閃閃發光。", "木。");
        assertThat(review.origin().sourceLanguage().tag()).isEqualTo("zh-TW");
        assertThat(state.source().get(2).location().line()).isEqualTo(9);
    }

    /** Checks that an added translation goes into the unit of its source, not into the unit above. */
    @Test
    void addsMissingTranslations() throws Exception {
        assertThat(review.state().beads()).allMatch(ReviewBead::isSetByHand);
        Reviews.apply(review, new Operation.Insert(Side.TARGET, "b3", "Wood & trees."));
        ReviewedMemory.Saved saved = save(false, NOW);
        assertThat(saved.kept()).isEqualTo(4);
        assertThat(saved.added() + saved.removed()).isZero();
        assertThat(tmx).content().contains("Gold shines.").containsSubsequence("木。", "Wood &amp; trees.");
        Reviews.apply(review, "undo");
        save(false, NOW);
        assertThat(tmx).hasContent(FILE);
    }

    /** Checks that units stay deleted after a restart, and that undo restores them. */
    @Test
    void deletesUnits() throws Exception {
        ReviewState before = review.state();
        Reviews.apply(review, "delete b3 b1");
        assertThat(review.state().beads()).extracting(ReviewBead::id).containsExactly("b2");
        assertThat(save(false, NOW).removed()).isEqualTo(2);
        assertThat(tmx).content().contains("Gold shines.", "Terre.").doesNotContain("木。", "Water", "theirs");
        review.close();
        review = Review.open(folder.resolve("log"));
        assertThat(review.state().target()).extracting(Sentence::id).containsExactly("t3");
        Reviews.apply(review, "undo");
        assertThat(review.state().beads()).isEqualTo(before.beads());
        save(false, NOW);
        assertThat(tmx).hasContent(FILE);
    }

    @Test
    void showsEnglishAsSourceIfFileDeclaresIt() throws Exception {
        Files.writeString(tmx, FILE.replace("srclang=\"zh-TW\"", "srclang=\"en\""));
        ReviewState beginning = reviewAgain("split b1 1 1; edit t3 金子發光。");
        assertThat(beginning.origin().sourceLanguage().tag()).isEqualTo("en");
        assertThat(beginning.origin().targetLanguage().tag()).isEqualTo("zh-TW");
        assertThat(beginning.source())
                .extracting(Sentence::text)
                .containsExactly("Water is the source of life.", "Fire brings light.", "Gold shines.");
        assertThat(tmx)
                .content()
                .contains("srclang=\"en\"", "<seg>Water is the source of life.</seg>", "<seg>Fire brings light.</seg>")
                .containsSubsequence("<seg>Gold shines.</seg>", "<seg>金子發光。</seg>");
    }

    @Test
    void directionComesFromFirstUnitIfFileDeclaresNone() throws IOException {
        String unit = "<tu><tuv xml:lang=\"%s\"><seg>%s</seg></tuv><tuv xml:lang=\"%s\"><seg>%s</seg></tuv></tu>";
        Files.writeString(
                tmx,
                "<tmx version=\"1.4\"><header srclang=\"*all*\"/><body>"
                        + unit.formatted("fr", "Eau.", "en", "Water.")
                        + unit.formatted("en", "Fire.", "zh-CN", "火。")
                        + unit.formatted("zh-CN", "土。", "en", "Earth.") + "</body></tmx>");
        assertThat(ReviewState.ofMemory(tmx, Optional.empty()).source())
                .extracting(Sentence::text)
                .containsExactly("Fire.", "Earth.");
        assertThat(ReviewState.ofMemory(tmx, Optional.of(Direction.INTO_ENGLISH))
                        .source())
                .extracting(Sentence::text)
                .containsExactly("火。", "土。");
    }

    @Test
    void confirmingKeepsTagsAndOtherUnits() throws Exception {
        Reviews.apply(review, "confirm b1; note b2 why?");
        ReviewedMemory.Saved saved = save(false, NOW);

        assertThat(saved.lostCodes()).isZero();
        assertThat(tmx)
                .content()
                .contains(
                        "<bpt i=\"1\">b</bpt>生命<ept i=\"1\">/b</ept>",
                        "<note>theirs</note>",
                        "x-reviewed",
                        "<note>why?</note>",
                        "  <tu tuid=\"2\"><tuv xml:lang=\"zh-TW\"><seg>土。</seg></tuv><tuv xml:lang=\"en\"><seg>Earth.</seg></tuv><tuv xml:lang=\"fr\">");
        Reviews.apply(review, "undo; undo");
        save(false, NOW);
        assertThat(tmx).hasContent(FILE);
    }

    @Test
    void writesWhoConfirmedAUnitOfAMemory() throws Exception {
        Signature ann = new Signature(Optional.of("Ann"), Optional.of(Instant.parse("2026-11-01T08:00:00Z")));
        Reviews.apply(review, new Operation.Confirm(List.of("b1", "b2"), true), ann);
        save(false, NOW);
        assertThat(Files.readString(tmx).split("changeid=\"Ann\" changedate=\"20261101T080000Z\"", -1))
                .hasSize(3);
        save(false, NOW.plusSeconds(60));
        Reviews.apply(review, "undo");
        save(false, NOW);
        assertThat(tmx).hasContent(FILE);
    }

    @Test
    void decidesConflicts() throws Exception {
        Reviews.apply(review, "edit t3 Gold shines brightly.");
        String theirs = FILE.replace("Gold shines.", "Gold glitters.");
        Files.writeString(tmx, theirs);
        ReviewedMemory.MemoryConflictException.Conflict conflict = refused();
        assertThat(conflict.units()).hasSize(1);
        MemoryConflicts.Merging mine =
                new MemoryConflicts.Merging(true, Optional.of(conflict.hash()), Map.of(), MemoryConflicts.Choice.MINE);
        ReviewedMemory.Saved saved = memory.save(review.state(), known, mine, NOW, (done, total) -> {});
        known = Optional.of(saved.hash());
        assertThat(saved.both()).isZero();
        assertThat(tmx).content().contains("Gold shines brightly.").doesNotContain("Gold glitters.");
        save(false, NOW);
        assertThat(tmx).content().contains("Gold shines brightly.").doesNotContain("Gold glitters.");
    }

    @Test
    void keepsDeletedUnitThatAnotherProgramChanged() throws Exception {
        Reviews.apply(review, "delete b2");
        String theirs = FILE.replace("Gold shines.", "Gold glitters.");
        Files.writeString(tmx, theirs);
        assertThat(refused().units()).hasSize(1);
        assertThat(tmx).hasContent(theirs);
        save(true, NOW);
        assertThat(tmx).content().contains("Gold glitters.");
    }

    @Test
    void reportsProgressThatNeverGoesBack() throws Exception {
        List<Integer> done = new ArrayList<>();
        memory.save(review.state(), known, MemoryConflicts.Merging.NONE, NOW, (now, total) -> {
            assertThat(now).isBetween(0, total);
            done.add(now);
        });
        assertThat(done).isSorted().hasSize(4);
    }

    @Test
    void restoresEarlierConfirmations() throws Exception {
        Reviews.apply(review, "confirm b1; mark b1; note b1 ours; note b2 why?");
        save(false, NOW);

        ReviewState beginning = reviewAgain("unconfirm b1; unmark b1; note b1; note b2");
        ReviewBead bead = beginning.beads().get(0);
        assertThat(bead.isConfirmed()).isTrue();
        assertThat(bead.isMarked()).isTrue();
        assertThat(bead.note()).isEqualTo("ours");
        assertThat(beginning.beads().get(1).note()).isEqualTo("why?");
        assertThat(tmx)
                .content()
                .contains("<note>theirs</note>")
                .doesNotContain("x-reviewed", "x-marked", "x-note-hash", "ours");
    }

    @Test
    void keepsNotesOfMergedUnits() throws Exception {
        Files.writeString(tmx, FILE.replace("<tu tuid=\"3\">", "<tu tuid=\"3\"><note>also theirs</note>"));
        reviewAgain("merge b1 b2");
        assertThat(tmx)
                .content()
                .doesNotContain("tuid=\"3\"")
                .contains("<note>theirs</note>", "<note>also theirs</note>");
    }

    @Test
    void splitsMergesAndEdits() throws Exception {
        Reviews.apply(review, "split b1 1 1");
        ReviewedMemory.Saved saved = save(false, NOW);
        String text = Files.readString(tmx);

        assertThat(saved.added()).isEqualTo(1);
        assertThat(saved.lostCodes()).isEqualTo(2);
        assertThat(text).contains("tuid=\"1-2\"", "<seg>火帶來光明。</seg>", "changedate=\"20261126T080000Z\"");
        assertThat(text.indexOf("tuid=\"1-2\"")).isBetween(text.indexOf("tuid=\"1\""), text.indexOf("tuid=\"2\""));

        save(false, NOW.plusSeconds(60));
        assertThat(tmx).hasContent(text);
        memory = new ReviewedMemory(review.beginning(), folder.resolve("copies"), new TmxWriter("1"));
        save(false, NOW.plusSeconds(60));
        assertThat(tmx).hasContent(text);

        Reviews.apply(review, "edit t3 Gold gleams.");
        save(false, NOW.plusSeconds(60));
        assertThat(tmx)
                .content()
                .contains("Gold gleams.", "changedate=\"20261126T080000Z\"", "changedate=\"20261126T080100Z\"");
    }

    @Test
    void mergesChangesOfOthers() throws Exception {
        Reviews.apply(review, "edit t3 Gold gleams.");
        save(false, NOW);
        String theirs = Files.readString(tmx)
                .replace("Gold gleams.", "Gold glitters.")
                .replace("Terre.", "La terre.")
                .replace(
                        "</body>",
                        "<tu tuid=\"9\"><tuv xml:lang=\"zh-TW\"><seg>新。</seg></tuv><tuv xml:lang=\"en\"><seg>New.</seg></tuv></tu></body>");
        Files.writeString(tmx, theirs);
        Reviews.apply(review, "edit t3 Gold glows.");

        ReviewedMemory.MemoryConflictException.Conflict conflict = refused();
        assertThat(conflict.added()).isEqualTo(1);
        assertThat(conflict.changed()).isEqualTo(2);
        assertThat(tmx).hasContent(theirs);

        ReviewedMemory.Saved saved = save(true, NOW);
        String merged = Files.readString(tmx);
        assertThat(saved.both()).isEqualTo(1);
        assertThat(saved.theirs()).isEqualTo(2);
        assertThat(merged)
                .contains("Gold glows.", "Gold glitters.", "La terre.", "New.")
                .doesNotContain("Gold gleams.");

        save(false, NOW);
        assertThat(tmx).hasContent(merged);
    }
}
