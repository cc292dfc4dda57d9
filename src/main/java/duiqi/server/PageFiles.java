package duiqi.server;

import duiqi.io.InputFile;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the files of the page. Reads all files at the start, so that no path from a client is ever resolved.
 * Immutable.
 */
final class PageFiles {
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon");

    private final Map<String, byte[]> files;

    private PageFiles(Map<String, byte[]> files) {
        this.files = files;
    }

    static PageFiles read() throws IOException {
        URL folder = Objects.requireNonNull(PageFiles.class.getResource("page/" + INDEX), "page");
        try {
            URI address = folder.toURI();
            if (!address.getScheme().equals("jar")) {
                return read(Path.of(address).resolveSibling(""));
            }
            try (FileSystem jar = FileSystems.newFileSystem(address, Map.of())) {
                String inside = address.toString().replaceFirst("^[^!]*!", "");
                return read(jar.getPath(inside).resolveSibling(""));
            }
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    private static PageFiles read(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.toList()) {
                // Paths in a jar and on Windows differ in their separators and absolute parts.
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (TYPES.containsKey(extension(name))) {
                    files.put(name, InputFile.bytes(file));
                }
            }
        }
        return new PageFiles(files);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns the paths of the files. They need no token. */
    Set<String> paths() {
        return files.keySet().stream().map(PageFiles::path).collect(Collectors.toSet());
    }

    private static String path(String name) {
        return name.equals(INDEX) ? "/" : "/assets/" + name;
    }

    void addTo(RoutesConfig routes) {
        files.forEach((name, bytes) -> {
            String type = Objects.requireNonNull(TYPES.get(extension(name)), "type");
            routes.get(path(name), request -> request.contentType(type).result(bytes));
        });
    }
}
