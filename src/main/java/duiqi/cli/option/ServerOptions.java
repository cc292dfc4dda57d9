package duiqi.cli.option;

import duiqi.server.AccessToken;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

public final class ServerOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Listen on this address. Default: ${DEFAULT-VALUE}.")
    public String host = "127.0.0.1";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Read the token from this file; create it if missing. Default: a new token.")
    private @Nullable Path tokenFile;

    public boolean hasTokenFile() {
        return tokenFile != null;
    }

    /**
     * Returns the token in the file, or a new token if the user gave no file.
     *
     * @throws duiqi.text.FormatException if the file contains no valid token, or cannot be read or created
     */
    public AccessToken token() throws IOException {
        return tokenFile == null ? AccessToken.random() : AccessToken.inFile(tokenFile);
    }
}
