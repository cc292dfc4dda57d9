import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omegat.core.machinetranslators.ApertiumTranslate;
import org.omegat.util.Language;
import org.omegat.util.Preferences;
import org.omegat.util.RuntimePreferences;

/**
 * Translates each line of a text with OmegaT's connector for Apertium and prints the result, with a tab between source and
 * translation: {@code CONFIG-FOLDER URL KEY FILE SOURCE-CODE TARGET-CODE}. The preferences are those that a user sets in
 * OmegaT under Machine Translation.
 */
public final class AskApertium {
    private AskApertium() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RuntimePreferences.setConfigDir(args[0]);
        Preferences.init();
        Preferences.setPreference(Preferences.ALLOW_APERTIUM_TRANSLATE, true);
        Preferences.setPreference("apertium.server.custom", true);
        Preferences.setPreference("apertium.server.url", args[1]);
        // OmegaT keeps a key that is not stored permanently in this property.
        System.setProperty("apertium.server.key", args[2]);
        ApertiumTranslate connector = new ApertiumTranslate();
        Language source = new Language(args[4]);
        Language target = new Language(args[5]);
        for (String line : Files.readAllLines(Path.of(args[3]))) {
            out.println(line + "\t" + connector.getTranslation(source, target, line));
        }
        // Its cache keeps a thread running.
        System.exit(0);
    }
}
