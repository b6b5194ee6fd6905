package dev.labelmill.lambda.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.reception.Storing;
import dev.labelmill.lambda.returned.ReturnedFiles;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.SpoiltBodies;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What vendors' APIs answer when labels are fetched, spoilt by the thousand, through the whole of {@code collect}: no errand fails
 * for it. It is done, told with a reason, or put back into the queue.
 */
class SpoiltAnswersTest {
    private static final int RUNS = 10;
    /** In all: few in every build, more by {@code -Dlabelmill.fuzz.answers=60000}. */
    private static final int SPOILT = Integer.getInteger("labelmill.fuzz.answers", 1_000);

    private static final List<String> VENDORS = List.of("cvat", "labelbox", "toloka");
    private static final List<FetchedSample> SAMPLES = FetchedSample.all();
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    private Stage stage;
    private Queue queue;
    private Random random;
    private int spoilt;

    @Property(tries = RUNS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_spoilt_answer_makes_an_errand_fail(@ForAll long seed) {
        random = new Random(seed);
        stage = new Stage();
        queue = new Queue(stage.sqs, stage.collectQueue);
        spoilt = 0;
        SAMPLES.forEach(this::give);
        while (spoilt < (SPOILT + RUNS - 1) / RUNS) {
            fetch(SAMPLES.get(random.nextInt(SAMPLES.size())));
        }
        stage.rows().stream()
                .filter(row -> row.sk().startsWith("LABEL#"))
                .forEach(row -> SEEN.merge("labels in " + row.pk().split("#")[1], 1, Integer::sum));
        SEEN.merge("put back", waiting(), Integer::sum);
        VENDORS.forEach(vendor -> SEEN.merge(
                "told of " + vendor, stage.rejections("collect/" + vendor).size(), Integer::sum));
    }

    private int waiting() {
        QueueAttributeName delayed = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
        return Integer.parseInt(stage.sqs
                .getQueueAttributes(get -> get.queueUrl(stage.collectQueue).attributeNames(delayed))
                .attributes()
                .get(delayed));
    }

    @AfterContainer
    static void everything_came_of_them() {
        System.out.println("fuzzed answers: " + SEEN);
        assertThat(SEEN.get("spoilt")).isGreaterThanOrEqualTo(SPOILT);
        assertThat(SEEN).allSatisfy((what, count) -> assertThat(count).as(what).isPositive());
    }

    /** Spoils the answer to one call of an errand, which may take several. */
    private void fetch(FetchedSample sample) {
        List<String> parts = List.copyOf(sample.answers().keySet());
        String bad = parts.get(random.nextInt(parts.size()));
        boolean[] changed = {false};
        Collecting collect = collecting(call -> {
            String part = sample.part(call);
            byte[] said = sample.answers().get(part);
            byte[] other = part.equals(bad) ? new SpoiltBodies(random).of(List.of(said)) : said;
            changed[0] |= !Arrays.equals(other, said);
            return part.equals(bad) ? answer(other) : new HttpAnswer(200, Map.of(), said);
        });

        assertThat(Events.failures(
                        collect.handle(Events.queued(List.of(sample.message().toJson())))))
                .as("%s, %s", sample.errand(), bad)
                .isZero();
        if (changed[0]) {
            spoilt++;
            SEEN.merge("spoilt", 1, Integer::sum);
            SEEN.merge("spoilt of " + sample.vendor(), 1, Integer::sum);
        }
    }

    private HttpAnswer answer(byte[] body) {
        return switch (random.nextInt(20)) {
            case 0 -> new HttpAnswer(404, Map.of(), body);
            case 1 -> new HttpAnswer(302, Map.of("location", "https://elsewhere.example"), body);
            case 2 -> throw new VendorUnavailable("not now", Optional.of(Duration.ofDays(random.nextInt(9))));
            default -> new HttpAnswer(200, Map.of(), body);
        };
    }

    /** Gives the vendor the two tasks that the samples are of. */
    private void give(FetchedSample sample) {
        String batch = sample.batch();
        stage.batches().insert(Samples.labelling(batch, """
            {"project":"demo","labelType":%s,"slices":2,"overlap":{"min":3,"max":3,"targetConfidence":0.9},
             "vendors":[{"name":"%s","tier":"crowd","pricePerLabel":0.01,"capacity":10,"deadlineSeconds":60}]}\
            """.formatted(sample.labelType(), sample.vendor())));
        for (String item : List.of("i1", "i2")) {
            stage.tasks().insert(Task.forPeople(batch, item, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), 2);
            stage.tasks().update(batch, item, 2, task -> task.claim("d-5f1c0a9e4b7d2386", sample.vendor(), false));
        }
    }

    /** Of an environment that has not met the vendor yet, and so waits for nothing. */
    private Collecting collecting(VendorApi api) {
        LabelIntake labels = Intakes.of("collect", stage);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        DeliveryMetrics metrics = new DeliveryMetrics(
                new ForgeryCounter(() -> stage.now), new EmfLog(nowhere, () -> stage.now, bytes -> {}), "test", 20);
        LabelDesk desk = new LabelDesk(labels, new LeaseStore(stage.table()), metrics, () -> stage.now);
        RejectedStore rejected = new RejectedStore(stage.table());
        Storing storing = new Storing(desk, rejected, queue, notices -> {}, () -> stage.now);
        ReturnedFiles files = new ReturnedFiles(
                stage.bucket(), desk, rejected, queue, notices -> {}, Duration.ofMinutes(5), () -> stage.now);
        VendorSecrets secrets = new VendorSecrets(
                VENDORS.stream().collect(Collectors.toMap(vendor -> vendor, SpoiltAnswersTest::entry)));
        return new Collecting(() -> secrets, api, storing, files, queue, () -> stage.now);
    }

    private static VendorSecrets.Entry entry(String vendor) {
        return new VendorSecrets.Entry(
                VendorScheme.of(vendor).orElseThrow(),
                SecretRing.of(Secret.ofKey("the secret of a vendor".getBytes(UTF_8))),
                Optional.of(new ApiAccess(URI.create("https://api.example"), "key")));
    }
}
