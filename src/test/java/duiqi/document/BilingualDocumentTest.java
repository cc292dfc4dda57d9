package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.ParallelTextCheck;
import duiqi.document.BilingualDocument.Block;
import duiqi.document.BilingualDocument.Layout;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Cue;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BilingualDocumentTest {
    static final ParallelTextCheck.Similarity SIMILARITY = new ParallelTextCheck.Similarity(Lexicon::standard);

    static final List<String> CHINESE =
            List.of("渔民每天早上五点出海。", "他们的船又旧又小。", "大风来的时候，没有人离开港口。", "村里的学校只有三位老师。", "孩子们在海滩上捡贝壳。", "冬天，老人们坐在炉火旁边讲故事。");

    static final List<String> ENGLISH = List.of(
            "The fishermen go to sea at five every morning.",
            "Their boats are old and small.",
            "When a strong wind comes, nobody leaves the harbour.",
            "The village school has only three teachers.",
            "The children collect shells on the beach.",
            "In winter the old people sit by the fire and tell stories.");

    private final List<Paragraph> paragraphs = new ArrayList<>();

    private void add(String... texts) {
        for (String text : texts) {
            add(Kind.TEXT, text, Marks.NONE);
        }
    }

    private void add(Kind kind, String text, Marks marks) {
        paragraphs.add(Paragraph.of(kind, text, paragraphs.size() + 1, 1).with(marks));
    }

    private void addCell(int row, int column, String text) {
        add(Kind.TABLE_CELL, text, new Marks(Optional.of(new Cell(0, row, column)), Optional.empty(), List.of()));
    }

    private void addDeclared(String language, String text) {
        add(Kind.TEXT, text, new Marks(Optional.empty(), Optional.of(language), List.of()));
    }

    private void addCue(long start, String text) {
        add(
                Kind.SUBTITLE,
                text,
                new Marks(Optional.empty(), Optional.empty(), List.of(new Cue(0, start, start + 1500))));
    }

    private Document document() {
        return new Document("village.txt", paragraphs);
    }

    private Optional<BilingualDocument> detect() {
        return BilingualDocument.of(document(), Optional.empty(), Optional.empty(), SIMILARITY);
    }

    private Optional<BilingualDocument> in(Layout layout) {
        return BilingualDocument.of(document(), Optional.of(layout), Optional.empty(), SIMILARITY);
    }

    private static List<String> texts(Document document) {
        return document.paragraphs().stream().map(Paragraph::text).toList();
    }

    /** Returns the blocks as Chinese, a bar and English, one in each line. */
    static List<String> blocks(BilingualDocument both) {
        List<String> blocks = new ArrayList<>();
        List<Block> starts = both.blocks();
        for (int k = 0; k < starts.size(); k++) {
            boolean isLast = k + 1 == starts.size();
            int chineseEnd = isLast
                    ? both.chinese().paragraphs().size()
                    : starts.get(k + 1).chinese();
            int englishEnd = isLast
                    ? both.english().paragraphs().size()
                    : starts.get(k + 1).english();
            blocks.add(String.join(
                            " ", texts(both.chinese()).subList(starts.get(k).chinese(), chineseEnd))
                    + " | "
                    + String.join(
                            " ", texts(both.english()).subList(starts.get(k).english(), englishEnd)));
        }
        return blocks;
    }

    static String pair(int k) {
        return CHINESE.get(k) + " | " + ENGLISH.get(k);
    }

    static List<String> allPairs() {
        return Stream.iterate(0, k -> k < CHINESE.size(), k -> k + 1)
                .map(BilingualDocumentTest::pair)
                .toList();
    }

    @Test
    void separatesAlternatingParagraphs() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(CHINESE.get(k), ENGLISH.get(k));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.ALTERNATING);
        assertThat(both.isChineseFirst()).isTrue();
        assertThat(blocks(both)).isEqualTo(allPairs());
        assertThat(both.english().name()).isEqualTo("village.txt");
    }

    @Test
    void separatesAlternatingParagraphsWithEnglishFirst() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(ENGLISH.get(k), CHINESE.get(k));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.isChineseFirst()).isFalse();
        assertThat(blocks(both)).isEqualTo(allPairs());
    }

    @Test
    void needsNoComparisonOfClearStructureInGivenLayout() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(ENGLISH.get(k), CHINESE.get(k));
        }
        Optional<BilingualDocument> both =
                BilingualDocument.of(document(), Optional.of(Layout.ALTERNATING), Optional.empty(), (one, other) -> {
                    throw new AssertionError("no comparison expected");
                });
        assertThat(blocks(both.orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void separatesGroupsOfParagraphs() {
        for (int k = 0; k < CHINESE.size(); k += 2) {
            add(CHINESE.get(k), CHINESE.get(k + 1), ENGLISH.get(k), ENGLISH.get(k + 1));
        }
        assertThat(blocks(detect().orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void separatesWholeTexts() {
        add(CHINESE.toArray(new String[0]));
        add(ENGLISH.toArray(new String[0]));
        assertThat(blocks(detect().orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void keepsOtherPairsIfParagraphIsMissing() {
        add(CHINESE.get(0), ENGLISH.get(0), CHINESE.get(1), CHINESE.get(2), ENGLISH.get(2), ENGLISH.get(3));
        add(CHINESE.get(4), ENGLISH.get(4), CHINESE.get(5), ENGLISH.get(5));
        assertThat(blocks(detect().orElseThrow()))
                .containsExactly(pair(0), CHINESE.get(1) + " | ", pair(2), " | " + ENGLISH.get(3), pair(4), pair(5));
    }

    @Test
    void keepsOtherPairsIfFirstTranslationIsMissing() {
        add(ENGLISH.get(0));
        for (int k = 1; k < CHINESE.size(); k++) {
            add(CHINESE.get(k), ENGLISH.get(k));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.isChineseFirst()).isTrue();
        assertThat(blocks(both)).startsWith(" | " + ENGLISH.get(0), pair(1), pair(2));
    }

    @Test
    void pairsTitleInReverseOrder() {
        add(Kind.HEADING, "Life in a fishing village", Marks.NONE);
        add(Kind.HEADING, "渔村的生活", Marks.NONE);
        for (int k = 0; k < CHINESE.size(); k++) {
            add(CHINESE.get(k), ENGLISH.get(k));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.isChineseFirst()).isTrue();
        assertThat(blocks(both)).startsWith("渔村的生活 | Life in a fishing village", pair(0), pair(1));
    }

    @Test
    void pairsUntranslatedCode() {
        add(CHINESE.get(0), ENGLISH.get(0), "git push --force", "git push --force");
        add(CHINESE.get(2), ENGLISH.get(2), CHINESE.get(3), ENGLISH.get(3));
        assertThat(blocks(detect().orElseThrow()))
                .containsExactly(pair(0), "git push --force | git push --force", pair(2), pair(3));
    }

    @Test
    void omitsNumbersBetweenParagraphs() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(k + 1 + ".", CHINESE.get(k), ENGLISH.get(k));
        }
        assertThat(blocks(detect().orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void splitsParagraphAtLinesOfOtherLanguage() {
        StringBuilder text = new StringBuilder();
        List<Paragraph.Origin> origins = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            for (String line : List.of(CHINESE.get(k), ENGLISH.get(k))) {
                text.append(text.isEmpty() ? "" : " ");
                origins.add(new Paragraph.Origin(text.length(), origins.size() + 1, 3));
                text.append(line);
            }
        }
        paragraphs.add(new Paragraph(Kind.TEXT, new Located(text.toString(), origins)));
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.ALTERNATING);
        assertThat(blocks(both)).containsExactly(pair(0), pair(1), pair(2));
        assertThat(both.english().paragraphs().get(2).origins()).containsExactly(new Paragraph.Origin(0, 6, 3));
    }

    @Test
    void findsLanguageColumnsOfTable() {
        addCell(0, 0, "No.");
        addCell(0, 1, "English");
        addCell(0, 2, "中文");
        addCell(0, 3, "备注");
        for (int k = 0; k < CHINESE.size(); k++) {
            addCell(k + 1, 0, String.valueOf(k + 1));
            if (k != 3) {
                addCell(k + 1, 1, ENGLISH.get(k));
            }
            addCell(k + 1, 2, CHINESE.get(k));
            addCell(k + 1, 3, k % 2 == 0 ? "已经检查" : "please check");
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.TABLE);
        assertThat(both.isChineseFirst()).isFalse();
        assertThat(blocks(both)).containsExactly(pair(0), pair(1), pair(2), CHINESE.get(3) + " | ", pair(4), pair(5));
    }

    @Test
    void choosesColumnWithTranslation() {
        for (int k = 0; k < CHINESE.size(); k++) {
            addCell(k, 0, ENGLISH.get((k + 1) % CHINESE.size()));
            addCell(k, 1, CHINESE.get(k));
            addCell(k, 2, ENGLISH.get(k));
        }
        assertThat(blocks(detect().orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void rejectsTableOfOptions() {
        add("下面的表格说明所有选项。");
        for (String option : List.of("verbose", "output file", "max depth", "log level")) {
            addCell(paragraphs.size(), 0, option);
            addCell(paragraphs.size() - 1, 1, "这一项由管理员在安装的时候决定，一般不用改变。");
        }
        assertThat(detect()).isEmpty();
    }

    @Test
    void chooseTraditionalCharactersIfWanted() {
        List<String> traditional = List.of("漁民每天早上五點出海。", "他們的船又舊又小。", "大風來的時候，沒有人離開港口。");
        for (int k = 0; k < traditional.size(); k++) {
            addDeclared("zh-hans", CHINESE.get(k));
            addDeclared("zh-hant", traditional.get(k));
            addDeclared("en", ENGLISH.get(k));
        }
        BilingualDocument simplified = detect().orElseThrow();
        assertThat(simplified.layout()).isEqualTo(Layout.LANGUAGES);
        assertThat(blocks(simplified)).containsExactly(pair(0), pair(1), pair(2));
        Direction wanted = new Direction(Language.ENGLISH, new Language("zh-TW"));
        assertThat(texts(BilingualDocument.of(document(), Optional.empty(), Optional.of(wanted), SIMILARITY)
                        .orElseThrow()
                        .chinese()))
                .isEqualTo(traditional);
    }

    @Test
    void prefersContentToDeclaredLanguage() {
        for (int k = 0; k < CHINESE.size(); k++) {
            addDeclared("zh", CHINESE.get(k));
            addDeclared(k == 2 ? "zh" : "en", ENGLISH.get(k));
        }
        assertThat(blocks(detect().orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void usesDeclaredLanguageOfNames() {
        for (int k = 0; k < 3; k++) {
            addDeclared("zh", CHINESE.get(k));
            addDeclared("en", ENGLISH.get(k));
        }
        addDeclared("zh", "Linus Torvalds 2.0");
        addDeclared("en", "Linus Torvalds, version 2.0");
        assertThat(blocks(detect().orElseThrow())).endsWith("Linus Torvalds 2.0 | Linus Torvalds, version 2.0");
    }

    @Test
    void pairsOriginalInCommentsWithTextBelow() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(Kind.COMMENT, ENGLISH.get(k), Marks.NONE);
            add(CHINESE.get(k));
        }
        add(Kind.COMMENT, "body", Marks.NONE);
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.COMMENTS);
        assertThat(both.isChineseFirst()).isFalse();
        assertThat(blocks(both)).isEqualTo(allPairs());
    }

    @Test
    void rejectsCommentsThatAreNotes() {
        for (String text : CHINESE) {
            add(Kind.COMMENT, "Ask the reviewers about the wording of this sentence", Marks.NONE);
            add(text);
        }
        assertThat(detect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " / ", " | ", "　", "（%s）", " (%s)"})
    void splitsLinesWithBothLanguages(String separator) {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(CHINESE.get(k)
                    + (separator.contains("%s") ? separator.formatted(ENGLISH.get(k)) : separator + ENGLISH.get(k)));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.LINES);
        assertThat(both.isChineseFirst()).isTrue();
        assertThat(blocks(both)).isEqualTo(allPairs());
    }

    @Test
    void splitsLinesWithNamesByOrderOfOtherLines() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(ENGLISH.get(k) + " / " + CHINESE.get(k));
        }
        add("Visual Studio Code and GitHub Copilot / Visual Studio Code 和 GitHub Copilot");
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.isChineseFirst()).isFalse();
        assertThat(blocks(both))
                .endsWith("Visual Studio Code 和 GitHub Copilot | Visual Studio Code and GitHub Copilot");
    }

    @Test
    void rejectsChineseTextWithEnglishTerms() {
        add("神经网络（neural network）由许多神经元（neuron）组成，每一层都有自己的权重（weight）。");
        add("训练的时候，梯度下降（gradient descent）会不断地更新这些参数。");
        add("如果学习率（learning rate）太大，损失函数（loss function）就不会收敛。");
        assertThat(detect()).isEmpty();
    }

    @Test
    void rejectsChineseTextWithEnglishQuotations() {
        add("这首诗的第一行常常被人引用，很多学生都能背诵。", "Shall I compare thee to a summer's day?");
        add("批评家们对它的意思有不同的看法，争论持续了两百年。", "Rough winds do shake the darling buds of May.");
        add("图书馆收藏了四个早期的版本，其中一个有作者的签名。", "So long lives this, and this gives life to thee.");
        assertThat(detect()).isEmpty();
    }

    @Test
    void rejectsEnglishTextWithChineseNames() {
        add("The market in Chengdu (成都) opens at six.", "Its owner, Wang Wei (王维), sells tea from Fujian (福建).");
        add("Visitors like the noodles (面条) best.");
        assertThat(detect()).isEmpty();
    }

    @Test
    void pairsCuesAtSameTime() {
        for (int k = 0; k < CHINESE.size(); k++) {
            addCue(k * 2000L, CHINESE.get(k));
            if (k != 2) {
                addCue(k * 2000L + 80, ENGLISH.get(k));
            }
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.CUES);
        assertThat(both.isChineseFirst()).isTrue();
        assertThat(blocks(both)).containsExactly(pair(0), pair(1), CHINESE.get(2) + " | ", pair(3), pair(4), pair(5));
    }

    @Test
    void pairsCuesOfOneLanguageAfterOther() {
        for (int k = 0; k < ENGLISH.size(); k++) {
            addCue(k * 2000L, ENGLISH.get(k));
        }
        for (int k = 0; k < CHINESE.size(); k++) {
            addCue(k * 2000L + 100, CHINESE.get(k));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.isChineseFirst()).isFalse();
        assertThat(blocks(both)).isEqualTo(allPairs());
    }

    @Test
    void rejectsDocumentInOtherLayoutThanGiven() {
        for (int k = 0; k < CHINESE.size(); k++) {
            add(CHINESE.get(k), ENGLISH.get(k));
        }
        assertThat(in(Layout.ALTERNATING)).isPresent();
        assertThat(in(Layout.TABLE)).isEmpty();
        assertThat(in(Layout.CUES)).isEmpty();
        assertThat(in(Layout.COMMENTS)).isEmpty();
        assertThat(in(Layout.LANGUAGES)).isEmpty();
        assertThat(in(Layout.LINES)).isEmpty();
    }

    @Test
    void rejectsEmptyDocument() {
        assertThat(detect()).isEmpty();
        assertThat(in(Layout.ALTERNATING)).isEmpty();
    }

    @Test
    void pairsHeadingsInOtherOrderThanText() {
        for (int k = 0; k < CHINESE.size(); k += 2) {
            add(Kind.HEADING, ENGLISH.get(k), Marks.NONE);
            add(Kind.HEADING, CHINESE.get(k), Marks.NONE);
            add(CHINESE.get(k + 1), ENGLISH.get(k + 1));
        }
        BilingualDocument both = detect().orElseThrow();
        assertThat(both.isChineseFirst()).isTrue();
        assertThat(blocks(both)).isEqualTo(allPairs());
    }
}
