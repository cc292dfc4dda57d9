package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderListTest {
    @Test
    void describesUsableEncoders(@TempDir Path folder) throws IOException {
        List<EncoderList.Entry> entries = EncoderList.standard().entries();
        assertThat(entries)
                .extracting(EncoderList.Entry::name)
                .contains("labse", "bge-m3")
                .doesNotHaveDuplicates();
        for (EncoderList.Entry entry : entries) {
            Files.write(folder.resolve(EncoderProperties.NAME), entry.properties());
            EncoderProperties properties = EncoderProperties.in(folder);
            List<String> names =
                    entry.files().stream().map(EncoderList.ModelFile::name).toList();
            assertThat(names).contains("model.onnx", "tokenizer.json").doesNotHaveDuplicates();
            properties.dense().ifPresent(dense -> assertThat(names).contains(dense));
            assertThat(entry.files())
                    .allSatisfy(file -> assertThat(file.address()).startsWith("https://huggingface.co/"));
            // An address without a revision would change under the recorded checksum.
            assertThat(entry.files())
                    .filteredOn(file -> file.sha256().isPresent())
                    .allSatisfy(file -> assertThat(file.address()).containsPattern("/resolve/[0-9a-f]{40}/"));
            assertThat(entry.hasChecksums()).isEqualTo(entry.bytes().isPresent());
        }
    }

    @Test
    void hasChecksumsOfPublishedModel(@TempDir Path folder) throws IOException {
        Path model = SmallModel.unpackInto(folder.resolve("bge"));
        for (EncoderList.ModelFile file :
                EncoderList.standard().get("bge-small-zh-v1.5").files()) {
            assertThat(model.resolve(file.name())).hasSize(file.bytes().orElseThrow());
            assertThat(duiqi.io.FileState.hash(model.resolve(file.name())))
                    .isEqualTo(file.sha256().orElseThrow());
        }
    }

    @Test
    void suggestsNameForUnknownOne() {
        assertThatThrownBy(() -> EncoderList.standard().get("bgem3"))
                .isInstanceOf(FormatException.class)
                .hasMessage("bgem3: is not in the list of encoders; did you mean 'bge-m3'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "about x | list: an encoder has no \"size\": about x; repair the list",
                "size x | list: the size \"x\" is not a number; repair the list",
                "size 1 | list: an encoder has no \"name\": size 1; repair the list",
                "file ../x 1 - https://x | list: \"file ../x 1 - https://x\" is not a file; write: file NAME BYTES",
                "file x.json 1 abc https://x | list: \"file x.json 1 abc https://x\" is not a file; write: file NAME",
            })
    void rejectsDamagedList(String line, String message) {
        assertThatThrownBy(() -> EncoderList.read("list", new StringReader(line)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(message);
    }
}
