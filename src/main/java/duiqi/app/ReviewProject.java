package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.align.Slicer;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryFile;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.ReviewTools;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
    public Served start(ServerPlace place, Workspace workspace, Consumer<Throwable> problems) throws IOException {
        CheckSettings settings = project.settings(problems::accept);
        List<Path> glossaries = project.glossaries(settings);
        Lexicon lexicon = Lexicon.standard();
        KnownTranslations known =
                new KnownTranslations(AlignmentGuide.terms(Project.glossary(glossaries, problems::accept)), List.of());
        Aligner aligner = new Aligner(lexicon, AlignmentWeights.standard(), Bead.Shapes.standard(), known);
        TextPairReader texts = reader.in(settings);
        ReviewEntries entries = new ReviewEntries(
                texts, aligner, new Slicer(lexicon, AlignmentWeights.standard(), DRAFT), workspace, restarts);
        ReviewEntry.Project documents = new ReviewEntry.Project(
                entries.of(inputs, output), !inputs.isEmpty(), new UploadedFiles(entries, texts, workspace.folder()));
        ReviewTools tools = new ReviewTools(
                Version.number(),
                new ReviewTools.Owner(user.or(workspace::user), workspace.clock()),
                glossaries,
                project.termFile(glossaries),
                settings,
                project.baseline(settings, false, problems::accept),
                lexicon,
                aligner);
        return new Served(
                ReviewServer.start(place, documents, tools, problems),
                documents.entries().size());
    }

    /**
     * Holds the files of a review. They are in a hidden folder next to the memory; searches skip this folder.
     *
     * @param memory the memory to write
     * @param log the steps of the review
     * @param copies the folder for copies of the memory, which show the changes of other programs
     */
    record ReviewLocations(Path memory, Path log, Path copies) {
        static final String MEMORIES = "tm";
        static final String FOLDER = ".review";
        static final String MEMORY_END = ".tmx";
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
