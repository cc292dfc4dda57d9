package duiqi.protocol;

import duiqi.app.Project;
import duiqi.app.Workspace;
import duiqi.protocol.mcp.AssistantSession;
import duiqi.protocol.mcp.AssistedProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets an assistant use the memories, terms and checks of a project, with the Model Context Protocol over two streams.
 * Immutable.
 *
 * @param memories memory files, and folders of them
 * @param additions the memory that receives new pairs; empty for {@code additions.tmx} beside the first memory
 * @param isWritable true if the assistant may add pairs and terms
 * @param project the settings and glossaries; the assistant reads documents in its folder only
 * @param workspace the clock, the cache and the listener for messages
 */
public record AssistantServer(
        List<Path> memories, Optional<Path> additions, boolean isWritable, Project project, Workspace workspace) {
    /**
     * Answers the messages of an assistant, until the input ends.
     *
     * @param in one JSON message in each line
     * @param out receives one JSON message in each line, and nothing else
     * @param faults receives internal errors of duiqi
     */
    public void run(InputStream in, PrintWriter out, Consumer<Throwable> faults) throws IOException {
        try (AssistedProject opened =
                new AssistedProject(new AssistedProject.Places(memories, additions, isWritable, project, workspace))) {
            new AssistantSession(opened, faults).run(in, out);
        }
    }
}
