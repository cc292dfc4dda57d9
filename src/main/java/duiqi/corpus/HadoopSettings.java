package duiqi.corpus;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/** The settings of file systems, as tasks take them along. */
final class HadoopSettings implements Serializable {
    private static final long serialVersionUID = 1;

    private final SerializableConfiguration configuration;

    HadoopSettings(Configuration configuration) {
        this.configuration = new SerializableConfiguration(configuration);
    }

    Configuration value() {
        return configuration.value();
    }
}
