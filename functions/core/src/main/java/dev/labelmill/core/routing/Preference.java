package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.consensus.Offer;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import java.util.HashMap;
import java.util.Map;

/** How much a way of routing prefers each vendor's next label, the more the better, in a replay. */
interface Preference {

    double NANOS = 1e9;

    /**
     * @param belief what is believed of the task's class
     * @return the same for all vendors where none is preferred
     */
    double worth(String vendor, double[] belief);

    /**
     * That of a way.
     *
     * @param skills what is known of vendors; of one that it does not know, what holds for everybody
     * @param nanos  expected price of a label by vendor, in nano-dollars
     */
    static Preference of(Routing.By way, Skills skills, Map<String, Long> nanos) {
        Map<String, Offer> offers = new HashMap<>();
        nanos.forEach((vendor, price) -> offers.put(
                vendor,
                new Offer(skills.vendor(vendor).map(VendorSkill::confusion).orElse(skills.pooled()), price / NANOS)));
        return switch (way) {
            case CAPACITY -> (vendor, belief) -> 0;
            case CHEAPEST -> (vendor, belief) -> -offers.get(vendor).dollars();
            case BEST -> (vendor, belief) -> offers.get(vendor).accuracy(belief);
            case VALUE -> (vendor, belief) -> offers.get(vendor).value(belief);
        };
    }
}
