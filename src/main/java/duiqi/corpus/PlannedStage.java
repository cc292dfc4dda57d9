package duiqi.corpus;

/**
 * What a run would do.
 *
 * @param title what a person calls the stage
 * @param work what is done in it
 * @param parts how many parts it has
 * @param done how many of them are done
 */
public record PlannedStage(String title, String work, int parts, int done) {}
