package dev.labelmill.local.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.prelabel.PixelDecoder;
import dev.labelmill.core.prelabel.UnusableContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsBatchTest {

    @Test
    void equal_seeds_make_equal_folders(@TempDir Path one, @TempDir Path two, @TempDir Path other)
            throws IOException, UnusableContent {
        new DigitsBatch(blobs(500), 42).write(new BatchFolder(one));
        new DigitsBatch(blobs(500), 42).write(new BatchFolder(two));
        new DigitsBatch(blobs(500), 43).write(new BatchFolder(other));
        for (String file : List.of("model.json", "trained-on.jsonl", "manifest.jsonl", "truth.jsonl", "gold.jsonl")) {
            assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
            assertThat(Files.mismatch(one.resolve(file), other.resolve(file))).isNotEqualTo(-1);
        }
        assertThat(Files.readAllLines(one.resolve("manifest.jsonl"))).hasSize(300);
        assertThat(Files.readAllLines(one.resolve("gold.jsonl"))).hasSize(250);
    }

    @Test
    void the_small_pngs_are_read_by_others() throws IOException, UnusableContent {
        byte[] grey = new byte[300];
        new Random(1).nextBytes(grey);
        byte[] png = GreyPng.encode(20, 15, grey);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getData().getDataElements(0, 0, 20, 15, null)).isEqualTo(grey);
        assertThat(PixelDecoder.decode(png).pixels()).isEqualTo(grey);
        assertThatThrownBy(() -> GreyPng.encode(300, 300, new byte[90_000]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_file_of_another_form_is_refused(@TempDir Path folder) throws IOException {
        Path csv = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> Digit.read(csv))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is not the optdigits file: it must have the columns id, p0 to p63, label");
    }

    /** Images whose brightest pixel tells their class, with noise. */
    private static List<Digit> blobs(int count) {
        Random random = new Random(2);
        List<Digit> digits = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            byte[] grey = new byte[64];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) random.nextInt(150);
            }
            int label = row % Digit.CLASSES;
            grey[6 * label] = (byte) 255;
            digits.add(new Digit(row, grey, label));
        }
        return digits;
    }
}
