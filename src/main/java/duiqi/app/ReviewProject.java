package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.align.Slicer;
import duiqi.app.review.ReviewEntries;
import duiqi.app.review.ReviewEntries.ReviewLocations;
import duiqi.check.CheckSettings;
import duiqi.document.DocumentReader.Input;
import duiqi.io.InputFile;
import duiqi.lexicon.Lexicon;
import duiqi.review.Review;
import duiqi.review.ReviewState;
import duiqi.server.AccessToken;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Serves alignments and memories for review in a browser. Immutable.
 *
 * @param inputs the memories or texts; none for the memories of the project
 * @param output the memory to write, or a folder; empty for the default
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
    /** Number of sentences of the provisional alignment that the page shows first. */
    private static final int DRAFT = 400;

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
    public Served start(ServerPlace place, AccessToken token, Workspace workspace, Consumer<Throwable> problems)
            throws IOException {
        CheckSettings settings = project.settings(problems::accept);
        List<Path> glossaries = project.glossaries(settings);
        Lexicon lexicon = Lexicon.standard();
        KnownTranslations known = new KnownTranslations(
                AlignmentGuide.terms(GlossaryFiles.read(glossaries, problems::accept)), List.of());
        Aligner aligner = new Aligner(lexicon, AlignmentWeights.standard(), Bead.Shapes.standard(), known);
        TextPairReader texts = reader.in(settings);
        ReviewEntries entries = new ReviewEntries(
                texts, aligner, new Slicer(lexicon, AlignmentWeights.standard(), DRAFT), workspace, restarts);
        UploadedFiles uploads = new UploadedFiles(entries, texts, workspace.folder());
        ReviewEntry.Project documents = new ReviewEntry.Project(entries.of(inputs, output), !inputs.isEmpty(), uploads);
        ReviewServer.ReviewTools tools = new ReviewServer.ReviewTools(
                Version.number(),
                user.or(workspace::user),
                workspace.clock(),
                glossaries,
                project.termFile(glossaries),
                settings,
                project.baseline(settings, false, problems::accept),
                lexicon,
                aligner);
        return new Served(
                ReviewServer.start(place, token, documents, tools, problems),
                documents.entries().size());
    }

    /**
     * Stores files that the page sends: memories in {@code tm}, texts in {@code tm/.review/texts}. Uses no folder that a
     * client names. Thread-safe.
     */
    static final class UploadedFiles implements ReviewEntry.Uploads {
        private static final String TEXTS = "texts";
        private static final String RECEIVED = ".upload";
        private static final String BOTH = "Chinese and English";
        private static final int MAX_EXTENSION = 8;

        /** Maximum length of a file name in bytes of UTF-8. File systems allow 255; copies add endings. */
        private static final int NAME_BYTES = 180;

        private final ReviewEntries entries;
        private final TextPairReader reader;
        private final Path memories;

        /**
         * Creates the store.
         *
         * @param entries makes the documents
         */
        UploadedFiles(ReviewEntries entries, TextPairReader reader, Path folder) {
            this.entries = entries;
            this.reader = reader;
            memories = folder.resolve(Project.MEMORIES);
        }

        @Override
        public Path create(String name, long bytes) throws IOException {
            String safe = safe(name);
            if (bytes == 0) {
                throw new FormatException(safe, "the file is empty", "choose another file");
            }
            Input.requireSize(safe, bytes);
            Path texts = memories.resolve(ReviewLocations.FOLDER).resolve(TEXTS);
            try {
                Files.createDirectories(texts);
                return Files.createFile(
                        Files.createTempDirectory(texts, RECEIVED).resolve(safe));
            } catch (IOException failure) {
                throw new FormatException(
                        texts.toString(), "cannot store the upload", "check the permissions of the folder", failure);
            }
        }

        @Override
        public ReviewEntry.Stored store(Path received) throws IOException {
            String name = String.valueOf(received.getFileName());
            try {
                return stored(received, name);
            } catch (FormatException unreadable) {
                throw unreadable.renamed(received.toString(), name);
            } finally {
                discard(received);
            }
        }

        private ReviewEntry.Stored stored(Path received, String name) throws IOException {
            if (ReviewLocations.isMemory(name)) {
                ReviewState.ofMemory(received, reader.given());
                return new ReviewEntry.Stored(keep(received, this::memory), BOTH, true);
            }
            ReviewEntries.requireNoOtherForm(List.of(name));
            TextReader texts = reader.reader();
            synchronized (texts) {
                TextReader.Whole whole = texts.whole(received.toString());
                Optional<Language> language = Language.of(whole.content().all());
                boolean isWhole =
                        texts.bilingual(whole, reader.given(), reader.order()).isPresent();
                return new ReviewEntry.Stored(
                        keep(received, this::text),
                        isWhole ? BOTH : language.map(Language::displayName).orElse(""),
                        isWhole);
            }
        }

        /** Names the places of a file, from the best. */
        private interface Places {
            /** Returns a place; the first has the number 1. */
            Path of(String name, int number);
        }

        private Path text(String name, int number) {
            Path folder = memories.resolve(ReviewLocations.FOLDER).resolve(TEXTS);
            return (number == 1 ? folder : folder.resolve(String.valueOf(number))).resolve(name);
        }

        private Path memory(String name, int number) {
            String bare = name.substring(0, name.length() - ReviewLocations.MEMORY_END.length());
            return memories.resolve((number == 1 ? bare : bare + "-" + number) + ReviewLocations.MEMORY_END);
        }

        /** Moves a file to the first free place, or returns the place of a file with the same content. */
        private synchronized Path keep(Path received, Places places) throws IOException {
            String name = String.valueOf(received.getFileName());
            for (int number = 1; ; number++) {
                Path place = places.of(name, number);
                if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Files.mismatch(place, received) < 0) {
                    return place;
                }
                Path folder = Objects.requireNonNull(place.getParent());
                boolean isFolder = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                        || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
                if (isFolder
                        && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                        && !Files.exists(ReviewLocations.of(place).log())) {
                    Files.createDirectories(folder);
                    return Files.move(received, place);
                }
            }
        }

        @Override
        public void discard(Path received) throws IOException {
            Files.deleteIfExists(received);
            Files.deleteIfExists(Objects.requireNonNull(received.getParent()));
        }

        @Override
        public ReviewEntry entry(List<Path> files) throws IOException {
            List<String> names = files.stream().map(Path::toString).toList();
            if (names.size() == 1 && ReviewLocations.isMemory(names.get(0))) {
                return entries.memory(ReviewLocations.of(files.get(0)));
            }
            ReviewEntries.requireNoOtherForm(names);
            String source = names.get(0);
            String target = names.get(names.size() - 1);
            if (names.size() > 1 && source.equals(target)) {
                throw new FormatException(
                        String.valueOf(files.get(0).getFileName()),
                        "is given twice",
                        "choose a text and its translation");
            }
            String name = TextPairSpecs.name(names);
            for (int number = 1; ; number++) {
                String numbered = number == 1 ? name : name + "-" + number;
                ReviewLocations places = ReviewLocations.of(memories.resolve(numbered + ReviewLocations.MEMORY_END));
                boolean isBegun = Files.exists(places.log());
                boolean isSame = isBegun && ReviewEntries.isReviewOf(Review.origin(places.log()), source, target);
                if (isSame || (!isBegun && !Files.exists(places.memory()))) {
                    return entries.texts(new TextPairSpecs.Spec(numbered, source, target), places);
                }
            }
        }

        /** Returns a file name without folders, control characters, and names that are special in any system. */
        static String safe(String sent) {
            String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
            String visible =
                    Normalizer.normalize(last, Normalizer.Form.NFC).strip().replaceFirst("^\\.+", "");
            String clean = InputFile.allowedName(visible);
            String named = clean.isEmpty() ? "text-" : clean;
            String extension = Input.extensionOf(named)
                    .filter(end -> end.length() <= MAX_EXTENSION)
                    .map(end -> named.substring(named.length() - end.length() - 1))
                    .orElse("");
            String bare = named.substring(0, named.length() - extension.length());
            while ((bare + extension).getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
                bare = bare.substring(0, bare.offsetByCodePoints(bare.length(), -1));
            }
            return bare + extension;
        }
    }
}
