package duiqi.fuzz;

import duiqi.document.BilingualDocument;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fuzzes documents of all formats and their segmentation. */
final class DocumentTargets {
    private static final List<String> TEXTS = List.of("txt", "md", "mdx", "html", "srt", "vtt");
    private static final List<String> ZIPS = List.of("docx", "pptx", "odt", "epub");

    /** Encodings that a user or a web server may declare. */
    private static final List<String> ENCODINGS = List.of(
            "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "GB18030", "GBK", "Big5", "windows-1252", "Shift_JIS");

    private static final String PDF = """
        %PDF-1.4
        1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
        4 0 obj <</Length 92>> stream
        BT /F 12 Tf 72 700 Td (Water is soft.) Tj 0 -14 Td (Stones are hard.) Tj 0 -14 Td (1) Tj ET
        endstream endobj
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
        trailer <</Root 1 0 R>>
        %%EOF
        """;

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\uFEFF]+");

    private DocumentTargets() {}

    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        for (String extension : TEXTS) {
            targets.add(new Target(extension, Seed.files("reader/*." + extension), bytes -> read(bytes, extension)));
        }
        for (String extension : ZIPS) {
            targets.add(new Target(
                    extension, Seed.zips("reader/*." + extension), parts -> read(Parts.zip(parts), extension)));
        }
        targets.add(new Target("pdf", List.of(Seed.of("page", PDF)), bytes -> read(bytes, "pdf")));
        targets.add(new Target("bilingual", Seed.files("reader/*.html"), DocumentTargets::separate));
        targets.add(new Target("encoding", encodings(), DocumentTargets::readEncoded));
        targets.add(new Target("sentences", Seed.files("segment/*.txt"), DocumentTargets::readSentences));
        return targets;
    }

    private static void read(byte[] bytes, String extension) throws IOException {
        requireLaws(Documents.read(new Input("fuzz." + extension, bytes, Optional.empty())));
    }

    /** Fails unless both sides of a bilingual document are in it, and its blocks are in order, in each layout. */
    private static void separate(byte[] bytes) throws IOException {
        Document document = Documents.readWithComments(new Input("fuzz.html", bytes, Optional.empty()));
        List<Optional<BilingualDocument.Layout>> layouts = new ArrayList<>(List.of(Optional.empty()));
        Stream.of(BilingualDocument.Layout.values()).map(Optional::of).forEach(layouts::add);
        for (Optional<BilingualDocument.Layout> layout : layouts) {
            BilingualDocument.of(document, layout, Optional.empty(), (chinese, english) -> 0.5)
                    .ifPresent(both -> requireSides(document, both));
        }
    }

    private static void requireSides(Document document, BilingualDocument both) {
        String all = squeezed(document);
        Stream.of(both.chinese(), both.english())
                .flatMap(side -> side.paragraphs().stream())
                .map(paragraph -> SPACE.matcher(paragraph.text()).replaceAll(""))
                .forEach(text -> Laws.require(all.contains(text), () -> "not in the document: " + text));
        List<BilingualDocument.Block> blocks = both.blocks();
        for (int k = 1; k < blocks.size(); k++) {
            Laws.require(
                    blocks.get(k).chinese() >= blocks.get(k - 1).chinese()
                            && blocks.get(k).english() >= blocks.get(k - 1).english(),
                    () -> "blocks are not in order: " + blocks);
        }
    }

    private static String squeezed(Document document) {
        return document.paragraphs().stream()
                .map(paragraph -> SPACE.matcher(paragraph.text()).replaceAll(""))
                .collect(Collectors.joining("\n"));
    }

    private static void requireLaws(Document document) throws IOException {
        for (Paragraph paragraph : document.paragraphs()) {
            Laws.requireLocation(paragraph.locate(document.name(), 0));
            Laws.requireLocation(
                    paragraph.locate(document.name(), paragraph.text().length()));
        }
        requireCut(Segmenter.standard(), document);
    }

    /**
     * Fails unless the segments contain the whole text of their document, in order, except white space between them.
     */
    static void requireCut(Segmenter segmenter, Document document) throws IOException {
        for (Language language : List.of(Language.CHINESE, Language.ENGLISH)) {
            StringBuilder whole = new StringBuilder();
            document.paragraphs().forEach(paragraph -> whole.append(paragraph.text()));
            StringBuilder joined = new StringBuilder();
            for (Segment segment : segmenter.segment(document, language).segments()) {
                joined.append(segment.text());
                Laws.requireLocation(segment.locate(0));
                Laws.requireLocation(segment.locate(segment.text().length()));
            }
            Laws.requireSame(spaceless(whole), spaceless(joined), "the segments are not the text");
        }
    }

    private static String spaceless(CharSequence text) {
        return SPACE.matcher(text).replaceAll("");
    }

    /** The first byte selects the declared encoding, or none. */
    private static void readEncoded(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        int choice = Byte.toUnsignedInt(input[0]) % (2 * ENCODINGS.size() + 2);
        Optional<Charset> declared =
                choice < 2 ? Optional.empty() : Optional.of(Charset.forName(ENCODINGS.get(choice / 2 - 1)));
        String extension = choice % 2 == 0 ? "txt" : "html";
        requireLaws(
                Documents.read(new Input("fuzz." + extension, Arrays.copyOfRange(input, 1, input.length), declared)));
    }

    private static List<Seed> encodings() {
        List<Seed> seeds = new ArrayList<>();
        for (String glob : List.of("reader/*.txt", "reader/page*.html")) {
            for (Seed seed : Seed.files(glob)) {
                seeds.add(new Seed(seed.name(), () -> {
                    byte[] bytes = seed.content().bytes();
                    byte[] chosen = new byte[bytes.length + 1];
                    chosen[0] = (byte) (seed.name().endsWith("html") ? 1 : 0);
                    System.arraycopy(bytes, 0, chosen, 1, bytes.length);
                    return chosen;
                }));
            }
        }
        return seeds;
    }

    private static void readSentences(byte[] input) throws IOException {
        for (Segment sentence : Documents.sentences(new Input("fuzz.txt", input, Optional.empty()))
                .lines()) {
            Laws.requireLocation(sentence.locate(sentence.text().length()));
        }
    }
}
