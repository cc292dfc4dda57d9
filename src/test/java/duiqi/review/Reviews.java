package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Operation.RejectedException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Creates small reviews for tests. */
public final class Reviews {
    static final ReviewOrigin ORIGIN = new ReviewOrigin(
            Optional.of(new ReviewOrigin.File("旧书.txt", Optional.of("aa"))),
            Optional.of(new ReviewOrigin.File("old-books.txt", Optional.empty())),
            Language.CHINESE,
            Language.ENGLISH,
            Path.of("tm/old-books.tmx"));

    /** Sentences of a short text, and of its translation, which has two sentences for the fourth one. */
    static final List<String> CHINESE =
            List.of("旧书店", "去年，全国有3.5万名青年学者获得资助。", "王小明问：“钱够用吗？”", "没有人回答，屋里很安静，窗外下着雨。", "第二天，实验室重新开放。", "他们买了12台仪器。");

    static final List<String> ENGLISH = List.of(
            "The Old Bookshop",
            "Last year 35,000 young scholars across the country received grants.",
            "“Is the money enough?” asked Wang Xiaoming.",
            "Nobody answered.",
            "The room was quiet, and it was raining outside the window.",
            "The laboratory opened again the next day.",
            "They bought 12 instruments.");

    private Reviews() {}

    /**
     * Returns an initial state.
     *
     * @param beads for example {@code 1:1 2,3:2}: numbers of sentences from 1, {@code 0} for an empty side
     */
    public static ReviewState of(String beads) {
        List<ReviewBead> all = new ArrayList<>();
        for (String bead : beads.split(" ")) {
            String[] sides = bead.split(":");
            all.add(ReviewBead.of(
                    "b" + (all.size() + 1), ids('s', sides[0]), ids('t', sides[1]), OptionalDouble.of(0.5), List.of()));
        }
        return new ReviewState(
                ORIGIN, 0, sentences('s', count(all, Side.SOURCE)), sentences('t', count(all, Side.TARGET)), all);
    }

    private static List<String> ids(char side, String numbers) {
        return numbers.equals("0")
                ? List.of()
                : Stream.of(numbers.split(",")).map(number -> side + number).toList();
    }

    private static int count(List<ReviewBead> beads, Side side) {
        return beads.stream().mapToInt(bead -> bead.side(side).size()).sum();
    }

    private static List<Sentence> sentences(char side, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(k -> new Sentence(
                        "" + side + k,
                        side == 's' ? "第" + k + "句话，说完了。" : "Sentence " + k + " is done.",
                        new Location(side == 's' ? "旧书.txt" : "old-books.txt", k, 1),
                        k % 5 == 1,
                        k == 1,
                        false))
                .toList();
    }

    /** Returns an initial state with many consecutive pairs. */
    public static ReviewState pairs(int count) {
        return of(IntStream.rangeClosed(1, count).mapToObj(k -> k + ":" + k).collect(Collectors.joining(" ")));
    }

    /** Returns the rows as text, for example {@code s1|t1 s2,s3|}. */
    static String rows(Review review) {
        return review.rows().stream()
                .map(row -> names(row.source()) + "|" + names(row.target()))
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns the beads as text, for example {@code s1|t1^hc(note)}: set by hand, confirmed, marked or with the
     * probability 0, and the note.
     */
    static String beads(ReviewState state) {
        return state.beads().stream()
                .map(bead -> String.join(",", bead.source()) + "|" + String.join(",", bead.target()) + "^"
                        + (bead.isSetByHand() ? "h" : "") + (bead.isConfirmed() ? "c" : "")
                        + (bead.isMarked() ? "m" : "") + (bead.probability().orElse(1) == 0 ? "0" : "")
                        + (bead.note().isEmpty() ? "" : "(" + bead.note() + ")"))
                .collect(Collectors.joining(" "));
    }

    private static String names(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::id).collect(Collectors.joining(","));
    }

    /** Returns the id of the bead that contains a sentence. */
    static String bead(Review review, String sentence) {
        return review.state().beads().stream()
                .filter(bead ->
                        bead.source().contains(sentence) || bead.target().contains(sentence))
                .map(ReviewBead::id)
                .findFirst()
                .orElseThrow();
    }

    /** Makes steps, for example {@code merge b1 b2; undo}, and returns the last change. */
    public static ReviewState.Change apply(Review review, String steps) throws IOException, RejectedException {
        int last = steps.lastIndexOf("; ");
        if (last >= 0) {
            apply(review, steps.substring(0, last));
        }
        String step = steps.substring(last < 0 ? 0 : last + 2);
        return switch (step) {
            case "undo" -> review.undo(review.status().version(), Signature.UNKNOWN);
            case "redo" -> review.redo(review.status().version(), Signature.UNKNOWN);
            default -> apply(review, operation(review, step));
        };
    }

    /** Applies an operation of an unknown user. */
    public static ReviewState.Change apply(Review review, Operation operation) throws IOException, RejectedException {
        return apply(review, operation, Signature.UNKNOWN);
    }

    /** Applies an operation of a user whose page shows the current version. */
    public static ReviewState.Change apply(Review review, Operation operation, Signature by)
            throws IOException, RejectedException {
        return review.apply(operation, new Basis(review.status().version(), Map.of()), by);
    }

