package duiqi.corpus;

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
}
