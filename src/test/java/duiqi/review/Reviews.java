package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Operation.RejectedException;
import duiqi.text.Language;
import duiqi.text.Location;
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
            case "link" ->
                new Operation.Link(
                        List.of(word[1].split(",")),
                        List.of(word[2].split(",")),
                        rest.stream().skip(2).findFirst());
            case "swap" -> new Operation.Swap(word[1], word[2]);
            case "detach" -> new Operation.Detach(word[1]);
            case "alone" -> new Operation.NoCounterpart(Side.valueOf(word[1]), word[2]);
            case "insert" -> new Operation.Insert(Side.valueOf(word[1]), word[2], "Added.");
            case "edit" -> new Operation.Edit(word[1], text);
            case "cut" -> new Operation.Cut(word[1], Integer.parseInt(word[2]));
            case "confirm", "unconfirm" -> new Operation.Confirm(rest, word[0].equals("confirm"));
            case "mark", "unmark" -> new Operation.Mark(rest, word[0].equals("mark"));
            case "note" -> new Operation.Note(word[1], text);
            default -> throw new IllegalArgumentException(words);
        };
    }

    /** Returns a random operation, which may be impossible. */
    static Operation any(Random random, ReviewState state) {
        String bead = state.beads().get(random.nextInt(state.beads().size())).id();
        String near = state.beads().get(random.nextInt(state.beads().size())).id();
        List<Sentence> text = random.nextBoolean() ? state.source() : state.target();
        text = text.isEmpty() ? (text == state.source() ? state.target() : state.source()) : text;
        Sentence sentence = text.get(random.nextInt(text.size()));
        Side side = random.nextBoolean() ? Side.SOURCE : Side.TARGET;
        return switch (random.nextInt(17)) {
            case 0 -> new Operation.Boundary(side, bead, near, sentence.id());
            case 1, 2 -> new Operation.Shift(side, bead, random.nextBoolean());
            case 3 -> new Operation.Merge(List.of(bead, near));
            case 4 -> new Operation.Split(bead, random.nextInt(3), random.nextInt(3));
            case 5 -> new Operation.Unlink(List.of(bead, near));
            case 6 ->
                new Operation.Link(
                        some(random, state.source()),
                        some(random, state.target()),
                        Optional.of(sentence.id()).filter(id -> random.nextBoolean()));
            case 7 -> new Operation.Edit(sentence.id(), "改过 " + random.nextInt(3));
            case 8 -> new Operation.Cut(sentence.id(), random.nextInt(8));
            case 9 -> new Operation.Confirm(List.of(bead, near), random.nextBoolean());
            case 10 ->
                new Operation.Edit(some(random, text).stream()
                        .collect(Collectors.toMap(id -> id, id -> "all " + random.nextInt(3))));
            case 11 -> new Operation.Mark(List.of(bead), random.nextBoolean());
            case 12 -> new Operation.Detach(sentence.id());
            case 13 -> new Operation.Swap(bead, near);
            case 14 -> new Operation.NoCounterpart(side, bead);
            case 15 -> new Operation.Insert(side, bead, "added " + random.nextInt(3));
            default ->
                new Operation.Note(Stream.of(bead, near)
                        .distinct()
                        .collect(Collectors.toMap(id -> id, id -> "note " + random.nextInt(3))));
        };
    }

    private static List<String> some(Random random, List<Sentence> text) {
        return text.isEmpty()
                ? List.of()
                : random.ints(1 + random.nextInt(2), 0, text.size())
                        .mapToObj(k -> text.get(k).id())
                        .distinct()
                        .toList();
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
