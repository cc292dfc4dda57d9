package duiqi.corpus;

import java.time.Duration;

/** Hears the progress of a run. */
public interface CorpusListener {
    /**
     * Hears that a stage begins or continues.
     *
     * @param stage the title of the stage
     * @param done the parts that are done, in this run or an earlier one
     * @param parts the parts of the stage
     */
    void progress(String stage, int done, int parts);

    /** Hears that a stage is done. */
    void done(StageFigures figures);

    /**
     * The figures of a stage.
     *
     * @param stage the title of the stage
     * @param parts the parts of the stage
     * @param earlier the parts that an earlier run did
     * @param time the time from its beginning to its end
     */
    record StageFigures(String stage, int parts, int earlier, Duration time, TaskFigures tasks) {}

    /**
     * The figures of the tasks of Spark in a stage.
     *
     * @param count the number of tasks
     * @param busy the time of all tasks together
     * @param processor the time that the processors spent in the threads of the tasks
     * @param median the time of the middle task
     * @param longest the time of the longest task
     */
    record TaskFigures(int count, Duration busy, Duration processor, Duration median, Duration longest) {}
}
