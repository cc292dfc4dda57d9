package duiqi.server;

import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Creates a project folder with reviews that were not aligned, so that each pair and its probability is known. */
final class ReviewProject {
    /** One pair in each line: probability in percent, Chinese sentences, English sentences. */
    static final String SAMPLE = """
            98 青石谷的气象站 = The Weather Station of Qingshi Valley
            97 气象站建在海拔2,140米的山口。 = The station stands on a pass 2,140 meters above sea level.
            72 站里只有三个人，他们轮流值班，从不间断。 = There are only three people at the station. | They take turns on duty and never stop.
            98 去年有3.5万人读了他们的报告。 = Last year 36,000 people read their reports.
            81 风很大。 | 雪也很大。 = The wind is strong, and so is the snow.
            96 他们用的是颠覆性技术。 = What they use is a subversive technology.
            55 读者也许会问，这值得吗？ =
            95 老赵是站长。 = Old Zhao is the head of the station.
            61 他会修收音机。 = He makes noodles.
            62 他也会做面条。 = He can repair a radio.
            97 小林记录天上的云。 = Xiao Lin records the clouds in the sky.
            50 = Nobody told her to.
            96 她画了四百多张图。 = She has drawn more than four hundred pictures.
            95 春天，路上的雪化了。 = In spring the snow on the road melts.
            94 邮车一个月来一次。 = The the mail truck comes once a month.
            97 信里常有孩子们的问题。 = The letters often hold questions from children.
            96 “云有多重？”一个孩子问。 = “How heavy is a cloud?” asks one child.
            97 老赵认真地回了信。 = Old Zhao wrote a careful answer.
            95 他说，一朵云大约重五百吨。 = A cloud, he said, weighs about five hundred tons.
            96 孩子不相信。 = The child did not believe it.
            97 第二封信里有一把尺子。 = In the second letter there was a ruler.
            85 站里的人都笑了。 = Everybody at the station laughed.
            96 尺子现在挂在墙上。 = The ruler now hangs on the wall.
            95 它只有二十厘米长。 = It is only twenty centimeters long.
            """;

    private static final String TERMS = """
            zh,en,status
            颠覆性技术,disruptive technology,preferred
            颠覆性技术,subversive technology,forbidden
            气象站,weather station,preferred
            气象站,station,admitted
            """;

    /** Beads of the sample whose English sentences have the opposite order. */
    private static final int CROSSING = 8;

    private final Path folder;

    ReviewProject(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("glossary"));
        Files.createDirectories(folder.resolve("tm/.review"));
        Files.writeString(folder.resolve("glossary/terms.csv"), TERMS);
    }

    Path folder() {
        return folder;
    }

    Path memory(String name) {
        return folder.resolve("tm").resolve(name + ".tmx");
    }

    Path text(String name, String language) {
        return folder.resolve(name + "." + language + ".txt");
    }

    /** Creates reviews of the sample, in which two pairs cross. */
    ReviewProject withSamples(String... names) throws IOException {
        for (String name : names) {
            begin(name, Direction.INTO_ENGLISH, SAMPLE, true);
        }
        return this;
    }

    /** Creates a review of the given pairs. */
    ReviewProject with(String name, String pairs) throws IOException {
        begin(name, Direction.INTO_ENGLISH, pairs, false);
        return this;
    }

    /** Creates a review of the given pairs, which have English sentences first. */
    ReviewProject withEnglishSource(String name, String pairs) throws IOException {
        begin(name, Direction.INTO_CHINESE, pairs, false);
        return this;
    }

    private void begin(String name, Direction direction, String pairs, boolean crosses) throws IOException {
        Path log = folder.resolve("tm/.review").resolve(name + ".jsonl");
        Review.begin(log, initial(name, direction, pairs, crosses)).close();
    }

    /** Writes the texts of the given pairs, and returns a review that does not exist yet. */
    ReviewState initial(String name, Direction direction, String pairs, boolean crosses) throws IOException {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        List<ReviewBead> beads = new ArrayList<>();
        for (String line : pairs.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            int blank = line.indexOf(' ');
            String[] sides = line.substring(blank).split(" =", -1);
            beads.add(ReviewBead.of(
                    "b" + (beads.size() + 1),
                    add("s", sides[0], sources),
                    add("t", sides[1], targets),
                    OptionalDouble.of(Integer.parseInt(line.substring(0, blank)) / 100.0),
                    List.of()));
        }
        if (crosses) {
            ReviewBead first = beads.get(CROSSING);
            ReviewBead second = beads.get(CROSSING + 1);
            beads.set(CROSSING, withTarget(first, second.target()));
            beads.set(CROSSING + 1, withTarget(second, first.target()));
        }
        Path source = text(name, direction.source().primary());
        Path target = text(name, direction.target().primary());
        Files.write(source, sources);
        Files.write(target, targets);
        ReviewOrigin origin = new ReviewOrigin(
                Optional.of(ReviewOrigin.File.of(source.toString())),
                Optional.of(ReviewOrigin.File.of(target.toString())),
                direction.source(),
                direction.target(),
                memory(name));
        return new ReviewState(
                origin,
                0,
                sentences("s", String.valueOf(source.getFileName()), sources),
                sentences("t", String.valueOf(target.getFileName()), targets),
                beads);
    }

    private static List<String> add(String side, String texts, List<String> all) {
        List<String> ids = new ArrayList<>();
        for (String text : texts.split(" \\| ", -1)) {
            if (!text.isBlank()) {
                all.add(text.strip());
                ids.add(side + all.size());
            }
        }
        return ids;
    }

    private static ReviewBead withTarget(ReviewBead bead, List<String> target) {
        return ReviewBead.of(bead.id(), bead.source(), target, bead.probability(), List.of());
    }

    private static List<Sentence> sentences(String side, String file, List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(k ->
                        new Sentence(side + (k + 1), texts.get(k), new Location(file, k + 1, 1), true, k == 0, false))
                .toList();
    }
}
