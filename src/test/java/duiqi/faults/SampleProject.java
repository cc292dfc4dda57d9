package duiqi.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Provides a folder with all inputs of the {@link Command commands}, made from the texts and terms included in duiqi. Each
 * trial gets a copy. Immutable.
 */
final class SampleProject {
    private static final String MEMORY = "tm/basic-research.tmx";

    private final Path folder;

    private SampleProject(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the project.
     *
     * @param folder a new folder
     */
    static SampleProject make(Path folder, Installation program) throws IOException, InterruptedException {
        SampleProject project = new SampleProject(folder);
        copy(Path.of("tm/samples"), folder.resolve("texts"));
        copy(Path.of("src/test/resources/gold"), folder.resolve("gold"));
        copy(Path.of("glossary"), folder.resolve("glossary"));
        Files.createDirectory(folder.resolve("tm"));
        Files.writeString(folder.resolve("tm/messy.tmx"), messy(Files.readString(Path.of(MEMORY))));
        project.writeTexts();
        project.prepare(program, "pretranslate texts/new.zh.txt -o drafts.xlf");
        Path drafts = folder.resolve("drafts.xlf");
        Files.writeString(drafts, Files.readString(drafts).replaceAll("(?s)\\s*<target.*?</target>", ""));
        // The first half of the texts, which the existing memory contains.
        Path halves = Files.createDirectory(folder.resolve("halves"));
        for (String name : List.of("long-term-funding.zh.txt", "long-term-funding.en.txt")) {
            List<String> lines = Files.readAllLines(folder.resolve("texts").resolve(name));
            Files.write(halves.resolve(name), lines.subList(0, lines.size() / 2));
        }
        project.prepare(
                program, "align halves/long-term-funding.zh.txt halves/long-term-funding.en.txt -o tm/begun.tmx");
        project.prepare(
                program, "align texts/mathematics-teaching.zh.txt texts/mathematics-teaching.en.txt -o tm/other.tmx");
        // The same sentences in other words.
        Path other = folder.resolve("tm/other.tmx");
        Files.writeString(other, Files.readString(other).replace(" the ", " that "));
        return project;
    }

    private void prepare(Installation program, String arguments) throws IOException, InterruptedException {
        Run run = program.start(folder, Surroundings.PLAIN, List.of(arguments.split(" ")));
        if (run.await() != 0) {
            throw new IOException(arguments + ": " + run.err());
        }
    }

    /** Returns a memory with each unit twice, one unit with equal texts, and one with different numbers. */
    private static String messy(String memory) {
        int start = memory.indexOf("<tu ");
        int end = memory.lastIndexOf("</tu>") + "</tu>".length();
        String units = memory.substring(start, end);
        String wrong = unit("对齐工具", "对齐工具") + unit("会上来了25人。", "The meeting was attended by 26 people.");
        return memory.substring(0, start)
                + units
                + wrong
                + units.replaceAll(" tuid=\"[^\"]*\"", "")
                + memory.substring(end);
    }

    private static String unit(String chinese, String english) {
        return "\n    <tu><tuv xml:lang=\"zh-CN\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en-US\"><seg>"
                + english + "</seg></tuv></tu>\n    ";
    }

    private void writeTexts() throws IOException {
        List<String> sentences = Files.readAllLines(Path.of("tm/samples/mathematics-teaching.zh.txt")).stream()
                .filter(line -> !line.isBlank() && !line.contains("\""))
                .toList();
        Files.write(folder.resolve("texts/new.zh.txt"), sentences);
        Path pairs = Files.createDirectory(folder.resolve("pairs"));
        List<String> chinese = Files.readAllLines(Path.of("src/test/resources/gold/news.zh"));
        List<String> english = Files.readAllLines(Path.of("src/test/resources/gold/news.en"));
        Files.write(
                pairs.resolve("news.tsv"),
                IntStream.range(0, Math.min(chinese.size(), english.size()))
                        .mapToObj(i -> chinese.get(i) + "\t" + english.get(i))
                        .toList());
        Files.writeString(
                folder.resolve("messages.po"),
                "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"X-Source-Language: zh-CN\\n\"\n"
                        + "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                        + sentences.stream()
                                .distinct()
                                .map(sentence -> "\nmsgid \"" + sentence + "\"\nmsgstr \"\"\n")
                                .collect(Collectors.joining()));
        String dictionary = IntStream.range(0, 3_000)
                .mapToObj(i -> Character.toString(0x4e00 + i) + Character.toString(0x5e00 + i) + "#" + i)
                .map(word -> word.replaceFirst("(.*)#(.*)", "$1 $1 [yi1 er4] /word $2/\n"))
                .collect(Collectors.joining("", "#! date=2026-01-02\n", ""));
        Files.writeString(folder.resolve("cedict.u8"), dictionary);
    }

    Path folder() {
        return folder;
    }

    /** Copies the project to a folder and removes the previous content. */
    Path copyTo(Path place) throws IOException {
        delete(place);
        copy(folder, place);
        return place;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Deletes the content of a folder, and the folder itself unless it is a mount point. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder))
                    .forEach(file -> {
                        try {
                            Files.deleteIfExists(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
