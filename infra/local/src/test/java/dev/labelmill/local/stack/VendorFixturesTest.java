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
        return SignatureVector.published();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void each_published_signature_is_accepted_and_none_with_a_bit_changed(SignatureVector vector) throws Exception {
        assertEachAcceptedAlone(List.of(vector));
    }

    @Test
    void each_published_document_has_signatures_but_what_was_cut_from_a_real_job() throws Exception {
        assertThat(SignatureVector.ofDocumentsBySha1())
                .extracting(SignatureVector::source)
                .containsExactlyInAnyOrderElementsOf(files().stream()
                        .filter(file -> !file.startsWith("ground-truth/birds-") && !FileFixtures.FILES.contains(file))
                        .toList());
    }

    @Test
    void each_document_is_accepted_under_the_sha_256_that_cvat_sends_and_none_with_a_bit_changed() throws Exception {
        assertEachAcceptedAlone(SignatureVector.ofDocumentsBySha256());
    }

    @Test
    void each_document_is_accepted_under_the_sha_1_that_labelbox_sends_and_none_with_a_bit_changed() throws Exception {
        assertEachAcceptedAlone(SignatureVector.ofDocumentsBySha1());
    }

    /** @param vectors by one key, and of one time */
    private static void assertEachAcceptedAlone(List<SignatureVector> vectors) throws Exception {
        SignatureVector any = vectors.get(0);
        try (VectorDoor door = new VectorDoor(house.house(), any)) {
            for (SignatureVector vector : vectors) {
                assertAcceptedAlone(door, vector);
            }
            assertThat(house.rejections(
                                    "webhook-refused",
                                    any.at().atZone(ZoneOffset.UTC).toLocalDate())
                            .size())
                    .isBetween(1, MOST_KEPT * (vectors().size() + 2));
        }
        house.awaitCollected();
    }

    private static void assertAcceptedAlone(VectorDoor door, SignatureVector vector) throws Exception {
        assertThat(Passage.outcome(house.post(door.address(), vector.scheme(), vector.headers(), vector.body())))
                .as(vector.source())
                .matches(vector.outcome());
        for (int bit = 0; vector.coversBody() && bit < 8 * vector.body().length; bit += vector.stride()) {
            byte[] changed = vector.body().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(door.statusOfBody(changed))
                    .as("%s, bit %d of the body", vector.source(), bit)
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
    }

    private static String flipped(String value, int bit) {
        char[] characters = value.toCharArray();
        characters[bit / 8] ^= (char) (1 << bit % 8);
        return new String(characters);
    }
}
