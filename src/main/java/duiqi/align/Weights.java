package duiqi.align;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A weight for each feature, by name. The file has a line for each, the weight and the name, and comments after {@code #} that
 * say where the weights come from. Immutable.
 */
final class Weights {
    private final Map<String, Double> byFeature;

    Weights(Map<String, Double> byFeature) {
        this.byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
    }

    /** The weight of a feature; 0 for one that was not there when the weights were learnt. */
    double get(String feature) {
        return byFeature.getOrDefault(feature, 0.0);
    }

    Map<String, Double> byFeature() {
        return byFeature;
    }

    /** Weights that come with the program. */
    static Weights resource(String name) {
        try (InputStream in = Objects.requireNonNull(Weights.class.getResourceAsStream(name), name);
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return read(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Weights read(String name, BufferedReader text) throws IOException {
        Map<String, Double> weights = new LinkedHashMap<>();
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split(" +", 2);
            try {
                if (parts.length == 2 && Double.isFinite(Double.parseDouble(parts[0]))) {
                    weights.put(parts[1], Double.parseDouble(parts[0]));
                    continue;
                }
            } catch (NumberFormatException e) {
                // told below, as for a line of one word
            }
            throw new FormatException(
                    new Location(name, number, 1),
                    "not a weight and a feature: \"" + line + "\"",
                    "write \"1.5 length\"");
        }
        return new Weights(weights);
    }

    /** The lines of the file without comments. */
    String format() {
        StringBuilder text = new StringBuilder();
        byFeature.forEach((feature, weight) -> text.append(String.format(Locale.ROOT, "%8.4f %s%n", weight, feature)));
        return text.toString().replace("\r\n", "\n");
    }
}
