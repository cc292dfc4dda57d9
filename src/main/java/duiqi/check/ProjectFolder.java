package duiqi.check;

import java.io.File;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;

/**
 * The folder that the files named in a settings file or a baseline are relative to: the one which that file is in. Immutable.
 *
 * @param path the folder
 */
record ProjectFolder(Path path) {
    /** The folder of a file. */
    static ProjectFolder of(Path file) {
        return new ProjectFolder(
                Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
    }

    /**
     * A file as it is named from here, with {@code /} on all systems and in the composed form of Unicode, since macOS may give
     * the decomposed one. Addresses and standard input stay as they are.
     */
    String relative(String file) {
        if (file.equals("-") || file.contains("://")) {
            return file;
        }
        try {
            Path path = Path.of(file).toAbsolutePath().normalize();
            String relative =
                    this.path.toAbsolutePath().normalize().relativize(path).toString();
            return Normalizer.normalize(relative.replace(File.separatorChar, '/'), Normalizer.Form.NFC);
        } catch (IllegalArgumentException e) {
            // no name of a file here, or one on another drive
            return file.replace(File.separatorChar, '/');
        }
    }
}
