package duiqi.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private final FakeConsole fake = new FakeConsole();

    private String report(Throwable failure, boolean debug) {
        new Failures(fake.console(), () -> debug).report(failure);
        return fake.err();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new FormatException("a.txt:1:2", "is odd", "change it"), "a.txt:1:2: is odd; change it"),
                Arguments.of(
                        new AccessDeniedException("a"), "a: cannot open: permission denied; check the permissions"),
                Arguments.of(new FileSystemException("a", null, "Is a directory"), "a: Is a directory"),
                Arguments.of(new FileSystemException("a"), "a: cannot be read or written"),
                Arguments.of(new UnknownHostException("x"), "x: there is no such host; check the URL and the network"),
                Arguments.of(new IOException("first\n  second"), "first second"),
                Arguments.of(new IOException(), "IOException"),
                Arguments.of(
                        new UncheckedIOException(new NoSuchFileException("b")),
                        "b: there is no such file; check its name and folder"),
                Arguments.of(new IllegalArgumentException("n is 0, must be positive"), "n is 0, must be positive"),
                Arguments.of(
                        new OutOfMemoryError("heap"),
                        "out of memory; give Java more, for example DUIQI_JAVA_OPTS=-Xmx4g"),
                Arguments.of(
                        new IllegalStateException("n is 0"),
                        "internal error: java.lang.IllegalStateException: n is 0; report it as a bug of duiqi, with the"
                                + " output of --debug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void printsOneLineWithARemedy(Throwable failure, String line) {
        assertThat(report(failure, false)).isEqualTo("duiqi: " + line + System.lineSeparator());
    }

    @Test
    void printsStackTraceOnRequest() {
        assertThat(report(new IllegalStateException("n is 0"), true))
                .contains("at duiqi.cli.print.FailuresTest")
                .doesNotContain("--debug");
        fake.variable("DUIQI_DEBUG", "1");
        assertThat(report(new IOException("no"), false)).contains("duiqi: no", "at duiqi.cli.print.FailuresTest");
    }
}
