package duiqi.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

public final class Version {
    private Version() {}

    public static String number() throws IOException {
        return property("version");
    }

    public static String date() throws IOException {
        return property("date").replaceFirst("T.*", "");
    }

    /** Returns the address of the repository of duiqi, without a slash at the end. */
    public static String address() throws IOException {
        return property("address");
    }

    private static String property(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("/duiqi/cli/version.properties")) {
            properties.load(Objects.requireNonNull(stream, "version.properties"));
        }
        return Objects.requireNonNull(properties.getProperty(name), name);
    }
}
