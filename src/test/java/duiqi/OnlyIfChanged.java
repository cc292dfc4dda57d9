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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
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
        private volatile boolean hasFailed;

        private static Path passed(ExtensionContext context) {
            return Path.of("target/passed", context.getRequiredTestClass().getName());
        }

        private static String hash(ExtensionContext context) throws IOException, NoSuchAlgorithmException {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String input : context.getRequiredTestClass()
                    .getAnnotation(OnlyIfChanged.class)
                    .value()) {
                for (Path file : Sources.files(Path.of(input), "")) {
                    if (!file.toString().matches("(.*/)?\\..*")) {
                        digest.update((file + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return new BigInteger(1, digest.digest()).toString(16);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                boolean isSame = context.getTestMethod().isEmpty()
                        && System.getProperty("excluded.tests", "").contains("hostile")
                        && Files.exists(passed(context))
                        && Files.readString(passed(context)).equals(hash(context));
                return isSame
                        ? ConditionEvaluationResult.disabled("passed with the same inputs; -Pall repeats it")
                        : ConditionEvaluationResult.enabled("the inputs are new");
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterAll(ExtensionContext context) throws IOException, NoSuchAlgorithmException {
            if (!hasFailed) {
                Files.createDirectories(passed(context).getParent());
                Files.writeString(passed(context), hash(context));
            }
        }

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
                throws Throwable {
            try {
                invocation.proceed();
            } catch (TestAbortedException skipped) {
                throw skipped;
            } catch (Throwable failure) {
                hasFailed = true;
                throw failure;
            }
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
                throws Throwable {
            interceptTestMethod(invocation, test, context);
        }
    }
}
