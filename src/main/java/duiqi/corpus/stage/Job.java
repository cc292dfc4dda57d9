package duiqi.corpus.stage;

import duiqi.corpus.CorpusListener;
import duiqi.corpus.CorpusSettings;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What all stages of a run share.
 *
 * @param spark the engine
 * @param work the folder of the run
 * @param settings what is asked
 * @param plan what was settled when the run was begun
 * @param listener is told how far it is
 * @param times hears how long tasks take
 */
public record Job(
        SparkSession spark,
        WorkFolder work,
        CorpusSettings settings,
        Plan plan,
        CorpusListener listener,
        TaskTimes times) {
    /** Makes one part of a stage. */
    interface Part {
        void make(int number, Path into) throws IOException;
    }

    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    public Buckets buckets() {
        return plan.folders();
    }

    /** Makes a stage that is done as a whole. */
    public void stage(Stage stage, WorkFolder.Making making) throws IOException {
        if (!work.isDone(stage.folder())) {
            begin(stage.title(), 0, 1);
            work.make(stage.folder(), making);
            times.part();
            listener.progress(stage.title(), 1, 1);
            listener.done(times.figures(stage.title(), 1, 0));
        }
    }

    /** Makes all parts of a stage that are not done. */
    void stage(Stage stage, int parts, Part part) throws IOException {
        stage(stage.title(), stage.folder(), parts, part);
    }

    /**
     * Makes all parts of a stage that are not done, one after the other, so that a killed run loses no more than one of them.
     *
     * @param title what a person calls it
     * @param folder where its parts are
     * @param parts how many it has
     */
    void stage(String title, String folder, int parts, Part part) throws IOException {
        int earlier = 0;
        for (int number = 0; number < parts; number++) {
            earlier += work.isDone(name(folder, number)) ? 1 : 0;
        }
        if (earlier == parts) {
            return;
        }
        begin(title, earlier, parts);
        int done = earlier;
        for (int number = 0; number < parts; number++) {
            if (!work.isDone(name(folder, number))) {
                int own = number;
                work.make(name(folder, number), into -> part.make(own, into));
                times.part();
                done++;
                listener.progress(title, done, parts);
            }
        }
        listener.done(times.figures(title, parts, earlier));
    }

    /** What a stage does step by step, where a step tells whether there is another. */
    public interface Steps {
        /** Whether there is a step to do after what was read last. */
        boolean isNext();

        void make(Path into) throws IOException;

        /** Reads what a step has made, now or in an earlier run. */
        void read(Path made) throws IOException;
    }

    /** Makes the steps of a stage, each of which goes on from the one before. */
    public void steps(Stage stage, Steps steps) throws IOException {
        int earlier = 0;
        int number = 0;
        while (steps.isNext()) {
            String folder = name(stage.folder(), number);
            if (work.isDone(folder)) {
                earlier++;
            } else {
                if (number == earlier) {
                    begin(stage.title(), earlier, earlier + 1);
                }
                work.make(folder, steps::make);
                times.part();
            }
            number++;
            steps.read(work.step(folder));
            listener.progress(stage.title(), number, steps.isNext() ? number + 1 : number);
        }
        if (number > earlier) {
            listener.done(times.figures(stage.title(), number, earlier));
        }
    }

    private void begin(String title, int done, int parts) {
        spark.sparkContext().setJobDescription(title);
        times.begin();
        listener.progress(title, done, parts);
    }

    /** The folder of a part of a stage. */
    Path part(String folder, int number) {
        return work.step(name(folder, number));
    }

    /** The name of a part of a stage in the work folder. */
    public static String name(String folder, int number) {
        return String.format(Locale.ROOT, "%s/%05d", folder, number);
    }
}
