package duiqi.corpus;

import java.time.Duration;

/** Receives the progress of a run. */
public interface CorpusListener {
    /**
     * Receives the progress of a stage, also when the stage begins.
     *
     * @param stage the title of the stage
     * @param done the number of parts that are done, in this run or an earlier one
     * @param parts the number of parts of the stage
     */
    void progress(String stage, int done, int parts);

    /** Receives the measurements of a stage that is done. */
    void done(StageFigures figures);

    /**
     * Holds the measurements of a stage.
     *
     * @param stage the title of the stage
     * @param parts the number of parts of the stage
     * @param earlier the number of parts that an earlier run has done
     * @param time the elapsed time of the stage in this run
     * @param tasks the measurements of its tasks
     */
    record StageFigures(String stage, int parts, int earlier, Duration time, TaskFigures tasks) {}

    /**
     * Holds the measurements of the Spark tasks of a stage.
     *
     * @param count the number of tasks
     * @param busy the run time of all tasks together
     * @param processor the processor time of the task threads
     * @param median the run time of the median task
     * @param longest the run time of the longest task
     */
    record TaskFigures(int count, Duration busy, Duration processor, Duration median, Duration longest) {}
}
