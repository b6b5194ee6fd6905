package dev.labelmill.local.vendors;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.objects.Bucket;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The simulated vendors at work: each takes the task files put into its folder of the outbox and answers them by webhook.
 * Their threads are daemons.
 */
public final class SimulatedVendors implements ObjectListener, AutoCloseable {

    private final String bucket;
    private final List<Office> offices = new ArrayList<>();

    /**
     * Opens their offices; what is in the outbox already is not looked at.
     *
     * @param receiver   scheme, host and port of the webhook
     * @param secrets    by vendor
     * @param complaints hears, in one sentence, what a vendor cannot do
     * @throws IllegalArgumentException if a vendor has no secret
     */
    public SimulatedVendors(
            Simulation simulation,
            Bucket bucket,
            URI receiver,
            Map<String, Secret> secrets,
            Consumer<String> complaints) {
        this.bucket = bucket.name();
        for (SimulatedVendor vendor : simulation.vendors()) {
            Secret secret = secrets.get(vendor.name());
            if (secret == null) {
                throw new IllegalArgumentException("vendor " + vendor.name() + " has no secret");
            }
            Courier courier = new Courier(
                    vendor.name(), receiver, secret, Courier.Patience.USUAL, InstantSource.system(), complaints);
            offices.add(new Office(vendor, new Draw(simulation.seed()), bucket, courier, complaints));
        }
    }

    @Override
    public void changed(String eventName, String changedBucket, String key, long size, String etag) {
        if (changedBucket.equals(bucket) && eventName.startsWith("ObjectCreated:")) {
            offices.forEach(office -> office.noticed(key));
        }
    }

    /** Closes the offices; what has not been sent is not sent any more. */
    @Override
    public void close() {
        offices.forEach(Office::close);
    }
}
