package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LosslessTextTest {
    private static String decoded(byte[] bytes, Charset charset) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = LosslessText.reader(new ByteArrayInputStream(bytes), charset)) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    private static byte[] again(byte[] bytes, Charset charset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer writer = LosslessText.writer(out, charset)) {
            writer.write(decoded(bytes, charset));
        }
        return out.toByteArray();
    }

    @Property(tries = 300)
    void restoresAnyBytes(@ForAll byte[] bytes, @ForAll @IntRange(max = 4) int charset) throws IOException {
        Charset encoding =
                Charset.forName(new String[] {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "windows-1252"}[charset]);
        assertThat(again(bytes, encoding)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {8190, 8191, 8192, 8193, 16_383})
    void keepsPairsAtEndOfBuffer(int length) throws IOException {
        byte[] bytes = ("x".repeat(length) + "𠀀é").getBytes(StandardCharsets.UTF_8);
        assertThat(decoded(bytes, StandardCharsets.UTF_8)).endsWith("x𠀀é");
        assertThat(again(bytes, StandardCharsets.UTF_8)).isEqualTo(bytes);
    }

    @Test
    void marksInvalidBytes() throws IOException {
        String text = decoded(new byte[] {'a', (byte) 0xE6, (byte) 0xB0, '<'}, StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("a\uDCE6\uDCB0<");
        assertThat(LosslessText.isInvalid(text, 1)).isTrue();
        assertThat(LosslessText.isInvalid("𠂀", 1)).isFalse();
    }
}
