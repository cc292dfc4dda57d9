package duiqi.corpus;

import duiqi.align.CorpusTraining;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.stage.Stage;
import duiqi.corpus.stage.TableStages;
import duiqi.corpus.stage.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Describes the stages of a run before it begins or continues.
 *
 * @param bytes the length of the input in bytes
 * @param buckets the number of folders for the documents
 * @param processors the number of tasks that run at the same time
 * @param stages the stages in their order
 */
public record CorpusPlan(long bytes, int buckets, int processors, List<PlannedStage> stages) {
    public CorpusPlan {
        stages = List.copyOf(stages);
    }

    /** Returns the stages of a run, and how much of each is already done in a work folder. */
    static List<PlannedStage> stages(
            CorpusSettings settings, CorpusInput input, Buckets buckets, FileSystem files, Path work)
            throws IOException {
        List<PlannedStage> planned = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.isIncluded(settings)) {
                planned.add(
                        switch (stage) {
                            case READ -> parts(stage, input.groups(), files, work);
                            case FIRST, LAST -> parts(stage, buckets.count(), files, work);
                            case TYPES -> parts(stage, TableStages.parts(buckets), files, work);
                            case LEARN -> rounds(buckets, files, work);
                            // The number of steps is known only when they are done, and there may be no books.
                            case SENTENCES, CUTS -> whole(stage, Stage.BOOKS.folder(), files, work);
                            case BOOKS,
                                    DUPLICATES,
                                    UNITS,
                                    DROPPED,
                                    DOCUMENTS,
                                    REJECTED,
                                    TERMS,
                                    TERM_LIST,
                                    TABLES,
                                    TMX -> whole(stage, stage.folder(), files, work);
                        });
            }
        }
        return planned;
    }

    private static PlannedStage whole(Stage stage, String folder, FileSystem files, Path work) throws IOException {
        return new PlannedStage(stage.title(), stage.work(), 1, files.exists(new Path(work, folder)) ? 1 : 0);
    }

    private static PlannedStage parts(Stage stage, int parts, FileSystem files, Path work) throws IOException {
        return new PlannedStage(
                stage.title(), stage.work(), parts, WorkFolder.done(files, work, stage.folder(), parts));
    }

    private static PlannedStage rounds(Buckets buckets, FileSystem files, Path work) throws IOException {
        int parts = TableStages.parts(buckets);
        int done = 0;
        for (int round = 1; round <= CorpusTraining.ITERATIONS; round++) {
            done += WorkFolder.done(files, work, TableStages.folder(round), parts);
        }
        return new PlannedStage(Stage.LEARN.title(), Stage.LEARN.work(), parts * CorpusTraining.ITERATIONS, done);
    }

    /**
     * Describes a stage of a run.
     *
     * @param title the title of the stage
     * @param work a description of its work
     * @param parts the number of its parts
     * @param done the number of parts that are done
     */
    public record PlannedStage(String title, String work, int parts, int done) {}
}
