package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.app.source.ReviewEntries;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.ReviewTools;
import duiqi.server.ServerPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Serves alignments and memories for review in a browser. Immutable.
 *
 * @param project the settings, glossaries and baseline
 * @param inputs the memories or texts; none for the memories of the project
 * @param output the memory to write, or a folder; empty for the default
 * @param reader the reader of texts
 * @param restarts true to start an existing review again
 */
public record ReviewProject(
        Project project, List<String> inputs, Optional<Path> output, TextPairReader reader, boolean restarts) {
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
                workspace.clock(),
                glossaries,
                project.termFile(glossaries),
                settings,
                project.baseline(settings, false, problems::accept),
                lexicon);
        return new Served(ReviewServer.start(place, entries, tools, problems), entries.size());
    }
}
