package duiqi.corpus;

import java.time.Duration;

/** Is told how far a run is. */
public interface CorpusListener {
    /**
     * A stage is begun or goes on.
     *
     * @param stage what is done, as a person calls it
     * @param done how many of its parts are done, those of an earlier run among them
     * @param parts how many parts it has
     */
    void progress(String stage, int done, int parts);

    /** A stage is done. */
    void done(StageFigures figures);

    /**
     * What a stage of a run took.
     *
     * @param stage what was done, as a person calls it
     * @param parts how many parts it has
     * @param earlier how many of them an earlier run had done
     * @param time from its beginning to its end
     * @param tasks how many tasks of Spark it had
     * @param busy the time of all its tasks together
     * @param processor the time that processors gave to them, as far as their own threads go
     * @param median the time of the middle one of its tasks
     * @param longest the time of the longest
     */
    public record StageFigures(
            String stage,
            int parts,
            int earlier,
            Duration time,
            int tasks,
            Duration busy,
            Duration processor,
            Duration median,
            Duration longest) {}
}
