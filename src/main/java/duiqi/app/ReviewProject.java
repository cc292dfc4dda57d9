package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.align.ParallelText;
import duiqi.check.CheckSettings;
import duiqi.document.WebPages;
import duiqi.exchange.TmxWriter;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryFile;
import duiqi.review.ChangedTexts;
import duiqi.review.InitialReview;
import duiqi.review.Realignment;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.ReviewedMemory;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.ReviewTools;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serves alignments and memories for review in a browser. Immutable.
 *
 * @param project the settings, glossaries and baseline
 * @param inputs the memories or texts; none for the memories of the project
 * @param output the memory to write, or a folder; empty for the default
 * @param reader the reader of texts
 * @param restarts true to start an existing review again
 * @param user the name of the user for the memory; empty for the user of the system
 */
public record ReviewProject(
        Project project,
        List<String> inputs,
        Optional<Path> output,
        TextPairReader reader,
        boolean restarts,
        Optional<String> user) {
    public ReviewProject {
        inputs = List.copyOf(inputs);
    }

    /**
     * Describes a running review server.
     *
     * @param server the server, which the caller closes
     * @param documents the number of documents
     */
    public record Served(ReviewServer server, int documents) {}

    /**
     * Starts the server.
     *
     * @param problems receives the failures of settings, glossaries and requests
     */
    public Served start(ServerPlace place, Workspace workspace, Consumer<Throwable> problems) throws IOException {
        CheckSettings settings = project.settings(problems::accept);
        List<Path> glossaries = project.glossaries(settings);
        Lexicon lexicon = Lexicon.standard();
        KnownTranslations known =
                new KnownTranslations(AlignmentGuide.terms(Project.glossary(glossaries, problems::accept)), List.of());
        Aligner aligner = new Aligner(lexicon, AlignmentWeights.standard(), Bead.Shapes.standard(), known);
        List<ReviewEntry> entries =
                new ReviewEntries(reader.in(settings), aligner, restarts, workspace).of(inputs, output);
        ReviewTools tools = new ReviewTools(
                Version.number(),
                new ReviewTools.Owner(user.or(workspace::user), workspace.clock()),
                glossaries,
                project.termFile(glossaries),
                settings,
                project.baseline(settings, false, problems::accept),
                lexicon,
                aligner);
        return new Served(ReviewServer.start(place, entries, tools, problems), entries.size());
    }

    /** Finds the documents to review, and starts or continues the review of each. */
    private static final class ReviewEntries {
        private static final Pattern OTHER_FORMS =
                Pattern.compile("\\.(xlf|xliff|sdlxliff|po|xlsx|csv|tsv|jsonl)$", Pattern.CASE_INSENSITIVE);

        private final TextPairReader reader;
        private final Aligner aligner;
        private final boolean restarts;
        private final Workspace workspace;

        /**
         * Creates a finder of reviews.
         *
         * @param reader the reader of texts
         * @param aligner the aligner for texts
         * @param restarts true to start an existing review again
         * @param workspace the project folder and the listener for messages
         */
        ReviewEntries(TextPairReader reader, Aligner aligner, boolean restarts, Workspace workspace) {
            this.reader = reader;
            this.aligner = aligner;
            this.restarts = restarts;
            this.workspace = workspace;
        }

        /**
         * Returns the documents to review.
         *
         * @param inputs memories or texts; none for all memories and reviews of the project
         * @param output the memory to write, or a folder; empty for the default
         * @throws FormatException if there is nothing to review
         */
        List<ReviewEntry> of(List<String> inputs, Optional<Path> output) throws IOException {
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
                entries.add(
                        texts(job, ReviewLocations.of(job, output, jobs.jobs().size() == 1, workspace.folder())));
            }
            return entries;
        }

        /** Rejects files of other bilingual formats, which are neither texts nor TMX memories. */
        private static void requireNoOtherForm(List<String> inputs) throws FormatException {
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
                        "-o " + output.get(),
                        "a review writes to the memory itself",
                        "omit -o, or copy the memory first");
            }
        }

        private ReviewEntry memory(ReviewLocations places) {
            return entry(
                    places.name(),
                    places,
                    Optional.empty(),
                    () -> InitialReview.ofMemory(places.memory(), reader.given()));
        }

        private ReviewEntry texts(TextPairSpecs.Spec job, ReviewLocations places) {
            return entry(job.name(), places, Optional.of(job), () -> align(job, places.memory()));
        }

        /** Creates the initial state of a review. */
        @FunctionalInterface
        private interface Start {
            InitialReview make() throws IOException;
        }

        private ReviewEntry entry(String name, ReviewLocations places, Optional<TextPairSpecs.Spec> job, Start start) {
            return new ReviewEntry(
                    name,
                    job.map(texts -> new ReviewEntry.Texts(texts.source(), texts.target())),
                    places.memory(),
                    places.log(),
                    places.copies(),
                    () -> open(places, job, start),
                    (origin, state) -> Realignment.of(origin, state, aligner),
                    this::reread);
        }

        private Review open(ReviewLocations places, Optional<TextPairSpecs.Spec> job, Start start) throws IOException {
            if (Files.exists(places.log())) {
                if (!restarts) {
                    return resume(places, job);
                }
                Path kept = Review.archive(places.log(), places.copies());
                say(places.memory() + ": the previous review is kept in " + kept);
            }
            InitialReview initial = start.make();
            Review review = Review.begin(places.log(), initial);
            Optional<String> hash =
                    new ReviewedMemory(review.origin(), places.copies(), new TmxWriter(Version.number())).begin();
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
            say("continuing the review of " + places.memory() + " from " + day + ", "
                    + Plurals.of(review.status().version(), "step"));
            return review;
        }

        private void say(String line) {
            workspace.messages().note(line);
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

        private static boolean isReviewOf(ReviewOrigin origin, String source, String target) throws IOException {
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
        private InitialReview reread(ReviewOrigin origin, ReviewState state) throws IOException {
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
            return ChangedTexts.of(
                    now, state, inDirection.read(new TextPairSpecs.Spec(source, source, target)), aligner);
        }

        private static ReviewOrigin.File file(String name) throws IOException {
            boolean isFile = !name.equals(TextReader.STANDARD_INPUT) && !WebPages.isAddress(name);
            return isFile ? ReviewOrigin.File.of(name) : new ReviewOrigin.File(name, Optional.empty());
        }

        private InitialReview align(TextPairSpecs.Spec job, Path memory) throws IOException {
            workspace.messages().progress(job.place() + ": aligning");
            Aligner.Outcome outcome = aligner.align(reader.read(job));
            if (!outcome.fit().isParallel()) {
                workspace
                        .messages()
                        .warn(job.place() + ": warning: " + outcome.fit().problem());
            }
            ParallelText text = outcome.text();
            ReviewOrigin origin = new ReviewOrigin(
                    Optional.of(file(job.source())),
                    Optional.of(file(job.target())),
                    text.source().language(),
                    text.target().language(),
                    memory);
            return InitialReview.ofTexts(origin, text);
        }

        /**
         * Holds the files of a review. They are in a hidden folder next to the memory; searches skip this folder.
         *
         * @param memory the memory to write
         * @param log the steps of the review
         * @param copies the folder for copies of the memory, which show the changes of other programs
         */
        private record ReviewLocations(Path memory, Path log, Path copies) {
            private static final String MEMORIES = "tm";
            private static final String FOLDER = ".review";
            private static final String MEMORY_END = ".tmx";
            private static final String LOG_END = ".jsonl";
            private static final String COPIES_END = ".copies";

            /** Returns the files of the review of a memory. */
            static ReviewLocations of(Path memory) {
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
                boolean isFile = output.filter(path -> isOnly && !Files.isDirectory(path))
                        .isPresent();
                Path memory = isFile
                        ? output.orElseThrow()
                        : output.orElse(folder.resolve(MEMORIES)).resolve(job.name() + MEMORY_END);
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
                Path memories = folder.resolve(MEMORIES);
                Map<Path, ReviewLocations> found = new TreeMap<>();
                if (Files.isDirectory(memories)) {
                    for (MemoryFile file : MemoryFile.in(memories)) {
                        if (isMemory(file.path().toString())) {
                            found.put(file.path(), of(file.path()));
                        }
                    }
                    for (Path log : logs(memories.resolve(FOLDER))) {
                        String name = String.valueOf(log.getFileName());
                        Path memory =
                                memories.resolve(name.substring(0, name.length() - LOG_END.length()) + MEMORY_END);
                        found.putIfAbsent(memory, of(memory));
                    }
                }
                if (found.isEmpty()) {
                    throw new FormatException(
                            memories.toString(),
                            "there is no memory and no review",
                            "give a text and its translation, or a memory");
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

            static boolean isMemory(String name) {
                return name.endsWith(MEMORY_END);
            }

            /** Returns the name of the memory without its extension. */
            String name() {
                return name(memory);
            }

            private static String name(Path memory) {
                String name = String.valueOf(memory.getFileName());
                return isMemory(name) ? name.substring(0, name.length() - MEMORY_END.length()) : name;
            }
        }
    }
}
