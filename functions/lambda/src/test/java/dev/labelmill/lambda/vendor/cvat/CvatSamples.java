package dev.labelmill.lambda.vendor.cvat;

import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.stage.Events;

/** A job that was completed, as CVAT tells it, and the errand that it is. */
final class CvatSamples {

    static final String COMPLETED =
            Events.sample("cvat/job-completed.json").get("body").textValue();
    static final String DELIVERY = "cvat-7-19-2026-11-24T09:09:08.602114Z";
    static final Errand ERRAND = new Errand("job", "19/2026-11-24T09:09:08.602114Z/11", DELIVERY);

    private CvatSamples() {}
}
