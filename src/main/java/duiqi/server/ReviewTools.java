package duiqi.server;

import duiqi.align.Aligner;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.lexicon.Lexicon;
import duiqi.server.http.Problem;
import duiqi.server.http.RequestGuard;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Holds the settings and resources that all documents under review share. Immutable.
 *
 * @param program version of duiqi
 * @param owner the user who started duiqi
 * @param glossaries glossary files and folders with glossaries
 * @param termFile the glossary that receives new terms
 * @param settings settings of the checks
 * @param baseline known findings, which are not reported
 * @param lexicon lexicon for the checks
 * @param aligner aligner for the surroundings of a pair
 */
public record ReviewTools(
        String program,
        Owner owner,
        List<Path> glossaries,
        Path termFile,
        CheckSettings settings,
        Baseline baseline,
        Lexicon lexicon,
        Aligner aligner) {
    /** Request header with the name of the user of a page, encoded like a part of a URL. */
    private static final String NAME = "X-Duiqi-Name";

    /**
     * Describes the user who started duiqi.
     *
     * @param name name for the confirmations of this user; empty if unknown
     * @param clock clock for the dates of steps and units
     */
    public record Owner(Optional<String> name, Clock clock) {}

    public ReviewTools {
        glossaries = List.copyOf(glossaries);
    }

    public Clock clock() {
        return owner.clock;
    }

    /** Returns who sends a request, and the current time. A page without a name has that of the user of duiqi. */
    public Signature signature(Context request) {
        Optional<String> sent = RequestGuard.sent(request, NAME).map(ReviewTools::decoded);
        Signature own = new Signature(sent, Optional.of(clock().instant()));
        return own.name().isPresent() ? own : new Signature(owner.name, own.time());
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Problem.malformed(NAME + " is not percent-encoded", "encode the name in UTF-8 like a part of a URL");
        }
    }
}
