package duiqi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program and of the Java it runs on: what a report of a fault needs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "duiqi " + number(),
            "Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor")
        };
    }

    /** The number of the build, such as {@code 0.1.0}. */
    static String number() throws IOException {
        return property("version");
    }

    /** The day that the build is dated, in ISO 8601. */
    static String date() throws IOException {
        return property("date").replaceFirst("T.*", "");
    }

    private static String property(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(stream, "version.properties"));
        }
        return Objects.requireNonNull(properties.getProperty(name), name);
    }
}
