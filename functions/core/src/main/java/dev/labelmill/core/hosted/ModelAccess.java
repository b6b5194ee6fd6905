package dev.labelmill.core.hosted;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hosted models that a deployment may call, and the prices it knows.
 *
 * @param models      their {@link HostedModel#id() ids}
 * @param concurrency calls at a time of one process, whatever a batch asks for
 * @param pricesDate  when the prices were read, ISO
 * @param prices      by id; a batch's own price goes before
 */
public record ModelAccess(Set<String> models, int concurrency, String pricesDate, Map<String, ModelPrice> prices) {

    /** Copies the collections. */
    public ModelAccess {
        models = Set.copyOf(models);
        prices = Map.copyOf(prices);
        CallSettings.requireRange(concurrency, 1, 64, "models.concurrency");
    }

    /** No model at all. */
    public static ModelAccess none() {
        return new ModelAccess(Set.of(), 1, "", Map.of());
    }

    /**
     * What the batch's calls cost.
     *
     * @throws IllegalArgumentException saying in one sentence that the deployment may not call the model, or that nobody told
     *     its price
     */
    public ModelPrice admit(HostedSettings settings) {
        String id = settings.model().id();
        if (!models.contains(id)) {
            throw new IllegalArgumentException("prelabel asks for " + id
                    + ", which this deployment may not call: its stage lists "
                    + (models.isEmpty()
                            ? "no hosted models"
                            : String.join(", ", models.stream().sorted().toList())));
        }
        return settings.price()
                .or(() -> Optional.ofNullable(prices.get(id)))
                .orElseThrow(() -> new IllegalArgumentException("prelabel.price is missing, and the price file"
                        + (pricesDate.isEmpty() ? "" : " of " + pricesDate) + " has none for " + id));
    }

    /** Calls at a time for a batch: as many as it asks for, and never more than the deployment's. */
    public int concurrency(CallSettings calls) {
        return Math.min(concurrency, calls.concurrency());
    }
}
