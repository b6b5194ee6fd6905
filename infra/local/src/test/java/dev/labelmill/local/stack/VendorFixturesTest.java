package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that vendors publish of what they send, through the real functions over HTTP. */
class VendorFixturesTest {

    /** Of forged requests, what one environment keeps in an hour. */
    private static final int MOST_KEPT = 5;

    @TempDir
    static Path temp;

    private static VendorHouse house;

    @BeforeAll
    static void give_vendors_their_tasks() throws Exception {
        house = new VendorHouse(temp, VendorFixtures.BATCHES);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static List<String> files() throws IOException {
        List<String> files = new ArrayList<>(FileFixtures.FILES);
        try (Stream<Path> found = Files.walk(VendorFixtures.FOLDER)) {
            found.filter(Files::isRegularFile)
                    .map(file ->
                            VendorFixtures.FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.contains("/"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_published_document_passes_through_the_functions(String file) throws Exception {
        assertThat(VendorFixtures.of(file))
                .as("what must come of %s, by VendorFixtures", file)
                .isNotNull();
        for (Passage passage : VendorFixtures.of(file)) {
            passage.through(house, file, VendorFixtures.content(file));
        }
    }

    static List<SignatureVector> vectors() {
        return SignatureVector.all();
    }

    @Test
    void each_published_document_has_signatures_but_what_was_cut_from_a_real_job() throws Exception {
        assertThat(vectors())
                .extracting(vector -> vector.source().replace("signatures.json of ", ""))
                .containsAll(files().stream()
                        .filter(file -> !file.startsWith("ground-truth/birds-") && !FileFixtures.FILES.contains(file))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void each_published_signature_is_accepted_and_none_with_a_bit_changed(SignatureVector vector) throws Exception {
        try (VectorDoor door = new VectorDoor(house.house(), vector)) {
            assertThat(Passage.outcome(house.post(door.address(), vector.scheme(), vector.headers(), vector.body())))
                    .matches(vector.outcome());

            for (int bit = 0; vector.coversBody() && bit < 8 * vector.body().length; bit += vector.stride()) {
                byte[] changed = vector.body().clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(door.statusOfBody(changed))
                        .as("bit %d of the body", bit)
                        .isEqualTo(401);
            }
            vector.headers().forEach((name, value) -> {
                for (int bit = 0; bit < 8 * value.length(); bit += vector.stride()) {
                    String changed = flipped(value, bit);
                    assertThat(door.statusOfHeader(name, changed))
                            .as("%s: %s", name, changed)
                            .isEqualTo(401);
                }
            });
            assertThat(house.rejections(
                                    "webhook-refused",
                                    vector.at().atZone(ZoneOffset.UTC).toLocalDate())
                            .size())
                    .isBetween(1, MOST_KEPT * vectors().size());
        }
        house.awaitCollected();
    }

    private static String flipped(String value, int bit) {
        char[] characters = value.toCharArray();
        characters[bit / 8] ^= (char) (1 << bit % 8);
        return new String(characters);
    }
}
