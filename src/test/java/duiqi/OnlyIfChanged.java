package duiqi;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips the tests of a class if the given files and folders are the same as when these tests passed last. The tests
 * always run with {@code -Pall} and with {@code -Dtest=...}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnlyIfChanged.Skip.class)
public @interface OnlyIfChanged {
    /** Returns the files and folders that decide the results of the tests. */
    String[] value();

    /** Keeps the hash of the inputs under {@code target/passed} if no test failed. */
    final class Skip implements ExecutionCondition, InvocationInterceptor, AfterAllCallback {
        private static final Path PASSED = Path.of("target/passed");

        private String hash = "";
        private volatile boolean hasFailed;

        private static Path passed(ExtensionContext context) {
            return PASSED.resolve(context.getRequiredTestClass().getName());
        }

        private static String hash(List<String> inputs) throws IOException, NoSuchAlgorithmException {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String input : inputs) {
                for (Path file : Sources.files(Path.of(input), "")) {
                    boolean isHidden = StreamSupport.stream(file.spliterator(), false)
                            .anyMatch(name -> name.toString().startsWith("."));
                    if (!isHidden && Files.isRegularFile(file)) {
                        digest.update((file + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return new BigInteger(1, digest.digest()).toString(16);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("decided for the class");
            }
            List<String> inputs = List.of(context.getRequiredTestClass()
                    .getAnnotation(OnlyIfChanged.class)
                    .value());
            try {
                hash = hash(inputs);
                boolean isSame = System.getProperty("excluded.tests", "").contains("hostile")
                        && Files.exists(passed(context))
                        && Files.readString(passed(context)).equals(hash);
                return isSame
                        ? ConditionEvaluationResult.disabled(
                                "passed with the same inputs: " + String.join(", ", inputs) + "; -Pall repeats it")
                        : ConditionEvaluationResult.enabled("the inputs are new");
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterAll(ExtensionContext context) throws IOException {
            if (!hasFailed) {
                Files.createDirectories(PASSED);
                Files.writeString(passed(context), hash);
            }
        }

        private <T> T watch(Invocation<T> invocation) throws Throwable {
            try {
                return invocation.proceed();
            } catch (TestAbortedException skipped) {
                throw skipped;
            } catch (Throwable failure) {
                hasFailed = true;
                throw failure;
            }
        }

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
                throws Throwable {
            watch(invocation);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
                throws Throwable {
            watch(invocation);
        }

        @Override
        public <T> T interceptTestFactoryMethod(
                Invocation<T> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
                throws Throwable {
            return watch(invocation);
        }

        @Override
        public void interceptDynamicTest(
                Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
                throws Throwable {
            watch(invocation);
        }
    }
}
