package dev.labelmill.local.views;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.BatchStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The batches there are, by their folders in the bucket: one listing, however many items they have. */
final class UploadedBatches {

    /** More than this are not shown; the page says so. */
    static final int MOST = 100;

    private static final String FOLDER = "batches/";

    private final Premises premises;
    private final BatchStore batches;

    UploadedBatches(Premises premises) {
        this.premises = premises;
        batches = new BatchStore(premises.table());
    }

    /**
     * A batch's folder.
     *
     * @param accepted the batch's row; empty until intake takes it
     */
    record Uploaded(String id, Optional<Batch> accepted) {}

    /** @param isAll whether there are no more than these */
    record Listing(List<Uploaded> batches, boolean isAll) {}

    /** The first {@value #MOST} by name. */
    Listing list() {
        ListObjectsV2Response answer = premises.s3()
                .listObjectsV2(list -> list.bucket(premises.bucketName())
                        .prefix(FOLDER)
                        .delimiter("/")
                        .maxKeys(MOST));
        List<Uploaded> found = new ArrayList<>();
        for (CommonPrefix folder : answer.commonPrefixes()) {
            String id =
                    folder.prefix().substring(FOLDER.length(), folder.prefix().length() - 1);
            if (Layout.BATCH_ID.matcher(id).matches()) {
                found.add(new Uploaded(id, batches.get(id)));
            }
        }
        return new Listing(List.copyOf(found), !Boolean.TRUE.equals(answer.isTruncated()));
    }
}
