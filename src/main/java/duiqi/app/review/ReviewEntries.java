package duiqi.app.review;

import duiqi.align.Aligner;
import duiqi.align.HardBoundaries;
import duiqi.align.Slicer;
import duiqi.align.TextPair;
import duiqi.app.Project;
import duiqi.app.TextPairReader;
import duiqi.app.TextPairSpecs;
import duiqi.app.TextReader;
import duiqi.app.Version;
import duiqi.app.Workspace;
import duiqi.document.WebPages;
import duiqi.exchange.TmxWriter;
import duiqi.io.FileName;
import duiqi.io.InputFile;
import duiqi.memory.MemoryFile;
import duiqi.review.ChangedTexts;
import duiqi.review.Realignment;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.ReviewedMemory;
import duiqi.server.ReviewEntry;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class ReviewEntries {
    private static final Pattern OTHER_FORMS =
            Pattern.compile("\\.(xlf|xliff|sdlxliff|po|xlsx|csv|tsv|jsonl)$", Pattern.CASE_INSENSITIVE);

    /** Number of sentences of the longer side from which the page shows a provisional alignment. */
    private static final int LONG = 1500;

    private final TextPairReader reader;
    private final Aligner aligner;
    private final Slicer slicer;
    private final Workspace workspace;
    private final boolean restarts;

    /**
     * Creates a finder of reviews.
     *
     * @param slicer finds the beginning of long texts for a provisional alignment
     * @param workspace the project folder and the listener for messages
     * @param restarts true to start an existing review again
     */
    public ReviewEntries(TextPairReader reader, Aligner aligner, Slicer slicer, Workspace workspace, boolean restarts) {
        this.reader = reader;
        this.aligner = aligner;
        this.slicer = slicer;
        this.workspace = workspace;
        this.restarts = restarts;
    }

    /**
     * Returns the documents to review.
     *
     * @param inputs memories or texts; none for all memories and reviews of the project
     * @param output the memory to write, or a folder; empty for the default
     * @throws FormatException if an input cannot be reviewed
     */
    public List<ReviewEntry> of(List<String> inputs, Optional<Path> output) throws IOException {
        if (inputs.isEmpty()) {
            requireNoOutput(output);
            return ReviewLocations.ofProject(workspace.folder()).stream()
                    .map(this::memory)
                    .toList();
        }
        if (inputs.stream().allMatch(ReviewLocations::isMemory)) {
            requireNoOutput(output);
            List<ReviewEntry> entries = new ArrayList<>();
            for (String input : inputs) {
                FileName.requireUtf8(input);
                Path memory = Path.of(input);
                ReviewLocations places = ReviewLocations.of(memory);
                if (!Files.exists(memory) && !Files.exists(places.log())) {
                    throw new FormatException(
                            input, "there is no such memory", "check its name, or create it with duiqi align");
                }
                entries.add(memory(places));
            }
            return entries;
        }
        requireNoOtherForm(inputs);
        TextPairSpecs jobs = TextPairSpecs.of(inputs, reader);
        jobs.unpaired().forEach(text -> workspace.messages().warn(TextPairSpecs.unpairedWarning(text)));
        List<ReviewEntry> entries = new ArrayList<>();
        for (TextPairSpecs.Spec job : jobs.jobs()) {
            entries.add(texts(job, ReviewLocations.of(job, output, jobs.jobs().size() == 1, workspace.folder())));
        }
        InputFile.requireDistinct(entries.stream().map(ReviewEntry::memory).toList());
        return entries;
    }

    /** Rejects files of other bilingual formats, which are neither texts nor TMX memories. */
    public static void requireNoOtherForm(List<String> inputs) throws FormatException {
        for (String input : inputs) {
            if (ReviewLocations.isMemory(input)) {
                throw new FormatException(
                        input, "is a memory, but other inputs are texts", "review memories and texts separately");
            }
            if (OTHER_FORMS.matcher(input).find()) {
                throw new FormatException(
                        input,
                        "is neither a text nor a TMX memory",
                        "convert it first: duiqi tm convert " + input + " -o "
                                + OTHER_FORMS.matcher(input).replaceFirst(".tmx"));
            }
        }
    }

    private static void requireNoOutput(Optional<Path> output) throws FormatException {
        if (output.isPresent()) {
            throw new FormatException(
                    "-o " + output.get(), "a review writes to the memory itself", "omit -o, or copy the memory first");
        }
    }

    public ReviewEntry memory(ReviewLocations places) {
        return entry(ReviewLocations.name(places.memory()), places, Optional.empty());
    }

    public ReviewEntry texts(TextPairSpecs.Spec job, ReviewLocations places) {
        return entry(job.name(), places, Optional.of(job));
    }

    private ReviewEntry entry(String name, ReviewLocations places, Optional<TextPairSpecs.Spec> job) {
        return new ReviewEntry(
                name,
                job.map(texts -> new ReviewEntry.Texts(texts.source(), texts.target())),
                places.memory(),
                places.log(),
                places.copies(),
                listener -> open(places, job, listener),
                state -> Realignment.of(state, aligner),
                this::reread);
    }

    private Review open(ReviewLocations places, Optional<TextPairSpecs.Spec> job, ReviewEntry.Listener listener)
            throws IOException {
        if (Files.exists(places.log())) {
            if (!restarts) {
                return resume(places, job);
            }
            Path kept = Review.archive(places.log(), places.copies());
            workspace.messages().note(places.memory() + ": the previous review is kept in " + kept);
        }
        ReviewState initial = job.isPresent()
                ? align(job.get(), places, listener)
                : ReviewState.ofMemory(places.memory(), reader.given());
        Review review = Review.begin(places.log(), initial);
        Optional<String> hash = new ReviewedMemory(initial, places.copies(), new TmxWriter(Version.number())).begin();
        if (hash.isPresent()) {
            review.recordMemory(hash.get());
        }
        return review;
    }

    private Review resume(ReviewLocations places, Optional<TextPairSpecs.Spec> job) throws IOException {
        Review review = Review.open(places.log());
        try {
            if (job.isPresent()) {
                requireSame(review.origin(), job.get(), places);
            }
        } catch (FormatException other) {
            review.close();
            throw other;
        }
        String day = Files.getLastModifiedTime(places.log()).toString().substring(0, "2026-01-31".length());
        workspace
                .messages()
                .note("continuing the review of " + places.memory() + " from " + day + ", "
                        + Plurals.of(review.status().version(), "step"));
        return review;
    }

    /** Rejects a memory that is already under review, with other texts or as a memory. */
    private static void requireSame(ReviewOrigin origin, TextPairSpecs.Spec job, ReviewLocations places)
            throws IOException {
        if (!isReviewOf(origin, job.source(), job.target())) {
            String other = origin.source()
                    .map(source -> "with "
                            + Stream.of(source, origin.target().orElseThrow())
                                    .map(ReviewOrigin.File::name)
                                    .distinct()
                                    .collect(Collectors.joining(" and ")))
                    .orElse("without texts");
            throw new FormatException(
                    places.memory().toString(),
                    "is already under review " + other,
                    isReviewOf(origin, job.target(), job.source())
                            ? "give the texts in this order, or start again with --restart"
                            : "give another memory with -o, or start again with --restart");
        }
    }

    public static boolean isReviewOf(ReviewOrigin origin, String source, String target) throws IOException {
        return origin.source().isPresent()
                && isSame(origin.source().get().name(), source)
                && isSame(origin.target().orElseThrow().name(), target);
    }

    private static boolean isSame(String known, String given) throws IOException {
        if (known.equals(given)) {
            return true;
        }
        boolean areFiles = !WebPages.isAddress(known) && !WebPages.isAddress(given);
        return areFiles
                && Files.exists(Path.of(known))
                && Files.exists(Path.of(given))
                && Files.isSameFile(Path.of(known), Path.of(given));
    }

    /** Aligns the current texts on disk and keeps the decisions of the review. */
    private ReviewState reread(ReviewState state) throws IOException {
        ReviewOrigin origin = state.origin();
        if (origin.isMemory()) {
            throw new FormatException(
                    origin.memory().toString(),
                    "has no texts to read again",
                    "save the review to merge the changes of other programs");
        }
        String source = origin.source().orElseThrow().name();
        String target = origin.target().orElseThrow().name();
        ReviewOrigin now = new ReviewOrigin(
                Optional.of(file(source)),
                Optional.of(file(target)),
                origin.sourceLanguage(),
                origin.targetLanguage(),
                origin.memory());
        // The columns of the page do not change, so texts in another order are an error.
        TextPairReader inDirection = new TextPairReader(
                reader.reader(), reader.guide(), Optional.of(origin.direction()), origin.direction());
        return ChangedTexts.of(now, state, read(inDirection, new TextPairSpecs.Spec(source, source, target)), aligner);
    }

    private static ReviewOrigin.File file(String name) throws IOException {
        boolean isFile = !name.equals(TextReader.STANDARD_INPUT) && !WebPages.isAddress(name);
        return isFile ? ReviewOrigin.File.of(name) : new ReviewOrigin.File(name, Optional.empty());
    }

    private ReviewState align(TextPairSpecs.Spec job, ReviewLocations places, ReviewEntry.Listener listener)
            throws IOException {
        Review.requirePossible(places.log());
        TextPair texts = read(reader, job);
        ReviewOrigin origin = new ReviewOrigin(
                Optional.of(file(job.source())),
                Optional.of(file(job.target())),
                texts.source().language(),
                texts.target().language(),
                places.memory());
        workspace.messages().progress(job.place() + ": aligning");
        if (isLong(texts)) {
            listener.read();
            beginning(texts)
                    .ifPresent(first -> listener.drafted(
                            ReviewState.ofTexts(origin, aligner.align(first).text())));
        }
        Aligner.Outcome outcome = aligner.reporting(steps -> listener.aligned(steps, Aligner.STEPS))
                .align(texts);
        if (!outcome.fit().isParallel()) {
            workspace
                    .messages()
                    .warn(job.place() + ": warning: " + outcome.fit().problem());
        }
        return ReviewState.ofTexts(origin, outcome.text());
    }

    /** Reads two texts. Readers are not thread-safe, and the page may open several documents at the same time. */
    private TextPair read(TextPairReader used, TextPairSpecs.Spec job) throws IOException {
        synchronized (reader.reader()) {
            return used.read(job);
        }
    }

    private static boolean isLong(TextPair texts) {
        return Math.max(
                        texts.chinese().segments().size(),
                        texts.english().segments().size())
                >= LONG;
    }

    /** Returns the beginning of long texts. Empty if it is not clear where it ends in the translation. */
    private Optional<TextPair> beginning(TextPair texts) {
        Slicer.TextSentences sentences = new Slicer.TextSentences(texts.chinese(), texts.english());
        return slicer.beginning(sentences)
                .filter(slice -> !slice.equals(Slicer.Slice.whole(sentences)))
                .map(slice -> {
                    TextPair first = sentences.pair(slice);
                    List<HardBoundaries.Gate> gates = texts.gates().points().stream()
                            .filter(gate ->
                                    gate.chinese() <= slice.chineseEnd() && gate.english() <= slice.englishEnd())
                            .toList();
                    return new TextPair(
                            first.chinese(), first.english(), new HardBoundaries(gates), texts.isIntoChinese());
                });
    }

    /**
     * Holds the files of a review. They are in a hidden folder next to the memory; searches skip this folder.
     *
     * @param log the steps of the review
     * @param copies the folder for copies of the memory, which show the changes of other programs
     */
    public record ReviewLocations(Path memory, Path log, Path copies) {
        public static final String FOLDER = ".review";
        public static final String MEMORY_END = ".tmx";
        private static final String LOG_END = ".jsonl";
        private static final String COPIES_END = ".copies";

        public static ReviewLocations of(Path memory) {
            Path folder = memory.resolveSibling(FOLDER);
            String name = name(memory);
            return new ReviewLocations(memory, folder.resolve(name + LOG_END), folder.resolve(name + COPIES_END));
        }

        /**
         * Returns the files of the review of two texts.
         *
         * @param output a file, or a folder for several pairs; empty for {@code tm/NAME.tmx}
         * @param isOnly true if there are no other texts
         */
        static ReviewLocations of(TextPairSpecs.Spec job, Optional<Path> output, boolean isOnly, Path folder)
                throws FormatException {
            boolean isFile =
                    output.filter(path -> isOnly && !Files.isDirectory(path)).isPresent();
            Path memory = isFile
                    ? output.orElseThrow()
                    : output.orElse(folder.resolve(Project.MEMORIES)).resolve(job.name() + MEMORY_END);
            if (isFile && !isMemory(memory.toString())) {
                throw new FormatException(
                        memory.toString(),
                        "is not the name of a memory",
                        "use a name that ends in " + MEMORY_END + ", or a folder");
            }
            return of(memory);
        }

        /** Returns all memories of a project, including reviews whose memory is not written yet. */
        static List<ReviewLocations> ofProject(Path folder) throws IOException {
            Path memories = folder.resolve(Project.MEMORIES);
            Map<Path, ReviewLocations> found = new TreeMap<>();
            if (Files.isDirectory(memories)) {
                for (MemoryFile file : MemoryFile.in(memories)) {
                    if (isMemory(file.path().toString())) {
                        found.put(file.path(), of(file.path()));
                    }
                }
                for (Path log : logs(memories.resolve(FOLDER))) {
                    String name = String.valueOf(log.getFileName());
                    String bare = name.substring(0, name.length() - LOG_END.length());
                    boolean hasOther = isMemory(bare) && !bare.endsWith(MEMORY_END);
                    Path memory = memories.resolve(hasOther ? bare : bare + MEMORY_END);
                    found.putIfAbsent(memory, of(memory));
                }
            }
            return new ArrayList<>(found.values());
        }

        private static List<Path> logs(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(LOG_END)
                                && !String.valueOf(file.getFileName()).startsWith("."))
                        .sorted()
                        .toList();
            }
        }

        public static boolean isMemory(String name) {
            return name.toLowerCase(Locale.ROOT).endsWith(MEMORY_END);
        }

        private static String name(Path memory) {
            String name = String.valueOf(memory.getFileName());
            // A memory a.TMX keeps its extension, because a.tmx can be next to it.
            return name.endsWith(MEMORY_END) ? name.substring(0, name.length() - MEMORY_END.length()) : name;
        }
    }
}
