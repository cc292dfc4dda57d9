package duiqi.corpus.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists the files of a step.
 *
 * @param attempt the name of the folder or file of the step
 * @param files the length of each file by its path in the folder; an empty path if the step is a single file. Names that
 *     begin with a dot or an underscore are not included, because Spark does not read them
 */
record StepManifest(String attempt, SortedMap<String, Long> files) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a manifest. A manifest that is missing or incomplete is empty. */
    static Optional<StepManifest> read(FileSystem files, Path file) throws IOException {
        try (var in = files.open(file)) {
            return Optional.of(JSON.readValue(in.readAllBytes(), StepManifest.class));
        } catch (FileNotFoundException | JsonProcessingException missing) {
            return Optional.empty();
        }
    }

    byte[] bytes() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    /** Returns the length of each file of a step, also of an incomplete one. */
    static SortedMap<String, Long> lengths(FileSystem files, Path step) throws IOException {
        SortedMap<String, Long> lengths = new TreeMap<>();
        String folder = files.makeQualified(step).toUri().getPath();
        try {
            RemoteIterator<LocatedFileStatus> found = files.listFiles(step, true);
            while (found.hasNext()) {
                LocatedFileStatus file = found.next();
                String path = file.getPath().toUri().getPath().substring(folder.length());
                if (!path.contains("/_") && !path.contains("/.")) {
                    lengths.put(path, file.getLen());
                }
            }
        } catch (FileNotFoundException none) {
            return new TreeMap<>();
        }
        return lengths;
    }

    /** Returns the path of a file of the step. */
    static Path path(Path step, String file) {
        return file.isEmpty() ? step : new Path(step, file.substring(1));
    }

    /** Returns the path of the step in a work folder. */
    Path in(Path work, String name) {
        return new Path(new Path(work, name), attempt);
    }

    /** Returns whether a step consists of these files, each with its length. */
    boolean matches(FileSystem system, Path step) throws IOException {
        return lengths(system, step).equals(files);
    }

    /** Returns the files that a folder lacks, or that have another length there. */
    List<String> missing(FileSystem system, Path step) throws IOException {
        Map<String, Long> found = lengths(system, step);
        return files.entrySet().stream()
                .filter(file -> !Objects.equals(file.getValue(), found.get(file.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
