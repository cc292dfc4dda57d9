package duiqi.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a run would do, and where.
 *
 * @param files how many files the input has
 * @param bytes their length
 * @param buckets how many folders the documents are dealt out to
 * @param processors how many tasks run at the same time
 * @param stages in their order
 */
public record CorpusPlan(int files, long bytes, int buckets, int processors, List<PlannedStage> stages) {
    public CorpusPlan {
        stages = List.copyOf(stages);
    }

    /** Looks what is done in a folder of work. */
    static List<PlannedStage> stages(
            CorpusSettings settings, CorpusInput input, int buckets, FileSystem files, Path work) throws IOException {
        List<PlannedStage> planned = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (!stage.isAsked(settings)) {
                continue;
            }
            for (String folder : TableStages.folders(stage)) {
                int parts = stage.parts(input.groups(), buckets);
                int done = 0;
                if (parts == 1) {
                    done = files.exists(new Path(work, folder)) ? 1 : 0;
                } else {
                    for (int part = 0; part < parts; part++) {
                        done += files.exists(new Path(work, Job.name(folder, part))) ? 1 : 0;
                    }
                }
                planned.add(new PlannedStage(stage.title(), stage.work(), parts, done));
            }
        }
        return planned;
    }
}
