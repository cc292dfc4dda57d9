package duiqi.corpus;

import duiqi.align.CorpusTraining;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.stage.Buckets;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Stage;
import duiqi.corpus.stage.TableStages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a run would do, and where.
 *
 * @param bytes length of the input
 * @param buckets how many folders the documents are dealt out to
 * @param processors how many tasks run at the same time
 * @param stages in their order
 */
public record CorpusPlan(long bytes, int buckets, int processors, List<PlannedStage> stages) {
    public CorpusPlan {
        stages = List.copyOf(stages);
    }

    /** Looks what is done in a folder of work. */
    static List<PlannedStage> stages(
            CorpusSettings settings, CorpusInput input, Buckets buckets, FileSystem files, Path work)
            throws IOException {
        List<PlannedStage> planned = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.isAsked(settings)) {
                planned.add(
                        switch (stage) {
                            case READ -> parts(stage, input.groups(), files, work);
                            case FIRST, LAST -> parts(stage, buckets.count(), files, work);
                            case TYPES -> parts(stage, TableStages.parts(buckets), files, work);
                            case LEARN -> rounds(buckets, files, work);
                            // How many steps there are is known when they are done, and there may be no books.
                            case SENTENCES, CUTS ->
                                new PlannedStage(
                                        stage.title(),
                                        stage.work(),
                                        1,
                                        files.exists(new Path(work, Stage.BOOKS.folder())) ? 1 : 0);
                            case BOOKS,
                                    DUPLICATES,
                                    UNITS,
                                    DROPPED,
                                    DOCUMENTS,
                                    REJECTED,
                                    TERMS,
                                    TERM_LIST,
                                    TABLES,
                                    TMX -> whole(stage, files, work);
                        });
            }
        }
        return planned;
    }

    private static PlannedStage whole(Stage stage, FileSystem files, Path work) throws IOException {
        boolean isDone = files.exists(new Path(work, stage.folder()));
        return new PlannedStage(stage.title(), stage.work(), 1, isDone ? 1 : 0);
    }

    private static PlannedStage parts(Stage stage, int parts, FileSystem files, Path work) throws IOException {
        return new PlannedStage(stage.title(), stage.work(), parts, done(stage.folder(), parts, files, work));
    }

    private static PlannedStage rounds(Buckets buckets, FileSystem files, Path work) throws IOException {
        int parts = TableStages.parts(buckets);
        int done = 0;
        for (int round = 1; round <= CorpusTraining.ITERATIONS; round++) {
            done += done(TableStages.folder(round), parts, files, work);
        }
        return new PlannedStage(Stage.LEARN.title(), Stage.LEARN.work(), parts * CorpusTraining.ITERATIONS, done);
    }

    private static int done(String folder, int parts, FileSystem files, Path work) throws IOException {
        int done = 0;
        for (int part = 0; part < parts; part++) {
            done += files.exists(new Path(work, Job.name(folder, part))) ? 1 : 0;
        }
        return done;
    }

    /**
     * What a run would do.
     *
     * @param title what a person calls the stage
     * @param work what is done in it
     * @param parts how many parts it has
     * @param done how many of them are done
     */
    public record PlannedStage(String title, String work, int parts, int done) {}
}
