package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectsTest {

    private static final String WHERE = "on disk: {0}";

    @TempDir
    Path folder;

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private Emulators emulators;
    private S3Client s3;

    @AfterEach
    void stop() {
        s3.close();
        emulators.close();
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void an_object_with_an_odd_key_and_metadata_comes_back_as_it_went(boolean onDisk) {
        start(onDisk);

        s3.putObject(
                put -> put.bucket("box")
                        .key("a b/ä+ö=1.json")
                        .metadata(Map.of("kind", "x"))
                        .contentType("text/plain"),
                RequestBody.fromString("content"));

        var back = s3.getObjectAsBytes(get -> get.bucket("box").key("a b/ä+ö=1.json"));
        assertThat(back.asUtf8String()).isEqualTo("content");
        assertThat(back.response().metadata()).containsEntry("kind", "x");
        assertThat(back.response().contentType()).isEqualTo("text/plain");
        assertThatThrownBy(() -> s3.getObject(get -> get.bucket("box").key("absent")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void a_range_is_read_alone(boolean onDisk) {
        start(onDisk);
        String etag = put("r", "0123456789");

        var range = s3.getObjectAsBytes(
                get -> get.bucket("box").key("r").range("bytes=3-5").ifMatch(etag));

        assertThat(range.asUtf8String()).isEqualTo("345");
        assertThat(range.response().contentRange()).isEqualTo("bytes 3-5/10");
        assertThatThrownBy(() -> s3.getObject(get -> get.bucket("box").key("r").range("bytes=10-")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(416));
        assertThatThrownBy(() -> s3.getObject(get -> get.bucket("box").key("r").ifMatch("\"other\"")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(412));
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void a_put_if_absent_writes_only_what_is_absent(boolean onDisk) {
        start(onDisk);
        put("c", "1");

        refused(() -> s3.putObject(put -> put.bucket("box").key("c").ifNoneMatch("*"), RequestBody.fromString("2")));
        s3.putObject(put -> put.bucket("box").key("new").ifNoneMatch("*"), RequestBody.fromString("3"));

        assertThat(get("c")).isEqualTo("1");
        assertThat(get("new")).isEqualTo("3");
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void a_copy_is_made_only_of_the_expected_source(boolean onDisk) {
        start(onDisk);
        String etag = put("from", "1");

        s3.copyObject(copy -> copy.sourceBucket("box")
                .sourceKey("from")
                .copySourceIfMatch(etag)
                .destinationBucket("box")
                .destinationKey("to"));
        refused(() -> s3.copyObject(copy -> copy.sourceBucket("box")
                .sourceKey("from")
                .copySourceIfMatch("\"other\"")
                .destinationBucket("box")
                .destinationKey("never")));

        assertThat(get("to")).isEqualTo("1");
        assertThat(keys("")).containsExactly("from", "to");
        assertThat(changes).containsExactly("ObjectCreated:Put box/from 1", "ObjectCreated:Copy box/to 1");
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void a_multipart_upload_is_one_object_and_one_event(boolean onDisk) {
        start(onDisk);
        String upload = s3.createMultipartUpload(create -> create.bucket("box").key("m"))
                .uploadId();
        List<CompletedPart> parts = List.of(part(upload, 1, "a".repeat(5 << 20)), part(upload, 2, "b"));

        s3.completeMultipartUpload(complete ->
                complete.bucket("box").key("m").uploadId(upload).multipartUpload(done -> done.parts(parts)));

        assertThat(s3.headObject(head -> head.bucket("box").key("m")).contentLength())
                .isEqualTo((5 << 20) + 1);
        assertThat(changes).containsExactly("ObjectCreated:CompleteMultipartUpload box/m " + ((5 << 20) + 1));
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void a_listing_goes_on_by_pages_and_groups_by_delimiter(boolean onDisk) {
        start(onDisk);
        List.of("a/1", "a/2", "a/3", "b/1", "c").forEach(key -> put(key, key));

        var first = s3.listObjectsV2(list -> list.bucket("box").prefix("a/").maxKeys(2));
        var rest = s3.listObjectsV2(
                list -> list.bucket("box").prefix("a/").continuationToken(first.nextContinuationToken()));
        var grouped = s3.listObjectsV2(list -> list.bucket("box").delimiter("/"));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.contents()).extracting(S3Object::key).containsExactly("a/1", "a/2");
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("a/3");
        assertThat(grouped.commonPrefixes()).extracting("prefix").containsExactly("a/", "b/");
        assertThat(grouped.contents()).extracting(S3Object::key).containsExactly("c");
        assertThat(s3.listObjectsV2(list -> list.bucket("box").startAfter("a/2"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("a/3", "b/1", "c");
    }

    @ParameterizedTest(name = WHERE)
    @ValueSource(booleans = {true, false})
    void deletions_are_told_one_by_one(boolean onDisk) {
        start(onDisk);
        List.of("x", "y", "z").forEach(key -> put(key, key));
        changes.clear();

        s3.deleteObject(delete -> delete.bucket("box").key("x"));
        s3.deleteObjects(delete -> delete.bucket("box")
                .delete(Delete.builder().objects(id("y"), id("z")).build()));

        assertThat(keys("")).isEmpty();
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "ObjectRemoved:Delete box/x 0", "ObjectRemoved:Delete box/y 0", "ObjectRemoved:Delete box/z 0");
    }

    private void start(boolean onDisk) {
        var options = Emulators.Options.only(Emulators.Service.S3);
        emulators = Emulators.start(onDisk ? options.objectsIn(folder.resolve("objects")) : options);
        s3 = Clients.s3(emulators.s3());
        s3.createBucket(create -> create.bucket("box"));
        emulators.onObject(
                (event, bucket, key, size, etag) -> changes.add(event + " " + bucket + "/" + key + " " + size));
    }

    private CompletedPart part(String upload, int number, String content) {
        String etag = s3.uploadPart(
                        part -> part.bucket("box").key("m").uploadId(upload).partNumber(number),
                        RequestBody.fromString(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private String put(String key, String content) {
        return s3.putObject(put -> put.bucket("box").key(key), RequestBody.fromString(content))
                .eTag();
    }

    private String get(String key) {
        return s3.getObjectAsBytes(get -> get.bucket("box").key(key)).asUtf8String();
    }

    private List<String> keys(String prefix) {
        return s3.listObjectsV2(list -> list.bucket("box").prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static ObjectIdentifier id(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static void refused(Runnable write) {
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(412));
    }
}
