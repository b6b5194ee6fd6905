package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.emulators.memory.objects.MemoryObjects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets in memory beside S3Proxy: the same calls, the same answers. */
class MemoryObjectsTest {
    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.S3));
    private static final S3Client SERVER = Clients.s3(EMULATORS.s3());
    private static final int CALLS = 250;
    private static final int PART_BYTES = 5 << 20;

    private static final List<String> KEYS = List.of("a/1", "a/2", "a/é", "a/10", "a b/+=.json", "b", "a/\ud83d\ude00");
    private static final List<String> PREFIXES = List.of("", "a", "a/", "a/1", "b", "zz");
    private static final List<String> RANGES =
            List.of("bytes=0-0", "bytes=2-4", "bytes=3-", "bytes=1-999", "bytes=9-12");

    /** Those that callers tell from others by more than their status. */
    private static final Set<Class<?>> KINDS =
            Set.of(NoSuchKeyException.class, NoSuchBucketException.class, NoSuchUploadException.class);

    private static int buckets;

    private final String bucket = "compared-" + ++buckets;
    private final S3Client memory = new MemoryObjects(Clock.systemUTC());

    @AfterAll
    static void stop() {
        SERVER.close();
        EMULATORS.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void the_same_calls_have_the_same_answers_and_leave_the_same_objects(long seed) {
        both(client -> told(() -> {
            client.createBucket(create -> create.bucket(bucket));
            return "made";
        }));
        Random random = new Random(seed);
        for (int i = 0; i < CALLS; i++) {
            both(call(random));
        }
        both(client -> told(() -> listed(client, "", 100)));
    }

    @Test
    void an_object_that_came_in_parts_is_their_bytes_and_never_half_there() {
        both(client -> told(() -> {
            client.createBucket(create -> create.bucket(bucket));
            String upload = client.createMultipartUpload(
                            create -> create.bucket(bucket).key("m").contentType("text/plain"))
                    .uploadId();
            List<CompletedPart> parts =
                    List.of(part(client, upload, 1, "a".repeat(PART_BYTES)), part(client, upload, 2, "b".repeat(9)));
            String before = told(
                    () -> "" + client.headObject(head -> head.bucket(bucket).key("m")));
            client.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key("m").uploadId(upload).multipartUpload(done -> done.parts(parts)));
            ResponseBytes<GetObjectResponse> end = client.getObjectAsBytes(
                    get -> get.bucket(bucket).key("m").range("bytes=" + (PART_BYTES - 1) + "-"));
            return before
                    + end.asUtf8String()
                    + end.response().contentRange()
                    + end.response().contentType()
                    + end.response().eTag();
        }));
    }

    @Test
    void an_upload_that_is_given_up_leaves_nothing_and_cannot_be_completed() {
        both(client -> told(() -> {
            client.createBucket(create -> create.bucket(bucket));
            String upload = client.createMultipartUpload(
                            create -> create.bucket(bucket).key("m"))
                    .uploadId();
            CompletedPart part = part(client, upload, 1, "a");
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key("m").uploadId(upload));
            String late = told(() -> ""
                    + client.completeMultipartUpload(complete -> complete.bucket(bucket)
                            .key("m")
                            .uploadId(upload)
                            .multipartUpload(done -> done.parts(part))));
            return late + listed(client, "", 100);
        }));
    }

    @Test
    void a_bucket_goes_when_it_is_empty_and_nothing_is_found_in_none() {
        both(client -> told(() -> {
            client.createBucket(create -> create.bucket(bucket));
            put(client, "k", "1");
            String full = told(() -> "" + client.deleteBucket(delete -> delete.bucket(bucket)));
            client.deleteObject(delete -> delete.bucket(bucket).key("k"));
            client.deleteBucket(delete -> delete.bucket(bucket));
            return full
                    + told(() -> client.getObject(get -> get.bucket(bucket).key("k"))
                            .response()
                            .eTag())
                    + told(() -> listed(client, "", 10));
        }));
    }

    @Test
    void of_many_who_write_what_is_absent_one_succeeds() {
        memory.createBucket(create -> create.bucket(bucket));
        AtomicInteger written = new AtomicInteger();

        IntStream.range(0, 500).parallel().forEach(i -> {
            try {
                memory.putObject(
                        put -> put.bucket(bucket).key("k" + i % 10).ifNoneMatch("*"),
                        RequestBody.fromString("by " + i));
                written.incrementAndGet();
            } catch (S3Exception late) {
                assertThat(late.statusCode()).isEqualTo(412);
            }
        });

        assertThat(written).hasValue(10);
    }

    @Test
    void an_object_is_as_old_as_the_clock_says() {
        Instant noon = Instant.parse("2026-11-30T12:00:00Z");
        S3Client dated = new MemoryObjects(Clock.offset(Clock.fixed(noon, ZoneOffset.UTC), Duration.ofMillis(7)));
        dated.createBucket(create -> create.bucket(bucket));
        dated.putObject(put -> put.bucket(bucket).key("k"), RequestBody.empty());

        assertThat(dated.headObject(head -> head.bucket(bucket).key("k")).lastModified())
                .isEqualTo(noon);
    }

    private void both(Function<S3Client, String> call) {
        assertThat(call.apply(memory)).isEqualTo(call.apply(SERVER));
    }

    /** One call, drawn before it is made, so that both clients get the same; its answer as text. */
    private Function<S3Client, String> call(Random random) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        String other = KEYS.get(random.nextInt(KEYS.size()));
        String content = "content ".repeat(random.nextInt(3)) + random.nextInt(3);
        String prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
        String range = RANGES.get(random.nextInt(RANGES.size()));
        boolean seen = random.nextBoolean();
        int most = 1 + random.nextInt(4);
        return switch (random.nextInt(9)) {
            case 0 -> client -> told(() -> put(client, key, content));
            case 1 ->
                client -> told(() -> client.putObject(
                                put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(content))
                        .eTag());
            case 2 ->
                client -> told(() -> {
                    String version = seen ? version(client, key) : "\"none\"";
                    return client.putObject(
                                    put -> put.bucket(bucket).key(key).ifMatch(version),
                                    RequestBody.fromString(content))
                            .eTag();
                });
            case 3 ->
                client -> told(() ->
                        read(client.getObjectAsBytes(get -> get.bucket(bucket).key(key))));
            case 4 ->
                client -> told(() -> {
                    String version = seen ? version(client, key) : "\"none\"";
                    return read(client.getObjectAsBytes(
                            get -> get.bucket(bucket).key(key).range(range).ifMatch(version)));
                });
            case 5 ->
                client -> told(() -> {
                    String version = seen ? version(client, key) : "\"none\"";
                    return client.copyObject(copy -> copy.sourceBucket(bucket)
                                    .sourceKey(key)
                                    .copySourceIfMatch(version)
                                    .destinationBucket(bucket)
                                    .destinationKey(other))
                            .copyObjectResult()
                            .eTag();
                });
            case 6 -> client -> told(() -> listed(client, prefix, most));
            case 7 ->
                client -> told(() -> {
                    var head = client.headObject(h -> h.bucket(bucket).key(key));
                    return head.eTag() + head.contentLength() + type(head.contentType()) + head.metadata();
                });
            default ->
                client -> told(() -> {
                    client.deleteObject(delete -> delete.bucket(bucket).key(key));
                    return "deleted";
                });
        };
    }

    private String put(S3Client client, String key, String content) {
        return client.putObject(
                        put -> put.bucket(bucket)
                                .key(key)
                                .contentType("text/plain")
                                .metadata(Map.of("length", "" + content.length())),
                        RequestBody.fromString(content))
                .eTag();
    }

    /** What is there; something that never is where nothing is. */
    private String version(S3Client client, String key) {
        try {
            return client.headObject(head -> head.bucket(bucket).key(key)).eTag();
        } catch (S3Exception none) {
            return "\"absent\"";
        }
    }

    private static String read(ResponseBytes<GetObjectResponse> object) {
        GetObjectResponse answer = object.response();
        return object.asUtf8String()
                + answer.eTag()
                + answer.contentLength()
                + answer.contentRange()
                + type(answer.contentType())
                + answer.metadata();
    }

    /** Servers differ in blanks and capitals. */
    private static String type(String contentType) {
        return contentType.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private String listed(S3Client client, String prefix, int most) {
        List<String> pages = new ArrayList<>();
        for (ListObjectsV2Response page : client.listObjectsV2Paginator(
                list -> list.bucket(bucket).prefix(prefix).maxKeys(most))) {
            pages.add(page.contents().stream()
                            .map(object -> object.key() + object.eTag() + object.size())
                            .collect(Collectors.joining(","))
                    + page.isTruncated()
                    + page.keyCount());
        }
        return pages.toString();
    }

    private CompletedPart part(S3Client client, String upload, int number, String content) {
        String etag = client.uploadPart(
                        part -> part.bucket(bucket).key("m").uploadId(upload).partNumber(number),
                        RequestBody.fromString(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private interface Call {
        String answer();
    }

    /** What came of a call: its answer, or the kind of its failure. */
    private static String told(Call call) {
        try {
            return call.answer();
        } catch (S3Exception refused) {
            return KINDS.contains(refused.getClass()) ? refused.getClass().getSimpleName() : "" + refused.statusCode();
        }
    }
}
