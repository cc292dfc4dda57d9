package duiqi.app;

import duiqi.app.source.CorrectedFile;
import duiqi.check.Correction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies corrections to the checked files. Immutable.
 *
 * @param all the corrections, in the order of the findings
 */
public record Corrections(List<Correction> all) {
    public Corrections {
        all = List.copyOf(all);
    }

    /**
     * Describes the result for one file.
     *
     * @param rejected the corrections that duiqi did not apply, with the reasons
     * @param before the text of the file before the corrections; empty if the file was unreadable
     * @param after the text after the corrections
     */
    public record FileResult(
            String file, List<Correction> applied, Map<Correction, String> rejected, String before, String after) {
        public FileResult {
            applied = List.copyOf(applied);
            rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        }
    }

    /**
     * Applies the corrections.
     *
     * @param isPreview true to change no file
     * @return the result for each file that has corrections
     */
    public List<FileResult> apply(Workspace workspace, boolean isPreview) throws IOException {
        Map<String, List<Correction>> byFile = new LinkedHashMap<>();
        all.forEach(correction -> byFile.computeIfAbsent(correction.location().file(), file -> new ArrayList<>())
                .add(correction));
        List<FileResult> results = new ArrayList<>();
        for (Map.Entry<String, List<Correction>> file : byFile.entrySet()) {
            CorrectedFile corrected = new CorrectedFile(file.getKey());
            FileResult result = corrected.correct(file.getValue());
            if (!isPreview && !result.applied().isEmpty()) {
                Workspace.UninterruptibleWrite.run(() -> corrected.write(workspace));
            }
            results.add(result);
        }
        return results;
    }
}
