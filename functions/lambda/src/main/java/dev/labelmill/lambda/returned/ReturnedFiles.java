package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.notify.RejectedDelivery;
import dev.labelmill.lambda.notify.RejectionNotices;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.objects.UploadEvents;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jboss.logging.Logger;

/**
 * Stores the labels of files under {@code returns/<vendor>/<batch>/}. A record that cannot be used is kept as rejected with
 * file, place and reason, up to a number of them, and the others are stored all the same; once a file is read one row sums up the
 * rest, and users are told, in one notice.
 * Reading a file again stores nothing twice.
 */
public final class ReturnedFiles {

    private static final Logger LOG = Logger.getLogger(ReturnedFiles.class);

    /** A page's labels are stored well within it, and a message sent. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final Bucket bucket;
    private final FileForms forms;
    private final LabelDesk desk;
    private final RejectedStore rejected;
    private final Queue queue;
    private final RejectionNotices notices;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * @param queue   whose messages come back to {@link #take}
     * @param notices where users are told of what could not be used
     * @param timeout after which an invocation is stopped
     */
    public ReturnedFiles(
            Bucket bucket,
            LabelDesk desk,
            RejectedStore rejected,
            Queue queue,
            Notices notices,
            Duration timeout,
            InstantSource clock) {
        this.bucket = bucket;
        this.forms = new FileForms();
        this.desk = desk;
        this.rejected = rejected;
        this.queue = queue;
        this.notices = new RejectionNotices(notices, desk::project);
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Whether a message is meant for {@link #take}: a notification of S3's, an event of A2I's, or one that this class has sent. */
    public static boolean isAbout(JsonNode message) {
        return ReturnMessage.is(message) || UploadEvents.isNotification(message) || HumanLoopEnd.is(message);
    }

    /**
     * Does what a message asks for: reads the files that an upload event names, or one on from where it was left.
     *
     * @param began when the invocation began
     */
    public void take(JsonNode message, Instant began) {
        if (ReturnMessage.is(message)) {
            ReturnMessage more = ReturnMessage.read(message);
            bucket.dated(more.key())
                    .filter(found -> found.object().etag().equals(more.etag()))
                    .ifPresent(found -> read(found, more, began));
        } else if (HumanLoopEnd.is(message)) {
            take(HumanLoopEnd.read(message, bucket.name()), began);
        } else {
            UploadEvents.keys(message).forEach(key -> take(key, began));
        }
    }

    /** S3 tells of the output too; that a loop has none, A2I alone. */
    private void take(HumanLoopEnd loop, Instant began) {
        loop.output().ifPresent(key -> take(key, began));
        loop.problem().ifPresent(problem -> {
            desk.countUnusable();
            String name = "human loop " + loop.loop();
            rejected.keep(new Rejection("returns", loop.at(), name + " " + loop.at(), problem, loop.cause()));
            notices.tell(
                    new RejectedDelivery("returns", name, loop.at().toString(), loop.at()),
                    List.of(new LabelProblem(0, problem, "")));
        });
    }

    /** What consoles make to show an empty folder is no file. */
    private void take(String key, Instant began) {
        if (!key.endsWith("/")) {
            bucket.dated(key).ifPresent(found -> read(found, ReturnMessage.all(found.object()), began));
        }
    }

    private void read(Bucket.Dated found, ReturnMessage from, Instant began) {
        ObjectInfo object = found.object();
        Optional<Layout.Returned> place = Layout.returned(object.key());
        if (place.isEmpty()) {
            misplaced(found);
            return;
        }
        ReturnedFile file = new ReturnedFile(
                place.get().vendor(), place.get().batch(), place.get().name(), found.modified(), object.etag());
        Stored content = new Stored(bucket, object);
        FileRejections unusable = new FileRejections(rejected, file, from.unusable());
        String batch = file.batch();
        try {
            Optional<FileForm> form = forms.of(file, content);
            if (form.isPresent()) {
                try (RecordReader reader = open(form.get(), file, content, from)) {
                    batch = reader.batch().orElse(batch);
                    if (!store(reader, unusable, from, began)) {
                        return;
                    }
                }
            }
        } catch (UnusableContent bad) {
            desk.countUnusable();
            unusable.addFile(bad.getMessage());
        } catch (ContentChanged replaced) {
            LOG.infof("%s was replaced while it was read; what replaced it has an event of its own", object.key());
        } catch (ZipException | java.io.EOFException cut) {
            desk.countUnusable();
            unusable.addFile("the file is not a whole gzip file; upload it again");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unusable.sumUp();
        tell(found, batch, unusable);
    }

    /** A folder that no batch is called by may be a flow definition's: which batch it was for is not known then. */
    private void tell(Bucket.Dated found, String batch, FileRejections unusable) {
        if (!unusable.counted().isEmpty()) {
            ObjectInfo object = found.object();
            String vendor = unusable.file().vendor();
            notices.tell(
                    new RejectedDelivery("returns/" + vendor, object.key(), object.etag(), found.modified()),
                    desk.project(batch).isPresent() ? batch : "",
                    unusable.counted());
        }
    }

    private RecordReader open(FileForm form, ReturnedFile file, Stored content, ReturnMessage from)
            throws IOException, UnusableContent {
        ItemNames items = new OutboxItems(bucket, file);
        if (from.mark().isPresent()) {
            return form.read(file, content, items, from.mark().get());
        }
        RecordReader reader = form.read(file, content, items);
        try {
            long done = 0;
            while (done < from.records() && reader.skip()) {
                done++;
            }
            return reader;
        } catch (IOException | UnusableContent | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** @return whether the file is done; otherwise a message goes on with it */
    private boolean store(RecordReader reader, FileRejections unusable, ReturnMessage from, Instant began)
            throws IOException, UnusableContent {
        Instant over = began.plus(timeout).minus(RESERVE);
        long records = from.records();
        RecordPage page = new RecordPage(desk, unusable, reader.bytesRead());
        try {
            for (Optional<ReturnedRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
                page.add(record.get());
                records++;
                // Records without labels fill no page, and take time all the same.
                boolean late = !clock.instant().isBefore(over);
                if (late || page.isFull(reader.bytesRead())) {
                    page.store();
                    page = new RecordPage(desk, unusable, reader.bytesRead());
                }
                if (late) {
                    queue.send(List.of(
                            new ReturnMessage(from.key(), from.etag(), records, reader.mark(), unusable.counted())
                                    .toJson()));
                    return false;
                }
            }
        } catch (UnusableContent broken) {
            page.store();
            throw broken;
        }
        page.store();
        return true;
    }

    /** Whose it is, or for which batch, nobody knows; that it came must not be lost. */
    private void misplaced(Bucket.Dated found) {
        String key = found.object().key();
        String etag = found.object().etag();
        String reason = "the file lies in no batch's folder; upload it to returns/<vendor>/<batch>/";
        desk.countUnusable();
        rejected.keep(new Rejection("returns", found.modified(), key + " " + etag, key + ": " + reason, ""));
        notices.tell(
                new RejectedDelivery("returns", key, etag, found.modified()), List.of(new LabelProblem(0, reason, "")));
    }
}