    /** Saves a review. */
    static ReviewedMemory.Saved save(
            ReviewedMemory memory, ReviewState state, Optional<String> known, boolean merges, Instant now)
            throws IOException, ReviewedMemory.MemoryConflictException {
        MemoryConflicts.Merging merging = merges ? MemoryConflicts.Merging.ALL : MemoryConflicts.Merging.NONE;
        return memory.save(state, known, merging, now, (done, total) -> {});
    }

    /** Returns an operation, for example {@code mark b1 @s2}: {@code @s2} is the bead of a sentence. */
    static Operation operation(Review review, String words) {
        String[] word = words.split(" ");
        for (int k = 1; k < word.length; k++) {
            word[k] = word[k].startsWith("@") ? bead(review, word[k].substring(1)) : word[k];
        }
        List<String> rest = List.of(word).subList(1, word.length);
        String text = rest.stream().skip(1).collect(Collectors.joining(" "));
        return switch (word[0]) {
            case "boundary" -> new Operation.Boundary(Side.valueOf(word[1]), word[2], word[3], word[4]);
            case "shift" -> new Operation.Shift(Side.valueOf(word[1]), word[2], Boolean.parseBoolean(word[3]));
            case "merge" -> new Operation.Merge(rest);
            case "split" -> new Operation.Split(word[1], Integer.parseInt(word[2]), Integer.parseInt(word[3]));
            case "unlink" -> new Operation.Unlink(rest);
            case "delete" -> new Operation.Delete(rest);
            case "link" ->
                new Operation.Link(
                        List.of(word[1].split(",")),
                        List.of(word[2].split(",")),
                        rest.stream().skip(2).findFirst());
            case "swap" -> new Operation.Swap(word[1], word[2]);
            case "detach" -> new Operation.Detach(word[1]);
            case "alone" -> new Operation.NoCounterpart(Side.valueOf(word[1]), word[2]);
            case "insert" -> new Operation.Insert(Side.valueOf(word[1]), word[2], "Added.");
            case "edit" -> new Operation.Edit(Map.of(word[1], text));
            case "cut" -> new Operation.Cut(word[1], Integer.parseInt(word[2]));
            case "confirm", "unconfirm" -> new Operation.Confirm(rest, word[0].equals("confirm"));
            case "mark", "unmark" -> new Operation.Mark(rest, word[0].equals("mark"));
            case "note" -> new Operation.Note(Map.of(word[1], text));
            default -> throw new IllegalArgumentException(words);
        };
    }

    /** Returns the sentences of texts on a side. */
    static List<Sentence> sentences(String side, String... texts) {
        return IntStream.rangeClosed(1, texts.length)
                .mapToObj(k -> new Sentence(side + k, texts[k - 1], new Location("f", k, 1), true, false, false))
                .toList();
    }

    /** Returns a text that begins with a heading and has two sentences in each paragraph. */
    static Text text(String name, Language language, List<String> sentences) {
        return new Text(
                name,
                language,
                IntStream.range(0, sentences.size())
                        .mapToObj(k -> new Segment(
                                sentences.get(k),
                                new Location(name, k + 1, 1),
                                (k + 1) / 2,
                                k == 0 ? Paragraph.Kind.HEADING : Paragraph.Kind.TEXT))
                        .toList());
    }

    /** Returns a random operation, which may be impossible, in the form of {@link #operation}. */
    static String any(Random random, ReviewState state) {
        String bead = any(random, state.beads()).id();
        String near = any(random, state.beads()).id();
        boolean isSource = state.target().isEmpty() || (!state.source().isEmpty() && random.nextBoolean());
        String sentence =
                any(random, isSource ? state.source() : state.target()).id();
        String side = any(random, List.of("SOURCE", "TARGET"));
        int number = random.nextInt(8);
        return switch (random.nextInt(15)) {
            case 0 -> "boundary " + side + " " + bead + " " + near + " " + sentence;
            case 1, 2 -> "shift " + side + " " + bead + " " + random.nextBoolean();
            case 3 -> "merge " + bead + " " + near;
            case 4 -> "split " + bead + " " + number % 3 + " " + random.nextInt(3);
            case 5 -> "unlink " + bead + " " + near;
            case 6 ->
                "link " + some(random, state.source()) + " " + some(random, state.target())
                        + (random.nextBoolean() ? " " + sentence : "");
            case 7 -> "edit " + sentence + " 改过 " + number;
            case 8 -> "cut " + sentence + " " + number;
            case 9 -> (random.nextBoolean() ? "confirm " : "unconfirm ") + bead + " " + near;
            case 10 -> "mark " + bead;
            case 11 -> "detach " + sentence;
            case 12 -> "swap " + bead + " " + near;
            case 13 -> (random.nextBoolean() ? "alone " : "insert ") + side + " " + bead;
            default -> "note " + bead + " note " + number;
        };
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String some(Random random, List<Sentence> text) {
        return random.ints(1 + random.nextInt(2), 0, Math.max(1, text.size()))
                .mapToObj(k -> text.isEmpty() ? "" : text.get(k).id())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** Runs a task with a folder and deletes the folder afterwards. */
    static void inFolder(Trial trial) throws Exception {
        Path folder = Files.createTempDirectory("review");
        try {
            trial.run(folder.resolve("log.jsonl"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Runs with the path of a log. */
    interface Trial {
        void run(Path log) throws Exception;
    }
}
